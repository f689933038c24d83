"""Making the paragraphs of a page at home in a column of half its width."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.oxml.ns import qn

from delib_gen.formats.docx.gaps import set_space
from delib_gen.formats.docx.shrink import fit_pictures, fit_tables
from delib_gen.formats.docx.styles import find_default_style
from delib_gen.formats.docx.xml import Element, get_properties, make, put

_VAL = qn("w:val")
_MARGIN = 964
_SIZE = 20
"""Twentieths of a point of the margins, 1.7 cm; half points of the type."""
_WIDTH = 9070
_FAR = 3
"""What stands in by more than one part in so many of its column has no place in it."""
_WIDE = 480
"""Twentieths of a point: a larger space is made half as large, no less than this."""
_CLOSE = "contextualSpacing"
_OFF = ("0", "false", "off")


class Narrower:
    """Fits paragraphs into two columns of a document.

    Attributes:
        widths: those of the columns, in twips.
    """

    def __init__(self, document: Document, width: int) -> None:
        """Read the styles.

        Args:
            document: the document that has the columns.
            width: that of both, in twips.
        """
        self._styles = _by_id(document)
        self._default = find_default_style(document.styles.element)
        self.widths = (width // 2, width // 2)

    def close_up(self, one: Element | None, other: Element) -> None:
        """Leave no space between two paragraphs of a style that wants none there.

        Word leaves it out by itself, but not from one cell to the next.
        """
        if one is None or not one.tag == other.tag == qn("w:p"):
            return
        if self._name(one) == self._name(other) and self._is_on(one, _CLOSE):
            set_space(one, after=0)
            set_space(other, before=0)

    def fit(self, element: Element, *, across: bool = False) -> bool:
        """Fit a block in; whether it was to begin a page, which it now does not.

        Args:
            element: the block.
            across: whether it goes across both columns.
        """
        begins = False
        width = sum(self.widths) if across else self.widths[0]
        fit_tables(element, width, self._find_size)
        fit_pictures(element, width)
        for paragraph in element.iter(qn("w:p")):
            properties = get_properties(paragraph)
            section = properties.find(qn("w:sectPr"))
            if section is not None:
                properties.remove(section)  # a cell is in one section
            if self._find(paragraph, "jc", "both"):
                put(properties, make("jc", val="left"))
            for side in ("before", "after"):
                space = self._find_space(paragraph, side)
                if space > _WIDE:
                    set_space(paragraph, **{side: max(space // 2, _WIDE)})
            if self._stands_far_in(paragraph):
                put(properties, make("ind", left=0, right=0))
            if self._is_on(paragraph, "pageBreakBefore"):
                put(properties, make("pageBreakBefore", val="0"))
                begins = True
        return begins

    def _find_space(self, paragraph: Element, side: str) -> int:
        for properties in self._iter_properties(paragraph):
            spacing = properties.find(qn("w:spacing"))
            found = None if spacing is None else spacing.get(qn(f"w:{side}"))
            if found is not None:
                return int(found) if found.isdigit() else 0
        return 0

    def _find_size(self, paragraph: Element) -> int:
        """The size that the style of a paragraph gives to its type, in half points."""
        for style in self._iter_styles(paragraph):
            size = style.find(f"{qn('w:rPr')}/{qn('w:sz')}")
            if size is not None:
                return int(size.get(_VAL))
        return _SIZE

    def _stands_far_in(self, paragraph: Element) -> bool:
        for properties in self._iter_properties(paragraph):
            indent = properties.find(qn("w:ind"))
            if indent is None:
                continue
            left = indent.get(qn("w:left"), indent.get(qn("w:start"), ""))
            hangs = indent.get(qn("w:hanging")) is not None
            return not hangs and left.isdigit() and int(left) > self.widths[0] // _FAR
        return False

    def _is_on(self, paragraph: Element, switch: str) -> bool:
        for properties in self._iter_properties(paragraph):
            found = properties.find(qn(f"w:{switch}"))
            if found is not None:
                return found.get(_VAL, "1") not in _OFF
        return False

    def _find(self, paragraph: Element, tag: str, value: str) -> bool:
        for properties in self._iter_properties(paragraph):
            found = properties.find(qn(f"w:{tag}"))
            if found is not None:
                return bool(found.get(_VAL) == value)
        return False

    def _name(self, paragraph: Element) -> str | None:
        """The style of a paragraph."""
        named = get_properties(paragraph).find(qn("w:pStyle"))
        name: str | None = self._default if named is None else named.get(_VAL)
        return name

    def _iter_properties(self, paragraph: Element) -> Iterator[Element]:
        """A paragraph's own properties, then those of its styles, nearest first."""
        yield get_properties(paragraph)
        for style in self._iter_styles(paragraph):
            properties = style.find(qn("w:pPr"))
            if properties is not None:
                yield properties

    def _iter_styles(self, paragraph: Element) -> Iterator[Element]:
        """The styles of a paragraph, each before what it is based on."""
        name = self._name(paragraph)
        seen: set[str | None] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            yield style
            based = style.find(qn("w:basedOn"))
            name = None if based is None else based.get(_VAL)


def narrow_page(frame: Document) -> int:
    """Make the margins of a frame smaller, and the type; the width that is left."""
    default = find_default_style(frame.styles.element)
    style = _by_id(frame).get(default or "")
    if style is not None:
        looks = style.find(qn("w:rPr"))
        if looks is None:
            looks = put(style, make("rPr"))
        for tag in ("sz", "szCs"):
            put(looks, make(tag, val=_SIZE))
    width = _WIDTH
    for section in frame.element.body.iter(qn("w:sectPr")):
        margins, size = section.find(qn("w:pgMar")), section.find(qn("w:pgSz"))
        if margins is None or size is None:
            continue
        for side in ("w:left", "w:right"):
            margins.set(qn(side), str(min(int(margins.get(qn(side))), _MARGIN)))
        used = sum(int(margins.get(qn(side))) for side in ("w:left", "w:right"))
        width = int(size.get(qn("w:w"))) - used
    return width


def _by_id(document: Document) -> dict[str, Element]:
    styles = document.styles.element.findall(qn("w:style"))
    return {style.get(qn("w:styleId")): style for style in styles}
