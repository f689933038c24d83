"""The file of a register: made, lengthened, replaced in one go."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from collections.abc import Sequence
from pathlib import Path

from delib_gen.bundle import disk
from delib_gen.findings import Diagnostic
from delib_gen.load.files import NamedFile
from delib_gen.load.registre import Registre, read_registre
from delib_gen.load.registre_lines import write_line
from delib_gen.load.sources import Sources
from delib_gen.machine import ledger
from delib_gen.schema.base import fold_word

Row = tuple[str, dt.date, str]
"""Number, day and title of an act."""

_NEW = """\
# Registre des actes connus. `delib-gen registre` ajoute à la fin, une ligne par acte ;
# d'autres actes et des remarques peuvent y être tapés. Gardez `actes:` en dernier.
autorite: {autorite}
actes:
"""


def open_registre(
    target: Path, autorite: str, sources: Sources
) -> tuple[NamedFile | None, list[Diagnostic]]:
    """A register's file; what a new one begins with, where there is none."""
    if target.exists():
        return sources.read(target.parent, target.name, None, outside=True)
    text = _NEW.format(autorite=autorite)
    return NamedFile(str(target), target.name, text.encode()), []


def lengthen(file: NamedFile, registre: Registre, rows: Sequence[Row]) -> bytes | None:
    """The same file with some acts more at its end.

    What comes out is read again: where it does not say what the file said and the
    new acts, no more and no less, the file is not one that grows at its end.

    Args:
        file: the register's file.
        registre: what it says.
        rows: the new acts.

    Returns:
        The new content, or None where lines cannot simply be added.
    """
    end = b"\r\n" if b"\r\n" in file.content else b"\n"
    start = file.content if file.content.endswith(b"\n") else file.content + end
    lines = (write_line(n, j.isoformat(), t, registre.indent) for n, j, t in rows)
    content = start + b"".join(line.encode() + end for line in lines)
    after, findings = read_registre(dataclasses.replace(file, content=content))
    if after is None or findings:
        return None
    wanted = _list_rows(registre)
    for row in rows:
        wanted.setdefault(fold_word(row[0]), []).append(row)
    return content if wanted == _list_rows(after) else None


def _list_rows(registre: Registre) -> dict[str, list[Row]]:
    return {key: [a[:3] for a in found] for key, found in registre.actes.items()}


def replace_file(target: Path, content: bytes) -> None:
    """Put a new content in the place of a file, in one go."""
    new = target.with_name(f".{target.name}.nouveau")
    new.unlink(missing_ok=True)
    try:
        disk.write_file(new, content)
        if target.exists():
            shutil.copymode(target, new)
        with ledger.writing([target]):
            new.replace(target)
    finally:
        new.unlink(missing_ok=True)
    disk.sync_path(target.parent)
