"""Waiting until somebody saves a file, by looking at the files again and again.

The system could tell of changes instead, but not of those on a disk that is shared
with other machines, where offices keep their sittings.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from pathlib import Path

States = dict[str, tuple[int, int, int]]
"""What changes of each file when it is saved, replaced or taken away."""
_PERIOD = 0.25
"""Seconds between two looks: nobody sees them pass, and no disk is busy with it."""
_MOST = 5_000
"""How many files of a folder are looked at: somebody may keep a whole disk there."""


def look(paths: Collection[Path]) -> States:
    """How files are now; those that are not there are left out."""
    states: States = {}
    for path in paths:
        try:
            status = path.stat()
        except (OSError, ValueError):
            continue
        states[str(path)] = status.st_ino, status.st_size, status.st_mtime_ns
    return states


def list_below(
    folder: Path, endings: Collection[str] = (), but: Collection[Path] = ()
) -> list[Path]:
    """The files below a folder that somebody types; hidden ones are programs' own.

    Args:
        folder: where they are.
        endings: those of the names that count; all where none is given.
        but: folders below which nothing counts.
    """
    return list(islice(_walk(folder, endings, but), _MOST))


def _walk(
    folder: Path, endings: Collection[str], but: Collection[Path]
) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and here / name not in but
        )
        for name in sorted(names):
            path = here / name
            hidden = name.startswith((".", "~")) or name.endswith("~")
            if not hidden and (not endings or path.suffix.lower() in endings):
                yield path


def wait_for_change(before: States, find: Callable[[], States]) -> list[str]:
    """Wait until files are not as they were, and are left alone again.

    Args:
        before: how they were.
        find: looks at them.

    Returns:
        The names of those that changed, came or went.
    """
    now = before
    while now == before:
        time.sleep(_PERIOD)
        now = find()
    while (later := _look_later(find)) != now:
        now = later
    return sorted(n for n in {*before, *now} if before.get(n) != now.get(n))


def _look_later(find: Callable[[], States]) -> States:
    time.sleep(_PERIOD)
    return find()
