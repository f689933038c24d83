"""Several votes of an act, in one table."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from act_helpers import make, render
from cli_helpers import call
from delib_gen.checking import check_session
from delib_gen.prose.tree import Tableau
from delib_gen.resources import data_dir
from test_opponents import vote

CHAPTERS = (
    "{tableau: oui, contre: [COUDRAIN], parties: ["
    "{objet: Chapitre 011, contre: [COUDRAIN, TREMBLEFEUILLE]}, "
    "{objet: Chapitre 012}, "
    "{objet: Chapitre 65, abstention: [BRISEVENT]}]}"
)
HEADS = ["Objet du vote", "Pour", "Contre", "Abstentions", "Résultat"]


def read(view: Any) -> list[list[str]]:
    """The rows of the table that the ballots open with, its heads among them."""
    (table,) = view.scrutins[0].tableau
    assert isinstance(table, Tableau)
    rows = [table.entetes, *table.lignes]
    return [["".join(brin.texte for brin in cell) for cell in row] for row in rows]


@pytest.mark.parametrize("name", ["html", "docx", "pdf"])
def test_ballots_stand_in_a_table_and_names_below(name: str, tmp_path: Path) -> None:
    view, tools = make(vote(tmp_path, CHAPTERS))
    assert read(view) == [
        HEADS,
        ["Chapitre 011", "7", "2", "0", "Adopté à la majorité"],
        ["Chapitre 012", "9", "0", "0", "Adopté à l’unanimité"],
        ["Chapitre 65", "8", "0", "1", "Adopté à la majorité"],
        ["Vote sur l’ensemble", "8", "1", "0", "Adopté à la majorité"],
    ]
    render(name, view, tools)


def test_opponents_stay_named_below_their_ballot(tmp_path: Path) -> None:
    view: Any = make(vote(tmp_path, CHAPTERS))[0]
    said = [
        (b.objet, [c.replace("\u00a0", " ") for c in b.chiffres]) for b in view.scrutins
    ]
    assert said == [
        ("", []),
        (
            "Chapitre 011",
            ["CONTRE : 2 (M. Édouard COUDRAIN et Mme Mauricette TREMBLEFEUILLE)"],
        ),
        ("Chapitre 65", ["ABSTENTION : 1 (M. Casimir BRISEVENT)"]),
        ("Vote sur l’ensemble", ["CONTRE : 1 (M. Édouard COUDRAIN)"]),
    ]


def test_nobody_is_named_where_the_act_names_nobody(tmp_path: Path) -> None:
    view: Any = make(vote(tmp_path, CHAPTERS, "non"))[0]
    assert len(view.scrutins) == 1


def test_the_organ_says_it_for_all_its_votes(tmp_path: Path) -> None:
    typed = CHAPTERS.replace("tableau: oui, ", "")
    path = vote(tmp_path, typed, "opposants\n    votes_en_tableau: oui")
    assert len(read(make(path)[0])) == 5
    path = vote(
        tmp_path / "x",
        CHAPTERS.replace("oui", "non"),
        "opposants\n    votes_en_tableau: oui",
    )
    assert all(not bloc.tableau for bloc in make(path)[0].scrutins)


@pytest.mark.parametrize(
    "typed",
    [
        "{tableau: oui, contre: [COUDRAIN]}",
        "{tableau: oui, parties: [{objet: Seul, contre: [COUDRAIN]}]}",
    ],
)
def test_a_single_ballot_is_told_as_ever(typed: str, tmp_path: Path) -> None:
    view: Any = make(vote(tmp_path / "a", typed))[0]
    plain: Any = make(vote(tmp_path / "b", typed.replace("tableau: oui, ", "")))[0]
    assert view.scrutins == plain.scrutins


def test_two_rows_are_a_table(tmp_path: Path) -> None:
    typed = "{tableau: oui, decompte: {pour: 9}, parties: [{objet: Seul}]}"
    assert [row[0] for row in read(make(vote(tmp_path, typed))[0])[1:]] == [
        "Seul",
        "Vote sur l’ensemble",
    ]


def test_who_takes_no_part_has_a_column_and_is_named_once(tmp_path: Path) -> None:
    out = "non_participation: [COUDRAIN]"
    typed = (
        f"{{tableau: oui, parties: [{{objet: Taxe foncière, {out}}}, "
        f"{{objet: Taxe d’habitation, {out}, contre: [BRISEVENT]}}]}}"
    )
    view: Any = make(vote(tmp_path, typed))[0]
    rows = read(view)
    assert [row[4] for row in rows] == ["Non-participation", "1", "1"]
    assert [len(bloc.groupes) for bloc in view.scrutins] == [1, 0]


def test_secret_ballots_have_their_papers_and_say_so_once(tmp_path: Path) -> None:
    held = "scrutin: secret, decompte: {pour: 7, contre: 1, blancs: 1, nuls: 0}"
    typed = f"{{objet: Un, {held}}}, {{objet: Deux, {held}}}"
    view: Any = make(vote(tmp_path, f"{{tableau: oui, parties: [{typed}]}}"))[0]
    assert read(view)[0] == [*HEADS[:-1], "Blancs", HEADS[-1]]
    (bloc,) = view.scrutins
    assert bloc.annonces == ("Au scrutin secret,",)


def test_what_is_rejected_is_told_in_its_row(tmp_path: Path) -> None:
    typed = (
        "{tableau: oui, issue: adopte, parties: [{objet: Un, articles: [1], "
        "decompte: {pour: 2, contre: 7}}, {objet: Deux, articles: [2]}]}"
    )
    path = vote(tmp_path, typed)
    text = path.read_text("utf-8").replace("[APPROUVE.]", "[APPROUVE., AUTORISE.]")
    path.write_text(text, "utf-8")
    assert [row[-1] for row in read(make(path)[0])[1:]] == [
        "Rejeté à la majorité",
        "Adopté à l’unanimité",
    ]


def test_the_formula_says_no_result_that_a_table_has(tmp_path: Path) -> None:
    path = vote(tmp_path, CHAPTERS, "non\n    place_vote: formule")
    view: Any = make(path)[0]
    assert view.formule == "APRÈS EN AVOIR DÉLIBÉRÉ"
    assert len(read(view)) == 5


def test_a_table_has_heads(tmp_path: Path) -> None:
    page = html.fromstring(render("html", *make(vote(tmp_path, CHAPTERS))))
    (table,) = page.xpath("//table[.//th[contains(., 'Objet du vote')]]")
    assert [th.get("scope") for th in table.iter("th")] == ["col"] * 5


def test_a_part_has_no_table_of_its_own(tmp_path: Path) -> None:
    typed = "{parties: [{objet: Un, tableau: oui}, {objet: Deux}]}"
    found = check_session(vote(tmp_path, typed)).findings
    assert ("STR03", "tableau") in [(f.code, f.path[-1]) for f in found]


def test_in_corsican_the_table_is_in_corsican(tmp_path: Path) -> None:
    """What has no attested words there stays in French, and is marked."""
    folder = tmp_path / "ac"
    shutil.copytree(data_dir() / "exemples" / "2026-09-30-ac", folder)
    acte = folder / "actes" / "26-104.yaml"
    text = re.sub("(?m)^vote: .*$", "vote:\n  tableau: oui", acte.read_text("utf-8"))
    acte.write_text(text, "utf-8")
    done = call(
        *("render", folder / "seance.yaml", "-o", tmp_path / "out", "--lang", "co"),
        *("--format", "html", "--only", "deliberation", "--acte", "26/104 AC"),
    )
    assert done.status == 0, done.err
    (path,) = (tmp_path / "out").rglob("*.html")
    (table,) = html.fromstring(path.read_text("utf-8")).xpath("//table")
    rows = [
        [c.text_content().strip() for c in row.iter("th", "td")]
        for row in table.iter("tr")
    ]
    assert rows[0][1:3] == ["À prò", "Contru"]
    assert rows[1][-1] == "Aduttatu à a maggiurità"
    assert rows[2][-1] == "Micca aduttatu à a maggiurità"
    assert table.xpath(".//th[@lang='fr' or .//*[@lang='fr']]")
