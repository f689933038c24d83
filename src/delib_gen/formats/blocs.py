"""The blocks that a page of HTML is made of, each with its own source text.

The pages come from templates; nothing is written anew: what is moved is the text
of the page between two offsets, so that no sign of it can change on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_CONTAINERS = ("main", "section", "header", "footer", "article", "div", "aside")
_BLOCKS = (
    *_CONTAINERS,
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote"),
    *("table", "figure", "hr", "pre", "address"),
)
_LISTS = ("ul", "ol")
_LABELLED = "list-style-type:"
_WHOLE = "data-entier"
"""What a container says of itself where its blocks may not be parted."""
_VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta")
_OWN = re.compile(r"""\s(?:id|lang)=("[^"]*"|'[^']*'|[^\s>]+)""")


@dataclass(slots=True)
class Bloc:
    """An element of a page.

    Attributes:
        tag: its name.
        classe: the first of its classes.
        debut: its start tag, as written.
        source: the whole of it, as written.
        enfants: its blocks, where it is a container of nothing else; its items,
            where it is a list that may be cut between them.
    """

    tag: str
    classe: str
    debut: str
    source: str
    enfants: list[Bloc] | None = None

    @property
    def liste(self) -> bool:
        """Whether it is a list."""
        return self.tag in _LISTS

    @property
    def ouverture(self) -> str:
        """Its start tag without what may be said of one element alone."""
        return _OWN.sub("", self.debut)


@dataclass(slots=True)
class _Node:
    tag: str
    classe: str
    debut: str
    start: int
    inside: int
    end: int = -1
    after: int = -1
    children: list[_Node] = field(default_factory=list)


def cut_blocks(page: str) -> tuple[str, list[Bloc], str]:
    """What comes before the piece of a page, its blocks, and what comes after.

    The piece is the first `main`, else the body.
    """
    reader = _Reader(page)
    root = reader.read()
    nodes = list(_iter_nodes(root))
    piece = next((n for n in nodes if n.tag == "main"), None)
    piece = piece or next((n for n in nodes if n.tag == "body"), root)
    blocks = list(_iter_blocks(piece, page))
    return page[: piece.inside], blocks, page[piece.end :]


def _iter_nodes(node: _Node) -> Iterator[_Node]:
    for child in node.children:
        yield child
        yield from _iter_nodes(child)


def _iter_blocks(node: _Node, page: str) -> Iterator[Bloc]:
    """The blocks of a container; a text between two of them is a block as well."""
    place = node.inside
    for child in node.children:
        if page[place : child.start].strip():
            yield Bloc("", "", "", page[place : child.start])
        yield _make_block(child, page)
        place = child.after
    if page[place : node.end].strip():
        yield Bloc("", "", "", page[place : node.end])


def _make_block(node: _Node, page: str) -> Bloc:
    source = page[node.start : node.after]
    block = Bloc(node.tag, node.classe, node.debut, source)
    if node.tag in _CONTAINERS and _WHOLE not in node.debut:
        children = list(_iter_blocks(node, page))
        if all(child.tag in _BLOCKS for child in children):
            block.enfants = children
    if node.tag in _LISTS:
        items = list(_iter_blocks(node, page))
        # A list that counts its items itself would begin again at each of them.
        counts = node.tag == "ol" and any(_LABELLED not in i.debut for i in items)
        if not counts and all(item.tag == "li" for item in items):
            block.enfants = items
    return block


class _Reader(HTMLParser):
    """Notes where the elements of a page begin and end."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self._page = page
        self._lines = [0]
        self._lines += [match.end() for match in re.finditer("\n", page)]
        self._open = [_Node("", "", "", 0, 0)]

    def read(self) -> _Node:
        """The tree of the elements."""
        self.feed(self._page)
        self.close()
        self._close_down_to(0, len(self._page), len(self._page))
        root = self._open[0]
        root.end = root.after = len(self._page)
        return root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        text = self.get_starttag_text() or ""
        start = self._offset()
        classes = (dict(attrs).get("class") or "").split()
        node = _Node(tag, (classes or [""])[0], text, start, start + len(text))
        self._open[-1].children.append(node)
        if tag in _VOID:
            node.end = node.after = node.inside
        else:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that says itself empty: HTML minds only those that are."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and those in it that were left open."""
        ranks = [r for r, node in enumerate(self._open) if r and node.tag == tag]
        if not ranks:
            return
        start = self._offset()
        after = self._page.index(">", start) + 1
        self._close_down_to(ranks[-1] + 1, start, start)
        node = self._open.pop()
        node.end, node.after = start, after

    def _close_down_to(self, count: int, end: int, after: int) -> None:
        while len(self._open) > max(count, 1):
            node = self._open.pop()
            node.end, node.after = end, after

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
