"""Which part of an act's layout says each of the pieces before its decision."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from delib_gen.schema.acte import PlaceExpose
from delib_gen.schema.disposition import PieceActe, arrange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from delib_gen.view.context import ActeContext

_HOMES = {
    "entete": (PieceActe.IDENTITE, PieceActe.NUMERO, PieceActe.TITRE),
    "reunion": (PieceActe.REUNION, PieceActe.ENCADRE, PieceActe.PREAMBULE),
    "presences": (
        PieceActe.PRESENTS,
        PieceActe.POUVOIRS,
        PieceActe.ABSENTS,
        PieceActe.ASSISTANTS,
        PieceActe.MOUVEMENTS,
        PieceActe.COMPTES,
        PieceActe.SECRETAIRES,
    ),
    "visas": (PieceActe.EXPOSE, PieceActe.ORGANE, PieceActe.VISAS),
    "mentions": (PieceActe.AVIS,),
    "considerants": (PieceActe.CONSIDERANTS,),
}
"""The usual order, by the part of the layout that has each piece."""
_USUAL = tuple(piece for pieces in _HOMES.values() for piece in pieces)


@dataclass(frozen=True, slots=True)
class Disposition:
    """The pieces of each part of the layout, in order."""

    entete: tuple[str, ...]
    reunion: tuple[str, ...]
    presences: tuple[str, ...]
    visas: tuple[str, ...]
    mentions: tuple[str, ...]
    considerants: tuple[str, ...]

    @classmethod
    def specimen(cls) -> Disposition:
        """The usual one, to try layouts on."""
        return _share(_USUAL)


def write_disposition(context: ActeContext) -> Disposition:
    """In which order the act says its pieces; what an act types passes before."""
    expose, usual = context.acte.acte.expose, list(_USUAL)
    wanted = context.situation.organe.disposition
    if expose is not None and "place" in expose.model_fields_set:
        wanted = [piece for piece in wanted if piece is not PieceActe.EXPOSE]
    if expose is not None and expose.place is PlaceExpose.APRES_VISAS:
        usual.remove(PieceActe.EXPOSE)
        usual.insert(usual.index(PieceActe.VISAS) + 1, PieceActe.EXPOSE)
    return _share(arrange(usual, wanted))


def _share(pieces: Iterable[PieceActe]) -> Disposition:
    """Each piece in the part that has it; in a later one where its turn comes later."""
    names = [field.name for field in fields(Disposition)]
    shared: dict[str, list[str]] = {name: [] for name in names}
    reached = 0
    for piece in pieces:
        home = next(n for n, name in enumerate(names) if piece in _HOMES[name])
        reached = max(reached, home)
        shared[names[reached]].append(piece.value)
    return Disposition(**{name: tuple(said) for name, said in shared.items()})
