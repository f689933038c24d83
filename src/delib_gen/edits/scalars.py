"""A text as a YAML value: as it is, a block that is easy to read, quotation marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from yaml import ScalarNode
from yaml.resolver import Resolver

_WIDTH = 100
_LEAST = 40
_FOLD = re.compile(r"(?<![ \t]) (?![ \t])")
"""A space that a folded block may break at: blanks beside it would change meaning."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_BREAKS = "\u0085\u2028\u2029\ufeff"
_STARTS = re.compile(r"-(?=[^\s,\[\]{}])|[^-?:,\[\]{}#&*!|>'\"%@`\s]")
"""What a text without quotation marks may begin with."""
_CUTS = re.compile(r":(?=\s|$)|(?<=\s)#")
_TEXT, _DAY = "tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp"
_resolve: Callable[..., str] = Resolver().resolve


def write_inline(text: str, *, flow: bool = False, style: str = "") -> str:
    """A text on one line: as it is where YAML takes it so, else between marks.

    Args:
        text: the text.
        flow: whether it stands between braces or brackets.
        style: the quotation mark that what it replaces had, which is kept.
    """
    if style == "'" and not any(map(_needs_escape, text)) and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    plain = style != '"' and is_plain(text, flow=flow)
    return text if plain else write_quoted(text)


def is_plain(text: str, *, flow: bool = False) -> bool:
    """Whether YAML, and not only we, takes a text for what it is, without marks."""
    return (
        _STARTS.match(text) is not None
        and text.isprintable()
        and text == text.strip()
        and not _CUTS.search(text)
        and not (flow and re.search(r"[,\[\]{}]", text))
        and not text.startswith(("--- ", "... "))
        and text not in ("---", "...")
        and _resolve(ScalarNode, text, (True, False)) in (_TEXT, _DAY)
    )


def write_lines(text: str, style: str, width: int) -> tuple[str, list[str]] | None:
    """A text as a block: what follows the key, and its lines, without a margin.

    Args:
        text: the text.
        style: how the one that it replaces was written; empty for a new one.
        width: the columns that a line may have.

    Returns:
        Nothing where a block does not hold the text as it is.
    """
    body = text.removesuffix("\n")
    ended = "" if body != text else "-"
    if not body.strip() or body[0] in " \t\n" or body.endswith("\n"):
        return None
    lines = body.split("\n")
    if any(map(_needs_escape, body)) or any(line != line.rstrip() for line in lines):
        return None
    if "\n" in body or style == "|":
        return f"|{ended}", lines
    return f">{ended}", _fold(body, max(width, _LEAST))


def write_block(key: str, text: str, column: int, end: str) -> str:
    """A key and its text as lines of a block that begins at a column.

    Args:
        key: the key.
        text: the text, without blanks at its ends.
        column: the column of the key, from 0; the first line is not indented.
        end: the sign that ends a line.

    Returns:
        The lines, without a sign at the end of the last one.
    """
    margin = " " * (column + 2)
    block = write_lines(text, "", _WIDTH - len(margin))
    if block is None:
        return f"{key}: {write_quoted(text)}"
    head, lines = block
    return end.join([f"{key}: {head}", *(margin + x if x else "" for x in lines)])


def _needs_escape(char: str) -> bool:
    control = unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"
    return control or char in _BREAKS


def _fold(text: str, width: int) -> list[str]:
    lines = [""]
    for piece in _FOLD.split(text):
        if lines[-1] and len(lines[-1]) + 1 + len(piece) > width:
            lines.append(piece)
        else:
            lines[-1] = f"{lines[-1]} {piece}" if lines[-1] else piece
    return lines


def write_quoted(text: str) -> str:
    """A text between quotation marks, on one line, whatever it holds."""
    return '"' + "".join(map(_escape, text)) + '"'


def _escape(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    return f"\\u{ord(char):04x}" if _needs_escape(char) else char
