"""The counting of a sitting, written a second time, from the law's words alone.

It reads a sitting as a plain tree (the keys that a clerk types) and knows nothing
of the product's code, so that the two can be compared. Members are surnames, acts
are numbers; what is printed, and how, is no matter of this module.

Where the texts leave a choice, the choice is said beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

Tree = Mapping[str, Any]

SENS = ("pour", "contre", "abstention", "non_participation")
BULLETINS = ("pour", "contre", "abstention", "blancs", "nuls", "non_participation")


@dataclass(frozen=True)
class Law:
    """What the law and the authority say of an organ.

    Attributes:
        membres: the surnames of the members in office.
        composant: how many members the organ has when whole.
        pouvoirs_comptes: whether the represented count for the quorum.
        plus_de: the ordinary quorum is more than this share.
        part_suffit: whether that very share is enough.
        interesses_presents: whether who steps aside in the room is still counted there.
        leve: the share of those in office that, stepping aside, lifts the quorum.
        au_moins: the regimes whose quorum is at least a share.
        voix_preponderante: whether the chair's vote decides a tie.
        hors_quorum: the grounds that take a member out of the quorum's base.
        suppleants: substitutes, each with the member in whose place he may sit.
        groupes: the group of each member who is of one.
    """

    membres: tuple[str, ...]
    composant: int
    pouvoirs_comptes: bool
    plus_de: Fraction = Fraction(1, 2)
    part_suffit: bool = False
    interesses_presents: bool = True
    leve: Fraction | None = None
    au_moins: Mapping[str, Fraction] = field(default_factory=dict)
    voix_preponderante: bool = True
    hors_quorum: frozenset[str] = frozenset({"L1111-6"})
    suppleants: Mapping[str, str] = field(default_factory=dict)
    groupes: Mapping[str, str] = field(default_factory=dict)

    def replaced(self, presents: Iterable[str]) -> set[str]:
        """The members whose seat a substitute in the room holds."""
        return {self.suppleants[nom] for nom in presents if nom in self.suppleants}


@dataclass(frozen=True)
class Attendance:
    """Where each member is when an act opens; each stands in one place only.

    Attributes:
        presents: in the room, or out of it for this act only.
        representes: giver and holder of each power that is alive.
        absents: neither, and not excused.
        excuses: neither, excused at the roll-call and not come since. (No text says
            whether an excuse outlives a power that lapses; it is held to.)
    """

    presents: frozenset[str]
    representes: Mapping[str, str]
    absents: frozenset[str]
    excuses: frozenset[str]


@dataclass(frozen=True)
class Quorum:
    """What was required when the act opened, and who was there.

    `requis` is 0 where none is required.
    """

    base: int
    requis: int
    presents: int
    avec_pouvoirs: int
    atteint: bool


@dataclass(frozen=True)
class Count:
    """A ballot: figures, and the names where the ballot has any."""

    chiffres: Mapping[str, int]
    noms: Mapping[str, frozenset[str]]
    adopte: bool
    unanime: bool
    partage: bool
    voix_preponderante: bool

    @property
    def exprimes(self) -> int:
        """The votes expressed: neither abstentions nor blank or void ballots."""
        return self.chiffres["pour"] + self.chiffres["contre"]


@dataclass(frozen=True)
class Judged:
    """An act as the law sees it; no count where nothing was put to the vote."""

    attendance: Attendance
    votants: frozenset[str]
    ecartes: frozenset[str]
    quorum: Quorum | None
    count: Count | None


def judge_sitting(seance: Tree, law: Law) -> list[Judged]:
    """Each act of a sitting, in order."""
    order = order_acts(seance)
    return [
        _judge(seance, law, acte, attend(seance, law, acte, rank, order))
        for rank, acte in enumerate(seance["actes"])
    ]


def order_acts(seance: Tree) -> dict[str, int]:
    """The rank of each act, by its number."""
    return {a["numero"]: i for i, a in enumerate(seance["actes"]) if "numero" in a}


def _judge(seance: Tree, law: Law, acte: Tree, attendance: Attendance) -> Judged:
    aside = _who_step_aside(acte)
    there = _list_there(attendance)
    put = "statut" not in acte
    voted = put and "vote" in acte
    return Judged(
        attendance,
        votants=there - aside,
        ecartes=there & aside,
        quorum=find_quorum(seance, law, acte, attendance) if put else None,
        count=_count(seance, law, acte, attendance) if voted else None,
    )


# Attendance


def attend(
    seance: Tree, law: Law, acte: Tree, rank: int, order: Mapping[str, int]
) -> Attendance:
    """Who is where at an act: the last roll-call, then what has changed since.

    A power lives while its giver is out of the room, his substitute too, and its
    holder in it, not stepping aside: a lapsed one lives again once its holder is
    back. A giver who steps aside stays a represented member, for whom nobody votes.
    """
    calls = [(order[c["des"]], c) for c in seance.get("appels", ())]
    since, sheet = max(
        ((start, call) for start, call in calls if start <= rank),
        key=lambda item: item[0],
        default=(-1, seance),
    )
    presents = set(sheet.get("presents", ()))
    excuses = set(sheet.get("excuses", ()))
    powers: dict[str, str] = dict(sheet.get("pouvoirs", {}))
    moves = [(order[_opens(m)], m) for m in seance.get("mouvements", ())]
    for start, move in sorted(moves, key=lambda item: item[0]):
        if not since < start <= rank:
            continue
        who = move["membre"]
        powers.pop(who, None)
        if "arrive" in move:
            presents.add(who)
            excuses.discard(who)
        if "quitte" in move:
            presents.discard(who)
        if "pouvoir" in move:
            powers[who] = move["pouvoir"]
    aside = _who_step_aside(acte)
    replaced = law.replaced(presents)
    alive = {
        g: h
        for g, h in powers.items()
        if h in presents and h not in aside and g not in replaced
    }
    away = set(law.membres) - presents - alive.keys()
    return Attendance(
        frozenset(presents),
        alive,
        absents=frozenset(away - excuses),
        excuses=frozenset(away & excuses),
    )


def _opens(move: Tree) -> str:
    """The act from which, included, a change holds."""
    return next(str(move[key]) for key in ("quitte", "arrive", "des") if key in move)


def _who_step_aside(acte: Tree) -> set[str]:
    return {deport["membre"] for deport in acte.get("deports", ())}


def list_suspended(seance: Tree, law: Law, rank: int) -> set[str]:
    """Whose power stands, but not for this act: giver or holder steps aside."""
    order, acte = order_acts(seance), seance["actes"][rank]
    standing = attend(seance, law, {}, rank, order).representes
    alive = attend(seance, law, acte, rank, order).representes
    return standing.keys() - (alive.keys() - _who_step_aside(acte))


def list_lapsed(seance: Tree, law: Law) -> set[tuple[str, int]]:
    """Whose power lapses at which act because the holder leaves, nothing else."""
    order, found = order_acts(seance), set()
    moved = {(m["membre"], order[_opens(m)]) for m in seance.get("mouvements", ())}
    called = {order[call["des"]] for call in seance.get("appels", ())}
    for rank in set(range(len(seance["actes"]))) - called:
        before = attend(seance, law, {}, rank - 1, order).representes
        after = attend(seance, law, {}, rank, order).representes
        there = attend(seance, law, {}, rank, order).presents
        gone = before.keys() - after.keys() - law.replaced(there)
        found |= {(giver, rank) for giver in gone} - moved
    return found


# Quorum


def find_quorum(seance: Tree, law: Law, acte: Tree, there: Attendance) -> Quorum:
    """The quorum of an act, when it opens.

    Who steps aside on a ground that the record names is no member in office for
    this act, be he or she there or not; who leaves the room is not counted there;
    who steps aside without leaving it is, but for communes (Chauré, 1983): there
    nobody who steps aside is, and in Alsace half of the council concerned lifts the
    quorum (L. 2541-4). Who keeps the accounts leaves it while
    they are voted on, and is not counted (L. 2121-14).
    """
    deports = acte.get("deports", ())
    # A seat is in one person's hands: those of the substitute who sits, else of the
    # member; what others say of themselves changes nothing.
    held = set(law.membres) - law.replaced(there.presents)
    held |= there.presents & law.suppleants.keys()
    deports = [d for d in deports if d["membre"] in held]
    outside = {d["membre"] for d in deports if d["motif"] in law.hors_quorum}
    gone = outside | {
        d["membre"] for d in deports if d.get("sort") or d["motif"] == "ordonnateur"
    }
    if not law.interesses_presents:
        gone |= _who_step_aside(acte)
    base = len(law.membres) - len(outside)
    presents = len(there.presents - gone)
    represented = there.representes.keys() - _who_step_aside(acte)
    avec_pouvoirs = presents + len(represented)
    requis = 0
    if "defaut_quorum" not in seance or acte.get("point_nouveau"):
        requis = _require(law, acte.get("regime", "ordinaire"), base)
    if law.leve is not None and len(deports) >= law.leve * len(law.membres):
        requis = 0
    counted = avec_pouvoirs if law.pouvoirs_comptes else presents
    return Quorum(base, requis, presents, avec_pouvoirs, counted >= requis)


def _require(law: Law, regime: str, base: int) -> int:
    """The smallest number that is enough."""
    if regime in law.au_moins:
        return next(n for n in range(base + 2) if n >= law.au_moins[regime] * base)
    share = law.plus_de * base
    if law.part_suffit:
        return next(n for n in range(base + 2) if n >= share)
    return next(n for n in range(base + 2) if n > share)


# Votes


def find_group(law: Law, there: Attendance, groupe: str, aside: set[str]) -> set[str]:
    """Who votes with a group: its members in the room, and whom they represent.

    A substitute who is of no group votes with that of the member replaced.
    """
    own = {**law.groupes}
    for nom, titulaire in law.suppleants.items():
        if nom not in own and titulaire in own:
            own[nom] = own[titulaire]
    room = {nom for nom in there.presents - aside if own.get(nom) == groupe}
    led = {giver for giver, holder in there.representes.items() if holder in room}
    return room | led - aside


def _list_voters(
    law: Law, typed: Any, there: Attendance, aside: set[str]
) -> frozenset[str]:
    """Who is in a list of a vote, by name or by group."""
    if not isinstance(typed, dict):
        return frozenset(typed)
    names = set(typed.get("membres", ()))
    for groupe in typed["groupes"]:
        names |= find_group(law, there, groupe, aside) - {*typed.get("sauf", ())}
    return frozenset(names)


def _list_there(attendance: Attendance) -> frozenset[str]:
    return attendance.presents | attendance.representes.keys()


def _count(seance: Tree, law: Law, acte: Tree, attendance: Attendance) -> Count:
    vote = acte["vote"] if isinstance(acte["vote"], dict) else {}
    there, aside = _list_there(attendance), _who_step_aside(acte)
    voters, out = there - aside, there & aside
    lists = {s: _list_voters(law, vote.get(s, ()), attendance, aside) for s in SENS}
    idle = lists["non_participation"] | out
    if vote.get("scrutin") == "secret":
        stated = vote["decompte"]
        figures = {key: int(stated.get(key, 0)) for key in BULLETINS}
        return _decide(law, acte, figures, {"non_participation": idle}, chair="")
    named = {
        "contre": lists["contre"],
        "abstention": lists["abstention"],
        "non_participation": idle,
    }
    named["pour"] = voters.difference(*named.values())
    figures = {key: len(named.get(key, ())) for key in BULLETINS}
    president = acte.get("president", seance["president"])
    chair = next((sens for sens, names in named.items() if president in names), "")
    return _decide(law, acte, figures, named, chair)


def _decide(
    law: Law,
    acte: Tree,
    figures: Mapping[str, int],
    names: Mapping[str, frozenset[str]],
    chair: str,
) -> Count:
    """What figures amount to.

    Only votes for and against are expressed; with none of them there is no
    majority, so nothing is adopted, whatever the regime. The chair's vote decides
    a tie where it was cast for or against, and is known: not at a secret ballot.
    """
    pour, contre = figures["pour"], figures["contre"]
    regime = acte.get("regime", "ordinaire")
    tie, decides = pour == contre > 0, False
    if pour + contre == 0:
        adopted = False
    elif regime == "reglement-interieur":
        adopted = 2 * pour > law.composant
    elif regime == "compte-administratif":
        adopted = contre <= pour
    elif tie:
        decides = law.voix_preponderante and chair in ("pour", "contre")
        adopted = decides and chair == "pour"
    else:
        adopted = pour > contre
    unanimous = adopted and contre == figures["abstention"] == 0
    named = {sens: people for sens, people in names.items() if people}
    return Count(figures, named, adopted, unanimous, tie, decides)
