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
from delib_gen.findings.structure import STR02
from delib_gen.load.files import list_own_files
from delib_gen.resources import digest_resources

if TYPE_CHECKING:
    from delib_gen.bundle.write import BundleOrder, WrittenBundle
    from delib_gen.findings import Diagnostic
    from delib_gen.formats.base import RenderTools
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.render import ActeFiles, ActeJob, RenderSpec


_OF_TEMPLATES = ("GAB", "SOR")
"""The families of findings that templates and styles are to blame for."""


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """What is asked of `render`.

    Attributes:
        out: the folder that receives the sittings' folders.
        langues: the languages.
        formats: the formats.
        genres: the kinds of documents, `dossier` among them; all where empty.
        acte: the number of the only act wanted; empty for all.
        own: the office's own folder of templates.
        jobs: how many processes.
        strict: whether warnings block.
        all_templates: whether every template is read for unknown names, the
            shipped ones too (their tests have done it).
    """

    out: Path
    langues: tuple[str, ...] = ("fr",)
    formats: tuple[str, ...] = ("pdf", "docx")
    genres: tuple[str, ...] = ()
    acte: str = ""
    own: Path | None = None
    jobs: int = 1
    strict: bool = False
    all_templates: bool = False


@dataclass(slots=True)
class Outcome:
    """What a run gave: the findings, and the files written (none on an error)."""

    findings: list[Diagnostic] = field(default_factory=list)
    bundles: list[WrittenBundle] = field(default_factory=list)

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
) -> tuple[Outcome, list[_Prepared]]:
    """Everything but the writing; nothing is laid out while an error stands."""
    outcome = Outcome()
    prepared: list[_Prepared] = []
    # A file given twice is one sitting.
    for path in {path.absolute(): path for path in paths}.values():
        checked = check_session(path)
        situation = checked.situation
        found, actes = select_actes(checked, request.acte)
        if situation is not None:
            found = [*found, *_check_languages(situation, request.langues)]
        if situation is not None and not blocks(found, strict=request.strict):
            prepared.append(_prepare(situation, actes, found, request))
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


def _check_languages(situation: Situation, langues: Sequence[str]) -> list[Diagnostic]:
    """STR02: an authority that does not say its names in a language asked for."""
    span = situation.lue.find_span(("collectivite",))
    return [
        STR02.at(
            ("collectivite",),
            f"la collectivité « {situation.autorite.code} » n'a pas ses noms en "
            f"« {langue} »",
            f"ajoutez `{langue}:` sous chaque `noms:` de son fichier",
            span=span,
        )
        for langue in langues
        if langue not in situation.autorite.noms or langue not in situation.organe.noms
    ]


@dataclass(slots=True)
class _Prepared:
    """A sitting ready to be rendered; `findings` go into its manifest."""

    situation: Situation
    actes: list[ActeEnSeance]
    jobs: list[tuple[ActeEnSeance, ActeJob]]
    spec: RenderSpec
    findings: list[Diagnostic]
    tools: dict[str, RenderTools] = field(default_factory=dict)
    total: int = 0
    results: list[ActeFiles] = field(default_factory=list)


def _prepare(
    situation: Situation,
    actes: list[ActeEnSeance],
    found: list[Diagnostic],
    request: RenderRequest,
) -> _Prepared:
    """Views, and what can be found wrong before anything is laid out."""
    from delib_gen.formats.preflight import check_before_rendering
    from delib_gen.render import DOSSIER, ActeJob, RenderSpec, count_files, make_tools
    from delib_gen.view.context import make_view_context
    from delib_gen.view.registry import build_views, list_document_kinds

    charte = situation.reference.charte
    if charte is None:
        raise LookupError("an authority without a house style passed the checks")
    spec = RenderSpec(situation.autorite.code, charte, request.own)
    options = {kind.option: kind.name for kind in list_document_kinds()}
    options[DOSSIER] = DOSSIER
    genres = frozenset(options[g] for g in request.genres or options)
    prepared = _Prepared(situation, actes, [], spec, list(found))
    fresh: list[Diagnostic] = []
    for langue in request.langues:
        tools = prepared.tools[langue] = make_tools(langue, spec)
        for acte in actes:
            context = make_view_context(acte, langue, charte)
            views = tuple(build_views(context))
            if not views:
                continue
            titre = context.phrase("dossier.titre_document", du=context.name_acte("du"))
            dossier = context.meta(titre, titre, DOSSIER)
            job = ActeJob(acte.numero, langue, views, genres, request.formats, dossier)
            prepared.jobs.append((acte, job))
            prepared.total += count_files(job)
            fresh += check_before_rendering(views, acte.numero, tools)
    fresh += _check_own_templates(request, spec)
    prepared.findings = [*found, *dict.fromkeys(fresh)]
    return prepared


def _check_own_templates(request: RenderRequest, spec: RenderSpec) -> list[Diagnostic]:
    """GAB01 for an office's own templates, before they are used."""
    if request.own is None and not request.all_templates:
        return []
    from delib_gen.templatecheck import check_templates

    return check_templates(spec, request.langues, request.formats)


def _render_all(item: _Prepared, jobs: int, progress: Progress) -> list[ActeFiles]:
    from delib_gen.render import (
        count_files,
        render_acte,
        render_in_process,
    )

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


def _order_bundle(item: _Prepared, request: RenderRequest) -> BundleOrder:
    """The files of a sitting and its manifest, ready to be written."""
    from delib_gen.bundle.manifest import Constat, Entree, Manifest, Seance, digest
    from delib_gen.bundle.naming import name_acts, name_sitting
    from delib_gen.bundle.plan import OutputFile
    from delib_gen.bundle.software import describe_software
    from delib_gen.bundle.write import BundleOrder
    from delib_gen.formats.faces import describe_faces, find_faces

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
    read = [*lue.files, *situation.reference.files, *list_own_files(request.own)]
    jours = seance.jours
    manifest = Manifest(
        seance=Seance(seance.organe, jours[0].isoformat()),
        logiciel={**describe_software(), "ressources": digest_resources()},
        polices=describe_faces(find_faces(item.spec.charte)),
        entrees=tuple(Entree(f.relative, digest(f.content)) for f in read),
        constats=tuple(Constat.from_diagnostic(f) for f in item.findings),
    )
    return BundleOrder(
        outputs,
        manifest,
        request.out,
        name_sitting(jours, seance.organe, situation.organe.sigle, seance.suffixe),
        folder_of[item.actes[0].path] if request.acte and item.actes else None,
    )
