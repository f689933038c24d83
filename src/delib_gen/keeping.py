"""What made files are kept under: a digest of all that can change a byte of them.

A key says too much rather than too little: another file of fonts on the machine, or
another library that is there for something else, makes everything once more.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import platform
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import delib_gen
from delib_gen.bundle.software import describe_software
from delib_gen.catalogue import CATALOGUE
from delib_gen.findings import has_errors
from delib_gen.formats.faces import describe_faces, find_faces
from delib_gen.load.files import list_own_files
from delib_gen.machine.components import index_font_files, load_library
from delib_gen.resources import data_dir, digest_resources, templates_dir
from delib_gen.store import Kept, Store

if TYPE_CHECKING:
    from delib_gen.catalogue import Catalogue
    from delib_gen.checking import Checked
    from delib_gen.render import Job
    from delib_gen.request import RenderRequest

_HEARD = ("LANG", "LC_", "PANGO", "FONTCONFIG", "FC_", "FREETYPE", "SOURCE_DATE", "TZ")
"""How the variables begin that what makes pages listens to."""
_FONT_SETTINGS = ("/etc/fonts", "~/.config/fontconfig")
_LIBRARIES = ("pangoft2-1.0.so.0", "fontconfig.so.1", "harfbuzz-subset.so.0")
"""What sets pages, by the file that the system calls it; each brings others."""
_SET_PAGES = re.compile(r"lib(pango|harfbuzz|fontconfig|freetype|fribidi|glib)[^/]*")


class Keeper:
    """The keys of what a run makes of a sitting, and the store that it looks in."""

    def __init__(
        self,
        store: Store | None,
        request: RenderRequest,
        sittings: Sequence[Checked],
        asked: object = (),
    ) -> None:
        """Look nowhere yet.

        Args:
            store: where things are kept; None where nothing is.
            request: what is asked for.
            sittings: the sessions that it is made of, which passed the checks.
            asked: what else is, as plain data.
        """
        self._store, self._request = store, request
        if store is not None:
            self._before = _look_at_layouts(request.own)
            self._means = self._describe_means(sittings[-1])
            self._read = _digest((asked, [_describe_read(each) for each in sittings]))

    def _describe_means(self, checked: Checked) -> str:
        """What everything is made with, but for the words."""
        folder, (situation, charte) = self._request.own, checked.sound
        own = [(f.relative, f.content) for f in list_own_files(folder)]
        faces = describe_faces(find_faces(charte))
        asked = (situation.autorite.code, repr(charte), str(folder))
        return _digest((describe_machine(), sorted(own), faces, asked))

    def name_whole(self, catalogue: Catalogue) -> str:
        """The key of all that is made of them; none where that cannot be known.

        It is known by what was read for it: another catalogue may read more.
        """
        if self._store is None or catalogue is not CATALOGUE:
            return ""
        asked = self._request
        wanted = (asked.langues, asked.formats, asked.only, asked.acte)
        return _digest(("tout", self._means, wanted, self._read))

    def name_job(self, job: Job) -> str:
        """The key of the files of an act, or of those that are of the sitting."""
        if self._store is None:
            return ""
        return _digest(("pieces", self._means, _order(job)))

    def find(self, key: str, *, whole: bool = True) -> Kept | None:
        """What is kept under a key; None where nothing is (see `Store.find`)."""
        return self._store.find(key, whole=whole) if self._store and key else None

    def has(self, keys: Iterable[str]) -> bool:
        """Whether there is something under each of some keys."""
        store = self._store
        return store is not None and all(map(store.has, keys))

    def keep(self, key: str, kept: Kept) -> None:
        """Keep what was made, unless it is refused: it may have been the machine.

        Nor is it kept where a layout was saved since the key was made: nobody knows
        which of the two made it.
        """
        if not self._store or not key or has_errors((*kept.early, *kept.findings)):
            return
        if _look_at_layouts(self._request.own) == self._before:
            self._store.keep(key, kept)


def _describe_read(checked: Checked) -> object:
    """All that was read for a session, and what a register has told."""
    read = [(f.name, f.relative, f.content) for f in checked.lue.sources.files]
    tenu = checked.sound[0].reference.tenu
    return read, tenu.digest if tenu else ""


def _order(job: Job) -> tuple[object, ...]:
    """A job without a set: the order of one changes from run to run."""
    return tuple(sorted(job.genres)), replace(job, genres=frozenset())


def _digest(value: object) -> str:
    """A digest of plain data: what is equal has the same, whatever is shared in it."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(value)
    return hashlib.sha256(written.getbuffer()).hexdigest()


def describe_machine() -> str:
    """The digest of what makes files here: code, data, libraries, fonts, settings."""
    heard = sorted(item for item in os.environ.items() if item[0].startswith(_HEARD))
    system = sys.platform, platform.machine(), sys.version
    return _digest((_describe_installed(), _describe_fonts(), heard, system))


@cache
def _describe_installed() -> tuple[object, ...]:
    """Our code and data, each package of Python, and the libraries that set pages.

    Code is known by its files' times and sizes, as Python knows it.
    """
    folder = Path(delib_gen.__file__).parent
    packages = sorted(
        name
        for place in dict.fromkeys(sys.path)
        if Path(place or ".").is_dir()
        for name in os.listdir(place or ".")  # noqa: PTH208 - names alone
        if name.endswith((".dist-info", ".egg-info"))
    )
    code = list(_stat(_walk(folder, ".py")))
    libraries = list(_stat(_list_libraries()))
    return describe_software(), digest_resources(), code, packages, libraries


def _look_at_layouts(own: Path | None) -> list[tuple[object, ...]]:
    """What is read again while pages are set, and may be saved meanwhile."""
    folders = [data_dir(), templates_dir(), *([own] if own else [])]
    return list(_stat(path for folder in folders for path in _walk(folder)))


def _describe_fonts() -> list[tuple[object, ...]]:
    """The fonts that any style may name, and what chooses among them."""
    fonts = (path for paths in index_font_files().values() for path in paths)
    settings = (p for name in _FONT_SETTINGS for p in _walk(Path(name).expanduser()))
    return list(_stat((*sorted(fonts), *settings)))


def _list_libraries() -> Iterator[Path]:
    """The system's libraries that set pages; none is known outside Linux."""
    for name in _LIBRARIES:
        load_library(f"lib{name}")
    try:
        text = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    for name in sorted({line.split(maxsplit=5)[-1] for line in text.splitlines()}):
        # A package of Python may bring some of its own, and is known by its version.
        if _SET_PAGES.fullmatch(Path(name).name) and ".libs/" not in name:
            yield Path(name)


def _walk(folder: Path, suffix: str = "") -> Iterator[Path]:
    """The files below a folder, always in the same order."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place, n) for n in sorted(names) if n.endswith(suffix))


def _stat(paths: Iterable[Path]) -> Iterator[tuple[object, ...]]:
    """What changes when a file does."""
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue
        yield str(path), status.st_size, status.st_mtime_ns
