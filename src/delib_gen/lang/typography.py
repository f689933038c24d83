"""Which spaces may not break: the house style's rules, applied to every text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from delib_gen.schema.charte import Charte

NBSP = "\u00a0"
_SPACES = re.compile(r"[ \t\n\r]+")


class Typography:
    """Sets the spaces of a text; its words, signs and apostrophes stay as typed."""

    def __init__(self, charte: Charte) -> None:
        # The text before is captured rather than looked behind at: a
        # look-behind must have a fixed width, and a rule need not.
        self._rules = [
            re.compile(f"({rule.apres.pattern}) (?={rule.avant.pattern})")
            for rule in charte.insecables
        ]

    def set_line(self, text: str) -> str:
        """A text on one line: white space folded, no-break spaces where ruled."""
        text = _SPACES.sub(" ", text).strip(" ")
        return self.set_spaces(text)

    def set_spaces(self, text: str) -> str:
        """The same for a piece of a line, whose outer spaces are kept."""
        for rule in self._rules:
            text = rule.sub(lambda match: match[1] + NBSP, text)
        return text
