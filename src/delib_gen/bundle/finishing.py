"""Finishing what was made, and telling a finished file from one that somebody edited.

A step need not give the same bytes twice (a signature has its hour), so a file is
known by two digests: as it was produced, and as the steps left it. Where the first
is what is produced again, the second stays in its place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from delib_gen.bundle.errors import BundleError
from delib_gen.bundle.manifest import MANIFEST, Fichier
from delib_gen.bundle.outline import Plan
from delib_gen.bundle.previous import read_previous

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from delib_gen.bundle.inventory import FoundFile, Inventory
    from delib_gen.produced import FinishingStep, OutputFile


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """A produced file as it is to be in the folder.

    Attributes:
        entry: its line in the manifest.
        content: its bytes, where steps have given it others.
        stands: whether it is there already, as the steps left it.
    """

    entry: Fichier
    content: bytes | None = None
    stands: bool = False


def finish_output(
    entry: Fichier,
    steps: Sequence[FinishingStep],
    read: Callable[[Fichier], bytes],
    known: Fichier | None,
    there: FoundFile | None,
) -> FinishedFile:
    """Do to a produced file what is still to be done to it.

    Args:
        entry: the file as it was produced.
        steps: those of the run, in order.
        read: gives its bytes.
        known: what the manifest says of the file that has its name.
        there: the file that has its name.

    Raises:
        BundleError: if a step cannot be done.
    """
    output = entry.to_output(read(entry)) if steps else None
    wanted = [step for step in steps if output and step.takes(output)]
    names = tuple(step.name for step in wanted)
    if (
        known is not None
        and known.etapes
        # A later step (a signature) stands on the very file that is made again.
        and (known.produit, known.etapes[: len(names)]) == (entry.sha256, names)
        and there is not None
        and there.digest() == known.sha256
    ):
        return FinishedFile(replace(known, origine=entry.origine), stands=True)
    if output is None or not wanted:
        return FinishedFile(entry)
    done = _take_steps(output, wanted)
    return FinishedFile(entry.finish(wanted, done), done.content)


def plan_finishing(found: Inventory, steps: Sequence[FinishingStep]) -> Plan:
    """What a folder is to hold once steps were taken on the files that are there.

    A file that somebody edited is left alone, and so is one that had the step.

    Raises:
        BundleError: if the folder has no manifest of ours, or a step fails.
    """
    previous = read_previous(found)
    if previous is None:
        raise BundleError(
            f"ce dossier n'a pas de `{MANIFEST}` lisible : rien n'a été remplacé",
            "produisez d'abord la séance (`delib-gen render`)",
        )
    plan = Plan({}, {n: file for n, file in found.files.items() if n != MANIFEST})
    entries: list[Fichier] = []
    for entry in previous.fichiers:
        entries.append(entry)
        file = found.files.get(entry.chemin)
        if file is None or file.digest() != entry.sha256:
            continue
        output = entry.to_output(file.path.read_bytes())
        wanted = [s for s in steps if s.name not in entry.etapes and s.takes(output)]
        if wanted:
            done = _take_steps(output, wanted)
            entries[-1] = entry.finish(wanted, done)
            plan.written[entry.chemin] = done.content
            del plan.carried[entry.chemin]
    plan.written[MANIFEST] = replace(previous, fichiers=tuple(entries)).to_bytes()
    return plan


def _take_steps(output: OutputFile, steps: Sequence[FinishingStep]) -> OutputFile:
    for step in steps:
        name, output = output.name, step.finish(output)
        if output.name != name:
            raise ValueError(f"{step.name} renames {name}")
    return output
