"""The end of a long register, read without a tree.

`delib-gen registre` writes an act a line, always in one shape. Thousands of such
lines would cost the tree seconds at every check, and go beyond what it takes: the
run of them that ends a file is read by its shape, and only what stands before
goes through YAML. Wherever the two could differ, everything goes through YAML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from delib_gen.load.nodes import Mapping, Node, Scalar, Sequence

ACTES = "actes"

_UNSAFE = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
"""Characters that YAML takes for line breaks, or does not take at all."""
_PLAIN = rf'[^"\\{_UNSAFE}]'
_OPENING = '- {numero: "'
_LINE = (
    rf'( *){re.escape(_OPENING)}(?!\s)({_PLAIN}+)", date: (\d{{4}}-\d{{2}}-\d{{2}})'
    rf'(?:, titre: "(?![\s"])({_PLAIN}*(?:\\["\\]{_PLAIN}*)*)")?\}}'
)
_REMARK = rf" *(?:#[^{_UNSAFE}]*)?"
_MARKER = re.compile(r"^(?:---|\.\.\.|%)", re.MULTILINE)


class KnownLine(NamedTuple):
    """An act's line: its rank in the file, from 1, and what it gives."""

    rank: int
    indent: int
    numero: str
    date: str
    titre: str


@dataclass(frozen=True, slots=True)
class Tail:
    """The run of lines that ends a register.

    Attributes:
        head: the text before it.
        indent: how many spaces its lines begin with.
        lines: the acts' lines, in order.
    """

    head: str
    indent: int
    lines: tuple[KnownLine, ...]

    def fits(self, root: Node | None) -> bool:
        """Whether the lines are surely more items of the list that ends the head.

        Args:
            root: the tree of the head.
        """
        if not isinstance(root, Mapping) or list(root.keys)[-1:] != [ACTES]:
            return False
        if root.keys[ACTES].span.column - 1 > self.indent:
            return False
        actes = root.values[ACTES]
        if isinstance(actes, Scalar):
            return actes.plain and actes.text == ""
        same = actes.span.column - 1 == self.indent
        return isinstance(actes, Sequence) and not actes.flow and same


def write_line(numero: str, date: str, titre: str, indent: int) -> str:
    """An act as a line of a register."""
    parts = f"numero: {_quote(numero)}, date: {date}"
    if titre:
        parts += f", titre: {_quote(titre)}"
    return f"{' ' * indent}- {{{parts}}}"


def split_tail(text: str) -> Tail | None:
    """A register's text and the lines that end it, or None where there are none."""
    if _OPENING not in text:
        return None  # before the patterns are made, which takes longer than to read
    line, remark = re.compile(_LINE), re.compile(_REMARK)
    lines = text.split("\n")
    found: list[KnownLine] = []
    indent = ""
    for rank in range(len(lines), 0, -1):
        shape = line.fullmatch(lines[rank - 1])
        if shape is not None and (not found or shape[1] == indent):
            indent = shape[1]
            titre = shape[4] or ""
            if "\\" in titre:
                titre = _unquote(titre)
            found.append(KnownLine(rank, len(indent), shape[2], shape[3], titre))
        elif shape is not None or remark.fullmatch(lines[rank - 1]) is None:
            break
    if not found:
        return None
    head = "".join(f"{above}\n" for above in lines[: found[-1].rank - 1])
    if _MARKER.search(head):
        return None
    return Tail(head, len(indent), tuple(reversed(found)))


def _unquote(text: str) -> str:
    """A text that stood between quotation marks."""
    import json  # few titles need it, and `check` pays for it

    read: str = json.loads(f'"{text}"')
    return read


def _quote(text: str) -> str:
    """A text between quotation marks: what JSON writes, YAML reads the same."""
    import json

    return re.sub(
        f"[{_UNSAFE}]",
        lambda match: f"\\u{ord(match[0]):04x}",
        json.dumps(text, ensure_ascii=False),
    )
