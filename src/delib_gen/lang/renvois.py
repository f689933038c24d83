"""The places of a text that send to an annexe, and the annexe that each sends to.

What is checked (ACT09) and what becomes a link are found here, once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from delib_gen.lang.phrasebook import Phrasebook

Annexe = tuple[str, int]
"""An annexe of the act: the piece that it is annexed to, and its rank there."""
_MOST = 10_000
"""Annexes beyond which a range is not spelled out: it is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Cible:
    """A number in a reference: what it is, and the stretch of text that sends to it."""

    rang: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Renvoi:
    """A reference to one or several annexes.

    Attributes:
        start: where it begins.
        end: where it ends, without what it says of the piece.
        cibles: its numbers as written; those within a range are not.
        rangs: all the ranks that it speaks of.
        piece: the piece whose annexes they are, where that is said.
        presente: whether it is said to be the act's own (`du présent rapport`).
        ailleurs: whether they are the annexes of some other text.
    """

    start: int
    end: int
    cibles: tuple[Cible, ...]
    rangs: frozenset[int]
    piece: str
    presente: bool
    ailleurs: bool

    def find(self, rang: int, place: str, known: Collection[Annexe]) -> Annexe | None:
        """The annexe that a number of it sends to; None where there is none.

        Args:
            rang: one of its ranks.
            place: the piece that the text is of; empty for the text of an annexe,
                where a bare « annexe 3 » is somebody else's.
            known: the annexes of the act.
        """
        if self.ailleurs or not (place or self.presente):
            return None
        pieces = [self.piece] if self.piece else [place, *(p for p, _ in known)]
        return next(((p, rang) for p in pieces if (p, rang) in known), None)


class RenvoiReader:
    """Finds references by the words of a language (`renvois`, in its phrases)."""

    def __init__(self, phrases: Phrasebook) -> None:
        table = phrases.tables["renvois"]
        number, upto = _list(table["numero"]), _list(table["jusque"])
        more = _join([*table["suite"], *table["jusque"]])
        self._numbered = re.compile(
            rf"\b{_list(table['nom'])}\s+(?:{number}\s*)?(\d+(?:{more}\d+\b)*)\b",
            re.IGNORECASE,
        )
        self._upto = re.compile(rf"(\d+)\s+{upto}\s+(\d+)", re.IGNORECASE)
        self._pieces = {
            piece: re.compile(rf"\s+{_list(said)}", re.IGNORECASE)
            for piece, said in table["pieces"].items()
        }
        self._present = re.compile(rf"\b{_list(table['presente'])}", re.IGNORECASE)
        self._elsewhere = re.compile(rf"\s+{_list(table['ailleurs'])}", re.IGNORECASE)
        self._other = re.compile(rf"\s+{_list(table['autre'])}", re.IGNORECASE)
        announced = "|".join(re.escape(word) for word in table["annonces"])
        first = "".join(word[0] for word in table["numero"])
        self._named = re.compile(
            rf"\b{_list(table['nom'])}(?!\s+(?:[{first}]|\d))|\b(?:{announced})",
            re.IGNORECASE,
        )

    def announces(self, text: str) -> bool:
        """Whether a text sends to annexes without numbering them."""
        return self._named.search(text) is not None

    def read(self, text: str) -> Iterator[Renvoi]:
        """The references of a text, in order."""
        for match in self._numbered.finditer(text):
            piece, present, elsewhere, end = self._read_piece(text, match.end())
            numbers = list(re.finditer(r"\d+", match[1]))
            shift = match.start(1)
            cibles = [
                Cible(int(n[0]), n.start() + shift, n.end() + shift) for n in numbers
            ]
            first = cibles[0]
            # The whole of a reference to one annexe is its link; of several, the
            # name goes with the first number.
            last = end if len(cibles) == 1 else first.end
            cibles[0] = Cible(first.rang, match.start(), last)
            yield Renvoi(
                match.start(),
                match.end(),
                tuple(cibles),
                self._list_ranks(match[1]),
                piece,
                present,
                elsewhere,
            )

    def _list_ranks(self, words: str) -> frozenset[int]:
        """The numbers of `1, 2 et 4` or of `1 à 3`."""
        ranks = {int(n) for n in re.findall(r"\d+", words)}
        for match in self._upto.finditer(words):
            low, high = sorted((int(match[1]), int(match[2])))
            if high - low < _MOST:
                ranks.update(range(low, high))
        return frozenset(ranks)

    def _read_piece(self, text: str, place: int) -> tuple[str, bool, bool, int]:
        """Whose annexe it is, whether the act's own, or another's; where it ends."""
        for piece, said in self._pieces.items():
            match = said.match(text, place)
            if match is None:
                continue
            present = self._present.search(match[0]) is not None
            if not present and self._other.match(text, match.end()):
                return "", False, True, place
            return piece, present, False, match.end()
        return "", False, self._elsewhere.match(text, place) is not None, place


@cache
def make_reader(phrases: Phrasebook) -> RenvoiReader:
    """The words of a language, read once."""
    return RenvoiReader(phrases)


def _join(links: Iterable[str]) -> str:
    """What may stand between two numbers: a sign, or a word between spaces."""
    said = (
        rf"\s+{re.escape(link)}\s+" if link.isalpha() else rf"\s*{re.escape(link)}\s+"
        for link in links
    )
    return f"(?:{'|'.join(said)})"


def _list(texts: Iterable[str]) -> str:
    """One of some texts, the longest first, with any space and either apostrophe."""
    said = sorted(texts, key=len, reverse=True)
    return f"(?:{'|'.join(_make_pattern(text) for text in said)})"


def _make_pattern(text: str) -> str:
    pattern = re.escape(text).replace(r"\ ", r"\s+").replace("’", "['’]")
    return rf"{pattern}\b" if text[-1].isalpha() else pattern
