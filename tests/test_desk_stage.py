"""A sitting's stage is worked out from its facts."""

from __future__ import annotations

import datetime as dt
import re
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


@pytest.mark.parametrize(
    ("example", "today", "said", "law"),
    [
        (
            COMMUNE,
            "2025-06-01",
            "convocation à envoyer au plus tard le 18 juin",
            "98 %",
        ),
        (COMMUNE, "2025-06-19", "convocation à envoyer depuis le 18 juin 2025", "-12"),
        (
            COMING,
            "2026-11-01",
            "rapports à envoyer au plus tard le 14 nov",
            "L. 4422-32",
        ),
        (COMMUNE, "2025-06-24", "à ouvrir : la séance est aujourd'hui", ""),
        (COMMUNE, "2025-06-25", "à ouvrir : la séance était le 24 juin 2025", ""),
    ],
)
def test_the_next_deadline_is_told_with_its_article(
    example: Path, today: str, said: str, law: str
) -> None:
    text = re.sub(
        r"^(convocation|stade):.*\n", "", example.read_text("utf-8"), flags=re.M
    )
    checked = check_text(f"stade: projet\n{text}", example)

    stage = describe_stage(checked, dt.date.fromisoformat(today))

    assert stage.suite.startswith(said)
    assert law in stage.droit
    assert stage.presse is (stage.suite.startswith("à ouvrir") or "depuis" in said)


def test_what_was_sent_is_not_due_any_more() -> None:
    text = COMING.read_text("utf-8").replace("convocation:", "envoi_rapports:")

    stage = describe_stage(check_text(text, COMING), dt.date(2026, 11, 15))

    assert (stage.mot, stage.suite) == ("projet", "séance le 26 novembre 2026")


@pytest.mark.parametrize(("count", "words"), [(1, "1 vote à"), (2, "2 votes à")])
def test_votes_that_wait_are_counted(count: int, words: str) -> None:
    path = data_dir() / "exemples" / "2026-06-12-commune-alsace" / "seance.yaml"
    text = path.read_text(encoding="utf-8").replace("    vote: unanimite\n", "", count)

    stage = describe_stage(check_text(text, path), dt.date(2026, 11, 20))

    assert stage.suite == f"{words} noter"
