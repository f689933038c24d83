"""Filling a template in HTML, its errors told with their place."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from delib_gen.resources import templates_dir
from delib_gen.schema.base import find_nearest
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.messages import explain_error, find_kind
from delib_gen.templating.sandbox import ENCODING
from delib_gen.templating.work import filling, join_counted

if TYPE_CHECKING:
    from pathlib import Path

    from delib_gen.templating.library import TemplateLibrary


def render_html_template(
    library: TemplateLibrary, name: str, context: Mapping[str, Any]
) -> str:
    """A page of HTML.

    Args:
        library: where templates are found.
        name: the template's.
        context: the names that it is given.

    Raises:
        TemplateFault: if the template is missing, does not parse, asks for what
            is not there, or fails in any other way while it is filled.
    """
    env = library.environment()
    if library.find(name) is None:
        raise explain_missing(library, name)
    with telling_faults(library, name, context):
        return env.get_template(name).render(context)


def render_block(
    library: TemplateLibrary, name: str, block: str, context: Mapping[str, Any]
) -> Markup:
    """What a template makes of one of its blocks; nothing where it has no such block.

    Raises:
        TemplateFault: if it cannot be filled.
    """
    with telling_faults(library, name, context):
        template = library.environment().get_template(name)
        state = template.new_context(dict(context))
        for _ in template.root_render_func(state):
            pass  # while it runs, a template takes over another one's blocks
        found = state.blocks.get(block, ())[:1]
        filled = join_counted(text for write in found for text in write(state))
        return Markup(filled)  # noqa: S704 - Jinja escaped it


@contextmanager
def telling_faults(
    library: TemplateLibrary, name: str, context: Mapping[str, Any]
) -> Iterator[None]:
    """Fill a template: what it does is counted, and what stops it is told.

    Args:
        library: where templates are found.
        name: the template's.
        context: the names that it is given.

    Raises:
        TemplateFault: if anything stops it.
    """
    try:
        with filling():
            yield
    except TemplateFault:
        raise  # of a template that this one had filled: it is told already
    except Exception as error:
        # Whatever a template makes Python raise is the template's doing: it runs
        # nothing but what its author wrote over values that are already strings.
        raise explain_fault(library, name, error, context) from error


def explain_missing(library: TemplateLibrary, name: str) -> TemplateFault:
    """The fault of a template that is in none of the folders."""
    _, _, suffix = name.partition(".")
    near = find_nearest(name, (n for n in library.list_files() if n.endswith(suffix)))
    hint = f"le plus proche est `{near}`" if near else ""
    return TemplateFault(name, "", "ce gabarit n'existe pas", hint)


def explain_fault(
    library: TemplateLibrary, name: str, error: Exception, known: Mapping[str, Any]
) -> TemplateFault:
    """The fault that an error of Jinja's tells of, with its file and line."""
    filename, line = find_line(library, error)
    message, hint = explain_error(error, known)
    if line is None and isinstance(error, TemplateNotFound) and error.name == name:
        message = "ce gabarit n'existe pas"
    shown = show_template(library, filename or name)
    place = f"ligne {line}" if line else ""
    return TemplateFault(shown, place, message, hint, find_kind(error))


def find_line(
    library: TemplateLibrary, error: Exception
) -> tuple[str | None, int | None]:
    """The file and line of a template where an error arose, from its traceback."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or error.name, error.lineno
    folders = tuple(f"{folder}/" for folder in library.folders)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith(folders):
            return frame.filename, frame.lineno
    return None, None


def show_template(library: TemplateLibrary, name: str | Path) -> str:
    """A template's file as users know it: an own one by the path they gave."""
    path = library.find(str(name)) if "/" not in str(name) else None
    shown = str(path or name)
    shipped = f"{templates_dir()}/"
    return shown.removeprefix(shipped)


def find_typed(library: TemplateLibrary, typed: str) -> tuple[str, str] | None:
    """The own template that has a text as such, and its line."""
    for name, path in library.list_files().items():
        if library.is_own(path) and path.suffix != ".docx":
            text = path.read_text(encoding=ENCODING, errors="replace").lower()
            rank = text.find(typed.lower())
            if rank >= 0:
                line = text.count("\n", 0, rank) + 1
                return show_template(library, name), f"ligne {line}"
    return None
