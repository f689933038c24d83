"""Writing the files of a sitting: all of them or none."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from delib_gen.bundle import disk
from delib_gen.bundle.errors import BundleError, explain_os_error
from delib_gen.bundle.finishing import plan_finishing
from delib_gen.bundle.inventory import Inventory, take_inventory
from delib_gen.bundle.lock import hold_lock
from delib_gen.bundle.manifest import MANIFEST, Manifest
from delib_gen.bundle.naming import is_folder_name
from delib_gen.bundle.outline import Plan
from delib_gen.bundle.plan import check_outputs, make_plan
from delib_gen.bundle.swap import (
    Places,
    build,
    forget_old,
    put_in_place,
    recover,
    restore_hidden,
    take_back,
)
from delib_gen.findings import Diagnostic
from delib_gen.machine import ledger
from delib_gen.produced import FinishingStep, OutputFile

__all__ = [
    "BundleError",
    "BundleOrder",
    "WrittenBundle",
    "finish_bundle",
    "write_bundles",
]


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """What was written.

    Attributes:
        folder: the sitting's folder.
        paths: the new files, in the order in which they were given.
        manifest: the manifest's file.
        renewed: the new files that were not there as they are.
        findings: the files that were put aside or withdrawn (SOR04, SOR06, SOR07).
    """

    folder: Path
    paths: tuple[Path, ...]
    manifest: Path
    renewed: tuple[Path, ...]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class BundleOrder:
    """What is to be written of a sitting.

    Attributes:
        outputs: the files.
        manifest: what they were made from; its `fichiers` are filled here.
        out: the folder of all the sittings; made where it is not there.
        sitting_folder: the sitting's own (`2023-12-19-cp`).
        only_folder: the one folder to which the outputs belong: what the others
            hold is then left as it is.
        steps: what is done to each file before it is written.
    """

    outputs: Sequence[OutputFile]
    manifest: Manifest
    out: Path
    sitting_folder: str
    only_folder: str | None = None
    steps: Sequence[FinishingStep] = ()

    @property
    def names(self) -> list[str]:
        """The files, below the sitting's folder."""
        return [output.name for output in self.outputs]

    @property
    def places(self) -> Places:
        """Where they go."""
        return Places(self.out / self.sitting_folder)

    def plan(self, found: Inventory) -> Plan:
        """What is to be there, given what is."""
        _refuse_protected(self.places.target, found, self.outputs)
        return make_plan(
            found, self.outputs, self.manifest, self.only_folder, self.steps
        )


@dataclass(slots=True)
class _Staged:
    """A new set that stands complete beside the old one."""

    places: Places
    found: Inventory
    plan: Plan
    in_place: bool = False

    def report(self, names: Iterable[str]) -> WrittenBundle:
        target, names = self.places.target, list(names)
        return WrittenBundle(
            target,
            tuple(target / name for name in names),
            target / MANIFEST,
            tuple(target / name for name in names if name in self.plan.written),
            tuple(self.plan.findings),
        )


def write_bundles(
    orders: Sequence[BundleOrder],
    approve: Callable[[list[Diagnostic]], bool] = lambda _: True,
) -> list[WrittenBundle]:
    """Write the files of some sittings, and their manifests: all of them or none.

    What stood there stays whole until every new set is complete. Of what stood
    there, all that is not ours, or that somebody touched, is kept; so are the
    files of other formats or languages made from the same inputs.

    Args:
        orders: what to write, each sitting once.
        approve: told of the files that will be put aside or withdrawn, once all is
            ready; where it refuses, nothing is written.

    Returns:
        What was written; where that was refused, the same without paths.

    Raises:
        BundleError: if that cannot be done; nothing was replaced then.
        ValueError: if a name is unsafe or given twice: a bug of ours.
    """
    _refuse_same_folder(orders)
    for order in orders:
        check_outputs(order.outputs, order.only_folder)
        if not is_folder_name(order.sitting_folder):
            raise ValueError(f"{order.sitting_folder!r} is no name for a folder")
    with contextlib.ExitStack() as stack:
        staged = [
            stack.enter_context(_stage(order.places, order.plan)) for order in orders
        ]
        if not approve([f for item in staged for f in item.plan.findings]):
            return [item.report(()) for item in staged]
        _put_in_place(staged)
    return [
        item.report(order.names) for item, order in zip(staged, orders, strict=True)
    ]


def finish_bundle(folder: Path, steps: Sequence[FinishingStep]) -> WrittenBundle:
    """Take steps on the files of a sitting that was written: all of them or none.

    Args:
        folder: the sitting's folder.
        steps: what is to be done to the files that have not had it.

    Raises:
        BundleError: if that cannot be done; nothing was replaced then.
    """

    def plan(found: Inventory) -> Plan:
        return plan_finishing(found, steps)

    with _stage(Places(folder), plan) as staged:
        _put_in_place([staged])
    return staged.report(name for name in staged.plan.written if name != MANIFEST)


def _put_in_place(staged: Sequence[_Staged]) -> None:
    """Every new set in the place of the old one; none where one of them fails.

    A set that would be the old one again is left as it is.
    """
    staged = [item for item in staged if item.plan.changes(item.found)]
    with ledger.writing([item.places.target for item in staged]):
        try:
            for item in staged:
                put_in_place(item.places, item.found)
                item.in_place = True
        except BaseException:
            for item in reversed(staged):
                if item.in_place:
                    take_back(item.places)
            raise
    for item in staged:
        forget_old(item.places)


@contextlib.contextmanager
def _stage(places: Places, make: Callable[[Inventory], Plan]) -> Iterator[_Staged]:
    """Make a new set beside the old one; take it away if it is not put in place."""
    made: list[Path] = []
    staged: _Staged | None = None
    try:
        _make_folders(places.target.parent, made)
        ledger.restored += restore_hidden(places.target.parent)
        with hold_lock(places.lock):
            if recover(places):
                ledger.cleared.append(places.target)
            found = take_inventory(places.target)
            plan = make(found)
            staged = _Staged(places, found, plan)
            if plan.changes(found):
                build(places, found, plan)
            try:
                yield staged
            finally:
                if not staged.in_place and os.path.lexists(places.new):
                    with contextlib.suppress(OSError):
                        disk.remove_tree(places.new)
    except (OSError, ValueError) as error:
        raise explain_os_error(error, places.target) from error
    finally:
        if staged is None or not staged.in_place:
            for folder in reversed(made):
                with contextlib.suppress(OSError):
                    folder.rmdir()


def _refuse_same_folder(orders: Sequence[BundleOrder]) -> None:
    """Two sittings in one folder would undo each other."""
    folders = [order.out / order.sitting_folder for order in orders]
    for folder in folders:
        if folders.count(folder) > 1:
            raise BundleError(
                f"deux séances iraient dans le même dossier, « {folder} » : rien "
                "n'a été écrit",
                "donnez à l'une d'elles un `suffixe:`, ou produisez-les dans deux "
                "dossiers (`-o`)",
            )


def _make_folders(path: Path, made: list[Path]) -> None:
    """Make a folder and those above it; those that were not there are noted."""
    missing = [path]
    while not missing[-1].exists():
        missing.append(missing[-1].parent)
    for folder in reversed(missing[:-1]):
        folder.mkdir()
        made.append(folder)


def _refuse_protected(
    target: Path, found: Inventory, outputs: Sequence[OutputFile]
) -> None:
    """A folder that somebody write-protected is meant to stay as it is."""
    names = {output.folder for output in outputs} & found.folders
    folders = [target / name for name in sorted(names)]
    for folder in [target, *folders] if target.exists() else []:
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
