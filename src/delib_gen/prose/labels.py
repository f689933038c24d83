"""The documented look of lists: `{retrait="0,63 cm" etiquette="1-"}`."""

from __future__ import annotations

import re

from delib_gen.prose.tree import Etiquette

_NUMBERED = re.compile(r"(?P<avant>[(]?)(?P<style>[1aAiI])(?P<apres>[-.)/°]{1,2})")
_MAX_SIGN = 2
_NOT_A_SIGN = set("\"'\\<>&;{} \t")
"""Signs that would have to be escaped in a style sheet or in Word."""

PUCES = ("•", "o", "▪")
"""The signs of plain lists by depth, then over again."""
NUMEROTEE = Etiquette("1", "", ".")


def parse_label(text: str, *, ordered: bool) -> Etiquette | None:
    """The look that a label such as `1-`, `a)`, `-` or `▪` asks for.

    Args:
        text: the label as typed.
        ordered: whether it stands on a numbered list.

    Returns:
        The look, or None where the label does not suit the list.
    """
    if ordered:
        match = _NUMBERED.fullmatch(text)
        return (
            Etiquette(match["style"], match["avant"], match["apres"]) if match else None
        )
    if 0 < len(text) <= _MAX_SIGN and not set(text) & _NOT_A_SIGN:
        return Etiquette("puce", text)
    return None


def default_label(*, ordered: bool, depth: int) -> Etiquette:
    """The look of a list that asks for none, at a depth counted from 0."""
    return NUMEROTEE if ordered else Etiquette("puce", PUCES[depth % len(PUCES)])


def format_label(etiquette: Etiquette, number: int) -> str:
    """The label of an item, as it is printed."""
    if etiquette.style == "puce":
        return etiquette.avant
    return f"{etiquette.avant}{_spell(etiquette.style, number)}{etiquette.apres}"


def _spell(style: str, number: int) -> str:
    if style in "aA":
        # As Word goes on after z: aa, bb, so that every format prints the same.
        turns, letter = divmod(number - 1, 26)
        return chr(ord(style) + letter) * (turns + 1)
    if style in "iI":
        roman = ""
        for value, sign in _ROMAN:
            count, number = divmod(number, value)
            roman += sign * count
        return roman.upper() if style == "I" else roman
    return str(number)


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
