"""Headings of a sequence, which Word counts: « ARTICLE PREMIER : », « ARTICLE 2 : »."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docx.document import Document

from delib_gen.formats.docx.blocks.place import Label
from delib_gen.formats.docx.numbering import add_list, find_numbering, make_level
from delib_gen.formats.docx.xml import Element, make
from delib_gen.prose.tree import Brin, Brins

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading, cut where Word prints a label before a text.

    Attributes:
        label: what Word prints, `{}` standing for the number.
        text: what stays typed. A heading that had none would be no heading to Word,
            and Return in it would take its number away.
        rank: its number.
    """

    label: str
    text: str
    rank: int


class HeadingCounter:
    """Counts the headings of a piece, or of one of its columns."""

    def __init__(self, document: Document) -> None:
        self._root = find_numbering(document)
        self._number = 0
        self._level = 0
        self._next: _Heading | None = None

    def count(self, brins: Brins) -> tuple[Brins, Label | None]:
        """What is left to type of a heading, and the number that it bears.

        Args:
            brins: the runs of a paragraph; those of no sequence are left as they are.
        """
        if len(brins) != 1 or not brins[0].suivant:
            return brins, None
        (brin,) = brins
        following = _cut(brin.suivant)
        if following is None:
            return brins, None
        own = _cut(brin.texte)
        if own is None or (own.label, own.text) != (following.label, following.text):
            own = _cut_first(brin, following)
        if self._next != own:
            levels = [own] if own.label == following.label else [own, following]
            self._number = add_list(self._root, list(_draw(levels)))
            self._level = len(levels) - 1
            label = Label(self._number, 0)
        else:
            label = Label(self._number, self._level)
        self._next = following
        left = (replace(brin, texte=own.text),) if own.text else ()
        return left, label


def _cut(text: str) -> _Heading | None:
    """A heading whose number is in figures, once."""
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) != 1:
        return None
    (number,) = numbers
    label, rest = text[: number.start()] + "{}", text[number.end() :]
    bare = rest.lstrip(" ")  # Word keeps no space that begins a line
    label += rest[: len(rest) - len(bare)]
    return _Heading(label, bare, int(number[0]))


def _cut_first(brin: Brin, following: _Heading) -> _Heading:
    """A heading whose number is a word of its own, such as « PREMIER »."""
    text, rest = brin.texte, following.text
    if not rest or not text.endswith(rest):
        return _Heading(text, "", following.rank - 1)
    return _Heading(text.removesuffix(rest), rest, following.rank - 1)


def _draw(levels: Sequence[_Heading]) -> list[Element]:
    return [
        make_level(
            n,
            "decimal",
            heading.label.replace("{}", f"%{n + 1}"),
            heading.rank,
            make("ind", left=0, firstLine=0),
            follows="nothing",
        )
        for n, heading in enumerate(levels)
    ]
