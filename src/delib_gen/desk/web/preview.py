"""The real page: laid out in a process of its own, where the newest request wins.

Whoever types is never kept waiting by it: a request that a newer one of the same page
overtakes is dropped, and where the file cannot be laid out the page stays what it was.
"""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    from delib_gen.findings import YamlPath
    from delib_gen.render import Job, RenderSpec
    from delib_gen.view.base import View

_CODE = "import sys; from delib_gen.desk.web.layout import work; work(int(sys.argv[1]))"
_PATIENCE = 60
"""Seconds after which the process is held for lost, and another one is begun."""
_PICTURES = 24
"""How many pictures are kept, until they are asked for."""


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
class Look:
    """What is wanted of a file.

    Attributes:
        key: the file's.
        seen: the pages that are looked at, from 0; None for what stands on all.
        scale: how many dots of a picture make a point.
        sheet: what is to be laid out, where the file may not be there yet.
    """

    key: str
    seen: tuple[int, ...] | None
    scale: float
    sheet: Sheet | None = None


@dataclass(frozen=True, slots=True)
class Laid:
    """A file that was laid out.

    Attributes:
        key: what its pages are asked for by; another one once anything changed.
        scale: that of its pictures.
        pages: its pages; those that were not looked at have no marks.
        whole: whether all were.
        pictures: those of the pages that are looked at.
    """

    key: str
    scale: float
    pages: tuple[Page, ...]
    whole: bool
    pictures: dict[int, bytes] = field(default_factory=dict)


class Previewer:
    """Lays files out, one after the other."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._newest: dict[Hashable, object] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._link: Connection | None = None
        self._pictures: OrderedDict[tuple[str, int, float], bytes] = OrderedDict()

    def lay_out(
        self, sheet: Sheet, seen: tuple[int, ...], scale: float, place: Hashable
    ) -> Laid | None:
        """A file laid out; None where a newer request took its place, or it failed.

        Args:
            sheet: what is to be laid out.
            seen: the pages that are looked at: their pictures come at once.
            scale: that of the pictures.
            place: where it is shown: of the requests of a place the newest counts.
        """
        key = hashlib.sha256(pickle.dumps(sheet)).hexdigest()[:24]
        mine = self._newest[place] = object()
        with self._turn:
            if mine is not self._newest[place]:
                return None
            return self._look(Look(key, seen, scale, sheet))

    def finish(self, key: str, scale: float) -> Laid | None:
        """A file that was laid out lately, with what stands on all of its pages."""
        with self._turn:
            return self._look(Look(key, None, scale))

    def write(self, book: Book) -> bytes | None:
        """A file as it is written; None where it cannot be made."""
        with self._turn:
            answer = self._ask(book)
        return answer if isinstance(answer, bytes) else None

    def paint(self, key: str, rank: int, scale: float) -> bytes | None:
        """A page of a file that was laid out lately, as a picture."""
        name = key, rank, scale
        if name not in self._pictures:
            with self._turn:
                self._look(Look(key, (rank,), scale))
        return self._pictures.get(name)

    def _look(self, look: Look) -> Laid | None:
        laid = self._ask(look)
        if not isinstance(laid, Laid):
            return None
        for rank, picture in laid.pictures.items():
            self._pictures[laid.key, rank, laid.scale] = picture
        while len(self._pictures) > _PICTURES:
            self._pictures.popitem(last=False)
        return laid

    def close(self) -> None:
        """End the process."""
        if self._link is not None:
            self._link.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._link = self._process = None

    def _ask(self, what: Look | Book) -> object:
        try:
            link = self._link or self.begin()
            link.send(what)
            if link.poll(_PATIENCE):
                return link.recv()
        except (OSError, EOFError):
            pass
        self.close()  # it died, or never comes back: the next request has a new one
        return None

    def begin(self) -> Connection:
        """Begin the process: it is ready when the first page is asked for."""
        ours, theirs = Pipe()
        number = theirs.fileno()
        self._process = subprocess.Popen(  # noqa: S603 - our own words alone
            [sys.executable, "-c", _CODE, str(number)], pass_fds=[number]
        )
        theirs.close()
        self._link = ours
        return ours
