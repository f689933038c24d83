"""Pictures: alone in their paragraph, with what they show and how wide they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.prose.images import PICTURE_SIGN, read_target
from delib_gen.prose.tree import Brin, Image
from delib_gen.schema.base import shorten
from delib_gen.schema.charte import parse_measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from delib_gen.prose.reader import Reading


def is_picture(token: Token) -> bool:
    """Whether a paragraph holds pictures and nothing else."""
    kinds = {child.type for child in token.children or ()}
    return "image" in kinds and kinds <= {"image", "softbreak"}


def read_pictures(reading: Reading, token: Token, width: str | None) -> Iterator[Image]:
    """The pictures of a paragraph; one that could not be read was told by who tried.

    Args:
        reading: the text that it is part of.
        token: the paragraph's text.
        width: how wide they are, as typed; None for their own width.
    """
    largeur = None if width is None else read_measure(reading, "largeur", width)
    for child in token.children or ():
        if child.type != "image":
            reading.go_to(reading.line)
            continue
        reading.go_to_sign(PICTURE_SIGN)
        reading.labels.add(str(child.meta.get("label", "")))
        alternative = _flatten(child.children or ()).strip()
        if not alternative:
            reading.find(
                "une image sans texte de remplacement",
                "dites entre les crochets ce qu'elle montre : `![Plan du site](…)`",
            )
        column = reading.go_on(PICTURE_SIGN)
        image = reading.find_image(read_target(child), *reading.place(column))
        if image is not None:
            caption = str(child.attrs.get("title") or "")
            legende = (Brin(caption),) if caption else ()
            yield Image(image.contenu, image.sorte, alternative, legende, largeur)


def read_measure(reading: Reading, name: str, value: str) -> float | None:
    """A length in centimetres; None where it cannot be read."""
    try:
        measure = parse_measure(value)
    except ValueError:
        reading.find(
            f"{name} « {shorten(value)} » illisible", "écrivez par exemple `1,27 cm`"
        )
        return None
    return measure


def _flatten(tokens: Sequence[Token]) -> str:
    return "".join(
        " " if token.type in ("softbreak", "hardbreak")
        else token.content if not token.children
        else _flatten(token.children)
        for token in tokens
    )  # fmt: skip
