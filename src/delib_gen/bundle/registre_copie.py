"""A register that is kept, copied: for people to read, and to be kept safe.

A copy is whole were somebody writing meanwhile. It is put back only where nothing is
lost by that: a copy of yesterday does not undo what was told today.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from delib_gen.bundle import disk
from delib_gen.bundle.errors import BundleError, explain_os_error
from delib_gen.bundle.registre_tenu import Fait, Numero, list_known
from delib_gen.load.registre_base import RegistreError, connect, explain
from delib_gen.machine import ledger
from delib_gen.schema.base import fold_word
from delib_gen.tenue import TAKEN

_TABLES = ("office", "numeros", "versions", "suivi")


@dataclass(frozen=True, slots=True)
class Inscriptions:
    """All that a register knows.

    Attributes:
        autorite: the code of the authority.
        numeros: the numbers, in the order in which they were taken.
        issues: what became of the acts that were rendered, by sitting and number.
        faits: what was told of each number since, by organ and number.
    """

    autorite: str
    numeros: list[Numero]
    issues: dict[tuple[str, str], str]
    faits: dict[tuple[str, str], list[Fait]]

    def find_issue(self, one: Numero) -> str:
        """What became of an act; empty where it was never rendered."""
        return self.issues.get((one.seance, one.numero), "")

    def list_faits(self, organe: str, numero: str) -> list[Fait]:
        """What was told of an act, in the order in which it was."""
        return self.faits.get((organe, fold_word(numero)), [])


def read_inscriptions(path: Path) -> Inscriptions:
    """All that a register knows, nothing of it held meanwhile.

    Raises:
        BundleError: if the register cannot be read.
    """
    with _opening(path) as base:
        (autorite,) = base.execute("SELECT autorite FROM office").fetchone()
        issues = {
            (seance, acte): str(json.loads(row)["issue"])
            for seance, acte, row in base.execute(
                "SELECT seance, acte, contenu FROM versions WHERE acte <> '' "
                "ORDER BY rang"
            )
        }
        faits: dict[tuple[str, str], list[Fait]] = {}
        for organe, cle, fait, jour, note in base.execute(
            "SELECT organe, cle, fait, jour, note FROM suivi ORDER BY rang"
        ):
            told = Fait(fait, dt.date.fromisoformat(jour), note)
            faits.setdefault((organe, cle), []).append(told)
        return Inscriptions(str(autorite), list_known(base), issues, faits)


def read_taken(path: Path) -> tuple[str, list[Numero]]:
    """Whose register it is, and the acts in it that were taken, for others to read.

    A number whose act was never rendered, or was withdrawn, is of no act.

    Raises:
        BundleError: if the register cannot be read.
    """
    known = read_inscriptions(path)
    acts = [n for n in known.numeros if not n.seance or known.find_issue(n) in TAKEN]
    return known.autorite, acts


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
