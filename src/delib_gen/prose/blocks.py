"""The blocks of a Markdown text, from the parser's flat list of tokens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.prose.attributes import ATTRIBUTES, check_names, gather_pairs
from delib_gen.prose.bounds import TOO_LARGE
from delib_gen.prose.inlines import read_inlines
from delib_gen.prose.lists import (
    MAX_LISTS,
    check_numbers,
    is_tight,
    iter_items,
    read_label,
)
from delib_gen.prose.pictures import is_picture, read_measure, read_pictures
from delib_gen.prose.reader import Reading, find_close
from delib_gen.prose.tables import build_table, refuse_no_table, refuse_size
from delib_gen.prose.tree import (
    Bloc,
    Citation,
    Definition,
    Definitions,
    Liste,
    Paragraphe,
    SautDePage,
    Titre,
)
from delib_gen.schema.base import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

MAX_QUOTES = 5
_MAX_HEADING = 5
_BREAK = "saut"
_GLUED = re.compile(r"(#{1,6})(?=[^\W\d_])")
_TABBED = re.compile(r"\S[ ]*\t\s*\S")
_ADMITTED = {
    "bullet_list_open": ("retrait", "etiquette"),
    "ordered_list_open": ("retrait", "etiquette"),
    "table_open": ("legende",),
    "image": ("largeur",),
}


class BlockReader:
    """Reads blocks, and remembers what it is inside of."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._heading = 0
        self._quotes = 0
        self._inside = 0
        self._definitions = 0

    def read(self, tokens: Sequence[Token], lists: int) -> Iterator[Bloc]:
        """The blocks of a stretch of the text.

        Args:
            tokens: the stretch.
            lists: how many lists are around it.
        """
        given: dict[str, str] = {}
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.map:
                self._reading.go_to(token.map[0])
            end = find_close(tokens, index)
            if token.type == ATTRIBUTES:
                gather_pairs(self._reading, token, given)
            else:
                if given:
                    yield from self._break_page(given)
                yield from self._read_block(
                    token, tokens[index + 1 : end], lists, given
                )
                given = {}
            index = end + 1
        if given:
            self._reading.find(
                "une ligne entre accolades que rien ne suit",
                "elle se place devant un bloc : retirez-la ou déplacez-la",
            )

    def _break_page(self, given: dict[str, str]) -> Iterator[Bloc]:
        value = given.pop(_BREAK, None)
        if value is None:
            return
        if not self._reading.whole:
            self._reading.find(
                "un saut de page dans une partie de l'acte",
                "retirez-le : l'acte se met en pages tout seul",
            )
        elif value != "page":
            self._reading.find(
                f"saut « {shorten(value)} » inconnu", 'écrivez `{saut="page"}`'
            )
        elif self._inside:
            self._reading.find(
                "un saut de page dans une liste, une citation ou une définition",
                "placez-le devant le bloc entier",
            )
        else:
            yield SautDePage()

    def _read_block(
        self,
        token: Token,
        inside: Sequence[Token],
        lists: int,
        given: dict[str, str],
    ) -> Iterator[Bloc]:
        kind = token.type
        picture = kind == "paragraph_open" and is_picture(inside[0])
        if kind == "paragraph_open" and not picture:
            # What is said of a table that is none is not one fault more.
            no_table = refuse_no_table(self._reading, inside[0].content)
            kind_said = "table_open" if no_table else kind
        else:
            kind_said = "image" if picture else kind
        admitted = _ADMITTED.get(kind_said, ())
        check_names(self._reading, given, admitted)
        if kind == "heading_open":
            yield self._read_heading(token, inside[0])
        elif picture:
            yield from read_pictures(self._reading, inside[0], given.get("largeur"))
        elif kind == "paragraph_open":
            self._refuse_glued_heading(inside[0])
            self._refuse_columns(inside[0])
            yield Paragraphe(read_inlines(self._reading, inside[0]))
        elif kind in ("bullet_list_open", "ordered_list_open"):
            yield from self._read_list(token, inside, lists, given)
        elif kind == "blockquote_open":
            yield from self._read_quote(inside, lists)
        elif kind == "table_open":
            caption, nested = given.get("legende", ""), self._inside > 0
            yield build_table(self._reading, inside, caption, nested=nested)
        elif kind == "dl_open":
            yield from self._read_definitions(inside, lists)
        elif kind == TOO_LARGE:
            refuse_size(self._reading, token)
        else:
            self._reading.refuse(kind)

    def _refuse_glued_heading(self, text: Token) -> None:
        """`#OBJET`: no heading for want of a space, printed with its sign."""
        for rank, typed in enumerate(text.content.split("\n")):
            match = _GLUED.match(typed)
            if match and text.map:
                self._reading.go_to(text.map[0] + rank)
                self._reading.find(
                    f"« {shorten(typed)} » : un titre a une espace après ses dièses",
                    f"écrivez `{match[1]} {shorten(typed[match.end() :])}` ; pour "
                    "imprimer le dièse, `\\#`",
                )
                self._heading = len(match[1])

    def _refuse_columns(self, text: Token) -> None:
        """Columns that tabs part, pasted from a table: they would run together."""
        rows = [_TABBED.search(typed) for typed in text.content.split("\n")]
        if sum(map(bool, rows)) > 1:
            self._reading.find(
                "des colonnes séparées par des tabulations, qui s'imprimeraient à la "
                "suite sur une ligne",
                "faites-en un tableau : `| Objet | Montant |`, puis `|---|---|`, puis "
                "une ligne par rangée ; ou joignez un `.csv` en annexe",
            )

    def _read_heading(self, token: Token, text: Token) -> Titre:
        level = int(token.tag[1:])
        if not self._reading.whole:
            said = shorten(text.content)
            self._reading.find(
                f"« {said} » : un titre dans une partie de l'acte, qui n'en a pas",
                f"mettez-le en gras : `**{said}**` ; pour imprimer le dièse, `\\#`",
            )
        if level > self._heading + 1 or level > _MAX_HEADING:
            before = (
                f"suit un titre de niveau {self._heading}"
                if self._heading
                else "vient en premier, sans titre de niveau 1 au-dessus"
            )
            self._reading.find(
                f"un titre de niveau {level} {before}",
                "les niveaux de titre se suivent sans saut : `#`, puis `##`, "
                f"jusqu'à {_MAX_HEADING}",
            )
        self._heading = level
        if token.markup == "-":
            said = shorten(" ".join(text.content.split()))
            self._reading.find(
                f"« {said} » est imprimé comme un titre : une ligne de tirets le suit",
                f"si c'en est un, écrivez `{'#' * level} {said}` ; "
                "sinon, retirez les tirets",
                severity=Severity.AVERTISSEMENT,
            )
        brins = read_inlines(self._reading, text, notes=False)
        if not text.content.strip():
            self._reading.find("un titre vide", "écrivez-le, ou retirez les dièses")
        return Titre(level, brins)

    def _read_quote(self, inside: Sequence[Token], lists: int) -> Iterator[Bloc]:
        if self._quotes >= MAX_QUOTES:
            self._reading.find(
                f"plus de {MAX_QUOTES} niveaux de citations", "remontez d'un niveau"
            )
            return
        self._quotes += 1
        self._inside += 1
        yield Citation(tuple(self.read(inside, lists)))
        self._quotes -= 1
        self._inside -= 1

    def _read_list(
        self,
        token: Token,
        inside: Sequence[Token],
        depth: int,
        given: dict[str, str],
    ) -> Iterator[Bloc]:
        if depth >= MAX_LISTS:
            self._reading.find(
                f"plus de {MAX_LISTS} niveaux de listes",
                "Word n'en connaît pas davantage : remontez d'un niveau",
            )
            return
        ordered = token.type == "ordered_list_open"
        start = int(token.attrs.get("start", 1))
        typed = given.get("etiquette")
        label = read_label(
            self._reading, typed, ordered=ordered, depth=depth, start=start
        )
        indent = None
        if "retrait" in given:
            indent = read_measure(self._reading, "retrait", given["retrait"])
        items = list(iter_items(inside))
        self._inside += 1
        points = tuple(tuple(self.read(item, depth + 1)) for _, item in items)
        self._inside -= 1
        check_numbers(self._reading, [opened for opened, _ in items])
        yield Liste(label, indent, start, is_tight(inside, token.level), points)

    def _read_definitions(self, inside: Sequence[Token], lists: int) -> Iterator[Bloc]:
        if self._definitions:
            self._reading.find(
                "des définitions dans une définition", "remontez d'un niveau"
            )
            return
        entries: list[Definition] = []
        self._definitions += 1
        self._inside += 1
        for opened, item in iter_items(inside):
            if opened.map:
                self._reading.go_to(opened.map[0])
            if opened.type == "dt_open":
                term = read_inlines(self._reading, item[0], notes=False)
                entries.append(Definition((term,), ()))
            else:
                blocs = tuple(self.read(item, lists))
                entry = entries[-1]
                entries[-1] = Definition(entry.termes, (*entry.blocs, blocs))
        self._definitions -= 1
        self._inside -= 1
        yield Definitions(tuple(entries))
