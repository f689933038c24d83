"""The pictures that a Markdown text names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_SIGN = "!["


@dataclass(frozen=True, slots=True)
class ImageLue:
    """A picture, read and found harmless.

    Attributes:
        contenu: its bytes.
        sorte: `png`, `jpeg` or `svg`.
    """

    contenu: bytes
    sorte: str


def list_images(text: str) -> Iterator[tuple[str, int]]:
    """The names of the pictures of a text, each with its line, from 1."""
    if _SIGN not in text:
        return
    from delib_gen.prose.parse import make_parser  # most texts have no picture

    line = 1
    for token in make_parser().parse(text):
        line = token.map[0] + 1 if token.map else line
        for child in token.children or ():
            if child.type == "image":
                yield str(child.attrs["src"]), line
