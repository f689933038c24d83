"""The real page: laid out in a process of its own, where the newest request wins.

Whoever types is never kept waiting by it: a request that a newer one overtakes is
dropped, and where the file cannot be laid out the page stays what it was.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.render import Job, RenderSpec
    from delib_gen.view.base import View

_CODE = "import sys; from delib_gen.desk.web.layout import work; work(int(sys.argv[1]))"
_PATIENCE = 60
"""Seconds after which the process is held for lost, and another one is begun."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be laid out.

    Attributes:
        spec: what everything is rendered with.
        langue: the edition.
        views: the pieces of one file.
        texts: what was typed, and where: they are looked for on the page.
    """

    spec: RenderSpec
    langue: str
    views: tuple[View, ...]
    texts: tuple[tuple[YamlPath, str], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """What is to be made as it is written, and not laid out to be looked at.

    Attributes:
        spec: what it is rendered with.
        job: what is made: one file.
    """

    spec: RenderSpec
    job: Job


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a text that was typed stands on a page, in points from the top left."""

    path: YamlPath
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size in points, and what stands where."""

    width: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """A file that was laid out.

    Attributes:
        key: what its pages are asked for by; another one once anything changed.
        pages: its pages.
    """

    key: str
    pages: tuple[Page, ...]


class Previewer:
    """Lays files out, one after the other."""

    def __init__(self) -> None:
        self._turn, self._waiting = threading.Lock(), 0
        self._process: subprocess.Popen[bytes] | None = None
        self._link: Connection | None = None

    def lay_out(self, sheet: Sheet) -> Laid | None:
        """A file laid out; None where a newer request took its place, or it failed."""
        self._waiting += 1
        mine = self._waiting
        with self._turn:
            if mine != self._waiting:
                return None
            answer = self._ask(sheet)
        return answer if isinstance(answer, Laid) else None

    def write(self, book: Book) -> bytes | None:
        """A file as it is written; None where it cannot be made."""
        with self._turn:
            answer = self._ask(book)
        return answer if isinstance(answer, bytes) else None

    def paint(self, key: str, rank: int) -> bytes | None:
        """A page of a file that was laid out lately, as a picture."""
        with self._turn:
            answer = self._ask((key, rank))
        return answer if isinstance(answer, bytes) else None

    def close(self) -> None:
        """End the process."""
        if self._link is not None:
            self._link.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._link = self._process = None

    def _ask(self, what: Sheet | Book | tuple[str, int]) -> object:
        try:
            link = self._link or self._begin()
            link.send(what)
            if link.poll(_PATIENCE):
                return link.recv()
        except (OSError, EOFError):
            pass
        self.close()  # it died, or never comes back: the next request has a new one
        return None

    def _begin(self) -> Connection:
        ours, theirs = Pipe()
        number = theirs.fileno()
        self._process = subprocess.Popen(  # noqa: S603 - our own words alone
            [sys.executable, "-c", _CODE, str(number)], pass_fds=[number]
        )
        theirs.close()
        self._link = ours
        return ours
