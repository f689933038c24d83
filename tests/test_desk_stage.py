"""A sitting's stage is worked out from its facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs the extra `desk`")

from delib_gen.checking import check_text
from delib_gen.desk.web.stage import describe_stage
from delib_gen.resources import data_dir

COMING = data_dir() / "exemples" / "2026-11-26-ac-projet" / "seance.yaml"
COMMUNE = data_dir() / "exemples" / "2025-06-24-commune" / "seance.yaml"


@pytest.mark.parametrize(
    ("path", "change", "today", "word", "pressing"),
    [
        (COMING, lambda t: t, "2026-11-20", "convoquée", False),
        (COMING, lambda t: t, "2026-11-26", "convoquée", True),
        (
            COMING,
            lambda t: t.replace("convocation:", "suffixe:"),
            "2026-10-01",
            "projet",
            False,
        ),
        (
            COMING,
            lambda t: t.replace("convocation:", "suffixe:"),
            "2026-11-25",
            "projet",
            True,
        ),
        (COMMUNE, lambda t: t, "2026-11-20", "tenue", False),
        (
            COMMUNE,
            lambda t: t.replace("president:", "arrete_le: 2025-07-01\npresident:", 1),
            "2026-11-20",
            "procès-verbal arrêté",
            False,
        ),
        (
            COMMUNE,
            lambda t: t.replace("    vote: unanimite\n", "", 1),
            "2026-11-20",
            "en séance",
            False,
        ),
        (COMMUNE, lambda t: t, "2025-06-24", "tenue", False),
        (COMMUNE, lambda t: t, "2025-06-23", "à venir", False),
        (
            COMMUNE,
            lambda t: t.replace("actes:", "actes: [", 1),
            "2026-11-20",
            "à corriger",
            False,
        ),
    ],
)
def test_the_stage_of_a_sitting(
    path: Path,
    change: Callable[[str], str],
    today: str,
    word: str,
    pressing: bool,
) -> None:
    checked = check_text(change(path.read_text(encoding="utf-8")), path)

    stage = describe_stage(checked, dt.date.fromisoformat(today))

    assert stage.mot == word
    assert stage.presse is pressing


@pytest.mark.parametrize(("count", "words"), [(1, "1 vote à"), (2, "2 votes à")])
def test_votes_that_wait_are_counted(count: int, words: str) -> None:
    path = data_dir() / "exemples" / "2026-06-12-commune-alsace" / "seance.yaml"
    text = path.read_text(encoding="utf-8").replace("    vote: unanimite\n", "", count)

    stage = describe_stage(check_text(text, path), dt.date(2026, 11, 20))

    assert stage.suite == f"{words} noter"
