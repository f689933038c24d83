"""A text as a YAML value: a block that is easy to read, or quotation marks."""

from __future__ import annotations

import re
import unicodedata

_WIDTH = 100
_LEAST = 40
_FOLD = re.compile(r"(?<![ \t]) (?![ \t])")
"""A space that a folded block may break at: blanks beside it would change meaning."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_BREAKS = "\u0085\u2028\u2029\ufeff"


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
    if not _fits_block(text):
        return f"{key}: {write_quoted(text)}"
    margin = " " * (column + 2)
    if "\n" in text:
        lines, style = [line.rstrip() for line in text.split("\n")], "|-"
    else:
        lines, style = _fold(text, max(_WIDTH - len(margin), _LEAST)), ">-"
    return end.join([f"{key}: {style}", *(margin + x if x else "" for x in lines)])


def _fits_block(text: str) -> bool:
    """Whether a block holds the text as it is."""
    lines = text.split("\n")
    return not any(map(_needs_escape, text)) and not any(
        line != line.rstrip() for line in lines
    )


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
