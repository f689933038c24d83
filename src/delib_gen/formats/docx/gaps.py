"""What stands between the blocks of a prose: new pages, and room around tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docx.oxml.ns import qn

from delib_gen.formats.docx.grid import keep_together
from delib_gen.formats.docx.xml import Element, get_properties, make, put

_TABLE = qn("w:tbl")
_BREAK = qn("w:br")
_BELOW = 240
"""Twentieths of a point below a table: Word's tables have no such space themselves."""
_THIN = 20


def make_break() -> Element:
    """The sign that what comes next begins a page; `settle` takes it away."""
    return make("br", type="page")


def settle(
    elements: Iterable[Element],
    begins: Callable[[Element], bool],
    *,
    followed: bool = False,
) -> tuple[list[Element], bool]:
    """Blocks with room below tables, and new pages begun by what stands on them.

    Word joins two tables that nothing separates, and wants a paragraph after one
    that ends a text: it then is as thin as can be.

    Args:
        elements: the blocks, and the signs of new pages between them.
        begins: whether a paragraph begins a page by its style.
        followed: whether they are those of a cell, which another row follows closely.

    Returns:
        The blocks, and whether what comes next begins a page.
    """
    settled: list[Element] = []
    broken = False
    for element in elements:
        if element.tag == _BREAK:
            broken = True
            continue
        after_table = bool(settled) and settled[-1].tag == _TABLE
        if element.tag == _TABLE:
            # Word does not always begin a page within a table.
            height = _BELOW if after_table and not broken else _THIN
            settled += [make_empty(height, broken)] if broken or after_table else []
        else:
            if broken and not begins(element):
                put(get_properties(element), make("pageBreakBefore"))
            if after_table:
                set_space(element, before=_BELOW)
        settled.append(element)
        broken = False
    if settled and settled[-1].tag == _TABLE:
        # The last of a cell is not shown at all: what leaves room is the one above.
        settled += [make_empty(_BELOW), make_empty()] if followed else [make_empty()]
    return settled, broken


def hold(elements: Iterable[Element]) -> list[Element]:
    """Blocks, of which the last is kept on the page of what follows it.

    Of a table, its two last rows are.
    """
    held = list(elements)
    if held and held[-1].tag == qn("w:p"):
        put(get_properties(held[-1]), make("keepNext"))
    elif held and held[-1].tag == _TABLE:
        keep_together(held[-1].findall(qn("w:tr"))[-2:])
    return held


def set_space(paragraph: Element, **sides: int) -> None:
    """Say the space before or after a paragraph, in twentieths of a point."""
    properties = get_properties(paragraph)
    spacing = properties.find(qn("w:spacing"))
    if spacing is None:
        spacing = put(properties, make("spacing"))
    for side, space in sides.items():
        spacing.set(qn(f"w:{side}"), str(space))


def make_empty(height: int = _THIN, broken: bool = False) -> Element:
    """A paragraph of a set height, in twentieths of a point."""
    looks = [make("pageBreakBefore")] if broken else []
    looks.append(make("spacing", before=0, after=0, line=height, lineRule="exact"))
    return make("p", make("pPr", *looks, make("rPr", make("sz", val=2))))
