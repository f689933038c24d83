"""The sheets on which somebody else's pages are pasted: blank but for a line.

They are laid out with our own pages and stand in their place among them, so that
numbers, bookmarks and links reach a joined file like any other piece.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from delib_gen.formats.pdf.library import boxes
from delib_gen.formats.pdf.strings import quote_css
from delib_gen.templating.render import render_html_template

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import PageBox

    from delib_gen.formats.base import RenderTools
    from delib_gen.view.base import Meta

TEMPLATE = "feuilles.html.j2"
_POINTS = 0.75
"""Points in what WeasyPrint measures in."""


@dataclass(frozen=True, slots=True)
class Line:
    """The line that a sheet bears, where it stands on it: in points, from below."""

    left: float
    bottom: float
    width: float
    height: float


def compose_sheets(meta: Meta, count: int, tools: RenderTools) -> str:
    """The page of HTML of the sheets for a joined file.

    Args:
        meta: what the piece says of itself.
        count: how many pages the file has.
        tools: where the layout is found, and the house style.
    """
    library = tools.find_library(meta.langue)
    return render_html_template(library, TEMPLATE, make_sheets_context(meta, count))


def make_sheets_context(meta: Meta, count: int) -> dict[str, Any]:
    """The names that the layout of the sheets is given."""
    piece = quote_css(meta.estampille or meta.intitule or meta.signet)
    return {"meta": meta, "feuilles": count, "piece": piece}


def find_line(page: PageBox) -> Line | None:
    """Where the line of a sheet is printed; None where an own layout has none."""
    texts = [
        text
        for margin in page.children
        if isinstance(margin, boxes.MarginBox)
        for text in margin.descendants()
        if isinstance(text, boxes.TextBox)
    ]
    if not texts:
        return None
    left = min(text.position_x for text in texts)
    top = min(text.position_y for text in texts)
    right = max(text.position_x + text.width for text in texts)
    bottom = max(text.position_y + text.height for text in texts)
    height = page.margin_height()
    return Line(
        left * _POINTS,
        (height - bottom) * _POINTS,
        (right - left) * _POINTS,
        (bottom - top) * _POINTS,
    )
