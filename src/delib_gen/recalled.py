"""The sittings of a period as the register recalls them: none of their files is read.

Of each it gives what a session file would, without its acts, so that all that speaks
for a period speaks for these; what the acts came to stands beside.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.checking import Checked
from delib_gen.findings import Severity
from delib_gen.findings.periode import PER02, PER03, PER06, PER07
from delib_gen.findings.structure import STR03
from delib_gen.load.loader import LoadedSeance
from delib_gen.load.reference import load_autorite
from delib_gen.load.registre import load_registres
from delib_gen.load.registre_seances import read_sittings
from delib_gen.load.registre_tenu import open_tenu
from delib_gen.model.build import build_situation
from delib_gen.period import ActePris, Sitting
from delib_gen.schema.base import suggest
from delib_gen.schema.seance import Seance
from delib_gen.tenue import TAKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from delib_gen.findings import Diagnostic
    from delib_gen.load.registre_seances import SeanceConnue
    from delib_gen.load.registre_tenu import RegistreTenu
    from delib_gen.tenue import SeanceListee


def recall_sittings(
    path: Path, organe: str, du: dt.date, au: dt.date, langues: Sequence[str]
) -> tuple[list[Diagnostic], list[Sitting]]:
    """The sittings of some days, or why the register cannot tell them.

    Args:
        path: the register.
        organe: the code of the organ; empty for the only one that there is.
        du: the first day.
        au: the last one.
        langues: those of the documents wanted.
    """
    tenu, findings = open_tenu(path, "", "", None)
    if tenu is None:
        return findings, []
    known = read_sittings(tenu, du, au)
    moved = [one for one in known if one.suivante]
    known = [one for one in known if not one.suivante]
    findings = tenu.tell_fault() or list(_check(tenu, known, organe))
    sittings: list[Sitting] = []
    for one in known if not findings else ():
        if one.liste is not None and organe in (one.organe, ""):
            found, sitting = _recall(tenu, one, one.liste, langues)
            findings += found
            sittings += [sitting] if sitting else []
    findings += (_tell_moved(tenu, one) for one in moved if organe in (one.organe, ""))
    placed = (replace(f, span=f.span or tenu.span) for f in findings)
    return list(dict.fromkeys(placed)), sittings


def _check(
    tenu: RegistreTenu, known: Sequence[SeanceConnue], organe: str
) -> Iterator[Diagnostic]:
    """What keeps the sittings that a register knows from being added up."""
    organes = sorted({one.organe for one in known})
    if not organe and len(organes) > 1:
        names = ", ".join(f"« {code} »" for code in organes)
        yield PER03.at(
            (),
            f"« {tenu.name} » a des séances de plusieurs organes : {names}",
            f"choisissez-en un, par exemple `--organe {organes[0]}`",
        )
        return
    wanted = [one for one in known if organe in (one.organe, "")]
    if not wanted:
        others = ", ".join(f"« {code} »" for code in organes)
        yield PER07.at(
            (),
            f"« {tenu.name} » n'a ces jours-là aucune séance "
            + (f"de « {organe} »" if organe else "qui ait été tenue et produite")
            + (f", mais il en a de {others}" if others else ""),
            "corrigez `--du`, `--au` ou `--organe`, ou produisez d'abord les séances "
            "(`delib-gen render`)",
        )
    for one in wanted:
        if one.manque:
            yield PER06.at(
                (),
                f"« {tenu.name} » ne sait pas assez de la séance « {one.nom} » : il "
                f"y manque {one.manque}",
                "produisez à nouveau la séance entière (`delib-gen render`), ou donnez "
                "à `stats` les fichiers des séances",
            )


def _tell_moved(tenu: RegistreTenu, one: SeanceConnue) -> Diagnostic:
    return PER02.at(
        (),
        f"« {tenu.name} » a la séance « {one.nom} », puis les mêmes numéros dans "
        f"« {one.suivante} », produite ensuite : seule celle-ci compte",
        "si ce sont deux séances, vérifiez laquelle a pris ces numéros",
        severity=Severity.AVERTISSEMENT,
    )


def _recall(
    tenu: RegistreTenu, one: SeanceConnue, liste: SeanceListee, langues: Sequence[str]
) -> tuple[list[Diagnostic], Sitting | None]:
    """A sitting as if it had been read, its acts apart."""
    jours = [dt.date.fromisoformat(jour) for jour in liste.jours]
    seance = Seance.model_construct(
        collectivite=liste.collectivite,
        organe=liste.organe,
        dates=jours,
        suffixe=liste.suffixe or None,
        variete=liste.variete,
    )
    lue = LoadedSeance(str(tenu.path), tenu.path.resolve().parent, seance=seance)
    reference = load_autorite(
        liste.collectivite, lue.folder, None, liste.variete, langues, lue.sources
    )
    autorite = reference.autorite
    if autorite is None or reference.charte is None:
        finding = PER06.at(
            (),
            f"la collectivité que « {tenu.name} » nomme, « {liste.collectivite} », ne "
            "se lit pas",
            "remettez son fichier là où il était quand la séance a été produite, ou "
            "produisez-la à nouveau",
        )
        return [finding, *reference.findings], None
    if refusal := tenu.refuse(autorite.code):
        return refusal, None
    reference = load_registres(reference, [], lue.sources)
    registres = (*reference.registres, tenu)
    reference = replace(reference, tenu=tenu, registres=registres)
    situation = build_situation(lue, reference)
    if situation is None:
        finding = STR03.at(
            (),
            f"« {liste.organe} » n'est pas un organe de « {autorite.code} »",
            suggest(liste.organe, autorite.organes),
        )
        return [finding], None
    taken = tuple(
        ActePris(acte.numero, acte.repere, dt.date.fromisoformat(acte.date))
        for acte in liste.actes
        if acte.issue in TAKEN
    )
    checked = Checked(lue, reference, situation, [])
    return [], Sitting(checked, situation, one.releve, taken)
