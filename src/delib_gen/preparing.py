"""From sessions that were checked to jobs of rendering: views, and early findings.

Whatever can be found wrong with documents without a page is found here, so that
nothing is laid out while an error stands. Views are made to be looked at, and let go:
those of an act are made again when its pages are laid out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from delib_gen.bundle.naming import SEANCE
from delib_gen.lang.editions import list_langues
from delib_gen.machine.guard import doing
from delib_gen.prose.lines import drop_inkless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from delib_gen.catalogue import Catalogue
    from delib_gen.checking import Checked
    from delib_gen.findings import Diagnostic, Span
    from delib_gen.formats.base import RenderTools
    from delib_gen.keeping import Keeper
    from delib_gen.produced import OutputFile
    from delib_gen.render import Job, RenderSpec
    from delib_gen.request import RenderRequest
    from delib_gen.wanted import Subject


@dataclass(frozen=True, slots=True)
class Work:
    """Something to render.

    Attributes:
        make: makes it.
        acte: the number of its act; empty where it has none.
        count: how many files it gives at the most.
        signs: how large its pieces are, where they are to be laid out.
        key: what it is kept under; empty where it is not.
        early: what is wrong with it before anything is laid out.
        kept: whether a run of before has made it.
    """

    make: Callable[[], Job | None]
    acte: str
    count: int
    signs: int
    key: str
    early: tuple[Diagnostic, ...]
    kept: bool

    @property
    def job(self) -> Job:
        """What to render; there is something."""
        job = self.make()
        if job is None:
            raise LookupError("a work whose views have gone")
        return job


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sitting ready to be rendered.

    Attributes:
        spec: what everything is rendered with.
        tools: the same, made ready for each edition.
        works: what is to be laid out, by act or for the sitting.
        exports: the files that need no page, made already.
        findings: what is wrong with it before anything is laid out.
    """

    spec: RenderSpec
    tools: Mapping[str, RenderTools]
    works: tuple[Work, ...]
    exports: tuple[OutputFile, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def total(self) -> int:
        """How many files there are to lay out, at the most."""
        return sum(work.count for work in self.works if not work.kept)


def prepare(
    keeper: Keeper,
    subject: Subject,
    request: RenderRequest,
    catalogue: Catalogue,
) -> Prepared:
    """Views, exports, and what can be found wrong before anything is laid out.

    Args:
        keeper: looks for what was made before.
        subject: what is wanted.
        request: in which languages and formats.
        catalogue: what can be made.
    """
    from delib_gen.render import RenderSpec, count_files, make_tools, measure

    checked = subject.checked
    situation, charte = checked[-1].sound
    spec = RenderSpec(situation.autorite.code, charte, request.own)
    works: list[Work] = []
    fresh: list[Diagnostic] = []
    pieces: set[str] = set()
    tools = {edition: make_tools(edition, spec) for edition in request.langues}
    for edition in request.langues:
        for make in subject.list_jobs(edition):
            job = make()
            if job is None:
                continue
            if job.folder == SEANCE:
                pieces.update(view.meta.piece for view in job.views)
            key, signs = keeper.name_job(job), 0
            kept = keeper.find(key, whole=False)
            early: tuple[Diagnostic, ...] = ()
            if kept is None or kept.early:
                signs = measure(job.views)
                early = _look_ahead(job, signs, checked, tools[edition])
            made = (job.acte, count_files(job), signs, key, early, kept is not None)
            works.append(Work(make, *made))
            fresh += early
    exports = tuple(subject.make_exports())
    fresh += subject.tell_left_out(pieces.union(file.document for file in exports))
    if request.own is not None or request.all_templates:
        from delib_gen.templatecheck import check_templates

        langues, types = list_langues(request.langues), catalogue.view_types
        shipped = request.all_templates
        fresh += check_templates(spec, langues, request.formats, types, shipped=shipped)
    found = list(dict.fromkeys(fresh))
    for each in checked:
        found = each.lue.sources.quote(found)
    return Prepared(spec, tools, tuple(works), exports, tuple(found))


def _look_ahead(
    job: Job, signs: int, sittings: Sequence[Checked], tools: RenderTools
) -> tuple[Diagnostic, ...]:
    """What is wrong with the pieces of an act before any is laid out."""
    from delib_gen.formats.preflight import check_before_rendering

    find_sign = partial(_find_sign, sittings, job.acte)
    with doing("l'examen des pièces", acte=job.acte, signs=signs):
        return tuple(check_before_rendering(job.views, job.acte, tools, find_sign))


def check_signs(checked: Checked) -> list[Diagnostic]:
    """SOR02 without any document: the typed characters that no face has.

    Nothing is said where a family of the house style is not on this machine: another
    one may have it.
    """
    from delib_gen.formats.faces import check_characters, find_faces

    situation = checked.situation
    charte = situation.reference.charte if situation else None
    if situation is None or charte is None or (faces := find_faces(charte)).missing:
        return []
    found = [
        finding
        for repere, passages in situation.iter_read()
        for finding in check_characters(
            faces,
            [drop_inkless(p.text) for p in passages],
            repere,
            partial(_find_sign, [checked], repere),
        )
    ]
    return checked.lue.sources.quote(found)


def _find_sign(
    sittings: Sequence[Checked], repere: str, sign: str
) -> tuple[Span | None, str]:
    """Where a character was typed: in the act or sitting, else in whatever was read.

    Returns:
        The place, and what names a cell there.
    """
    for checked in sittings:
        situation = checked.situation
        for acte, passages in situation.iter_read() if situation else ():
            for passage in passages if acte == repere else ():
                place = passage.text.find(sign)
                if place >= 0:
                    return passage.place(place, place + 1), passage.cellule
    spans = (checked.lue.sources.find_sign(sign) for checked in sittings)
    return next(filter(None, spans), None), ""
