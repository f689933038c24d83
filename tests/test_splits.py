"""Every way in which nine members can attend and vote, against the law's own words.

Nine members in five states are two million splits; but for who chairs, who gave a
power and who holds it, members are alike, so that numbers are enough: 715 splits,
times the chair's own vote, the powers, the ballot and the regime. What the law says
of each is `oracle.py`; the authority is made up (`oracle_worlds.py`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import oracle_adapter as product
from conftest import EVERYTHING
from oracle import SENS, Judged, judge_sitting
from oracle_worlds import (
    LAWS,
    MEMBRES,
    make_acte,
    make_session,
    write_authorities,
    write_tree,
)

TOTAL = len(MEMBRES)
REGIMES = ("ordinaire", "reglement-interieur", "compte-administratif")
LOOKED_AT = ("PRE01", "VOT01", "VOT03", "VOT05", "VOT06", "VOT09", "VOT10")
WORLDS = {
    ("presents", 0): 1,
    ("presents", 1): 7,
    ("presents", 3): 7,
    ("representes", 0): 7,
    ("representes", 1): 1,
    ("representes", 3): 1,
    ("sans-voix", 0): 1,
    ("pair", 1): 3,
}
"""Organs and numbers of powers, with one case in how many is looked at: the quorum
is the same for all the votes of a sitting, so that a few are enough to see it."""
FEW = 1 if EVERYTHING else 7
"""But on CI, one in so many at the most; what is typed turns by twos, threes, fives."""
YAML_STEP = 120
"""One case in so many also goes through a file."""


@dataclass(frozen=True)
class Case:
    """One vote: how many did what, what the chair did, in which ballot."""

    pour: int
    contre: int
    abstention: int
    non_participation: int
    chair: str
    regime: str
    scrutin: str


def list_splits(attending: int) -> Iterator[tuple[int, int, int, int]]:
    """All the ways in which so many members can vote."""
    for split in itertools.product(range(attending + 1), repeat=3):
        if sum(split) <= attending:
            yield (*split, attending - sum(split))


def list_cases(attending: int) -> Iterator[Case]:
    """All the votes of so many members; a secret one does not tell the chair's."""
    for split, regime in itertools.product(list_splits(attending), REGIMES):
        yield Case(*split, "", regime, "secret")
        for rank, chair in enumerate(SENS):
            if split[rank]:
                yield Case(*split, chair, regime, "ordinaire")


def type_vote(rank: int, case: Case, names: tuple[str, ...]) -> dict[str, Any]:
    """The vote as a clerk would type it; the public ballot is every third one."""
    chair, *others = names
    turned = others[rank % len(names) :] + others[: rank % len(names)]
    rest = iter(turned)
    lists = {
        sens: [chair] * (sens == case.chair)
        + list(itertools.islice(rest, getattr(case, sens) - (sens == case.chair)))
        for sens in SENS
    }
    if case.scrutin == "secret":
        return _type_secret_vote(rank, case, names)
    if rank % 4:  # every fourth time all are listed, as a control
        del lists["pour"]
    vote = {key: names for key, names in lists.items() if names or key == "pour"}
    if rank % 5 == 0:
        vote["decompte"] = {sens: str(getattr(case, sens)) for sens in SENS}
    return {**vote, "scrutin": "public" if rank % 3 else "ordinaire"}


def _type_secret_vote(rank: int, case: Case, names: tuple[str, ...]) -> dict[str, Any]:
    """Figures, of which those who abstain may be blank or void ballots instead."""
    idle = list(names[len(names) - case.non_participation :])
    figures = {sens: str(getattr(case, sens)) for sens in SENS}
    key = ("abstention", "blancs", "nuls")[rank % 3]
    figures[key] = figures.pop("abstention")
    named = {"non_participation": idle} if rank % 2 and idle else {}
    return {"scrutin": "secret", "decompte": figures, **named}


def type_acte(rank: int, case: Case, names: tuple[str, ...]) -> dict[str, Any]:
    """The act, every other time with an outcome that most laws contradict."""
    vote = type_vote(rank, case, names)
    issue = ("adopte", "rejete")[(case.pour > case.contre) ^ (rank // 2 % 2)]
    return make_acte(rank, regime=case.regime, vote={**vote, "issue": issue})


@cache
def type_actes(attending: int) -> list[dict[str, Any]]:
    names = MEMBRES[:attending]
    return [type_acte(i, case, names) for i, case in enumerate(list_cases(attending))]


@cache
def read_acte(attending: int, rank: int) -> Any:
    """One of the same, read; no organ changes how an act reads."""
    return product.read_acte(type_actes(attending)[rank])


def open_sitting(
    organe: str, attending: int, powers: int, actes: list[dict[str, Any]]
) -> dict[str, Any]:
    """A sitting whose last members are represented by its first, each by another."""
    names = MEMBRES[:attending]
    present = names[: attending - powers]
    givers = names[attending - powers :]
    holders = (present[rank % len(present)] for rank in range(powers))
    return make_session(
        organe,
        actes,
        president=MEMBRES[0],
        presents=list(present),
        pouvoirs=dict(zip(givers, holders, strict=True)),
    )


def expect_codes(acte: dict[str, Any], judged: Judged) -> set[str]:
    """The findings that the law's outcome calls for, among those looked at."""
    assert judged.quorum is not None
    assert judged.count is not None
    count, codes = judged.count, set()
    if not judged.quorum.atteint:
        codes.add("PRE01")
    wrong = (acte["vote"]["issue"] == "adopte") is not count.adopte
    if wrong:
        codes.add("VOT06")
    elif count.partage and acte["regime"] != "reglement-interieur":
        codes.add("VOT05")
    if count.exprimes == 0:
        codes.add("VOT09")
    return codes


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the made-up authority, where nobody keeps the accounts."""
    place = tmp_path_factory.mktemp("partages")
    write_authorities(place, ordonnateur=False)
    return place


SITTINGS = [
    (organe, attending, powers)
    for organe, powers in WORLDS
    for attending in range(powers + 1, len(LAWS[organe].membres) + 1)
]


@pytest.mark.serie(3)
@pytest.mark.parametrize(("organe", "attending", "powers"), SITTINGS)
def test_every_vote_ends_as_the_law_says(
    organe: str, attending: int, powers: int, folder: Path
):
    everything = type_actes(attending)
    ranks = range(0, len(everything), max(WORLDS[organe, powers], FEW))
    typed = [everything[rank] for rank in ranks]
    seance = open_sitting(organe, attending, powers, typed)
    expected = judge_sitting(seance, LAWS[organe])
    held = product.hold(seance, [read_acte(attending, rank) for rank in ranks], folder)
    for tree, judged, acte in zip(typed, expected, held, strict=True):
        assert product.see(acte) == judged, tree
        codes = product.find_codes(acte, LOOKED_AT)
        assert codes == expect_codes(tree, judged), tree


@pytest.mark.parametrize(("organe", "attending", "powers"), SITTINGS)
def test_some_of_them_through_a_file_end_the_same(
    organe: str, attending: int, powers: int, folder: Path
):
    typed = type_actes(attending)[attending :: YAML_STEP - attending]
    seance = open_sitting(organe, attending, powers, typed)
    path = write_tree(folder / f"{organe}-{attending}-{powers}.yaml", seance)
    expected = judge_sitting(seance, LAWS[organe])

    checked = product.check(path)

    assert checked.situation is not None
    held = checked.situation.actes
    for tree, judged, acte in zip(typed, expected, held, strict=True):
        found = {f.code for f in product.list_findings(checked, acte)}
        assert product.see(acte) == judged, tree
        assert found & set(LOOKED_AT) == expect_codes(tree, judged), tree
        assert not {code for code in found if code.startswith("STR")}, tree


def test_every_split_of_the_five_states_is_covered():
    """Nine members over five states: 715 ways, but for the chair's being there."""
    splits = {
        (c.pour, c.contre, c.abstention, c.non_participation, TOTAL - attending)
        for attending in range(1, TOTAL + 1)
        for c in list_cases(attending)
        if c.scrutin == "ordinaire"
    }
    everything = {
        s for s in itertools.product(range(TOTAL + 1), repeat=5) if sum(s) == TOTAL
    }
    assert len(everything) == 715
    assert splits == {s for s in everything if sum(s[:4])}
    typed = [acte for n in range(1, TOTAL + 1) for acte in type_actes(n)]
    assert {acte["vote"]["scrutin"] for acte in typed} == {
        "ordinaire",
        "public",
        "secret",
    }


def test_holders_of_powers_are_found_in_every_camp():
    """So that a giver may vote otherwise than who holds the power."""
    camps = {
        (sens, other)
        for acte in type_actes(TOTAL)
        for sens in SENS[1:]
        for other in SENS[1:]
        if MEMBRES[1] in acte["vote"].get(sens, ())
        and MEMBRES[TOTAL - 2] in acte["vote"].get(other, ())
    }
    assert len(camps) == 9
