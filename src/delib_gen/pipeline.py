"""The whole way, in order: load, model, rules, view, templates, formats, bundle.

The only module that knows every step; each step is a function of another one.
Rendering libraries are imported when they are needed: `check` does not pay for
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from delib_gen.checking import blocks, check_session, select_actes
from delib_gen.findings import Severity
from delib_gen.lang.editions import list_langues
from delib_gen.load.files import list_own_files
from delib_gen.preparing import Prepared, RenderRequest, prepare
from delib_gen.resources import digest_resources

if TYPE_CHECKING:
    from delib_gen.bundle.write import BundleOrder, WrittenBundle
    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.render import ActeFiles

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


def render_sessions(
    paths: Sequence[Path], request: RenderRequest, progress: Progress
) -> Outcome:
    """The whole way for some session files: all is written, or nothing.

    Raises:
        BundleError: if the files cannot be written where they are wanted.
    """
    outcome, prepared = _produce(paths, request, progress)
    if outcome.blocked(strict=request.strict):
        return outcome
    from delib_gen.bundle.write import write_bundles

    before = list(outcome.findings)
    outcome.bundles = write_bundles(
        [_order_bundle(item, request) for item in prepared],
        approve=lambda found: not blocks([*before, *found], strict=request.strict),
    )
    outcome.findings += [f for bundle in outcome.bundles for f in bundle.findings]
    outcome.sans_vote = [a for p in prepared for a in p.actes if not a.delibere]
    return outcome


def try_sessions(
    paths: Sequence[Path], request: RenderRequest, progress: Progress
) -> list[Diagnostic]:
    """The same way without its last step, to try templates: nothing is written.

    What is only worth a warning about the sessions themselves is left out.
    """
    outcome, _ = _produce(paths, request, progress)
    return [
        finding
        for finding in outcome.findings
        if finding.severity is Severity.ERREUR or finding.code.startswith(_OF_TEMPLATES)
    ]


def _produce(
    paths: Sequence[Path], request: RenderRequest, progress: Progress
) -> tuple[Outcome, list[Prepared]]:
    """Everything but the writing; nothing is laid out while an error stands."""
    outcome = Outcome()
    prepared: list[Prepared] = []
    # A file given twice is one sitting.
    for path in {path.absolute(): path for path in paths}.values():
        checked = check_session(path, list_langues(request.langues))
        situation = checked.situation
        found, actes = select_actes(checked, request.acte)
        if situation is not None and not blocks(found, strict=request.strict):
            prepared.append(prepare(situation, actes, found, request))
            prepared[-1].sure = checked.sure
            found = prepared[-1].findings
        outcome.findings += found
    if outcome.blocked(strict=request.strict):
        return outcome, prepared
    progress.start(sum(p.total for p in prepared))
    for item in prepared:
        item.results = _render_all(item, request.jobs, progress)
        found = [f for result in item.results for f in result.findings]
        item.findings += found
        outcome.findings += found
    return outcome, prepared


def _render_all(item: Prepared, jobs: int, progress: Progress) -> list[ActeFiles]:
    from delib_gen.render import count_files, render_acte, render_in_process

    if jobs > 1 and len(item.jobs) > 1:
        results: list[ActeFiles] = []
        with ProcessPoolExecutor(min(jobs, len(item.jobs))) as pool:
            futures = [
                pool.submit(render_in_process, job, item.spec) for _, job in item.jobs
            ]
            for future, (_, job) in zip(futures, item.jobs, strict=True):
                results.append(future.result())
                for _ in range(count_files(job)):
                    progress.advance()
        return results
    return [
        render_acte(job, item.tools[job.langue], progress.advance)
        for _, job in item.jobs
    ]


def _order_bundle(item: Prepared, request: RenderRequest) -> BundleOrder:
    """The files of a sitting and its manifest, ready to be written."""
    from delib_gen.bundle.manifest import ActeInscrit, Constat, Entree, Manifest, Seance
    from delib_gen.bundle.naming import name_acts, name_sitting
    from delib_gen.bundle.plan import OutputFile
    from delib_gen.bundle.software import describe_software
    from delib_gen.bundle.write import BundleOrder
    from delib_gen.formats.faces import describe_faces, find_faces
    from delib_gen.model.issue import list_rows

    situation = item.situation
    seance, lue = situation.seance, situation.lue
    folders = name_acts([acte.numero for acte in situation.actes])
    folder_of = {
        acte.path: folder for acte, folder in zip(situation.actes, folders, strict=True)
    }
    outputs = [
        OutputFile(
            acte_folder=folder_of[acte.path],
            filename=file.fichier,
            content=file.content,
            acte=acte.numero,
            document=file.document,
            langue=file.langue,
            format=file.format,
        )
        for (acte, _), result in zip(item.jobs, item.results, strict=True)
        for file in result.files
    ]
    read = [*lue.sources.files, *list_own_files(request.own)]
    jours = seance.jours
    manifest = Manifest(
        seance=Seance.on(jours, seance.organe, situation.autorite.code),
        logiciel={**describe_software(), "ressources": digest_resources()},
        polices=describe_faces(find_faces(item.spec.charte)),
        entrees=tuple(Entree.of(f.relative, f.content) for f in read),
        constats=tuple(Constat.from_diagnostic(f) for f in item.findings),
        actes=tuple(ActeInscrit(**row) for row in list_rows(item.sure)),
    )
    return BundleOrder(
        outputs,
        manifest,
        request.out,
        name_sitting(jours, seance.organe, situation.organe.sigle, seance.suffixe),
        folder_of[item.actes[0].path] if request.acte and item.actes else None,
    )
