"""SOR01 for two languages side by side: each column has the whole of its edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from delib_gen.audit.words import BREAKABLE, report_missing, tokenize
from delib_gen.findings.sorties import SOR01
from delib_gen.view.en_regard import EnRegardView

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.view.base import View

_NARROW = 15
"""Letters from which a word may be wider than a line of a column, in a deep list."""
_SHOWN = 60
_HINT = (
    "si le gabarit ou le style est de vous, vérifiez que chaque texte y est d'un seul "
    "tenant ; sinon c'est un défaut du logiciel, signalez-le"
)


def list_side_by_side(views: Sequence[View]) -> list[EnRegardView]:
    """The pieces that have two columns."""
    return [view for view in views if isinstance(view, EnRegardView)]


def find_breakable(views: Sequence[View]) -> int:
    """From how many letters a word may be broken over lines in some documents."""
    return _NARROW if list_side_by_side(views) else BREAKABLE


def report_columns(
    kind: str, views: Sequence[View], columns: Sequence[Sequence[str]]
) -> list[Diagnostic]:
    """The findings that a column lacks words of its edition, or has them in disorder.

    Of order, what is asked is that each text be whole: a layout may put one
    before another.

    Args:
        kind: the kind of file, as shown (`PDF`, `DOCX`).
        views: the documents that the file should hold.
        columns: the words of each column, in the order in which they are heard.
    """
    paired = list_side_by_side(views)
    found: list[Diagnostic] = []
    for rank, words in enumerate(columns if paired else ()):
        editions = [view.vues[rank] for view in paired]
        where = f"{kind}, colonne « {paired[0].colonnes[rank].nom} »,"
        missing = report_missing(where, editions, words, _NARROW)
        found += missing or _report_disorder(where, editions, words)
    return found


def _report_disorder(
    where: str, views: Sequence[View], words: Sequence[str]
) -> list[Diagnostic]:
    said = _join(words)
    for view in views:
        for text in view.iter_words():
            if not all(_join(run) in said for run in _iter_runs(tokenize(text))):
                shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
                message = f"un texte n'est pas entier dans le {where} produit"
                return [SOR01.at((), f"{message} : « {shown} »", _HINT)]
    return []


def _iter_runs(words: Sequence[str]) -> Iterator[list[str]]:
    """The words of a text between those that may be broken over two lines."""
    run: list[str] = []
    for word in words:
        if len(word) >= _NARROW:
            yield run
            run = []
        else:
            run.append(word)
    yield run


def _join(words: Sequence[str]) -> str:
    return "\n" + "".join(f"{word}\n" for word in words)
