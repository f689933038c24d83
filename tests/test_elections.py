"""Every way in which nine people can vote for three lists, against another count.

What the law says of each is `oracle_listes.py`; the organ and the lists are made up.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import oracle_adapter as product
from conftest import EVERYTHING
from oracle_listes import Seats, admit_averages, admit_lists, admit_remainders
from oracle_worlds import (
    MEMBRES,
    make_acte,
    make_session,
    write_authorities,
    write_tree,
)

LISTES = ("Liste Amont", "Liste Berge", "Liste Crue")
LONGUES, COURTES = (7, 7, 7), (1, 2, 4)
"""How many people each list has: enough for every seat, or not."""
SIEGES = (1, 2, 3, 5, 7)
LOOKED_AT = ("VOT03", "VOT12", "VOT15", "VOT16")
FILE_STEP = 61
"""One case in so many also goes through a file, and is printed."""


def list_splits(voters: int = len(MEMBRES)) -> Iterator[Seats]:
    """The votes of three lists; those that are left are blank papers."""
    for voix in itertools.product(range(voters + 1), repeat=len(LISTES)):
        if sum(voix) <= voters:
            yield voix


def name_people(liste: str, number: int) -> list[str]:
    """The people of a list, none of whom is a member."""
    return [f"{liste} {rank}" for rank in range(1, number + 1)]


def pick(seats: Seats) -> list[str]:
    """Who is elected where each list has so many seats, in its order."""
    return [
        name
        for liste, n in zip(LISTES, seats, strict=True)
        for name in name_people(liste, n)
    ]


def type_election(
    rank: int, regime: str, voix: Seats, sieges: int, sizes: Seats, elus: list[str]
) -> dict[str, Any]:
    tour = {
        "candidats": {n: str(v) for n, v in zip(LISTES, voix, strict=True)},
        "blancs": str(len(MEMBRES) - sum(voix)),
    }
    lists = dict(zip(LISTES, map(name_people, LISTES, sizes), strict=True))
    election = {
        "poste": "les sièges",
        "sieges": str(sieges),
        "listes": lists,
        "tours": [tour],
        "elus": elus,
    }
    return make_acte(rank, regime=regime, election=election)


def list_cases() -> Iterator[tuple[str, Seats, int, Seats, set[Seats]]]:
    """A rule, votes, seats, sizes of lists, and the results that are right."""
    for voix, sieges in itertools.product(list_splits(), SIEGES):
        yield "reste", voix, sieges, LONGUES, admit_remainders(voix, sieges)
        for sizes in (LONGUES, COURTES):
            right = admit_averages(voix, sieges, sizes)
            yield "moyenne", voix, sieges, sizes, right


CASES = [case for case in list_cases() if any(map(sum, case[-1]))]
"""Those that elect somebody."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("listes")
    write_authorities(place, ordonnateur=False)
    return place


def hold(actes: list[dict[str, Any]], folder: Path) -> list[Any]:
    seance = make_session(
        "presents", actes, president=MEMBRES[0], presents=list(MEMBRES)
    )
    return product.hold(seance, map(product.read_acte, actes), folder)


def test_every_right_result_passes_and_age_is_told(folder: Path):
    """Each of those that age may choose, and nothing but that to tell."""
    asked = [(case, seats) for case in CASES for seats in sorted(case[-1])]
    typed = [
        type_election(i, *case[:4], pick(seats))
        for i, (case, seats) in enumerate(asked)
    ]

    for (case, seats), acte in zip(asked, hold(typed, folder), strict=True):
        told = {"VOT15"} if len(case[-1]) > 1 else set()
        assert product.find_codes(acte, LOOKED_AT) == told, (case, seats)


def test_every_wrong_result_is_refused(folder: Path):
    """A seat taken from one list and given to another; one case in five by default."""
    asked = []
    for case in CASES if EVERYTHING else CASES[::10]:
        for seats in case[-1]:
            for one, other in itertools.permutations(range(len(LISTES)), 2):
                wrong = list(seats)
                wrong[one] -= 1
                wrong[other] += 1
                fits = wrong[other] <= case[3][other]
                if wrong[one] >= 0 and fits and tuple(wrong) not in case[-1]:
                    asked.append((case, tuple(wrong)))
    typed = [
        type_election(i, *case[:4], pick(seats))
        for i, (case, seats) in enumerate(asked)
    ]

    for (case, seats), acte in zip(asked, hold(typed, folder), strict=True):
        codes = product.find_codes(acte, LOOKED_AT)
        assert "VOT12" in codes, (case, seats)


def test_the_seats_of_each_list_are_printed(folder: Path):
    chosen = CASES[::FILE_STEP]
    results = [sorted(case[-1])[0] for case in chosen]
    typed = [
        type_election(i, *case[:4], pick(seats))
        for i, (case, seats) in enumerate(zip(chosen, results, strict=True))
    ]
    seance = make_session(
        "presents", typed, president=MEMBRES[0], presents=list(MEMBRES)
    )
    checked = product.check(write_tree(folder / "seance.yaml", seance))
    assert checked.situation is not None

    for case, seats, acte in zip(chosen, results, checked.situation.actes, strict=True):
        view: Any = product.make_views(checked, acte)[0]
        printed = [line for bloc in view.scrutins for line in bloc.chiffres]
        for liste, votes, n in zip(LISTES, case[1], seats, strict=True):
            expected = f"{liste}\xa0: {votes} voix\xa0; sièges obtenus\xa0: {n}"
            assert expected in printed, printed


ROUNDS = [
    rounds
    for first in ((4, 3, 2), (5, 4, 0))
    for rounds in (
        *([voix] for voix in list_splits()),
        *([first, voix] for voix in list_splits()),
        *([first, first, voix] for voix in list_splits()),
    )
]


def test_a_list_is_elected_as_the_rounds_say(folder: Path):
    """One list has every seat; where none has it, or too soon, that is told."""
    typed, expected = [], []
    for rounds in ROUNDS:
        right = admit_lists(rounds)
        for winner, name in enumerate(LISTES):
            acte = type_election(
                len(typed), "liste", rounds[-1], 2, LONGUES, name_people(name, 2)
            )
            acte["election"]["tours"] = [
                {"candidats": dict(zip(LISTES, map(str, voix), strict=True))}
                for voix in rounds
            ]
            typed.append(acte)
            sure = right is not None and winner in right
            age = sure and right is not None and len(right) > 1
            expected.append((sure, age))

    for tree, (sure, age), acte in zip(
        typed, expected, hold(typed, folder), strict=True
    ):
        codes = product.find_codes(acte, LOOKED_AT)
        assert ("VOT12" not in codes) is sure, tree
        assert not age or codes == {"VOT15"}, tree


# --- Whatever is typed ----------------------------------------------------------

TYPED = (*MEMBRES, *LISTES, "Zoé Zèbre", "BOISS")
REGIMES = ("moyenne", "reste", "liste", "ordinaire", "inconnu")
ANY_ELECTIONS = 400 if EVERYTHING else 60


def draw_election(drawn: random.Random) -> dict[str, Any]:
    """An election that makes no sense, but of which every key is known."""

    def some(most: int) -> list[str]:
        return drawn.sample(TYPED, drawn.randint(1, most))

    listes = {name: some(5) for name in some(3)} if drawn.random() < 0.5 else {}
    election: dict[str, Any] = {"poste": "un siège", "elus": some(5), "listes": listes}
    if drawn.random() < 0.3:
        election["sieges"] = drawn.choice(("1", "3", "900000000"))
    if drawn.random() < 0.2:
        election |= {"mode": "autre", "motif": "un règlement"}
    if drawn.random() < 0.2:
        return {**election, "candidature_unique": "oui"}
    election["tours"] = [
        {
            "candidats": {
                name: str(drawn.randint(0, 9))
                for name in (listes if listes and drawn.random() < 0.7 else some(4))
            },
            "blancs": str(drawn.choice((0, 0, 12))),
            **({"exprimes": "5"} if drawn.random() < 0.3 else {}),
        }
        for _ in range(drawn.randint(1, 4))
    ]
    return election


def test_an_election_that_makes_no_sense_is_told_or_taken(folder: Path):
    """It may be anything but a bug, or a count without end."""
    drawn = random.Random(15)  # noqa: S311 - the same ones each time
    for _ in range(ANY_ELECTIONS):
        voted = [draw_election(drawn) for _ in range(drawn.randint(1, 3))]
        acte = make_acte(1, regime=drawn.choice(REGIMES), elections=voted)
        seance = make_session(
            "presents", [acte], president=MEMBRES[0], presents=list(MEMBRES)
        )
        checked = product.check(write_tree(folder / "sens.yaml", seance))
        if checked.situation is not None:
            for held in checked.situation.actes:
                assert product.make_views(checked, held) is not None
