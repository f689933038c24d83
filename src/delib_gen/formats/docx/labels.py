"""The labels of lists that say words: « ARTICLE 2 » is text, « 2. » is not."""

from __future__ import annotations

import re
from collections import defaultdict

from docx.oxml.ns import qn

from delib_gen.formats.docx.numbering import FORMATS
from delib_gen.formats.docx.xml import Element
from delib_gen.prose.labels import format_label
from delib_gen.prose.tree import Etiquette

_VAL, _ID, _LEVEL = qn("w:val"), qn("w:numId"), qn("w:ilvl")
_NUMBER = f"{qn('w:pPr')}/{qn('w:numPr')}"
_PLACE = re.compile(r"%(\d)")
_WORD = re.compile(r"[^\W\d_]{2}")
_STYLES = {kind: style for style, kind in FORMATS.items()}


class Labels:
    """Counts the items of a document's lists, in the order in which it is read."""

    def __init__(self, numbering: Element | None) -> None:
        """Begin to count.

        Args:
            numbering: the lists of the document; None where it has none.
        """
        self._levels: dict[str, dict[str, Element]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._abstract: dict[str, str] = {}
        for element in () if numbering is None else numbering:
            if element.tag == qn("w:abstractNum"):
                own = element.get(qn("w:abstractNumId"))
                levels = element.findall(qn("w:lvl"))
                self._levels[own] = {level.get(_LEVEL): level for level in levels}
            elif element.tag == qn("w:num"):
                named = element.find(qn("w:abstractNumId"))
                self._abstract[element.get(_ID)] = named.get(_VAL)

    def read(self, paragraph: Element) -> tuple[str, Element | None]:
        """What Word prints before a paragraph, and its level, which says how it looks.

        Nothing where the label has no words of its own.
        """
        found = paragraph.find(_NUMBER)
        number = None if found is None else found.find(_ID)
        if found is None or number is None:
            return "", None
        abstract = self._abstract.get(number.get(_VAL), "")
        named = found.find(_LEVEL)
        depth = "0" if named is None else named.get(_VAL)
        level = self._levels.get(abstract, {}).get(depth)
        if level is None:
            return "", None
        self._count(abstract, int(depth))
        pattern = _read(level, "lvlText", "")
        signs = _read(level, "numFmt", "") == "bullet"
        if signs or not _WORD.search(_PLACE.sub(" ", pattern)):
            return "", None
        shown = _PLACE.sub(
            lambda place: self._show(abstract, int(place[1]) - 1), pattern
        )
        return shown, level

    def _count(self, abstract: str, depth: int) -> None:
        counts = self._counts[abstract]
        counts[depth] = counts.get(depth, self._start(abstract, depth) - 1) + 1
        for deeper in [known for known in counts if known > depth]:
            del counts[deeper]

    def _start(self, abstract: str, depth: int) -> int:
        level = self._levels[abstract].get(str(depth))
        return 1 if level is None else int(_read(level, "start", "1"))

    def _show(self, abstract: str, depth: int) -> str:
        level = self._levels[abstract].get(str(depth))
        kind = "decimal" if level is None else _read(level, "numFmt", "decimal")
        number = self._counts[abstract].get(depth, self._start(abstract, depth))
        return format_label(Etiquette(_STYLES.get(kind, "1")), number)


def _read(level: Element, name: str, default: str) -> str:
    found = level.find(qn(f"w:{name}"))
    value: str = default if found is None else found.get(_VAL, default)
    return value
