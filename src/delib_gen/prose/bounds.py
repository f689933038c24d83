"""What is too long to be read, told before time and memory are spent on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

MAX_LINES = 50_000
"""Lines of a text: ten times those of a dossier of three hundred pages."""
MAX_PARAGRAPH = 50_000
"""Signs of a paragraph, some fifteen pages: the parser's time may grow with their
square."""
MAX_COLUMNS = 30
MAX_ROWS = 5_000
MAX_BRACKETS = 1_000
"""Opening brackets of a paragraph: it is for them that the time grows."""
TOO_LONG = "trop_long"
"""What the `meta` of a paragraph says that was not read: why."""
TOO_LARGE = "tableau_trop_grand"
"""The type of the token for a table that was not read; its `meta` has its size."""


def bounds_plugin(parser: MarkdownIt) -> None:
    """Bound paragraphs and tables, and count the cells of each row.

    A row that has more cells than the table has columns would lose them in
    silence, and one that has fewer would shift them.
    """
    from markdown_it.rules_block.table import escapedSplit, getLine, table

    def count_cells(state: StateBlock, line: int) -> int:
        cells = escapedSplit(getLine(state, line).strip())
        first = 1 if cells[0] == "" else 0
        last = 1 if len(cells) > 1 and cells[-1] == "" else 0
        return len(cells) - first - last

    def read_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent or not table(state, start, end, True):
            return table(state, start, end, silent)
        after = start + 2
        while after < end and not state.isEmpty(after):
            after += 1
        columns, rows = count_cells(state, start), after - start - 2
        if columns > MAX_COLUMNS or rows > MAX_ROWS:
            token = state.push(TOO_LARGE, "", 0)
            token.map = [start, after]
            token.meta = {"colonnes": columns, "lignes": rows}
            state.line = after
            return True
        before = len(state.tokens)
        done = table(state, start, end, silent)
        for token in state.tokens[before:]:
            if token.type == "tr_open" and token.map:
                token.meta = {"cellules": count_cells(state, token.map[0])}
        return done

    ends = ["paragraph", "reference"]
    parser.block.ruler.at("table", read_table, {"alt": ends})
    parser.core.ruler.before("inline", TOO_LONG, _cut_paragraphs)


def _cut_paragraphs(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline":
            continue
        signs, brackets = len(token.content), token.content.count("[")
        if signs > MAX_PARAGRAPH:
            token.meta = {TOO_LONG: f"{signs} signes ; {MAX_PARAGRAPH} au plus"}
        elif brackets > MAX_BRACKETS:
            told = f"{brackets} crochets ouvrants ; {MAX_BRACKETS} au plus"
            token.meta = {TOO_LONG: told}
        else:
            continue
        token.content = ""
