"""Writing the files of a sitting: all of them or none."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from delib_gen.bundle.errors import BundleError, explaining
from delib_gen.bundle.finishing import plan_finishing
from delib_gen.bundle.inventory import Inventory
from delib_gen.bundle.manifest import MANIFEST, Fichier, Manifest
from delib_gen.bundle.outline import Plan
from delib_gen.bundle.plan import Planner
from delib_gen.bundle.staging import Stage, open_stages
from delib_gen.bundle.swap import forget_old, put_in_place, take_back
from delib_gen.findings import Diagnostic
from delib_gen.machine import ledger
from delib_gen.produced import FinishingStep

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

    @classmethod
    def of(cls, stage: Stage, names: Iterable[str]) -> WrittenBundle:
        """What a stage has put in place.

        Args:
            stage: the stage.
            names: the files that count.
        """
        target, names, plan = stage.places.target, list(names), stage.plan
        return cls(
            target,
            tuple(target / name for name in names),
            target / MANIFEST,
            tuple(target / name for name in names if name in plan.new),
            tuple(plan.findings),
        )


@dataclass(frozen=True, slots=True)
class BundleOrder:
    """What is to be written of a sitting.

    Attributes:
        outputs: the files, which were put on its stage.
        manifest: what they were made from; its `fichiers` are filled here.
        stage: the new set.
        only_folder: the one folder to which the outputs belong: what the others
            hold is then left as it is.
        steps: what is done to each file before it is written.
    """

    outputs: Sequence[Fichier]
    manifest: Manifest
    stage: Stage
    only_folder: str | None = None
    steps: Sequence[FinishingStep] = ()

    @property
    def names(self) -> list[str]:
        """The files, below the sitting's folder."""
        return [output.chemin for output in self.outputs]

    def check(self) -> None:
        """Refuse files outside the one folder that is written to: a bug of ours.

        Raises:
            ValueError: at the first such file.
        """
        for name in self.names:
            if self.only_folder not in (None, name.split("/")[0]):
                raise ValueError(f"{name!r} cannot be written")

    def plan(self, found: Inventory) -> Plan:
        """What is to be there, given what is."""
        _refuse_protected(self.stage.places.target, found, self.outputs)
        new = (self.outputs, self.manifest, self.stage)
        return Planner(found, *new, self.only_folder, self.steps).make()


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
        ValueError: if a file is in a wrong folder: a bug of ours.
    """
    for order in orders:
        order.check()
        order.stage.complete(order.plan)
    if not approve([f for order in orders for f in order.stage.plan.findings]):
        return [WrittenBundle.of(order.stage, ()) for order in orders]
    _put_in_place([order.stage for order in orders])
    return [WrittenBundle.of(order.stage, order.names) for order in orders]


def finish_bundle(folder: Path, steps: Sequence[FinishingStep]) -> WrittenBundle:
    """Take steps on the files of a sitting that was written: all of them or none.

    Args:
        folder: the sitting's folder.
        steps: what is to be done to the files that have not had it.

    Raises:
        BundleError: if that cannot be done; nothing was replaced then.
    """
    with open_stages([folder]) as (stage,):
        stage.complete(lambda found: plan_finishing(found, steps))
        _put_in_place([stage])
        return WrittenBundle.of(stage, (n for n in stage.plan.written if n != MANIFEST))


def _put_in_place(stages: Sequence[Stage]) -> None:
    """Every new set in the place of the old one; none where one of them fails.

    A set that would be the old one again is left as it is.
    """
    stages = [stage for stage in stages if stage.plan.changes(stage.found)]
    with ledger.writing([stage.places.target for stage in stages]):
        try:
            for stage in stages:
                with explaining(stage.places.target):
                    put_in_place(stage.places, stage.found)
                stage.in_place = True
        except BaseException:
            for stage in reversed(stages):
                if stage.in_place:
                    take_back(stage.places)
            raise
    for stage in stages:
        forget_old(stage.places)


def _refuse_protected(
    target: Path, found: Inventory, outputs: Sequence[Fichier]
) -> None:
    """A folder that somebody write-protected is meant to stay as it is."""
    names = {output.dossier for output in outputs} & found.folders
    folders = [target / name for name in sorted(names)]
    for folder in [target, *folders] if target.exists() else []:
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
