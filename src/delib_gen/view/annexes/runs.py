"""Plain texts of a fiche as runs, blanks and languages told apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.lang.said import read_pieces
from delib_gen.prose.lines import split_blanks
from delib_gen.prose.tree import Brin, Brins

if TYPE_CHECKING:
    from delib_gen.schema.texte import Texte
    from delib_gen.view.context import ActeContext

_PLAIN = Brin("")


def make_runs(context: ActeContext, texte: Texte) -> Brins:
    """A text on one line, in the language of the document where it has it."""
    text, langue = context.find_version(texte)
    return _set(context, text, langue)


def spell(text: str, look: Brin = _PLAIN) -> Brins:
    """A text as runs of one look, one for each language."""
    return tuple(
        replace(look, texte=piece, langue=langue) for piece, langue in read_pieces(text)
    )


def make_lines(
    context: ActeContext, texte: Texte | None, look: Brin | None = None
) -> tuple[Brins, ...]:
    """A text line by line, as it was typed; none where there is no text.

    Args:
        context: the act and the language.
        texte: the text.
        look: the weight and slant of its runs.
    """
    if texte is None:
        return ()
    text, langue = context.find_version(texte)
    lines = (_set(context, line, langue) for line in text.splitlines() if line.strip())
    if look is None:
        return tuple(lines)
    return tuple(
        tuple(replace(b, gras=look.gras, italique=look.italique) for b in line)
        for line in lines
    )


def _set(context: ActeContext, text: str, langue: str) -> Brins:
    runs = split_blanks(context.line(text))
    return tuple(
        replace(b, langue=context.tell_apart(langue)) if b.texte else b for b in runs
    )
