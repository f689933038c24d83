"""The words of a text, and those of a document that a text lacks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
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
_NAMED = 10
"""How many words a finding names: enough to find the place."""
_HINT = (
    "si le gabarit ou le style est de vous, corrigez-le ; sinon c'est un défaut du "
    "logiciel, signalez-le"
)


def tokenize(text: str) -> list[str]:
    """The words and signs of a text, alike however a format spells them."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text.translate(_TABLE)))


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


def find_missing(views: Iterable[View], text: str) -> list[str]:
    """The words of documents that the text of a produced file lacks."""
    return missing_words(_expect(views), tokenize(text))


def report_missing(
    kind: str, views: Iterable[View], found: Iterable[str]
) -> list[Diagnostic]:
    """The finding that a produced file lacks words; none where it has them all.

    Args:
        kind: the kind of file, as shown (`PDF`, `DOCX`).
        views: the documents that the file should hold.
        found: the words that can be read in it.
    """
    missing = missing_words(_expect(views), found)
    if not missing:
        return []
    named = ", ".join(f"« {word} »" for word in missing[:_NAMED])
    rest = len(missing) - _NAMED
    if rest > 0:
        named += f" et {rest} autre{'s' if rest > 1 else ''}"
    words = (
        "un mot manque ou ne se voit"
        if len(missing) == 1
        else f"{len(missing)} mots manquent ou ne se voient"
    )
    return [SOR01.at((), f"{words} pas dans le {kind} produit : {named}", _HINT)]


def _expect(views: Iterable[View]) -> Iterator[str]:
    for view in views:
        for line in view.iter_words():
            yield from tokenize(line)
