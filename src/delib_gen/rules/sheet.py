"""The attendance sheets, as the rules look at them.

A name typed wrong is told once, as such. Until it is corrected it excuses
(whoever it surely means is not missing) and never accuses (nobody is found in
two states because of it): one mistake, one finding.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.load.nodes import Mapping, find_node
from delib_gen.rules.words import agree, write_elu

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Span, YamlPath
    from delib_gen.load.loader import LoadedSeance
    from delib_gen.model.deroule import Etat
    from delib_gen.model.mentions import Feuille, Mention, PouvoirDonne
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.schema.autorite import Elu


@dataclass(frozen=True, slots=True)
class Listing:
    """A member somewhere on a sheet.

    Attributes:
        path: where.
        cle: the list that it is, as its key is typed.
        etat: the state that it gives, masculine and feminine.
        lieu: the list that it is, in words.
        span: the place of the name, where the path is that of another one.
    """

    path: YamlPath
    cle: str
    etat: tuple[str, str]
    lieu: str
    span: Span | None = None


_STATES = {
    "presents": (("présent", "présente"), "parmi les présents"),
    "absents": (("absent", "absente"), "parmi les absents"),
    "excuses": (("excusé", "excusée"), "parmi les excusés"),
    "pouvoirs": (
        ("représenté", "représentée"),
        "parmi les membres qui ont donné pouvoir",
    ),
}


def list_sheet(
    situation: Situation, feuille: Feuille
) -> Iterator[tuple[Mention, Listing]]:
    """Every name of a sheet that gives its bearer a state, in order."""
    for cle in ("presents", "absents", "excuses"):
        etat, lieu = _STATES[cle]
        for mention in getattr(feuille, cle):
            yield mention, Listing(mention.path, cle, etat, lieu)
    etat, lieu = _STATES["pouvoirs"]
    for pouvoir in feuille.pouvoirs:
        path = pouvoir.donneur.path
        span = find_key_span(situation.lue, path)
        yield pouvoir.donneur, Listing(path, "pouvoirs", etat, lieu, span)


def list_places(situation: Situation, feuille: Feuille) -> dict[Elu, list[Listing]]:
    """Where each member stands on a sheet, by the names typed right.

    A power given to oneself is a fault of its own, not a second state.
    """
    places: dict[Elu, list[Listing]] = defaultdict(list)
    void = {p.donneur.path for p in feuille.pouvoirs if is_self_given(p)}
    for mention, place in list_sheet(situation, feuille):
        if mention.sure and mention.elu is not None and place.path not in void:
            places[mention.elu].append(place)
    return places


def list_unlisted(situation: Situation, feuille: Feuille) -> list[Elu]:
    """The members that no list of a sheet names, in printed order."""
    named: set[Elu] = set()
    givers = (pouvoir.donneur for pouvoir in feuille.pouvoirs)
    for mention in (*feuille.presents, *feuille.absents, *feuille.excuses, *givers):
        named.update(mention.recherche.homonymes)
        if mention.elu is not None:
            named.add(mention.elu)
    presents = [m.elu for m in feuille.presents if m.elu is not None]
    named |= situation.find_suppleances(presents, feuille.jour).remplaces
    membres = situation.names.annuaire(feuille.jour).membres
    named |= _list_out_of_office(situation, feuille)
    return [elu for elu in membres if elu not in named]


def _list_out_of_office(situation: Situation, feuille: Feuille) -> frozenset[Elu]:
    """Whose mandate has ended, or not begun, when a sheet is drawn up."""
    for etape in situation.etapes:
        for etat in (etape.avant, etape.apres):
            if etat.feuille is feuille:
                return etat.hors
    return frozenset()


def count_doubtful(acte: ActeEnSeance) -> int:
    """How many more might be there if the unknown names were corrected."""
    sheet = acte.etat.feuille
    doubtful = sum(m.elu is None for m in sheet.presents)
    doubtful += sum(
        p.donneur.elu is None or p.mandataire.elu is None for p in sheet.pouvoirs
    )
    return doubtful + sum(
        m.membre.elu is None or (m.mandataire is not None and m.mandataire.elu is None)
        for m in acte.situation.mouvements
    )


def is_sheet_complete(acte: ActeEnSeance) -> bool:
    """Whether every member is on the sheet, by a name that is somebody's.

    Most acts of a sitting have the same sheet: what was found of it is kept.
    """
    situation, sheet = acte.situation, acte.etat.feuille
    known = situation.completes
    if id(sheet) not in known:
        doubtful = count_doubtful(acte) or list_unlisted(situation, sheet)
        known[id(sheet)] = not doubtful
    return known[id(sheet)]


def tell_where(acte: ActeEnSeance, elu: Elu) -> str:
    """Where a member is when an act opens: `est absente`."""
    presence = acte.presence
    if elu in acte.etat.hors:
        return "n'est pas en fonction"
    if elu in presence.suppleances.consultatifs:
        return "n'a qu'une voix consultative"
    if elu in presence.suppleances.sans_siege:
        return f"est {agree(elu, 'suppléant', 'suppléante')}, sans siège à cet acte"
    if elu in presence.presents:
        return f"est {agree(elu, 'présent', 'présente')}"
    if elu in presence.representes:
        holder = write_elu(presence.representes[elu])
        return f"est {agree(elu, 'représenté', 'représentée')} par {holder}"
    absent = f"est {agree(elu, 'absent', 'absente')}"
    if elu in presence.suspendus:
        holder = write_elu(presence.suspendus[elu])
        return f"{absent} : son pouvoir est suspendu, {holder} se déportant"
    if elu in presence.caducs:
        holder = write_elu(presence.caducs[elu])
        return f"{absent} : {holder}, qui a son pouvoir, n'est pas là"
    if elu in presence.excuses:
        return f"est {agree(elu, 'excusé', 'excusée')}"
    if elu in presence.absents:
        return absent
    return "ne figure pas sur la feuille de présence"


def find_etat(situation: Situation, rang: int) -> Etat:
    """The attendance at an act, once everything that happens before it has."""
    later = [etape for etape in situation.etapes if etape.rang <= rang]
    return later[-1].apres


def is_self_given(pouvoir: PouvoirDonne) -> bool:
    """Whether a power is given to its giver."""
    donneur = pouvoir.donneur.elu
    return donneur is not None and donneur == pouvoir.mandataire.elu


def find_key_span(lue: LoadedSeance, path: YamlPath) -> Span | None:
    """The place of the key that a path ends with, rather than of its value."""
    if lue.root is None or not path:
        return None
    node, exact = find_node(lue.root, path[:-1])
    if not exact or not isinstance(node, Mapping):
        return None
    key = node.keys.get(str(path[-1]))
    return key.span if key else None
