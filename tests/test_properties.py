"""Sittings at random: what is worked out is what the law says, and so is the print.

The sittings are drawn by `oracle_sittings.py`, always the same ones, and judged by
`oracle.py`; `oracle_adapter.py` reads what the product made of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import oracle_adapter as product
from conftest import EVERYTHING
from delib_gen.findings import Severity
from oracle import Judged, Law, judge_sitting, list_lapsed, list_suspended
from oracle_adapter import Printed
from oracle_sittings import sittings
from oracle_worlds import LAWS, write_authorities, write_tree

ALL = 300
MANY = ALL if EVERYTHING else 60
SOME = 40 if EVERYTHING else 8
DRAWN = settings(
    max_examples=MANY,
    deadline=None,
    derandomize=True,
    database=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


TOLD = ("VOT05", "VOT08", "VOT09")
"""The warnings of a vote, each of which the law calls for or not."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the made-up authority, where a member keeps the accounts."""
    place = tmp_path_factory.mktemp("hasards")
    write_authorities(place, ordonnateur=True)
    return place


def check_sitting(seance: dict[str, Any], folder: Path) -> product.Checked:
    """A sitting through a file, by the public path."""
    checked = product.check(write_tree(folder / "seance.yaml", seance))
    assert checked.situation is not None, checked.findings
    assert len(checked.situation.actes) == len(seance["actes"])
    return checked


@DRAWN
@given(seance=sittings())
def test_counts_findings_and_print_are_what_the_law_says(
    seance: dict[str, Any], folder: Path
):
    """All at once, since drawing and checking a sitting takes the time."""
    checked = check_sitting(seance, folder)
    assert checked.situation is not None
    judged = judge_sitting(seance, LAWS[seance["organe"]])

    for rank, acte in enumerate(checked.situation.actes):
        expected = judged[rank]
        assert product.see(acte) == expected, acte.numero
        found = product.list_findings(checked, acte)
        errors = {f.code for f in found if f.severity is Severity.ERREUR}
        assert errors == expect_errors(expected), found
        warnings = {f.code for f in found if f.code in TOLD}
        assert warnings == expect_warnings(seance, rank, expected), found
        views = product.make_views(checked, acte)
        assert bool(views) is ("statut" not in seance["actes"][rank])
        if views:
            check_print(product.read_printed(views[0]), expected)
    lapsed = list_lapsed(seance, LAWS[seance["organe"]])
    assert ("PRE05" in {f.code for f in checked.findings}) is bool(lapsed)
    elsewhere = [f for f in checked.findings if f.path[:1] != ("actes",)]
    assert not [f for f in elsewhere if f.severity is Severity.ERREUR]


def expect_errors(judged: Judged) -> set[str]:
    """Nothing is wrong with a sitting drawn, but for its quorum."""
    unmet = judged.quorum is not None and not judged.quorum.atteint
    return {"PRE01"} if unmet else set()


def expect_warnings(seance: dict[str, Any], rank: int, judged: Judged) -> set[str]:
    count, acte = judged.count, seance["actes"][rank]
    suspended = list_suspended(seance, LAWS[seance["organe"]], rank)
    codes = {"VOT08"} if suspended else set()
    here = {*judged.attendance.presents, *judged.attendance.representes}
    for deport in acte.get("deports", ()):
        if deport["membre"] not in here:
            codes.add("VOT08")  # it is not printed
        elif deport["membre"] == acte.get("president", seance["president"]):
            codes.add("PRE08")  # whoever chairs steps aside, without leaving
    if count is None:
        return codes
    if count.partage and acte["regime"] != "reglement-interieur":
        codes.add("VOT05")
    if count.exprimes == 0:
        codes.add("VOT09")
    return codes


def check_print(printed: Printed, expected: Judged) -> None:
    """Everybody once in the attendance; figures that are those of their lists."""
    attendance, count = expected.attendance, expected.count
    everybody = Counter([*printed.presents, *printed.absents, *printed.excuses])
    everybody += Counter(giver for giver, _ in printed.pouvoirs)
    assert set(everybody.values()) == {1}
    assert set(printed.presents) == attendance.presents
    assert dict(printed.pouvoirs) == attendance.representes
    assert set(printed.absents) == attendance.absents
    assert set(printed.excuses) == attendance.excuses

    figures = {sens: figure for sens, (figure, _) in printed.votes.items()}
    names = {sens: people for sens, (_, people) in printed.votes.items() if people}
    assert all(figures[sens] == len(set(names[sens])) for sens in names)
    if count is None:
        aside = frozenset(expected.ecartes)
        assert frozenset(names.get("deport", ())) == aside
        assert figures == ({"deport": len(aside)} if aside else {})
        return
    assert figures == {s: n for s, n in count.chiffres.items() if n or s in figures}
    assert {sens: frozenset(people) for sens, people in names.items()} == count.noms
    assert sum(figures.values()) == len(expected.votants) + len(expected.ecartes)


@settings(DRAWN, max_examples=SOME)
@given(seance=sittings())
def test_page_says_what_its_view_says(seance: dict[str, Any], folder: Path):
    checked = check_sitting(seance, folder)
    assert checked.situation is not None
    for acte in checked.situation.actes:
        for view in product.make_views(checked, acte)[:1]:
            page = product.read_page(product.render_page(checked, view))
            printed = product.read_printed(view)
            assert page == {
                sens: (n, names) for sens, (n, names) in printed.votes.items()
            }


# The generator itself: it draws what it is there for


def test_sittings_drawn_have_all_that_they_should():
    """So that no property above holds for want of cases."""
    seen: Counter[str] = Counter()

    @settings(DRAWN, max_examples=ALL)
    @given(seance=sittings())
    def look(seance: dict[str, Any]) -> None:
        seen.update(_list_features(seance))

    look()

    assert {name for name in FEATURES if seen[name] >= 5} == set(FEATURES), seen


FEATURES = (
    *("quitte", "arrive", "pouvoir", "appels", "defaut_quorum", "point_nouveau"),
    *("deport", "sort", "lapsed", "revived", "passed on", "suspended", "statut"),
    *("secret", "public", "tie", "nobody", "casting vote", "no quorum", "account tie"),
    *(
        "whole organ wanted",
        "vacant seats",
        "secret tie",
        "giver aside",
        "no vote, aside",
    ),
    *("substitute", "substitute comes", "substitute aside", "member comes back"),
)


def _list_features(seance: dict[str, Any]) -> set[str]:
    law, found = LAWS[seance["organe"]], set()
    found |= {"vacant seats"} if len(law.membres) < law.composant else set()
    for move in seance.get("mouvements", ()):
        found |= move.keys()
    found |= seance.keys()
    found |= {"lapsed"} if list_lapsed(seance, law) else set()
    powers: dict[str, list[str]] = {}
    before: frozenset[str] = frozenset()
    for rank, (acte, judged) in enumerate(
        zip(seance["actes"], judge_sitting(seance, law), strict=True)
    ):
        found |= acte.keys() | {"deport" for _ in acte.get("deports", ())}
        found |= {"sort" for d in acte.get("deports", ()) if "sort" in d}
        found |= {"suspended"} if list_suspended(seance, law, rank) else set()
        found |= (
            {"giver aside"}
            if judged.ecartes & judged.attendance.representes.keys()
            else set()
        )
        for giver in law.membres:
            powers.setdefault(giver, []).append(
                judged.attendance.representes.get(giver, "")
            )
        found.update(_list_substitutes(law, acte, judged, before))
        before = judged.attendance.presents
        if judged.quorum and not judged.quorum.atteint:
            found.add("no quorum")
        if judged.count is None:
            found |= {"no vote, aside"} if judged.ecartes else set()
            continue
        found |= _list_vote_features(acte, judged)
    for held in powers.values():
        named = [h for h in held if h]
        found |= {"passed on"} if len(set(named)) > 1 else set()
        text = "".join("x" if h else "-" for h in held)
        found |= {"revived"} if "x-x" in text or "x--x" in text else set()
    return found


def _list_substitutes(
    law: Law, acte: dict[str, Any], judged: Judged, before: frozenset[str]
) -> Iterator[str]:
    """What substitutes do at an act; who was there at the one before is `before`."""
    presents = judged.attendance.presents
    aside = {d["membre"] for d in acte.get("deports", ())}
    for nom, titulaire in law.suppleants.items():
        if nom in presents:
            yield "substitute"
            if before and nom not in before:
                yield "substitute comes"
            if {nom, titulaire} & aside:
                yield "substitute aside"
        elif nom in before and titulaire in presents:
            yield "member comes back"


def _list_vote_features(acte: dict[str, Any], judged: Judged) -> set[str]:
    count, regime = judged.count, acte["regime"]
    assert count is not None
    scrutin = acte["vote"].get("scrutin") if isinstance(acte["vote"], dict) else ""
    found = {scrutin} if scrutin else set()
    if count.partage:
        found.add("tie")
        found |= {"secret tie"} if scrutin == "secret" else set()
        found |= {"account tie"} if regime == "compte-administratif" else set()
    found |= {"casting vote"} if count.voix_preponderante else set()
    found |= {"nobody"} if count.exprimes == 0 else set()
    pour, contre = count.chiffres["pour"], count.chiffres["contre"]
    if regime == "reglement-interieur" and pour > contre and not count.adopte:
        found.add("whole organ wanted")
    return found
