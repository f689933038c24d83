"""Tables: heads, rows, alignment, caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from delib_gen.prose.bounds import MAX_COLUMNS, MAX_ROWS
from delib_gen.prose.inlines import read_inlines
from delib_gen.prose.syntax import make_parser
from delib_gen.prose.tree import Brins, Tableau
from delib_gen.prose.widths import MAX_WIDTH, NESTED, estimate_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from delib_gen.prose.reader import Reading

_DASHES = re.compile(r"[|:\- ]*\|[|:\- ]*")
_ALIGNMENTS = {"text-align:right": "droite", "text-align:center": "centre"}


def build_table(
    reading: Reading, inside: Sequence[Token], caption: str, *, nested: bool = False
) -> Tableau:
    """A table.

    Args:
        reading: the text that it is part of.
        inside: the tokens that it holds.
        caption: what is said above it, in Markdown; empty where nothing is.
        nested: whether it stands in a list, a quotation or a definition.
    """
    first = reading.line - 1
    legende = read_caption(reading, caption)
    rows: list[list[Brins]] = []
    alignments: list[str] = []
    heads = 0
    for token in inside:
        if token.type == "tr_open":
            if token.map:
                reading.go_to(token.map[0])
            rows.append([])
            _check_count(reading, token, heads)
        elif token.type == "th_open":
            heads += 1
            look = str(token.attrs.get("style", ""))
            alignments.append(_ALIGNMENTS.get(look, "gauche"))
        elif token.type == "inline":
            # The heads are printed again on each page; a note is not.
            rows[-1].append(read_inlines(reading, token, notes=len(rows) > 1))
    if len(rows) == 1:
        reading.go_to(first)
        reading.find(
            "un tableau qui n'a que sa ligne de titres",
            "ajoutez-lui une ligne ; s'il n'a rien à montrer, écrivez « néant » dans "
            "sa première case, ou retirez-le",
        )
    table = Tableau(
        legende, tuple(alignments), tuple(rows[0]), tuple(map(tuple, rows[1:]))
    )
    if estimate_width(table) > MAX_WIDTH * (NESTED if nested else 1):
        reading.go_to(first)
        reading.find(
            "un tableau trop large pour une page, même en petits caractères",
            "partagez-le, ou abrégez ses mots les plus longs",
        )
    return table


def read_caption(reading: Reading, caption: str) -> Brins:
    """The runs of a caption, which is typed in braces or quotation marks."""
    if not caption:
        return ()
    (token,) = make_parser().parseInline(caption)
    token.map = None
    return read_inlines(reading, token, notes=False)


def refuse_size(reading: Reading, token: Token) -> None:
    """A table that was not read for its size."""
    columns, rows = token.meta["colonnes"], token.meta["lignes"]
    if columns > MAX_COLUMNS:
        reading.find(
            f"un tableau de {columns} colonnes ; {MAX_COLUMNS} au plus",
            "partagez-le : une page en montre une dizaine qui se lisent bien",
        )
    if rows > MAX_ROWS:
        reading.find(
            f"un tableau de {rows} lignes ; {MAX_ROWS} au plus",
            "joignez-le comme annexe, en CSV ou en classeur (.xlsx)",
        )


def refuse_no_table(reading: Reading, text: str) -> bool:
    """Whether a paragraph would be a table, but for a column or two of its dashes."""
    lines = text.split("\n")
    for rank, line in enumerate(lines[1:]):
        if "-" in line and _DASHES.fullmatch(line) and "|" in lines[rank]:
            reading.find(
                "un tableau dont les en-têtes et la ligne de tirets n'ont pas le même "
                "nombre de colonnes",
                "sous `| A | B |`, écrivez `|---|---|`",
            )
            return True
    return False


def _check_count(reading: Reading, token: Token, heads: int) -> None:
    count = token.meta.get("cellules", heads)
    if heads and count != heads:
        some = "cellule" if count == 1 else "cellules"
        reading.find(
            f"une ligne de tableau de {count} {some}, pour {heads} colonnes",
            "une cellule vide s'écrit `| |` ; une barre qui se lit, `\\|`",
        )
