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


def report_unmarked(
    kind: str,
    views: Sequence[View],
    texts: Iterable[str],
    places: tuple[str, str],
    times: int = 1,
) -> list[Diagnostic]:
    """The finding that a draft does not say everywhere that it is one.

    Nothing is read where the documents are not drafts.

    Args:
        kind: the kind of file, as shown (`PDF`, `DOCX`).
        views: the documents.
        texts: that of each page, or of each other place that has the mark.
        places: what these are called, one and several.
        times: how many marks each of them has.
    """
    mark = _join(views[0].meta.marque) if views else ""
    counts = (_join(text).count(mark) for text in (texts if mark else ()))
    missing = sum(max(times - count, 0) for count in counts)
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


def _join(text: str) -> str:
    """The words of a text, each with an end of its own."""
    return "".join(f"\0{word}\n" for word in tokenize(text))
