"""A sitting's files and history on the disk: one writer at a time, nothing half done.

A change is made in this order: the new files are written beside the old ones, the
history says what is done, the files take their names. Whoever comes after a stop
between two of these ends the work, or takes back what had not been said.
"""

from __future__ import annotations

import fcntl
import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from delib_gen.bundle import disk
from delib_gen.bundle.errors import BundleError
from delib_gen.desk.history import (
    FOLDER,
    History,
    Patch,
    Sort,
    find_history,
    make_patch,
)
from delib_gen.load.files import YAML
from delib_gen.load.sources import Sources
from delib_gen.machine import ledger

_TEXTS = (*YAML, ".md")
_NEW = ".saisie"


@dataclass(frozen=True, slots=True)
class Held:
    """A sitting that one has for oneself.

    Attributes:
        path: the session file.
        history: its history, up to date with its files.
    """

    path: Path
    history: History
    _gone: set[str] = field(default_factory=set)

    @property
    def texts(self) -> dict[str, str]:
        """Its files as they stand; one that was taken away is not among them."""
        known = self.history.texts
        return {name: known[name] for name in known if name not in self._gone}

    def write(
        self, texts: Mapping[str, str], said: tuple[str, str, Sort], of: int
    ) -> None:
        """Give files new contents, all or none, and say so in the history.

        Args:
            texts: the contents by the names of the files.
            said: who changes them, where, and what happens.
            of: the number of the change that is undone, redone or gone on with; 0
                for none.

        Raises:
            OSError: if the disk refuses; nothing is changed then.
        """
        known = self.history.texts
        waiting: list[tuple[Path, Path]] = []
        try:
            for name, text in texts.items():
                target = (self.path.parent / name).resolve()
                new = _find_new(target)
                new.unlink(missing_ok=True)
                waiting.append((new, target))
                disk.write_file(new, text.encode())
                shutil.copymode(target, new)
            patches = [make_patch(n, known[n], t) for n, t in texts.items()]
            self.history.add(*said, patches, of)
        except BaseException:
            for new, _ in waiting:
                with suppress(OSError):
                    new.unlink()
            raise
        _put_in_place(waiting)

    def see(self, sources: Sources) -> None:
        """Know the files that a reading came upon."""
        patches: list[Patch] = []
        known = set(self.history.texts)
        for file in sources.files:
            name, own = file.relative, self.path.parent / file.relative
            if name in known or not name.lower().endswith(_TEXTS):
                continue
            if Path(file.name) == own and (text := _read(own)) is not None:
                patches.append(make_patch(name, "", text))
                known.add(name)
        if patches:
            self.history.add("", "", Sort.SEEN, patches)

    def settle(self) -> None:
        """End what was stopped, and write down what was changed outside."""
        path, history = self.path, self.history
        if not history.texts and (first := _read(path)) is not None:
            history.add("", "", Sort.SEEN, [make_patch(path.name, "", first)])
        patches: list[Patch] = []
        for name, known in history.texts.items():
            target = (path.parent / name).resolve()
            new = _find_new(target)
            if new.exists():
                if _read(new) == known:
                    _put_in_place([(new, target)])
                else:
                    new.unlink()
            there = _read(target)
            if there is None:
                self._gone.add(name)
            elif there != known:
                patches.append(make_patch(name, known, there))
        if patches:
            history.add("", "", Sort.OUTSIDE, patches)


class Shelf:
    """The sittings of a folder."""

    def __init__(self, folder: Path) -> None:
        """Keep a folder.

        Args:
            folder: the folder that no sitting lies outside of.
        """
        self.folder = folder.resolve()
        self._histories: dict[Path, History] = {}
        self._turn = threading.RLock()

    def locate(self, session: Path) -> Path:
        """A session file of the folder.

        Raises:
            BundleError: if there is no such sitting here.
        """
        path = (self.folder / session).resolve()
        if not path.is_relative_to(self.folder):
            raise BundleError(f"« {session} » n'est pas dans le dossier ouvert")
        if not path.is_file():
            raise BundleError(f"« {session} » n'est plus là")
        return path

    @contextmanager
    def hold(self, session: Path) -> Iterator[Held]:
        """Have a sitting for oneself, among threads and processes.

        Raises:
            BundleError: if there is no such sitting here.
            OSError: if the disk refuses.
        """
        path = self.locate(session)
        folder = path.parent / FOLDER
        folder.mkdir(exist_ok=True)
        with self._turn, (folder / "verrou").open("ab") as lock:
            with suppress(OSError):  # a shared disk without locks: better go on
                fcntl.flock(lock, fcntl.LOCK_EX)
            history = self._histories.setdefault(path, History(find_history(path)))
            history.read()
            held = Held(path, history)
            held.settle()
            yield held


def _read(path: Path) -> str | None:
    """The text of a file, byte order mark included; None where it has none."""
    try:
        return path.read_bytes().decode()
    except (FileNotFoundError, IsADirectoryError, UnicodeDecodeError):
        return None


def _find_new(target: Path) -> Path:
    """The name that a new content waits under."""
    return target.with_name(f".{target.name}{_NEW}")


def _put_in_place(waiting: Sequence[tuple[Path, Path]]) -> None:
    for new, target in waiting:
        with ledger.writing([target]):
            new.replace(target)
    for folder in {target.parent for _, target in waiting}:
        disk.sync_path(folder)
