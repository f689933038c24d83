"""From Markdown to the typed tree; what no format may lose is a finding (STR10)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin

from delib_gen.findings import Diagnostic, Span
from delib_gen.findings.structure import STR10
from delib_gen.prose.labels import default_label, parse_label
from delib_gen.prose.tree import (
    Bloc,
    Brin,
    Citation,
    Liste,
    Paragraphe,
    Prose,
    Titre,
)
from delib_gen.schema.charte import parse_measure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

    from delib_gen.prose.images import ImageLue

MAX_LISTS = 9
"""Word's own limit of list levels; markdown-it's default of 20 block levels
would drop what lies deeper in silence, hence the larger `maxNesting` below."""
MAX_QUOTES = 5
_MAX_NESTING = 200
_MAX_HEADING = 5
_LINK = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
_HTML_HINT = (
    "récrivez le passage en Markdown ; pour imprimer le signe lui-même, écrivez `\\<`"
)
_REFUSED = {
    "html_block": ("du HTML", _HTML_HINT),
    "html_inline": ("du HTML", _HTML_HINT),
    "image": ("une image", "joignez-la en PDF, comme annexe"),
    "fence": ("un bloc de code", "retirez les accents graves"),
    "code_block": (
        "un bloc de code",
        "le texte est en retrait de quatre espaces : ramenez-le à la marge",
    ),
    "code_inline": ("du code", "retirez les accents graves"),
    "table_open": ("un tableau", "joignez-le en PDF, comme annexe"),
    "hr": ("un filet horizontal", "retirez la ligne de tirets"),
}
_ATTRIBUTES = ("retrait", "etiquette")


def parse_prose(
    text: str,
    file: str,
    first_line: int = 1,
    images: Mapping[str, ImageLue] | None = None,
) -> tuple[Prose, list[Diagnostic]]:
    """The tree of a Markdown text, and what it asks for that cannot be had.

    Args:
        text: the Markdown.
        file: the file that holds it, for the spans.
        first_line: the line of the file at which the text begins.
        images: the pictures that it names, by their names as typed.
    """
    reader = _Reader(file, first_line, images or {})
    prose = reader.read_blocks(make_parser().parse(text), 0)
    return tuple(prose), reader.findings


@cache
def make_parser() -> MarkdownIt:
    """CommonMark, with attributes in braces: made once, its rules are many."""
    options = {"maxNesting": _MAX_NESTING}
    parser = MarkdownIt("commonmark", options).use(attrs_block_plugin)
    # Tables are recognised to be refused: their bars would be printed as text.
    parser.enable("table")
    # A link that the library thinks unsafe would be printed as its own source;
    # taken for a link, it reaches `_check_link`, which refuses it aloud.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return parser


class _Reader:
    """Walks the parser's flat list of tokens."""

    def __init__(
        self, file: str, first_line: int, images: Mapping[str, ImageLue]
    ) -> None:
        self.file = file
        self.images = images
        self.first_line = first_line
        self.findings: list[Diagnostic] = []
        self._line = first_line
        self._heading = 0
        self._quotes = 0

    def read_blocks(self, tokens: Sequence[Token], lists: int) -> list[Bloc]:
        blocks: list[Bloc] = []
        index = 0
        while index < len(tokens):
            token = tokens[index]
            self._line = self.first_line + token.map[0] if token.map else self._line
            end = _find_close(tokens, index)
            inside = tokens[index + 1 : end]
            if token.type == "heading_open":
                blocks.append(self._read_heading(token, inside))
            elif token.type == "paragraph_open":
                blocks.append(Paragraphe(self._read_inlines(inside[0])))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                blocks.append(self._read_list(token, inside, lists))
            elif token.type == "blockquote_open":
                blocks.append(self._read_quote(inside, lists))
            else:
                self._refuse(token.type)
            if token.attrs and "list" not in token.type:
                self._refuse_attributes()
            index = end + 1
        return blocks

    def _read_heading(self, token: Token, inside: Sequence[Token]) -> Titre:
        level = int(token.tag[1:])
        if level > self._heading + 1 or level > _MAX_HEADING:
            self._find(
                f"un titre de niveau {level} suit un titre de niveau {self._heading}",
                "les niveaux de titre se suivent sans saut : `#`, puis `##`, "
                f"jusqu'à {_MAX_HEADING}",
            )
        self._heading = level
        return Titre(level, self._read_inlines(inside[0]))

    def _read_quote(self, inside: Sequence[Token], lists: int) -> Citation:
        self._quotes += 1
        blocks: list[Bloc] = []
        if self._quotes > MAX_QUOTES:
            self._find(
                f"plus de {MAX_QUOTES} niveaux de citations", "remontez d'un niveau"
            )
        else:
            blocks = self.read_blocks(inside, lists)
        self._quotes -= 1
        return Citation(tuple(blocks))

    def _read_list(self, token: Token, inside: Sequence[Token], depth: int) -> Liste:
        ordered = token.type == "ordered_list_open"
        if depth >= MAX_LISTS:
            self._find(
                f"plus de {MAX_LISTS} niveaux de listes",
                "Word n'en connaît pas davantage : remontez d'un niveau",
            )
            return Liste(default_label(ordered=ordered, depth=0), None, 1, True, ())
        label = default_label(ordered=ordered, depth=depth)
        indent: float | None = None
        attributes = dict(token.attrs)
        start = int(attributes.pop("start", 1) or 0)
        for name, value in attributes.items():
            if name == "etiquette":
                given = parse_label(str(value), ordered=ordered)
                if given is None:
                    self._find(
                        f"étiquette « {value} » qui ne convient pas à cette liste",
                        "liste numérotée : `1-`, `1.`, `1)`, `a)`, `I.` ; autre "
                        "liste : un signe, `-`, `•`, `o`, `▪`",
                    )
                label = given or label
            elif name == "retrait":
                indent = self._read_indent(str(value))
            else:
                self._refuse_attributes()
        points: list[tuple[Bloc, ...]] = []
        index = 0
        serree = True
        while index < len(inside):
            end = _find_close(inside, index)
            item = inside[index + 1 : end]
            serree = serree and all(
                t.hidden
                for t in item
                if t.type == "paragraph_open" and t.level == token.level + 2
            )
            points.append(tuple(self.read_blocks(item, depth + 1)))
            index = end + 1
        return Liste(label, indent, start, serree, tuple(points))

    def _read_indent(self, value: str) -> float | None:
        try:
            return parse_measure(value)
        except ValueError:
            self._find(
                f"retrait « {value} » illisible", "écrivez par exemple `1,27 cm`"
            )
            return None

    def _read_inlines(self, token: Token) -> tuple[Brin, ...]:
        pieces: list[Brin] = []
        bold = italic = 0
        target = ""
        for child in token.children or ():
            if child.type == "text":
                if child.content:
                    pieces.append(Brin(child.content, bold > 0, italic > 0, target))
            elif child.type == "softbreak":
                pieces.append(Brin(" ", bold > 0, italic > 0, target))
            elif child.type == "hardbreak":
                pieces.append(Brin("", saut=True))
            elif child.type in ("strong_open", "strong_close"):
                bold += child.nesting
            elif child.type in ("em_open", "em_close"):
                italic += child.nesting
            elif child.type == "link_open":
                target = self._check_link(str(child.attrs.get("href", "")))
            elif child.type == "link_close":
                target = ""
            else:
                self._refuse(child.type)
        return _join(pieces)

    def _check_link(self, target: str) -> str:
        if not _LINK.fullmatch(target):
            self._find(
                f"lien vers « {target} »",
                "un lien commence par `https://`, `http://` ou `mailto:`",
            )
            return ""
        return target

    def _refuse_attributes(self) -> None:
        names = ", ".join(f"`{n}`" for n in _ATTRIBUTES)
        self._find(
            "attribut entre accolades qui n'est pas connu ici",
            f"devant une liste, sont admis : {names}",
        )

    def _refuse(self, kind: str) -> None:
        what, hint = _REFUSED.get(kind, (f"une construction « {kind} »", "récrivez-le"))
        self._find(f"{what} dans le texte, que tous les formats ne portent pas", hint)

    def _find(self, message: str, hint: str) -> None:
        span = Span(self.file, self._line, 1, self._line, 1)
        self.findings.append(STR10.at((), message, hint, span=span))


def _join(pieces: list[Brin]) -> tuple[Brin, ...]:
    """Runs of the same look as one: entities and breaks cut them for nothing."""
    joined: list[Brin] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and not last.saut and not piece.saut and _look(last) == _look(piece):
            joined[-1] = Brin(last.texte + piece.texte, *_look(last))
        else:
            joined.append(piece)
    return tuple(joined)


def _look(brin: Brin) -> tuple[bool, bool, str]:
    return (brin.gras, brin.italique, brin.cible)


def _find_close(tokens: Sequence[Token], index: int) -> int:
    """The rank of the token that closes the one at a rank (itself if it is whole)."""
    if tokens[index].nesting != 1:
        return index
    level = tokens[index].level
    for rank in range(index + 1, len(tokens)):
        if tokens[rank].nesting == -1 and tokens[rank].level == level:
            return rank
    return len(tokens) - 1
