"""Behind closed doors: who asked for it, and at which acts the public was away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from delib_gen.findings import YamlPath
    from delib_gen.model.mentions import Mention
    from delib_gen.model.names import Names
    from delib_gen.model.situation import Situation
    from delib_gen.schema.huis_clos import HuisClos


@dataclass(frozen=True, slots=True)
class HuisClosTenu:
    """That the organ met behind closed doors, for the sitting or for an act.

    Attributes:
        path: where it is typed.
        saisi: as it is typed.
        demandeurs: who asked for it.
    """

    path: YamlPath
    saisi: HuisClos
    demandeurs: tuple[Mention, ...]


def name_huis_clos(
    saisi: HuisClos | None, path: YamlPath, names: Names, jour: dt.date
) -> HuisClosTenu | None:
    """The same with its names looked up; None where the public was there."""
    if saisi is None:
        return None
    asked = names.many(saisi.demande_par, (*path, "demande_par"), jour)
    return HuisClosTenu(path, saisi, asked)


def list_protected(situation: Situation) -> list[str]:
    """The names that what is published does not say, each once."""
    names = (name for acte in situation.actes for name in acte.acte.noms_proteges)
    return list(dict.fromkeys(names))


def is_kept_apart(situation: Situation) -> bool:
    """Whether the minutes have a part that is not published."""
    closed = (situation.huis_clos, *(acte.huis_clos for acte in situation.actes))
    return any(closed) or bool(list_protected(situation))
