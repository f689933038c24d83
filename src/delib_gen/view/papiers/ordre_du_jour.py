"""The agenda of a sitting: its acts in the order of voting, under their themes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from delib_gen.view.base import View
from delib_gen.view.context import SeanceContext
from delib_gen.view.papiers.parts import (
    Rubrique,
    Tete,
    list_points,
    write_head,
    write_meta,
)


@dataclass(frozen=True, slots=True)
class OrdreDuJourView(View):
    """The parts of an agenda, in reading order."""

    genre: ClassVar[str] = "ordre-du-jour"

    tete: Tete
    rubriques: tuple[Rubrique, ...]


def build_ordre_du_jour(context: SeanceContext) -> Iterator[OrdreDuJourView]:
    """The agenda of a sitting; none where it has no act."""
    if context.situation.actes:
        genre = OrdreDuJourView.genre
        yield OrdreDuJourView(
            write_meta(context, genre), write_head(context, genre), list_points(context)
        )
