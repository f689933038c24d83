"""La séance: the form of its own keys: day, convocation, who chairs, who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.desk.web.desk import find_sitting, show_sitting
from delib_gen.desk.web.findings import list_findings
from delib_gen.desk.web.formulaire import draw_form, make_drawer

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def show_seance(request: Request) -> Response:
    """The form of a sitting."""
    seen = find_sitting(request)
    drawer = make_drawer(seen.checked)
    folder = seen.sitting.path.parent
    groups, above = draw_form(drawer, seen.checked, (), folder)
    found = [f for f in seen.checked.findings if f.path[:1] != ("actes",)]
    return show_sitting(
        request,
        "la_seance",
        seen,
        {
            "groupes": groups,
            "listes": drawer.listes,
            "constats": list_findings(found),
            "au_dessus": above,
        },
    )


ROUTES = (("/s/{slug}/seance", show_seance, ("GET",)),)
