"""A sign of life on a terminal: what goes on for long says what it is about."""

from __future__ import annotations

import io
import time

import pytest

from delib_gen.cli.life import SignOfLife
from delib_gen.machine import guard


def watch(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What is shown on a terminal of 60 columns."""
    shown = io.StringIO()
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setenv("COLUMNS", "60")
    return shown


def test_long_work_says_what_it_is_about_and_goes_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = watch(monkeypatch)
    life = SignOfLife()
    with guard.doing("la lecture de « plan.pdf »", acte="23/186 CP"):
        begun = guard.current().since
        life.tell()
        assert stream.getvalue() == "", "it has just begun"

        monkeypatch.setattr("time.monotonic", lambda: begun + 12)
        life.tell()

    assert stream.getvalue().endswith(
        "Acte 23/186 CP, la lecture de « plan.pdf »… 12 s"
    )
    life.clear()
    assert stream.getvalue().endswith("\r\x1b[K")
    life.tell()
    assert stream.getvalue().endswith("\r\x1b[K"), "nothing is going on"


def test_on_a_bar_the_end_of_a_long_name_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = watch(monkeypatch)
    life, said = SignOfLife(), list[str]()
    life.label = said.append
    monkeypatch.setenv("COLUMNS", "80")
    with guard.doing("la production de « 23-186-CP/deliberation.fr.pdf »"):
        begun = guard.current().since
        monkeypatch.setattr("time.monotonic", lambda: begun + 3)
        life.tell()

    assert said[0].endswith("deliberation.fr.pdf »")
    assert len(said[0]) <= 25
    assert stream.getvalue() == ""


def test_many_short_works_are_not_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    stream, life = watch(monkeypatch), SignOfLife()
    begun = time.monotonic()
    monkeypatch.setattr("time.monotonic", lambda: begun + 9)
    with guard.doing("l'essai du gabarit « a.html.j2 »"):
        life.tell()

    assert stream.getvalue().endswith("L'essai du gabarit « a.html.j2 »… 0 s")


def test_nobody_is_told_where_nobody_watches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = watch(monkeypatch)
    life = SignOfLife()
    life.start(watched=False)
    life.stop()

    assert stream.getvalue() == ""
