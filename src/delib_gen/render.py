"""From views to the bytes of files, each read back.

Views are plain data, so that a job can be done in another process.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.audit.expected import forget_views
from delib_gen.composition.pieces import Pieces
from delib_gen.findings import Diagnostic
from delib_gen.findings.stopped import make_finding
from delib_gen.formats.base import OutputFormat, RenderTools, list_formats
from delib_gen.formats.faces import find_faces
from delib_gen.lang.editions import split_edition
from delib_gen.machine.guard import BYTES_FOR_A_SIGN, OutOfMemoryError, doing
from delib_gen.produced import OutputFile
from delib_gen.prose.tree import Image
from delib_gen.prose.walk import iter_blocs
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.library import make_library
from delib_gen.view.base import name_kind_of, read_joined

if TYPE_CHECKING:
    from delib_gen.schema.charte import Charte
    from delib_gen.templating.library import TemplateLibrary
    from delib_gen.view.base import Meta, View


@dataclass(frozen=True, slots=True)
class Job:
    """What to render of an act, or of the sitting.

    Attributes:
        folder: where the files go.
        acte: the act's number, for findings; empty for the sitting.
        langue: the edition: a language, or two to be set side by side (`fr+co`).
        views: all the pieces, in the order of the dossier, behind its contents
            page; those of two languages are of both (`view.en_regard`).
        genres: the kinds of pieces that are wanted as files.
        formats: the formats wanted.
        dossier: what the file of all the pieces says of itself; None where that
            is not wanted.
    """

    folder: str
    acte: str
    langue: str
    views: tuple[View, ...]
    genres: frozenset[str]
    formats: tuple[str, ...]
    dossier: Meta | None


@dataclass(frozen=True, slots=True)
class RenderSpec:
    """What everything is rendered with.

    Attributes:
        autorite: the authority's code, which may have templates of its own.
        charte: the house style.
        own: the office's own folder of templates.
    """

    autorite: str
    charte: Charte
    own: Path | None


@dataclass(frozen=True, slots=True)
class Produced:
    """The files of a job, and what producing them found."""

    files: tuple[OutputFile, ...]
    findings: tuple[Diagnostic, ...]


def count_files(job: Job) -> int:
    """How many files a job makes at the most, for a progress bar."""
    return len(_list_wanted(job)) * len(job.formats)


def measure(views: Sequence[View]) -> int:
    """How large some pieces are, in signs: they are given time for that."""
    blocs = (bloc for view in views for bloc in iter_blocs(view))
    others = {bloc.contenu for bloc in blocs if isinstance(bloc, Image)}
    others |= {read_joined(view) or b"" for view in views}
    signs = sum(len(text) for view in views for text in view.iter_words())
    return signs + sum(map(len, others)) // BYTES_FOR_A_SIGN


def _list_wanted(job: Job) -> list[tuple[Meta, Sequence[View]]]:
    """The files of a job: what each says of itself, and what is printed in it."""
    wanted: list[tuple[Meta, Sequence[View]]] = [
        (views[0].meta, views)
        for views in group_parts(job.views)
        if name_kind_of(views[0]) in job.genres
    ]
    if job.dossier is not None and job.views:
        wanted.append((job.dossier, job.views))
    return wanted


def group_parts(views: Sequence[View]) -> list[list[View]]:
    """The pieces that have a file of their own, each with those printed in it."""
    groups: dict[str, list[View]] = {}
    for view in views:
        groups.setdefault(view.meta.partie_de or view.meta.piece, []).append(view)
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


def render_job(
    job: Job, tools: RenderTools, advance: Callable[[str], None] = lambda _: None
) -> Produced:
    """Produce the files of a job and read each back.

    Args:
        job: what to render.
        tools: templates, style, faces.
        advance: told of the act after each file.

    Returns:
        The files, and the findings: a template's fault stops the file that it
        concerns, not the others, so that all faults are told in one run.
    """
    files: list[OutputFile] = []
    findings: list[Diagnostic] = []
    known, pieces = list_formats(), Pieces(job.views, tools.find_library)
    formats = sorted((known[name] for name in job.formats), key=_come_later)
    writers = {fmt.name: fmt.begin(pieces, tools) for fmt in formats}
    # A piece is made in every format before the next one is begun.
    for meta, views in _list_wanted(job):
        signs = measure(views)
        for fmt in formats:
            filename = f"{meta.fichier}.{job.langue}{fmt.suffix}"
            place = f"{job.folder}/{filename}".removeprefix("/")
            what = f"la production de « {place} »"
            try:
                with doing(what, acte=job.acte, signs=signs):
                    rendered = writers[fmt.name].write(views, meta)
                    if rendered is None:
                        continue
                    findings += rendered.findings
                    own = tools.library.own > 0
                    findings += fmt.audit(rendered.content, views, own)
            except TemplateFault as fault:
                findings.append(fault.to_diagnostic())
                continue
            except OutOfMemoryError as error:
                findings.append(make_finding(error.stopped))
                continue
            finally:
                advance(job.acte)
            files.append(
                OutputFile(
                    folder=job.folder,
                    filename=filename,
                    content=rendered.content,
                    acte=job.acte,
                    document=meta.fichier,
                    langue=job.langue,
                    format=fmt.name,
                )
            )
    forget_views()
    # Told in the order of the formats asked for, a folder at a time.
    files.sort(key=lambda file: job.formats.index(file.format))
    told = dict.fromkeys(replace(finding, acte=job.acte) for finding in findings)
    return Produced(tuple(files), tuple(told))


def _come_later(fmt: OutputFormat) -> bool:
    """Whether a format is made after those that lay pages out: it is told numbers."""
    return not getattr(fmt, "paged", False)


class Bench:
    """Does jobs in a process of its own: they share tools, and what these compile."""

    def __init__(self, spec: RenderSpec) -> None:
        """Begin with no tools: they are made in the process that needs them."""
        self._spec, self._tools = spec, dict[str, RenderTools]()

    def render(self, job: Job) -> Produced:
        """The same as `render_job`."""
        if job.langue not in self._tools:
            self._tools[job.langue] = make_tools(job.langue, self._spec)
        return render_job(job, self._tools[job.langue])
