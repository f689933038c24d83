"""PRE22: each member convened in time, where the session says when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.envois import Envoi, find_delay, write_days
from delib_gen.rules.jours import locate_days
from delib_gen.rules.registry import rule
from delib_gen.rules.words import join, write_day, write_elu
from delib_gen.schema.droit import ObjetDelai

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import Situation
    from delib_gen.rules.report import Report
    from delib_gen.schema.autorite import Elu

E, A = Severity.ERREUR, Severity.AVERTISSEMENT


@rule("PRE22", E, A, regles=("delai",), needs_attendance=False)
def membre_mal_convoque(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Membre convoqué trop tard, ou pas du tout, selon `envois`.

    Vérifie : quand `envois` dit à qui la convocation a été envoyée, chaque membre en
    exercice en a reçu une, avant la séance, et la première dans le délai de l'organe ;
    aucun envoi n'est d'avant le jour de `convocation`, qui est donné.
    Pourquoi : un seul membre convoqué trop tard peut faire annuler les délibérations.
    Exemple : `envois: [{par: papier, le: 2025-06-20, a: [OUCHEVAL]}]` pour une séance
    du 24, quand cinq jours francs sont demandés.
    Que faire : vérifiez le jour et les noms. Si l'urgence a été reconnue, déclarez une
    tolérance avec ce motif.
    """
    jour, first = situation.jour, dict["Elu", "dt.date"]()
    for sent in situation.envois:
        for elu in sent.membres:
            first[elu] = min(first.get(elu, sent.saisi.le), sent.saisi.le)
    written = situation.seance.convocation
    if situation.envois and written is None:
        yield report(
            ("envois",),
            "des convocations sont parties, mais la séance ne dit pas de quel jour "
            "elles sont",
            "ajoutez `convocation:` et ce jour",
            severity=A,
        )
    for sent in situation.envois:
        day, path = sent.saisi.le, (*sent.path, "le")
        if written is not None and day < written:
            yield report(
                path,
                f"cet envoi ({write_day(day)}) est d'avant le jour de la convocation "
                f"({write_day(written)})",
                "corrigez `le`, ou `convocation`",
                severity=A,
            )
        if day > jour:
            yield report(
                path,
                f"cet envoi ({write_day(day)}) est d'après la séance "
                f"({write_day(jour)})",
                "corrigez `le`",
                severity=E,
                related=((locate_days(situation), "le jour de la séance"),),
            )
            continue
        told = find_delay(situation, Envoi(ObjetDelai.CONVOCATION, "convocation", day))
        regle, floor = told.regle, told.is_under_floor(jour)
        late = [elu for elu in sent.membres if first[elu] == day]
        if regle is None or not late or told.count(jour) >= regle.jours:
            continue
        found = write_days(told.count(jour), francs=regle.francs)
        yield report(
            path,
            f"{join(map(write_elu, late))} : convocation envoyée {found} avant la "
            f"séance ({write_day(day)}, séance du {write_day(jour)}) ; la loi en "
            f"demande {write_days(regle.jours, francs=regle.francs)}",
            "vérifiez ce jour ; s'il est exact, convoquez de nouveau : l'urgence ne "
            "couvre pas ce délai"
            if floor
            else "vérifiez ce jour ; si l'urgence a été reconnue, dites-le dans "
            "`tolerances`, avec ce motif",
            severity=E if floor else A,
            regle=told.ordinaire if floor else regle,
            related=((locate_days(situation), "le jour de la séance"),),
        )
    members = situation.annuaire.membres if situation.envois else ()
    lacking = [elu for elu in members if elu not in first]
    if lacking:
        yield report(
            ("envois",),
            f"aucun envoi à {join(map(write_elu, lacking))}",
            "ajoutez cet envoi, ou complétez `a`",
            severity=A,
        )
