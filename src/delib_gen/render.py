"""From the views of an act to the bytes of its files, each read back.

Views are plain data, so that an act can be rendered in another process.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.findings import Diagnostic
from delib_gen.formats.base import OutputFormat, Rendered, RenderTools, list_formats
from delib_gen.formats.faces import find_faces
from delib_gen.lang.editions import split_edition
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.library import make_library
from delib_gen.view.base import name_kind_of

if TYPE_CHECKING:
    from delib_gen.schema.charte import Charte
    from delib_gen.templating.library import TemplateLibrary
    from delib_gen.view.base import Meta, View

DOSSIER = "dossier"
"""The one document that is made of the others."""


@dataclass(frozen=True, slots=True)
class ActeJob:
    """What to render of an act.

    Attributes:
        acte: the act's number, for findings.
        langue: the edition: a language, or two to be set side by side (`fr+co`).
        views: all the pieces of the act, in the order of the dossier, behind its
            contents page; those of two languages are of both (`view.en_regard`).
        genres: the kinds of pieces wanted, `dossier` among them.
        formats: the formats wanted.
        dossier: what the dossier's file says of itself.
    """

    acte: str
    langue: str
    views: tuple[View, ...]
    genres: frozenset[str]
    formats: tuple[str, ...]
    dossier: Meta


@dataclass(frozen=True, slots=True)
class RenderSpec:
    """What every act is rendered with.

    Attributes:
        autorite: the authority's code, which may have templates of its own.
        charte: the house style.
        own: the office's own folder of templates.
    """

    autorite: str
    charte: Charte
    own: Path | None


@dataclass(frozen=True, slots=True)
class ProducedFile:
    """A file of an act, before it is written."""

    fichier: str
    document: str
    langue: str
    format: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ActeFiles:
    """The files of an act, and what producing them found."""

    files: tuple[ProducedFile, ...]
    findings: tuple[Diagnostic, ...]


def count_files(job: ActeJob) -> int:
    """How many files a job makes at the most, for a progress bar."""
    pieces = sum(name_kind_of(v) in job.genres for v, _ in group_parts(job.views))
    return (pieces + (DOSSIER in job.genres)) * len(job.formats)


def group_parts(views: Sequence[View]) -> list[tuple[View, list[View]]]:
    """The pieces that have a file of their own, each with those printed in it."""
    groups: dict[str, tuple[View, list[View]]] = {}
    for view in views:
        if view.meta.partie_de:
            groups[view.meta.partie_de][1].append(view)
        else:
            groups[view.meta.piece] = (view, [])
    return list(groups.values())


def make_tools(edition: str, spec: RenderSpec) -> RenderTools:
    """The templates, the style and the faces for an edition.

    Of two languages side by side, the first says what their page looks like.
    """
    first, *others = split_edition(edition)

    def library(langue: str) -> TemplateLibrary:
        return make_library(langue, spec.autorite, spec.own, spec.charte)

    autres = {langue: library(langue) for langue in others}
    return RenderTools(library(first), spec.charte, find_faces(spec.charte), autres)


def render_acte(
    job: ActeJob, tools: RenderTools, advance: Callable[[], None] = lambda: None
) -> ActeFiles:
    """Produce the files of an act and read each back.

    Args:
        job: what to render.
        tools: templates, style, faces.
        advance: called after each file.

    Returns:
        The files, and the findings: a template's fault stops the file that it
        concerns, not the others, so that all faults are told in one run.
    """
    files: list[ProducedFile] = []
    findings: list[Diagnostic] = []

    def produce(
        fmt: OutputFormat,
        meta: Meta,
        views: Sequence[View],
        make: Callable[[], Rendered | None],
    ) -> None:
        try:
            rendered = make()
        except TemplateFault as fault:
            findings.append(replace(fault.to_diagnostic(), acte=job.acte))
            return
        finally:
            advance()
        if rendered is None:
            return
        found = (*rendered.findings, *fmt.audit(rendered.content, views))
        findings.extend(replace(f, acte=job.acte) for f in found)
        name = f"{meta.fichier}.{job.langue}{fmt.suffix}"
        files.append(
            ProducedFile(name, meta.fichier, job.langue, fmt.name, rendered.content)
        )

    known = list_formats()
    for fmt in (known[name] for name in job.formats):
        for view, parts in group_parts(job.views):
            if name_kind_of(view) not in job.genres:
                continue
            make: Callable[[], Rendered | None] = partial(fmt.render, view, tools)
            if parts:
                make = partial(fmt.render_dossier, (view, *parts), view.meta, tools)
            produce(fmt, view.meta, (view, *parts), make)
        if DOSSIER in job.genres and job.views:
            whole = partial(fmt.render_dossier, job.views, job.dossier, tools)
            produce(fmt, job.dossier, job.views, whole)
    return ActeFiles(tuple(files), tuple(dict.fromkeys(findings)))


def render_in_process(job: ActeJob, spec: RenderSpec) -> ActeFiles:
    """The same in a process of its own, which makes its own tools."""
    return render_acte(job, make_tools(job.langue, spec))
