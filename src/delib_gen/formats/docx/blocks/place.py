"""Where a block stands in a Word document, and the number it may have to bear."""

from __future__ import annotations

from dataclasses import dataclass, field

from delib_gen.formats.docx.room import Room
from delib_gen.formats.docx.xml import Element, make


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand.

    Attributes:
        look: the properties of their paragraphs.
        left: how far they stand in, in centimetres.
        depth: how many lists are around them.
        by_hand: whether the style does not know how far they stand in.
        room: the size of the column that they are in.
        size: how large their text is set, in centimetres; 0 where their style says it.
    """

    look: Element
    left: float = 0.0
    depth: int = 0
    by_hand: bool = False
    room: Room = field(default_factory=Room)
    size: float = 0.0

    @property
    def width(self) -> float:
        """How wide what stands here may be, in centimetres."""
        return max(self.room.width - self.left, 1.0)


@dataclass(slots=True)
class Label:
    """The number that the first paragraph of an item bears, once."""

    number: int
    level: int
    given: bool = False

    def give(self) -> Element | None:
        """The number's properties; none where they were given before."""
        if self.given:
            return None
        self.given = True
        return make(
            "numPr", make("ilvl", val=self.level), make("numId", val=self.number)
        )


def styled(style: str | None) -> Element:
    """Properties that say no more than a style; none where there is none."""
    return make("pPr", *(() if style is None else (make("pStyle", val=style),)))
