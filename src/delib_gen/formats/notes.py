"""The footnotes of a page of HTML: numbered, called, and linked both ways.

Layouts put a note where it is called. Its number and its links are put here, once
the whole page is known. Style then sends it to the foot of a page, or beside the
text on a screen; its words stand in the page once.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from delib_gen.view.base import Meta

_FINE = "\u202f"
_NOTE = re.compile(r'<span class="note"')


def number_notes(page: str, meta: Meta) -> str:
    """A page with its footnotes numbered.

    Args:
        page: the whole page.
        meta: what the piece says of itself: the same page may hold it in another
            language as well, or other pieces.
    """
    count = 0
    place = escape(f"{meta.piece}-{meta.langue}")

    def number(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        note, call = f"{place}-note-{count}", f"{place}-appel-{count}"
        # A fine space parts the call from its word. It stands in the link, since a
        # text that is but a space is no text to who reads a PDF; and nothing but
        # text stands there, since each element would be a link of its own.
        return (
            f'<sup class="appel" data-note="{note}">'
            f'<a id="{call}" href="#{note}">{_FINE}{count}</a></sup>'
            f'{match[0]} id="{note}" data-langue="{escape(meta.langue)}"'
        )

    page = _NOTE.sub(number, page)
    return _OPENING.sub(_link_back, page)


_OPENING = re.compile(
    r'<span class="note" id="(?P<place>[^"]*)-note-(?P<number>\d+)" '
    r'data-langue="(?P<langue>[^"]*)"[^>]*>'
)


def _link_back(match: re.Match[str]) -> str:
    # The spaces part the number from the call, for who copies or reads the text.
    number = match["number"]
    return (
        f'{match[0]} <span class="retour" data-langue="{match["langue"]}">'
        f'<a href="#{match["place"]}-appel-{number}">{number}.</a></span> '
    )
