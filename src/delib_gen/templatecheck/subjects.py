"""How each sort of template is filled: in Jinja's which way, with which names.

A layout (`.plan.j2`) is given the document, a page (`.html.j2`) its parts as well, a
Word file marks in place of its prose: by the functions that documents go through.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from delib_gen.composition.compose import compose
from delib_gen.composition.filling import make_environment
from delib_gen.composition.layout import ENDING, fill_layout
from delib_gen.composition.tree import Composition
from delib_gen.formats.page import BLOCKS, make_page_context
from delib_gen.templatecheck.unknown import UNKNOWN
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.render import (
    render_html_template,
    show_template,
    telling_faults,
)
from delib_gen.templating.work import filling
from delib_gen.view.en_regard import EnRegardView
from delib_gen.view.specimens import (
    list_metas,
    list_specimens,
    make_blocks,
    pair_specimen,
)

if TYPE_CHECKING:
    from jinja2 import Environment

    from delib_gen.prose.tree import Prose
    from delib_gen.templating.library import TemplateLibrary
    from delib_gen.view.base import View


Fill = Callable[[dict[str, Any]], object]
TURNS = 200_000
"""How many turns a template may take over a specimen, which is short."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A template on trial.

    Attributes:
        env: where it is filled.
        contexts: the names that it is given, document by document, the fullest first.
        fill: fills it, as for a document.
    """

    env: Environment
    contexts: Sequence[dict[str, Any]]
    fill: Fill


def make_subject(library: TemplateLibrary, name: str, view_type: type[View]) -> Subject:
    """A template of a kind of document."""
    views = list_specimens(view_type)
    if name.endswith(ENDING):
        fill: Fill = partial(fill_layout, library, name.removesuffix(ENDING))
        contexts = [view.context() for view in views]
        return Subject(make_environment(library), contexts, fill)
    if name.endswith(".docx"):
        fill = partial(_fill_frame, library, name)
        contexts = [_make_word_context(library, view) for view in views]
    else:
        fill = partial(render_html_template, library, name)
        views = (pair_specimen(views[0]), *views)
        contexts = [_make_page_context(library, view) for view in views]
    return Subject(library.environment(), contexts, fill)


def list_pdf_subjects(library: TemplateLibrary) -> dict[str, Subject]:
    """The templates that a dossier in PDF has beside its pieces, by their names."""
    # Loaded here: the other formats need no library for PDF.
    from delib_gen.formats.pdf.sheets import TEMPLATE, make_sheets_context
    from delib_gen.formats.pdf.writer import STYLE, make_style_context

    contexts = {
        STYLE: [make_style_context(columns=columns) for columns in (True, False)],
        TEMPLATE: [make_sheets_context(meta, 2) for meta in list_metas()],
    }
    return {
        name: Subject(
            library.environment(), given, partial(render_html_template, library, name)
        )
        for name, given in contexts.items()
    }


def make_blocks_subject(library: TemplateLibrary) -> tuple[Subject, str]:
    """The template that writes blocks, and a text that calls it for each kind."""
    text = f'{{% from "{BLOCKS}" import blocs %}}{{{{ blocs(prose) }}}}'
    env = library.environment()

    def fill(context: dict[str, Any]) -> object:
        with telling_faults(library, BLOCKS, context):
            return env.from_string(text).render(context)

    return Subject(env, [{"prose": make_blocks()}], fill), text


def _fill_frame(library: TemplateLibrary, name: str, context: dict[str, Any]) -> None:
    # Loaded here: a template in HTML needs no library for Word.
    from delib_gen.formats.docx.fill import fill_template
    from delib_gen.formats.docx.slots import check_slots

    check_slots(fill_template(library, name, context), show_template(library, name))


def _make_word_context(library: TemplateLibrary, view: View) -> dict[str, Any]:
    from delib_gen.formats.docx.slots import make_slots

    try:
        piece = _compose(library, view)
    except TemplateFault:  # of the layout: told of it
        slots = make_slots(Composition(view, ()), view)
        return {**view.context(), **slots, "partie": UNKNOWN}
    return {**view.context(), **make_slots(piece, view)}


def _make_page_context(library: TemplateLibrary, view: View) -> dict[str, Any]:
    try:
        # How blocks are written is tried once, by itself.
        return make_page_context(_compose(library, view), _name_blocks)
    except TemplateFault:  # of the layout: told of it
        view = view.vues[0] if isinstance(view, EnRegardView) else view
        return {**view.context(), "partie": UNKNOWN, "colonnes": UNKNOWN}


def _compose(library: TemplateLibrary, view: View) -> Composition:
    with filling(TURNS):
        return compose(view, lambda _: library)


def _name_blocks(blocs: Prose) -> str:
    return " ".join(type(bloc).__name__ for bloc in blocs)
