"""A CSV file as rows of texts, whatever sign parts them and however it is coded."""

from __future__ import annotations

import csv
import io

_SEPARATORS = ";\t,"
_MAX_FIELD = 100_000


class UnreadableTable(ValueError):  # noqa: N818 - told as a finding
    """A file that holds no rows of texts."""


def read_table(content: bytes) -> list[list[str]]:
    """The rows of a CSV file, blank ones too; cells without outer spaces.

    UTF-8, with its mark or without, else Windows's own coding (cp1252), which
    spreadsheets still write. The separator is the one that the first line has most
    of: a comma in a French file stands inside numbers, so it is tried last.

    Raises:
        UnreadableTable: if it is no text.
    """
    text = _decode(content)
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    csv.field_size_limit(_MAX_FIELD)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        return [[cell.strip() for cell in line] for line in lines]
    except csv.Error as error:
        raise UnreadableTable(str(error)) from None


def _decode(content: bytes) -> str:
    if b"\0" in content:
        raise UnreadableTable("NUL")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise UnreadableTable(str(error)) from None
