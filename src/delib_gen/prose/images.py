"""The pictures that a Markdown text names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from markdown_it.token import Token

PICTURE_SIGN = "!["
"""What a text has that names pictures."""


@dataclass(frozen=True, slots=True)
class ImageLue:
    """A picture, read and found harmless.

    Attributes:
        contenu: its bytes.
        sorte: `png`, `jpeg` or `svg`.
        allongement: how many times wider than high it is.
    """

    contenu: bytes
    sorte: str
    allongement: float = 1.0


def read_target(token: Token) -> str:
    """The name of a picture as it was typed: the parser has it as an address."""
    return unquote(str(token.attrs["src"]))
