"""The papers of a sitting say what its acts say, and are made when they may be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document

from conftest import EVERYTHING, ROOT
from delib_gen.catalogue import CATALOGUE
from delib_gen.checking import check_session
from delib_gen.composition.notes import number_notes
from delib_gen.findings import has_errors
from delib_gen.pipeline import RenderRequest, render_sessions
from delib_gen.prose.tree import Tableau
from delib_gen.prose.walk import iter_brins, join_lines
from delib_gen.view.base import View
from delib_gen.view.context import make_seance_context
from delib_gen.view.papiers.feuilles import Feuillet
from test_seance_documents import Silent

EXEMPLES = ROOT / "data/exemples"
COMMUNE = EXEMPLES / "2025-06-24-commune/seance.yaml"
PROJET = EXEMPLES / "2026-11-26-ac-projet/seance.yaml"
PLENIERE = EXEMPLES / "2026-09-30-ac/seance.yaml"
TOUS = CATALOGUE.seance.names


def build(session: Path, name: str) -> list[View]:
    """The views of a paper, in French."""
    situation = check_session(session).situation
    assert situation is not None
    assert situation.reference.charte is not None
    context = make_seance_context(situation, "fr", situation.reference.charte)
    (kind,) = CATALOGUE.seance.select([name]).documents
    stade = situation.seance.stade
    return list(kind.build(context)) if stade in kind.stades else []


def read(session: Path, name: str) -> str:
    """All that a paper says, a text a line, with plain spaces."""
    words = (word for view in build(session, name) for word in view.iter_words())
    return re.sub("[\u00a0\u202f]", " ", "\n".join(words))


def write(folder: Path, *changes: tuple[str, str]) -> Path:
    """The commune's sitting with some of its text said otherwise."""
    text = COMMUNE.read_text(encoding="utf-8")
    text = text.replace("autorite.yaml", str(COMMUNE.parent / "autorite.yaml"))
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path = folder / "seance.yaml"
    path.write_text(text, encoding="utf-8")
    return path


EDITIONS = {COMMUNE: ("fr", "co"), PROJET: ("fr+co",)}
"""Letters to 27 and to 63 members: but on CI, an edition is made of one of them."""


@pytest.mark.serie(2)
@pytest.mark.parametrize("session", EDITIONS, ids=["tenue", "projet"])
def test_every_paper_is_made_and_read_back(session: Path, tmp_path: Path) -> None:
    """In each format and edition, at both stages; reading back refuses nothing."""
    editions = ("fr", "co", "fr+co") if EVERYTHING else EDITIONS[session]
    request = RenderRequest(tmp_path, editions, ("pdf", "docx", "html"), only=TOUS)
    outcome = render_sessions([session], request, Silent())

    assert not has_errors(outcome.findings), outcome.findings
    made = {path.name.split(".")[0] for path in outcome.bundles[0].paths}
    if session is COMMUNE:
        # Nothing is kept apart, and no act has a rapport.
        assert made == set(TOUS) - {"envois", "pv-public", "rapports"}
    else:
        assert not made & {"liste", "pv"}
        assert {"convocation", "rapports", "presence", "pouvoirs"} <= made


def test_minutes_are_made_of_a_sitting_that_was_held_alone() -> None:
    assert build(COMMUNE, "pv")
    assert build(COMMUNE, "liste")
    assert not build(PROJET, "pv")
    assert not build(PROJET, "liste")


def test_the_list_has_every_act_with_what_became_of_it() -> None:
    """The figures are those of the act: 17 for, 4 against, 2 abstentions."""
    said = read(COMMUNE, "liste")

    assert "Adoption à la majorité (17 pour, 4 contre, 2 abstentions" in said
    assert "Adoption à l’unanimité" in said
    assert "Élection : Mme Gisèle HAUTERIVAL" in said
    withdrawn = read(PLENIERE, "liste")
    assert "Affaire retirée de l’ordre du jour." in withdrawn
    assert "Affaire reportée à une séance ultérieure." in withdrawn


def test_a_letter_goes_to_each_member_and_agrees_with_her() -> None:
    (view,) = build(COMMUNE, "convocation")
    lettres = view.lettres  # type: ignore[attr-defined]  # of this kind of view

    assert len(lettres) == 27
    by_name = {lettre.destinataire: lettre.appel for lettre in lettres}
    assert by_name["Mme Agathe ARBALESTRE"] == "Madame,"
    assert by_name["M. Sylvain FONTARELLE"] == "Monsieur,"


def test_a_letter_says_that_no_quorum_is_asked_for_a_second_time(
    tmp_path: Path,
) -> None:
    once = read(write(tmp_path), "convocation")
    second = ("date: 2025-06-24\n", "date: 2025-06-24\ndefaut_quorum: 2025-06-18\n")
    again = read(write(tmp_path, second), "convocation")

    assert "sans condition de quorum" not in once
    assert "atteint le 18 juin 2025" in again


def test_the_minutes_say_hours_debates_and_the_quorum(tmp_path: Path) -> None:
    """What the acts do not print: who spoke, when it stopped, when it closed."""
    head = (
        "date: 2025-06-24\n",
        "date: 2025-06-24\nheure: 18 h 30\ncloture: 20 h 45\n"
        "suspensions: [{de: 19 h 10, a: 19 h 20}]\narrete_le: 2025-09-23\n",
    )
    debate = (
        "    titre: Affectation du résultat de l'exercice 2024\n",
        "    titre: Affectation du résultat de l'exercice 2024\n"
        "    debats: Une voix demande *pourquoi* l'excédent est reporté.\n",
    )
    said = read(write(tmp_path, head, debate), "pv")

    assert "La séance est suspendue à 19 h 10 et reprise à 19 h 20." in said
    assert "La séance est levée à 20 h 45." in said
    assert "séance du 23 septembre 2025" in said
    assert "pourquoi" in said
    assert "Quorum : 14 membres présents ; 20 le sont" in said
    assert "pourquoi" not in read(write(tmp_path, head, debate), "liste")


def test_a_note_in_debates_has_its_number(tmp_path: Path) -> None:
    """However deep in a view it stands."""
    title = "    titre: Affectation du résultat de l'exercice 2024\n"
    debate = (
        title,
        f"{title}    debats: |\n      Un mot[^1].\n\n      [^1]: Une note.\n",
    )
    (view,) = build(write(tmp_path, debate), "pv")
    (call,) = (
        brin
        for part in number_notes(view).context().values()
        for brins in iter_brins(part)
        for brin in brins
        if brin.note
    )
    assert call.appel == "pv-fr-1"


def test_no_article_of_the_minutes_is_kept_with_the_next_act(tmp_path: Path) -> None:
    """In Word as in PDF: in a deliberation the last one keeps with the signature."""
    kept = {}
    for name in ("pv", "deliberation"):
        request = RenderRequest(tmp_path / name, formats=("docx",), only=(name,))
        outcome = render_sessions([COMMUNE], request, Silent())
        word = next(p for p in outcome.bundles[0].paths if p.suffix == ".docx")
        styles = {p.style.name for p in Document(str(word)).paragraphs if p.style}
        kept[name] = "Dernier alinéa" in styles

    assert kept == {"pv": False, "deliberation": True}


def test_a_theme_heads_the_acts_that_follow_each_other(tmp_path: Path) -> None:
    first = "    titre: Compte administratif de l'exercice 2024\n"
    second = "    titre: Affectation du résultat de l'exercice 2024\n"
    changes = [(line, f"{line}    theme: Finances\n") for line in (first, second)]
    (view,) = build(write(tmp_path, *changes), "ordre-du-jour")
    rubriques = view.rubriques  # type: ignore[attr-defined]  # of this kind of view

    assert (rubriques[0].intitule, len(rubriques[0].points)) == ("Finances", 2)
    assert rubriques[1].intitule == ""


def test_sheets_know_the_powers_and_which_ballots_are_secret() -> None:
    """A power already given is on the sheet; a secret ballot has no sheet of names."""
    assert "Mme Agathe ARBALESTRE" in read(COMMUNE, "pouvoirs")
    votes, counts = read(COMMUNE, "votes"), read(COMMUNE, "depouillement")
    assert "Compte administratif de l’exercice 2024" in votes.replace("'", "’")
    assert "représentant de la commune" not in votes
    assert "représentant de la commune" in counts


def test_a_secret_vote_is_counted_for_and_against(tmp_path: Path) -> None:
    """It has no candidate, nor a second round; an election has both."""
    vote = "    vote: {scrutin: secret, decompte: {pour: 20, contre: 4}}\n"
    path = write(tmp_path, ("    vote: unanimite\n", vote))
    (view,) = build(path, "depouillement")
    sheets = {s.titre: s for s in view.feuillets}  # type: ignore[attr-defined]
    voted = sheets.pop("Mise à disposition de la salle des Fontaines aux associations")

    def list_cells(sheet: Feuillet) -> tuple[list[str], list[str]]:
        (table,) = sheet.tableau
        assert isinstance(table, Tableau)
        first = [row[0] for row in table.lignes]
        return [join_lines(c) for c in table.entetes], [join_lines(c) for c in first]

    heads, rows = list_cells(voted)
    assert (heads, rows[-3:]) == (
        ["Décompte", "Voix"],
        ["Pour", "Contre", "Abstention"],
    )
    for sheet in sheets.values():
        heads, rows = list_cells(sheet)
        assert heads[1:] == ["Premier tour", "Deuxième tour", "Troisième tour"]
        assert "Pour" not in rows
