"""From where a colour cannot be told from what is behind it, in every format."""

from __future__ import annotations

from functools import lru_cache

MIN_CONTRAST = 1.6
"""Ratio of luminance under which text cannot be told from its background."""
MIN_ALPHA = 0.2
"""How opaque text must be at the least."""

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)


@lru_cache(maxsize=1024)
def is_told_apart(one: Colour, other: Colour) -> bool:
    """Whether a text of one colour can be read on the other."""
    first, second = sorted((measure_luminance(one), measure_luminance(other)))
    return (second + 0.05) / (first + 0.05) >= MIN_CONTRAST


def blend(colour: Colour, alpha: float, ground: Colour) -> Colour:
    """What a colour that lets some of its ground through looks like there."""
    red, green, blue = (
        round(over * alpha + under * (1 - alpha))
        for over, under in zip(colour, ground, strict=True)
    )
    return (red, green, blue)


def measure_luminance(colour: Colour) -> float:
    """The relative luminance of a colour, as WCAG 2 defines it (0 to 1)."""
    red, green, blue = map(linearize, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linearize(channel: int) -> float:
    """The light of a channel of a colour, 0 to 1."""
    c = channel / 255
    return c / 12.92 if c <= 0.03928 else float(((c + 0.055) / 1.055) ** 2.4)


def measure_lightness(luminance: float) -> float:
    """How light a luminance looks, as CIE 1976 defines it (0 to 1)."""
    if luminance <= 0.008856:
        return luminance * 9.033
    return float(1.16 * luminance ** (1 / 3) - 0.16)
