"""HTML: the page that PDF is set from, on its own, for readers and screens."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from delib_gen.audit.columns import report_columns
from delib_gen.audit.marks import cut_marks, report_unmarked
from delib_gen.audit.words import report_missing, tokenize
from delib_gen.composition.links import link_pieces
from delib_gen.formats.base import OutputFormat, Rendered, RenderTools, is_alone
from delib_gen.formats.page import write_page, write_pages
from delib_gen.view.base import read_joined

if TYPE_CHECKING:
    from delib_gen.composition.pieces import Pieces
    from delib_gen.findings import Diagnostic
    from delib_gen.view.base import Meta, View

_ASIDE = {"appel": "sup", "note": "span"}
"""What calls a footnote, which is no word, and the note, by their classes."""
_SILENT = ("style", "script", "head", "template")


class HtmlWriter:
    """Writes pages."""

    def __init__(self, pieces: Pieces, tools: RenderTools) -> None:
        """Write pieces.

        Args:
            pieces: all of them.
            tools: templates and style.
        """
        self._pieces = pieces
        self._tools = tools

    def write(self, views: Sequence[View], meta: Meta) -> Rendered | None:
        """A page of one piece, or of several under the first one's head.

        A joined file has no page of its own; among others, its title has.
        """
        alone = is_alone(views, meta)
        if alone and read_joined(views[0]):
            return None
        trees = [self._pieces.compose(view) for view in views]
        if alone:
            return Rendered(write_page(trees[0], self._tools).encode())
        page = write_pages(link_pieces(trees), meta, self._tools)
        return Rendered(page.encode())


class HtmlFormat(OutputFormat):
    """The HTML format."""

    name = "html"
    suffix = ".html"

    def template_name(self, genre: str) -> str:
        """The layout of a kind of document."""
        return f"{genre}.html.j2"

    def begin(self, pieces: Pieces, tools: RenderTools) -> HtmlWriter:
        """Begin the files of some pieces."""
        return HtmlWriter(pieces, tools)

    def audit(self, content: bytes, views: Sequence[View]) -> list[Diagnostic]:
        """The words of the views that the page does not have."""
        reader = _TextReader()
        reader.feed(content.decode())
        reader.close()
        words, unmarked = tokenize("".join(reader.texts)), 0
        for _ in views:
            (words,), missing = cut_marks(views, [words])
            unmarked += missing
        return [
            *report_missing("HTML", views, words),
            *report_columns("HTML", views, [tokenize(t) for t in reader.columns]),
            *report_unmarked("HTML", views, unmarked, ("pièce", "pièces")),
        ]


class _TextReader(HTMLParser):
    """Gathers what a reader sees of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._columns: list[list[str]] = [[], []]
        self._notes: list[list[str]] = [[], []]
        self._depth = {"sup": 0, "span": 0}
        self._column = ""
        self._divs = 0
        self._silent = 0

    @property
    def columns(self) -> list[str]:
        """The text of each column, where there are two; footnotes come last.

        What calls one, and the note, would cut a text in two.
        """
        both = zip(self._columns, self._notes, strict=True)
        return [" ".join(("".join(texts), "".join(notes))) for texts, notes in both]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element; text inside silent ones is not for readers."""
        self._silent += tag in _SILENT
        if self._column:
            self._divs += tag == "div"
        else:
            self._column = dict(attrs).get("data-colonne") or ""
        opened = _ASIDE.get(dict(attrs).get("class") or "") == tag
        if tag in self._depth and (opened or self._depth[tag]):
            self._depth[tag] += 1
        self._add(" " if tag != "span" or opened else "")

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self._silent -= tag in _SILENT
        if self._depth.get(tag):
            self._depth[tag] -= 1
        if self._column and tag == "div":
            self._divs -= 1
            if self._divs < 0:
                self._add(" ")
                self._column, self._divs = "", 0

    def handle_data(self, data: str) -> None:
        """A run of text."""
        if not self._silent:
            self._add(data)

    def _add(self, text: str) -> None:
        if self._depth["sup"]:
            return
        self.texts.append(text)
        if self._column:
            texts = self._notes if self._depth["span"] else self._columns
            texts[int(self._column)].append(text)


FORMAT = HtmlFormat()
