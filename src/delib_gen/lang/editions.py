"""The editions of an act: in one language, or in two that are set side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

EN_REGARD = "+"
"""What joins two languages that stand side by side (`--lang`, names of files)."""
MOST_SIDE_BY_SIDE = 2
"""A page has room for two columns of an act."""


def split_edition(edition: str) -> tuple[str, ...]:
    """The languages of an edition, the first one leading: `fr+co` has two."""
    return tuple(edition.split(EN_REGARD))


def list_langues(editions: Iterable[str]) -> list[str]:
    """The languages of some editions, each once, in the order of asking."""
    return list(
        dict.fromkeys(langue for item in editions for langue in split_edition(item))
    )
