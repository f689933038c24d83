"""Every way in which nine members can attend and vote, against the law's own words.

The expected outcomes are written here from the texts, with no word of the model's
code: quorum is more than half of the members in office, with or without those who
gave a power; a majority is one of the votes expressed; a tie is decided by the
chair's vote where he or she cast one; an administrative account stands unless a
majority is against it; rules of procedure need a majority of all the members.
The authority is made up (`tests/data/autorite-inventee.yaml`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from delib_gen.load.loader import LoadedActe, LoadedSeance
from delib_gen.load.reference import LoadedAutorite, load_autorite
from delib_gen.model.build import build_situation
from delib_gen.model.resultat import Mode
from delib_gen.model.situation import ActeEnSeance, Situation
from delib_gen.rules.registry import list_checks
from delib_gen.rules.report import Report
from delib_gen.schema.acte import Acte
from delib_gen.schema.seance import Seance

DATA = Path(__file__).parent / "data"
MEMBERS = (
    "BOIS",  # who chairs
    "AMBRE",
    "CHÊNE",
    "Denis DUPONT",
    "Édith DUPONT",
    "FAON",
    "GENÊT",
    "HÊTRE",
    "IF",
)
TOTAL = len(MEMBERS)
REGIMES = ("ordinaire", "reglement-interieur", "compte-administratif")
CHAIR_VOTES = ("pour", "contre", "abstention")
ORGANES = {"conseil": False, "bureau": True}
"""Whether the law of the organ counts the represented for the quorum."""
LOOKED_AT = ("PRE01", "VOT05", "VOT06", "VOT09")


@dataclass(frozen=True)
class Case:
    """One vote: how many did what, what the chair did, under which regime."""

    pour: int
    contre: int
    abstention: int
    non_participation: int
    chair: str
    regime: str


@dataclass(frozen=True)
class Expected:
    """What the law makes of a vote."""

    adopted: bool
    unanimous: bool
    tie: bool


def judge(case: Case) -> Expected:
    """The outcome of a vote, from the texts alone."""
    expressed = case.pour + case.contre
    if expressed == 0:
        # L. 2121-20, L. 4132-13: the majority is one of votes expressed; there is
        # none. (For an account, L. 1612-12 taken to the letter would say that no
        # majority is against; the act is held as not adopted, with a warning.)
        return Expected(adopted=False, unanimous=False, tie=False)
    if case.regime == "reglement-interieur":
        adopted = case.pour > TOTAL / 2
        return Expected(
            adopted,
            unanimous=adopted and case.contre == case.abstention == 0,
            tie=False,
        )
    if case.regime == "compte-administratif":
        adopted = not case.contre > case.pour
    elif case.pour == case.contre:
        adopted = case.chair == "pour"
    else:
        adopted = case.pour > case.contre
    return Expected(
        adopted,
        unanimous=case.contre == case.abstention == 0,
        tie=case.pour == case.contre,
    )


def has_quorum(present: int, represented: int, *, powers_count: bool) -> bool:
    """Whether more than half of the members in office are there, from the texts."""
    there = present + represented if powers_count else present
    return there > TOTAL - there


def list_cases(attending: int) -> Iterator[Case]:
    """All the votes of so many members."""
    for split in itertools.product(range(attending + 1), repeat=3):
        if sum(split) > attending:
            continue
        for chair, number in zip(CHAIR_VOTES, split, strict=True):
            if number:
                for regime in REGIMES:
                    yield Case(*split, attending - sum(split), chair, regime)


def type_acte(rank: int, case: Case, attending: tuple[str, ...], suffix: str) -> Acte:
    """The act as a clerk would type it, every other time with the wrong outcome."""
    chair, *others = attending
    votes: dict[str, list[str]] = {}
    rest = iter(others)
    for sens in ("pour", "contre", "abstention", "non_participation"):
        number = getattr(case, sens) - (sens == case.chair)
        votes[sens] = [
            *([chair] * (sens == case.chair)),
            *itertools.islice(rest, number),
        ]
    stated = judge(case).adopted if rank % 2 else not judge(case).adopted
    del votes["pour"]  # who is in no list voted for
    return Acte.model_validate(
        {
            "numero": f"2023-{rank % 100:02d} {suffix}",
            "titre": "ESSAI",
            "regime": case.regime,
            "vote": {**votes, "issue": "adopte" if stated else "rejete"},
            "dispositif": "Essai.",
        }
    )


@cache
def made_up_authority() -> LoadedAutorite:
    return load_autorite("autorite-inventee.yaml", DATA, None)


def hold_sitting(
    organe: str, attending: int, represented: int
) -> tuple[Situation, list[Case]]:
    """A sitting at which each possible vote is held once.

    The first half of the attending are there and hold the others' powers.
    """
    names = MEMBERS[:attending]
    present = names[: attending - represented]
    away = names[attending - represented :]
    seance = Seance.model_validate(
        {
            "collectivite": "autorite-inventee.yaml",
            "organe": organe,
            "date": "2023-12-19",
            "president": MEMBERS[0],
            "presents": list(present),
            "absents": list(MEMBERS[attending:]),
            "pouvoirs": dict(zip(away, present, strict=False)),
        }
    )
    cases = list(list_cases(attending))
    suffix = organe[0].upper()
    actes = [
        LoadedActe(rank, type_acte(rank, case, names, suffix))
        for rank, case in enumerate(cases)
    ]
    lue = LoadedSeance("essai.yaml", DATA, seance=seance, actes=actes)
    situation = build_situation(lue, made_up_authority())
    assert situation is not None
    return situation, cases


def find_codes(acte: ActeEnSeance) -> set[str]:
    """The codes that the rules of the vote and of the quorum give for an act."""
    droit = made_up_authority().droit
    return {
        finding.code
        for check in list_checks()
        if check.on_acte is not None and check.kind.code in LOOKED_AT
        for finding in check.on_acte(acte, Report(check.kind, droit, acte.numero))
    }


SITTINGS = [
    (organe, attending, represented)
    for organe in ORGANES
    for attending in range(1, TOTAL + 1)
    for represented in sorted({0, attending // 2})
]


@pytest.mark.parametrize(("organe", "attending", "represented"), SITTINGS)
def test_every_vote_ends_as_the_law_says(organe: str, attending: int, represented: int):
    situation, cases = hold_sitting(organe, attending, represented)
    quorum = has_quorum(
        attending - represented, represented, powers_count=ORGANES[organe]
    )
    for rank, (acte, case) in enumerate(zip(situation.actes, cases, strict=True)):
        expected = judge(case)
        assert acte.quorum.presents == attending - represented
        assert acte.quorum.avec_pouvoirs == attending
        assert acte.quorum.atteint is quorum
        assert acte.decompte is not None
        assert acte.resultat is not None
        for sens in ("pour", "contre", "abstention", "non_participation"):
            assert acte.decompte.count(sens) == getattr(case, sens), case
        assert acte.resultat.adopte is expected.adopted, case
        assert (acte.resultat.mode is Mode.UNANIMITE) is expected.unanimous, case
        codes = find_codes(acte)
        right = bool(rank % 2)
        assert ("PRE01" in codes) is not quorum
        assert ("VOT06" in codes) is not right, case
        assert ("VOT05" in codes) is (expected.tie and right), case
        assert ("VOT09" in codes) is (case.pour + case.contre == 0), case


def test_every_split_of_the_five_states_is_covered():
    """Nine members over five states: 715 ways, less those without the chair."""
    splits = {
        (c.pour, c.contre, c.abstention, c.non_participation, TOTAL - attending)
        for attending in range(1, TOTAL + 1)
        for c in list_cases(attending)
    }
    everything = {
        s for s in itertools.product(range(TOTAL + 1), repeat=5) if sum(s) == TOTAL
    }
    assert len(everything) == 715
    assert splits == {s for s in everything if s[0] + s[1] + s[2]}
