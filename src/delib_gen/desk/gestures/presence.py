"""Who comes, who goes, who gives a power: at the opening, or from an act on.

The same gesture a second time takes back what the first one wrote.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delib_gen.desk.gestures.naming import name_acte, name_elu
from delib_gen.edits.changes import Delete, Insert, Refused, Set
from delib_gen.model.deroule import Evenement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from delib_gen.desk.gestures import Gesture
    from delib_gen.edits.changes import Change
    from delib_gen.model.deroule import Etape
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.schema.autorite import Elu

_KEY = "mouvements"
_MOVES = (Evenement.ARRIVEE, Evenement.DEPART)
_OUT = "{nom} n'est pas en fonction à cet acte"
_AWAY = "{nom} n'est pas là à cet acte : un pouvoir se donne à qui est dans la salle"
_HERE = "{nom} est là à cet acte : notez d'abord son départ"


@dataclass(slots=True)
class _Carnet:
    """What becomes of the movements.

    Attributes:
        gone: the events that go, by the rank of their movement.
        added: the movement that comes.
    """

    situation: Situation
    gone: dict[int, set[str]] = field(default_factory=dict)
    added: dict[str, str] | None = None

    def remove(self, etape: Etape) -> None:
        """Take an event out of its movement, and the movement if it has no other."""
        if etape.mouvement is not None:
            rank = int(etape.mouvement.path[1])
            self.gone.setdefault(rank, set()).add(etape.evenement.value)

    def list_changes(self, rang: int, before: list[Change]) -> list[Change]:
        """The changes; keys first, then whole movements from the last one on.

        Args:
            rang: the act of the movement that comes.
            before: the changes that are made first.
        """
        mouvements = self.situation.mouvements
        changes = [*before]
        whole: set[int] = set()
        for rank, keys in self.gone.items():
            mouvement = mouvements[rank]
            if not mouvement.rangs.keys() - keys:
                whole.add(rank)
                continue
            if "quitte" in keys and mouvement.mandataire and not mouvement.gives_later:
                keys = {*keys, "pouvoir"}
            changes += [Delete((_KEY, rank, key)) for key in sorted(keys)]
        left = [m for rank, m in enumerate(mouvements) if rank not in whole]
        if not left and not self.added and whole:
            return [*changes, Delete((_KEY,))]
        changes += [Delete((_KEY, rank)) for rank in sorted(whole, reverse=True)]
        if self.added:
            ranks = [[r for r in m.rangs.values() if r is not None] for m in left]
            later = (n for n, known in enumerate(ranks) if known and min(known) > rang)
            changes.append(Insert((_KEY,), next(later, len(left)), self.added))
        return changes


def arrive(acte: ActeEnSeance, elu: Elu, heure: str = "") -> Gesture:
    """A member comes in: from this act on he is there, until he is said to leave.

    Args:
        acte: the act at which he is there.
        elu: the member.
        heure: the hour, as it is typed; empty where it is not told.
    """
    if elu in acte.etat.hors:
        return Refused(_OUT.format(nom=elu.nom_complet))
    if elu in acte.etat.presents:
        return []
    return _move(acte, elu, Evenement.ARRIVEE, heure)


def leave(
    acte: ActeEnSeance, elu: Elu, heure: str = "", mandataire: Elu | None = None
) -> Gesture:
    """A member goes: from this act on he is not there, until he is said to come back.

    Args:
        acte: the act at which he is gone.
        elu: the member.
        heure: the hour, as it is typed; empty where it is not told.
        mandataire: whom he leaves a power to.
    """
    if elu in acte.etat.hors:
        return Refused(_OUT.format(nom=elu.nom_complet))
    if elu not in acte.etat.presents:
        return give_power(acte, elu, mandataire, heure) if mandataire else []
    if mandataire is not None and mandataire not in acte.etat.presents:
        return Refused(_AWAY.format(nom=mandataire.nom_complet))
    return _move(acte, elu, Evenement.DEPART, heure, mandataire)


def toggle(acte: ActeEnSeance, elu: Elu, heure: str = "") -> Gesture:
    """Who is there leaves, who is not comes: the click on a tile."""
    here = elu in acte.etat.presents
    return leave(acte, elu, heure) if here else arrive(acte, elu, heure)


def give_power(
    acte: ActeEnSeance, elu: Elu, mandataire: Elu | None, heure: str = ""
) -> Gesture:
    """A member who is away gives a power from this act on; None takes it back.

    Only a power that was given at this act is taken back: one that stood before ends
    when its giver comes.
    """
    situation, rang = acte.situation, acte.lu.index
    if elu in acte.etat.presents:
        return Refused(_HERE.format(nom=elu.nom_complet))
    if elu in acte.etat.hors:
        return Refused(_OUT.format(nom=elu.nom_complet))
    if mandataire is not None and mandataire not in acte.etat.presents:
        return Refused(_AWAY.format(nom=mandataire.nom_complet))
    if mandataire is not None and acte.etat.pouvoirs.get(elu) is mandataire:
        return []
    for etape in _list_events(situation, elu, rang, rang + 1):
        mouvement = etape.mouvement
        if mouvement is None or mouvement.mandataire is None:
            continue
        carnet = _Carnet(situation)
        if mandataire is not None:
            name = name_elu(situation, mandataire)
            return [Set((*mouvement.path, "pouvoir"), name)]
        if etape.evenement is Evenement.DEPART:
            return [Delete((*mouvement.path, "pouvoir"))]
        carnet.remove(etape)
        return carnet.list_changes(rang, [])
    if mandataire is None:
        return []
    for etape in _list_events(situation, elu, rang, rang + 1):
        if etape.evenement is Evenement.DEPART and etape.mouvement:
            name = name_elu(situation, mandataire)
            return [Set((*etape.mouvement.path, "pouvoir"), name)]
    repere, before = name_acte(acte)
    carnet = _Carnet(situation)
    added = {
        "membre": name_elu(situation, elu),
        "pouvoir": name_elu(situation, mandataire),
        Evenement.POUVOIR.value: repere,
    }
    carnet.added = {**added, **({"heure": heure} if heure else {})}
    return carnet.list_changes(rang, before)


def _move(
    acte: ActeEnSeance,
    elu: Elu,
    evenement: Evenement,
    heure: str,
    mandataire: Elu | None = None,
) -> list[Change]:
    """An arrival or a departure, with what it makes of the member's later ones."""
    situation, rang = acte.situation, acte.lu.index
    carnet = _Carnet(situation)
    now = list(_list_events(situation, elu, rang, rang + 1))
    until = min(
        (f.rang for f in situation.feuilles if f.rang is not None and f.rang > rang),
        default=len(situation.actes),
    )
    later = list(_list_events(situation, elu, rang + 1, until))
    undone = [e for e in now if e.evenement in _MOVES and _counts(e, elu)]
    for etape in undone:
        carnet.remove(etape)
    following = next((e for e in later if e.evenement in _MOVES), None)
    if evenement is Evenement.ARRIVEE:  # who is there gives no power
        for etape in (*now, *later[: later.index(following) if following else None]):
            if etape.evenement is Evenement.POUVOIR:
                carnet.remove(etape)
    if following is not None and following.evenement is evenement:
        carnet.remove(following)  # it comes sooner, or what it ended is no more
        known = following.mouvement and following.mouvement.mandataire
        mandataire = mandataire or (known.elu if known else None)
    if undone:
        return carnet.list_changes(rang, [])
    repere, before = name_acte(acte)
    added = {"membre": name_elu(situation, elu), evenement.value: repere}
    if mandataire is not None and evenement is Evenement.DEPART:
        added["pouvoir"] = name_elu(situation, mandataire)
    carnet.added = {**added, **({"heure": heure} if heure else {})}
    return carnet.list_changes(rang, before)


def _counts(etape: Etape, elu: Elu) -> bool:
    """Whether an event changed where a member is."""
    return (elu in etape.avant.presents) != (elu in etape.apres.presents)


def _list_events(
    situation: Situation, elu: Elu, start: int, stop: int
) -> Iterable[Etape]:
    """The arrivals, departures and powers of a member between two acts."""
    for etape in situation.etapes:
        mouvement = etape.mouvement
        mine = mouvement is not None and mouvement.membre.elu is elu
        moves = etape.evenement in (*_MOVES, Evenement.POUVOIR)
        if mine and moves and start <= etape.rang < stop:
            yield etape
