"""La séance: the form of its own keys: day, convocation, who chairs, who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.desk.web.desk import find_sitting, show_sitting
from delib_gen.desk.web.formulaire import draw_form

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def show_seance(request: Request) -> Response:
    """The form of a sitting."""
    seen = find_sitting(request)
    form = draw_form(seen.checked, (), seen.sitting)
    return show_sitting(request, "la_seance", seen, form)


ROUTES = (("/s/{slug}/seance", show_seance, ("GET",)),)
