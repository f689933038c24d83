"""The whole way, in order: load, model, rules, view, templates, formats, bundle.

The only module that knows every step; each step is a function of another one.
Rendering libraries are imported when they are needed: `check` does not pay for
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.bundle.staging import Stage, open_stages
from delib_gen.bundle.write import BundleOrder, write_bundles
from delib_gen.catalogue import CATALOGUE, TRANSMISSION, Catalogue
from delib_gen.checking import blocks, check_session, find_shared, select_actes
from delib_gen.ending import make_manifest, place_texts
from delib_gen.findings import Severity
from delib_gen.inscribing import inscribe
from delib_gen.keeping import Keeper
from delib_gen.lang.editions import list_langues
from delib_gen.preparing import OfSitting, Prepared, Subject, prepare
from delib_gen.request import Progress, RenderRequest
from delib_gen.store import Kept, Store
from delib_gen.transmission import copy_to_transmit, tell_not_transmitted

if TYPE_CHECKING:
    from delib_gen.bundle.manifest import Fichier
    from delib_gen.bundle.write import WrittenBundle
    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.produced import OutputFile
    from delib_gen.render import Produced

__all__ = [
    "Outcome",
    "Progress",
    "RenderRequest",
    "make_subjects",
    "render_sessions",
    "try_sessions",
]

_OF_TEMPLATES = ("GAB", "SOR")
"""The families of findings that templates and styles are to blame for."""


@dataclass(slots=True)
class Outcome:
    """What a run gave.

    Attributes:
        findings: what was found.
        bundles: what was written; nothing on an error.
        sans_vote: the acts that were not put to a vote.
        kept: the store that was looked in; None where none was.
        read: the files that were read.
    """

    findings: list[Diagnostic] = field(default_factory=list)
    bundles: list[WrittenBundle] = field(default_factory=list)
    sans_vote: list[ActeEnSeance] = field(default_factory=list)
    kept: Store | None = None
    read: list[Path] = field(default_factory=list)

    def blocked(self, *, strict: bool) -> bool:
        """Whether something found keeps the files from being written."""
        return blocks(self.findings, strict=strict)


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
    outcome, subjects = _check(paths, request, catalogue)
    make_subjects(subjects, outcome, request, progress, catalogue)
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
    outcome, subjects = _check(paths, request, catalogue)
    make_subjects(subjects, outcome, request, progress, catalogue, writing=False)
    return [
        finding
        for finding in outcome.findings
        if finding.severity is Severity.ERREUR or finding.code.startswith(_OF_TEMPLATES)
    ]


def _check(
    paths: Sequence[Path], request: RenderRequest, catalogue: Catalogue
) -> tuple[Outcome, list[Subject]]:
    """What is wrong with sessions, and those of which documents can be made."""
    outcome, sound = Outcome(), list[OfSitting]()
    papers = catalogue.seance.select(catalogue.spell_out(request.only)).names
    # A file given twice is one sitting.
    for path in {path.absolute(): path for path in paths}.values():
        checked = check_session(
            path,
            list_langues(request.langues),
            papiers=papers,
            registre=request.registre,
        )
        outcome.read += [Path(file.name) for file in checked.lue.sources.files]
        found, actes = select_actes(checked, request.acte)
        if checked.situation is not None and not blocks(found, strict=request.strict):
            found += checked.lue.locate(tell_not_transmitted(actes, request))
            sound.append(OfSitting(checked, actes, found, request, catalogue))
        outcome.findings += found
    outcome.findings += find_shared(each for s in sound for each in s.checked)
    return outcome, [*sound]


def make_subjects(
    subjects: Sequence[Subject],
    outcome: Outcome,
    request: RenderRequest,
    progress: Progress,
    catalogue: Catalogue,
    *,
    writing: bool = True,
) -> None:
    """Make and write what subjects want: all of it, or nothing.

    Nothing is laid out while an error stands, nor put in place; what was found, and
    what was written, is added to the outcome.

    Args:
        subjects: what is to be made, each into its folder.
        outcome: what the checks have found.
        request: what is asked for.
        progress: told how far it is.
        catalogue: what can be made.
        writing: whether anything is written at all.

    Raises:
        BundleError: if the files cannot be written where they are wanted.
    """
    store = Store(request.store) if request.store else None
    writing = writing and not outcome.blocked(strict=request.strict)
    with ExitStack() as held:
        targets = [request.out / subject.folder for subject in subjects]
        stages = held.enter_context(open_stages(targets)) if writing else ()
        makings = [
            _Making(
                subject,
                stages[rank] if stages else None,
                Keeper(store, request, subject.checked, subject.asked),
                request,
                catalogue,
                list(subject.findings),
            )
            for rank, subject in enumerate(subjects)
        ]
        for making in makings:
            outcome.findings += making.begin()
        if outcome.blocked(strict=request.strict):
            return
        progress.start(sum(making.total for making in makings))
        for making in makings:
            outcome.findings += making.finish(progress)
        if store is not None:
            store.tidy()
            outcome.kept = store
        if stages and not outcome.blocked(strict=request.strict):
            _write(makings, outcome, request)


def _write(
    makings: Sequence[_Making], outcome: Outcome, request: RenderRequest
) -> None:
    """Put all that was made in place, and into the register."""
    before = list(outcome.findings)
    orders = [making.order() for making in makings]
    sittings = [
        (making.subject, order)
        for making, order in zip(makings, orders, strict=True)
        if isinstance(making.subject, OfSitting)
    ]
    with inscribe(sittings) as keep:
        outcome.bundles = write_bundles(
            orders,
            approve=lambda found: not blocks([*before, *found], strict=request.strict),
        )
        outcome.findings += [f for bundle in outcome.bundles for f in bundle.findings]
        if not outcome.blocked(strict=request.strict):
            keep()
    outcome.sans_vote = [a for s, _ in sittings for a in s.actes if not a.delibere]


@dataclass(slots=True)
class _Making:
    """Something of which everything is to be made, or is.

    Attributes:
        subject: what is wanted.
        stage: where its files go as they are made; None where they go nowhere.
        keeper: what keeps them.
        findings: everything found so far: they go into the manifest.
    """

    subject: Subject
    stage: Stage | None
    keeper: Keeper
    request: RenderRequest
    catalogue: Catalogue
    findings: list[Diagnostic]
    _key: str = ""
    _prepared: Prepared | None = None
    _made: dict[int, list[Fichier]] = field(default_factory=dict)
    _sent: dict[int, list[Fichier]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many files are to be laid out, at the most."""
        return self._prepared.total if self._prepared else 0

    def begin(self) -> list[Diagnostic]:
        """Take what is kept, and prepare what is to be laid out; what that finds."""
        self._key = self.keeper.name_whole(self.catalogue)
        whole = self.keeper.find(self._key)
        if whole is not None and self._take_whole(whole):
            found = [*whole.early, *whole.findings]
        else:
            self._prepared = prepare(
                self.keeper, self.subject, self.request, self.catalogue, self._take
            )
            found = [*self._prepared.findings]
        self.findings += found
        return found

    def finish(self, progress: Progress) -> list[Diagnostic]:
        """Lay out what is left, and keep it; what that finds."""
        prepared = self._prepared
        if prepared is None:
            return []
        from delib_gen.making import make_all

        works = prepared.works
        results = {rank: work.told or () for rank, work in enumerate(works)}

        def end(rank: int, made: Produced) -> None:
            results[rank] = made.findings
            kept = Kept(made.files, made.findings, works[rank].early)
            self.keeper.keep(works[rank].key, kept)
            self._take(rank, made.files)

        make_all(prepared, self.request, end, progress.advance)
        told = [f for rank in sorted(results) for f in results[rank]]
        told = place_texts(told, self.subject.checked)
        keys = tuple(work.key for work in works)
        whole = Kept(prepared.exports, tuple(told), prepared.findings, keys)
        self.keeper.keep(self._key, whole)
        self._take(len(works), prepared.exports)
        self.findings += told
        return told

    def order(self) -> BundleOrder:
        """What is to be put in place."""
        if self.stage is None:
            raise LookupError("nothing was written")
        made = (self._made[rank] for rank in sorted(self._made))
        sent = (self._sent[rank] for rank in sorted(self._sent))
        return BundleOrder(
            [entry for entries in (*made, *sent) for entry in entries],
            make_manifest(self.subject, self.request.own, self.findings),
            self.stage,
            self.subject.only_folder,
            self.catalogue.steps,
        )

    def _take_whole(self, whole: Kept) -> bool:
        """Take all that a run of before has made; tell whether all of it is there."""
        for rank, key in enumerate(whole.parts):
            part = self.keeper.find(key)
            if part is None:
                if self.stage is not None:
                    self.stage.clear()
                return False
            self._take(rank, part.files)
        self._take(len(whole.parts), whole.files)
        return True

    def _take(self, rank: int, files: Sequence[OutputFile]) -> None:
        """Write the files of a work; what is deposited of an act goes with them."""
        if self.stage is None:
            return
        self._made[rank] = [self.stage.put(file) for file in files]
        if TRANSMISSION in self.request.only:
            copies = copy_to_transmit(files, self.subject.actes)
            self._sent[rank] = [self.stage.put(file) for file in copies]
