"""What a page of HTML says, in the order of its elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import html

from delib_gen.audit.compare import Reading
from delib_gen.audit.html_visibility import find_hidden
from delib_gen.audit.stream import Piece, Stream, Unseen

if TYPE_CHECKING:
    from typing import TypeAlias

    Element: TypeAlias = html.HtmlElement

_SILENT = frozenset(("style", "script", "head", "template", "textarea", "title"))
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i"),
        *("ins", "kbd", "label", "mark", "q", "s", "small", "span", "strong", "sub"),
        *("sup", "time", "u", "var", "wbr"),
    )
)
"""Elements whose edges part no words."""
_CALL, _NOTE = ("sup", "appel"), ("span", "note")
"""What calls a footnote, which is no word, and the note: element and class."""


def read_page(content: bytes, own: bool | None = None) -> Reading:
    """The text of a page that can be seen, with its notes last: that of each column.

    What stands in no column is of the first.

    Args:
        content: the page.
        own: whether a template or a style is the office's: the shipped ones hide
            nothing, and evaluating a style costs as much as the page.
    """
    root = html.document_fromstring(content)
    hidden = {} if own is False else find_hidden(root)
    columns: list[list[Piece]] = [[], []]
    notes: list[list[Piece]] = [[], []]
    unseen: list[Unseen] = []
    for owner, column, noted, text in _walk(root, 0, noted=False):
        if owner not in hidden:
            (notes if noted else columns)[column].append(Piece(text))
        elif text.strip():
            unseen.append(Unseen(text, hidden[owner]))
    both = zip(columns, notes, strict=True)
    return Reading([Stream.of([*said, *noted]) for said, noted in both], [], unseen)


def _walk(
    element: Element, column: int, *, noted: bool
) -> Iterator[tuple[Element, int, bool, str]]:
    """The texts below an element: whose, in which column, whether of a note, words.

    A note cuts a text in two where it is called.
    """
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return
    kind = (element.tag, element.get("class"))
    if kind == _CALL:
        return
    column = int(element.get("data-colonne") or column)
    noted = noted or kind == _NOTE
    apart = kind == _NOTE or element.tag not in _INLINE
    if apart:
        yield element, column, noted, "\n"
    if element.text:
        yield element, column, noted, element.text
    for child in element:
        yield from _walk(child, column, noted=noted)
        if child.tail:
            yield element, column, noted, child.tail
    if apart:
        yield element, column, noted, "\n"
