"""STR02, STR03: the day of each act, in a sitting of several days."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from delib_gen.findings.structure import STR02, STR03
from delib_gen.rules.registry import check
from delib_gen.rules.words import write_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.rules.report import Report


def locate_days(situation: Situation) -> YamlPath:
    """Where the session says on which day or days it sits."""
    return ("dates",) if situation.seance.dates else ("date",)


@check(STR02, scope="acte")
def acte_sans_jour(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Several days, and an act that does not say which; a draft may not know yet."""
    situation = acte.situation
    jours = situation.seance.jours
    if situation.lue.tenue and len(jours) > 1 and acte.acte.date is None:
        days = ", ".join(day.isoformat() for day in jours)
        yield report(
            (*acte.path, "date"),
            "la séance a plusieurs jours, et l'acte n'a pas de `date`",
            f"ajoutez `date:` et l'un des jours de la séance : {days}",
            related=((locate_days(situation), "les jours de la séance"),),
        )


@check(STR03, scope="acte", with_statut=True)
def acte_d_un_autre_jour(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """A day on which the sitting does not sit."""
    situation, date = acte.situation, acte.acte.date
    jours = situation.seance.jours
    if date is not None and date not in jours:
        days = ", ".join(write_day(day) for day in jours)
        yield report(
            (*acte.path, "date"),
            f"l'acte est daté du {write_day(date)}, qui n'est pas un jour de la séance "
            f"({days})",
            "corrigez l'une des dates",
            related=((locate_days(situation), "les jours de la séance"),),
        )


@check(STR03)
def actes_hors_de_l_ordre_des_jours(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """An act of the first day after one of the second: acts are in voting order."""
    actes = [a for a in situation.actes if a.acte.date in situation.seance.jours]
    for before, acte in itertools.pairwise(actes):
        if acte.jour < before.jour:
            yield report(
                (*acte.path, "date"),
                f"cet acte est du {write_day(acte.jour)}, après un acte du "
                f"{write_day(before.jour)} ; les actes sont attendus dans l'ordre des "
                "votes",
                "corrigez la date, ou déplacez l'acte",
                related=(((*before.path, "date"), "l'acte qui précède"),),
            )


@check(STR03, scope="acte")
def acte_signe_avant_la_seance(
    acte: ActeEnSeance, report: Report
) -> Iterator[Diagnostic]:
    """An act that is signed before it was decided."""
    if acte.signe_le < acte.jour:
        own = acte.acte.signe_le is not None
        yield report(
            (*acte.path, "signe_le") if own else ("signe_le",),
            f"l'acte est signé le {write_day(acte.signe_le)}, avant la séance du "
            f"{write_day(acte.jour)}",
            "corrigez l'une des dates",
            related=((locate_days(acte.situation), "le jour de la séance"),),
        )
