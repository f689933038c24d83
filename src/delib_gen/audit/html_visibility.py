"""What of a page's text cannot be read on a screen, and why.

The style of the page is evaluated, on a wide screen and a small one, by day and by
night; nothing is laid out, so that a box laid over a part of the text is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import cssselect2

from delib_gen.audit.contrast import WHITE
from delib_gen.audit.css import Sheets, Style, Styles
from delib_gen.audit.css_values import Medium
from delib_gen.audit.html_boxes import covers_all, find_box_reason, is_cut
from delib_gen.audit.html_looks import DARK, Looks
from delib_gen.audit.html_order import find_spot, move_items, shift_items
from delib_gen.audit.orders import Order
from delib_gen.audit.reasons import CLIPPED, NOT_SHOWN, UNDER_SHAPE, UNDER_TEXT

Element = Any
"""An lxml element: that library has no types."""

_SCREENS = (
    Medium(1280, 800),
    Medium(375, 667),
    Medium(1280, 800, dark=True),
)
WATCHED = frozenset(
    re.findall(
        r"\S+",
        """
        -webkit-line-clamp -webkit-mask -webkit-mask-image -webkit-text-fill-color
        -webkit-text-security background background-clip background-color
        background-image block-size bottom clip clip-path color color-scheme content
        content-visibility direction display filter flex-direction flex-flow font
        font-family font-size grid-area grid-column grid-column-start grid-row
        grid-row-start grid-template-areas height inline-size inset inset-block-end
        inset-block-start inset-inline-end inset-inline-start left letter-spacing
        line-height margin margin-block-start margin-inline-start margin-left
        margin-top mask mask-image max-block-size max-height max-inline-size max-width
        opacity order overflow overflow-x overflow-y position right rotate scale
        text-indent top transform translate unicode-bidi visibility white-space width
        word-spacing z-index zoom
        """,
    )
)
"""The properties that may hide a text, or move it."""
_SILENT = ("head", "style", "script", "template")
_INSTEAD = (
    *("audio", "canvas", "datalist", "defs", "desc", "iframe", "metadata", "noframes"),
    *("noscript", "object", "rp", "symbol", "title", "video"),
)
"""Elements whose text is for who cannot have what they show."""
_COVERS = ("before", "after")
_PARTS = ("first-line", "first-letter")


@dataclass(slots=True)
class Page:
    """What screens show of a page.

    Attributes:
        hidden: the elements whose own text cannot be read, with the reason in French.
        orders: the orders in which a style shows their parts, if not as written.
    """

    hidden: dict[Element, str] = field(default_factory=dict)
    orders: list[Order] = field(default_factory=list)


def look_at(root: Element) -> Page:
    """What screens show of a page.

    Own is the text of an element and what follows its children. What a screen does not
    show counts as read there if the same text stands elsewhere on that screen.

    Args:
        root: the page, read by `lxml.html`.
    """
    sheets = _read_sheets(tuple(style.text or "" for style in root.iter("style")))
    wrapper = cssselect2.ElementWrapper.from_html_root(root)
    page = Page()
    for rank, screen in enumerate(_SCREENS):
        if rank and not sheets.differs(_SCREENS[0], screen):
            continue
        walk = _Walk(sheets, screen)
        walk.start(wrapper)
        sure, perhaps = walk.orders
        page.orders += [sure] if sure.parts else []
        page.orders += [perhaps] if perhaps.parts != sure.parts else []
        if not rank:
            page.hidden = walk.hidden
            continue
        shown = {own for e, own in walk.read.items() if e not in walk.hidden}
        for element, reason in walk.hidden.items():
            if walk.read[element] not in shown:
                page.hidden.setdefault(element, reason)
    return page


@lru_cache(maxsize=8)
def _read_sheets(texts: tuple[str, ...]) -> Sheets:
    """The styles of a page: those of a sitting's pages are often the same."""
    return Sheets(texts, WATCHED)


def _iter_own(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield child.tail or ""


def _fold(element: Element) -> str:
    return " ".join(" ".join(_iter_own(element)).split())


@dataclass(frozen=True, slots=True)
class _Place:
    """What an element is laid out in.

    Attributes:
        container: what boxes laid over others are laid over.
        ground: whether something between it and the page's ground has its own.
    """

    container: Element
    ground: bool = False


@dataclass(frozen=True, slots=True)
class _Cover:
    """A box laid over all of its container; `element` is None for one made by style."""

    element: Element | None
    container: Element
    level: float


class _Walk:
    """A page on a screen.

    Attributes:
        hidden: the elements with text of their own that cannot be read, and why.
        read: all that have any.
        orders: how parts are shown that a style moves: surely so, then perhaps.
    """

    def __init__(self, sheets: Sheets, screen: Medium) -> None:
        self._styles = Styles(sheets, screen)
        self._screen = screen
        self._covers: list[_Cover] = []
        self._levels: dict[Element, float] = {}
        self._none: Style = {}
        self._looked: dict[tuple[int, Looks], tuple[Looks, str]] = {}
        self.hidden: dict[Element, str] = {}
        self.read: dict[Element, str] = {}
        self.orders = (Order(sure=True), Order(sure=False))
        self._styled: dict[Element, Style] = {}

    def start(self, root: cssselect2.ElementWrapper) -> None:
        """Go through the page."""
        self._enter(root, Looks(self._screen), self._none, _Place(root.etree_element))
        for cover in self._covers:
            inside = set() if cover.element is None else set(cover.element.iter())
            for below in cover.container.iter():
                above = below in inside or self._levels.get(below, 0) > cover.level
                if below in self.read and not above:
                    self.hidden.setdefault(below, UNDER_SHAPE)

    def _enter(
        self,
        wrapper: cssselect2.ElementWrapper,
        around: Looks,
        variables: Style,
        place: _Place,
    ) -> tuple[str, ...]:
        """Go through an element; gives the spot that it is put in, if it is in one."""
        element = wrapper.etree_element
        if element.tag in _SILENT:
            return ()
        style, pseudo, variables = self._styles.compute(wrapper, variables)
        if style:
            self._styled[element] = style
        if wrapper.parent is None and style.get("color-scheme") == "dark":
            around = replace(around, colour=WHITE, grounds=(DARK,))
        looks, reason = self._look(style, around) if style else (around, "")
        if style and not reason and is_cut(style, looks, element):
            reason = CLIPPED
        if not reason and (element.tag in _INSTEAD or _is_closed(element, style)):
            reason = NOT_SHOWN
        if not reason and place.ground and _read_level(style) < 0:
            reason = UNDER_SHAPE
        if reason:
            self._note_all(element, reason)
            return ()
        if own := _fold(element):
            parts = [looks.enter(pseudo[part]) for part in _PARTS if part in pseudo]
            reasons = (one.explain(own) for one in (looks, *parts))
            self._note(element, next(filter(None, reasons), ""))
        inner = self._stand(element, style, looks, place) if style else place
        for name in _COVERS:
            over = pseudo.get(name, {})
            if over.get("content", "none") not in ("none", "normal") and covers_all(
                over, looks.enter(over)
            ):
                level = _read_level(over)
                self._covers.append(_Cover(None, inner.container, level))
        spots: dict[tuple[str, ...], list[Element]] = {}
        for child in wrapper.iter_children():
            spot = self._enter(child, looks, variables, inner)
            if spot and child.etree_element.text_content().strip():
                spots.setdefault(spot, []).append(child.etree_element)
        self._order(element, style, looks)
        for elements in spots.values():
            for below in elements if len(elements) > 1 else ():
                self._note_all(below, UNDER_TEXT)
        return find_spot(style) if style else ()

    def _order(self, element: Element, style: Style, looks: Looks) -> None:
        """Keep the order in which the parts of an element are shown, if another."""
        if not len(element):
            return
        moved = move_items(element, style, self._styled)
        shifted = shift_items(element, self._styled, looks)
        for order, parts in zip(self.orders, (moved, shifted or moved), strict=True):
            if parts is not None:
                order.parts[element] = parts

    def _note(self, element: Element, reason: str) -> None:
        if isinstance(element.tag, str) and (own := _fold(element)):
            self.read[element] = own
            if reason:
                self.hidden.setdefault(element, reason)

    def _note_all(self, element: Element, reason: str) -> None:
        for below in element.iter():
            self._note(below, reason)

    def _look(self, style: Style, around: Looks) -> tuple[Looks, str]:
        """What an element looks like, and what hides it whole whatever its text."""
        key = (id(style), around)
        if key not in self._looked:
            looks = around.enter(style)
            self._looked[key] = (looks, find_box_reason(style, looks))
        return self._looked[key]

    def _stand(
        self, element: Element, style: Style, looks: Looks, place: _Place
    ) -> _Place:
        """What the children of an element are laid out in."""
        position = style.get("position", "static")
        level = _read_level(style)
        if covers_all(style, looks):
            whole = element.getroottree().getroot()
            container = whole if position == "fixed" else place.container
            self._covers.append(_Cover(element, container, level))
        if position != "static":
            self._levels |= dict.fromkeys(element.iter(), level)
            return _Place(element)
        ground = (
            place.ground
            or (element.tag not in ("html", "body") and looks.grounds != (WHITE,))
            or ("background-color" in style and element.tag not in ("html", "body"))
        )
        return replace(place, ground=ground)


def _read_level(style: Style) -> float:
    """The z-index of an element that has one."""
    if style.get("position", "static") == "static":
        return 0.0
    try:
        return float(style.get("z-index", "0"))
    except ValueError:
        return 0.0


def _is_closed(element: Element, style: Style) -> bool:
    """Whether an element waits to be opened."""
    if style.get("display", "none") != "none":
        return False
    if element.get("hidden") is not None or element.get("popover") is not None:
        return True
    around = element.getparent()
    if element.tag == "dialog":
        return element.get("open") is None
    return (
        around is not None
        and around.tag == "details"
        and around.get("open") is None
        and element.tag != "summary"
    )
