"""What a sitting's folder is to hold, file by file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.findings.sorties import SOR06

if TYPE_CHECKING:
    from collections.abc import Sequence

    from delib_gen.bundle.inventory import FoundFile, Inventory
    from delib_gen.findings import Diagnostic

_NAMED = 6
"""How many documents a finding names."""


@dataclass(slots=True)
class Plan:
    """A new set, before it is made.

    Attributes:
        written: the bytes of the files that are still to be written, by name, the
            manifest among them.
        carried: the files that are already there, by the name they will have.
        findings: the files put aside or withdrawn (SOR04, SOR06, SOR07).
        staged: the new files that were written already, by name.
    """

    written: dict[str, bytes]
    carried: dict[str, FoundFile] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    staged: set[str] = field(default_factory=set)

    @property
    def new(self) -> set[str]:
        """The files that are not there as they are."""
        return {*self.written, *self.staged}

    def carry_same(self, found: Inventory) -> None:
        """Leave the files that are there as they would be written."""
        for name, content in [*self.written.items()]:
            file = found.files.get(name)
            if file is not None and file.path.read_bytes() == content:
                self.carried[name] = file
                del self.written[name]

    def changes(self, found: Inventory) -> bool:
        """Whether anything is to be there that is not, or the other way round."""
        stays = {name for name, file in self.carried.items() if file.name == name}
        return bool(self.new) or stays != set(found.files)


def tell_stale(names: Sequence[str]) -> Diagnostic:
    """SOR06: documents of a sitting that has changed, and that are not made again."""
    said = ", ".join(f"« {name} »" for name in names[:_NAMED])
    more = f" et {len(names) - _NAMED} autres" if len(names) > _NAMED else ""
    return SOR06.at(
        (),
        "faits d'une séance qui a changé depuis, et non refaits par cette production, "
        f"ces documents sont retirés : {said}{more}",
        "pour les refaire, relancez sans `--only`, `--format` ni `--lang` (les papiers "
        "de la séance : avec `--only tout`)",
        severity=Severity.NOTE,
    )
