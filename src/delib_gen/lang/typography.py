"""Which spaces may not break: the house style's rules, applied to every text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from delib_gen.lang.said import join_pieces, read_pieces, recut
from delib_gen.prose.lines import drop_inkless

if TYPE_CHECKING:
    from delib_gen.schema.charte import Charte

NBSP = "\u00a0"
_SPACES = re.compile(r"[ \t\n\r]+")
_KEPT = 2048


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which empty lines part.

    After `>`, YAML gives one end of line for an empty line, and none else.
    """
    part = "\n\n" if "\n\n" in text.strip() else "\n"
    return [p for p in text.split(part) if p.strip()]


class Typography:
    """Sets the spaces of a text; its words, signs and apostrophes stay as typed."""

    def __init__(self, charte: Charte) -> None:
        # The text before is captured rather than looked behind at: a
        # look-behind must have a fixed width, and a rule need not.
        self._rules = [
            re.compile(f"({rule.apres}) (?={rule.avant})") for rule in charte.insecables
        ]
        # Phrases, visas and names come again from act to act.
        self._keep_line = lru_cache(_KEPT)(self._set_line)
        self._keep_spaces = lru_cache(_KEPT)(self._set_spaces)

    def set_line(self, text: str) -> str:
        """A text on one line: white space folded, no-break spaces where ruled."""
        # One of which a part is in another language is equal to one that has none.
        return (self._keep_line if type(text) is str else self._set_line)(text)

    def _set_line(self, text: str) -> str:
        folded = [
            (_SPACES.sub(" ", drop_inkless(piece)), langue)
            for piece, langue in read_pieces(text)
        ]
        return self.set_spaces(join_pieces(folded).strip(" "))

    def set_spaces(self, text: str) -> str:
        """The same for a piece of a line, whose outer spaces are kept."""
        if " " not in text:  # a name, most often: no rule binds anything
            return text
        return (self._keep_spaces if type(text) is str else self._set_spaces)(text)

    def _set_spaces(self, text: str) -> str:
        bound = text
        for rule in self._rules:
            bound = rule.sub(lambda match: match[1] + NBSP, bound)
        return recut(text, bound)
