"""Whatever stops the server in mid vote, the next one stands where it stood.

Each vote that was told as noted is in the file; at most one more, which was being
written. One kill here, more on CI; `script/long pannes` makes 200.
"""

from __future__ import annotations

import html
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, number_series
from delib_gen.checking import check_session
from delib_gen.resources import data_dir
from delib_gen.schema.vote import SENS

httpx2 = pytest.importorskip("httpx2", reason="needs httpx2, of the extra `test`")
pytest.importorskip("starlette", reason="needs the extra `desk`")

NAME, ACT = "2025-06-24-commune", 2
FEW, MORE, LONGEST = 1, 6, 1.5
"""How many servers are killed; the seconds that each is left, at most."""
Votes = dict[str, str]


class Window:
    """A page of votes in a browser that was let in."""

    def __init__(self, address: str) -> None:
        self.client = httpx2.Client(follow_redirects=True, timeout=30)
        home = self.client.get(address)
        self.base = str(home.url).rstrip("/")
        found = re.search(r'name="bureau" content="([^"]+)"', home.text)
        assert found
        self.headers = {"x-bureau": found[1], "origin": self.base}
        self.page = self.client.get(f"{self.base}/s/{NAME}/votes?acte={ACT}").text
        sent = re.findall(r'data-envoi="([^"]+)"', self.page)
        controls = [json.loads(html.unescape(text)) for text in sent]
        self.voters = [c["membre"] for c in controls if c["geste"] == "vote"]

    @property
    def version(self) -> int:
        """The one that the page shows."""
        found = re.search(r'data-version="(\d+)"', self.page)
        assert found
        return int(found[1])

    def vote(self, who: str, sens: str) -> Any:
        """Note a vote."""
        sent = {"geste": "vote", "membre": who, "sens": sens, "acte": ACT}
        address = f"{self.base}/s/{NAME}/gestes"
        return self.client.post(address, json=sent, headers=self.headers)


@contextmanager
def serve(folder: Path) -> Iterator[tuple[subprocess.Popen[str], Window]]:
    """A desk that is served, and a page of it."""
    command = [sys.executable, "-m", "delib_gen", "desk", folder, "--sans-navigateur"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment
    ) as served:
        assert served.stdout
        window = Window(served.stdout.readline().strip())
        try:
            yield served, window
        finally:
            served.kill()
            window.client.close()


def read_votes(session: Path) -> Votes:
    """Who votes what, by the file."""
    situation = check_session(session).situation
    assert situation is not None
    ballot = situation.actes[ACT - 1].scrutin
    assert ballot is not None
    return {
        elu.nom_complet: sens for sens in SENS for elu in getattr(ballot.decompte, sens)
    }


def test_a_killed_server_loses_no_vote(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = shutil.copytree(data_dir() / "exemples" / NAME, tmp_path / NAME)
    session, numbers = folder / "seance.yaml", number_series(request.config, FEW, MORE)
    left, version, all_told = [read_votes(session)], 0, 0
    for number in numbers:
        draw = random.Random(number)  # noqa: S311 - the same each time
        with serve(tmp_path) as (served, window):
            assert window.version >= version
            version = window.version
            # Stopped once its history said it, a change is ended by the next start.
            told = read_votes(session)
            assert told in left, f"start {number}"
            kill = (served.pid, signal.SIGKILL)
            threading.Timer(draw.random() * LONGEST, os.kill, kill).start()
            while True:
                waiting = draw.choice(window.voters), draw.choice(SENS)
                try:
                    answer = window.vote(*waiting)
                except httpx2.TransportError:
                    break
                assert answer.status_code == 200, answer.text
                told[waiting[0]], version = waiting[1], int(answer.json()["version"])
                all_told += 1

        left = [told, {**told, waiting[0]: waiting[1]}]
        assert read_votes(session) in left, f"kill {number}"
    with serve(tmp_path) as (_, window):
        assert window.version >= version
        assert read_votes(session) in left
    assert all_told
    assert not list(folder.glob("*.saisie"))
    print(f"{len(numbers)} pannes, {all_told} votes notés")  # noqa: T201 - for the series
