"""How the desk's server answers whoever it has let in."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra `desk`")

from delib_gen.desk.web import serve
from delib_gen.desk.web.office import Office
from delib_gen.desk.web.security import Keys, OneBrowser


def test_no_answer_waits_for_its_beginning_to_be_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection that is accepted sends what it is given at once."""
    told: list[bool] = []

    class Server:
        def __init__(self, *_: Any) -> None:
            """What would answer."""

        def run(self, sockets: Sequence[socket.socket]) -> None:
            (listening,) = sockets
            with socket.create_connection(listening.getsockname()):
                accepted, _ = listening.accept()
                with accepted:
                    option = socket.IPPROTO_TCP, socket.TCP_NODELAY
                    told.append(accepted.getsockopt(*option) != 0)

    monkeypatch.setattr(serve, "_Server", Server)
    with socket.create_server((serve.HOST, 0)) as listening:
        door = OneBrowser(Keys(), listening.getsockname()[1])
        office = Office(tmp_path, lambda: dt.date(2026, 1, 1))
        serve.run(office, door, listening, lambda: None)

    assert told == [True]
