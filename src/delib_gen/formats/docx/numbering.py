"""Lists as Word's own numbering: each list counts for itself."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from delib_gen.formats.docx.xml import Element, make
from delib_gen.prose.labels import default_label

if TYPE_CHECKING:
    from delib_gen.prose.tree import Etiquette, Liste

_Stand = tuple["Etiquette", float, float]
"""How a list is labelled, and where it stands."""
_Last = tuple[int, int, int, _Stand]
"""Of the last list of a level: its number, that of the list that it is an item of,
the next number of its items, and how it stands."""
LEVELS = 9
"""The levels that Word knows."""
FORMATS = {
    "puce": "bullet",
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
"""What Word calls the styles of labels."""
_NSID = 0x00D10000
"""A base for the numbers by which Word tells lists apart when it pastes them."""


def half_points(centimetres: float) -> int:
    """A size of type as Word counts it."""
    return round(centimetres * (144 / 2.54))


def twips(centimetres: float) -> int:
    """A length as Word counts it: twentieths of a point."""
    return round(centimetres * 1440 / 2.54)


class Numbering:
    """Adds lists to a document.

    Attributes:
        step: how far a level stands in from the one above, in centimetres.
    """

    def __init__(self, document: Document, step: float) -> None:
        self.step = step
        self._root = find_numbering(document)
        self._last: dict[int, _Last] = {}

    def add(self, liste: Liste, level: int, left: float, hanging: float) -> int:
        """Declare a list and return its number.

        A list that goes on where the last one of its level stopped, or is an item of
        the same one, bears the number of that one: Word goes on counting. All nine
        levels are declared, so that Tab works in it; the list itself stands on one.

        Args:
            liste: the list.
            level: its depth, from 0.
            left: where its text stands, in centimetres from the margin.
            hanging: how far its labels stand out from its text.
        """
        stand = (liste.etiquette, left, hanging)
        following = liste.debut + len(liste.points)
        number, suite, expected, before = self._last.get(level, (0, 0, 0, stand))
        counts_on = liste.etiquette.style != "puce" and expected == liste.debut
        same = counts_on or (liste.suite > 0 and suite == liste.suite)
        if number and same and before == stand:
            self._last[level] = (number, liste.suite, following, stand)
            return number
        drawn = _draw(liste.etiquette, liste.debut, level, left, hanging, self.step)
        number = add_list(self._root, deepcopy(drawn))
        self._last[level] = (number, liste.suite, following, stand)
        return number


def add_list(root: Element, levels: Sequence[Element]) -> int:
    """Declare a list by its levels, and return its number.

    Args:
        root: the lists of the document.
        levels: the levels, which become the list's own.
    """
    identifier = next_number(root, "abstractNum", "abstractNumId")
    abstract = make(
        "abstractNum",
        make("nsid", val=f"{_NSID + identifier:08X}"),
        make("multiLevelType", val="multilevel"),
        *levels,
        abstractNumId=identifier,
    )
    first = root.find(qn("w:num"))
    if first is None:
        root.append(abstract)
    else:
        first.addprevious(abstract)
    number = next_number(root, "num", "numId")
    reference = make("abstractNumId", val=identifier)
    add_number(root, make("num", reference, numId=number))
    return number


@lru_cache(maxsize=64)
def _draw(
    etiquette: Etiquette,
    debut: int,
    level: int,
    left: float,
    hanging: float,
    step: float,
) -> list[Element]:
    """All levels of a list, drawn once for those that look alike.

    Those on which it has no item are there for whoever goes on with it.
    """
    levels = []
    for n in range(LEVELS):
        label, start, stand, room = etiquette, debut, left, hanging
        if n != level:
            ordered = etiquette.style != "puce"
            label, start = default_label(ordered=ordered, depth=n), 1
            stand, room = max(left + (n - level) * step, step), step
        indent = make("ind", left=twips(stand), hanging=twips(room))
        kind, pattern = FORMATS[label.style], _pattern(label, n)
        levels.append(make_level(n, kind, pattern, start, indent))
    return levels


def make_level(
    level: int, kind: str, pattern: str, start: int, indent: Element, follows: str = ""
) -> Element:
    """A level of a list.

    Args:
        level: its depth, from 0.
        kind: what its numbers are, as Word calls it.
        pattern: its label, `%1` standing for the number of the first level.
        start: its first number.
        indent: where it stands.
        follows: what comes after its label; a tab if empty.
    """
    return make(
        "lvl",
        make("start", val=start),
        make("numFmt", val=kind),
        *([make("suff", val=follows)] if follows else []),
        make("lvlText", val=pattern),
        make("lvlJc", val="left"),
        make("pPr", indent),
        ilvl=level,
    )


def _pattern(etiquette: Etiquette, level: int) -> str:
    """A label as Word wants it, `%1` standing for the number."""
    if etiquette.style == "puce":
        return etiquette.avant
    return f"{etiquette.avant}%{level + 1}{etiquette.apres}"


def find_numbering(document: Document) -> Element:
    """The lists of a document, made where it has none."""
    for rel in document.part.rels.values():
        if rel.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return rel.target_part.element
    part = NumberingPart(
        PackURI("/word/numbering.xml"),
        CONTENT_TYPE.WML_NUMBERING,
        parse_xml(f"<w:numbering {nsdecls('w')}/>"),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return part.element


def next_number(root: Element, tag: str, attribute: str) -> int:
    """The first number after all those in use."""
    used = (int(e.get(qn(f"w:{attribute}"))) for e in root.findall(qn(f"w:{tag}")))
    return max(used, default=0) + 1


def add_number(root: Element, number: Element) -> None:
    """Put a list after the others: what may follow them comes last."""
    last = root.find(qn("w:numIdMacAtCleanup"))
    if last is None:
        root.append(number)
    else:
        last.addprevious(number)
