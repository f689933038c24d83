"""What stands at the head of a dossier's pages: taken out before words are counted.

The name of a piece is on each of its pages. Counted among the words found, it
would stand for the same words lost from the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from delib_gen.audit.words import tokenize
from delib_gen.view.en_regard import EnRegardView
from delib_gen.view.sommaire import SommaireView

if TYPE_CHECKING:
    from delib_gen.view.base import View


def cut_heads(views: Sequence[View], pages: Iterable[Sequence[str]]) -> list[list[str]]:
    """The words of pages without what their heads say; drafts keep their mark.

    Heads are painted after the text, so that they are the last words of a page.
    Nothing is taken from elsewhere, and each of them once at the most: where a
    head is lacking, words of the text may be taken for it, and are then found
    missing; never the other way round.

    Args:
        views: the pieces of the file; without a contents page they have no heads.
        pages: the words of each page.
    """
    if not any(isinstance(view, SommaireView) for view in views):
        return [list(page) for page in pages]
    said = dict.fromkeys(_iter_heads(views))
    heads = [words for text in said if (words := tokenize(text))]
    mark = tokenize(views[0].meta.marque)
    return [_cut(list(page), heads, mark) for page in pages]


def _iter_heads(views: Sequence[View]) -> Iterable[str]:
    for view in views:
        yield view.meta.intitule
        if isinstance(view, EnRegardView):
            yield from (colonne.nom for colonne in view.colonnes)


def _cut(words: list[str], heads: list[list[str]], mark: list[str]) -> list[str]:
    left = sorted(heads, key=len, reverse=True)
    marked = False
    while True:
        head = next((h for h in left if words[-len(h) :] == h), None)
        if head is not None:
            left.remove(head)
            del words[-len(head) :]
        elif mark and not marked and words[-len(mark) :] == mark:
            marked = True
            del words[-len(mark) :]
        else:
            return words + mark if marked else words
