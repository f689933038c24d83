"""La séance: the form of its own keys: day, convocation, who chairs, who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.desk.web.acte import list_texts, preview_act
from delib_gen.desk.web.debats import SEANCE, list_debates
from delib_gen.desk.web.desk import find_sitting, show_sitting
from delib_gen.desk.web.formulaire import draw_form
from delib_gen.desk.web.tenue import list_actes

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def show_seance(request: Request) -> Response:
    """The form of a sitting."""
    seen = find_sitting(request)
    form = draw_form(seen.checked, (), seen.sitting)
    first = list_actes(seen.checked)[:1]
    pieces = [piece for acte in first for piece in list_debates(acte, SEANCE)]
    return show_sitting(request, "la_seance", seen, {**form, "pieces": pieces})


def preview(request: Request) -> Response:
    """The pages of its minutes, without its acts."""
    return preview_act(
        request,
        lambda: next(iter(list_actes(find_sitting(request).checked)), None),
        list_texts,
    )


ROUTES = (
    ("/s/{slug}/seance", show_seance, ("GET",)),
    ("/s/{slug}/seance/apercu", preview, ("GET",)),
)
