"""The PDF files of an act: each piece is laid out once, for its own and the dossier.

What differs from file to file is in the margins, which are held back: numbers of
pages, and what the pages of a dossier say at their head. A link to a piece that is
not in a file leads nowhere, and is left out when that file is written. Only what lists
pages is laid out anew for each file, with the numbers that are right there.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pikepdf
from markupsafe import Markup

from delib_gen.composition.compose import compose
from delib_gen.composition.links import Linker
from delib_gen.composition.pieces import name_file
from delib_gen.findings.sorties import SOR05
from delib_gen.findings.structure import STR06
from delib_gen.formats.base import Rendered, RenderTools, is_alone
from delib_gen.formats.page import write_page
from delib_gen.formats.pdf.addresses import open_addresses
from delib_gen.formats.pdf.contents import fill_pages, find_anchors, lay_out_contents
from delib_gen.formats.pdf.engine import lay_out, write_document
from delib_gen.formats.pdf.joined import JoinedFile, UnreadableFile, paste
from delib_gen.formats.pdf.long_notes import part_notes
from delib_gen.formats.pdf.margins import HeldMargins, hold_margins
from delib_gen.formats.pdf.renvois import bind_links, forget_links
from delib_gen.formats.pdf.sheets import TEMPLATE, compose_sheets, find_line
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.render import render_html_template
from delib_gen.view.base import read_joined
from delib_gen.view.en_regard import EnRegardView
from delib_gen.view.sommaire import SommaireView, lists_pieces, map_entries

if TYPE_CHECKING:
    import pydyf

    from delib_gen.composition.pieces import Pieces
    from delib_gen.composition.tree import Composition
    from delib_gen.view.base import Meta, View

_WIDEST = "000"
STYLE = "dossier.css.j2"
_HEADS = ("dossier-acte", "dossier-piece")
"""What CSS calls the texts at the head of a page: the act, and the piece."""


def make_style_context(*, columns: bool) -> dict[str, Any]:
    """The names that the style of a dossier's pages is given."""
    # Safe: two names of our own.
    acte, piece = (Markup(f"string({name})") for name in _HEADS)  # noqa: S704
    return {"acte": acte, "piece": piece, "en_regard": columns}


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece that is laid out but for its margins.

    Attributes:
        document: WeasyPrint's.
        margins: those of its pages, still to be set.
        meta: what the piece says of itself.
        joint: the foreign file that goes on these pages; none for our own.
        columns: whether it is in two languages.
    """

    document: Any
    margins: list[HeldMargins]
    meta: Meta
    joint: bytes = b""
    columns: bool = False

    @property
    def pages(self) -> list[Any]:
        """WeasyPrint's pages."""
        pages: list[Any] = self.document.pages
        return pages


class PdfWriter:
    """Writes the files of some pieces."""

    def __init__(self, pieces: Pieces, tools: RenderTools) -> None:
        """Begin with nothing laid out.

        Args:
            pieces: all the pieces, which may send to each other.
            tools: templates, style, faces.
        """
        self._pieces = pieces
        self._tools = tools
        self._linker = Linker(pieces.views)
        self._parts: dict[int, _Part] = {}

    def write(self, views: Sequence[View], meta: Meta) -> Rendered | None:
        """A file of one piece, or of several behind each other.

        A foreign PDF alone stays what it is; among others it goes on sheets that
        stand in its place. The file then no longer claims PDF/A and PDF/UA, since
        nobody has checked that each of its pages keeps them.

        Raises:
            TemplateFault: if a layout fails, or gives a joined file no place.
        """
        alone = is_alone(views, meta)
        if alone and read_joined(views[0]):
            return Rendered(read_joined(views[0]))
        whole, joined = self.lay_out(views, meta)
        content = write_document(whole, None if alone else _show_bookmarks)
        return _paste(content, joined, meta) if joined else Rendered(content)

    def lay_out(
        self, views: Sequence[View], meta: Meta
    ) -> tuple[Any, Sequence[JoinedFile]]:
        """A file laid out, its pages numbered: WeasyPrint's document, to be written.

        Raises:
            TemplateFault: if a layout fails, or gives a joined file no place.

        Returns:
            The document, and the foreign files that go on some of its pages.
        """
        parts = self._lay_out_all(views)
        self._set_margins(parts, views)
        whole = parts[0].document.copy([page for part in parts for page in part.pages])
        whole.metadata.title = meta.titre_document
        forget_links(whole.pages)
        return whole, _list_joined(parts)

    def _lay_out_all(self, views: Sequence[View]) -> list[_Part]:
        """The pieces in order; a contents page last, since it names their pages."""
        premier = views[0].meta.premier
        contents = {r: v for r, v in enumerate(views) if isinstance(v, SommaireView)}
        parts = {
            rank: self._lay_out(view)
            for rank, view in enumerate(views)
            if rank not in contents
        }
        parts |= lay_out_contents(contents, parts, self._lay_out_anew, premier)
        numbers = find_anchors(
            [
                list(page.anchors)
                for rank in sorted(parts)
                for page in parts[rank].pages
            ],
            premier,
        )
        for rank, view in enumerate(views):
            # The list of a piece's own pieces is as long with its numbers as without.
            if rank not in contents and lists_pieces(view):
                parts[rank] = self._lay_out_anew(fill_pages(view, numbers))
        self._pieces.numbers[name_file(views)] = numbers
        return [parts[rank] for rank in sorted(parts)]

    def _lay_out(self, view: View) -> _Part:
        """A piece, laid out when a file first asks for it."""
        key = id(view)  # the pieces keep their views
        if key not in self._parts:
            if read_joined(view):
                part = _lay_out_joined(view, self._tools)
            elif lists_pieces(view):  # with the room that numbers of pages will take
                part = self._lay_out_anew(
                    map_entries(view, lambda entree: replace(entree, page=_WIDEST))
                )
            else:
                part = self._lay_out_tree(view, self._pieces.compose(view))
            self._parts[key] = part
        return self._parts[key]

    def _lay_out_anew(self, view: View) -> _Part:
        return self._lay_out_tree(view, compose(view, self._tools.find_library))

    def _lay_out_tree(self, view: View, tree: Composition) -> _Part:
        piece = part_notes(open_addresses(bind_links(self._linker.link(tree))))
        page = write_page(piece, self._tools, impression=True)
        columns = isinstance(view, EnRegardView)
        with hold_margins() as margins:
            document = lay_out(page, self._tools, self._write_style(columns=columns))
        return _Part(document, margins, view.meta, columns=columns)

    def _write_style(self, *, columns: bool) -> str:
        """Where the heads of a dossier's pages go; what they say is set later."""
        if not any(isinstance(view, SommaireView) for view in self._pieces.views):
            return ""
        context = make_style_context(columns=columns)
        return render_html_template(self._tools.library, STYLE, context)

    def _set_margins(self, parts: Sequence[_Part], views: Sequence[View]) -> None:
        """Number the pages on from piece to piece, and head those of a dossier."""
        contents = next((v for v in views if isinstance(v, SommaireView)), None)
        acte = contents.meta.intitule if contents else ""
        numbers = _number_pages(parts)
        for part in parts:
            piece = part.meta.intitule
            said = (acte, "" if piece == acte or not acte else piece)
            # Of two languages, the names of the columns are below.
            ends = "\n" if part.columns and acte else ""
            heads = {n: f"{t}{ends}" for n, t in zip(_HEADS, said, strict=True)}
            for margins in part.margins:
                margins.set(*next(numbers), heads)


def _number_pages(parts: Sequence[_Part]) -> Iterator[tuple[int, int]]:
    """The number of each page, and out of how many: of a sheet, of its own."""
    counts, before = [0], parts[0].meta.premier - 1
    for part in parts:
        for rank, page in enumerate(part.pages):
            if part.meta.feuillets and rank and page.bookmarks:
                counts.append(0)
            counts[-1] += 1
    for count in counts:
        for number in range(1, count + 1):
            yield before + number, before + count


def _lay_out_joined(view: View, tools: RenderTools) -> _Part:
    joint = read_joined(view)
    with pikepdf.open(io.BytesIO(joint)) as foreign:
        count = len(foreign.pages)
    with hold_margins() as margins:
        document = lay_out(compose_sheets(view.meta, count, tools), tools)
    if len(document.pages) != count:
        raise TemplateFault(
            TEMPLATE,
            "",
            f"ce gabarit doit donner {count} feuilles, il en donne "
            f"{len(document.pages)}",
            "gardez un saut de page avant chaque feuille, et rien qui en déborde",
        )
    return _Part(document, margins, view.meta, joint)


def _list_joined(parts: Sequence[_Part]) -> list[JoinedFile]:
    found: list[JoinedFile] = []
    start = 0
    for part in parts:
        if part.joint:
            lines = [find_line(margin.page) for margin in part.margins]
            found.append(JoinedFile(part.meta.signet, part.joint, start, lines))
        start += len(part.pages)
    return found


def _paste(content: bytes, joined: Sequence[JoinedFile], meta: Meta) -> Rendered:
    """A file with the foreign pages on the sheets that wait for them."""
    finding = SOR05.at(
        (),
        f"« {meta.titre_document} » contient un PDF extérieur : ce fichier n'annonce "
        "ni PDF/A ni PDF/UA",
        "rien n'est à corriger si la pièce doit être jointe telle quelle ; les "
        "fichiers où elle n'entre pas gardent leur format d'archivage",
    )
    try:
        return Rendered(paste(content, joined), (finding,))
    except UnreadableFile as error:
        finding = STR06.at(
            (),
            f"« {error} » : ce PDF est abîmé, une page ne se lit pas",
            "ouvrez-le et choisissez « Imprimer en PDF », puis joignez la copie",
        )
        return Rendered(content, (finding,))


def _show_bookmarks(_document: object, pdf: pydyf.PDF) -> None:
    """Have readers open the file with its bookmarks beside it."""
    pdf.catalog["PageMode"] = "/UseOutlines"
