"""The layout engine's own style sheet, without what no cell of a table needs.

Six of its rules are of every element: the marker of an item of a list, the call and
the mark of a note. Each of them is a style, computed and kept until the file is
written; a long table has tens of thousands of cells, of which none is either.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import cache
from typing import Any

from delib_gen.formats.pdf.library import HTML, UA_STYLESHEET

_CELLS = ("table", "thead", "tbody", "tfoot", "tr", "th", "td")


class LeanHTML(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A page that is laid out with the leaner sheet."""

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [_make_sheet(), *super()._ua_stylesheets(forms)[1:]]


@cache
def _make_sheet() -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """The engine's sheet, its rules of every element kept from cells: not read anew."""
    sheet = copy(UA_STYLESHEET)
    sheet.matcher = copy(sheet.matcher)
    sheet.matcher.other_selectors = [
        (_spare_cells(test) if pseudo else test, specificity, order, pseudo, rules)
        for test, specificity, order, pseudo, rules in sheet.matcher.other_selectors
    ]
    return sheet


def _spare_cells(test: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda element: element.local_name not in _CELLS and test(element)
