"""A composed document as a page of HTML: what readers get, and what PDF is set from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from markupsafe import Markup

from delib_gen.formats.own_page import take_body
from delib_gen.templating.errors import (
    TemplateFault,
    make_address_fault,
    make_deed_fault,
)
from delib_gen.templating.page_dangers import find_page_dangers
from delib_gen.templating.render import (
    find_typed,
    render_block,
    render_html_template,
    telling_faults,
)
from delib_gen.view.en_regard import Colonne, EnRegardView
from delib_gen.view.sommaire import SommaireView

if TYPE_CHECKING:
    from delib_gen.composition.tree import Composition, Part
    from delib_gen.formats.base import RenderTools
    from delib_gen.prose.tree import Prose
    from delib_gen.templating.library import TemplateLibrary
    from delib_gen.view.base import Meta, View

BASE = "_base.html.j2"
"""The page that the others are built on."""
OF_A_FILE: dict[str, Any] = {
    "cellules": (),
    "dossier": (),
    "impression": False,
    "sans_tete": False,
    "styles": {},
    "tenir": str,
    "titre_du_fichier": "",
}
"""What a page knows of the file that it is in, where it is alone there."""
PIECE = "piece"
"""The block of a page that says what the piece says."""
BLOCKS = "_prose.html.j2"
"""The template that writes blocks, by its macro `blocs`."""


def write_page(composition: Composition, tools: RenderTools, **more: object) -> Markup:
    """The page of a piece.

    Args:
        composition: the piece.
        tools: templates and style.
        more: what the page is to know of the file that it is in.

    Raises:
        TemplateFault: if the template cannot be filled.
    """
    view = composition.view
    name = f"{view.genre}.html.j2"
    library = tools.find_library(view.meta.langue)
    write = partial(_write_blocks, library)
    context = {**make_page_context(composition, write), **more}
    page = render_html_template(library, name, context)
    printed = context["dossier"] or context["partie"].asked
    if isinstance(view, EnRegardView) and not printed:
        # An own template that prints fields speaks one language at a time: it is
        # filled for each of them, and its texts are beside each other as a whole.
        cells = [_fill_edition(library, name, context, vue) for vue in view.vues]
        page = render_html_template(library, name, {**context, "cellules": cells})
    check_page(name, page, library)
    return Markup(page)  # noqa: S704 - Jinja escaped it


class Bodies(Sequence[Markup]):
    """The pages of several pieces without their heads, for one page to print.

    Attributes:
        asked: whether it did.
    """

    def __init__(self, pages: Iterable[Markup]) -> None:
        """Hold the pages, in their order."""
        self._pages = tuple(pages)
        self.asked = False

    def __getitem__(self, rank: Any) -> Any:  # noqa: ANN401 - as a tuple has it
        self.asked = True
        return self._pages[rank]

    def __len__(self) -> int:
        return len(self._pages)


def write_pages(
    pieces: Sequence[Composition], meta: Meta, tools: RenderTools
) -> Markup:
    """One page of several pieces, under the head of the first.

    Args:
        pieces: the pieces, in order.
        meta: what the file says of itself.
        tools: templates and style.

    Raises:
        TemplateFault: if a template cannot be filled.
    """
    styles: dict[str, list[str]] = {}
    bodies = Bodies(_write_body(piece, tools, styles) for piece in pieces)
    # The head of a contents page does not know what other pieces look like.
    own = (p for p in pieces if p.view.genre != SommaireView.genre)
    first = next(own, pieces[0])
    title = meta.titre_document
    more = {"dossier": bodies, "styles": styles, "titre_du_fichier": title}
    page = write_page(first, tools, **more)
    if bodies.asked:
        return page
    # An own page that is built on nothing of ours prints itself alone.
    context = {**make_page_context(first, lambda _: ""), **more}
    built = render_html_template(tools.library, BASE, context)
    check_page(BASE, built, tools.library)
    return Markup(built)  # noqa: S704 - Jinja escaped it


def _write_body(
    piece: Composition, tools: RenderTools, styles: dict[str, list[str]]
) -> Markup:
    """A piece's page without its head, and its own style, kept for that of the file."""
    anchor = f"#{piece.view.meta.piece}"
    kept: list[str] = []
    page = write_page(piece, tools, sans_tete=True, tenir=kept.append)
    if not kept:  # a page that is built on nothing of ours: it has a head
        page, own = take_body(page, piece.view.meta)
        kept.append(own)
    for style in filter(str.strip, kept):
        styles.setdefault(style, []).append(anchor)
    return page


def _fill_edition(
    library: TemplateLibrary, name: str, context: Mapping[str, Any], view: View
) -> dict[str, str]:
    text = render_block(library, name, PIECE, {**context, **view.context()})
    return {"traduction": view.traduction, "texte": text}


class Parts(Mapping[str, str]):
    """The parts of a document as HTML, each written when a template asks for it.

    Attributes:
        asked: whether it asked for one.
    """

    def __init__(self, parts: Iterable[Part], write: Callable[[Prose], str]) -> None:
        """Write nothing yet."""
        self._blocs = {part.nom: part.blocs for part in parts}
        self._write = write
        self.asked = False

    def __getitem__(self, nom: str) -> str:
        blocs = self._blocs[nom]
        self.asked = True
        return self._write(blocs)

    def __iter__(self) -> Iterator[str]:
        return iter(self._blocs)

    def __len__(self) -> int:
        return len(self._blocs)


def make_page_context(
    composition: Composition, write: Callable[[Prose], str]
) -> dict[str, Any]:
    """The names that a page's template is given: fields of the view, and parts.

    Of two languages side by side, fields speak the first, parts both.

    Args:
        composition: the document.
        write: gives the HTML of blocks.
    """
    view, columns = composition.view, list[Colonne]()
    if isinstance(view, EnRegardView):
        columns, view = list(view.colonnes), view.vues[0]
    parts = Parts(composition.parties, write)
    return {**view.context(), **OF_A_FILE, "partie": parts, "colonnes": columns}


def _write_blocks(library: TemplateLibrary, blocs: Prose) -> str:
    with telling_faults(library, BLOCKS, {}):
        layouts = library.environment().get_template(BLOCKS).module
        return cast("Callable[[Prose], str]", vars(layouts)["blocs"])(blocs)


def check_page(name: str, page: str, library: TemplateLibrary) -> None:
    """Refuse a page that would do something beside being read.

    Raises:
        TemplateFault: if it does.
    """
    for fault in list_page_faults(name, page, library):
        raise fault


def list_page_faults(
    name: str, page: str, library: TemplateLibrary
) -> Iterator[TemplateFault]:
    """What a page made by an own template would do (GAB02, GAB04).

    The shipped layouts do nothing of the kind, and a test says so.
    """
    for danger in find_page_dangers(page) if library.own else ():
        template, place = find_typed(library, danger.typed) or (name, "")
        if danger.address:
            yield make_address_fault(template, danger.what, place)
        else:
            yield make_deed_fault(template, place, danger.what)
