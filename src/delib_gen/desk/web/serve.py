"""Serving a folder of sittings to one browser of this machine."""

from __future__ import annotations

import asyncio
import gc
import socket
import webbrowser
from typing import TYPE_CHECKING

import uvicorn

from delib_gen.desk.web.app import make_app
from delib_gen.desk.web.office import Office
from delib_gen.desk.web.security import ENTRY, Keys, OneBrowser

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

    from delib_gen.desk.web.security import Door

HOST = "127.0.0.1"
_SECONDS_TO_CLOSE = 2
_BREATH, _MOST = 0.3, 60
"""After how many seconds without a request, or how many of them, memory is tidied: a
check makes many objects that know each other, and looking through them over and over
took a fifth of what one waits for after a key."""


class _Server(uvicorn.Server):
    """Says once that it answers."""

    def __init__(
        self, config: uvicorn.Config, office: Office, ready: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._office, self._ready = office, ready

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End, and let end what waits for changes."""
        self._office.leaving = True
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        self._office.previewer.begin()
        gc.freeze()
        gc.disable()
        self._tidying = asyncio.create_task(self._tidy())
        self._ready()

    async def _tidy(self) -> None:
        """Tidy memory while nobody waits."""
        tidied = before = 0
        while not self.should_exit:
            await asyncio.sleep(_BREATH)
            asked = self.server_state.total_requests
            if asked != tidied and (asked == before or asked - tidied > _MOST):
                gc.collect()
                tidied = asked
            before = asked


def serve(
    folder: Path,
    tell_day: Callable[[], dt.date],
    port: int,
    say: Callable[[str], None],
    *,
    browse: bool,
) -> None:
    """Serve a folder to one browser until the process is asked to end.

    Args:
        folder: where the sittings are.
        tell_day: the day, for the deadlines.
        port: where; 0 for any that is free.
        say: told the address, which serves once.
        browse: whether the browser is opened on it.

    Raises:
        OSError: if the port is taken.
    """
    listening = socket.create_server((HOST, port))
    port = listening.getsockname()[1]
    keys = Keys()
    address = f"http://{HOST}:{port}{ENTRY}?jeton={keys.once}"

    def tell() -> None:
        say(address)
        if browse:
            webbrowser.open(address)

    run(Office(folder, tell_day), OneBrowser(keys, port), listening, tell)


def run(
    office: Office, door: Door, listening: socket.socket, ready: Callable[[], None]
) -> None:
    """Answer until the process is asked to end.

    Args:
        office: the folder.
        door: who may come in.
        listening: where requests come.
        ready: told when they are answered.
    """
    # A response goes in two pieces; asyncio lets the second wait for the first one to
    # be acknowledged, 40 ms, unless the socket says its protocol, which this one
    # does not. What is accepted has it from who listens.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    config = uvicorn.Config(
        make_app(office, door),
        log_level="error",
        access_log=False,  # addresses may hold a word that is used once
        server_header=False,
        proxy_headers=False,  # a proxy's word is taken for nothing
        timeout_graceful_shutdown=_SECONDS_TO_CLOSE,
        ws="none",
        lifespan="off",
        http="h11",
        loop="asyncio",
    )
    try:
        _Server(config, office, ready).run(sockets=[listening])
    except KeyboardInterrupt:  # uvicorn passes on what ended it
        pass
    finally:
        office.close()
