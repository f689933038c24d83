"""Attendance as it is typed: the sheet of the opening, later ones, movements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.model.deroule import Evenement
from delib_gen.model.mentions import Feuille, MouvementNomme, PouvoirDonne
from delib_gen.schema.base import fold_word

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from delib_gen.findings import YamlPath
    from delib_gen.load.loader import LoadedSeance
    from delib_gen.model.names import Names
    from delib_gen.schema.autorite import Elu
    from delib_gen.schema.seance import Appel, Seance

EVENEMENTS = tuple(e.value for e in Evenement if e is not Evenement.APPEL)
"""The keys of a movement that name an act, in the order in which they happen."""


def rank_actes(lue: LoadedSeance) -> dict[str, int]:
    """The rank of each act by its number and by its `id`, spaces aside."""
    ranks: dict[str, int] = {}
    for lu in lue.actes:
        for repere in lu.acte.reperes if lu.acte is not None else ():
            ranks.setdefault(fold_word(repere), lu.index)
    return ranks


def list_days(lue: LoadedSeance, seance: Seance) -> list[dt.date]:
    """The day of each act, by rank; that of the opening where it has none."""
    first = seance.jours[0]
    return [(lu.acte.date if lu.acte else None) or first for lu in lue.actes]


def read_feuilles(
    lue: LoadedSeance, seance: Seance, names: Names
) -> tuple[Feuille, ...]:
    """The sheet of the opening, then those of the later roll-calls, by rank."""
    ranks, days = rank_actes(lue), list_days(lue, seance)
    sheets = [_read_feuille(seance, (), 0, seance.jours[0], names)]
    for i, appel in enumerate(seance.appels):
        rank = ranks.get(fold_word(appel.des))
        day = seance.jours[0] if rank is None else days[rank]
        sheets.append(_read_feuille(appel, ("appels", i), rank, day, names))
    return tuple(sheets)


def list_typed(feuille: Feuille) -> list[Elu]:
    """The members as a sheet names them, in the order of the file."""
    givers = [pouvoir.donneur for pouvoir in feuille.pouvoirs]
    mentions = (*feuille.presents, *feuille.absents, *feuille.excuses, *givers)
    return [m.elu for m in mentions if m.elu is not None]


def _read_feuille(
    typed: Seance | Appel,
    base: YamlPath,
    rang: int | None,
    jour: dt.date,
    names: Names,
) -> Feuille:
    return Feuille(
        base=base,
        rang=rang,
        jour=jour,
        presents=names.many(typed.presents, (*base, "presents"), jour),
        absents=names.many(typed.absents, (*base, "absents"), jour),
        excuses=names.many(typed.excuses, (*base, "excuses"), jour),
        pouvoirs=_read_pouvoirs(typed.pouvoirs, (*base, "pouvoirs"), jour, names),
    )


def _read_pouvoirs(
    typed: Mapping[str, str], path: YamlPath, jour: dt.date, names: Names
) -> tuple[PouvoirDonne, ...]:
    return tuple(
        PouvoirDonne(
            names.one(giver, (*path, giver), jour),
            names.one(holder, (*path, giver), jour),
        )
        for giver, holder in typed.items()
    )


def read_mouvements(
    lue: LoadedSeance, seance: Seance, names: Names
) -> tuple[MouvementNomme, ...]:
    """The movements, in the order of the file."""
    ranks, days = rank_actes(lue), list_days(lue, seance)
    read: list[MouvementNomme] = []
    for i, typed in enumerate(seance.mouvements):
        path: YamlPath = ("mouvements", i)
        named = {key: getattr(typed, key) for key in EVENEMENTS}
        found = {key: ranks.get(fold_word(n)) for key, n in named.items() if n}
        known = [rank for rank in found.values() if rank is not None]
        day = days[min(known)] if known else seance.jours[0]
        read.append(
            MouvementNomme(
                path=path,
                membre=names.one(typed.membre, (*path, "membre"), day),
                mandataire=(
                    names.one(typed.pouvoir, (*path, "pouvoir"), day)
                    if typed.pouvoir
                    else None
                ),
                rangs=found,
                heure=typed.heure or "",
            )
        )
    return tuple(read)
