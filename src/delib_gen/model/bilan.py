"""Attendance, votes and outcomes of one sitting or of several, added up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delib_gen.model.decompte import SENS
from delib_gen.model.groupes import find_group
from delib_gen.model.issue import name_issue
from delib_gen.model.resultat import Mode
from delib_gen.model.scrutins import list_printed, names_voters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from delib_gen.model.scrutins import ScrutinTenu
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.schema.autorite import Elu

ISSUES = (
    *("unanimite", "majorite", "election", "acte", "rejete"),
    *("retire", "reporte", "renvoye"),
)
"""What may become of an act, in the order in which it is told."""
_UNANIMOUS = (Mode.UNANIMITE, Mode.UNANIMITE_EXPRIMES)
_ASIDE = ("contre", "abstention", "non_participation")


@dataclass(slots=True)
class BilanMembre:
    """A member over the acts put to the sittings while he had a seat.

    Attributes:
        elu: the member, as the last sitting knows him.
        groupe: his group at the last of these acts; empty where he has none.
        actes: these acts.
        presents: those for which he was in the room, were it to step aside.
        representes: those for which another voted for him.
        voix: the votes under each heading, as far as acts print his name.
        nommes: the ballots in which acts name every voter, he among them.
        a_part: those of them in which most of his group voted otherwise.
    """

    elu: Elu
    groupe: str = ""
    actes: int = 0
    presents: int = 0
    representes: int = 0
    voix: Counter[str] = field(default_factory=Counter)
    nommes: int = 0
    a_part: int = 0

    @property
    def absents(self) -> int:
        """The acts for which he was neither there nor represented."""
        return self.actes - self.presents - self.representes


@dataclass(slots=True)
class Bilan:
    """The sum of some sittings that were held.

    Attributes:
        membres: in the order in which sittings name them first.
        issues: how many acts had each outcome (`ISSUES`).
        secrets: how many ballots were secret, elections too.
    """

    membres: list[BilanMembre] = field(default_factory=list)
    issues: Counter[str] = field(default_factory=Counter)
    secrets: int = 0

    @property
    def actes(self) -> int:
        """The acts examined, those withdrawn or put off too."""
        return self.issues.total()

    @property
    def places(self) -> int:
        """A member at an act, as many times as there are: what rates are made of."""
        return sum(membre.actes for membre in self.membres)

    @property
    def presents(self) -> int:
        """How many of these places were taken by who was in the room."""
        return sum(membre.presents for membre in self.membres)

    @property
    def representes(self) -> int:
        """How many by a power."""
        return sum(membre.representes for membre in self.membres)


def add_up(situations: Sequence[Situation]) -> Bilan:
    """The sum of some sittings of one organ, in their order."""
    bilan, known = Bilan(), dict[tuple[str, int], BilanMembre]()
    for situation in situations:
        people = dict(_name_people(situation))
        for acte in situation.actes:
            bilan.issues[_sort_issue(acte)] += 1
            if acte.delibere:
                _add_attendance(acte, known, people)
                for scrutin in acte.scrutins:
                    _add_votes(acte, scrutin, known, people)
                bilan.secrets += sum(held.secret for held in acte.scrutins)
                bilan.secrets += sum(held.secret for held in acte.elections)
    bilan.membres = list(known.values())
    return bilan


def share_out(parts: Sequence[int]) -> list[int]:
    """The hundredths of each part, which add up: those left go to the largest rests."""
    whole = sum(parts)
    if not whole:
        return [0] * len(parts)
    shares = [100 * part // whole for part in parts]
    by_rest = sorted(range(len(parts)), key=lambda n: -(100 * parts[n] % whole))
    for rank in by_rest[: 100 - sum(shares)]:
        shares[rank] += 1
    return shares


def _name_people(situation: Situation) -> Iterator[tuple[Elu, tuple[str, int]]]:
    """What tells each person of the register from another, from a file to the next."""
    seen: Counter[str] = Counter()
    for elu in situation.autorite.membres:
        yield elu, (elu.nom_complet, seen[elu.nom_complet])
        seen[elu.nom_complet] += 1


def _sort_issue(acte: ActeEnSeance) -> str:
    issue = name_issue(acte)
    if issue != "adopte" or acte.resultat is None:
        return issue
    if acte.elections:
        return "election"
    return "unanimite" if acte.resultat.mode in _UNANIMOUS else "majorite"


def _add_attendance(
    acte: ActeEnSeance,
    known: dict[tuple[str, int], BilanMembre],
    people: dict[Elu, tuple[str, int]],
) -> None:
    presence = acte.presence
    there, held = set(presence.presents), set(presence.representes)
    for elu in presence.tous:
        membre = known.setdefault(people[elu], BilanMembre(elu))
        membre.elu, membre.groupe = elu, find_group(acte, elu) or ""
        membre.actes += 1
        membre.presents += elu in there
        membre.representes += elu in held


def _add_votes(
    acte: ActeEnSeance,
    scrutin: ScrutinTenu,
    known: dict[tuple[str, int], BilanMembre],
    people: dict[Elu, tuple[str, int]],
) -> None:
    printed = list_printed(acte, scrutin)
    for sens in _ASIDE:
        for elu in printed.get(sens, ()):
            known[people[elu]].voix[sens] += 1
    if not names_voters(acte, scrutin):
        return
    side = {elu: sens for sens in SENS[:3] for elu in printed.get(sens, ())}
    groups: dict[str, Counter[str]] = {}
    for elu, sens in side.items():
        groups.setdefault(find_group(acte, elu) or "", Counter())[sens] += 1
    for elu, sens in side.items():
        membre = known[people[elu]]
        membre.nommes += 1
        votes = groups[find_group(acte, elu) or ""]
        rest = votes.total() - votes[sens]
        # Most of a group is more than half of it: a group that is split has none.
        if find_group(acte, elu) and 2 * max(votes.values()) > votes.total() and rest:
            membre.a_part += votes[sens] < max(votes.values())
