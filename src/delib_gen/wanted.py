"""What is wanted of a sitting: what makes its views, and into which folder they go."""

from __future__ import annotations

import gc
from abc import ABC, abstractmethod
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from delib_gen.assembling import build_book, build_dossier, build_editions
from delib_gen.bundle.manifest import SeanceInscrite
from delib_gen.bundle.naming import SEANCE, name_acts, name_sitting
from delib_gen.catalogue import DOSSIER, make_exports
from delib_gen.lang.editions import list_langues, split_edition
from delib_gen.left_out import tell_left_out
from delib_gen.model.issue import name_acte
from delib_gen.rereading import Trace
from delib_gen.view.context import make_seance_context

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from delib_gen.catalogue import Catalogue
    from delib_gen.checking import Checked
    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.kinds import DocumentKind
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.produced import OutputFile
    from delib_gen.render import Job
    from delib_gen.request import RenderRequest
    from delib_gen.view.base import Meta, View
    from delib_gen.view.context import ActeContext, SeanceContext


class Subject(ABC):
    """What a folder is made of.

    Attributes:
        sittings: the sessions, which passed the checks, each with what the names of
            its inputs begin with in the manifest.
        folder: the folder's name.
        seance: what the manifest calls it.
        findings: what the checks have found in it.
        asked: what else than the request says what is made, as plain data.
        only_folder: the one folder that is written to; None for all.
        numbered: the numbers of the acts of which documents are made.
        sans_vote: what those acts are called that were not put to a vote, and why.
        again: what of it can be made again.
    """

    sittings: Sequence[tuple[str, Checked]]
    folder: str
    seance: SeanceInscrite
    findings: Sequence[Diagnostic]
    asked: object = ()
    only_folder: str | None = None
    numbered: Collection[str] = ()
    sans_vote: Sequence[tuple[str, str]] = ()
    again: ClassVar[tuple[str, ...]] = ()

    @property
    def checked(self) -> list[Checked]:
        """The sessions."""
        return [checked for _, checked in self.sittings]

    def let_go(self) -> None:
        """Hold nothing that can be had again: whoever asks for it has it made."""
        for name in self.again:
            self.__dict__.pop(name, None)
        gc.collect()  # a sitting and its acts know each other

    @abstractmethod
    def list_jobs(self, edition: str) -> Iterator[Callable[[], Job | None]]:
        """What makes each job of an edition; it gives none where there is no page."""

    def make_exports(self) -> Iterator[OutputFile]:
        """The files that need no page, in each language."""
        return iter(())

    def tell_left_out(
        self,
        pieces: Collection[str],  # noqa: ARG002 - of the sitting, whoever has one
    ) -> Iterator[Diagnostic]:
        """Which of the papers asked for are not made, of those of the sitting."""
        return iter(())


class OfSitting(Subject):
    """What is wanted of a sitting, in each language that is asked for."""

    again = ("sittings", "_actes", "_contexts")

    def __init__(
        self,
        checked: Checked,
        actes: Sequence[ActeEnSeance],
        findings: Sequence[Diagnostic],
        request: RenderRequest,
        catalogue: Catalogue,
    ) -> None:
        """Know what is wanted, and make nothing of it yet.

        Args:
            checked: the session, which passed the checks.
            actes: the acts wanted.
            findings: what the checks have found in them.
            request: what is asked for.
            catalogue: what can be made.
        """
        situation, _ = checked.sound
        seance, sigle = situation.seance, situation.organe.sigle
        self.folder = name_sitting(seance.jours, seance.organe, sigle, seance.suffixe)
        autorite = situation.autorite.code
        self.seance = SeanceInscrite.on(seance.jours, seance.organe, autorite)
        self.findings, self._request = findings, request
        self.sittings = [("", checked)]
        self._trace: Trace | None = None
        names = catalogue.spell_out(request.only)
        # All the pieces of an act are put into words, whichever are wanted: the
        # dossier has them all, and they refer to each other.
        self._pieces = catalogue.acte.pieces
        self._of_acte = catalogue.acte.select(names)
        self._dossier = DOSSIER in names
        # With one act wanted, the sitting is not known whole: nothing is made of it.
        self._of_seance = catalogue.seance.select(() if request.acte else names)
        reperes = [acte.repere for acte in situation.actes]
        paths = [acte.path for acte in situation.actes]
        self._folders = dict(zip(paths, name_acts(reperes), strict=True))
        self._paths = [acte.path for acte in actes]
        self.numbered = {acte.numero for acte in actes if acte.numero}
        self.sans_vote = [
            (name_acte(acte), acte.acte.statut.value)
            for acte in actes
            if acte.acte.statut is not None
        ]
        if request.acte and actes:
            self.only_folder = self._folders[actes[0].path]
        elif not (self._of_acte.names or self._dossier):
            self.only_folder = SEANCE

    @cached_property
    def sittings(self) -> Sequence[tuple[str, Checked]]:  # type: ignore[override]
        """The session.

        Raises:
            ToldError: if it was let go, and a file has changed since.
        """
        if self._trace is None:
            raise LookupError("it was not let go")
        return [("", self._trace.follow())]

    def let_go(self) -> None:
        """The same; what is read again is known by what was read before."""
        if self._trace is None:
            langues = list_langues(self._request.langues)
            self._trace = Trace(self.checked[0], langues, self._request.registre)
        super().let_go()

    @property
    def actes(self) -> Sequence[ActeEnSeance]:
        """The acts wanted."""
        return [self._actes[path] for path in self._paths]

    @cached_property
    def _actes(self) -> dict[YamlPath, ActeEnSeance]:
        situation, _ = self.checked[0].sound
        return {acte.path: acte for acte in situation.actes}

    @cached_property
    def _contexts(self) -> dict[str, SeanceContext]:
        situation, charte = self.checked[0].sound
        return {
            langue: make_seance_context(situation, langue, charte)
            for langue in list_langues(self._request.langues)
        }

    def list_jobs(self, edition: str) -> Iterator[Callable[[], Job | None]]:
        """What makes each job of an edition: of the acts, then of the sitting."""
        documents, papers = self._of_acte.documents, self._of_seance.documents
        apart = [kind for kind in documents if kind.apart]
        for path in self._paths:
            if self._dossier or len(documents) > len(apart):
                yield partial(self._make_whole, edition, path)
            if apart:
                yield partial(self._make_apart, edition, path, apart)
        yield partial(self._make_papers, edition)
        for kind in (kind for kind in papers if kind.gather):
            yield partial(self._make_book, edition, kind)

    def _make_whole(self, edition: str, path: YamlPath) -> Job | None:
        """The pieces of an act, and its dossier where that is wanted."""
        acte = self._actes[path]
        views, meta = build_dossier(self._pieces, self._turn(edition, acte))
        dossier = meta if self._dossier else None
        return self._make_job(edition, acte, views, self._of_acte.genres, dossier)

    def _make_apart(
        self,
        edition: str,
        path: YamlPath,
        kinds: Sequence[DocumentKind[ActeContext]],
    ) -> Job | None:
        """The documents of an act that are no piece of its dossier."""
        acte = self._actes[path]
        views = build_editions(kinds, self._turn(edition, acte))
        return self._make_job(edition, acte, views, self._of_acte.genres)

    def _make_papers(self, edition: str) -> Job | None:
        """The papers of the sitting that are no books."""
        kinds = [kind for kind in self._of_seance.documents if not kind.gather]
        views = build_editions(kinds, self._speak(edition))
        return self._make_job(edition, None, views, self._of_seance.genres)

    def _make_book(self, edition: str, kind: DocumentKind[SeanceContext]) -> Job | None:
        """A book of the sitting."""
        views, meta = build_book(kind, self._speak(edition))
        return self._make_job(edition, None, views, frozenset(), meta)

    def _make_job(
        self,
        edition: str,
        acte: ActeEnSeance | None,
        views: Sequence[View],
        genres: frozenset[str],
        dossier: Meta | None = None,
    ) -> Job | None:
        from delib_gen.render import Job

        folder = SEANCE if acte is None else self._folders[acte.path]
        repere = "" if acte is None else acte.repere
        formats, views = self._request.formats, tuple(views)
        return (
            Job(folder, repere, edition, views, genres, formats, dossier)
            if views
            else None
        )

    def _speak(self, edition: str) -> list[SeanceContext]:
        """The sitting in each language of an edition."""
        return [self._contexts[langue] for langue in split_edition(edition)]

    def _turn(self, edition: str, acte: ActeEnSeance) -> list[ActeContext]:
        """An act in each language of an edition."""
        return [context.turn_to(acte) for context in self._speak(edition)]

    def make_exports(self) -> Iterator[OutputFile]:
        """The files that need no page, in each language."""
        for sitting in self._contexts.values():
            for acte in self.actes:
                folder, context = self._folders[acte.path], sitting.turn_to(acte)
                yield from make_exports(self._of_acte, context, folder, acte.repere)
            yield from make_exports(self._of_seance, sitting, SEANCE, "")

    def tell_left_out(self, pieces: Collection[str]) -> Iterator[Diagnostic]:
        """SOR09."""
        situation, _ = self.checked[0].sound
        stade, asked = situation.seance.stade, self._request.only
        return tell_left_out(self._of_seance, self._of_acte, pieces, stade, asked)
