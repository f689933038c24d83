"""Trying a template on specimens of its documents, before any sitting (GAB01)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from delib_gen.findings.structure import STR17
from delib_gen.formats.page import BLOCKS, list_page_faults
from delib_gen.machine.guard import doing
from delib_gen.templatecheck.faults import Fault, UnknownName, explain_unknown
from delib_gen.templatecheck.instrument import Spot
from delib_gen.templatecheck.noting import Key
from delib_gen.templatecheck.subjects import (
    TURNS,
    Subject,
    make_blocks_subject,
    make_subject,
)
from delib_gen.templatecheck.trial import list_trials
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.render import show_template
from delib_gen.templating.sandbox import ENCODING
from delib_gen.templating.sources import (
    TemplateText,
    list_dangers,
    read_sources,
    show_line,
)
from delib_gen.templating.work import filling

if TYPE_CHECKING:
    from jinja2 import Environment

    from delib_gen.findings import Diagnostic
    from delib_gen.templating.library import TemplateLibrary
    from delib_gen.view.base import View

_OF_A_NAME = re.compile(r"'.+' is undefined|parameter '.+' was not provided")


def check_template(
    library: TemplateLibrary, name: str, view_type: type[View]
) -> list[Diagnostic]:
    """All that is wrong with a template, whatever sitting it is used for.

    Args:
        library: where templates are found.
        name: the template's: a layout, a page in HTML, or a Word file.
        view_type: the kind of document that it lays out.
    """
    return check_file(library, name, make_subject(library, name, view_type))


def check_file(
    library: TemplateLibrary, name: str, subject: Subject
) -> list[Diagnostic]:
    """All that is wrong with a template, however it is filled."""
    try:
        if dangers := list_dangers(library, name):
            return list(dict.fromkeys(fault.to_diagnostic() for fault in dangers))
        sources = list(read_sources(library, name))
    except TemplateFault as fault:
        return [fault.to_diagnostic()]
    with doing(f"l'essai du gabarit « {show_template(library, name)} »"):
        return _try(library, sources, subject, name)


def check_blocks(library: TemplateLibrary) -> list[Diagnostic]:
    """All that is wrong with the template that writes the blocks of every page."""
    subject, text = make_blocks_subject(library)
    sources = [TemplateText("", text, show_line)]
    return _try(library, sources, subject, BLOCKS)


def _try(
    library: TemplateLibrary,
    sources: Iterable[TemplateText],
    subject: Subject,
    name: str,
) -> list[Diagnostic]:
    faults = [f for source in sources for f in _iter_unknown(library, source, subject)]
    # What cannot be filled for want of a name would only be told twice.
    faults = faults or list(_fill_all(library, subject, name))
    return list(dict.fromkeys(fault.to_diagnostic() for fault in faults))


def _iter_unknown(
    library: TemplateLibrary, source: TemplateText, subject: Subject
) -> Iterator[TemplateFault]:
    """What a template asks for and that is not there, or why it cannot be read."""
    context, files = subject.contexts[0], library.list_files()
    try:
        unknown = find_unknown_names(subject.env, source.text, context, files)
    except TemplateSyntaxError as error:
        yield source.explain(subject.env, error)
        return
    for item in unknown:
        shown, place = source.shown, source.show_place(item.lineno)
        if item.template:
            if library.own and not reaches_own(library, item.template):
                continue  # a shipped one: a specimen need not have all it can write
            shown, place = show_template(library, item.template), show_line(item.lineno)
        yield TemplateFault(shown, place, *explain_unknown(item))


def find_unknown_names(
    env: Environment,
    source: str,
    context: Mapping[str, Any],
    files: Collection[str] = (),
) -> list[UnknownName]:
    """All that a template asks for and that is not there, in the order of its lines.

    A name is unknown even under `is defined` or `| default`: a document has all
    its parts always, so such a guard could only hide a misspelling.

    Args:
        env: where it is filled.
        source: the template.
        context: the names that it is given, with nothing empty.
        files: the templates that it may name.

    Raises:
        TemplateSyntaxError: if it cannot be read.
    """
    missed: dict[Key, Collection[str]] = {}
    found: set[tuple[Spot, object]] = set()
    for trial in list_trials(env):
        trial.fill(source, context)
        missed, found = {**trial.missed, **missed}, found | trial.found
        missed = {key: known for key, known in missed.items() if key[::2] not in found}
        if not missed:
            return []
    unknown = [
        UnknownName(p.template, p.lineno, name, fault, p.owner, tuple(known))
        for (p, fault, name), other in missed.items()
        for known in (files if fault is Fault.GABARIT else other,)
    ]
    order = {u.template: rank for rank, u in reversed([*enumerate(unknown)])}
    return sorted(dict.fromkeys(unknown), key=lambda u: (order[u.template], u.lineno))


def _fill_all(
    library: TemplateLibrary, subject: Subject, name: str
) -> Iterator[TemplateFault]:
    """What else keeps a template from being filled, in each of its documents."""
    for context in subject.contexts:
        try:
            with filling(TURNS):
                filled = subject.fill(context)
            if isinstance(filled, str):
                yield from list_page_faults(name, filled, library)
        except TemplateFault as fault:
            if _is_sure(fault):
                yield fault
            if fault.kind is STR17:
                return  # it would have no end in the hundreds of others either


def _is_sure(fault: TemplateFault) -> bool:
    """Whether a fault is one whatever the document says.

    A specimen says other things than a document does: a text may well have a second
    word, a list a third element, a block of prose be of another kind.
    """
    cause = fault.__cause__
    if isinstance(cause, UndefinedError):
        return _OF_A_NAME.match(cause.message or "") is not None
    sure = (TypeError, RecursionError, SyntaxError, TemplateError)
    return cause is None or (
        isinstance(cause, sure) and not isinstance(cause, TemplateNotFound)
    )


def reaches_own(library: TemplateLibrary, *templates: str) -> bool:
    """Whether one of some templates is an office's own, or may bring in one that is."""
    names = library.list_files()
    todo, seen = [*templates], set[str]()
    while todo:
        seen.add(current := todo.pop())
        path = library.find(current)
        if path is not None and library.is_own(path):
            return True
        if path is not None and path.suffix != ".docx":
            # Named at all is enough: whether it is brought in, filling it will tell.
            text = path.read_text(encoding=ENCODING)
            todo += (n for n in names if n in text and n not in seen)
    return False
