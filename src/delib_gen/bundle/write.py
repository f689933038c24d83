"""Writing the files of a sitting: all of them or none."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from delib_gen.bundle.errors import BundleError, explain_os_error
from delib_gen.bundle.inventory import Inventory, take_inventory
from delib_gen.bundle.lock import hold_lock
from delib_gen.bundle.manifest import MANIFEST, Manifest
from delib_gen.bundle.naming import is_folder_name
from delib_gen.bundle.plan import OutputFile, check_outputs, make_plan
from delib_gen.bundle.swap import Places, build, recover, swap
from delib_gen.findings import Diagnostic

__all__ = ["BundleError", "OutputFile", "WrittenBundle", "write_bundle"]


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """What was written.

    Attributes:
        folder: the sitting's folder.
        paths: the new files, in the order in which they were given.
        manifest: the manifest's file.
        findings: the files that were put aside (SOR04).
    """

    folder: Path
    paths: tuple[Path, ...]
    manifest: Path
    findings: tuple[Diagnostic, ...]


def write_bundle(
    outputs: Sequence[OutputFile],
    manifest: Manifest,
    out: Path,
    sitting_folder: str,
    only_folder: str | None = None,
) -> WrittenBundle:
    """Write the files of a sitting, and its manifest.

    What stood there stays whole until the new set is complete. Of what stood
    there, all that is not ours, or that somebody touched, is kept; so are the
    files of other formats or languages made from the same inputs.

    Args:
        outputs: the files.
        manifest: what they were made from; its `fichiers` are filled here.
        out: the folder of all the sittings; made where it is not there.
        sitting_folder: the sitting's own (`2023-12-19-cp`).
        only_folder: the one act's folder to which the outputs belong: those of
            the other acts are then left as they are.

    Raises:
        BundleError: if that cannot be done; nothing was replaced then.
        ValueError: if a name is unsafe or given twice: a bug of ours.
    """
    check_outputs(outputs, only_folder)
    if not is_folder_name(sitting_folder):
        raise ValueError(f"{sitting_folder!r} is no name for a folder")
    places = Places(out / sitting_folder)
    made: list[Path] = []
    try:
        _make_folders(out, made)
        with hold_lock(places.lock):
            recover(places)
            found = take_inventory(places.target)
            _refuse_protected(places.target, found, outputs)
            plan = make_plan(found, outputs, manifest, only_folder)
            build(places, found, plan)
            swap(places, found)
    except BaseException as error:
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError | ValueError):
            raise explain_os_error(error, places.target) from error
        raise
    return WrittenBundle(
        places.target,
        tuple(places.target / output.name for output in outputs),
        places.target / MANIFEST,
        tuple(plan.findings),
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
    names = {output.acte_folder for output in outputs} & found.folders
    folders = [target / name for name in sorted(names)]
    for folder in [target, *folders] if target.exists() else []:
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
