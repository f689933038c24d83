"""Trying a template against a kind of document, without any sitting (GAB01)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from jinja2 import Environment, TemplateSyntaxError

from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.messages import explain_error, explain_unknown
from delib_gen.templating.names import Fault, find_unknown_names
from delib_gen.templating.render import explain_missing, show_template
from delib_gen.templating.sources import find_open_tag, read_source

if TYPE_CHECKING:
    from pathlib import Path

    from delib_gen.findings import Diagnostic
    from delib_gen.templating.library import TemplateLibrary
    from delib_gen.templating.word_parts import WordPart
    from delib_gen.view.base import View

ShowPlace = Callable[[int], str]


def check_template(
    library: TemplateLibrary, name: str, view_type: type[View]
) -> list[Diagnostic]:
    """All that is wrong with a template, whatever sitting it is used for.

    Args:
        library: where templates are found.
        name: the template's, in HTML or Word.
        view_type: the kind of document that it lays out.
    """
    try:
        faults = list(_iter_faults(library, name, view_type))
    except TemplateFault as fault:
        faults = [fault]
    return [fault.to_diagnostic() for fault in faults]


def iter_sources(
    library: TemplateLibrary, name: str
) -> Iterator[tuple[str, ShowPlace]]:
    """What Jinja reads in a template, and how a line of it is called.

    Raises:
        TemplateFault: if the template is missing, or cannot be read for certain.
    """
    path = library.find(name)
    if path is None:
        raise explain_missing(library, name)
    shown = show_template(library, name)
    if path.suffix.lower() == ".docx":
        for part in _read_parts(path, shown):
            yield part.source, part.show_place
        return
    try:
        yield read_source(library.environment(), name)[0], _show_line
    except UnicodeDecodeError:
        raise TemplateFault(
            shown,
            "",
            "ce fichier n'est pas en UTF-8",
            "dans l'éditeur : « Enregistrer sous », codage « UTF-8 »",
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise TemplateFault(shown, "", f"ce fichier ne se lit pas ({reason})") from None


def _read_parts(path: Path, shown: str) -> list[WordPart]:
    """The parts of a Word template, in which every tag that opens also closes."""
    # Loaded here: a template in HTML needs no library for Word.
    from delib_gen.templating.word_parts import (
        NotWordError,
        closing_sign,
        read_word_parts,
    )

    try:
        parts = read_word_parts(path)
    except NotWordError:
        raise TemplateFault(
            shown,
            "",
            "ce fichier ne s'ouvre pas comme un document Word (.docx)",
            "enregistrez-le depuis Word ou LibreOffice, « Document Word (.docx) »",
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise TemplateFault(shown, "", f"ce fichier ne se lit pas ({reason})") from None
    for part in parts:
        for line, sign in part.find_cut_tags():
            raise TemplateFault(
                shown,
                part.show_place(line),
                f"la balise ouverte par `{sign}` n'est pas refermée",
                f"refermez-la par `{closing_sign(sign)}` dans le même paragraphe",
            )
    return parts


def _iter_faults(
    library: TemplateLibrary, name: str, view_type: type[View]
) -> Iterator[TemplateFault]:
    env = library.environment()
    shown = show_template(library, name)
    for source, show_place in iter_sources(library, name):
        try:
            unknown = find_unknown_names(env.parse(source, name), view_type, env=env)
            # The compiler refuses what the parser lets through: a block defined
            # twice, and the filters and tests that were found unknown above.
            if not any(u.fault in (Fault.FILTRE, Fault.TEST) for u in unknown):
                env.compile(source, name)
        except TemplateSyntaxError as error:
            place = show_place(_find_line(env, source, error))
            yield TemplateFault(shown, place, *explain_error(error))
            continue
        for item in unknown:
            template = show_template(library, item.template) if item.template else shown
            place = (
                _show_line(item.lineno) if item.template else show_place(item.lineno)
            )
            yield TemplateFault(template, place, *explain_unknown(item))


def _find_line(env: Environment, source: str, error: TemplateSyntaxError) -> int:
    """Where a mistake is: for a tag left open, where it was opened."""
    if (error.message or "").startswith("Unexpected end of template"):
        return find_open_tag(env, source) or error.lineno
    return error.lineno


def _show_line(line: int) -> str:
    return f"ligne {line}"
