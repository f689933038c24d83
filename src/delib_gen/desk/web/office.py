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
from delib_gen.checking import Checked, check_autorite, check_session
from delib_gen.desk.keeper import Keeper
from delib_gen.desk.state import Opened
from delib_gen.desk.web.preview import Previewer
from delib_gen.desk.web.producing import Workshop
from delib_gen.desk.web.visitors import find_visitor
from delib_gen.edits.changes import Refused
from delib_gen.load.files import YAML
from delib_gen.load.layers import list_autorites
from delib_gen.load.nodes import Mapping, Scalar
from delib_gen.load.registre_place import list_awaited
from delib_gen.resources import data_dir
from delib_gen.rules.kept import KeptFindings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from delib_gen.load.sources import Sources
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.view.base import View

_DEPTH, _MOST = 3, 500
"""How deep below the folder sittings are looked for, and how many are listed."""
_FRESH = 1.0
"""For how many seconds the list of the sittings is taken as it was."""
_HEAD = 20_000
_SESSION = (re.compile(r"^collectivite\s*:", re.M), re.compile(r"^organe\s*:", re.M))
"""What every session has at its margin, and no other file of ours has both."""
_AUTORITE = (
    re.compile(r"^(?:base|charte)\s*:", re.M),
    re.compile(r"^(?:noms|organes|membres)\s*:", re.M),
)
"""What every authority's file has, and no session."""
SHIPPED = data_dir() / "autorites"
_IS_SHIPPED = "cette collectivité est livrée avec le logiciel"
_IS_OUTSIDE = (
    "ce fichier est hors du dossier ouvert ; pour le changer, ouvrez le bureau sur le "
    "dossier qui le contient"
)
_States = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting of the folder, or the file of an authority.

    Attributes:
        slug: its name in addresses: letters, digits, `-` and `_`.
        path: its session file, or that of the authority.
        name: that path, below the folder.
        keeper: what keeps it.
    """

    slug: str
    path: Path
    name: str
    keeper: Keeper


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
        self._found: dict[Path, KeptFindings] = {}
        self._keeper = Keeper(self.folder, self._check)
        self._autorites = Keeper(self.folder, check_autorite)
        self.shown: dict[Path, int] = {}
        """The act that is dealt with, by the session: what the room is shown."""
        self.built: tuple[ActeEnSeance | None, list[list[View]]] = None, []
        """The act that is looked at, and its pieces, a list for each file."""
        self.leaving = False
        """Whether the server is to end: nothing goes on that waits."""
        self._listed: tuple[float, list[Sitting], list[Sitting]] = (-_FRESH, [], [])
        self._kept: dict[Path, tuple[_States, Checked]] = {}
        self._opened: dict[Path, tuple[_States, Opened]] = {}
        self._turns: dict[Path, int] = {}

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
        return self._list()[1]

    def list_autorites(self) -> list[Sitting]:
        """The files of the folder that an authority has of its own."""
        return self._list()[2]

    def look_again(self) -> list[Sitting]:
        """The sittings, one that has just been begun too."""
        self._listed = (-_FRESH, [], [])
        return self.list_sittings()

    def _list(self) -> tuple[float, list[Sitting], list[Sitting]]:
        now = time.monotonic()
        if now - self._listed[0] > _FRESH:
            found = _look_for(self.folder)
            sittings = self._name(found[0], self._keeper)
            self._listed = (now, sittings, self._name(found[1], self._autorites))
        return self._listed

    def _name(self, paths: list[Path], keeper: Keeper) -> list[Sitting]:
        paths = sorted(paths)[:_MOST]
        names = [path.relative_to(self.folder).as_posix() for path in paths]
        words = [re.sub(r"(/?seance)?\.ya?ml$", "", name) or "seance" for name in names]
        slugs = name_acts([word.replace("/", "-") for word in words])
        rows = zip(slugs, paths, names, strict=True)
        return [Sitting(*row, keeper) for row in rows]

    def find(self, slug: str) -> Sitting | None:
        """A sitting by its name in addresses: what is not listed is not served."""
        return _find(slug, self.list_sittings, self.look_again)

    def find_autorite(self, slug: str) -> Sitting | None:
        """An authority's file, in the same way."""
        return _find(slug, self.list_autorites, self._list_again, self.list_named)

    def _list_again(self) -> list[Sitting]:
        self.look_again()
        return self.list_autorites()

    def list_named(self) -> list[Sitting]:
        """The authorities that sittings name and the folder has not: only looked at."""
        own = {place.path.resolve() for place in self.list_autorites()}
        named = (self.locate_autorite(sitting) for sitting in self.list_sittings())
        paths = sorted({path for path in named if path is not None} - own)
        slugs = name_acts([f"ailleurs-{path.stem}" for path in paths])
        return [
            Sitting(slug, path, path.stem, self._autorites)
            for slug, path in zip(slugs, paths, strict=True)
        ]

    def locate_autorite(self, sitting: Sitting) -> Path | None:
        """The file of the authority that a sitting names; None where there is none."""
        root = self.read(sitting).lue.root
        node = root.values.get("collectivite") if isinstance(root, Mapping) else None
        named = node.text if isinstance(node, Scalar) else ""
        path = (sitting.path.parent / named).resolve()
        if named in list_autorites():
            path = (SHIPPED / f"{named}.yaml").resolve()
        return path if named and path.is_file() else None

    def find_autorite_of(self, sitting: Sitting) -> Sitting | None:
        """The authority's file that a sitting names."""
        path = self.locate_autorite(sitting)
        known = (*self.list_autorites(), *self.list_named())
        return next((place for place in known if place.path.resolve() == path), None)

    def read(self, sitting: Sitting) -> Checked:
        """A sitting, read and checked."""
        with self.lock:
            kept = self._kept.get(sitting.path)
            if kept is not None and _look(kept[1]) == kept[0]:
                return kept[1]
            checked = sitting.keeper.check(sitting.path)
            self._kept[sitting.path] = (_look(checked), checked)
            return checked

    def _check(self, path: Path, *, sources: Sources | None = None) -> Checked:
        """A sitting, checked: of acts that stay as they were, what was found stays."""
        kept = self._found.setdefault(path, KeptFindings())
        return check_session(path, sources=sources, kept=kept)

    def open(self, sitting: Sitting) -> Opened | Refused:
        """A sitting to be changed, with the history of what was."""
        with self.lock:
            known = self._find_opened(sitting)
            if known is not None:
                return known
            if not sitting.path.is_relative_to(self.folder):
                return Refused(_IS_SHIPPED if is_shipped(sitting) else _IS_OUTSIDE)
            opened = sitting.keeper.open(sitting.path)
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
            self._turns[sitting.path] = self._turns.get(sitting.path, 0) + 1
            self._kept[sitting.path] = (states, opened.checked)

    def find_state(self, sitting: Sitting) -> tuple[str, int]:
        """What tells a state of a sitting from others, for screens that follow.

        Its version, and how often it was read: once more where another file changed,
        that of its authority for one.
        """
        opened = self._find_opened(sitting) or self.open(sitting)
        version = opened.version if isinstance(opened, Opened) else ""
        return version, self._turns.get(sitting.path, 0)


def is_shipped(place: Sitting) -> bool:
    """Whether an authority comes with the software."""
    return place.path.parent == SHIPPED.resolve()


def _find(slug: str, *lists: Callable[[], list[Sitting]]) -> Sitting | None:
    for list_known in lists:
        for place in list_known():
            if place.slug == slug and place.path.is_file():
                return place
    return None


def _look(checked: Checked) -> _States:
    """What tells that a file that was read was changed, or the register."""
    names = {file.name for file in checked.lue.sources.files} | {checked.lue.file}
    names.update(map(str, list_awaited(checked.reference, checked.lue.folder)))
    states = []
    for name in sorted(names):
        try:
            found = os.stat(name)  # noqa: PTH116 - thousands of times a minute
        except OSError:
            states.append((name, 0, -1))
        else:
            states.append((name, found.st_mtime_ns, found.st_size))
    return tuple(states)


def _look_for(folder: Path) -> tuple[list[Path], list[Path]]:
    """The session files of a folder and of those below it, and authorities' files."""
    found: tuple[list[Path], list[Path]] = ([], [])
    for path in _find_yaml(folder):
        head = _read_head(folder, path)
        for keys, paths in zip((_SESSION, _AUTORITE), found, strict=True):
            if all(key.search(head) for key in keys):
                paths.append(path)
                break
    return found


def _find_yaml(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        deep = len(Path(place).relative_to(folder).parts)
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and deep + 1 < _DEPTH
        )
        for name in files:
            if name.endswith(YAML):
                yield folder / place / name


def _read_head(folder: Path, path: Path) -> str:
    """How a file of the folder begins; nothing where it lies elsewhere."""
    try:
        if not path.resolve().is_relative_to(folder) or not path.is_file():
            return ""
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(_HEAD)
    except OSError:
        return ""
