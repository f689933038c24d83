"""Every template tried on every kind of document, before any sitting needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from delib_gen.composition.layout import ENDING
from delib_gen.composition.styles import FILE as STYLES
from delib_gen.findings.gabarits import GAB01
from delib_gen.formats.base import list_formats
from delib_gen.formats.page import BLOCKS
from delib_gen.lang.phrasebook import PHRASES
from delib_gen.render import make_tools
from delib_gen.templatecheck.check import (
    check_blocks,
    check_file,
    check_template,
    reaches_own,
)
from delib_gen.templatecheck.literal import compare_formats
from delib_gen.templatecheck.subjects import list_pdf_subjects

if TYPE_CHECKING:
    from pathlib import Path

    from delib_gen.findings import Diagnostic
    from delib_gen.render import RenderSpec
    from delib_gen.view.base import View


def check_templates(
    spec: RenderSpec,
    langues: Iterable[str],
    formats: Iterable[str],
    view_types: Sequence[type[View]],
    *,
    shipped: bool,
) -> list[Diagnostic]:
    """GAB01: the names that templates ask for and that documents do not have.

    GAB03: the words that an own template prints in one format alone.

    Args:
        spec: whose templates they are.
        langues: the languages of the documents.
        formats: their formats.
        view_types: their kinds.
        shipped: whether those are tried that owe nothing to an office; their tests
            have done it.
    """
    known = list_formats()
    findings: dict[Diagnostic, None] = {}
    libraries = [make_tools(langue, spec).library for langue in langues]
    # Languages share their layouts, unless one has a layout of its own.
    differing = {tuple(lib.list_files().values()): lib for lib in libraries}
    for library in differing.values():
        for view_type in view_types:
            layout = f"{view_type.genre}{ENDING}"
            named = (known[name].template_name(view_type.genre) for name in formats)
            pages = tuple(dict.fromkeys(named))
            if reaches_own(library, *pages):
                compared = compare_formats(library, view_type, pages)
                findings |= dict.fromkeys(compared)
            for template in (layout, *pages):
                # A page prints the parts that its layout makes, in some styles.
                if shipped or reaches_own(library, template, layout, STYLES):
                    found = check_template(library, template, view_type)
                    findings |= dict.fromkeys(found)
        if shipped or reaches_own(library, BLOCKS):
            findings |= dict.fromkeys(check_blocks(library))
        if "pdf" in formats and (shipped or library.own):
            for template, subject in list_pdf_subjects(library).items():
                findings |= dict.fromkeys(check_file(library, template, subject))
    return [*findings, *_tell_unread(spec.own)]


def _tell_unread(own: Path | None) -> Iterator[Diagnostic]:
    """Phrases in a folder of templates, which nothing reads."""
    if own is not None and (own / PHRASES).exists():
        yield GAB01.at(
            (),
            f"« {own.name}/{PHRASES} » n'est lu par aucun gabarit : rien de ce fichier "
            "ne s'imprimerait",
            "mettez ces phrases sous `phrases:`, dans le fichier de la collectivité",
        )
