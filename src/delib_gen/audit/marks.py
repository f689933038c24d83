"""SOR01 for drafts: each page says that it is one, where it can be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from delib_gen.audit.words import tokenize
from delib_gen.findings.sorties import SOR01

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.view.base import View

_HINT = (
    "si le gabarit ou le style est de vous, imprimez `{{ meta.marque }}` en tête de "
    "chaque page ; sinon c'est un défaut du logiciel, signalez-le"
)


def cut_marks(
    views: Sequence[View], pages: Iterable[Sequence[str]]
) -> tuple[list[list[str]], int]:
    """The words of pages without the mark of a draft, and how many pages lack it.

    The mark is taken out, since its words would else stand for words that the
    text has lost. Nothing is looked for where the documents are not drafts.

    Args:
        views: the documents.
        pages: the words of each page, or of each other place that has the mark.
    """
    mark = tokenize(views[0].meta.marque) if views else []
    rest: list[list[str]] = []
    missing = 0
    for page in pages:
        place = _find(page, mark)
        missing += place is None
        rest.append(
            list(page) if place is None else [*page[:place], *page[place + len(mark) :]]
        )
    return rest, missing if mark else 0


def report_unmarked(
    kind: str, views: Sequence[View], missing: int, places: tuple[str, str]
) -> list[Diagnostic]:
    """The finding that a draft does not say everywhere that it is one.

    Args:
        kind: the kind of file, as shown (`PDF`, `DOCX`).
        views: the documents.
        missing: on how many places the mark is not found.
        places: what these are called, one and several.
    """
    if not missing:
        return []
    where = f"{missing} {places[missing > 1]}"
    return [
        SOR01.at(
            (),
            f"la marque « {views[0].meta.marque} » manque, ou ne se voit pas, sur "
            f"{where} du {kind} produit",
            _HINT,
        )
    ]


def _find(words: Sequence[str], mark: Sequence[str]) -> int | None:
    """Where the mark stands among words, the last time; None where it does not."""
    for start in range(len(words) - len(mark), -1, -1):
        if list(words[start : start + len(mark)]) == list(mark):
            return start
    return None
