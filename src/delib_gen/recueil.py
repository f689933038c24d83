"""The books of a period, from several session files: the whole way, once more.

As for a sitting: all is checked, then views, then bytes, then one folder, or nothing.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.assembling import build_books
from delib_gen.bundle.manifest import FichierLu, SeanceInscrite
from delib_gen.bundle.write import BundleOrder, write_bundles
from delib_gen.catalogue import CATALOGUE, Catalogue
from delib_gen.checking import blocks, check_session
from delib_gen.ending import make_manifest, place_texts
from delib_gen.lang.editions import list_langues, split_edition
from delib_gen.load.files import list_own_files
from delib_gen.machine.guard import doing
from delib_gen.period import Sitting, check_period, sort_sittings
from delib_gen.pipeline import Outcome
from delib_gen.view.context import make_seance_context
from delib_gen.view.periode.context import make_period_context

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic, Span
    from delib_gen.formats.base import RenderTools
    from delib_gen.kinds import Scope
    from delib_gen.pipeline import Progress
    from delib_gen.produced import OutputFile
    from delib_gen.render import Job, RenderSpec
    from delib_gen.request import RenderRequest
    from delib_gen.view.periode.context import PeriodContext

FOLDER = "recueil"
"""What the name of a period's folder begins with, where its books are in it."""


@dataclass(frozen=True, slots=True)
class Period:
    """What is asked: the days, first and last, and whether numbers may lack.

    Attributes:
        du: its first day; where none is asked for, that of the first sitting.
        au: its last day; likewise.
        gaps: whether numbers may be lacking between two sittings.
        label: what the name of its folder begins with.
    """

    du: dt.date = dt.date.min
    au: dt.date = dt.date.max
    gaps: bool = False
    label: str = FOLDER

    def fit(self, sittings: Sequence[Sitting]) -> Period:
        """The same with days of its own, where it had none; there is a sitting."""
        first, last = (sittings[n].situation.seance.jours for n in (0, -1))
        return replace(
            self,
            du=first[0] if self.du == dt.date.min else self.du,
            au=last[-1] if self.au == dt.date.max else self.au,
        )

    @property
    def folder(self) -> str:
        """Its folder's name."""
        return f"{self.label}-{self.du.isoformat()}-{self.au.isoformat()}"


def render_period(
    paths: Sequence[Path],
    period: Period,
    request: RenderRequest,
    progress: Progress,
    catalogue: Catalogue = CATALOGUE,
) -> Outcome:
    """The books of a period: all are written, or nothing.

    Raises:
        BundleError: if they cannot be written where they are wanted.
    """
    from delib_gen.render import RenderSpec, count_files, make_tools, render_job

    outcome, sittings = _check(paths, period, request)
    if outcome.blocked(strict=request.strict) or not sittings:
        return outcome
    period = period.fit(sittings)
    last = sittings[-1].situation
    charte = last.reference.charte
    if charte is None:
        raise LookupError("a session without a house style passed the checks")
    spec = RenderSpec(last.autorite.code, charte, request.own)
    wanted = catalogue.periode.select(request.only or catalogue.periode.names)
    tools = {edition: make_tools(edition, spec) for edition in request.langues}
    jobs = list(_list_jobs(sittings, period, request, wanted, spec))
    for job in jobs:
        outcome.findings += _look_ahead(job, tools[job.langue], sittings)
    outcome.findings = list(dict.fromkeys(outcome.findings))
    if outcome.blocked(strict=request.strict):
        return outcome
    progress.start(sum(map(count_files, jobs)))
    files: list[OutputFile] = []
    while jobs:
        job = jobs.pop(0)  # its pages go before the next one's are laid out
        made = render_job(job, tools[job.langue], progress.advance)
        files += made.files
        gc.collect()  # its pages refer to each other, and are many
        outcome.findings += _place(made.findings, sittings)
    if outcome.blocked(strict=request.strict):
        return outcome
    before = list(outcome.findings)
    outcome.bundles = write_bundles(
        [_order(files, before, sittings, period, request, spec, catalogue)],
        approve=lambda found: not blocks([*before, *found], strict=request.strict),
    )
    outcome.findings += [f for bundle in outcome.bundles for f in bundle.findings]
    return outcome


def _check(
    paths: Sequence[Path], period: Period, request: RenderRequest
) -> tuple[Outcome, list[Sitting]]:
    """Each sitting, then all of them together, where each can be read."""
    outcome = Outcome()
    langues = list_langues(request.langues)
    # A file given twice is one sitting.
    files = {path.absolute(): path for path in paths}.values()
    checked = [
        check_session(path, langues, registre=request.registre) for path in files
    ]
    outcome.findings += [f for each in checked for f in each.findings]
    sittings = sort_sittings(checked)
    if sittings and len(sittings) == len(checked):
        days = period.fit(sittings)
        outcome.findings += check_period(sittings, days.du, days.au, gaps=days.gaps)
    return outcome, sittings


def _list_jobs(
    sittings: Sequence[Sitting],
    period: Period,
    request: RenderRequest,
    wanted: Scope[PeriodContext],
    spec: RenderSpec,
) -> Iterator[Job]:
    """Each book in each edition."""
    from delib_gen.render import Job

    contexts = {
        langue: make_period_context(
            [make_seance_context(s.situation, langue, spec.charte) for s in sittings],
            period.du,
            period.au,
        )
        for langue in list_langues(request.langues)
    }
    for edition in request.langues:
        spoken = [contexts[langue] for langue in split_edition(edition)]
        for views, meta in build_books(wanted.documents, spoken):
            yield Job("", "", edition, views, frozenset(), request.formats, meta)


def _look_ahead(
    job: Job, tools: RenderTools, sittings: Sequence[Sitting]
) -> list[Diagnostic]:
    """What can be known wrong before pages are laid out."""
    from delib_gen.formats.preflight import check_before_rendering
    from delib_gen.render import measure

    def find_sign(sign: str) -> tuple[Span | None, str]:
        sources = (sitting.checked.lue.sources for sitting in sittings)
        spans = (source.find_sign(sign) for source in sources)
        return next(filter(None, spans), None), ""

    with doing("l'examen des pièces", signs=measure(job.views)):
        return check_before_rendering(job.views, "", tools, find_sign)


def _place(
    findings: Sequence[Diagnostic], sittings: Sequence[Sitting]
) -> list[Diagnostic]:
    """The findings about a printed text, where a sitting has it."""
    left = list(findings)
    for sitting in sittings:
        left = place_texts(left, sitting.checked.lue.sources)
    return left


def _order(
    files: Sequence[OutputFile],
    findings: Sequence[Diagnostic],
    sittings: Sequence[Sitting],
    period: Period,
    request: RenderRequest,
    spec: RenderSpec,
    catalogue: Catalogue,
) -> BundleOrder:
    """The files of a period and its manifest: inputs by the sitting they are of."""
    seance = sittings[-1].situation.seance
    read = [
        FichierLu.of(f"{sitting.name}/{file.relative}", file.content)
        for sitting in sittings
        for file in sitting.checked.lue.sources.files
    ]
    read += [FichierLu.of(f.relative, f.content) for f in list_own_files(request.own)]
    for sitting in sittings:
        tenu = sitting.situation.reference.tenu
        if tenu is not None and tenu.digest:
            read.append(FichierLu(f"{sitting.name}/{tenu.name}", tenu.digest))
    manifest = make_manifest(
        SeanceInscrite.on([period.du, period.au], seance.organe, spec.autorite),
        spec.charte,
        read,
        findings,
        [acte for sitting in sittings for acte in sitting.situation.actes],
    )
    return BundleOrder(
        files, manifest, request.out, period.folder, None, catalogue.steps
    )
