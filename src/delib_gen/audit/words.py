"""The words of a text, and those of a document that a text lacks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from delib_gen.findings.sorties import SOR01

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.view.base import View

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SIGNS = {
    0x00AD: None,  # a soft hyphen prints only where a line ends
    0x0002: "-",  # what pdfium makes of a hyphen at the end of a line,
    0xFFFE: "-",  # in one version or another
    0x2011: "-",  # a hyphen that does not break is a hyphen
}
_CONTROLS = {code: None for code in range(0x20) if not chr(code).isspace()} | {
    code: None for code in range(0x7F, 0xA0) if not chr(code).isspace()
}
"""No format can carry them, and nobody sees them."""
_TABLE = _CONTROLS | _SIGNS
_MARKED = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")
BREAKABLE = 30
"""Letters from which a word may be wider than the narrowest line."""
_GAP = 100
"""Words and signs that may stand between the pieces of a broken word."""
_NAMED = 10
"""How many words a finding names: enough to find the place."""
_HINT = (
    "si le gabarit ou le style est de vous, corrigez-le ; sinon c'est un défaut du "
    "logiciel, signalez-le"
)


def tokenize(text: str) -> list[str]:
    """The words and signs of a text, alike however a format spells them."""
    if _MARKED.search(text):
        text = text.translate(_TABLE)
    return _TOKEN.findall(unicodedata.normalize("NFKC", text))


def missing_words(expected: Iterable[str], found: Iterable[str]) -> list[str]:
    """The words expected that are not found as often as they should be.

    Both are words as `tokenize` gives them; the result is in the order of the
    expected ones. Order does not count: a layout may print a column first.
    """
    left = Counter(found)
    missing = []
    for word in expected:
        if left[word] > 0:
            left[word] -= 1
        else:
            missing.append(word)
    return missing


def report_missing(
    kind: str,
    views: Iterable[View],
    found: Iterable[str],
    breakable: int = BREAKABLE,
) -> list[Diagnostic]:
    """The finding that a produced file lacks words; none where it has them all.

    Args:
        kind: the kind of file, as shown (`PDF`, `DOCX`).
        views: the documents that the file should hold.
        found: the words that can be read in it.
        breakable: from how many letters a word may be broken over lines.
    """
    words = list(found)
    missing = _drop_broken(missing_words(_expect(views), words), words, breakable)
    if not missing:
        return []
    distinct = list(dict.fromkeys(missing))
    named = ", ".join(f"« {word} »" for word in distinct[:_NAMED])
    rest = len(distinct) - _NAMED
    if rest > 0:
        named += f" et {rest} autre{'s' if rest > 1 else ''}"
    told = (
        "un mot manque ou ne se voit"
        if len(missing) == 1
        else f"{len(missing)} mots manquent ou ne se voient"
    )
    return [SOR01.at((), f"{told} pas dans le {kind} produit : {named}", _HINT)]


def _drop_broken(missing: list[str], found: list[str], breakable: int) -> list[str]:
    """The words missing, those apart that are whole but broken over several lines.

    A word wider than its line is broken anywhere. Short words are never broken,
    and must be found as words: « de » would be found within a hundred others.
    """
    whole = {
        word: _count_broken(word, found)
        for word in dict.fromkeys(missing)
        if len(word) >= breakable
    }
    kept: list[str] = []
    for word in missing:
        if whole.get(word, 0) > 0:
            whole[word] -= 1
        else:
            kept.append(word)
    return kept


def _count_broken(word: str, found: list[str]) -> int:
    """How often a word stands in pieces, in order, with little between them.

    Between two pieces may stand what a page's foot or a list's labels put there.
    """
    count = start = 0
    while start < len(found):
        end = _follow_pieces(word, found, start)
        count += end is not None
        start = end if end is not None else start + 1
    return count


def _follow_pieces(word: str, found: list[str], start: int) -> int | None:
    """Where a word that begins at a rank is complete, None where it never is."""
    place = gap = 0
    for rank in range(start, len(found)):
        if word.startswith(found[rank], place):
            place, gap = place + len(found[rank]), 0
        else:
            gap += 1
        if place == len(word):
            return rank + 1
        if not place or gap > _GAP:
            return None
    return None


def _expect(views: Iterable[View]) -> list[str]:
    return tokenize("\n".join(line for view in views for line in view.iter_words()))
