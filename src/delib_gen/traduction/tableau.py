"""The table that a translator fills: CSV or a workbook, by the file's ending."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from delib_gen.findings.told import ToldError
from delib_gen.schema.base import fold_word
from delib_gen.traduction.lignes import COLUMNS, HEADS, Ligne

MAX_BYTES = 10_000_000
MAX_ROWS = 50_000
_SEPARATORS = ";,\t"
_NEEDED = ("identifiant", "francais", "traduction")
_ACTIVE = re.compile(r"'*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet would take for a formula."""
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_T = TypeVar("_T")
Rows = list[list[str]]


def write_lines(lignes: Sequence[Ligne], name: str) -> bytes:
    """A table as the bytes of a file.

    Args:
        lignes: its lines.
        name: the file's name, whose ending says what it is.

    Raises:
        ToldError: if the ending is not known, or a text does not fit.
    """
    rows = [list(HEADS.values())]
    rows += [[getattr(ligne, column) for column in COLUMNS] for ligne in lignes]
    return _pick(name, _write_csv, _write_xlsx)(rows)


def read_lines(name: str, content: bytes) -> list[Ligne]:
    """The lines of a table; columns may have moved, and others may stand beside.

    Args:
        name: the file's name.
        content: its bytes.

    Raises:
        ToldError: if it cannot be read as a table of translations.
    """
    if len(content) > MAX_BYTES:
        raise ToldError(
            f"ce tableau pèse plus de {MAX_BYTES // 1_000_000} Mo",
            "gardez les seules lignes à relire",
        )
    head, *rows = _pick(name, _read_csv, _read_xlsx)(content) or [[]]
    if len(rows) > MAX_ROWS:
        raise ToldError(f"ce tableau a plus de {MAX_ROWS} lignes")
    known = {fold_word(title): column for column, title in HEADS.items()}
    places = {
        known[fold_word(h)]: i for i, h in enumerate(head) if fold_word(h) in known
    }
    missing = [HEADS[column] for column in _NEEDED if column not in places]
    if missing:
        named = ", ".join(f"« {title} »" for title in missing)
        raise ToldError(
            f"ce tableau n'a pas de colonne {named}",
            "gardez la première ligne telle que `translate` l'a écrite",
        )
    return [_read_row(row, places) for row in rows if any(map(str.strip, row))]


def _read_row(row: list[str], places: dict[str, int]) -> Ligne:
    cells = {
        column: row[index].replace("\r\n", "\n").replace("\r", "\n").strip()
        for column, index in places.items()
        if index < len(row)
    }
    return Ligne(**{**dict.fromkeys(COLUMNS, ""), **cells})


def _pick(name: str, for_csv: _T, for_xlsx: _T) -> _T:
    kinds = {".csv": for_csv, ".xlsx": for_xlsx}
    suffix = Path(name).suffix.lower()
    if suffix not in kinds:
        raise ToldError(
            f"« {name} » : un tableau est un fichier `.csv` ou `.xlsx`",
            "donnez-lui l'une de ces deux extensions",
        )
    return kinds[suffix]


def _write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """What a French Excel opens with a double click: `;`, and a mark of UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _read_csv(content: bytes) -> Rows:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ToldError(
            "ce tableau n'est pas en UTF-8",
            "dans le tableur : « Enregistrer sous », « CSV UTF-8 »",
        ) from None
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    previous = csv.field_size_limit(MAX_BYTES)
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise ToldError(
            "ce tableau ne se lit pas comme un CSV",
            "enregistrez-le à nouveau depuis le tableur",
        ) from None
    finally:
        csv.field_size_limit(previous)
    return [[unguard(cell) for cell in row] for row in found]


def guard(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before."""
    return f"'{cell}" if _ACTIVE.match(cell) else cell


def unguard(cell: str) -> str:
    """The same cell without the apostrophe that guards it."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _write_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    from delib_gen.traduction.classeur import write_texts

    return write_texts(list(rows))


def _read_xlsx(content: bytes) -> Rows:
    from delib_gen.traduction.classeur import read_workbook

    return read_workbook(content, MAX_ROWS)
