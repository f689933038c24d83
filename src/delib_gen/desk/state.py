"""A sitting as a screen has it: its texts, their version, what the checks find."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

from delib_gen.checking import Checked, check_session
from delib_gen.desk.history import Record
from delib_gen.desk.shelf import Held
from delib_gen.edits.changes import Refused
from delib_gen.load.files import MARK
from delib_gen.load.sources import Sources


class Check(Protocol):
    """What reads and checks a file: `check_session`, `check_autorite`."""

    def __call__(self, path: Path, *, sources: Sources | None = None) -> Checked:
        """The file, read from the disk or from texts laid over it."""


@dataclass
class Opened:
    """A sitting at a moment, or an authority's file.

    Attributes:
        session: the session file, or that of the authority.
        version: what tells this state from those before it.
        texts: its files by their names below its folder, the byte order mark apart.
        undoable: the change that would be undone next.
        redoable: the one that would be redone next.
        closed: why nothing can be changed, in French; empty where it can.
        check: what checks it.
    """

    session: Path
    version: str
    texts: dict[str, str] = field(repr=False)
    undoable: Record | None = None
    redoable: Record | None = None
    closed: str = ""
    check: Check = field(default=check_session, repr=False)

    @cached_property
    def checked(self) -> Checked:
        """What the checks find in it, worked out when it is first asked for."""
        return self.check(self.session, sources=lay_texts(self.session, self.texts))


@dataclass
class Done(Opened):
    """A sitting that was changed.

    Attributes:
        diff: the lines that left and came, by file; nothing where none did.
    """

    diff: str = ""


@dataclass(frozen=True)
class Conflict:
    """Two changes of the same place: nothing was written.

    Attributes:
        reason: why, in French.
        ours: the files that change, as they were to become.
        theirs: the same files, as somebody else left them.
        version: the state that `theirs` is of.
    """

    reason: str
    ours: dict[str, str]
    theirs: dict[str, str]
    version: str


Outcome = Done | Refused | Conflict


def lay_texts(session: Path, texts: Mapping[str, str]) -> Sources:
    """Texts of a sitting, laid over the disk."""
    return Sources({session.parent / name: text for name, text in texts.items()})


def describe(held: Held, check: Check) -> Opened:
    """A sitting as the last change left it."""
    history = held.history
    last, undone = history.find_undoable(), history.find_redoable()
    texts = strip(held.texts)
    return Opened(held.path, history.version, texts, last, undone, check=check)


def strip(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts without their byte order marks."""
    return {name: text.removeprefix(MARK) for name, text in texts.items()}


def to_plain(text: str) -> str:
    """A text without a mark, its lines ended in the one way."""
    return text.removeprefix(MARK).replace("\r\n", "\n")


def write_like(text: str, other: str) -> str:
    """A text with the ends of lines and the byte order mark of another one."""
    text = to_plain(text)
    if "\r\n" in other:
        text = text.replace("\n", "\r\n")
    return (MARK if other.startswith(MARK) else "") + text


def show_diff(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """The lines that leave and come, by file."""
    lines: list[str] = []
    for name, text in after.items():
        old, new = (to_plain(t).split("\n") for t in (before[name], text))
        lines += difflib.unified_diff(old, new, name, name, lineterm="", n=1)
    return "\n".join(lines)


def hide_folder(text: str, folder: Path) -> str:
    """Words about files of a folder, with their names below it alone."""
    return text.replace(f"{folder}/", "")
