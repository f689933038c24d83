"""Pieces as one Word document: each in the frame that its template makes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from docx.document import Document
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from delib_gen.composition.pair import pair_parts
from delib_gen.composition.tree import Partie
from delib_gen.formats.docx.book import Book
from delib_gen.formats.docx.en_regard import Columns, set_side_by_side, speaks
from delib_gen.formats.docx.fill import fill_template
from delib_gen.formats.docx.heads import add_heads
from delib_gen.formats.docx.languages import (
    language_tag,
    say_language,
    set_run_language,
)
from delib_gen.formats.docx.narrow import Narrower, narrow_page
from delib_gen.formats.docx.prose import ProseWriter
from delib_gen.formats.docx.room import measure_room
from delib_gen.formats.docx.slots import check_slots, fill_slots, make_slots, split_name
from delib_gen.formats.docx.xml import bind_numbers, get_run_properties, make
from delib_gen.templating.render import show_template
from delib_gen.view.en_regard import EnRegardView

if TYPE_CHECKING:
    from delib_gen.composition.tree import Composition
    from delib_gen.formats.base import RenderTools
    from delib_gen.formats.docx.slots import Find
    from delib_gen.prose.tree import Prose
    from delib_gen.view.base import View


def write_pieces(
    pieces: Sequence[Composition], tools: RenderTools, acte: str = ""
) -> Document:
    """The document of some pieces, one after the other.

    Args:
        pieces: the pieces.
        tools: where templates are found, and the house style.
        acte: what the pages say at their head, before the name of the piece.

    Raises:
        TemplateFault: if a template is not there, or cannot be filled.
    """
    book = Book([piece.view.meta.piece for piece in pieces])
    for piece in pieces:
        _write_piece(book, piece, tools, acte)
    return book.document


def _write_piece(book: Book, piece: Composition, tools: RenderTools, acte: str) -> None:
    """A piece in the document: its frame, with its parts in their places."""
    view = piece.view
    pair = view if isinstance(view, EnRegardView) else None
    frame = _fill_frame(piece, view if pair is None else pair.vues[0], tools)
    body = frame.element.body
    room = measure_room(body[0])
    width = 0 if pair is None else narrow_page(frame)
    if acte:
        name = view.meta.intitule
        add_heads(frame, acte, "" if name == acte else name)
    names = book.adopt(frame)
    tag, shade = language_tag(view.meta.langue), _find_shade(view, tools)
    writer = ProseWriter(book, names, tools, tag, shade)
    find: Find = partial(_find_blocks, piece)
    if pair is not None:
        other = body
        if speaks(body):
            second = _fill_frame(piece, pair.vues[1], tools)
            other = second.element.body
            for section in list(other.iter(qn("w:sectPr"))):
                section.getparent().remove(section)
            book.adopt(second)
        writer.columns = Columns(pair, Narrower(book.document, width))
        set_side_by_side((body, other), find, writer, writer.columns, room)
    fill_slots(body, find, writer)
    if len(book.anchors) > 1:
        book.add_bookmark(next(body.iter(qn("w:p"))), view.meta.piece)
    book.append(frame)


def _fill_frame(piece: Composition, view: View, tools: RenderTools) -> Document:
    """A template filled, its own words in the language of an edition of the piece."""
    library = tools.find_library(view.meta.langue)
    name = f"{view.genre}.docx"
    context = {**view.context(), **make_slots(piece, view)}
    frame = fill_template(library, name, context, _find_shade(view, tools))
    check_slots(frame, show_template(library, name))
    titles = {
        titre.texte: language_tag(titre.langue)
        for titre in view.context().get("titres", ())
    }
    for part in frame.part.package.iter_parts():
        if isinstance(part, XmlPart):
            for text in part.element.iter(qn("w:t")):
                if text.text in titles and text.getparent().tag == qn("w:r"):
                    looks = get_run_properties(text.getparent())
                    set_run_language(looks, titles[text.text])
            say_language(part.element, language_tag(view.meta.langue))
            bind_numbers(part.element)
    if not len(frame.element.body):
        frame.element.body.append(make("p"))
    return frame


def _find_shade(view: View, tools: RenderTools) -> str:
    """The ground of what has no version in its language; drafts alone show it."""
    return tools.charte.fond_sans_version if view.meta.marque else ""


def _find_blocks(piece: Composition, name: str) -> Prose:
    """The blocks that a slot stands for: a part, or a prose of the view."""
    part, field = split_name(name)
    if part:
        return next(p.blocs for p in piece.parties if p.nom == part)
    view = piece.view
    if not isinstance(view, EnRegardView):
        prose: Prose = view.context()[field]
        return prose
    first, second = ((Partie(field, v.context()[field]),) for v in view.vues)
    langues = (view.colonnes[0].langue, view.colonnes[1].langue)
    (paired,) = pair_parts(first, second, langues, commun=view.commun)
    return paired.blocs
