"""What was changed of a sitting, when and by whom: plain text, one line a change.

It only grows. It stands beside the sitting, and what every file was at any moment can
be had from it again; so undoing outlives the program.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from bisect import bisect_left
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from delib_gen.bundle import disk
from delib_gen.bundle.errors import BundleError

FOLDER = ".historique"


class Sort(StrEnum):
    """What happened."""

    SEEN = "vu"
    """A file as it was when it was first opened."""
    TYPED = "saisie"
    OUTSIDE = "dehors"
    """A change that was not made here."""
    UNDONE = "annule"
    REDONE = "retabli"
    MADE = "produit"
    """Documents that were made: no file of the sitting changes."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A stretch of a file, and what took its place.

    Attributes:
        file: the file, below the sitting's folder.
        at: where the stretch begins, in signs.
    """

    file: str
    at: int
    before: str
    after: str

    def forth(self, text: str) -> str:
        """The file afterwards."""
        return text[: self.at] + self.after + text[self.at + len(self.before) :]

    def back(self, text: str) -> str:
        """The file before."""
        return text[: self.at] + self.before + text[self.at + len(self.after) :]


def make_patch(file: str, before: str, after: str) -> Patch:
    """The one stretch in which two texts differ."""
    at = _count_same(before, after)
    same = _count_same(before[at:][::-1], after[at:][::-1])
    return Patch(
        file, at, before[at : len(before) - same], after[at : len(after) - same]
    )


def _count_same(one: str, other: str) -> int:
    """How many signs two texts begin with alike."""
    ranks = range(min(len(one), len(other)))
    return bisect_left(ranks, 1, key=lambda n: one[: n + 1] != other[: n + 1])


@dataclass(frozen=True, slots=True)
class Record:
    """A change.

    Attributes:
        number: its rank, from 1.
        when: the moment, with its offset.
        who: who did it.
        screen: where.
        sort: what happened.
        patches: what it did to each file.
        of: the number of the change that was undone or redone; of something typed, that
            of what it goes on with: they are undone together.
    """

    number: int
    when: str
    who: str
    screen: str
    sort: Sort
    patches: tuple[Patch, ...]
    of: int = 0

    def write(self) -> bytes:
        """The line that says it."""
        data: dict[str, Any] = {
            "n": self.number,
            "le": self.when,
            "qui": self.who,
            "ecran": self.screen,
            "genre": self.sort,
            **({"de": self.of} if self.of else {}),
            "fichiers": [
                {"fichier": p.file, "a": p.at, "avant": p.before, "apres": p.after}
                for p in self.patches
            ],
        }
        return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def read_record(line: bytes) -> Record:
    """A line that `Record.write` wrote.

    Raises:
        ValueError, KeyError, TypeError: if it is none.
    """
    data = json.loads(line)
    patches = tuple(
        Patch(p["fichier"], p["a"], p["avant"], p["apres"]) for p in data["fichiers"]
    )
    return Record(
        data["n"],
        data["le"],
        data["qui"],
        data["ecran"],
        Sort(data["genre"]),
        patches,
        data.get("de", 0),
    )


def find_history(session: Path) -> Path:
    """The file of a sitting's history."""
    return session.parent / FOLDER / f"{session.stem}.jsonl"


@dataclass(slots=True)
class History:
    """The changes of a sitting.

    Attributes:
        path: its file.
        records: the changes, oldest first.
        texts: the files as the last change left them.
    """

    path: Path
    records: list[Record] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    _size: int = 0
    _done: list[int] = field(default_factory=list)
    _undone: list[int] = field(default_factory=list)

    @property
    def version(self) -> str:
        """What tells a state of the sitting from those before it."""
        return str(len(self.records))

    def read(self) -> None:
        """Read what was added since; a last line cut short was never a change.

        Raises:
            BundleError: if a line is none of ours.
        """
        try:
            size = self.path.stat().st_size
        except FileNotFoundError:
            size = 0
        if size < self._size:  # another file than the one that was read
            self.records, self.texts, self._size = [], {}, 0
            self._done, self._undone = [], []
        if size == self._size:
            return
        with self.path.open("rb") as file:
            file.seek(self._size)
            added = file.read()
        whole = added[: added.rfind(b"\n") + 1]
        for line in whole.splitlines():
            try:
                self._take(read_record(line))
            except (ValueError, LookupError, TypeError) as error:
                raise BundleError(
                    f"« {self.path} » ne se lit plus à la ligne "
                    f"{len(self.records) + 1}",
                    "remettez ce fichier tel qu'il était, ou donnez-lui un autre nom : "
                    "une histoire nouvelle commencera",
                ) from error
        self._size += len(whole)
        if len(whole) < len(added):
            os.truncate(self.path, self._size)

    def _take(self, record: Record) -> None:
        self.records.append(record)
        if record.sort is Sort.TYPED:
            if record.of:
                self._done.pop()
            self._done.append(record.number)
            self._undone.clear()
        elif record.sort is Sort.UNDONE:
            self._undone.append(self._done.pop())
        elif record.sort is Sort.REDONE:
            self._done.append(self._undone.pop())
        for patch in record.patches:
            self.texts[patch.file] = patch.forth(self.texts.get(patch.file, ""))

    def add(
        self, who: str, screen: str, sort: Sort, patches: list[Patch], of: int = 0
    ) -> Record:
        """Write a change down, to the disk.

        Raises:
            OSError: if that cannot be; nothing is written then.
        """
        when = dt.datetime.now().astimezone().isoformat(timespec="seconds")
        number = len(self.records) + 1
        record = Record(number, when, who, screen, sort, tuple(patches), of)
        line = record.write()
        new = not self.path.exists()
        try:
            with self.path.open("ab") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            if self.path.exists():
                os.truncate(self.path, self._size)
            raise
        if new:
            disk.sync_path(self.path.parent)
        self._size += len(line)
        self._take(record)
        return record

    def find_texts(self, version: str) -> dict[str, str] | None:
        """The files as they were at a version; None for one that never was."""
        if not version.isdecimal() or int(version) > len(self.records):
            return None
        texts = dict(self.texts)
        for record in reversed(self.records[int(version) :]):
            for patch in reversed(record.patches):
                if record.sort is not Sort.SEEN:  # what it was before is not known
                    texts[patch.file] = patch.back(texts[patch.file])
        return texts

    def find_latest(self, who: str, screen: str) -> int:
        """The number of the last change, where that typed it there; 0 otherwise."""
        last = self.records[-1] if self.records else None
        said = last and (last.sort, last.who, last.screen)
        return last.number if last and said == (Sort.TYPED, who, screen) else 0

    def list_together(self, last: Record) -> list[Record]:
        """A change with those that it went on with, oldest first."""
        first = last
        while first.sort is Sort.TYPED and first.of:
            first = self.records[first.of - 1]
        return self.records[first.number - 1 : last.number]

    def find_undoable(self) -> Record | None:
        """The change that is undone next."""
        return self.records[self._done[-1] - 1] if self._done else None

    def find_redoable(self) -> Record | None:
        """The change that is redone next."""
        return self.records[self._undone[-1] - 1] if self._undone else None
