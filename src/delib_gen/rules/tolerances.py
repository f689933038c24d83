"""What the session says that it accepts, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.findings import Diagnostic, Severity
from delib_gen.findings.structure import STR11
from delib_gen.rules.registry import list_kinds
from delib_gen.rules.report import SURE
from delib_gen.schema.base import find_nearest, fold_word, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from delib_gen.schema.seance import Tolerance

_LIFTED = ("PRE", "VOT")
"""The families whose errors may be accepted, where the law is in doubt."""
_LATER = ("GAB", "SOR")
"""The families that only a rendering finds: a check cannot miss them."""


def apply_tolerances(
    tolerances: Sequence[Tolerance],
    diagnostics: Iterable[Diagnostic],
    reperes: Mapping[str, str],
) -> list[Diagnostic]:
    """The findings in their order, those accepted marked; then the idle tolerances.

    Args:
        tolerances: those of the session, in its order.
        diagnostics: all that was found.
        reperes: each word for an act of the sitting, and what findings call it.
    """
    called = {fold_word(word): fold_word(name) for word, name in reperes.items()}
    used: set[int] = set()
    refused: dict[int, Diagnostic] = {}
    kept: list[Diagnostic] = []
    for diagnostic in diagnostics:
        accepted = diagnostic
        for rank, tolerance in enumerate(tolerances):
            if not _covers(tolerance, diagnostic, called):
                continue
            if may_tolerate(diagnostic):
                used.add(rank)
                if not accepted.tolere:
                    accepted = _accept(diagnostic, tolerance.motif)
            else:
                refused.setdefault(rank, diagnostic)
        kept.append(accepted)
    idle = (
        _explain(rank, tolerance, refused.get(rank), called)
        for rank, tolerance in enumerate(tolerances)
        if rank in refused or rank not in used
    )
    return [*kept, *(finding for finding in idle if finding is not None)]


def may_tolerate(diagnostic: Diagnostic) -> bool:
    """Whether a reason is enough to let a finding through."""
    if diagnostic.severity is not Severity.ERREUR:
        return True
    doubtful = diagnostic.confidence is not None and diagnostic.confidence < SURE
    return doubtful and diagnostic.code.startswith(_LIFTED)


def _covers(
    tolerance: Tolerance, diagnostic: Diagnostic, called: Mapping[str, str]
) -> bool:
    if tolerance.regle.strip().upper() != diagnostic.code:
        return False
    if tolerance.sur is None:
        return True
    on_act = fold_word(tolerance.sur)
    return called.get(on_act, on_act) == fold_word(diagnostic.acte)


def _accept(diagnostic: Diagnostic, motif: str) -> Diagnostic:
    severity = diagnostic.severity
    if severity is Severity.ERREUR:
        severity = Severity.AVERTISSEMENT
    return replace(diagnostic, severity=severity, tolere=motif)


def _explain(
    rank: int,
    tolerance: Tolerance,
    refused: Diagnostic | None,
    called: Mapping[str, str],
) -> Diagnostic | None:
    """Why a tolerance has no effect."""
    path = ("tolerances", rank)
    code = tolerance.regle.strip().upper()
    kinds = {kind.code: kind for kind in list_kinds()}
    if code not in kinds:
        return STR11.at(
            (*path, "regle"),
            f"« {tolerance.regle} » n'est le code d'aucune règle",
            suggest(code, kinds)
            if find_nearest(code, kinds)
            else "`delib-gen rules` les donne tous",
        )
    if refused is not None:
        return STR11.at(
            (*path, "regle"),
            f"l'erreur {code} ne peut être tolérée : {_tell_refusal(refused)}",
            "corrigez l'erreur, et supprimez cette tolérance",
        )
    if tolerance.sur is not None and fold_word(tolerance.sur) not in called:
        return STR11.at(
            (*path, "sur"),
            f"« {tolerance.sur} » n'est le numéro ni l'`id` d'aucun acte de la séance",
            "corrigez-le, ou retirez `sur` pour toute la séance",
        )
    if code.startswith(_LATER):
        return None
    where = f"pour l'acte {tolerance.sur}" if tolerance.sur else "dans cette séance"
    return STR11.at(
        (*path, "regle"),
        f"la tolérance sur {code} ne sert pas : rien de tel n'est constaté {where}",
        "supprimez-la",
    )


def _tell_refusal(diagnostic: Diagnostic) -> str:
    if not diagnostic.code.startswith(_LIFTED):
        return "elle ne tient ni aux présences ni aux votes"
    if diagnostic.confidence is None:
        return "elle ne tient à aucun texte de droit dont on puisse douter"
    return (
        f"le texte est tenu pour sûr ({', '.join(diagnostic.cites)}, confiance "
        f"{diagnostic.confidence} %)"
    )
