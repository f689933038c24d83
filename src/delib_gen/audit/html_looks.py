"""What an element of a page looks like, as far as it decides whether it is read."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tinycss2.color5 import parse_color

from delib_gen.audit.contrast import (
    MIN_ALPHA,
    WHITE,
    Colour,
    blend,
    is_told_apart,
)
from delib_gen.audit.css import Style
from delib_gen.audit.css_values import Medium, length, split
from delib_gen.audit.html_transforms import FUNCTION, transform
from delib_gen.audit.letters import (
    ADVANCE,
    MIN_SIZE,
    TIGHT,
    Linear,
    find_distortion,
)
from delib_gen.audit.reasons import (
    CROWDED,
    IN_SYMBOLS,
    LINES,
    MIRRORED,
    NOT_SHOWN,
    PALE,
    TRANSPARENT,
    is_of_symbols,
)

DARK: Colour = (18, 18, 18)
"""The ground of a page that says that it is dark, and no more."""
_LEAST = MIN_SIZE * 4 / 3
"""The smallest size in points of a screen."""
_NEAR, _LOW = -0.8, 0.5
"""Of a letter's size: spaces between words, and lines, that set them on each other."""
_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0,
    "x-large": 24.0, "xx-large": 32.0,
}  # fmt: skip
Paint = tuple[Colour, float]
_SYSTEM: dict[str, Colour] = {
    "canvas": WHITE, "field": WHITE, "background": WHITE, "window": WHITE,
    "canvastext": (0, 0, 0), "fieldtext": (0, 0, 0), "windowtext": (0, 0, 0),
    "buttontext": (0, 0, 0), "linktext": (0, 0, 238),
}  # fmt: skip
"""Colours that a browser has for its own boxes, by day."""
_LIGHTNESS: dict[str, Callable[[float], float]] = {
    "lab": lambda light: light / 100, "lch": lambda light: light / 100,
    "oklab": lambda light: light, "oklch": lambda light: light,
}  # fmt: skip
"""Spaces of colours that begin with how light one is."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What is inherited, and what holds for all that an element has in it.

    Attributes:
        grounds: the colours that may be behind its text; none where unknown.
        linear: what transforms have made of upright letters.
        filled: whether its colour is that of the filling, which `color` leaves.
        room: the width that its lines have at the most.
    """

    medium: Medium
    colour: Colour | None = (0, 0, 0)
    alpha: float = 1.0
    filled: bool = False
    grounds: tuple[Colour, ...] = (WHITE,)
    size: float = 16.0
    linear: Linear = (1.0, 0.0, 0.0, 1.0)
    opacity: float = 1.0
    shown: bool = True
    spacing: float = 0.0
    words: float = 0.0
    line: float = 1.2
    room: float = math.inf
    backwards: bool = False
    masked: bool = False
    symbols: bool = False

    def explain(self, text: str) -> str:
        """Why a text that looks so cannot be read; empty where it can."""
        if not self.shown or self.masked:
            return NOT_SHOWN
        if self.symbols:
            return IN_SYMBOLS
        if distorted := find_distortion(self.linear, self.size, _LEAST):
            return distorted
        if self.backwards:
            return MIRRORED
        if self.spacing <= TIGHT * self.size or self.words <= _NEAR * self.size:
            return CROWDED
        if self.line < _LOW and self.count_lines(text) > 1:
            return LINES
        alpha = self.alpha * self.opacity
        if self.colour is None:
            return ""
        if alpha < MIN_ALPHA:
            return TRANSPARENT
        told = [
            is_told_apart(blend(self.colour, alpha, ground), ground)
            for ground in self.grounds
        ]
        return PALE if told and not any(told) else ""

    def count_lines(self, text: str) -> float:
        """How many lines a text has at the least."""
        return len(text) * ADVANCE * self.size / min(self.room, self.medium.width)

    def enter(self, style: Style) -> Looks:
        """The looks of an element with a style, inside one that looks so."""
        size = _read_size(style.get("font-size", ""), self)
        looks = replace(self, size=size)
        looks = replace(
            looks,
            shown=_read_shown(style, self.shown),
            room=_read_room(style, looks),
            spacing=_read_length(style, "letter-spacing", looks, self.spacing),
            words=_read_length(style, "word-spacing", looks, self.words),
            line=_read_line(style, looks),
            linear=transform(style, looks.linear),
            opacity=self.opacity * _read_opacity(style),
            grounds=_read_grounds(style, looks),
            backwards=self.backwards
            or (
                ("override" in style.get("unicode-bidi", ""))
                and style.get("direction") == "rtl"
            ),
            symbols=_read_symbols(style, self.symbols),
            masked=self.masked or style.get("-webkit-text-security", "none") != "none",
        )
        return _read_ink(style, looks)


def read_paint(value: str) -> Paint | None:
    """A colour and how opaque it is; None where it is not known."""
    if value in _SYSTEM:
        return _SYSTEM[value], 1.0
    found = parse_color(value) if value else None
    if found is None or isinstance(found, str):
        return None
    if found.space in _LIGHTNESS:
        # Of these, how light they are is enough, and nearly what is told of them.
        light = _LIGHTNESS[found.space](found.coordinates[0] or 0.0)
        grey = round(255 * min(1.0, max(0.0, light)))
        return (grey, grey, grey), float(found.alpha)
    try:
        channels = found.to("srgb").coordinates
    except NotImplementedError:
        return None
    red, green, blue = (round(255 * min(1.0, max(0.0, c or 0.0))) for c in channels)
    return (red, green, blue), float(found.alpha)


def _read_ink(style: Style, looks: Looks) -> Looks:
    if "text" in style.get("background-clip", ""):
        return replace(looks, colour=None, filled=True)
    filling = read_paint(style.get("-webkit-text-fill-color", ""))
    paint = filling or (None if looks.filled else read_paint(style.get("color", "")))
    if paint is None:
        return looks
    return replace(
        looks, colour=paint[0], alpha=paint[1], filled=looks.filled or bool(filling)
    )


def _read_grounds(style: Style, looks: Looks) -> tuple[Colour, ...]:
    """What is behind an element: a colour, the colours of a gradient, or a picture."""
    grounds = looks.grounds
    for part in split(style.get("background-color", "")):
        if paint := read_paint(part):
            grounds = tuple({blend(paint[0], paint[1], ground) for ground in grounds})
            grounds = grounds or ((paint[0],) if paint[1] == 1 else ())
    image = style.get("background-image", "none")
    if "url(" in image:
        return ()
    stops = [
        paint
        for name, inside in FUNCTION.findall(image)
        if name.endswith("gradient")
        for stop in re.split(r",(?![^(]*\))", inside)
        for paint in [read_paint(split(stop.strip() or "none")[0])]
        if paint
    ]
    if not stops:
        return grounds
    return tuple({blend(c, alpha, under) for c, alpha in stops for under in grounds})


def _read_shown(style: Style, inherited: bool) -> bool:
    value = style.get("visibility", "inherit")
    return inherited if value == "inherit" else value not in ("hidden", "collapse")


def _read_symbols(style: Style, inherited: bool) -> bool:
    """Whether letters are set in a face of symbols."""
    value = style.get("font-family", "inherit")
    return inherited if value == "inherit" else is_of_symbols(value.split(",")[0])


def _read_size(value: str, looks: Looks) -> float:
    if value in _SIZES:
        return _SIZES[value]
    if value in ("smaller", "larger"):
        return looks.size * (0.83 if value == "smaller" else 1.2)
    found = length(value, looks.size, looks.medium, looks.size) if value else None
    return looks.size if found is None else found


def _read_length(style: Style, name: str, looks: Looks, inherited: float) -> float:
    value = style.get(name, "")
    if value in ("normal", "initial"):
        return 0.0
    found = length(value, looks.size, looks.medium) if value else None
    return inherited if found is None else found


def _read_line(style: Style, looks: Looks) -> float:
    """The height of lines against that of letters."""
    value = style.get("line-height", "")
    if not value:
        return looks.line
    if value == "normal":
        return 1.2
    found = length(value, looks.size, looks.medium, looks.size)
    plain = value.replace(".", "").isdigit()
    if found is None:
        return looks.line
    return found if plain else found / (looks.size or 1.0)


def _read_room(style: Style, looks: Looks) -> float:
    room = min(looks.room, looks.medium.width)
    asked = (
        length(style[name], looks.size, looks.medium, room)
        for name in ("width", "max-width")
        if name in style
    )
    return min([room, *(found for found in asked if found)])


def _read_opacity(style: Style) -> float:
    """How opaque an element is, by itself and by what filters it."""
    values = [style.get("opacity", "1")]
    values += [
        v for name, v in FUNCTION.findall(style.get("filter", "")) if name == "opacity"
    ]
    opacity = 1.0
    for value in values:
        share = value.endswith("%")
        try:
            opacity *= float(value.rstrip("%")) / (100 if share else 1)
        except ValueError:
            continue
    return min(1.0, opacity)
