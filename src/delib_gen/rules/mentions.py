"""ACT13: what the act says of itself, where the law of its day says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.registry import rule
from delib_gen.rules.words import name_organe, write_day
from delib_gen.schema.mentions import MentionLegale
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import Situation
    from delib_gen.rules.report import Report

_MENTION = MentionLegale.SIGNE_AU_REGISTRE
_KEY = f"mention.{_MENTION.value}"


@rule("ACT13", Severity.AVERTISSEMENT, regles=("signatures",))
def mention_dementie(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Mention que la loi du jour dément.

    Vérifie : l'acte ne dit pas que les membres présents ont signé au registre, là où
    qui préside et les secrétaires sont seuls à signer.
    Pourquoi : la mention serait fausse, et l'acte en porterait la trace.
    Exemple : `mentions: [signe-au-registre]`, pour une séance du conseil municipal de
    2026.
    Que faire : ôtez cette mention de celles de l'organe, ou dites-la autrement, dans
    les `phrases` du fichier de la collectivité.
    """
    said = [own.get(LANGUE_DE_REFERENCE, {}) for own in situation.reference.phrases]
    if _MENTION not in situation.organe.mentions or any(_KEY in own for own in said):
        return
    for acte in situation.actes:
        regle = acte.signatures
        if regle is not None and regle.secretaires and acte.delibere:
            yield report(
                ("collectivite",),
                "les actes diraient que les membres présents ont signé au registre ; "
                f"le {write_day(acte.jour)}, qui préside et les secrétaires signent "
                f"seuls ({name_organe(situation)})",
                f"ôtez `{_MENTION.value}` des `mentions` de l'organe, dans le fichier "
                "de la collectivité ; ou dites-la autrement, dans ses `phrases` : "
                f"`{_KEY}`",
                regle=regle,
            )
            return
