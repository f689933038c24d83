"""The folder that the desk serves: its sittings, found by looking, and each as read."""

from __future__ import annotations

import os
import re
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.bundle.naming import name_acts
from delib_gen.checking import Checked, check_session
from delib_gen.desk.web.preview import Previewer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

_DEPTH, _MOST = 3, 500
"""How deep below the folder sittings are looked for, and how many are listed."""
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

    def __init__(self, folder: Path, today: dt.date) -> None:
        self.folder, self.today = folder.resolve(), today
        self.lock = threading.RLock()
        """Checks share much that is kept: one is made at a time."""
        self.previewer = Previewer()
        self._kept: dict[Path, tuple[_States, Checked]] = {}

    def close(self) -> None:
        """End what works beside."""
        self.previewer.close()

    def list_sittings(self) -> list[Sitting]:
        """The sittings, by their paths."""
        paths = sorted(_find_sessions(self.folder))[:_MOST]
        names = [path.relative_to(self.folder).as_posix() for path in paths]
        words = [re.sub(r"(/?seance)?\.ya?ml$", "", name) or "seance" for name in names]
        slugs = name_acts([word.replace("/", "-") for word in words])
        return [Sitting(*row) for row in zip(slugs, paths, names, strict=True)]

    def find(self, slug: str) -> Sitting | None:
        """A sitting by its name in addresses: what is not listed is not served."""
        return next((s for s in self.list_sittings() if s.slug == slug), None)

    def find_known(self, sitting: Sitting) -> Checked | None:
        """A sitting as it was read, where none of its files has changed since."""
        kept = self._kept.get(sitting.path)
        return kept[1] if kept and _look(kept[1]) == kept[0] else None

    def read(self, sitting: Sitting) -> Checked:
        """A sitting, read and checked."""
        with self.lock:
            known = self.find_known(sitting)
            if known is not None:
                return known
            checked = check_session(sitting.path)
            self._kept[sitting.path] = (_look(checked), checked)
            return checked


def _look(checked: Checked) -> _States:
    """What tells that a file was changed, of each that was read."""
    names = {file.name for file in checked.lue.sources.files} | {checked.lue.file}
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
            if name.endswith((".yaml", ".yml")) and _is_session(folder, path):
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
