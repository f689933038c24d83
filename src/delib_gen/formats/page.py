"""A view as a whole page of HTML: what readers get, and what PDF is set from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.templating.render import render_html_template

if TYPE_CHECKING:
    from delib_gen.formats.base import RenderTools
    from delib_gen.view.base import View


def compose_page(view: View, tools: RenderTools) -> str:
    """The page of a piece.

    Raises:
        TemplateFault: if the template cannot be filled.
    """
    return render_html_template(
        tools.library, f"{view.genre}.html.j2", {**view.context(), "genre": view.genre}
    )
