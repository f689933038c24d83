"""A register that is kept, copied: for people to read, and to be kept safe.

A copy is whole were somebody writing meanwhile. It is put back only where nothing is
lost by that: a copy of yesterday does not undo what was told today.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from delib_gen.bundle import disk
from delib_gen.bundle.errors import BundleError, explain_os_error
from delib_gen.bundle.registre_tenu import TAKEN, Numero, list_known
from delib_gen.load.registre_base import RegistreError, connect, explain
from delib_gen.machine import ledger

_TABLES = ("office", "numeros", "versions", "suivi")


def read_taken(path: Path) -> tuple[str, list[Numero]]:
    """Whose register it is, and the acts in it that were taken, for others to read.

    A number whose act was never rendered, or was withdrawn, is of no act.

    Raises:
        BundleError: if the register cannot be read.
    """
    with _opening(path) as base:
        (autorite,) = base.execute("SELECT autorite FROM office").fetchone()
        issues: dict[tuple[str, str], str] = {}
        for seance, acte, row in base.execute(
            "SELECT seance, acte, contenu FROM versions ORDER BY rang"
        ):
            issues[seance, acte] = str(json.loads(row)["issue"])
        acts = [
            one
            for one in list_known(base)
            if not one.seance or issues.get((one.seance, one.numero)) in TAKEN
        ]
    return str(autorite), acts


def copy_registre(source: Path, target: Path) -> int:
    """Copy a register whole; tell how many things it knows.

    Args:
        source: the register, or a copy of it to be put back.
        target: the copy, or the register. One that knows less is completed; one that
            is damaged is kept beside.

    Raises:
        BundleError: if that cannot be done, or would lose what the target has.
    """
    if source.resolve() == target.resolve():
        raise BundleError("la copie ne peut être le registre lui-même")
    try:
        with _opening(source) as base:
            if base.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                raise sqlite3.DatabaseError
            if not (target.exists() and _complete(base, target)):
                _write_copy(base, target)
            return sum(len(_list_rows(base, table)) for table in _TABLES[1:])
    except (OSError, ValueError) as error:
        raise explain_os_error(error, target) from error


def _write_copy(base: sqlite3.Connection, target: Path) -> None:
    """A copy where there is none."""
    new = target.with_name(f".{target.name}.{os.getpid()}.nouveau")
    new.unlink(missing_ok=True)
    try:
        with contextlib.closing(sqlite3.connect(new)) as copy:
            base.backup(copy)
        disk.sync_path(new)
        with ledger.writing([target]):
            new.replace(target)
        disk.sync_path(target.parent)
    finally:
        new.unlink(missing_ok=True)


@contextlib.contextmanager
def _opening(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with contextlib.closing(connect(path)) as base:
            yield base
    except RegistreError as error:
        raise BundleError(error.message, error.hint) from error
    except sqlite3.Error as error:
        told = explain(error, path)
        raise BundleError(told.message, told.hint) from error


def _list_rows(base: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    question = f"SELECT * FROM {table} ORDER BY 1"  # noqa: S608 - a name of ours
    return base.execute(question).fetchall()


def _complete(source: sqlite3.Connection, target: Path) -> bool:
    """Add to a register what it lacks; tell whether it is one: else it is put aside."""
    try:
        with contextlib.closing(connect(target)) as base:
            base.execute("BEGIN IMMEDIATE")
            if base.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                raise sqlite3.DatabaseError
            for table in _TABLES:
                rows, there = _list_rows(source, table), _list_rows(base, table)
                if there != rows[: len(there)]:
                    raise BundleError(
                        f"« {target} » sait ce que « {table} » ne dit pas dans la "
                        "copie : rien n'a été remplacé",
                        "gardez-le ; s'il est vraiment à remplacer, donnez-lui d'abord "
                        "un autre nom",
                    )
                for row in rows[len(there) :]:  # nothing but the end ever grows
                    signs = ", ".join("?" * len(row))
                    base.execute(
                        f"INSERT INTO {table} VALUES ({signs})",  # noqa: S608
                        row,
                    )
            base.execute("COMMIT")
    except (RegistreError, sqlite3.DatabaseError) as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
        _put_aside(target)
        return False
    return True


def _put_aside(target: Path) -> None:
    """A damaged register, and what SQLite would play upon the one in its place."""
    aside, number = target.with_name(f"{target.name}.abime"), 1
    while aside.exists():
        number += 1
        aside = target.with_name(f"{target.name}.abime-{number}")
    target.rename(aside)
    journal = target.with_name(f"{target.name}-journal")
    if journal.exists():
        journal.rename(aside.with_name(f"{aside.name}-journal"))
