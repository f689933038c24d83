"""What a translation may not change: figures, numbers of acts, articles, fields."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from delib_gen.lang.days import list_months, rank_months
from delib_gen.lang.phrasebook import read_language_data
from delib_gen.resources import list_languages, templates_dir
from delib_gen.schema.base import fold_word
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

_FIELD = re.compile(r"\{[^{}]*\}")
_CODE = re.compile(r"(?:\b[LRDA]\.?\s?\*?\s?)?\d+(?:[/-]\w+)+")
_NUMBER = re.compile(r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?!\d)|\d+")
_WORD = re.compile(r"[^\W\d_]+")
_BLANKS = re.compile(r"[\s.*]+")


def compare_texts(francais: str, version: str, langue: str = "") -> list[str]:
    """What one text has and the other lacks, in French; nothing where all is there.

    Words are a translator's business, the names of months apart: one that is known
    in the language must be in the French too. A month may have names that are not
    known here, and a missing one says nothing.

    Args:
        francais: the text.
        version: its translation.
        langue: the translation's language, where its months are to be looked at.
    """
    here, there = _collect(francais), _collect(version)
    lacking, added = _list(here - there), _list(there - here)
    told: list[str] = []
    if lacking:
        told.append(f"le français a {lacking}, pas la traduction")
    if added:
        told.append(f"la traduction a {added}, pas le français")
    ranks = _find_months(version, _months_of(langue)) if langue else set()
    for rank in sorted(
        ranks - _find_months(francais, rank_months(LANGUE_DE_REFERENCE))
    ):
        month = list_months(LANGUE_DE_REFERENCE)[rank - 1]
        told.append(f"la traduction parle du mois de {month}, pas le français")
    return told


def _find_months(text: str, months: dict[str, int]) -> set[int]:
    words = (fold_word(word) for word in _WORD.findall(text))
    return {months[word] for word in words if word in months}


@cache
def _months_of(langue: str) -> dict[str, int]:
    """The rank of each month by the names that the language's data know."""
    if langue not in list_languages():
        return {}
    from babel import Locale

    data = read_language_data(templates_dir() / langue / "langue.yaml")
    usual = Locale.parse(data["locale"]).months["stand-alone"]["wide"]
    known = [[usual[rank] for rank in sorted(usual)]]
    varieties = (data.get("varietes") or {}).values()
    known += [variety["mois"] for variety in varieties if "mois" in (variety or {})]
    return {
        fold_word(_WORD.findall(name)[-1]): rank  # the preposition apart
        for names in known
        for rank, name in enumerate(names, start=1)
    }


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
