"""Named files, opened: what each is by its ending, and where its own names start."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from delib_gen.findings.structure import STR03, STR06
from delib_gen.machine.guard import BYTES_FOR_A_SIGN, doing
from delib_gen.schema.base import shorten
from delib_gen.schema.kinds import (
    DOCUMENT_ENDINGS,
    EXPECTED,
    KINDS,
    FileKind,
    explain_ending,
)

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic, Span
    from delib_gen.load.files import NamedFile
    from delib_gen.load.nodes import Scalar
    from delib_gen.load.sources import Sources


def read_yaml(
    sources: Sources,
    folder: Path,
    named: str,
    span: Span | None,
    *,
    outside: bool = False,
) -> tuple[NamedFile | None, list[Diagnostic]]:
    """A file that can only be YAML (an act, an authority, a register), or why not.

    Args: see `Sources.read`.
    """
    suffix = PurePath(named).suffix.lower()
    other = KINDS.get(suffix, FileKind.FICHE) is not FileKind.FICHE
    if other or suffix in DOCUMENT_ENDINGS:
        expected, hint = EXPECTED[FileKind.FICHE]
        message = f"« {shorten(named)} » : {expected}"
        return None, [STR06.at((), message, hint, span=span)]
    return sources.read(folder, named, span, outside=outside)


def find_kind(
    scalar: Scalar, sorte: FileKind | None
) -> tuple[FileKind | None, list[Diagnostic]]:
    """What a file is by its name, or why it is not what is asked for; none if empty.

    Args:
        scalar: its name as typed.
        sorte: what it has to be; None where any sort will do.
    """
    if scalar.empty:
        return None, []
    named = scalar.text.strip()
    ending = PurePath(named).suffix.lower()
    kind = KINDS.get(ending)
    if kind is not None and sorte in (None, kind):
        return kind, []
    expected, hint = explain_ending(ending, sorte)
    fault = STR03 if sorte is FileKind.DONNEES else STR06
    message = f"« {shorten(named)} » : {expected}"
    return None, [fault.at((), message, hint, span=scalar.span)]


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file, what it is, and the folder that the names in it start from."""

    file: NamedFile
    kind: FileKind
    folder: Path

    def reading(self) -> AbstractContextManager[None]:
        """What is to be around the reading of it: others made it, it may be endless."""
        file = self.file
        what, signs = f"la lecture de « {file.relative} »", len(file.content)
        return doing(what, file.name, signs=signs // BYTES_FOR_A_SIGN)


class Opener:
    """Opens the files below a folder, each once."""

    def __init__(self, sources: Sources, root: Path) -> None:
        """Open files below a folder.

        Args:
            sources: where they are read.
            root: the session's folder, which nothing may leave.
        """
        self._root = root
        self._read = cache(lambda named: sources.read(root, named, None))

    def open(
        self, scalar: Scalar, folder: Path, sorte: FileKind | None
    ) -> tuple[OpenedFile | None, list[Diagnostic]]:
        """A file, or why it cannot be had; an empty name is none.

        Args:
            scalar: its name as typed.
            folder: the folder that the name starts from.
            sorte: what it has to be; None where any sort will do.
        """
        kind, findings = find_kind(scalar, sorte)
        if kind is None:
            return None, findings
        named = scalar.text.strip()
        if folder != self._root:
            # A path is relative to the file that names it, yet may not leave the
            # session's folder: it is checked against that folder.
            named = str(PurePath(folder.relative_to(self._root)) / named)
        file, findings = self._read(named)
        if file is None:
            return None, [replace(f, span=scalar.span) for f in findings]
        return OpenedFile(file, kind, (self._root / named).parent), []
