"""The pictures that a Markdown text names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from markdown_it.token import Token

_SIGN = "!["


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


def list_images(text: str) -> Iterator[tuple[str, int]]:
    """The names of the pictures of a text, each with its line, from 1."""
    if _SIGN not in text:
        return
    from delib_gen.prose.syntax import parse_tokens  # most texts have no picture

    line = 1
    for token in parse_tokens(text).tokens:
        line = token.map[0] + 1 if token.map else line
        for child in token.children or ():
            if child.type == "image":
                yield read_target(child), line


def read_target(token: Token) -> str:
    """The name of a picture as it was typed: the parser has it as an address."""
    return unquote(str(token.attrs["src"]))
