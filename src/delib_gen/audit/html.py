"""What a page of HTML says, in the order of its elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import html

from delib_gen.audit.compare import Reading
from delib_gen.audit.stream import Piece, Stream

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


def read_page(content: bytes) -> Reading:
    """The text of a page, with its notes last: that of each column.

    What stands in no column is of the first.
    """
    reader = _Reader()
    reader.read(html.document_fromstring(content))
    both = zip(reader.columns, reader.notes, strict=True)
    return Reading([Stream.of([*said, *notes]) for said, notes in both])


class _Reader:
    """Gathers the texts of a page.

    Attributes:
        columns: the text of each column.
        notes: its footnotes: where they are called, they would cut a text in two.
    """

    def __init__(self) -> None:
        self.columns: list[list[Piece]] = [[], []]
        self.notes: list[list[Piece]] = [[], []]

    def read(self, root: Element) -> None:
        for column, noted, text in _walk(root, 0, noted=False):
            (self.notes if noted else self.columns)[column].append(Piece(text))


def _walk(
    element: Element, column: int, *, noted: bool
) -> Iterator[tuple[int, bool, str]]:
    """The texts of an element: their column, whether of a note, their words."""
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return
    kind = (element.tag, element.get("class"))
    if kind == _CALL:
        return
    column = int(element.get("data-colonne") or column)
    if kind == _NOTE:
        noted = True
        yield column, noted, "\n"
    apart = element.tag not in _INLINE
    if apart:
        yield column, noted, "\n"
    if element.text:
        yield column, noted, element.text
    for child in element:
        yield from _walk(child, column, noted=noted)
        if child.tail:
            yield column, noted, child.tail
    if apart:
        yield column, noted, "\n"
