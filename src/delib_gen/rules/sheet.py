"""The attendance sheet, as the rules look at it.

A name typed wrong is told once, as such. Until it is corrected it excuses
(whoever it surely means is not missing) and never accuses (nobody is found in
two states because of it): one mistake, one finding.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.load.nodes import Mapping, find_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Span, YamlPath
    from delib_gen.load.loader import LoadedSeance
    from delib_gen.model.mentions import Mention, PouvoirDonne
    from delib_gen.model.situation import Situation
    from delib_gen.schema.autorite import Elu


@dataclass(frozen=True, slots=True)
class Place:
    """A member somewhere on the sheet.

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


def list_sheet(situation: Situation) -> Iterator[tuple[Mention, Place]]:
    """Every name of the sheet that gives its bearer a state, in order."""
    sheet = situation.feuille
    for cle in ("presents", "absents", "excuses"):
        etat, lieu = _STATES[cle]
        for mention in getattr(sheet, cle):
            yield mention, Place(mention.path, cle, etat, lieu)
    etat, lieu = _STATES["pouvoirs"]
    for pouvoir in sheet.pouvoirs:
        path = pouvoir.donneur.path
        span = find_key_span(situation.lue, path)
        yield pouvoir.donneur, Place(path, "pouvoirs", etat, lieu, span)


def list_places(situation: Situation) -> dict[Elu, list[Place]]:
    """Where each member stands on the sheet, by the names typed right.

    A power given to oneself is a fault of its own, not a second state.
    """
    places: dict[Elu, list[Place]] = defaultdict(list)
    void = {p.donneur.path for p in situation.feuille.pouvoirs if is_self_given(p)}
    for mention, place in list_sheet(situation):
        if mention.sure and mention.elu is not None and place.path not in void:
            places[mention.elu].append(place)
    return places


def list_unlisted(situation: Situation) -> list[Elu]:
    """The members that no list of the sheet names, in printed order."""
    named: set[Elu] = set()
    for mention, _ in list_sheet(situation):
        named.update(mention.recherche.homonymes)
        if mention.elu is not None:
            named.add(mention.elu)
    return [elu for elu in situation.annuaire.membres if elu not in named]


def count_doubtful(situation: Situation) -> int:
    """How many more might be there if the unknown names were corrected."""
    sheet = situation.feuille
    doubtful = sum(m.elu is None for m in sheet.presents)
    return doubtful + sum(
        p.donneur.elu is None or p.mandataire.elu is None for p in sheet.pouvoirs
    )


def is_sheet_complete(situation: Situation) -> bool:
    """Whether every member is on the sheet, by a name that is somebody's."""
    return not (count_doubtful(situation) or list_unlisted(situation))


def is_self_given(pouvoir: PouvoirDonne) -> bool:
    """Whether a power is given to its giver."""
    donneur = pouvoir.donneur.elu
    return donneur is not None and donneur == pouvoir.mandataire.elu


def find_key_span(lue: LoadedSeance, path: YamlPath) -> Span | None:
    """The place of the key that a path ends with, rather than of its value."""
    if lue.root is None:
        return None
    node, exact = find_node(lue.root, path[:-1])
    if not exact or not isinstance(node, Mapping):
        return None
    key = node.keys.get(str(path[-1]))
    return key.span if key else None
