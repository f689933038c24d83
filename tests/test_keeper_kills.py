"""Whatever stops who writes, the file is whole, and is as before a change or after.

What was told as done is there. A few kills here, more on CI; `script/long coupures`
makes 200.
"""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import number_series
from delib_gen.desk.keeper import Keeper
from delib_gen.desk.shelf import Shelf
from delib_gen.desk.state import Done, Opened
from delib_gen.edits.changes import Insert, Refused
from test_keeper import ADD, SEANCE, SMALL, WHO, count_names

FEW, MORE = 6, 30
LONGEST = 0.4
"""The seconds that a writer is left to write, at most."""


def kill_writer(folder: Path, who: str, seconds: float) -> int:
    """A writer that is killed after some time; how many changes it told as done."""
    command = (sys.executable, "-c", ADD, str(folder), who, "100000")
    with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
        assert run.stdout
        run.stdout.readline()  # it has begun
        time.sleep(seconds)
        run.send_signal(signal.SIGKILL)
        told = run.stdout.read().split()
    return len(told) + 1


def test_a_killed_writer_leaves_a_whole_file(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """All that was told is there; at most one more, which was being written."""
    (tmp_path / SEANCE).write_text(SMALL, encoding="utf-8")
    known: set[str] = set()
    for number in number_series(request.config, FEW, MORE):
        draw = random.Random(number)  # noqa: S311 - the same each time
        told = kill_writer(tmp_path, f"K{number}", draw.random() * LONGEST)
        opened = Keeper(tmp_path).open(SEANCE)

        assert isinstance(opened, Opened)
        names = count_names(tmp_path)
        assert len(names) == len(set(names))
        new = set(names) - known
        assert known <= set(names)
        assert new == {f"K{number} {n}" for n in range(len(new))}
        assert told <= len(new) <= told + 1
        known = set(names)
        if number % 20 == 19:  # the series stays as fast as it began
            (tmp_path / SEANCE).write_text(SMALL, encoding="utf-8")
            known = set()
    assert {p.name for p in tmp_path.iterdir()} == {".historique", SEANCE.name}


STEPS = ("write_file", "copymode", "add", "replace")


@pytest.mark.parametrize("step", STEPS)
def test_a_stop_at_each_step_is_ended_or_taken_back(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a kill would stop it: nothing is tidied up. What was said is done."""
    path = tmp_path / SEANCE
    path.write_text(SMALL, encoding="utf-8")
    code = f"""
import os, shutil, sys
from pathlib import Path
from delib_gen.bundle import disk
from delib_gen.desk import history, keeper
from delib_gen.edits.changes import Insert
def stop(*_, **__):
    os._exit(9)
holder = {{"write_file": disk, "copymode": shutil, "add": history.History,
          "replace": Path}}[{step!r}]
kept = keeper.Keeper(Path(sys.argv[1]))
kept.open(Path("seance.yaml"))
setattr(holder, {step!r}, stop)
kept.change(Path("seance.yaml"), [Insert(("excuses",), 0, "A")], "x", "y")
"""
    run = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert run.returncode == 9

    opened = Keeper(tmp_path).open(SEANCE)
    assert isinstance(opened, Opened)
    assert count_names(tmp_path) == (["A"] if step == "replace" else [])
    assert opened.version == ("2" if step == "replace" else "1")
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".saisie")] == []


def test_a_line_of_history_cut_short_was_never_a_change(tmp_path: Path) -> None:
    """A stop while the history was written: the line goes, the next one is whole."""
    (tmp_path / SEANCE).write_text(SMALL, encoding="utf-8")
    keeper = Keeper(tmp_path)
    change = [Insert(("excuses",), 0, "A")]
    assert isinstance(keeper.change(SEANCE, change, WHO, ""), Done)
    path = tmp_path / ".historique" / "seance.jsonl"
    with path.open("ab") as file:
        file.write(b'{"n": 3, "le": "20')

    opened = Keeper(tmp_path).open(SEANCE)
    assert isinstance(opened, Opened)
    assert opened.version == "2"
    assert isinstance(keeper.undo(SEANCE, WHO), Done)
    lines = path.read_bytes().splitlines()
    assert [json.loads(line)["n"] for line in lines] == [1, 2, 3]


def test_a_history_that_is_no_history_is_told(tmp_path: Path) -> None:
    """Somebody typed in it: it is said, with its name; nothing is overwritten."""
    (tmp_path / SEANCE).write_text(SMALL, encoding="utf-8")
    path = tmp_path / ".historique" / "seance.jsonl"
    path.parent.mkdir()
    path.write_text("bonjour\n", encoding="utf-8")

    refused = Keeper(tmp_path).open(SEANCE)
    assert isinstance(refused, Refused)
    assert "seance.jsonl" in refused.reason
    assert path.read_text(encoding="utf-8") == "bonjour\n"


def test_a_history_that_was_taken_away_begins_anew(tmp_path: Path) -> None:
    """While it was kept: the files are as they are, nothing is left to be undone."""
    (tmp_path / SEANCE).write_text(SMALL, encoding="utf-8")
    keeper = Keeper(tmp_path)
    change = [Insert(("excuses",), 0, "A")]
    assert isinstance(keeper.change(SEANCE, change, WHO, ""), Done)
    shutil.rmtree(tmp_path / ".historique")

    opened = keeper.open(SEANCE)
    assert isinstance(opened, Opened)
    assert (opened.version, opened.undoable) == ("1", None)
    assert count_names(tmp_path) == ["A"]
    assert isinstance(keeper.undo(SEANCE, WHO), Refused)


def test_one_writes_at_a_time(tmp_path: Path) -> None:
    """Who comes second waits until the first one is done."""
    (tmp_path / SEANCE).write_text(SMALL, encoding="utf-8")
    command = (sys.executable, "-c", ADD, str(tmp_path), "A", "1")
    with Shelf(tmp_path).hold(SEANCE):
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        with pytest.raises(subprocess.TimeoutExpired):
            run.wait(2)
        assert count_names(tmp_path) == []
    assert run.wait() == 0
    assert count_names(tmp_path) == ["A 0"]
