"""Texts in Markdown, parsed where they are read, with the pictures that they name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from delib_gen.findings.structure import STR07
from delib_gen.load.limits import MAX_IMAGES
from delib_gen.load.nodes import Scalar
from delib_gen.prose.images import PICTURE_SIGN
from delib_gen.prose.parse import parse_prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from delib_gen.findings import Diagnostic
    from delib_gen.load.places import Typed
    from delib_gen.prose.images import ImageLue
    from delib_gen.prose.tree import Prose


def read_prose(
    typed: Typed,
    read_image: Callable[[Scalar], ImageLue | None] = lambda _: None,
    *,
    whole: bool = True,
) -> tuple[Prose, Sequence[Diagnostic]]:
    """A text, and what it asks for that cannot be had (STR07, STR10).

    Args:
        typed: the text, which knows where it stands.
        read_image: gives the picture of a name, having told why where it cannot.
        whole: whether it is a text of its own, and not a part of an act.
    """
    if PICTURE_SIGN not in typed.text:
        prose, kept = parse_alone(typed.text, whole=whole)
        return prose, _place(kept, typed)
    known: dict[str, ImageLue | None] = {}
    excess: list[Diagnostic] = []
    count = 0

    def find_image(target: str, line: int, column: int) -> ImageLue | None:
        nonlocal count
        count += 1
        place = typed.place_row(line, column)
        if count > MAX_IMAGES:
            told = f"plus de {MAX_IMAGES} images dans un texte"
            hint = "partagez-le en plusieurs annexes"
            excess[:] = excess or [STR07.at((), told, hint, span=place)]
            return None
        if target not in known:
            known[target] = read_image(Scalar(target, place, plain=False))
        return known[target]

    prose, found = parse_prose(typed.text, find_image, whole=whole)
    return prose, [*_place(found, typed), *excess]


def _place(findings: Iterable[Diagnostic], typed: Typed) -> list[Diagnostic]:
    """Findings with their places in the file, and not in the text.

    What is said twice of a line (of a mark that opens and of the one that closes) is
    one fault.
    """
    placed: dict[tuple[str, int], Diagnostic] = {}
    for finding in findings:
        if finding.span is not None:
            span = typed.place_row(finding.span.line, finding.span.column)
            key = (finding.message, span.line)
            placed.setdefault(key, replace(finding, span=span))
    return list(placed.values())


@lru_cache(maxsize=1024)
def parse_alone(text: str, *, whole: bool) -> tuple[Prose, tuple[Diagnostic, ...]]:
    """A text without pictures, kept: a process that stays up checks it again."""
    prose, findings = parse_prose(text, whole=whole)
    return prose, tuple(findings)
