"""DOCX: the pieces as Word files, for a clerk to go on working in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from delib_gen.audit.compare import compare
from delib_gen.audit.marks import report_unmarked
from delib_gen.composition.links import Linker
from delib_gen.composition.pieces import name_file
from delib_gen.formats.base import OutputFormat, Rendered, is_alone
from delib_gen.formats.docx.en_regard import describe
from delib_gen.formats.docx.package import set_identity, write_package
from delib_gen.formats.docx.piece import write_pieces
from delib_gen.formats.docx.reading import read_streams, read_visible_headers
from delib_gen.view.base import read_joined
from delib_gen.view.en_regard import EnRegardView
from delib_gen.view.sommaire import SommaireView

if TYPE_CHECKING:
    from docx.document import Document

    from delib_gen.composition.pieces import Pieces
    from delib_gen.findings import Diagnostic
    from delib_gen.formats.base import RenderTools
    from delib_gen.view.base import Meta, View


class DocxWriter:
    """Writes Word files."""

    def __init__(self, pieces: Pieces, tools: RenderTools) -> None:
        """Write pieces.

        Args:
            pieces: all of them.
            tools: templates and style.
        """
        self._pieces = pieces
        self._tools = tools
        self._keys: tuple[int, ...] = ()
        self._document: Document

    def write(self, views: Sequence[View], meta: Meta) -> Rendered | None:
        """A file of one piece, or of several; a joined one is a page that names it."""
        if is_alone(views, meta) and read_joined(views[0]):
            return None
        keys = name_file(views)
        if keys != self._keys:  # a dossier of one piece is the file of that piece
            self._document = self._write_pieces(views)
            self._keys = keys
        document = self._document
        pair = next((view for view in views if isinstance(view, EnRegardView)), None)
        set_identity(document, meta, "" if pair is None else describe(pair.colonnes))
        return Rendered(write_package(document))

    def _write_pieces(self, views: Sequence[View]) -> Document:
        trees = [self._pieces.compose(view) for view in views]
        contents = next((v for v in views if isinstance(v, SommaireView)), None)
        acte = contents.meta.intitule if contents else ""
        linker = Linker(views) if len(views) > 1 else None
        numbers = self._pieces.numbers.get(name_file(views), {})
        return write_pieces(trees, self._tools, linker, acte, numbers)


class DocxFormat(OutputFormat):
    """Word files, laid out by Word templates."""

    name = "docx"
    suffix = ".docx"

    def template_name(self, genre: str) -> str:
        """The name of the template that lays out a kind of document."""
        return f"{genre}{self.suffix}"

    def begin(self, pieces: Pieces, tools: RenderTools) -> DocxWriter:
        """Begin the files of some pieces."""
        return DocxWriter(pieces, tools)

    def audit(
        self, content: bytes, views: Sequence[View], own: bool | None = None
    ) -> list[Diagnostic]:
        """The texts of the views that the file lacks, hides or displaces (SOR01)."""
        headers = read_visible_headers(content, own)
        return [
            *compare("DOCX", views, read_streams(content, own), own),
            *report_unmarked("DOCX", views, headers, ("en-tête", "en-têtes")),
        ]


FORMAT: OutputFormat = DocxFormat()
