"""How many files a session prints, those of its fiches counted as often as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings.structure import STR07
from delib_gen.load.limits import MAX_FILES

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic, Span


class Tally:
    """Counts files; a fiche that is named again brings all of its own again.

    Attributes:
        count: how many there are so far.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.count = 0

    def weigh(self, before: int) -> int:
        """What was counted since, taken out again: it is added where it is named."""
        weight, self.count = self.count - before, before
        return weight + 1

    def add(self, weight: int, name: str, span: Span) -> list[Diagnostic]:
        """Add files; that they are too many is told once."""
        within, self.count = not self.full, self.count + weight
        if not (within and self.full):
            return []
        found = STR07.at(
            (),
            f"« {name} » : plus de {MAX_FILES} fichiers à imprimer",
            "partagez la séance, ou joignez les pièces réunies en un seul PDF",
            span=span,
        )
        return [found]

    @property
    def full(self) -> bool:
        """Whether there are too many."""
        return self.count > MAX_FILES
