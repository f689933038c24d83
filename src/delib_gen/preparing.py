"""From a sitting that was checked to jobs of rendering: views, and early findings.

Whatever can be found wrong with documents without a page is found here, so that
nothing is laid out while an error stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from delib_gen.assembling import build_books, build_dossier, build_editions
from delib_gen.bundle.naming import SEANCE, name_acts
from delib_gen.catalogue import DOSSIER, make_exports
from delib_gen.lang.editions import list_langues, split_edition
from delib_gen.left_out import tell_left_out
from delib_gen.machine.guard import doing
from delib_gen.prose.lines import drop_inkless
from delib_gen.view.context import make_seance_context

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from delib_gen.catalogue import Catalogue
    from delib_gen.checking import Checked
    from delib_gen.findings import Diagnostic, Span
    from delib_gen.formats.base import RenderTools
    from delib_gen.keeping import Keeper, Work
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.produced import OutputFile
    from delib_gen.render import Job, RenderSpec
    from delib_gen.request import RenderRequest
    from delib_gen.schema.charte import Charte


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sitting ready to be rendered.

    Attributes:
        spec: what everything is rendered with.
        tools: the same, made ready for each edition.
        works: what is to be laid out, by act or for the sitting.
        exports: the files that need no page, made already.
        findings: what is wrong with it before anything is laid out.
        only_folder: the one folder that is written to; None for all.
    """

    spec: RenderSpec
    tools: Mapping[str, RenderTools]
    works: tuple[Work, ...]
    exports: tuple[OutputFile, ...]
    findings: tuple[Diagnostic, ...]
    only_folder: str | None

    @property
    def total(self) -> int:
        """How many files there are to lay out, at the most."""
        from delib_gen.render import count_files

        return sum(count_files(work.job) for work in self.works if not work.kept)


def prepare(
    keeper: Keeper,
    actes: Sequence[ActeEnSeance],
    request: RenderRequest,
    catalogue: Catalogue,
) -> Prepared:
    """Views, exports, and what can be found wrong before anything is laid out."""
    from delib_gen.formats.preflight import check_before_rendering
    from delib_gen.render import RenderSpec, make_tools, measure

    checked = keeper.checked
    situation, charte = checked.sound
    spec = RenderSpec(situation.autorite.code, charte, request.own)
    wanted = _Wanted(situation, actes, request, catalogue, charte)
    works: list[Work] = []
    fresh: list[Diagnostic] = []
    tools = {edition: make_tools(edition, spec) for edition in request.langues}
    for edition in request.langues:
        for job in wanted.list_jobs(edition):
            work = keeper.begin(job)
            if work.kept is None or work.kept.early:
                find_sign = partial(_find_sign, checked, job.acte)
                signs = measure(job.views)
                with doing("l'examen des pièces", acte=job.acte, signs=signs):
                    early = check_before_rendering(
                        job.views, job.acte, tools[edition], find_sign
                    )
                work = replace(work, early=tuple(early))
            works.append(work)
            fresh += work.early
    exports, jobs = tuple(wanted.make_exports()), [work.job for work in works]
    stade, asked = situation.seance.stade, request.only
    fresh += tell_left_out(
        wanted.of_seance, wanted.of_acte, jobs, exports, stade, asked
    )
    if request.own is not None or request.all_templates:
        from delib_gen.templatecheck import check_templates

        langues, types = list_langues(request.langues), catalogue.view_types
        shipped = request.all_templates
        fresh += check_templates(spec, langues, request.formats, types, shipped=shipped)
    return Prepared(
        spec=spec,
        tools=tools,
        works=tuple(works),
        exports=exports,
        findings=tuple(checked.lue.sources.quote(dict.fromkeys(fresh))),
        only_folder=wanted.only_folder,
    )


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
            partial(_find_sign, checked, repere),
        )
    ]
    return checked.lue.sources.quote(found)


def _find_sign(checked: Checked, repere: str, sign: str) -> tuple[Span | None, str]:
    """Where a character was typed: in the act or sitting, else in whatever was read.

    Returns:
        The place, and what names a cell there.
    """
    situation = checked.situation
    for acte, passages in situation.iter_read() if situation else ():
        for passage in passages if acte == repere else ():
            place = passage.text.find(sign)
            if place >= 0:
                return passage.place(place, place + 1), passage.cellule
    return checked.lue.sources.find_sign(sign), ""


class _Wanted:
    """What is wanted of a sitting, in each language that is asked for."""

    def __init__(
        self,
        situation: Situation,
        actes: Sequence[ActeEnSeance],
        request: RenderRequest,
        catalogue: Catalogue,
        charte: Charte,
    ) -> None:
        names = catalogue.spell_out(request.only)
        self._formats = request.formats
        self._actes = actes
        # All the pieces of an act are put into words, whichever are wanted: the
        # dossier has them all, and they refer to each other.
        self._pieces = catalogue.acte.pieces
        self.of_acte = catalogue.acte.select(names)
        self._dossier = DOSSIER in names
        # With one act wanted, the sitting is not known whole: nothing is made of it.
        self.of_seance = catalogue.seance.select(() if request.acte else names)
        self._contexts = {
            langue: make_seance_context(situation, langue, charte)
            for langue in list_langues(request.langues)
        }
        folders = name_acts([acte.repere for acte in situation.actes])
        self._folders = {
            acte.path: folder
            for acte, folder in zip(situation.actes, folders, strict=True)
        }
        self.only_folder: str | None = None
        if request.acte and actes:
            self.only_folder = self._folders[actes[0].path]
        elif not (self.of_acte.names or self._dossier):
            self.only_folder = SEANCE

    def list_jobs(self, edition: str) -> Iterator[Job]:
        """What is to be laid out in an edition; nothing for an act without a page."""
        from delib_gen.render import Job

        sittings = [self._contexts[langue] for langue in split_edition(edition)]
        genres, documents = self.of_acte.genres, self.of_acte.documents
        apart = [kind for kind in documents if kind.apart]
        whole = self._dossier or len(documents) > len(apart)
        for acte in self._actes:
            contexts = [sitting.turn_to(acte) for sitting in sittings]
            whose = (self._folders[acte.path], acte.repere, edition)
            if whole:
                views, meta = build_dossier(self._pieces, contexts)
                dossier = meta if self._dossier else None
                if views:
                    yield Job(*whose, views, genres, self._formats, dossier)
            if others := tuple(build_editions(apart, contexts)):
                yield Job(*whose, others, genres, self._formats, None)
        papers = [kind for kind in self.of_seance.documents if not kind.gather]
        views = tuple(build_editions(papers, sittings))
        if views:
            genres = self.of_seance.genres
            yield Job(SEANCE, "", edition, views, genres, self._formats, None)
        for views, meta in build_books(self.of_seance.documents, sittings):
            yield Job(SEANCE, "", edition, views, frozenset(), self._formats, meta)

    def make_exports(self) -> Iterator[OutputFile]:
        """The files that need no page, in each language."""
        for sitting in self._contexts.values():
            for acte in self._actes:
                folder, context = self._folders[acte.path], sitting.turn_to(acte)
                yield from make_exports(self.of_acte, context, folder, acte.repere)
            yield from make_exports(self.of_seance, sitting, SEANCE, "")
