"""An act that was rectified, withdrawn or annulled says so, and so does the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from delib_gen.catalogue import CATALOGUE, build_views
from delib_gen.checking import check_session
from delib_gen.view.context import make_seance_context
from delib_gen.view.deliberation import DeliberationView
from test_papiers import read, write

TITRE = "    titre: Affectation du résultat de l'exercice 2024\n"


def build(session: Path, name: str = "deliberation") -> DeliberationView:
    situation = check_session(session).situation
    assert situation is not None
    assert situation.reference.charte is not None
    context = make_seance_context(situation, "fr", situation.reference.charte)
    kinds = CATALOGUE.acte.select([name]).documents
    (view,) = build_views(kinds, context.turn_to(situation.actes[1]))
    assert isinstance(view, DeliberationView)
    return view


def list_lines(folder: Path, key: str, name: str = "deliberation") -> list[str]:
    view = build(write(folder, (TITRE, f"{TITRE}    {key}\n")), name)
    return [re.sub("[\u00a0\u202f]", " ", line) for line in view.suites]


@pytest.mark.parametrize(
    ("suite", "said"),
    [
        (
            "{effet: rectifie, acte: 2025-09-102, le: 2025-09-23}",
            "Acte rectifié par délibération n° 2025-09-102 du 23 septembre 2025",
        ),
        (
            "{effet: annule, par: jugement du tribunal, le: 2026-01-08}",
            "Acte annulé par jugement du tribunal du 8 janvier 2026",
        ),
        (
            "{effet: retire, acte: 2025-09-102, le: 2025-09-23, motif: à la demande}",
            "Acte retiré par délibération n° 2025-09-102 du 23 septembre 2025 "
            "(à la demande)",
        ),
        (
            "{effet: rectifie, motif: erreur matérielle, le: 2025-07-01}",
            "Acte rectifié le 1er juillet 2025 (erreur matérielle)",
        ),
    ],
)
def test_an_act_says_what_became_of_it(suite: str, said: str, tmp_path: Path) -> None:
    """The deliberation and its extract at their head, the list with the outcome."""
    key = f"suites: [{suite}]"

    assert list_lines(tmp_path, key) == [said]
    assert list_lines(tmp_path, key, "extrait") == [said]
    assert f" – {said}" in read(tmp_path / "seance.yaml", "liste")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("retire: 2024-02-011", "Retire : délibération n° 2024-02-011"),
        (
            "rectifie: 2025-06-041",
            "Rectifie : délibération n° 2025-06-041 du 24 juin 2025",
        ),
    ],
)
def test_an_act_says_which_one_it_touches(key: str, said: str, tmp_path: Path) -> None:
    """With its day, where the sitting or a register knows it."""
    assert list_lines(tmp_path, key) == [said]
    assert said not in read(tmp_path / "seance.yaml", "liste")


def test_an_act_that_nothing_touches_says_nothing(tmp_path: Path) -> None:
    assert build(write(tmp_path)).suites == ()


@pytest.mark.parametrize(
    "suite",
    [
        "{effet: annule, le: 2026-01-08}",
        "{effet: annule, le: 2026-01-08, motif: illégal}",
        "{effet: rectifie, acte: 2025-09-102, par: un jugement, le: 2026-01-08}",
    ],
)
def test_a_suite_says_by_what_once(suite: str, tmp_path: Path) -> None:
    session = write(tmp_path, (TITRE, f"{TITRE}    suites: [{suite}]\n"))
    found = check_session(session).findings
    assert [f.code for f in found] in (["STR02"], ["STR03"])
