"""Changes of a sitting, made in the files that hold what they change."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import yaml

from delib_gen.edits.changes import (
    CannotEdit,
    Edited,
    Refused,
    Set,
    change_data,
    has,
    move_to,
)
from delib_gen.edits.patch import Patcher
from delib_gen.edits.plan import plan
from delib_gen.load.files import MARK, YAML, decode_text
from delib_gen.load.nodes import to_data
from delib_gen.load.opening import read_yaml
from delib_gen.load.tree import leave_tree, parse_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from delib_gen.edits.changes import Change, Value
    from delib_gen.findings import YamlPath
    from delib_gen.load.sources import Sources

_UNSAFE = (
    "ce fichier est écrit d'une façon qui ne se change pas ici sans risque ; "
    "changez-le à la main (onglet YAML), ou ôtez-en les ancres (`&`, `*`)"
)
_UNREAD = "ce fichier ne se lit pas ; corrigez-le d'abord : "
_OLD_BREAKS = "ce fichier a des fins de ligne d'un autre âge ; enregistrez-le à nouveau"


@dataclass(slots=True)
class _File:
    """A file that changes.

    Attributes:
        name: as it is shown.
        source: its text, the byte order mark apart.
        data: what it says.
        faults: how many findings reading it gave.
        above: its place in the session.
        changes: those wanted of it, by its own paths.
    """

    name: str
    source: str
    mark: str
    data: Value
    faults: int
    above: YamlPath
    changes: list[Change] = field(default_factory=list)


def apply_changes(
    sources: Sources, session: Path, changes: Sequence[Change]
) -> Edited | Refused:
    """The files of a sitting after changes, each made upon what those before it left.

    Each file is read back: it says what it said and what was asked, and no more.

    Args:
        sources: where the files are read.
        session: the session file.
        changes: the changes, by their places in the session. A place within an act
            that is a file, or within a fiche, is in that file.
    """
    files: dict[str, _File] = {}
    name = str(session)
    try:
        for change in changes:
            _route(sources, session, files, change)
        edited: dict[Path, str] = {}
        for file in files.values():
            name = file.name
            after = _patch(file)
            if after != file.source:
                edited[Path(file.name)] = file.mark + after
    except CannotEdit as refusal:
        return Refused(refusal.why if refusal.index == -1 else f"{name}{refusal.why}")
    return Edited(edited)


def list_values(sources: Sources, session: Path, path: YamlPath) -> list[Value] | None:
    """What stands at each step of a path of a sitting; None where it leads nowhere.

    Args:
        sources: where the files are read.
        session: the session file.
        path: the place.
    """
    files: dict[str, _File] = {}
    try:
        file, inside = _find_file(sources, session, files, path)
    except CannotEdit:
        return None
    passed = path[: len(path) - len(inside)]
    values = list_values(sources, session, passed[:-1]) if passed else [file.data]
    data = file.data
    if values is None:
        return None
    values += [data] if passed else []
    for step in inside:
        if not has(data, step):
            return None
        data = data[step]
        values.append(data)
    return values


def _route(
    sources: Sources, session: Path, files: dict[str, _File], change: Change
) -> None:
    """Give a change to the file that holds its place."""
    file, path = _find_file(sources, session, files, change.path)
    own = move_to(change, path)
    try:
        before = file.data
        file.data = change_data(before, own)
    except CannotEdit as refusal:
        raise CannotEdit(f" : {refusal.why}") from refusal
    file.changes += _refine(own, before)


def _find_file(
    sources: Sources, session: Path, files: dict[str, _File], path: YamlPath
) -> tuple[_File, YamlPath]:
    """The file that holds a place, and the place in it."""
    file, above = _open(sources, session.parent, session.name, files, ()), 0
    while (cut := _find_name(file.data, path[above:])) is not None:
        above += cut[0]
        folder = PurePath(file.name).relative_to(session.parent).parent
        file = _open(sources, session.parent, str(folder / cut[1]), files, path[:above])
    return file, path[above:]


def _refine(change: Change, data: Value) -> list[Change]:
    """A change as small ones; none where nothing changes."""
    if not isinstance(change, Set):
        return [change]
    for step in change.path:
        if not has(data, step):
            return [change]
        data = data[step]
    return plan(change.path, data, change.value)


def _find_name(data: Value, path: YamlPath) -> tuple[int, str] | None:
    """How far a path leads to the name of a file that it goes on in."""
    for at, step in enumerate(path[:-1]):
        if not has(data, step):
            return None
        data = data[step]
        if isinstance(data, str) and data.strip().lower().endswith(YAML):
            return at + 1, data.strip()
    return None


def _open(
    sources: Sources, folder: Path, named: str, files: dict[str, _File], above: YamlPath
) -> _File:
    """A file of the sitting, read once."""
    known = files.get(str(folder / named))
    if known is not None:
        return known
    read, findings = read_yaml(sources, folder, named, None)
    if read is None:
        raise CannotEdit(findings[0].message, -1)
    text, findings = decode_text(read, None)
    if findings:
        raise CannotEdit(findings[0].message, -1)
    source = read.content.decode("utf-8-sig")
    if "\r" in text:
        raise CannotEdit(f"{read.name} : {_OLD_BREAKS}", -1)
    data, faults, why = _read(source, read.name)
    if why:
        raise CannotEdit(why, -1)
    mark = MARK if read.content.startswith(MARK.encode()) else ""
    file = _File(read.name, source, mark, data, faults, above)
    files[str(folder / named)] = file
    return file


def _patch(file: _File) -> str:
    """The text of a file with its changes.

    Raises:
        CannotEdit: if it would not say what it said and what was asked.
    """
    refusal: CannotEdit | None = None
    for tidy in (True, False):
        after = file.source
        patcher = Patcher(file.above, tidy=tidy)
        try:
            for change in file.changes:
                after = patcher.patch(after, change)
        except CannotEdit as error:
            line = after.count("\n", 0, error.index or 0) + 1
            refusal = CannotEdit(f":{line} : {error.why}")
            break
        except yaml.YAMLError:  # one of them spoilt the text for the next
            continue
        data, faults, why = _read(after, file.name)
        if not why and data == file.data and faults <= file.faults:
            return after
    raise refusal or CannotEdit(f" : {_UNSAFE}")


@lru_cache(maxsize=16)
def _read(source: str, name: str) -> tuple[Value, int, str]:
    """What a text says, how many findings it gives, and why it cannot be read.

    What one change was read back as, the next one is made upon: it is not read again,
    and nothing changes it.
    """
    text = source.replace("\r\n", "\n")
    root, findings = parse_tree(text, name)
    if root is None:
        told = findings[-1]
        line = told.span.line if told.span else 1
        return None, 0, f"{name}:{line} : {_UNREAD}{told.message}"
    data = to_data(root)
    leave_tree(text, name, (root, findings))
    return data, len(findings), ""
