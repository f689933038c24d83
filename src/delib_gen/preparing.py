"""What is made ready before anything is laid out: views, tools, early findings.

Whatever can be found wrong with documents without a page is found here, so that
nothing is laid out while an error stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.lang.editions import list_langues, split_edition
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.formats.base import RenderTools
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.render import ActeFiles, ActeJob, RenderSpec
    from delib_gen.schema.charte import Charte


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """What is asked of `render`.

    Attributes:
        out: the folder that receives the sittings' folders.
        langues: the editions: a language each, or two side by side (`fr+co`).
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
    langues: tuple[str, ...] = (LANGUE_DE_REFERENCE,)
    formats: tuple[str, ...] = ("pdf", "docx")
    genres: tuple[str, ...] = ()
    acte: str = ""
    own: Path | None = None
    jobs: int = 1
    strict: bool = False
    all_templates: bool = False


@dataclass(slots=True)
class Prepared:
    """A sitting ready to be rendered; `findings` go into its manifest."""

    situation: Situation
    actes: list[ActeEnSeance]
    jobs: list[tuple[ActeEnSeance, ActeJob]]
    spec: RenderSpec
    findings: list[Diagnostic]
    tools: dict[str, RenderTools] = field(default_factory=dict)
    total: int = 0
    results: list[ActeFiles] = field(default_factory=list)
    sure: list[ActeEnSeance] = field(default_factory=list)


def prepare(
    situation: Situation,
    actes: list[ActeEnSeance],
    found: list[Diagnostic],
    request: RenderRequest,
) -> Prepared:
    """Views, and what can be found wrong before anything is laid out."""
    from delib_gen.formats.preflight import check_before_rendering
    from delib_gen.render import DOSSIER, RenderSpec, count_files, make_tools
    from delib_gen.view.registry import list_document_kinds

    charte = situation.reference.charte
    if charte is None:
        raise LookupError("an authority without a house style passed the checks")
    spec = RenderSpec(situation.autorite.code, charte, request.own)
    options = {kind.option: kind.name for kind in list_document_kinds()}
    options[DOSSIER] = DOSSIER
    genres = frozenset(options[g] for g in request.genres or options)
    prepared = Prepared(situation, actes, [], spec, list(found))
    fresh: list[Diagnostic] = []
    for edition in request.langues:
        tools = prepared.tools[edition] = make_tools(edition, spec)
        for acte in actes:
            job = _make_job(acte, edition, charte, genres, request.formats)
            if job is None:
                continue
            prepared.jobs.append((acte, job))
            prepared.total += count_files(job)
            fresh += check_before_rendering(job.views, acte.numero, tools)
    fresh += _check_own_templates(request, spec)
    prepared.findings = [*found, *dict.fromkeys(fresh)]
    return prepared


def _make_job(
    acte: ActeEnSeance,
    edition: str,
    charte: Charte,
    genres: frozenset[str],
    formats: tuple[str, ...],
) -> ActeJob | None:
    """An act to be rendered in an edition; None where it makes no document.

    The only place where an edition becomes views: of two languages, the first
    leads and its documents say what the file is.
    """
    from delib_gen.render import DOSSIER, ActeJob
    from delib_gen.view.context import make_seance_context
    from delib_gen.view.en_regard import build_columns, pair_views
    from delib_gen.view.registry import build_views
    from delib_gen.view.sommaire import add_contents

    contexts = [
        make_seance_context(acte.situation, langue, charte).turn_to(acte)
        for langue in split_edition(edition)
    ]
    first, views = contexts[0], build_views(contexts[0])
    if not views:
        return None
    if len(contexts) > 1:
        views = pair_views(views, build_views(contexts[1]), build_columns(contexts))
    titre = first.phrase("dossier.titre_document", du=first.name_acte("du"))
    dossier = first.meta(titre, titre, DOSSIER)
    views = add_contents(first, views)
    return ActeJob(acte.numero, edition, tuple(views), genres, formats, dossier)


def _check_own_templates(request: RenderRequest, spec: RenderSpec) -> list[Diagnostic]:
    """GAB01 for an office's own templates, before they are used."""
    if request.own is None and not request.all_templates:
        return []
    from delib_gen.templatecheck import check_templates

    return check_templates(spec, list_langues(request.langues), request.formats)
