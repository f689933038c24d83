"""A translation put beside the text that it translates, nothing else touched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from delib_gen.edits.scalars import write_block, write_quoted
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from delib_gen.traduction.places import PlaceFinder, TextPlace

_BLOCKS = ("|", ">")
_STEP = 2
_HEADER = re.compile(r"(?:[&!]\S*[ \t]+)*[|>]([-+0-9]*)")


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text, and what takes its place."""

    start: int
    end: int
    text: str


def apply_edits(source: str, edits: list[Edit]) -> str:
    """A text with some stretches replaced, none of which overlap."""
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        source = source[: edit.start] + edit.text + source[edit.end :]
    return source


def add_version(
    source: str, finder: PlaceFinder, place: TextPlace, langue: str, version: str
) -> Edit | None:
    """The change that gives a text a version more; None where it is shared.

    A text that an alias uses elsewhere is left to its author: it would change
    where nobody looks.

    Args:
        source: the file's text.
        finder: the places of that text.
        place: the text's place: a plain text, or one given by languages.
        langue: the version's language.
        version: the version, without blanks at its ends.
    """
    node = place.node
    if place.shared:
        return None
    if isinstance(node, yaml.ScalarNode):
        if place.flow:
            return _enclose(source, node, langue, version)
        return _open_block(source, place, langue, version)
    if not isinstance(node, yaml.MappingNode):
        return None
    pairs = {key.value: (key, value) for key, value in node.value}
    if LANGUE_DE_REFERENCE not in pairs:
        return None
    quoted = f"{langue}: {write_quoted(version)}"
    if langue in pairs:  # the key is there, and waits for its text
        key, value = pairs[langue]
        return Edit(key.start_mark.index, value.end_mark.index, quoted)
    key, value = pairs[LANGUE_DE_REFERENCE]
    if finder.is_shared(value):
        return None
    if place.flow or node.flow_style:
        return Edit(value.end_mark.index, value.end_mark.index, f", {quoted}")
    column, end = key.start_mark.column, find_line_end(source)
    stop = _find_stop(source, value)
    added = " " * column + write_block(langue, version, column, end)
    if _starts_line(source, stop):
        return Edit(stop, stop, added + end)
    return Edit(stop, stop, end + added)


def find_line_end(source: str) -> str:
    """The sign that ends the lines of a file."""
    return "\r\n" if "\r\n" in source else "\n"


def _enclose(source: str, node: yaml.Node, langue: str, version: str) -> Edit:
    start, end = node.start_mark.index, node.end_mark.index
    inner = f"{LANGUE_DE_REFERENCE}: {source[start:end]}"
    return Edit(start, end, f"{{{inner}, {langue}: {write_quoted(version)}}}")


def _open_block(source: str, place: TextPlace, langue: str, version: str) -> Edit:
    """A text of its own lines becomes a block of two keys, itself the first."""
    node, end = place.node, find_line_end(source)
    start, column, before = node.start_mark.index, node.start_mark.column, ""
    if place.key is not None:
        link = source[place.key.end_mark.index : start]
        if "\n" not in link:
            start = place.key.end_mark.index + link.index(":") + 1
            column = place.indent + _STEP
            before = end + " " * column
    stop = _find_stop(source, node)
    body = source[node.start_mark.index : stop]
    shifted = _shift(body, column + _STEP, place, column - place.indent)
    added = " " * column + write_block(langue, version, column, end)
    closed = _starts_line(source, stop)
    between, after = ("", end) if closed else (end, "")
    opened = f"{before}{LANGUE_DE_REFERENCE}: {shifted}{between}"
    return Edit(start, stop, f"{opened}{added}{after}")


def _starts_line(source: str, index: int) -> bool:
    return source[index - 1] == "\n"


def _find_stop(source: str, node: yaml.Node) -> int:
    """Where what follows a value may be written: past the comment on its line.

    A block ends where its last line does; empty lines after it are not its own,
    unless it says that it keeps them.
    """
    end: int = node.end_mark.index
    if getattr(node, "style", None) not in _BLOCKS:
        line = source.find("\n", end)
        stop = len(source) if line < 0 else line
        return stop - 1 if source[end:stop].endswith("\r") else stop
    start: int = node.start_mark.index
    end = end if end == len(source) else source.rfind("\n", start, end) + 1
    header = _HEADER.match(source, start)
    if header is not None and "+" in header[1]:
        return end
    lines = source[start:end].splitlines(keepends=True)
    while len(lines) > 1 and not lines[-1].strip():
        end -= len(lines.pop())
    return end


def _shift(body: str, least: int, place: TextPlace, deeper: int) -> str:
    """The lines of a value, moved right as far as its new place asks for.

    Args:
        body: the value, as it is written.
        least: the column that its further lines must reach.
        place: where it stood.
        deeper: how much deeper its key stands than before.
    """
    first, *others = body.split("\n")
    told = [line for line in others if line.strip()]
    if not told:
        return body
    margin = min(len(line) - len(line.lstrip(" ")) for line in told)
    by = max(0, least - margin)
    header = _HEADER.match(body) if _is_block(place) else None
    if header is not None and any(sign.isdigit() for sign in header[1]):
        by = deeper  # its margin is counted from the key
    pad = " " * by
    moved = [pad + line if line.strip("\r") else line for line in others]
    return "\n".join([first, *moved])


def _is_block(place: TextPlace) -> bool:
    return getattr(place.node, "style", None) in _BLOCKS
