"""Attendance, votes and outcomes of one sitting or of several, added up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delib_gen.model.decompte import SENS
from delib_gen.model.resultat import Mode
from delib_gen.schema.vote import Scrutin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from delib_gen.tenue import ActeTenu, MembreTenu, Releve, ScrutinInscrit, Tenue

ISSUES = (
    *("unanimite", "majorite", "election", "acte", "rejete"),
    *("retire", "reporte", "renvoye"),
)
"""What may become of an act, in the order in which it is told."""
_UNANIMOUS = (Mode.UNANIMITE.value, Mode.UNANIMITE_EXPRIMES.value)
_SECRET = Scrutin.SECRET.value
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

    elu: MembreTenu
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
        membres: as the last sitting orders them, then those of the sittings before.
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


def add_up(releves: Sequence[Releve]) -> Bilan:
    """The sum of what some sittings of one organ come to, in their order."""
    bilan, known = Bilan(), dict[tuple[str, int], BilanMembre]()
    order: dict[tuple[str, int], None] = {}
    for releve in releves:
        people = _name_people(releve)
        for acte in releve.actes:
            bilan.issues[_sort_issue(acte)] += 1
            if acte.tenue is not None:
                _add_act(acte.tenue, _tell_apart(people, acte.date), known)
                bilan.secrets += sum(s.scrutin == _SECRET for s in acte.tenue.scrutins)
                bilan.secrets += sum(held.secret for held in acte.tenue.elections)
        order = dict.fromkeys(_key(membre) for membre in releve.membres) | order
    bilan.membres = [known[key] for key in order if key in known]
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


def _name_people(releve: Releve) -> dict[str, list[MembreTenu]]:
    """Who is meant by each name that the lists of a sitting have."""
    people: dict[str, list[MembreTenu]] = {}
    for membre in releve.membres:
        people.setdefault(membre.nom_complet, []).append(membre)
    return people


def _tell_apart(
    people: dict[str, list[MembreTenu]], jour: str
) -> dict[str, MembreTenu]:
    """Who is meant on a day: of those who bear one name, who has a mandate then."""
    return {
        name: next((one for one in several if one.sits(jour)), several[0])
        for name, several in people.items()
    }


def _key(membre: MembreTenu) -> tuple[str, int]:
    """What tells somebody from anybody else, from a sitting to the next."""
    return membre.nom_complet, membre.homonyme


def _sort_issue(acte: ActeTenu) -> str:
    if acte.issue != "adopte" or acte.tenue is None:
        return acte.issue
    if acte.tenue.elections:
        return "election"
    return "unanimite" if acte.tenue.mode in _UNANIMOUS else "majorite"


def _add_act(
    tenue: Tenue,
    people: dict[str, MembreTenu],
    known: dict[tuple[str, int], BilanMembre],
) -> None:
    """The attendance at an act, and its votes, to what is known of each member."""
    presence = tenue.presence
    there = set(presence.presents)
    held = {pouvoir.donneur for pouvoir in presence.pouvoirs}
    groups = {n: group for group, names in presence.groupes.items() for n in names}
    members: dict[str, BilanMembre] = {}
    for name in presence.tous:
        elu = people[name]
        membre = members[name] = known.setdefault(_key(elu), BilanMembre(elu))
        membre.elu, membre.groupe = elu, groups.get(name, "")
        membre.actes += 1
        membre.presents += name in there
        membre.representes += name in held
    for scrutin in tenue.scrutins:
        _add_votes(scrutin, members)


def _add_votes(scrutin: ScrutinInscrit, members: dict[str, BilanMembre]) -> None:
    for sens in _ASIDE:
        for name in scrutin.noms.get(sens, ()):
            members[name].voix[sens] += 1
    if not scrutin.nominatif:
        return
    side = {name: sens for sens in SENS[:3] for name in scrutin.noms.get(sens, ())}
    groups: dict[str, Counter[str]] = {}
    for name, sens in side.items():
        groups.setdefault(members[name].groupe, Counter())[sens] += 1
    for name, sens in side.items():
        membre = members[name]
        membre.nommes += 1
        votes = groups[membre.groupe]
        rest = votes.total() - votes[sens]
        # Most of a group is more than half of it: a group that is split has none.
        if membre.groupe and 2 * max(votes.values()) > votes.total() and rest:
            membre.a_part += votes[sens] < max(votes.values())
