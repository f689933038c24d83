"""PDF, archival and accessible, from the same HTML that readers get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from delib_gen.audit.pdf import audit_pdf, count_pages, read_anchors
from delib_gen.formats.base import OutputFormat, RenderTools
from delib_gen.formats.pdf.contents import fill_pages
from delib_gen.formats.pdf.writer import PdfWriter
from delib_gen.view.base import read_joined

if TYPE_CHECKING:
    from delib_gen.composition.pieces import Pieces
    from delib_gen.findings import Diagnostic
    from delib_gen.view.base import View


class PdfFormat(OutputFormat):
    """The PDF format."""

    name = "pdf"
    suffix = ".pdf"
    paged = True

    def template_name(self, genre: str) -> str:
        """The layout of a kind of document: the one of HTML."""
        return f"{genre}.html.j2"

    def begin(self, pieces: Pieces, tools: RenderTools) -> PdfWriter:
        """Begin the files of some pieces."""
        return PdfWriter(pieces, tools)

    def audit(
        self, content: bytes, views: Sequence[View], own: bool | None = None
    ) -> list[Diagnostic]:
        """What the file lacks, hides or displaces; joined files are not ours."""
        ours = [view for view in views if not read_joined(view)]
        if not ours:
            return []
        if len(views) == 1:
            return audit_pdf(content, ours, own=own)
        anchors = read_anchors(content)
        foreign = set(_iter_foreign(views, anchors))
        return audit_pdf(content, _number(ours, anchors), foreign, own)


def _iter_foreign(views: Sequence[View], anchors: Mapping[str, int]) -> Iterator[int]:
    """The ranks of the pages that are somebody else's, each file from its anchor."""
    for view in views:
        if (joined := read_joined(view)) and view.meta.piece in anchors:
            start = anchors[view.meta.piece]
            yield from range(start, start + count_pages(joined))


def _number(views: Sequence[View], anchors: Mapping[str, int]) -> list[View]:
    """The views, a contents page with the numbers that are right for this file."""
    first = views[0].meta.premier
    numbers = {name: rank + first for name, rank in anchors.items()}
    return [fill_pages(view, numbers) for view in views]


FORMAT = PdfFormat()
