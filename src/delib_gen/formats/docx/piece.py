"""Pieces as one Word document: each in the frame that its template makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from docx.document import Document
from docx.oxml.ns import qn

from delib_gen.composition.pair import pair_parts
from delib_gen.composition.tree import Composition, Part
from delib_gen.formats.docx.book import Book
from delib_gen.formats.docx.en_regard import Columns, set_side_by_side, speaks
from delib_gen.formats.docx.fonts import name_fonts
from delib_gen.formats.docx.frames import fill_frame, find_shade
from delib_gen.formats.docx.heads import add_heads, begin_pages, number_leaves
from delib_gen.formats.docx.languages import language_tag
from delib_gen.formats.docx.narrow import narrow_frame
from delib_gen.formats.docx.prose import ProseWriter
from delib_gen.formats.docx.room import measure_room
from delib_gen.formats.docx.slots import fill_slots, split_name
from delib_gen.view.en_regard import EnRegardView

if TYPE_CHECKING:
    from delib_gen.composition.links import Linker
    from delib_gen.formats.base import RenderTools
    from delib_gen.formats.docx.slots import Find
    from delib_gen.prose.tree import Prose


def write_pieces(
    pieces: Sequence[Composition],
    tools: RenderTools,
    linker: Linker | None = None,
    acte: str = "",
    numbers: Mapping[str, int] | None = None,
) -> Document:
    """The document of some pieces, one after the other.

    Args:
        pieces: the pieces.
        tools: where templates are found, and the house style.
        linker: finds what sends from one to another, where there are several.
        acte: what the pages say at their head, before the name of the piece.
        numbers: the pages that pieces begin on, by their anchors, where they are known.

    Raises:
        TemplateFault: if a template is not there, or cannot be filled.
    """
    book = Book(tools, [piece.view.meta.piece for piece in pieces], numbers or {})
    for piece in pieces:
        linked = piece if linker is None else linker.link(piece)
        find = partial(_find_blocks, linked, linker)
        _write_piece(book, linked, find, tools, acte)
    begin_pages(book.document, pieces[0].view.meta.premier)
    name_fonts(book.document)
    return book.document


def _write_piece(
    book: Book, piece: Composition, find: Find, tools: RenderTools, acte: str
) -> None:
    """A piece in the document: its frame, with its parts in their places."""
    view, several = piece.view, len(book.anchors) > 1
    pair = view if isinstance(view, EnRegardView) else None
    editions = (view, view) if pair is None else pair.vues
    numbers = book.numbers if several else None
    fill = partial(fill_frame, piece, tools=tools, numbers=numbers)
    frame = fill(editions[0])
    body = frame.element.body
    width = 0 if pair is None else narrow_frame(frame)
    if acte:
        name = view.meta.intitule
        add_heads(frame, acte, "" if name == acte else name)
    if view.meta.folio or view.meta.feuillets:  # Word numbers no sheet by itself
        number_leaves(frame, view.meta.folio)
    names = book.adopt(frame)
    tag, shade = language_tag(view.meta.langue), find_shade(view, tools)
    writer = ProseWriter(book, names, tools.charte, tag, shade)
    if pair is not None:
        other = body
        if speaks(body):
            second = fill(editions[1])
            narrow_frame(second)  # its styles are then those of the first
            other = second.element.body
            for section in list(other.iter(qn("w:sectPr"))):
                section.getparent().remove(section)
            book.adopt(second)
        height = measure_room(body[0]).height
        writer.columns = Columns(pair, names, width, height)
        set_side_by_side((body, other), find, writer, writer.columns)
    else:
        fill_slots(body, find, writer)
    if several:
        book.add_bookmark(next(body.iter(qn("w:p"))), view.meta.piece)
    book.append(frame)


def _find_blocks(piece: Composition, linker: Linker | None, name: str) -> Prose:
    """The blocks that a slot stands for: a part, or a prose of the view."""
    part, field = split_name(name)
    if part:
        return next(p.blocs for p in piece.parties if p.nom == part)
    view = piece.view
    if isinstance(view, EnRegardView):
        first, second = ((Part(field, v.context()[field]),) for v in view.vues)
        langues = (view.colonnes[0].langue, view.colonnes[1].langue)
        parties = pair_parts(first, second, langues, commun=view.commun)
    else:
        parties = (Part(field, view.context()[field]),)
    alone = Composition(view, parties)
    return (alone if linker is None else linker.link(alone)).parties[0].blocs
