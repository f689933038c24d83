"""All the pieces of an act in one PDF, each laid out once."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pikepdf

from delib_gen.composition.compose import compose
from delib_gen.composition.links import Linker
from delib_gen.findings.sorties import SOR05
from delib_gen.findings.structure import STR06
from delib_gen.formats.base import Rendered, RenderTools
from delib_gen.formats.page import write_page
from delib_gen.formats.pdf.contents import fill_pages, find_anchors, lay_out_contents
from delib_gen.formats.pdf.engine import lay_out, write_document
from delib_gen.formats.pdf.joined import JoinedFile, UnreadableFile, paste
from delib_gen.formats.pdf.margins import HeldMargins, hold_margins
from delib_gen.formats.pdf.renvois import bind_links
from delib_gen.formats.pdf.sheets import TEMPLATE, compose_sheets, find_line
from delib_gen.formats.pdf.strings import quote_css
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.render import render_html_template
from delib_gen.view.base import read_joined
from delib_gen.view.en_regard import EnRegardView
from delib_gen.view.sommaire import SommaireView, lists_pieces, map_entries

if TYPE_CHECKING:
    from delib_gen.view.base import Meta, View

_WIDEST = "000"
STYLE = "dossier.css.j2"


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece that is laid out but for its margins.

    Attributes:
        document: WeasyPrint's.
        margins: those of its pages, still to be set.
        joint: the foreign file that goes on these pages; none for our own.
        signet: its bookmark.
    """

    document: Any
    margins: list[HeldMargins]
    joint: bytes = b""
    signet: str = ""

    @property
    def pages(self) -> list[Any]:
        """WeasyPrint's pages."""
        pages: list[Any] = self.document.pages
        return pages


def assemble_dossier(views: Sequence[View], meta: Meta, tools: RenderTools) -> Rendered:
    """The dossier of an act.

    Each piece is laid out on its own, and the pages are written together. Their
    margins are set when all are there: only then is their number known. A foreign
    PDF goes on sheets that stand in its place; the file then no longer claims
    PDF/A and PDF/UA, since nobody has checked that each of its pages keeps them.

    Raises:
        TemplateFault: if a layout fails, or gives a joined file no place.
    """
    parts = _lay_out_parts(views, tools)
    _set_margins(parts)
    whole = parts[0].document.copy([page for part in parts for page in part.pages])
    whole.metadata.title = meta.titre_document
    content = write_document(whole, _show_bookmarks)
    joined = _list_joined(parts)
    if not joined:
        return Rendered(content)
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


def _lay_out_parts(views: Sequence[View], tools: RenderTools) -> list[_Part]:
    """The pieces in their order; a contents page last, since it names their pages."""
    contents = {r: v for r, v in enumerate(views) if isinstance(v, SommaireView)}
    first = next(iter(contents.values()), None)
    acte = first.meta.intitule if first else ""
    linker = Linker(views)

    def lay(view: View) -> _Part:
        piece = bind_links(linker.link(compose(view, tools.find_library)))
        page = write_page(piece, tools)
        style = _write_style(view, tools, acte) if acte else ""
        with hold_margins() as margins:
            document = lay_out(page, tools, style)
        return _Part(document, margins)

    parts = {
        rank: _lay_out_joined(view, tools) if read_joined(view) else lay(_room(view))
        for rank, view in enumerate(views)
        if rank not in contents
    }
    parts |= lay_out_contents(contents, parts, lay)
    numbers = find_anchors(
        [list(page.anchors) for rank in sorted(parts) for page in parts[rank].pages]
    )
    for rank, view in enumerate(views):
        # The list of a piece's own pieces is as long with its numbers as without.
        if rank not in contents and lists_pieces(view):
            parts[rank] = lay(fill_pages(view, numbers))
    return [parts[rank] for rank in sorted(parts)]


def _room(view: View) -> View:
    """A piece whose lines have the room that the numbers of pages will take."""
    return map_entries(view, lambda entree: replace(entree, page=_WIDEST))


def _write_style(view: View, tools: RenderTools, acte: str) -> str:
    """What the pages of a piece say at their head: the act, and the piece."""
    piece = view.meta.intitule
    context = {
        "acte": quote_css(acte),
        "piece": quote_css("" if piece == acte else piece),
        "en_regard": isinstance(view, EnRegardView),
    }
    return render_html_template(tools.library, STYLE, context)


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
    return _Part(document, margins, joint, view.meta.signet)


def _set_margins(parts: Sequence[_Part]) -> None:
    """Number the pages on from piece to piece."""
    margins = [margin for part in parts for margin in part.margins]
    for number, margin in enumerate(margins, start=1):
        margin.set(number, len(margins))


def _list_joined(parts: Sequence[_Part]) -> list[JoinedFile]:
    found: list[JoinedFile] = []
    start = 0
    for part in parts:
        if part.joint:
            lines = [find_line(margin.page) for margin in part.margins]
            found.append(JoinedFile(part.signet, part.joint, start, lines))
        start += len(part.pages)
    return found


def _show_bookmarks(_document: Any, pdf: Any) -> None:  # noqa: ANN401
    """Have readers open the file with its bookmarks beside it."""
    pdf.catalog["PageMode"] = "/UseOutlines"
