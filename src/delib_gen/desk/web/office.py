"""The folder that the desk serves: its sittings, found by looking, and each as read."""

from __future__ import annotations

import os
import re
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.bundle.naming import name_acts
from delib_gen.checking import Checked, check_session
from delib_gen.desk.keeper import Keeper
from delib_gen.desk.state import Opened
from delib_gen.desk.web.preview import Previewer
from delib_gen.desk.web.producing import Workshop
from delib_gen.desk.web.visitors import find_visitor
from delib_gen.edits.changes import Refused
from delib_gen.load.files import YAML
from delib_gen.load.registre_place import choose_path

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

_DEPTH, _MOST = 3, 500
"""How deep below the folder sittings are looked for, and how many are listed."""
_FRESH = 1.0
"""For how many seconds the list of the sittings is taken as it was."""
_HEAD = 20_000
_KEYS = (re.compile(r"^collectivite\s*:", re.M), re.compile(r"^organe\s*:", re.M))
"""What every session has at its margin, and no other file of ours has both."""
_States = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting of the folder.

    Attributes:
        slug: its name in addresses: letters, digits, `-` and `_`.
        path: its session file.
        name: that path, below the folder.
    """

    slug: str
    path: Path
    name: str


class Office:
    """A folder of sittings; what was read of each is kept while no file changes."""

    def __init__(self, folder: Path, tell_day: Callable[[], dt.date]) -> None:
        """Serve a folder.

        Args:
            folder: where the sittings are.
            tell_day: the day, for the deadlines; a server stays up for weeks.
        """
        self.folder, self._tell_day = folder.resolve(), tell_day
        self.lock = threading.RLock()
        """Checks share much that is kept: one is made at a time."""
        self.previewer = Previewer()
        self.workshop = Workshop()
        self.keeper = Keeper(self.folder)
        self.shown: dict[Path, int] = {}
        """The act that is dealt with, by the session: what the room is shown."""
        self.leaving = False
        """Whether the server is to end: nothing goes on that waits."""
        self._listed: tuple[float, list[Sitting]] = (-_FRESH, [])
        self._kept: dict[Path, tuple[_States, Checked]] = {}
        self._opened: dict[Path, tuple[_States, Opened]] = {}

    @property
    def today(self) -> dt.date:
        """The day, for the deadlines."""
        return self._tell_day()

    @property
    def who(self) -> str:
        """Who asks, for the history."""
        return find_visitor().who

    def close(self) -> None:
        """End what works beside."""
        self.previewer.close()
        self.workshop.close()

    def list_sittings(self) -> list[Sitting]:
        """The sittings, by their paths; looked for again after a moment."""
        now = time.monotonic()
        if now - self._listed[0] > _FRESH:
            self._listed = (now, self._look_for())
        return self._listed[1]

    def look_again(self) -> list[Sitting]:
        """The sittings, one that has just been begun too."""
        self._listed = (-_FRESH, [])
        return self.list_sittings()

    def _look_for(self) -> list[Sitting]:
        paths = sorted(_find_sessions(self.folder))[:_MOST]
        names = [path.relative_to(self.folder).as_posix() for path in paths]
        words = [re.sub(r"(/?seance)?\.ya?ml$", "", name) or "seance" for name in names]
        slugs = name_acts([word.replace("/", "-") for word in words])
        return [Sitting(*row) for row in zip(slugs, paths, names, strict=True)]

    def find(self, slug: str) -> Sitting | None:
        """A sitting by its name in addresses: what is not listed is not served."""
        for known in (self.list_sittings, self.look_again):
            for sitting in known():
                if sitting.slug == slug and sitting.path.is_file():
                    return sitting
        return None

    def read(self, sitting: Sitting) -> Checked:
        """A sitting, read and checked."""
        with self.lock:
            kept = self._kept.get(sitting.path)
            if kept is not None and _look(kept[1]) == kept[0]:
                return kept[1]
            checked = check_session(sitting.path)
            self._kept[sitting.path] = (_look(checked), checked)
            return checked

    def open(self, sitting: Sitting) -> Opened | Refused:
        """A sitting to be changed, with the history of what was."""
        with self.lock:
            known = self._find_opened(sitting)
            if known is not None:
                return known
            opened = self.keeper.open(sitting.path)
            if isinstance(opened, Opened):
                self.keep(sitting, opened)
            return opened

    def _find_opened(self, sitting: Sitting) -> Opened | None:
        """A sitting as it was opened, where none of its files has changed since."""
        kept = self._opened.get(sitting.path)
        return kept[1] if kept and _look(kept[1].checked) == kept[0] else None

    def keep(self, sitting: Sitting, opened: Opened) -> None:
        """Keep a sitting as it was opened, or as a change left it."""
        with self.lock:
            states = _look(opened.checked)
            self._opened[sitting.path] = (states, opened)
            self._kept[sitting.path] = (states, opened.checked)

    def find_version(self, sitting: Sitting) -> str:
        """What tells a state of a sitting from others, for screens that follow."""
        opened = self._find_opened(sitting) or self.open(sitting)
        return opened.version if isinstance(opened, Opened) else ""


def _look(checked: Checked) -> _States:
    """What tells that a file that was read was changed, or the register."""
    names = {file.name for file in checked.lue.sources.files} | {checked.lue.file}
    tenu = checked.reference.tenu if checked.reference else None
    names.add(str(tenu.path if tenu else choose_path(checked.lue.folder)))
    states = []
    for name in sorted(names):
        try:
            found = os.stat(name)  # noqa: PTH116 - thousands of times a minute
        except OSError:
            states.append((name, 0, -1))
        else:
            states.append((name, found.st_mtime_ns, found.st_size))
    return tuple(states)


def _find_sessions(folder: Path) -> Iterator[Path]:
    """The session files of a folder and of those below it."""
    for place, folders, files in os.walk(folder):
        deep = len(Path(place).relative_to(folder).parts)
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and deep + 1 < _DEPTH
        )
        for name in files:
            path = folder / place / name
            if name.endswith(YAML) and _is_session(folder, path):
                yield path


def _is_session(folder: Path, path: Path) -> bool:
    try:
        if not path.resolve().is_relative_to(folder) or not path.is_file():
            return False
        with path.open(encoding="utf-8", errors="replace") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return all(key.search(head) for key in _KEYS)
