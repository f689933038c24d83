"""Figures of sittings: added up once, by group and member, never of a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli_helpers import call
from conftest import ROOT
from delib_gen.checking import check_session
from delib_gen.model.bilan import Bilan, add_up, share_out
from delib_gen.model.faits import describe_tenue
from delib_gen.model.situation import ActeEnSeance
from delib_gen.prose.tree import Image, Tableau
from delib_gen.view.context import make_seance_context
from delib_gen.view.papiers.statistiques import (
    StatistiquesView,
    build_statistiques,
)
from test_recueil import write as write_sitting
from test_votes_groups import hold

EXEMPLES = ROOT / "data/exemples"
HELD = ("2025-06-24-commune", "2026-09-30-ac", "2026-06-25-communaute")


def add(acte: ActeEnSeance) -> Bilan:
    return add_up((acte.situation,))


def view(acte: ActeEnSeance) -> StatistiquesView:
    charte = acte.situation.reference.charte
    assert charte is not None
    (page,) = build_statistiques(make_seance_context(acte.situation, "fr", charte))
    return page


def tables(page: StatistiquesView) -> list[list[list[str]]]:
    """The cells of each table, heads first."""
    return [
        [
            ["".join(run.texte for run in cell) for cell in row]
            for row in (bloc.entetes, *bloc.lignes)
        ]
        for volet in page.volets
        for bloc in volet.corps
        if isinstance(bloc, Tableau)
    ]


@pytest.mark.parametrize("name", HELD)
def test_the_sum_is_that_of_what_the_acts_tell(name: str) -> None:
    situation = check_session(EXEMPLES / name / "seance.yaml").situation
    assert situation is not None
    bilan = add_up((situation,))
    held = [h for h in map(describe_tenue, situation.actes) if h is not None]

    assert bilan.actes == len(situation.actes)
    assert bilan.presents == sum(len(h.presence.presents) for h in held)
    assert bilan.representes == sum(len(h.presence.pouvoirs) for h in held)
    for sens in ("contre", "abstention", "non_participation"):
        named = sum(len(b.noms.get(sens, ())) for h in held for b in h.scrutins)
        assert sum(membre.voix[sens] for membre in bilan.membres) == named


def test_two_sittings_add_up_and_a_member_stays_one() -> None:
    """Though each was read by itself: a member is known by the name."""
    situation = check_session(EXEMPLES / HELD[0] / "seance.yaml").situation
    again = check_session(EXEMPLES / HELD[0] / "seance.yaml").situation
    assert situation is not None
    assert again is not None
    once, twice = add_up((situation,)), add_up((situation, again))

    assert [m.elu.nom for m in twice.membres] == [m.elu.nom for m in once.membres]
    assert [m.actes for m in twice.membres] == [2 * m.actes for m in once.membres]
    assert twice.presents == 2 * once.presents


def test_who_votes_otherwise_than_the_group_is_counted(tmp_path: Path) -> None:
    """Of a group of three, two against and one abstaining: that one is apart."""
    bilan = add(
        hold(tmp_path, "{noms: oui, contre: [ÉRABLE, GENÊT], abstention: [FAON]}")
    )
    apart = {m.elu.nom: m.a_part for m in bilan.membres if m.a_part}

    assert apart == {"FAON": 1}


def test_a_group_that_is_split_has_no_one_apart(tmp_path: Path) -> None:
    acte = hold(
        tmp_path,
        "{noms: oui, contre: [ÉRABLE], abstention: [FAON]}",
        absents="[HÊTRE, GENÊT]",
        pouvoirs="{}",
    )
    assert all(membre.a_part == 0 for membre in add(acte).membres)


def test_a_secret_ballot_tells_nothing_of_anybody(tmp_path: Path) -> None:
    vote = "{scrutin: secret, decompte: {pour: 6, contre: 2}}"
    acte = hold(tmp_path, vote)

    assert all(m.voix.total() == m.nommes == 0 for m in add(acte).membres)
    assert add(acte).secrets == 1
    headings = [volet.intitule for volet in view(acte).volets]
    assert headings == ["Les décisions", "La présence"]


def test_groups_have_their_chart_and_members_their_table(tmp_path: Path) -> None:
    page = view(
        hold(tmp_path, "{noms: oui, contre: [ÉRABLE, GENÊT], abstention: [FAON]}")
    )
    issues, presence, votes = tables(page)

    assert issues[1:] == [["Adoptées sans unanimité", "1"]]
    assert presence[0][:3] == ["Membre", "Groupe", "Affaires"]
    assert votes[0][-1] == "Autrement que son groupe"
    assert [row[0].split()[-1] for row in votes[1:]] == ["ÉRABLE", "FAON", "GENÊT"]
    pictures = [b for v in page.volets for b in v.corps if isinstance(b, Image)]
    assert len(pictures) == 3
    assert all(image.alternative for image in pictures)


def test_the_command_adds_up_the_sittings_that_it_is_given(tmp_path: Path) -> None:
    """Their days are those of the period, where none are asked for."""
    june = write_sitting(tmp_path, "juin", 6, 41)
    autumn = write_sitting(tmp_path, "automne", 9, 44)
    files = (str(june), str(autumn))

    result = call("stats", *files, "-o", str(tmp_path / "o"), "--format", "html")

    assert result.status == 0, result.err
    (page,) = (tmp_path / "o").rglob("*.html")
    assert page.parent.name == "statistiques-2025-06-24-2025-09-24"
    text = page.read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "Affaires examinées : 6, dont scrutins secrets : 2." in text
    assert "du 24 juin 2025 au 24 septembre 2025" in text
    assert "Séance par séance" in text
    assert text.count("Séance du 24 septembre 2025") >= 2  # in the chart, in its table


@pytest.mark.parametrize(
    ("parts", "shares"),
    [
        ((1, 1, 1), [34, 33, 33]),
        ((2, 1, 3), [33, 17, 50]),
        ((5, 5, 190), [3, 2, 95]),  # each rounded by itself: 3, 3 and 95
        ((7, 0, 0), [100, 0, 0]),
        ((0, 0, 0), [0, 0, 0]),
    ],
)
def test_shares_add_up_to_the_whole(parts: tuple[int, ...], shares: list[int]) -> None:
    assert share_out(parts) == shares


def test_one_sitting_has_no_figures_by_sitting(tmp_path: Path) -> None:
    page = view(hold(tmp_path, "unanimite"))
    assert "Séance par séance" not in [volet.intitule for volet in page.volets]


def test_days_the_wrong_way_round_and_a_draft_are_refused(tmp_path: Path) -> None:
    june = write_sitting(tmp_path, "juin", 6, 41)
    draft = EXEMPLES / "2026-11-26-ac-projet/seance.yaml"
    out = ("-o", str(tmp_path / "o"))
    turned = ("--du", "2025-12-31", "--au", "2025-01-01")

    assert call("stats", str(june), *turned, *out).status == 2
    assert call("stats", str(draft), *out).status == 1
    assert not (tmp_path / "o").exists()


def test_what_a_chart_shows_is_told_in_one_language() -> None:
    """Two categories of one height are joined as in the language of the sentence."""
    situation = check_session(EXEMPLES / "2026-06-18-departement/seance.yaml").situation
    assert situation is not None
    charte = situation.reference.charte
    assert charte is not None
    pages = [
        next(build_statistiques(make_seance_context(situation, langue, charte)))
        for langue in ("fr", "co")
    ]
    (french, other) = (
        [b.alternative for v in page.volets for b in v.corps if isinstance(b, Image)]
        for page in pages
    )

    assert "(Présent et Absent)" in french[1]
    assert other == french
