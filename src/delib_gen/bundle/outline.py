"""What a sitting's folder is to hold, file by file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from delib_gen.bundle.inventory import FoundFile
    from delib_gen.findings import Diagnostic


@dataclass(slots=True)
class Plan:
    """A new set, before it is made.

    Attributes:
        written: the bytes of the new files, by name, the manifest among them.
        carried: the files that are already there, by the name they will have.
        findings: the files put aside or withdrawn (SOR04, SOR06, SOR07).
    """

    written: dict[str, bytes]
    carried: dict[str, FoundFile] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
