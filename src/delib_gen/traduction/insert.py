"""A translation put beside the text that it translates, nothing else touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.edits.page import Edit, Page
from delib_gen.edits.scalars import write_block, write_quoted
from delib_gen.edits.tree import HEADER
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from delib_gen.edits.tree import Entry, Found, Place

_BLOCKS = ("|", ">")
_STEP = 2


def add_version(page: Page, found: Found, langue: str, version: str) -> Edit | None:
    """The change that gives a text a version more; None where it is shared.

    A text that an alias uses elsewhere is left to its author: it would change
    where nobody looks.

    Args:
        page: the file.
        found: the text: a plain one, or one given by languages.
        langue: the version's language.
        version: the version, without blanks at its ends.
    """
    place = found.value
    if found.holder is None or page.is_used(found):
        return None
    if place.kind == "text":
        if found.flow:
            return _enclose(page.source, place, langue, version)
        entry = page.find_entry(found.holder, found.rank)
        return _open_block(page, entry, langue, version)
    by_key = {e.key.text: e for e in page.list_entries(place) if e.key is not None}
    reference = by_key.get(LANGUE_DE_REFERENCE)
    if reference is None:
        return None
    quoted = f"{langue}: {write_quoted(version)}"
    if langue in by_key:  # the key is there, and waits for its text
        return Edit(by_key[langue].begin, by_key[langue].end, quoted)
    if reference.value.kind == "alias" or page.is_shared(reference.value):
        return None
    if found.flow or place.flow:
        return Edit(reference.end, reference.end, f", {quoted}")
    column = page.column(reference.begin)
    stop = page.tail(reference.end)
    return Edit(stop, stop, page.eol + _write(page, langue, version, column))


def _write(page: Page, langue: str, version: str, column: int) -> str:
    return " " * column + write_block(langue, version, column, page.eol)


def _enclose(source: str, place: Place, langue: str, version: str) -> Edit:
    inner = f"{LANGUE_DE_REFERENCE}: {source[place.start : place.end]}"
    quoted = f"{langue}: {write_quoted(version)}"
    return Edit(place.start, place.end, f"{{{inner}, {quoted}}}")


def _open_block(page: Page, entry: Entry, langue: str, version: str) -> Edit:
    """A text of its own lines becomes a block of two keys, itself the first."""
    place, indent = entry.value, page.column(entry.begin)
    start, column, before = place.start, page.column(place.start), ""
    after = page.after_key(entry)
    if entry.key is not None and after is not None and page.line_end(after) >= start:
        start, column = after, indent + _STEP
        before = page.eol + " " * column
    stop = page.tail(place.end)
    body = page.source[place.start : stop]
    shifted = _shift(body, column + _STEP, place, column - indent)
    opened = f"{before}{LANGUE_DE_REFERENCE}: {shifted}{page.eol}"
    return Edit(start, stop, opened + _write(page, langue, version, column))


def _shift(body: str, least: int, place: Place, deeper: int) -> str:
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
    header = HEADER.match(body) if place.style in _BLOCKS else None
    if header is not None and any(sign.isdigit() for sign in header[1]):
        by = deeper  # its margin is counted from the key
    pad = " " * by
    moved = [pad + line if line.strip("\r") else line for line in others]
    return "\n".join([first, *moved])
