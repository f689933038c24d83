"""PRE24: when an organ may sit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.registry import rule
from delib_gen.rules.words import count, write_day
from delib_gen.schema.base import fold_word
from delib_gen.schema.droit import find_in_force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import Situation
    from delib_gen.rules.report import Report


A, N = Severity.AVERTISSEMENT, Severity.NOTE


@rule("PRE24", A, N, regles=("sessions",), needs_attendance=False)
def hors_session(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Séance tenue hors des sessions de l'organe, ou session trop longue.

    Vérifie : là où la loi fixe des sessions ordinaires, la séance y tombe, ou la clé
    `session` dit que la session est extraordinaire ; celle-ci ne dure pas plus de jours
    que la loi ne le veut. Là où `session` n'est pas donnée, c'est une note.
    Pourquoi : une délibération prise hors du temps des sessions est nulle.
    Exemple : une séance de l'Assemblée de Corse en juillet, sans `session`.
    Que faire : corrigez la date, ou dites la session, telle qu'elle s'imprime :
    `session: 1ère session extraordinaire de 2026`.
    """
    seance = situation.seance
    regle = find_in_force(situation.regles.sessions, situation.jour)
    if regle is None:
        return
    said = fold_word(seance.session.reference) if seance.session is not None else ""
    days = seance.jours
    outside = [day for day in days if not regle.is_ordinary(day)]
    if fold_word(regle.mention) not in said:
        if outside:
            yield report(
                ("session",) if said else ("dates" if len(days) > 1 else "date",),
                f"le {write_day(outside[0])} n'est pas d'une session ordinaire, et "
                f"`session` ne dit pas « {regle.mention} »",
                "corrigez la date, ou donnez à `session` le nom de cette session "
                f"{regle.mention}",
                severity=A if said else N,
                regle=regle,
            )
        return
    lasting = (max(days) - min(days)).days + 1
    if lasting > regle.jours:
        yield report(
            ("dates",),
            f"cette session {regle.mention} dure {count(lasting, 'jour')} ; "
            f"{regle.jours} au plus",
            "corrigez `dates`, ou faites une séance par session",
            regle=regle,
        )
