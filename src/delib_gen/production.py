"""One folder on its way: what is kept is taken, the rest made, each file written.

Rendering libraries are loaded where something is left to make.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delib_gen.bundle.write import BundleOrder
from delib_gen.catalogue import TRANSMISSION
from delib_gen.ending import make_manifest, place_texts
from delib_gen.preparing import Prepared, prepare
from delib_gen.store import Kept
from delib_gen.transmission import copy_to_transmit

if TYPE_CHECKING:
    from delib_gen.bundle.manifest import Fichier
    from delib_gen.bundle.staging import Stage
    from delib_gen.catalogue import Catalogue
    from delib_gen.findings import Diagnostic
    from delib_gen.keeping import Keeper
    from delib_gen.produced import OutputFile
    from delib_gen.render import Produced
    from delib_gen.request import Progress, RenderRequest
    from delib_gen.wanted import Subject


@dataclass(slots=True)
class Making:
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
