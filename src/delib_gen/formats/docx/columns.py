"""How wide the columns of a table are: as their texts need, within the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.letters import measure_text

if TYPE_CHECKING:
    from delib_gen.prose.tree import Brins, Tableau

PADDING = 0.15
"""Centimetres left free on either side of a cell."""
_SLACK = 1.03
"""A face near ours may be a little wider."""
_CALL = 0.4
"""The width of a note's number over the size of the type."""
_FIGURES = 10.0
"""The width of a number over the size of the type, at the most."""
_LEAST_SIZE = 0.5
"""The type may be made so much smaller, over its own size, for words to fit."""
_WORDS = re.compile(r"[ \t\n\r]+")
_LEFT = "gauche"


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The columns of a table.

    Attributes:
        widths: of each, in centimetres.
        scale: the size of the type over its own, under one where it must shrink.
    """

    widths: tuple[float, ...]
    scale: float


def share_width(table: Tableau, room: float, size: float) -> TableColumns:
    """Share a width out between the columns of a table.

    A column has room for its longest word at the least, and for its longest line
    where that can be; what is left over goes to columns of text, so that figures
    stay close to each other.

    Args:
        table: the table.
        room: how wide it is, in centimetres.
        size: the size of its type.
    """
    strong = [table.entetes, *table.totaux]
    least, wished = [], []
    for rank in range(len(table.alignements)):
        sizes = [_measure(row[rank], bold=True) for row in strong]
        sizes += [_measure(row[rank]) for row in table.lignes]
        words, lines = zip(*sizes, strict=True)
        if table.alignements[rank] != _LEFT and max(lines) < _FIGURES:
            words = lines  # a number cut at its spaces is two numbers
        least.append(max(words) * size * _SLACK + 2 * PADDING)
        wished.append(max(lines) * size * _SLACK + 2 * PADDING)
    scale = 1.0
    if table.parts:
        widths = [room * part / 100 for part in table.parts]
        fits = min(w / need for w, need in zip(widths, least, strict=True))
        scale = min(1.0, max(fits, _LEAST_SIZE))
    elif sum(least) > room:
        scale = max(room / sum(least), _LEAST_SIZE)
        widths = [width * room / sum(least) for width in least]
    elif sum(wished) > room:
        widths = fit_widths(wished, room, least)
    else:
        widths = _spread(wished, room, table.alignements)
    return TableColumns(tuple(widths), scale)


def fit_widths(
    wished: Sequence[float], room: float, least: Sequence[float] = ()
) -> list[float]:
    """The widths of columns that wish for more than there is.

    The narrow ones have what they wish for, the wide ones what is left.

    Args:
        wished: what each wishes for.
        room: what there is.
        least: what each must have.
    """
    floors = list(least) or [0.0] * len(wished)
    widths = dict[int, float]()
    while len(widths) < len(wished):
        left = [rank for rank in range(len(wished)) if rank not in widths]
        free = room - sum(widths.values())
        total = sum(wished[rank] for rank in left)
        shares = {rank: free * wished[rank] / total for rank in left}
        fair = free / len(left)
        settled = {r: wished[r] for r in left if wished[r] <= fair}
        settled = settled or {r: floors[r] for r in left if shares[r] < floors[r]}
        widths |= settled or shares
    return [widths[rank] for rank in range(len(wished))]


def _spread(
    wished: list[float], room: float, alignments: tuple[str, ...]
) -> list[float]:
    """Columns with the rest of the width: that of the columns of text."""
    grown = [a == _LEFT for a in alignments]
    if not any(grown):
        grown = [True] * len(wished)
    total = sum(w for w, grows in zip(wished, grown, strict=True) if grows)
    rest = room - sum(wished)
    return [
        width + (rest * width / total if grows else 0.0)
        for width, grows in zip(wished, grown, strict=True)
    ]


def _measure(brins: Brins, *, bold: bool = False) -> tuple[float, float]:
    """The widest word of a cell and its widest line, over the size of the type."""
    words, lines = [0.0], [0.0]
    bold = bold or any(brin.gras for brin in brins)
    for line, calls in _iter_lines(brins):
        extra = calls * _CALL
        words += [measure_text(w, bold=bold) + extra for w in _WORDS.split(line)]
        lines.append(measure_text(line, bold=bold) + extra)
    return max(words), max(lines)


def _iter_lines(brins: Brins) -> Iterator[tuple[str, int]]:
    """The lines of a cell, each with how many notes it calls."""
    text, calls = "", 0
    for brin in brins:
        if brin.saut:
            yield text, calls
            text, calls = "", 0
        calls += bool(brin.note)
        text += brin.texte
    yield text, calls
