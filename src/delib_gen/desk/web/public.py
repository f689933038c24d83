"""The plain view for a projector: the item, the quorum, the result; nothing of a name.

It shows the act that the screen of presences or of votes shows, and follows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from delib_gen.desk.web.desk import find_desk, find_sitting, show_sitting
from delib_gen.desk.web.outcome import describe_outcome
from delib_gen.desk.web.tenue import choose_acte, list_actes, measure_quorum
from delib_gen.desk.web.words import load_mots
from delib_gen.model.issue import flatten
from delib_gen.schema.vote import SENS

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.model.situation import ActeEnSeance


def show_public(request: Request) -> Response:
    """What those in the room may see."""
    seen = find_sitting(request)
    shown = find_desk(request).office.shown.get(seen.sitting.path)
    actes = list_actes(seen.checked)
    acte = next((a for a in actes if a.lu.index + 1 == shown), None)
    acte = acte or choose_acte(request, seen.checked)
    return show_sitting(
        request, "public", seen, {"acte": _describe(acte) if acte else None}
    )


def _describe(acte: ActeEnSeance) -> dict[str, Any]:
    closed = acte.huis_clos is not None or acte.situation.huis_clos is not None
    words, ballot = load_mots().libelles, acte.scrutin
    figures = ballot.decompte.chiffres if ballot and not closed else None
    return {
        "rang": acte.lu.index + 1,
        "numero": acte.numero,
        "titre": "" if closed else flatten(acte.acte.titre.reference),
        "jauge": measure_quorum(acte),
        "issue": None if closed else describe_outcome(acte),
        "compte": [(s, words[s], getattr(figures, s)) for s in SENS] if figures else [],
    }


ROUTES = (("/s/{slug}/public", show_public, ("GET",)),)
