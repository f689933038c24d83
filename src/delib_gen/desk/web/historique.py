"""Historique: who changed what of a sitting, and when; the newest first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from delib_gen.desk.history import Sort
from delib_gen.desk.web.desk import find_sitting, show_sitting
from delib_gen.lang.days import list_months

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.desk.history import Record

_MOST = 40
_WORDS = {
    Sort.OUTSIDE: "changé hors du bureau",
    Sort.UNDONE: "annulé",
    Sort.REDONE: "rétabli",
    Sort.MADE: "documents produits",
}


def show_history(request: Request) -> Response:
    """The last changes, or those before one that the address names."""
    seen = find_sitting(request)
    asked = request.query_params.get("avant", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 9 else None
    found = seen.sitting.keeper.look_back(seen.sitting.path, _MOST, before)
    older = found[-1][0].number if len(found) == _MOST else 0
    values = {"changements": [_describe(*pair) for pair in found], "avant": older}
    return show_sitting(request, "historique", seen, values)


def _describe(record: Record, diff: str) -> dict[str, Any]:
    when = dt.datetime.fromisoformat(record.when)
    kept = [line for line in diff.splitlines() if line[:2] not in ("@@", "--", "++")]
    return {
        "jour": f"{when.day} {list_months('fr')[when.month - 1]} {when.year}",
        "heure": f"{when:%H:%M}",
        "qui": record.who,
        "ecran": record.screen,
        "mots": _WORDS.get(record.sort, ""),
        "fichiers": [patch.file for patch in record.patches],
        "lignes": [(line[:1], line[1:]) for line in kept],
    }


ROUTES = (("/s/{slug}/historique", show_history, ("GET",)),)
