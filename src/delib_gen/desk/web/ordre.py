"""Ordre du jour: the acts of a sitting, in their order, with what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from delib_gen.desk.web.desk import find_sitting, show_sitting
from delib_gen.desk.web.findings import list_findings, select_above, select_below
from delib_gen.desk.web.outcome import describe_outcome
from delib_gen.desk.web.tenue import list_actes
from delib_gen.findings import Severity, count_severities
from delib_gen.model.issue import flatten
from delib_gen.rules.words import STATUTS

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.checking import Checked


def show_ordre(request: Request) -> Response:
    """The acts of a sitting, and what was found of the sitting itself."""
    seen = find_sitting(request)
    checked = seen.checked
    return show_sitting(
        request,
        "ordre",
        seen,
        {
            "points": _list_points(checked),
            "constats": list_findings(select_above(checked)),
            "lu": checked.lue.root is not None,
            "statuts": list(STATUTS.items()),
        },
    )


def _list_points(checked: Checked) -> list[dict[str, Any]]:
    """A row for each act, those that cannot be read too."""
    held = {acte.lu.index: acte for acte in list_actes(checked)}
    rows = []
    for lu in checked.lue.actes:
        counts = count_severities(select_below(checked, lu.path))
        acte = held.get(lu.index)
        titre = flatten(lu.acte.titre.reference) if lu.acte else "acte illisible"
        rows.append(
            {
                "rang": lu.index + 1,
                "numero": (lu.acte and lu.acte.numero) or "",
                "titre": titre,
                "statut": str((lu.acte and lu.acte.statut) or ""),
                "issue": describe_outcome(acte) if acte else None,
                "erreurs": counts[Severity.ERREUR],
                "avertissements": counts[Severity.AVERTISSEMENT],
            }
        )
    return rows


ROUTES = (("/s/{slug}", show_ordre, ("GET",)),)
