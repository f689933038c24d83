"""Putting a new set in the place of the old one, which stays whole until then.

The new set is made whole beside the old one, then both take each other's name at
once. Where the system cannot do that, two renames put the new one in place: the old
one out, the new one in. Whatever stops a run, the next one finds on the disk enough to
tell how far it went:

    only `.X.nouveau`                the new set that was not finished, or the old one
                                     after the exchange: X is whole, forget it
    `.X.ancien`, no X                stopped between the renames: put the old back
    `.X.ancien` and X, no `.nouveau` the new set is in place: forget the old one
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from delib_gen.bundle import disk
from delib_gen.bundle.errors import BundleError
from delib_gen.bundle.inventory import Inventory, take_inventory
from delib_gen.bundle.lock import hold_lock
from delib_gen.bundle.outline import Plan


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of a swap, side by side, hence on one disk."""

    target: Path

    @property
    def new(self) -> Path:
        """Where the new set is made."""
        return self.target.with_name(f".{self.target.name}.nouveau")

    @property
    def old(self) -> Path:
        """Where the old set waits until the new one is in place."""
        return self.target.with_name(f".{self.target.name}.ancien")

    @property
    def lock(self) -> Path:
        """What one run at a time holds."""
        return self.target.with_name(f".{self.target.name}.verrou")


def recover(places: Places) -> bool:
    """Finish or undo what an interrupted run left; tell whether one left anything.

    Raises:
        BundleError: if what is there is nothing that a run leaves.
        OSError: if it cannot be put in order.
    """
    new, old = (os.path.lexists(path) for path in (places.new, places.old))
    if old and os.path.lexists(places.target):
        if new:
            raise BundleError(
                "une production interrompue a laissé l'ancien contenu de "
                f"« {places.target} » dans « {places.old} », et un autre dossier "
                "a pris sa place",
                "comparez les deux, gardez le bon, et supprimez "
                f"« {places.old} » et « {places.new} »",
            )
        disk.remove_tree(places.old)
    elif old:
        disk.rename(places.old, places.target)
    if new:
        disk.remove_tree(places.new)
    return new or old


def build(places: Places, found: Inventory, plan: Plan, there: Iterable[str]) -> None:
    """Make the rest of the new set: it is then whole, and on the disk.

    Args:
        places: the folders.
        found: what stands in the old one.
        plan: what is to be there.
        there: the files that stand in the new one.

    Raises:
        OSError: if that cannot be.
    """
    folders = {p for name in (*plan.new, *plan.carried) for p in list_parents(name)}
    empty = found.list_empty_folders()
    folders |= {p for name in empty for p in (*list_parents(name), name)} | {""}
    disk.make_folders(places.new, sorted(folders))
    for name in {*there} - plan.staged:
        (places.new / name).unlink()
    for name, file in plan.carried.items():
        disk.carry_file(file.path, places.new / name)
    for name, content in plan.written.items():
        disk.write_file(places.new / name, content)
    # Deepest first: a folder that may not be written to is closed last.
    for name in sorted(folders, reverse=True):
        disk.sync_path(places.new / name)
        if name in found.folders or (not name and places.target.is_dir()):
            shutil.copymode(places.target / name, places.new / name)


def put_in_place(places: Places, found: Inventory) -> None:
    """Put the new set in place, the old one beside it; undo it where that fails.

    Raises:
        BundleError: if somebody wrote in the old folder in the meantime.
        OSError: if a rename fails; the old set is then in its place again.
    """
    if not os.path.lexists(places.target):
        disk.rename(places.new, places.target)
        return
    _refuse_changes(places.target, places, found)
    if disk.exchange(places.new, places.target):
        try:
            _refuse_changes(places.new, places, found)
        except BaseException:
            _exchange_back(places)
            raise
        return
    try:
        disk.rename(places.target, places.old)
        _refuse_changes(places.old, places, found)
        disk.rename(places.new, places.target)
    except BaseException:
        _undo(places)
        raise


def forget_old(places: Places) -> None:
    """Let the old set go, once the new one is in place for good.

    What fails here does no harm: the next run forgets the old set.
    """
    with contextlib.suppress(OSError):
        disk.sync_path(places.target.parent)
    for path in (places.old, places.new):
        if os.path.lexists(path):
            with contextlib.suppress(OSError):
                disk.remove_tree(path)


def take_back(places: Places) -> None:
    """Put the old set in place again, where another sitting's could not be written.

    Raises:
        BundleError: if that fails too; the old set is then whole beside.
    """
    if os.path.lexists(places.new):
        _exchange_back(places)
    else:
        with contextlib.suppress(OSError):
            disk.rename(places.target, places.new)
    _undo(places)


def restore_hidden(folder: Path) -> list[Path]:
    """Put back the folders that interrupted runs have hidden, whichever they are.

    Between two renames a folder has no name: whoever looks into the folder above
    finds nothing. What cannot be put back is left to the run that writes there.

    Args:
        folder: the folder above.

    Returns:
        The folders that are there again.
    """
    restored: list[Path] = []
    for old in sorted(folder.glob(".*.ancien")) if folder.is_dir() else ():
        places = Places(old.with_name(old.name[1:].removesuffix(".ancien")))
        if os.path.lexists(places.target):
            continue
        with contextlib.suppress(OSError, BundleError), hold_lock(places.lock):
            recover(places)
            restored.append(places.target)
    return restored


def list_parents(name: str) -> list[str]:
    """The folders that a file is in, the outermost first; "" for the set's own."""
    parts = name.split("/")[:-1]
    return ["/".join(parts[:depth]) for depth in range(len(parts) + 1)]


def explain_change(places: Places) -> BundleError:
    """What to say where somebody has written in the old set in the meantime."""
    return BundleError(
        f"un fichier de « {places.target} » a changé pendant la production : rien "
        "n'a été remplacé",
        "enregistrez et fermez les fichiers ouverts, puis relancez",
    )


def _refuse_changes(folder: Path, places: Places, found: Inventory) -> None:
    """Whoever saved a file since it was read must not lose it."""
    now = take_inventory(folder)
    if now.list_states() != found.list_states() or now.folders != found.folders:
        raise explain_change(places)


def _exchange_back(places: Places) -> None:
    """Undo an exchange; what was in the place of the old set is the new one."""
    try:
        if disk.exchange(places.new, places.target):
            return
    except OSError:
        pass
    # Under the name that nobody takes away before the next run.
    with contextlib.suppress(OSError):
        disk.rename(places.new, places.old)
    raise BundleError(
        f"« {places.target} » n'a pu être remis en place : son ancien contenu est, "
        f"entier, dans « {places.old} »",
        "copiez-le ailleurs avant de relancer",
    )


def _undo(places: Places) -> None:
    if not os.path.lexists(places.target) and os.path.lexists(places.old):
        try:
            disk.rename(places.old, places.target)
        except OSError as error:
            raise BundleError(
                f"« {places.target} » n'a pu être remis en place : son contenu est, "
                f"entier, dans « {places.old} »",
                "relancez : il sera remis en place d'abord",
            ) from error
    with contextlib.suppress(OSError):
        disk.remove_tree(places.new)
