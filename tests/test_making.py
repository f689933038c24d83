"""Which process does what: the first work is done for all, and nothing stays behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from delib_gen import making
from delib_gen.preparing import Work
from delib_gen.render import Produced
from delib_gen.request import RenderRequest

HERE = os.getpid()


def make(sizes: list[int], jobs: int) -> dict[int, int]:
    """The process that does each of some works, by their ranks."""
    job = SimpleNamespace(langue="fr")
    works = [
        Work(lambda: job, f"acte {rank}", 1, signs, "", (), kept=False)
        for rank, signs in enumerate(sizes)
    ]
    item = SimpleNamespace(tools={"fr": None}, spec=None)
    done: dict[int, int] = {}
    request = RenderRequest(Path("out"), formats=(), jobs=jobs)
    making.make_all(
        item,
        dict(enumerate(works)),
        request,
        lambda rank, made: done.update({rank: made.files[0]}),
        print,
    )
    return done


@pytest.fixture(autouse=True)
def _of_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Works that say which process did them."""
    monkeypatch.setattr(making, "render_job", lambda *_: Produced((os.getpid(),), ()))


def test_shortest_work_is_done_before_processes_part() -> None:
    """What it compiles and loads, they have then."""
    done = make([9, 5, 3, 7, 8, 9, 9, 9], jobs=2)

    assert sorted(done) == [*range(8)]
    assert [rank for rank, process in done.items() if process == HERE] == [2]


def test_few_works_are_done_at_once() -> None:
    """Two long ones would wait for each other."""
    assert HERE not in make([900, 900, 900], jobs=2).values()


def test_one_process_does_all() -> None:
    assert set(make([1, 2, 3, 4], jobs=1).values()) == {HERE}


def test_nothing_stays_in_the_temporary_folder(tmp_path: Path) -> None:
    """What lays pages out copies its faces there, three mebibytes each time."""
    session = Path("data/exemples/2026-06-05-hameau/seance.yaml").absolute()
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    subprocess.run(
        [
            *(sys.executable, "-m", "delib_gen", "render", str(session)),
            *("-o", str(tmp_path / "out"), "--only", "deliberation"),
            *("--format", "pdf", "--jobs", "2"),
        ],
        check=True,
        capture_output=True,
        env={**os.environ, "TMPDIR": str(scratch), "DELIB_GEN_MAGASIN": "non"},
    )

    assert [*(tmp_path / "out").rglob("*.pdf")]
    assert not [*scratch.iterdir()]
