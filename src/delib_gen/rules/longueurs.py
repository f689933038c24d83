"""STR17: words and texts that take the setter a time without measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from delib_gen.findings.structure import STR17
from delib_gen.rules.registry import check

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.model.passages import Passage
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.rules.report import Report

_LONG = re.compile(r"\S{100,}")
"""A word that no line holds: it has to be cut, wherever that may be."""
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")
_MARKS = re.compile(r"[*_]+")
MAX_MARKS = 400
"""Changes of weight in the middle of a word: each is tried as a place to cut it."""
MAX_WORK = 100_000_000
"""Signs of words that must be cut, by those of their paragraph: to cut one, all that
follows is set again. Some forty addresses of a thousand signs are within it."""


@check(STR17, scope="acte", with_statut=True)
def mots_sans_fin(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Tell the words that are too long, or too cut up, to be set."""
    for passage in acte.passages:
        yield from _tell(passage, report)


@check(STR17)
def mots_sans_fin_en_seance(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """The same of the texts of the sitting."""
    for passage in situation.passages:
        yield from _tell(passage, report)


def _tell(passage: Passage, report: Report) -> Iterator[Diagnostic]:
    for start, end, what in _find_endless(passage):
        yield report(
            passage.path,
            f"le texte a ici {what}",
            "coupez-le par des espaces ou des lignes vides, ou joignez cette pièce "
            "en PDF",
            span=passage.place(start, end),
        )


def _find_endless(passage: Passage) -> Iterator[tuple[int, int, str]]:
    """The first word of each paragraph that is one too many."""
    if not _LONG.search(passage.text):
        return
    for paragraph in _PARAGRAPH.finditer(passage.text):
        length, signs = len(paragraph[0]), 0
        for word in _LONG.finditer(passage.text, *paragraph.span()):
            signs += len(word[0])
            if signs * length > MAX_WORK:
                yield (*word.span(), f"un mot de {len(word[0])} signes")
                break
            marks = sum(1 for _ in _MARKS.finditer(word[0]))
            if marks > MAX_MARKS:
                yield (
                    *word.span(),
                    f"un mot où le gras ou l'italique change {marks} fois",
                )
                break
