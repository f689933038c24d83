"""A sheet on which a chart is drawn, with what its text measures.

A chart says itself where each of its texts begins: an engine that centres a text
draws it in a group apart, and the reading back of a PDF cannot follow it there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from math import cos, radians, sin

from delib_gen.letters import measure_text

WIDTH, HEIGHT = 400.0, 250.0
"""Those of a sheet that nobody measured."""
SIZE = 12.0
"""The size of text, for a sheet 400 wide: what is read at arm's length in print."""
LINE = 14.0
_BACK = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""The part of a text that stands before the place that it is given."""


@dataclass(frozen=True, slots=True)
class Ink:
    """What a chart is drawn with, as the house style has it.

    Attributes:
        families: the faces of the text, the main one first.
        colors: those that tell series apart, beside patterns and names.
        text: that of the text and of the axes.
        rule: that of the lines behind.
    """

    families: tuple[str, ...]
    colors: tuple[str, ...]
    text: str
    rule: str

    def pick(self, rank: int) -> str:
        """The colour of a series."""
        return f"#{self.colors[rank % len(self.colors)]}"


def measure(text: str) -> float:
    """How wide a text is."""
    return measure_text(text) * SIZE


def cut(text: str, width: float) -> str:
    """A text cut to a width; it stands whole in the table beside the chart."""
    if measure(text) <= width:
        return text
    while text and measure(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrap(text: str, width: float, most: int) -> list[str]:
    """A text in lines no wider than a width, `most` of them at the most."""
    lines: list[str] = []
    words = [word for word in text.split(" ") if word]  # never at a no-break space
    while words:
        line = words.pop(0)
        while words and measure(f"{line} {words[0]}") <= width:
            line += f" {words.pop(0)}"
        if len(lines) == most - 1:
            line = " ".join([line, *words])
            words = []
        lines.append(cut(line, width))
    return lines


def spread(
    names: Sequence[tuple[float, int]], top: float, bottom: float, gap: float = 0.0
) -> list[float]:
    """The first base lines of names that stand one below the other, none over another.

    Args:
        names: where the middle of each is wanted, in order, and its number of lines.
        top: the highest base line that there may be.
        bottom: the lowest.
        gap: what is left free between two names.
    """
    bases: list[float] = []
    for wanted, lines in names:
        bases.append(max(wanted - LINE * (lines - 1) / 2, top))
        top = bases[-1] + LINE * lines + gap
    # What was pushed below the sheet pushes those above it up again.
    for rank in range(len(names) - 1, -1, -1):
        bases[rank] = min(bases[rank], bottom - LINE * (names[rank][1] - 1))
        bottom = bases[rank] - LINE - gap
    return bases


@dataclass(slots=True)
class Sheet:
    """A sheet: shapes in the order in which they are painted."""

    ink: Ink
    width: float = WIDTH
    height: float = HEIGHT
    shapes: list[str] = field(default_factory=list)

    def line(self, x1: float, y1: float, x2: float, y2: float, **look: object) -> None:
        """A straight line."""
        self._add("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, **look})

    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A filled rectangle."""
        self._add(
            "rect", {"x": x, "y": y, "width": width, "height": height, "fill": fill}
        )

    def label(self, x: float, y: float, text: str, anchor: str = "middle") -> None:
        """A text on a white ground, for it to be read across a line."""
        width = measure(text)
        left = x - width * _BACK[anchor]
        self.rect(left, y - SIZE + 2, width, SIZE, "#FFFFFF")
        self.text(x, y, text, anchor)

    def path(self, d: str, **look: object) -> None:
        """A path, its measures already written by `number`."""
        self._add("path", {"d": d, **look})

    def text(
        self,
        x: float,
        y: float,
        text: str,
        anchor: str = "middle",
        color: str = "",
        turn: float = 0,
    ) -> None:
        """A text on its base line.

        Args:
            x: where it begins, ends or has its middle.
            y: its base line, at that place.
            text: the text.
            anchor: which of these `x` is: `start`, `end` or `middle`.
            color: that of the text where no other is given.
            turn: how far it is turned, in degrees.
        """
        names = ", ".join(f"'{f}'" for f in self.ink.families)
        back = measure(text) * _BACK[anchor]
        x -= back * cos(radians(turn))
        y -= back * sin(radians(turn))
        look: dict[str, object] = {
            "x": x,
            "y": y,
            "font-size": SIZE,
            "font-family": f"{names}, sans-serif",
            "fill": color or f"#{self.ink.text}",
        }
        if turn:
            look["transform"] = f"rotate({number(turn)} {number(x)} {number(y)})"
        self._add("text", look, escape(text, quote=False))

    def write(self) -> str:
        """The whole picture."""
        w, h = number(self.width), number(self.height)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" '
            f'viewBox="0 0 {w} {h}">{"".join(self.shapes)}</svg>'
        )

    def _add(self, tag: str, look: dict[str, object], inside: str = "") -> None:
        written = "".join(
            f" {name.replace('_', '-')}={_quote(_value(value))}"
            for name, value in look.items()
        )
        self.shapes.append(
            f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"
        )


def _quote(text: str) -> str:
    """The value of an attribute, between its quotation marks."""
    return f'"{escape(text, quote=False).replace(chr(34), "&quot;")}"'


def _value(value: object) -> str:
    return number(value) if isinstance(value, int | float) else str(value)


def number(value: float) -> str:
    """A measure, always written alike: same numbers, same bytes."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written
