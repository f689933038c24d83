"""HTML: the page that PDF is set from, on its own, for readers and screens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from delib_gen.audit.compare import compare
from delib_gen.audit.html import read_page
from delib_gen.audit.marks import report_unmarked
from delib_gen.composition.links import link_pieces
from delib_gen.formats.base import OutputFormat, Rendered, RenderTools, is_alone
from delib_gen.formats.page import write_page, write_pages
from delib_gen.view.base import read_joined

if TYPE_CHECKING:
    from delib_gen.composition.pieces import Pieces
    from delib_gen.findings import Diagnostic
    from delib_gen.view.base import Meta, View


class HtmlWriter:
    """Writes pages."""

    def __init__(self, pieces: Pieces, tools: RenderTools) -> None:
        """Write pieces.

        Args:
            pieces: all of them.
            tools: templates and style.
        """
        self._pieces = pieces
        self._tools = tools

    def write(self, views: Sequence[View], meta: Meta) -> Rendered | None:
        """A page of one piece, or of several under the first one's head.

        A joined file has no page of its own; among others, its title has.
        """
        alone = is_alone(views, meta)
        if alone and read_joined(views[0]):
            return None
        trees = [self._pieces.compose(view) for view in views]
        if alone:
            return Rendered(write_page(trees[0], self._tools).encode())
        page = write_pages(link_pieces(trees), meta, self._tools)
        return Rendered(page.encode())


class HtmlFormat(OutputFormat):
    """The HTML format."""

    name = "html"
    suffix = ".html"

    def template_name(self, genre: str) -> str:
        """The layout of a kind of document."""
        return f"{genre}.html.j2"

    def begin(self, pieces: Pieces, tools: RenderTools) -> HtmlWriter:
        """Begin the files of some pieces."""
        return HtmlWriter(pieces, tools)

    def audit(
        self, content: bytes, views: Sequence[View], own: bool | None = None
    ) -> list[Diagnostic]:
        """The texts of the views that the page lacks or displaces (SOR01)."""
        reading = read_page(content, own)
        kinds, times = ("pièce", "pièces"), len(views)
        return [
            *compare("HTML", views, reading, own),
            *report_unmarked("HTML", views, [reading.text], kinds, times),
        ]


FORMAT = HtmlFormat()
