"""The new set of a folder: made beside the old one, file by file as they come.

Of a file that was written, its line in the manifest is all that stays in memory.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from delib_gen.bundle import disk
from delib_gen.bundle.errors import BundleError, explaining
from delib_gen.bundle.inventory import (
    Inventory,
    State,
    find_state,
    fold_name,
    take_inventory,
)
from delib_gen.bundle.lock import hold_lock
from delib_gen.bundle.manifest import MANIFEST, Fichier, digest
from delib_gen.bundle.naming import is_folder_name, is_place
from delib_gen.bundle.outline import Plan
from delib_gen.bundle.swap import (
    Places,
    build,
    explain_change,
    list_parents,
    recover,
    restore_hidden,
)
from delib_gen.machine import ledger
from delib_gen.machine.guard import Begun
from delib_gen.produced import OutputFile


class Stage:
    """What is being made to take the place of a folder.

    Attributes:
        places: the folders.
        written: the names of the files that stand in the new set.
        same: those that stand in the old one as they would be written, and how.
        found: what stood in the old one, once all was made.
        plan: what is to be there, then.
        in_place: whether the new set has taken the place of the old one.
    """

    def __init__(self, target: Path) -> None:
        """Begin with nothing made.

        Args:
            target: the folder.
        """
        self.places = Places(target)
        self.written: set[str] = set()
        self.same: dict[str, State] = {}
        self.found = Inventory({}, frozenset())
        self.plan = Plan({})
        self.in_place = False
        self._names: set[str] = set()

    def put(self, output: OutputFile) -> Fichier:
        """Write a file into the new set, unless the old one has it as it is.

        Raises:
            BundleError: if it cannot be written.
            ValueError: if its name is unsafe or given twice: a bug of ours.
        """
        name = output.name
        if not is_place(*output.place) or name == MANIFEST:
            raise ValueError(f"{name!r} cannot be written")
        if fold_name(name) in self._names:
            raise ValueError("two files have one name")
        self._names.add(fold_name(name))
        with explaining(self.places.target):
            state = self._find_same(name, output.content)
            if state is not None:
                self.same[name] = state
            else:
                disk.make_folders(self.places.new, list_parents(name))
                disk.write_file(self.places.new / name, output.content)
                self.written.add(name)
        return Fichier.of(output)

    def read(self, entry: Fichier) -> bytes:
        """A file that was put.

        Raises:
            BundleError: if it stood in the old set, and somebody has written to it.
        """
        place = self.places.new if entry.chemin in self.written else self.places.target
        try:
            content = (place / entry.chemin).read_bytes()
        except FileNotFoundError:
            content = b""
        if digest(content) != entry.sha256:
            raise explain_change(self.places)
        return content

    def clear(self) -> None:
        """Forget all that was put."""
        with explaining(self.places.target):
            if os.path.lexists(self.places.new):
                disk.remove_tree(self.places.new)
        for known in (self.written, self.same, self._names):
            known.clear()

    def complete(self, make: Callable[[Inventory], Plan]) -> None:
        """Make the rest of the new set, where it is not the old one again.

        Args:
            make: says what is to be there, given what is.

        Raises:
            BundleError: if that cannot be done.
        """
        with explaining(self.places.target):
            self.found = take_inventory(self.places.target)
            self.plan = make(self.found)
            if self.plan.changes(self.found):
                build(self.places, self.found, self.plan, self.written)

    def _find_same(self, name: str, content: bytes) -> State | None:
        """How a file of the old set is, where it has these very bytes."""
        path = self.places.target / name
        with contextlib.suppress(OSError):
            status = path.lstat()
            if status.st_size == len(content) and path.read_bytes() == content:
                return find_state(status)
        return None


@contextlib.contextmanager
def open_stages(targets: Sequence[Path]) -> Iterator[list[Stage]]:
    """Begin new sets beside some folders, which nobody else writes to meanwhile.

    What is not put in place is taken away.

    Args:
        targets: the folders, each once.

    Raises:
        BundleError: if that cannot be done; nothing was replaced then.
        ValueError: if a name is unsafe: a bug of ours.
    """
    _refuse_same_folder(targets)
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(_open(target)) for target in targets]


@contextlib.contextmanager
def _open(target: Path) -> Iterator[Stage]:
    if not is_folder_name(target.name):
        raise ValueError(f"{target.name!r} is no name for a folder")
    stage = Stage(target)
    places = stage.places
    with contextlib.ExitStack() as held:
        with explaining(target):
            made = _list_missing(target.parent)
            # Noted before any is there, and for as long as one may be.
            held.enter_context(ledger.staging(target, made))
            held.callback(lambda: _remove_folders([] if stage.in_place else made))
            for folder in made:
                folder.mkdir(exist_ok=True)  # another run may just have made it
            ledger.restored += restore_hidden(target.parent)
            held.enter_context(hold_lock(places.lock))
            if recover(places):
                ledger.cleared.append(target)
        try:
            yield stage
        finally:
            if not stage.in_place and os.path.lexists(places.new):
                with contextlib.suppress(OSError):
                    disk.remove_tree(places.new)


def clear_begun(begun: Begun) -> None:
    """Take away what a process that has died had only begun (`machine.ledger`).

    What cannot be is left to the next run.
    """
    # The first may have made the folder that the others are in.
    for name, *made in reversed(begun):
        places = Places(Path(name))
        with contextlib.suppress(OSError, BundleError), hold_lock(places.lock):
            recover(places)
        _remove_folders([] if places.target.exists() else [*map(Path, made)])


def _remove_folders(made: Sequence[Path]) -> None:
    for folder in reversed(made):
        with contextlib.suppress(OSError, ValueError):  # what cannot exist was not made
            folder.rmdir()


def _refuse_same_folder(targets: Sequence[Path]) -> None:
    """Two sittings in one folder would undo each other."""
    for target in targets:
        if targets.count(target) > 1:
            raise BundleError(
                f"deux séances iraient dans le même dossier, « {target} » : rien "
                "n'a été écrit",
                "donnez à l'une d'elles un `suffixe:`, ou produisez-les dans deux "
                "dossiers (`-o`)",
            )


def _list_missing(path: Path) -> list[Path]:
    """Of a folder and those above it, those that are not there; the outermost first."""
    missing = [path]
    while not missing[-1].exists():
        missing.append(missing[-1].parent)
    return missing[-2::-1]
