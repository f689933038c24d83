"""ACT15: what is said of an act once it was signed, beside the days that are known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.model.suites import find_day, list_touched
from delib_gen.rules.registry import rule
from delib_gen.rules.words import write_day
from delib_gen.schema.base import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report
    from delib_gen.schema.suite import Effet

E, A, N = Severity.ERREUR, Severity.AVERTISSEMENT, Severity.NOTE


@rule("ACT15", E, A, N, scope="acte-parmi", with_statut=True)
def suite_impossible(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Acte rectifié, retiré ou annulé avant d'être pris, ou par lui-même.

    Vérifie : ce que `suites` dit est arrivé à un acte pris, qui a son numéro, après
    son jour, et le jour même de l'acte nommé, quand il est connu, ou l'année de son
    numéro ; l'acte que celui-ci rectifie, retire ou annule est un autre, pris avant
    lui, dont le numéro a la forme de ceux d'un organe ; il n'en est dit qu'une chose.
    Une rectification sans autre acte ne laisse qu'un texte : c'est rappelé.
    Pourquoi : la mention en tête d'un acte enverrait vers un acte qui n'est pas le bon.
    Exemple : `suites: [{effet: rectifie, acte: 26/046, le: 2026-01-10}]`, sur un acte
    du 12 mars 2026.
    Que faire : corrigez le jour ou le numéro.
    """
    if acte.acte.suites and not (acte.delibere and acte.numero):
        yield report(
            (*acte.path, "suites"),
            "cet acte n'a pas encore de numéro : il n'a pu être rectifié, retiré ni "
            "annulé"
            if acte.delibere
            else f"cet acte n'a pas été pris (`statut: {acte.acte.statut}`) : il n'a "
            "pu être rectifié, retiré ni annulé",
            "donnez son `numero`, ou ôtez `suites`"
            if acte.delibere
            else "ôtez `suites` ; si l'acte a été pris, ôtez `statut`",
        )
    if not acte.delibere:
        return
    situation = acte.situation
    for rank, suite in enumerate(acte.acte.suites):
        path = (*acte.path, "suites", rank)
        if suite.acte is None and suite.par is None:
            yield report(
                path,
                "cette rectification n'a pas d'acte à elle : l'acte n'a qu'un texte, "
                "celui de ce fichier",
                "gardez-y le texte tel qu'il a été voté ; `motif` dit ce qui y est "
                "corrigé",
                severity=N,
            )
        if suite.le < acte.jour:
            yield report(
                (*path, "le"),
                f"l'acte est du {write_day(acte.jour)} ; cette suite, du "
                f"{write_day(suite.le)}, le précède",
                "corrigez `le`",
            )
        if suite.acte is None:
            continue
        yield from _judge_number(acte, suite.acte, (*path, "acte"), report)
        day = find_day(situation, suite.acte)
        if day is not None and day != suite.le:
            yield report(
                (*path, "le"),
                f"l'acte n° {suite.acte} est du {write_day(day)} ; cette suite le dit "
                f"du {write_day(suite.le)}",
                "corrigez `le` ou `acte`",
            )
        year = _read_year(acte, suite.acte)
        later = suite.le >= acte.jour  # it is told once that it is not
        if later and day is None and year not in {None, suite.le.year}:
            yield report(
                (*path, "le"),
                f"l'acte n° {suite.acte} est, par son numéro, de {year} ; cette suite "
                f"le dit du {write_day(suite.le)}",
                "corrigez `le` ou `acte`",
                severity=A,
            )
    seen: dict[str, Effet] = {}
    for effet, numero in list_touched(acte):
        path = (*acte.path, effet.value)
        first = seen.setdefault(fold_word(numero), effet)
        if first is not effet:
            yield report(
                path,
                f"`{first.value}` et `{effet.value}` nomment le même acte, n° {numero}",
                "gardez celle des deux clés qui dit ce que fait cet acte",
                related=(((*acte.path, first.value), "l'autre clé"),),
            )
            continue
        yield from _judge_number(acte, numero, path, report)
        day = find_day(situation, numero)
        if day is not None and day > acte.jour:
            yield report(
                path,
                f"l'acte n° {numero} est du {write_day(day)}, après celui-ci, du "
                f"{write_day(acte.jour)}",
                f"corrigez le numéro que donne `{effet.value}`",
            )
        elif day is None and (_read_year(acte, numero) or 0) > acte.jour.year:
            yield report(
                path,
                f"l'acte n° {numero} est, par son numéro, d'une année après celle de "
                f"cet acte, {acte.jour.year}",
                f"corrigez le numéro que donne `{effet.value}`",
            )


def _read_year(acte: ActeEnSeance, numero: str) -> int | None:
    """The year that a number writes, in full or by its last two figures.

    Of two figures, it is the year that is nearest to the act.
    """
    for organe in acte.situation.autorite.organes.values():
        match = re.fullmatch(organe.numeros.motif, numero)
        year = (match.groupdict().get("annee") if match else None) or ""
        if year.isdecimal() and len(year) == 4:
            return int(year)
        if year.isdecimal() and len(year) == 2:
            after = (int(year) - acte.jour.year) % 100
            return acte.jour.year + (after if after < 50 else after - 100)
    return None


def _judge_number(
    acte: ActeEnSeance, numero: str, path: YamlPath, report: Report
) -> Iterator[Diagnostic]:
    """That it is another act's, and looks like the numbers of an organ."""
    if acte.numero and fold_word(numero) == fold_word(acte.numero):
        yield report(
            path,
            f"« {numero} » est le numéro de cet acte même",
            "donnez le numéro de l'autre acte",
        )
        return
    organes = acte.situation.autorite.organes.values()
    if not any(re.fullmatch(organe.numeros.motif, numero) for organe in organes):
        yield report(
            path,
            f"« {numero} » n'a pas la forme d'un numéro d'acte, comme "
            f"« {acte.situation.organe.numeros.exemple} »",
            "donnez le numéro tel qu'il s'imprime",
            severity=A,
        )
