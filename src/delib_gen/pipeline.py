"""The whole way, in order: load, model, rules, view, templates, formats, bundle.

The only module that knows every step; each step is a function of another one.
Rendering libraries are imported when they are needed: `check` does not pay for
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from delib_gen.bundle.manifest import (
    ActeInscrit,
    Constat,
    FichierLu,
    Manifest,
    SeanceInscrite,
)
from delib_gen.bundle.naming import name_sitting
from delib_gen.bundle.write import BundleOrder, write_bundles
from delib_gen.catalogue import CATALOGUE, Catalogue
from delib_gen.checking import blocks, check_session, select_actes
from delib_gen.findings import Severity
from delib_gen.lang.editions import list_langues
from delib_gen.load.files import list_own_files
from delib_gen.model.faits import describe_tenue
from delib_gen.model.issue import list_rows
from delib_gen.preparing import Prepared, RenderRequest, prepare
from delib_gen.resources import digest_resources

if TYPE_CHECKING:
    from delib_gen.bundle.write import WrittenBundle
    from delib_gen.findings import Diagnostic
    from delib_gen.load.sources import Sources
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.produced import OutputFile
    from delib_gen.render import Produced

__all__ = ["Outcome", "Progress", "RenderRequest", "render_sessions", "try_sessions"]

_OF_TEMPLATES = ("GAB", "SOR")
"""The families of findings that templates and styles are to blame for."""


@dataclass(slots=True)
class Outcome:
    """What a run gave: findings, files (none on an error), acts not put to a vote."""

    findings: list[Diagnostic] = field(default_factory=list)
    bundles: list[WrittenBundle] = field(default_factory=list)
    sans_vote: list[ActeEnSeance] = field(default_factory=list)

    def blocked(self, *, strict: bool) -> bool:
        """Whether something found keeps the files from being written."""
        return blocks(self.findings, strict=strict)


class Progress(Protocol):
    """Told how much there is to do, then of each file done."""

    def start(self, total: int) -> None:
        """So many files are to be made."""

    def advance(self) -> None:
        """One more is made."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A sitting of which everything is made, and nothing written."""

    prepared: Prepared
    files: tuple[OutputFile, ...]
    findings: tuple[Diagnostic, ...]


def render_sessions(
    paths: Sequence[Path],
    request: RenderRequest,
    progress: Progress,
    catalogue: Catalogue = CATALOGUE,
) -> Outcome:
    """The whole way for some session files: all is written, or nothing.

    Raises:
        BundleError: if the files cannot be written where they are wanted.
    """
    outcome, made = _make(paths, request, progress, catalogue)
    if outcome.blocked(strict=request.strict):
        return outcome
    before = list(outcome.findings)
    outcome.bundles = write_bundles(
        [_order_bundle(item, request, catalogue) for item in made],
        approve=lambda found: not blocks([*before, *found], strict=request.strict),
    )
    outcome.findings += [f for bundle in outcome.bundles for f in bundle.findings]
    outcome.sans_vote = [a for m in made for a in m.prepared.actes if not a.delibere]
    return outcome


def try_sessions(
    paths: Sequence[Path],
    request: RenderRequest,
    progress: Progress,
    catalogue: Catalogue = CATALOGUE,
) -> list[Diagnostic]:
    """The same way without its last step, to try templates: nothing is written.

    What is only worth a warning about the sessions themselves is left out.
    """
    outcome, _ = _make(paths, request, progress, catalogue)
    return [
        finding
        for finding in outcome.findings
        if finding.severity is Severity.ERREUR or finding.code.startswith(_OF_TEMPLATES)
    ]


def _make(
    paths: Sequence[Path],
    request: RenderRequest,
    progress: Progress,
    catalogue: Catalogue,
) -> tuple[Outcome, list[_Made]]:
    """Everything but the writing; nothing is laid out while an error stands."""
    outcome = Outcome()
    sittings: list[Prepared] = []
    papers = catalogue.seance.select(catalogue.spell_out(request.only)).names
    # A file given twice is one sitting.
    for path in {path.absolute(): path for path in paths}.values():
        checked = check_session(path, list_langues(request.langues), papiers=papers)
        found, actes = select_actes(checked, request.acte)
        if checked.situation is not None and not blocks(found, strict=request.strict):
            prepared = prepare(checked, actes, found, request, catalogue)
            sittings.append(prepared)
            found = list(prepared.findings)
        outcome.findings += found
    if outcome.blocked(strict=request.strict):
        return outcome, []
    progress.start(sum(prepared.total for prepared in sittings))
    made: list[_Made] = []
    for prepared in sittings:
        results = _render_all(prepared, request.jobs, progress)
        files = [file for result in results for file in result.files]
        told = [finding for result in results for finding in result.findings]
        found = _place_texts(told, prepared.checked.lue.sources)
        made.append(
            _Made(
                prepared,
                (*files, *prepared.exports),
                (*prepared.findings, *found),
            )
        )
        outcome.findings += found
    return outcome, made


def _place_texts(findings: Iterable[Diagnostic], sources: Sources) -> list[Diagnostic]:
    """The findings about a printed text, at the place where it was typed."""
    placed = (
        replace(finding, span=sources.find_text(finding.texte), texte="")
        if finding.texte and finding.span is None
        else finding
        for finding in findings
    )
    return sources.quote(placed)


def _render_all(item: Prepared, jobs: int, progress: Progress) -> list[Produced]:
    from delib_gen.formats.base import list_formats
    from delib_gen.render import Bench, Produced, count_files, render_job

    if jobs > 1 and len(item.jobs) > 1:
        from delib_gen.findings.stopped import make_finding
        from delib_gen.machine.workers import do_all

        for name in {name for job in item.jobs for name in job.formats}:
            list_formats()[name]  # what is imported here, a forked process has
        results: dict[int, Produced] = {}
        for rank, made in do_all(item.jobs, Bench(item.spec).render, jobs):
            if isinstance(made, Produced):
                results[rank] = made
            else:
                results[rank] = Produced((), (make_finding(made),))
            for _ in range(count_files(item.jobs[rank])):
                progress.advance()
        return [results[rank] for rank in sorted(results)]
    return [
        render_job(job, item.tools[job.langue], progress.advance) for job in item.jobs
    ]


def _order_bundle(
    made: _Made, request: RenderRequest, catalogue: Catalogue
) -> BundleOrder:
    """The files of a sitting and its manifest, ready to be written."""
    from delib_gen.bundle.software import describe_software
    from delib_gen.formats.faces import describe_faces, find_faces

    prepared = made.prepared
    situation = prepared.situation
    seance, lue = situation.seance, situation.lue
    read = [*lue.sources.files, *list_own_files(request.own)]
    sure = prepared.checked.sure
    jours = seance.jours
    manifest = Manifest(
        seance=SeanceInscrite.on(jours, seance.organe, situation.autorite.code),
        logiciel={**describe_software(), "ressources": digest_resources()},
        polices=describe_faces(find_faces(prepared.spec.charte)),
        entrees=tuple(FichierLu.of(f.relative, f.content) for f in read),
        constats=tuple(Constat.from_diagnostic(f) for f in made.findings),
        actes=tuple(
            ActeInscrit(**row, tenue=describe_tenue(acte))
            for acte, row in zip(sure, list_rows(sure), strict=True)
        ),
    )
    return BundleOrder(
        made.files,
        manifest,
        request.out,
        name_sitting(jours, seance.organe, situation.organe.sigle, seance.suffixe),
        prepared.only_folder,
        catalogue.steps,
    )
