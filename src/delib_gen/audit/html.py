"""What a page of HTML says, in the order of its elements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lxml import html

from delib_gen.audit.compare import Reading, Shown
from delib_gen.audit.html_order import iter_parts
from delib_gen.audit.html_visibility import Page, look_at
from delib_gen.audit.orders import Part
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
    looks = Page() if own is False else look_at(root)
    unseen: list[Unseen] = []
    columns = _list_columns(root, looks.hidden, {}, unseen)
    shown = [
        Shown(_list_columns(root, looks.hidden, order.parts, []), sure=order.sure)
        for order in looks.orders
    ]
    return Reading([Stream.of(said) for said in columns], [], unseen, shown=shown)


def _list_columns(
    root: Element,
    hidden: Mapping[Element, str],
    order: Mapping[Element, Sequence[Part]],
    unseen: list[Unseen],
) -> list[list[Piece]]:
    """The text of each column, with its notes last.

    Args:
        root: the page.
        hidden: the elements whose own text cannot be read.
        order: the parts of elements that are shown in another order.
        unseen: takes what cannot be read.
    """
    columns: list[list[Piece]] = [[], []]
    notes: list[list[Piece]] = [[], []]

    def say(owner: Element, column: int, noted: bool, text: str) -> None:
        if owner not in hidden:
            (notes if noted else columns)[column].append(Piece(text))
        elif text.strip():
            unseen.append(Unseen(text, hidden[owner]))

    def walk(element: Element, column: int, noted: bool) -> None:
        """Say what is below an element; a note would cut a text in two."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _SILENT:
            return
        kind = (tag, element.get("class"))
        if kind == _CALL:
            return
        column = int(element.get("data-colonne") or column)
        noted = noted or kind == _NOTE
        apart = kind == _NOTE or tag not in _INLINE
        if apart:
            say(element, column, noted, "\n")
        for part in order.get(element) or iter_parts(element):
            if isinstance(part, str):
                say(element, column, noted, part)
            else:
                walk(part, column, noted)
        if apart:
            say(element, column, noted, "\n")

    walk(root, 0, noted=False)
    return [[*said, *noted] for said, noted in zip(columns, notes, strict=True)]
