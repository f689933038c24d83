"""Sittings drawn at random, in order: whatever happens in them is allowed.

Members come and go, give powers that start, lapse, live again and pass on; the roll
is called again; some step aside; ballots are open or secret. Only what the contract
calls a mistake is never drawn, so that no finding of the attendance is an error, but
for a quorum that is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from hypothesis import strategies as st

from oracle import Law, attend, find_group, order_acts
from oracle_worlds import (
    FAILED_DAY,
    GROUPES,
    LAWS,
    ORDONNATEUR,
    make_acte,
    make_session,
)

Draw = Any
REGIMES = (
    *("ordinaire",) * 3,
    *("reglement-interieur", "compte-administratif", "renforce"),
)
KINDS = (*("vote",) * 10, "prend_acte", "statut")
STATES = "ppppppaeww"
MOTIFS = ("L1111-6", "L1524-5", "interet-personnel")
CAMPS = (*("pour",) * 4, *("contre",) * 3, "abstention", "non_participation")
BALLOTS = (*CAMPS, "blancs", "nuls")
UNEXPRESSED = BALLOTS[CAMPS.index("abstention") :]


def rarely(draw: Draw, chances: int) -> bool:
    """Once in so many; never, as a draw is made simpler."""
    return bool(draw(st.integers(0, chances - 1)) == chances - 1)


def pick(draw: Draw, names: Iterable[str]) -> str:
    return str(draw(st.sampled_from(sorted(names))))


@st.composite
def sheets(draw: Draw, law: Law) -> dict[str, Any]:
    """An attendance sheet: each member once; whoever gave a power has a holder.

    A substitute is there, or not named, where the member is neither there nor
    represented.
    """
    membres = law.membres
    states = {nom: draw(st.sampled_from(STATES)) for nom in membres}
    if "p" not in states.values():
        states[membres[0]] = "p"
    presents = [nom for nom, state in states.items() if state == "p"]
    for nom, titulaire in law.suppleants.items():
        if states[titulaire] in "ae" and draw(st.booleans()):
            presents.append(nom)
    return {
        "presents": presents,
        "absents": [nom for nom, state in states.items() if state == "a"],
        "excuses": [nom for nom, state in states.items() if state == "e"],
        "pouvoirs": {
            nom: pick(draw, presents) for nom, state in states.items() if state == "w"
        },
    }


@st.composite
def moves(draw: Draw, law: Law, room: set[str], numero: str) -> Any:
    """What changes at an act: each member moves once, holders are there after it.

    A substitute comes where the member's seat is free, and goes when he comes back.
    """
    replaced = law.replaced(room)
    movers = [n for n in law.membres if n not in replaced and rarely(draw, 5)]
    movers += [nom for nom in law.suppleants if draw(st.booleans())]
    taken = room | replaced | {*movers}
    movers = [n for n in movers if law.suppleants.get(n) not in taken or n in room]
    leaving = [nom for nom in movers if nom in room]
    if len(leaving) == len(room):
        movers.remove(leaving.pop())
    arriving = [
        nom
        for nom in movers
        if nom not in room and (nom in law.suppleants or draw(st.booleans()))
    ]
    swapped = {law.suppleants[n]: n for n in leaving if n in law.suppleants}
    back = [nom for nom in swapped if not rarely(draw, 3)]
    movers, arriving = [*movers, *back], [*arriving, *back]
    after = (room - set(leaving)) | set(arriving)
    found: list[dict[str, str]] = []
    for nom in movers:
        if nom in arriving:
            move = {"membre": nom, "arrive": numero}
        elif nom in leaving:
            move = {"membre": nom, "quitte": numero}
            if nom not in law.suppleants and draw(st.booleans()):
                move["pouvoir"] = pick(draw, after)
        else:
            move = {"membre": nom, "pouvoir": pick(draw, after), "des": numero}
        if rarely(draw, 4):
            move["heure"] = "18:30"
        found.append(move)
    return found, after


@st.composite
def deports(draw: Draw, membres: Sequence[str], room: set[str], regime: str) -> Any:
    """Who steps aside; whoever keeps the accounts does, when they are voted on."""
    accounts = regime == "compte-administratif" and ORDONNATEUR in membres
    who = [
        nom for nom in membres if rarely(draw, 9) or (accounts and nom == ORDONNATEUR)
    ]
    if not room.difference(who):  # somebody chairs, who keeps no accounts
        who = [ORDONNATEUR] if accounts and room != {ORDONNATEUR} else []
    return [
        {
            "membre": nom,
            "motif": "ordonnateur"
            if accounts and nom == ORDONNATEUR
            else draw(st.sampled_from(MOTIFS)),
            **({"sort": "oui"} if nom in room and draw(st.booleans()) else {}),
        }
        for nom in who
    ]


@st.composite
def votes(
    draw: Draw, voters: frozenset[str], aside: int, groups: dict[str, set[str]]
) -> dict[str, Any] | str:
    """A ballot of those entitled, by lists or, when secret, by figures.

    Args:
        draw: what is drawn from.
        voters: those entitled.
        aside: how many step aside.
        groups: who votes with each group.
    """
    order = sorted(voters)
    expressed = not rarely(draw, 12)
    if rarely(draw, 4):
        return draw_secret(draw, order, aside, expressed=expressed)
    camps = CAMPS if expressed else CAMPS[CAMPS.index("abstention") :]
    lists: dict[str, list[str]] = {}
    for nom in order:
        lists.setdefault(draw(st.sampled_from(camps)), []).append(nom)
    figures = {sens: len(names) for sens, names in lists.items()}
    figures["non_participation"] = figures.get("non_participation", 0) + aside
    if rarely(draw, 3):
        lists.setdefault("pour", [])
    elif lists.keys() <= {"pour"}:
        return "unanimite"
    else:
        lists.pop("pour", None)
    vote: dict[str, Any] = dict(lists)
    if lists and groups and rarely(draw, 3):
        sens, groupe = pick(draw, lists), pick(draw, groups)
        vote[sens] = name_by_group(lists[sens], groupe, groups[groupe])
    if rarely(draw, 3):
        vote["decompte"] = {sens: str(n) for sens, n in figures.items()}
    if rarely(draw, 3):
        vote["scrutin"] = "public"
    return vote if any(vote.values()) else {**vote, "scrutin": "ordinaire"}


def name_by_group(names: list[str], groupe: str, voters: set[str]) -> dict[str, Any]:
    """The same names, by a group: those of it who are not among them are spared."""
    more = {
        "sauf": sorted(voters.difference(names)),
        "membres": [nom for nom in names if nom not in voters],
    }
    return {"groupes": [groupe], **{key: found for key, found in more.items() if found}}


def draw_secret(
    draw: Draw, voters: list[str], aside: int, *, expressed: bool
) -> dict[str, Any]:
    """Figures that add up; those who take no part may be named.

    They are where somebody steps aside: who does is printed by name, and a list has
    as many names as its heading says.
    """
    kinds = BALLOTS if expressed else UNEXPRESSED
    camps = [draw(st.sampled_from(kinds)) for _ in voters]
    figures = {sens: camps.count(sens) for sens in dict.fromkeys(BALLOTS)}
    figures["non_participation"] += aside
    stated = {s: str(n) for s, n in figures.items() if n or s in ("pour", "contre")}
    idle = [n for n, c in zip(voters, camps, strict=True) if c == "non_participation"]
    vote: dict[str, Any] = {"scrutin": "secret", "decompte": stated}
    if idle and (aside or draw(st.booleans())):
        vote["non_participation"] = idle
    return vote


@st.composite
def sittings(draw: Draw) -> dict[str, Any]:
    """A sitting of up to five acts."""
    with_substitutes = [name for name, law in LAWS.items() if law.suppleants]
    organe = draw(st.sampled_from(sorted([*LAWS, *with_substitutes * 2])))
    opening = draw(sheets(LAWS[organe]))
    seance = make_session(organe, [], mouvements=[], appels=[], **opening)
    if rarely(draw, 6):
        seance["defaut_quorum"] = FAILED_DAY
    room = set(opening["presents"])
    for rank in range(1, draw(st.integers(1, 5)) + 1):
        room = draw_acte(draw, seance, rank, room)
    seance["mouvements"] = draw(st.permutations(seance["mouvements"]))
    return {key: value for key, value in seance.items() if value not in ([], {})}


def draw_acte(draw: Draw, seance: dict[str, Any], rank: int, room: set[str]) -> Any:
    """One more act, with what changes at it; gives who is in the room from then on."""
    law = LAWS[seance["organe"]]
    acte = make_acte(rank, regime=draw(st.sampled_from(REGIMES)))
    if rank > 1 and rarely(draw, 5):
        sheet = draw(sheets(law))
        seance["appels"].append({"des": acte["numero"], **sheet})
        room = set(sheet["presents"])
    else:
        changes, room = draw(moves(law, room, acte["numero"]))
        seance["mouvements"] += changes
    kind = draw(st.sampled_from(KINDS))
    if acte["regime"] == "compte-administratif" and room == {ORDONNATEUR}:
        acte["regime"] = "ordinaire"
    if kind != "statut":
        everybody = (*law.membres, *law.suppleants)
        found = draw(deports(everybody, room, acte["regime"]))
        acte |= {"deports": found} if found else {}
    aside = {deport["membre"] for deport in acte.get("deports", ())}
    chair = pick(draw, room - aside)
    seance.setdefault("president", chair)
    if chair != seance["president"]:
        acte["president"] = chair
    if rarely(draw, 3) and "defaut_quorum" in seance:
        acte["point_nouveau"] = "oui"
    seance["actes"].append(acte)
    if kind == "statut":
        acte["statut"] = draw(st.sampled_from(("retire", "reporte", "renvoye")))
    elif kind == "prend_acte":
        acte["prend_acte"] = "oui"
    else:
        there = attend(seance, law, acte, rank - 1, order_acts(seance))
        attending = there.presents | there.representes.keys()
        found = ((g, find_group(law, there, g, aside)) for g in {*GROUPES.values()})
        groups = {groupe: voters for groupe, voters in found if voters}
        acte["vote"] = draw(votes(attending - aside, len(attending & aside), groups))
    return room
