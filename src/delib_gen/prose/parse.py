"""From Markdown to the typed tree; what no format may lose is a finding (STR10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import ROW
from delib_gen.prose.blocks import BlockReader
from delib_gen.prose.bounds import MAX_LINES
from delib_gen.prose.lines import drop_inkless
from delib_gen.prose.notes import refuse_uncalled, take_notes
from delib_gen.prose.pasted import prepare
from delib_gen.prose.reader import Reading
from delib_gen.prose.syntax import ParsedText, parse_tokens
from delib_gen.prose.tree import Prose
from delib_gen.schema.base import shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from delib_gen.findings import Diagnostic
    from delib_gen.prose.images import ImageLue


def parse_prose(
    text: str,
    find_image: Callable[[str, int, int], ImageLue | None] = lambda *_: None,
    *,
    whole: bool = True,
) -> tuple[Prose, list[Diagnostic]]:
    """The tree of a Markdown text, and what it asks for that cannot be had.

    Args:
        text: the Markdown.
        find_image: gives a picture by its name as typed, and the line and the column
            that name it.
        whole: whether it is a text of its own, with headings and pages. A part of an
            act has none; where it has no empty line, each of its lines is a paragraph.

    The places are those of the text itself, without a file: whoever knows where it
    was typed says where that is.
    """
    typed = prepare(ROW.split(drop_inkless(text)), each_line=not whole)
    reading = Reading(typed.lines, typed.places, find_image, whole=whole)
    source = parse_tokens("\n".join(typed.lines))
    if source.too_long:
        reading.go_to(0)
        reading.find(
            f"un texte de plus de {MAX_LINES} lignes",
            "partagez-le en plusieurs annexes",
        )
    tokens = take_notes(reading, source.tokens)
    prose = tuple(BlockReader(reading).read(tokens, 0))
    refuse_uncalled(reading)
    _refuse_unused(reading, source)
    return prose, reading.findings


def _refuse_unused(reading: Reading, source: ParsedText) -> None:
    """An address given apart is not printed: unused, its words would be lost."""
    unused = [
        (label, line)
        for label, line in source.references.items()
        if label not in reading.labels
    ]
    for label, line in sorted([*unused, *source.repeated], key=lambda item: item[1]):
        reading.go_to(line)
        reading.find(
            f"« [{shorten(label)}]: … » ne s'imprimerait pas",
            "c'est l'adresse d'un lien, donnée à part et qui ne sert pas : "
            "retirez-la ; pour imprimer le crochet, écrivez `\\[`",
        )
