"""A view as a whole page of HTML: what readers get, and what PDF is set from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.formats.notes import number_notes
from delib_gen.formats.tongues import tag_languages
from delib_gen.templating.addresses import find_foreign_addresses
from delib_gen.templating.errors import make_address_fault
from delib_gen.templating.render import render_html_template

if TYPE_CHECKING:
    from delib_gen.formats.base import RenderTools
    from delib_gen.view.base import View


def compose_page(view: View, tools: RenderTools) -> str:
    """The page of a piece.

    Raises:
        TemplateFault: if the template cannot be filled.
    """
    name = f"{view.genre}.html.j2"
    context = {**view.context(), "genre": view.genre}
    page = tag_languages(render_html_template(tools.library, name, context))
    page = number_notes(page, view.meta)
    check_addresses(name, page, tools)
    return page


def check_addresses(name: str, page: str, tools: RenderTools) -> None:
    """Refuse a page that asks for a file from elsewhere.

    Raises:
        TemplateFault: if it does; the shipped layouts ask for nothing, and a test
            says so.
    """
    if tools.library.own:
        for address in find_foreign_addresses(page):
            raise make_address_fault(name, address)
