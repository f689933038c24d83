"""What is wrong with sittings taken together, as those of one period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from delib_gen.bundle.naming import name_sitting
from delib_gen.findings import Severity
from delib_gen.findings.periode import PER01, PER02, PER03, PER04, PER05
from delib_gen.numeros.form import read_rank
from delib_gen.rules.words import write_day
from delib_gen.schema.base import fold_word
from delib_gen.schema.seance import Stade

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from delib_gen.checking import Checked
    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.model.situation import Situation
    from delib_gen.numeros.form import Rang
    from delib_gen.tenue import Releve


class ActePris(NamedTuple):
    """An act that a sitting took, and its place in the file."""

    numero: str
    repere: str
    jour: dt.date
    path: YamlPath = ()


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting of a period: as it was checked, and worked out.

    Attributes:
        recalled: what it comes to, where the register says that; its acts are not
            among those of its situation then.
        listed: those of them that it took.
    """

    checked: Checked
    situation: Situation
    recalled: Releve | None = None
    listed: tuple[ActePris, ...] = ()

    @property
    def name(self) -> str:
        """The name that its folder has."""
        seance, organe = self.situation.seance, self.situation.organe
        return name_sitting(seance.jours, seance.organe, organe.sigle, seance.suffixe)

    @property
    def acts(self) -> list[ActePris]:
        """The acts that it took."""
        if self.recalled is not None:
            return list(self.listed)
        return [
            ActePris(acte.numero, acte.repere, acte.jour, acte.path)
            for acte in self.situation.actes
            if acte.delibere
        ]

    def read_rank(self, acte: ActePris) -> Rang | None:
        """What the number of one of them says, where it says anything."""
        return read_rank(self.situation.organe.numeros, acte.numero)

    def want(self, others: str) -> str:
        """What to do where others are lacking beside it."""
        if self.recalled is not None:
            return f"produisez {others}, que le registre n'a pas"
        return f"ajoutez le fichier de {others}"


def sort_sittings(checked: Sequence[Checked]) -> list[Sitting]:
    """The sittings in the order of their days; of one day, in that of their numbers."""
    sittings = [Sitting(c, c.situation) for c in checked if c.situation is not None]
    return sorted(sittings, key=_find_order)


def _find_order(sitting: Sitting) -> tuple[dt.date, int]:
    ranks = [rank.rang for acte in sitting.acts if (rank := sitting.read_rank(acte))]
    return min(sitting.situation.seance.jours), min(ranks, default=0)


def check_period(
    sittings: Sequence[Sitting], du: dt.date, au: dt.date, *, gaps: bool
) -> list[Diagnostic]:
    """All that keeps sittings from being the period's.

    Args:
        sittings: the sittings, in their order.
        du: its first day.
        au: its last one.
        gaps: whether numbers may be lacking: that is then only worth a warning.
    """
    severity = Severity.AVERTISSEMENT if gaps else Severity.ERREUR
    found = [
        *_check_alone(sittings, du, au),
        *_check_authority(sittings),
        *_check_twice(sittings),
    ]
    if not found:  # what is missing is asked of the right sittings only
        found += _check_gaps(sittings, severity)
        found += _check_known(sittings, du, au, severity)
        found += _check_minutes(sittings)
    return found


def _check_alone(
    sittings: Sequence[Sitting], du: dt.date, au: dt.date
) -> Iterator[Diagnostic]:
    """PER01: days outside the period, drafts, acts without their numbers."""
    for sitting in sittings:
        seance, locate = sitting.situation.seance, sitting.checked.lue.locate
        key = "dates" if seance.dates else "date"
        for jour in (j for j in seance.jours if not du <= j <= au):
            yield from locate(
                [
                    PER01.at(
                        (key,),
                        f"la séance est du {write_day(jour)} ; la période va du "
                        f"{write_day(du)} au {write_day(au)}",
                        "corrigez `--du` et `--au`"
                        if sitting.recalled
                        else "ôtez ce fichier de la commande, ou corrigez `--du` et "
                        "`--au`",
                    )
                ]
            )
        if seance.stade is Stade.PROJET:
            yield from locate(
                [
                    PER01.at(
                        ("stade",),
                        "cette séance, encore au stade `projet`, n'a rien décidé",
                        "ôtez ce fichier, ou complétez-le et mettez `stade: seance`",
                    )
                ]
            )
            continue
        yield from locate(
            PER01.at(
                acte.path,
                f"l'acte « {acte.repere} » n'a pas encore de numéro",
                "donnez-lui son `numero` (`delib-gen numeroter`) : le registre n'a que "
                "des actes numérotés",
                acte=acte.repere,
            )
            for acte in sitting.acts
            if not acte.numero
        )


def _check_authority(sittings: Sequence[Sitting]) -> Iterator[Diagnostic]:
    """PER03: an authority or an organ that is not that of the first sitting."""
    for sitting in sittings[1:]:
        first, here = sittings[0].situation, sitting.situation
        pairs = (
            ("collectivite", here.autorite.code, first.autorite.code),
            ("organe", here.seance.organe, first.seance.organe),
        )
        for key, found, expected in pairs:
            if found != expected:
                finding = PER03.at(
                    (key,),
                    f"cette séance est de « {found} », et la première de la période "
                    f"est de « {expected} »",
                    "donnez à part les séances de chacun",
                )
                yield from sitting.checked.lue.locate([finding])
                break


def _check_twice(sittings: Sequence[Sitting]) -> Iterator[Diagnostic]:
    """PER02: a number that two sittings claim, a sitting that two files give."""
    names: dict[str, Sitting] = {}
    numbers: dict[str, Sitting] = {}
    for sitting in sittings:
        locate = sitting.checked.lue.locate
        before = names.setdefault(sitting.name, sitting)
        if before is not sitting:
            finding = PER02.at(
                (),
                f"« {before.checked.lue.file} » est déjà la séance {sitting.name}",
                "ôtez l'un des deux fichiers, ou donnez un `suffixe:` à l'un d'eux si "
                "ce sont deux séances",
            )
            yield from locate([finding])
            continue
        for acte in sitting.acts:
            known = numbers.setdefault(fold_word(acte.numero), sitting)
            if known is not sitting and acte.numero:
                finding = PER02.at(
                    (*acte.path, "numero"),
                    f"le n° {acte.numero} est déjà celui d'un acte de la séance "
                    f"{known.name} (« {known.checked.lue.file} »)",
                    "vérifiez au registre lequel des deux actes porte ce numéro",
                    acte=acte.numero,
                )
                yield from locate([finding])


def _check_gaps(
    sittings: Sequence[Sitting], severity: Severity
) -> Iterator[Diagnostic]:
    """PER04: numbers that are skipped from one sitting to the next, in a year."""
    for before, after in pairwise(sitting for sitting in sittings if sitting.acts):
        last, first = before.acts[-1], after.acts[0]
        left, right = before.read_rank(last), after.read_rank(first)
        if left is None or right is None or last.jour.year != first.jour.year:
            continue
        if left.annee == right.annee and right.rang != left.rang + 1:
            finding = PER04.at(
                (*first.path, "numero"),
                f"le n° {first.numero} ne suit pas {last.numero}, le dernier de la "
                f"séance {before.name} : il manque une séance, ou l'ordre est faux",
                f"{after.want('la séance qui manque')}{_unless_unused(severity)}",
                severity=severity,
                acte=first.numero,
            )
            yield from after.checked.lue.locate([finding])


def _unless_unused(severity: Severity) -> str:
    """What else may be done, where numbers that lack keep anything from being made."""
    if severity is not Severity.ERREUR:
        return ""
    return " ; si ces numéros n'ont jamais servi, relancez avec `--lacunes`"


def _check_minutes(sittings: Sequence[Sitting]) -> Iterator[Diagnostic]:
    """PER05: minutes adopted on a day on which none of the next ones was held."""
    for rank, sitting in enumerate(sittings):
        day = sitting.situation.seance.arrete_le
        later = [j for s in sittings[rank + 1 :] for j in s.situation.seance.jours]
        if day is None or not later or day in later or day > max(later):
            continue
        following = min(later)
        finding = PER05.at(
            ("arrete_le",),
            f"le procès-verbal est dit arrêté le {write_day(day)}, où il n'y a pas de "
            f"séance ; la suivante est du {write_day(following)}",
            "corrigez `arrete_le`, ou ajoutez le fichier de la séance de ce jour",
        )
        yield from sitting.checked.lue.locate([finding])


def _check_known(
    sittings: Sequence[Sitting], du: dt.date, au: dt.date, severity: Severity
) -> Iterator[Diagnostic]:
    """PER04: acts of the period that a register knows, and no sitting has."""
    if not sittings:
        return
    situation = sittings[0].situation
    ours = {fold_word(acte.numero) for sitting in sittings for acte in sitting.acts}
    for registre in situation.reference.registres:
        for act in registre.list_days(du, au):
            of_organ = re.fullmatch(situation.organe.numeros.motif, act.numero)
            if of_organ and fold_word(act.numero) not in ours:
                yield PER04.at(
                    (),
                    f"« {registre.name} » a l'acte n° {act.numero} du "
                    f"{write_day(act.jour)}, qu'aucune séance donnée n'a",
                    sittings[0].want(f"la séance du {write_day(act.jour)}")
                    + _unless_unused(severity),
                    severity=severity,
                    span=act.span,
                    acte=act.numero,
                )
