"""One folder on its way: what is kept is taken, the rest made, each file written.

It is looked at first, and what is found is told; it is made once what is found in all
the others is known too: what it was made of may have been let go meanwhile. Rendering
libraries are loaded where something is left to make.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delib_gen.bundle.write import BundleOrder
from delib_gen.catalogue import TRANSMISSION
from delib_gen.ending import make_manifest, place_texts
from delib_gen.inscribing import Entry, make_entry
from delib_gen.preparing import Prepared, Work, prepare
from delib_gen.store import Kept
from delib_gen.transmission import copy_to_transmit
from delib_gen.wanted import OfSitting, Subject

if TYPE_CHECKING:
    from delib_gen.bundle.manifest import Fichier, Manifest
    from delib_gen.bundle.staging import Stage
    from delib_gen.catalogue import Catalogue
    from delib_gen.findings import Diagnostic
    from delib_gen.keeping import Keeper
    from delib_gen.produced import OutputFile
    from delib_gen.render import Produced
    from delib_gen.request import Progress, RenderRequest


@dataclass(slots=True)
class Making:
    """Something of which everything is to be made, or is.

    Attributes:
        subject: what is wanted.
        keeper: what keeps what is made.
        findings: everything found so far: they go into the manifest.
        stage: where its files go as they are made; None where they go nowhere.
        entry: what a register is told of it, once it is made; None for nothing.
    """

    subject: Subject
    keeper: Keeper
    request: RenderRequest
    catalogue: Catalogue
    findings: list[Diagnostic]
    stage: Stage | None = None
    entry: Entry | None = None
    _key: str = ""
    _prepared: Prepared | None = None
    _manifest: Manifest | None = None
    _made: dict[int, list[Fichier]] = field(default_factory=dict)
    _sent: dict[int, list[Fichier]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many files are to be laid out, at the most."""
        return self._prepared.total if self._prepared else 0

    def begin(self) -> list[Diagnostic]:
        """See what is kept, and prepare what is to be laid out; what that finds."""
        self._key = self.keeper.name_whole(self.catalogue)
        whole = self.keeper.find(self._key, whole=False)
        if whole and self.keeper.has(whole.parts):
            found = [*whole.early, *whole.findings]
            self.findings += found
            self._describe()
        else:
            found = [*self._prepare().findings]
            self.findings += found
        return found

    def finish(self, stage: Stage | None, progress: Progress) -> list[Diagnostic]:
        """Take what is kept; lay out, and keep, the rest; what that finds.

        Args:
            stage: where its files go; None where they go nowhere.
            progress: told of each that is laid out.

        Raises:
            ToldError: if what was let go is no longer as it was.
        """
        self.stage = stage
        if self._prepared is None and self._take_whole():
            return []
        told = self._make(progress)
        self.findings += told
        self._describe()
        self._prepared = None
        return told

    def order(self) -> BundleOrder:
        """What is to be put in place."""
        if self.stage is None or self._manifest is None:
            raise LookupError("nothing was written")
        made = (self._made[rank] for rank in sorted(self._made))
        sent = (self._sent[rank] for rank in sorted(self._sent))
        return BundleOrder(
            [entry for entries in (*made, *sent) for entry in entries],
            self._manifest,
            self.stage,
            self.subject.only_folder,
            self.catalogue.steps,
        )

    def _prepare(self) -> Prepared:
        """Look at all that is to be laid out; where it was typed is then forgotten."""
        of_request = (self.request, self.catalogue)
        self._prepared = prepare(self.keeper, self.subject, *of_request)
        for checked in self.subject.checked:
            checked.forget_places()
        return self._prepared

    def _make(self, progress: Progress) -> list[Diagnostic]:
        """Lay out what is not kept, and keep it; what that finds."""
        known: Sequence[Diagnostic] = ()
        if self._prepared is None:  # what was kept a moment ago is no longer there
            known = self.findings
            self.subject.let_go()
        prepared = self._prepared or self._prepare()
        works, left = prepared.works, dict[int, Work]()
        results: dict[int, Sequence[Diagnostic]] = {}

        def end(rank: int, files: Sequence[OutputFile], *found: Diagnostic) -> None:
            results[rank] = found
            self._take(rank, files)

        def keep(rank: int, made: Produced) -> None:
            kept = Kept(made.files, made.findings, works[rank].early)
            self.keeper.keep(works[rank].key, kept)
            end(rank, made.files, *made.findings)

        for rank, work in enumerate(works):
            kept = self.keeper.find(work.key) if work.kept else None
            if kept is None:
                left[rank] = work
            else:
                end(rank, kept.files, *kept.findings)
        checked = self.subject.checked  # read by us, before processes part
        if left:
            from delib_gen.making import make_all

            make_all(prepared, left, self.request, keep, progress.advance)
        told = [f for rank in sorted(results) for f in results[rank]]
        told = place_texts(told, checked)
        keys = tuple(work.key for work in works)
        whole = Kept(prepared.exports, tuple(told), prepared.findings, keys)
        self.keeper.keep(self._key, whole)
        self._take(len(works), prepared.exports)
        return [f for f in told if f not in known]

    def _describe(self) -> None:
        """Note what is written at the end, while what it is made of is held."""
        own, subject = self.request.own, self.subject
        self._manifest = make_manifest(subject, own, self.findings)
        if isinstance(subject, OfSitting):
            self.entry = make_entry(subject.checked[0].sound[0], subject.actes)

    def _take_whole(self) -> bool:
        """Take all that a run of before has made; tell whether all of it is there."""
        whole = self.keeper.find(self._key)
        for rank, key in enumerate(whole.parts if whole else ()):
            part = self.keeper.find(key)
            if part is None:
                whole = None
                break
            self._take(rank, part.files)
        if whole is not None:
            self._take(len(whole.parts), whole.files)
        elif self.stage is not None:
            self.stage.clear()
        return whole is not None

    def _take(self, rank: int, files: Sequence[OutputFile]) -> None:
        """Write the files of a work; what is deposited of an act goes with them."""
        if self.stage is None:
            return
        self._made[rank] = [self.stage.put(file) for file in files]
        if TRANSMISSION in self.request.only:
            copies = copy_to_transmit(files, self.subject.numbered)
            self._sent[rank] = [self.stage.put(file) for file in copies]
