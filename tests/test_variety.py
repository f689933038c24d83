"""A variety changes what the software says of itself, and nothing that was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from delib_gen.checking import check_session
from delib_gen.lang.typography import NBSP
from delib_gen.view.base import View
from view_helpers import build_views, make_acte_context

# Forms of several varieties in one title, as published titles have them; made up.
TITRE = "CHÌ APPROVA, PÀ LUDDU È UTTOBRE, A CULLITTIVITÀ È A CULLETTIVITÀ"
SEANCE = """
collectivite: corse
organe: assemblee
stade: projet
date: 2022-07-01
{variete}
actes:
  - titre: {{fr: ESSAI, co: "{titre}"}}
    visas: [{{ref: cgct}}]
    articles: [APPROUVE le projet., {{ref: publication-electronique}}]
"""


def build(folder: Path, variete: str, langue: str) -> dict[str, View]:
    """The documents of a draft, by kind."""
    path = folder / "seance.yaml"
    path.write_text(SEANCE.format(variete=variete, titre=TITRE), encoding="utf-8")
    checked = check_session(path)
    assert [f for f in checked.findings if f.severity.value == "erreur"] == []
    assert checked.situation is not None
    charte = checked.situation.reference.charte
    assert charte is not None
    context = make_acte_context(checked.situation.actes[0], langue, charte)
    return {view.genre: view for view in build_views(context)}


@pytest.mark.parametrize("variete", ["", "variete: {co: nord}", "variete: {co: sud}"])
@pytest.mark.parametrize("langue", ["fr", "co"])
def test_a_title_stays_as_it_was_typed(tmp_path: Path, variete: str, langue: str):
    view = build(tmp_path, variete, langue)["deliberation"]

    titles = [titre for titre in view.context()["titres"] if titre.langue == "co"]

    assert [titre.texte for titre in titles] == [TITRE]


@pytest.mark.parametrize(
    ("variete", "reunion"),
    [
        ("", "SEDUTA DI U 1MU DI LUGLIU DI U 2022"),
        ("variete: {co: nord}", "SEDUTA DI U 1MU DI LUGLIU DI U 2022"),
        ("variete: {co: sud}", "SEDUTA DI U 1MU DI LUDDU DI U 2022"),
    ],
)
def test_the_day_is_said_in_the_variety_that_was_chosen(
    tmp_path: Path, variete: str, reunion: str
):
    view = build(tmp_path, variete, "co")["deliberation"]

    assert view.context()["reunion"].replace(NBSP, " ") == reunion


def test_french_does_not_change_with_a_variety(tmp_path: Path):
    usual = build(tmp_path, "", "fr")

    assert build(tmp_path, "variete: {co: sud}", "fr") == usual


def test_a_corsican_day_does_not_break(tmp_path: Path):
    view = build(tmp_path, "", "co")["deliberation"]

    assert f"1mu{NBSP}di{NBSP}lugliu di u{NBSP}2022" in view.context()["preambule"]
