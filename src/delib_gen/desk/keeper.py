"""A folder of sittings, kept for all its screens: read, changed, undone, redone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from delib_gen.bundle.errors import BundleError, explain_reason
from delib_gen.checking import check_session
from delib_gen.desk.ground import has_same_ground
from delib_gen.desk.history import Record, Sort
from delib_gen.desk.looking_back import look_back
from delib_gen.desk.merging import merge_texts
from delib_gen.desk.shelf import Held, Shelf
from delib_gen.desk.state import (
    Check,
    Conflict,
    Done,
    Opened,
    Outcome,
    describe,
    hide_folder,
    lay_texts,
    show_diff,
    strip,
    to_plain,
    write_like,
)
from delib_gen.edits.apply import apply_changes
from delib_gen.edits.changes import CannotEdit, Change, Refused, normalise
from delib_gen.load.files import YAML
from delib_gen.load.tree import parse_tree

_UNKNOWN = "cet écran est trop ancien ; affichez la séance à nouveau, puis recommencez"
_OVERTAKEN = "quelqu'un a changé le même endroit entre-temps"
_NOTHING = "rien n'a été changé"
_Made = dict[str, str] | Refused | Conflict
"""The files that change, with their new contents, or why they do not."""


class Keeper:
    """Keeps the sittings of a folder, or its authorities' files; several may."""

    def __init__(self, folder: Path, check: Check = check_session) -> None:
        """Keep a folder.

        Args:
            folder: the folder that no sitting lies outside of.
            check: what reads and checks one of the files that are kept.
        """
        self._shelf, self.check = Shelf(folder), check
        self.folder = self._shelf.folder

    def open(self, session: Path) -> Opened | Refused:
        """A sitting as it stands, what was changed outside written down.

        Where nothing can be written it is opened to be looked at.
        """
        try:
            with self._shelf.hold(session) as held:
                return _open(held, self.check)
        except BundleError as error:
            return _refuse(error, self.folder)
        except OSError as error:
            return _look(self._shelf.locate(session), self.check, error)

    def change(
        self,
        session: Path,
        changes: Sequence[Change],
        who: str,
        screen: str,
        base: str | None = None,
        *,
        goes_on: bool = False,
    ) -> Outcome:
        """Make changes, all or none.

        Args:
            session: the session file.
            changes: the changes.
            who: who makes them.
            screen: where.
            base: the version that they were made upon. Where another one is there
                by now they are made of it too, unless somebody changed the same
                place. None takes the sitting as it is.
            goes_on: whether the last change, if it was made by the same one there,
                is undone with these: the letters of a word, one after the other.
        """

        def make(held: Held) -> _Made:
            now = held.texts
            if base in (None, held.history.version):
                return _apply(held, now, changes)
            old = held.history.find_texts(base or "")
            if old is None:
                return Refused(_UNKNOWN)
            ours = _apply(held, old, changes)
            if isinstance(ours, Refused):
                return ours
            merged = _merge(held, old, ours)
            if isinstance(merged, Conflict):
                then, here = (lay_texts(held.path, texts) for texts in (old, now))
                if all(has_same_ground(then, here, held.path, c) for c in changes):
                    return _apply(held, now, changes)
            return merged

        return self._do(session, (who, screen, Sort.TYPED), make, goes_on=goes_on)

    def replace(
        self,
        session: Path,
        file: str,
        text: str,
        base: str,
        who: str,
        *,
        goes_on: bool = False,
    ) -> Outcome:
        """Put a whole text in the place of a file's, as it was typed.

        Args:
            session: the session file.
            file: the file's name below the sitting's folder, one of `Opened.texts`.
            text: the text; it keeps the file's ends of lines and byte order mark.
            base: the version that it was typed upon.
            who: who typed it.
            goes_on: see `change`.
        """
        told = session, {file: text}, base, who, "YAML"
        return self.rewrite(*told, goes_on=goes_on)

    def rewrite(
        self,
        session: Path,
        texts: Mapping[str, str],
        base: str,
        who: str,
        screen: str,
        *,
        goes_on: bool = False,
    ) -> Outcome:
        """Put whole texts in the place of those of some files, all or none.

        Args:
            session: the session file.
            texts: see `replace`, by the files' names.
            base: the version that they were made upon.
            who: who makes them.
            screen: where.
            goes_on: see `change`.
        """

        def make(held: Held) -> _Made:
            old = held.history.find_texts(base)
            if old is None or not set(texts) <= {*old} & {*held.texts}:
                return Refused(_UNKNOWN)
            try:
                typed = {n: normalise(text) for n, text in texts.items()}
            except CannotEdit as refusal:
                return Refused(refusal.why)
            new = {name: write_like(text, old[name]) for name, text in typed.items()}
            return _merge(held, old, new)

        return self._do(session, (who, screen, Sort.TYPED), make, goes_on=goes_on)

    def undo(self, session: Path, who: str) -> Outcome:
        """Take back the last change that was made here and not taken back."""
        return self._turn(session, who, Sort.UNDONE)

    def redo(self, session: Path, who: str) -> Outcome:
        """Make again the last change that was taken back."""
        return self._turn(session, who, Sort.REDONE)

    def note(self, session: Path, who: str, screen: str, sort: Sort) -> None:
        """Write down what was done that changes no file; a full disk stops nothing."""
        with suppress(BundleError, OSError), self._shelf.hold(session) as held:
            held.history.add(who, screen, sort, [])

    def look_back(
        self, session: Path, most: int, before: int | None = None
    ) -> list[tuple[Record, str]]:
        """The last changes (see `looking_back`); none where nothing can be written."""
        with suppress(BundleError, OSError), self._shelf.hold(session) as held:
            return look_back(held.history, most, before)
        return []

    def _turn(self, session: Path, who: str, sort: Sort) -> Outcome:
        back, turned = sort is Sort.UNDONE, list[Record]()

        def make(held: Held) -> _Made:
            history = held.history
            last = history.find_undoable() if back else history.find_redoable()
            if last is None:
                return Refused(f"il n'y a rien à {'annuler' if back else 'rétablir'}")
            turned.append(last)
            together = history.list_together(last)
            after = history.find_texts(str(last.number)) or {}
            before = history.find_texts(str(together[0].number - 1)) or {}
            base, wanted = (after, before) if back else (before, after)
            names = dict.fromkeys(p.file for one in together for p in one.patches)
            return _merge(held, base, {name: wanted[name] for name in names})

        return self._do(session, (who, "", sort), make, turned)

    def _do(
        self,
        session: Path,
        said: tuple[str, str, Sort],
        make: Callable[[Held], _Made],
        turned: Sequence[Record] = (),
        *,
        goes_on: bool = False,
    ) -> Outcome:
        """Make a change and say it; one that turns another is said in any case."""
        try:
            with self._shelf.hold(session) as held:
                made = make(held)
                if isinstance(made, Refused):
                    return Refused(hide_folder(made.reason, self.folder))
                if isinstance(made, Conflict):
                    return made
                before = held.texts
                made = {n: text for n, text in made.items() if text != before[n]}
                of = turned[0].number if turned else 0
                if goes_on:
                    of = held.history.find_latest(*said[:2])
                if made or turned:
                    held.write(made, said, of)
                opened = describe(held, self.check)
                return Done(**vars(opened), diff=show_diff(before, made))
        except BundleError as error:
            return _refuse(error, self.folder)
        except OSError as error:
            reason = f"« {session} » : {explain_reason(error)} ; {_NOTHING}"
            return Refused(hide_folder(reason, self.folder))


def _refuse(error: BundleError, folder: Path) -> Refused:
    reason = " ; ".join(filter(None, (error.message, error.hint)))
    return Refused(hide_folder(reason, folder))


def _open(held: Held, check: Check) -> Opened:
    checked = describe(held, check).checked
    held.see(checked.lue.sources)
    opened = describe(held, check)
    vars(opened)["checked"] = checked  # of the same texts
    return opened


def _look(path: Path, check: Check, error: OSError) -> Opened:
    """A sitting that cannot be changed, and why; it has no history."""
    checked = check(path)
    files = checked.lue.sources.files
    named = [f for f in files if Path(f.name) == path.parent / f.relative]
    texts = {f.relative: f.content.decode("utf-8", "replace") for f in named}
    why = f"{explain_reason(error)} : rien ne peut être changé ici"
    opened = Opened(path, "0", strip(texts), closed=why, check=check)
    vars(opened)["checked"] = checked
    return opened


def _apply(
    held: Held, texts: Mapping[str, str], changes: Sequence[Change]
) -> dict[str, str] | Refused:
    """The files that change, made upon some state of the sitting, by their names."""
    sources = lay_texts(held.path, texts)
    edited = apply_changes(sources, held.path, changes)
    if isinstance(edited, Refused):
        return edited
    held.see(sources)
    folder = held.path.parent
    return {p.relative_to(folder).as_posix(): t for p, t in edited.files.items()}


def _merge(held: Held, base: Mapping[str, str], ours: Mapping[str, str]) -> _Made:
    """The files with what was changed of an older state changed in this one."""
    merged: dict[str, str] = {}
    for name, text in ours.items():
        now = held.texts.get(name)
        if now is None:
            return Refused(f"« {name} » n'est plus là ; remettez ce fichier d'abord")
        both = merge_texts(base[name], text, now)
        if both is None or (both not in (text, now) and _spoils(name, both, now)):
            theirs = {other: held.texts.get(other, "") for other in ours}
            version = held.history.version
            return Conflict(_OVERTAKEN, strip(ours), strip(theirs), version)
        merged[name] = both
    return merged


def _spoils(name: str, text: str, before: str) -> bool:
    """Whether a file that was put together has a fault that it had not."""
    if not name.lower().endswith(YAML):
        return False
    root, found = parse_tree(to_plain(text), name)
    known, found_before = parse_tree(to_plain(before), name)
    return known is not None and (root is None or len(found) > len(found_before))
