"""Values as the lines of a YAML file, as the lines around them are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.edits.scalars import write_inline, write_lines

if TYPE_CHECKING:
    from delib_gen.edits.changes import Value

WIDTH = 100
_SHORT, _NAME = 60, 32
"""The signs of a value, and of an item, that stand beside others on a line."""
_MOST = 6


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is written.

    Attributes:
        step: how much deeper than its key a block stands.
        dash: the same of the dashes of a list.
    """

    step: int = 2
    dash: int = 2


@dataclass(frozen=True, slots=True)
class Written:
    """A value, written.

    Attributes:
        first: what stands on the line of its key or dash; empty for none.
        lines: the lines below, with their margins.
        block: whether it is a list or a block of lines of their own.
    """

    first: str
    lines: tuple[str, ...] = ()
    block: bool = False

    @property
    def style(self) -> str:
        """How a text is written: a quotation mark, `|`, `>`, or nothing."""
        return self.first[:1] if self.first[:1] in tuple("\"'|>") else ""


def write_pair(key: str, value: Value, column: int, manner: Manner) -> list[str]:
    """A key and its value as lines, the key at a column."""
    written = write_value(value, column, manner, room=len(key) + 2)
    lead = f"{' ' * column}{write_inline(key)}:"
    return [f"{lead} {written.first}".rstrip(), *written.lines]


def write_item(
    value: Value, column: int, manner: Manner, *, flow: bool | None = None
) -> list[str]:
    """An item as lines, its dash at a column.

    Args:
        value: the item.
        column: where its dash stands.
        manner: how the file is written.
        flow: whether a block stands between braces; None where none is beside it.
    """
    inline = None
    if isinstance(value, dict | list) and flow is not False:
        inline = write_flow(value)
        alone = isinstance(value, dict) and len(value) < 2
        if flow is None and (alone or not _fits_flow(value, inline, column + 2)):
            inline = None
    if inline is not None:
        return [f"{' ' * column}- {inline}"]
    if isinstance(value, dict | list) and value:
        lines = write_parts(value, column + 2, manner)
        return [f"{' ' * column}- {lines[0][column + 2 :]}", *lines[1:]]
    written = write_value(value, column, manner, room=2)
    return [f"{' ' * column}- {written.first}".rstrip(), *written.lines]


def write_value(
    value: Value, column: int, manner: Manner, *, room: int = 0, style: str = ""
) -> Written:
    """A value that stands after a key or a dash.

    Args:
        value: the value.
        column: where its key or its dash stands.
        manner: how the file is written.
        room: the columns that stand before it on its line, from `column` on.
        style: how the text that it replaces was written.
    """
    if isinstance(value, dict | list):
        inline = write_flow(value)
        if not value or (
            (_is_figures(value) or isinstance(value, list))
            and _fits_flow(value, inline, column + room)
        ):
            return Written(inline)
        deeper = column + (manner.dash if isinstance(value, list) else manner.step)
        return Written("", tuple(write_parts(value, deeper, manner)), block=True)
    if value is None:
        return Written("")
    if not isinstance(value, str):
        return Written(str(value))
    margin = column + manner.step
    long = column + room + len(value) > WIDTH + (style in ('"', "'")) * 20
    if "\n" in value or style in ("|", ">") or (long and " " in value):
        block = write_lines(value, style, WIDTH - margin)
        if block is not None:
            pad = " " * margin
            lines = (pad + line if line else "" for line in block[1])
            return Written(block[0], tuple(lines))
    return Written(write_inline(value, style=style))


def write_flow(value: Value) -> str:
    """A value on one line, between braces or brackets where it has parts."""
    if isinstance(value, dict):
        pairs = (
            f"{write_inline(k, flow=True)}: {write_flow(v)}" for k, v in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(write_flow, value)) + "]"
    if value is None:
        return "~"
    if not isinstance(value, str):
        return str(value)
    return write_inline(value, flow=True)


def write_parts(value: Value, column: int, manner: Manner) -> list[str]:
    """The keys of a block or the items of a list, as lines that begin at a column."""
    if isinstance(value, dict):
        parts = (write_pair(k, v, column, manner) for k, v in value.items())
    else:
        parts = (write_item(v, column, manner) for v in value)
    return [line for part in parts for line in part]


def _fits_flow(value: Value, inline: str, column: int) -> bool:
    """Whether a list or a block reads well on one line."""
    if column + len(inline) > WIDTH or len(value) > _MOST * 3:
        return False
    if isinstance(value, dict) and len(value) > _MOST:
        return False
    block = isinstance(value, dict)
    parts, most = (value.values(), _SHORT) if block else (value, _NAME)
    return all(not isinstance(v, dict | list) and len(str(v)) <= most for v in parts)


def _is_figures(value: Value) -> bool:
    return isinstance(value, dict) and all(str(v).isdigit() for v in value.values())
