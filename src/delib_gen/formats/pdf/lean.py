"""The layout engine's own style sheet, without what no cell of a table needs.

Six of its rules are of every element: the marker of an item of a list, the call and
the mark of a note. Each of them is a style, computed and kept until the file is
written; a long table has tens of thousands of cells, of which none is either.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from delib_gen.formats.pdf.library import CSS, HTML, UA, UA_COUNTER_STYLE

_EVERY = re.compile(r"^(?=::)", re.MULTILINE)
_NOT_CELLS = ":not(table, thead, tbody, tfoot, tr, th, td)"


class LeanHTML(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A page that is laid out with the leaner sheet."""

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [_read_sheet(), *super()._ua_stylesheets(forms)[1:]]


@cache
def _read_sheet() -> CSS:
    text = _EVERY.sub(_NOT_CELLS, UA)
    return CSS(string=text, counter_style=UA_COUNTER_STYLE)
