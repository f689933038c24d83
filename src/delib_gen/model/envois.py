"""To whom each sending of a convocation went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.model.annuaire import sort_elus

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from delib_gen.findings import YamlPath
    from delib_gen.model.names import Names
    from delib_gen.schema.autorite import Elu
    from delib_gen.schema.envoi import Envoi


@dataclass(frozen=True, slots=True)
class EnvoiFait:
    """A sending, with those it went to.

    Attributes:
        path: where it is typed.
        saisi: as it is typed.
        membres: the members.
    """

    path: YamlPath
    saisi: Envoi
    membres: tuple[Elu, ...]


def name_envois(
    saisis: Sequence[Envoi], names: Names, jour: dt.date
) -> tuple[EnvoiFait, ...]:
    """The sendings with their names: one that names nobody is for all the others."""
    typed = [
        names.many(saisi.a, ("envois", rank, "a"), jour)
        for rank, saisi in enumerate(saisis)
    ]
    known = [[m.elu for m in named if m.elu is not None] for named in typed]
    named = {elu for elus in known for elu in elus}
    others = [elu for elu in names.annuaire(jour).membres if elu not in named]
    return tuple(
        EnvoiFait(
            ("envois", rank), saisi, tuple(sort_elus(elus if saisi.a else others))
        )
        for rank, (saisi, elus) in enumerate(zip(saisis, known, strict=True))
    )
