"""Lists: their labels, their numbers, their items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.prose.labels import default_label, parse_label
from delib_gen.prose.reader import find_close
from delib_gen.prose.tree import Etiquette
from delib_gen.schema.base import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from delib_gen.prose.reader import Reading

MAX_LISTS = 9
"""Word's own limit of list levels."""


def read_label(
    reading: Reading, typed: str | None, *, ordered: bool, depth: int, start: int
) -> Etiquette:
    """How the items of a list are labelled.

    Args:
        reading: the text that it is part of.
        typed: the label that is asked for, if one is.
        ordered: whether the list is numbered.
        depth: how many lists are around it.
        start: its first number.
    """
    label = default_label(ordered=ordered, depth=depth)
    if typed is None:
        return label
    given = parse_label(typed, ordered=ordered)
    if given is None:
        reading.find(
            f"étiquette « {shorten(typed)} » qui ne convient pas à cette liste",
            "liste numérotée : `1-`, `1.`, `1)`, `a)`, `I.` ; autre liste : un signe, "
            "`-`, `•`, `o`, `▪`",
        )
    elif start < 1 and given.style not in ("puce", "1"):
        reading.find(
            f"une liste en lettres ou en chiffres romains commence à {start}",
            "elle commence à 1",
        )
    return given or label


def iter_items(inside: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """The items of a list: what opens each, and what it holds."""
    index = 0
    while index < len(inside):
        end = find_close(inside, index)
        yield inside[index], inside[index + 1 : end]
        index = end + 1


def check_numbers(reading: Reading, items: Sequence[Token]) -> None:
    """Refuse numbers that would not be printed as typed.

    Markdown counts by itself, from the first number. Typing that one again and
    again is a habit, and means it.
    """
    numbers = [int(item.info) for item in items if item.info.isdecimal()]
    if len(numbers) != len(items) or len(set(numbers)) == 1:
        return
    for rank, number in enumerate(numbers):
        expected = numbers[0] + rank
        if number != expected:
            line = items[rank].map
            reading.go_to(line[0] if line else 0)
            reading.find(
                f"le point numéroté {number} s'imprimerait {expected}",
                "les numéros d'une liste se suivent : corrigez-le, ou séparez les "
                "points par un paragraphe",
            )
            return


def is_tight(inside: Sequence[Token], level: int) -> bool:
    """Whether the items of a list stand close together.

    Args:
        inside: the tokens of the list.
        level: the nesting of the list itself.
    """
    return all(
        token.hidden
        for token in inside
        if token.type == "paragraph_open" and token.level == level + 2
    )
