"""What a translation may not change: figures, numbers of acts, articles, fields."""

from __future__ import annotations

import re
from collections import Counter

_FIELD = re.compile(r"\{[^{}]*\}")
_CODE = re.compile(r"(?:\b[LRDA]\.?\s?\*?\s?)?\d+(?:[/-]\w+)+")
_NUMBER = re.compile(r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?!\d)|\d+")
_BLANKS = re.compile(r"[\s.*]+")


def compare_texts(francais: str, version: str) -> list[str]:
    """What one text has and the other lacks, in French; nothing where all is there.

    Words are a translator's business; dates differ in their months and in how the
    first is written, hence only their figures are compared.
    """
    here, there = _collect(francais), _collect(version)
    lacking, added = _list(here - there), _list(there - here)
    told: list[str] = []
    if lacking:
        told.append(f"le français a {lacking}, pas la traduction")
    if added:
        told.append(f"la traduction a {added}, pas le français")
    return told


def _collect(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for pattern, clean in ((_FIELD, str.strip), (_CODE, _fold), (_NUMBER, _digits)):
        found.update(clean(match) for match in pattern.findall(text))
        text = pattern.sub(" \u00b7 ", text)
    return found


def _fold(code: str) -> str:
    """`L. 4421-1` and `L4421-1` are one article."""
    return _BLANKS.sub("", code)


def _digits(number: str) -> str:
    """`50 000` and `50.000` are one amount."""
    return re.sub(r"\D", "", number)


def _list(items: Counter[str]) -> str:
    return ", ".join(f"« {item} »" for item in sorted(items.elements()))
