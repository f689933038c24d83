"""Writing in the register that the software keeps: one transaction, or nothing.

Whoever writes holds it from before he looks to after he wrote: nobody gives a number
that another one is giving. Nothing is ever changed there (see `data/registre.sql`).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from delib_gen.bundle import disk
from delib_gen.bundle.errors import BundleError, explain_os_error
from delib_gen.load.registre_base import (
    RegistreError,
    connect,
    explain,
    lay_tables,
)
from delib_gen.machine import ledger
from delib_gen.schema.base import fold_word

NOTHING = "rien n'a été inscrit au registre"


@dataclass(frozen=True, slots=True)
class Numero:
    """A number and the act that has it.

    Attributes:
        numero: the number.
        seance: what tells the sitting from others; empty for an act known without.
        acte: its `id`, else its title.
        jour: the day of the act.
        titre: its title.
        organe: the organ's code; empty for an act known without.
        source: where number and day were read.
    """

    numero: str
    seance: str
    acte: str
    jour: dt.date
    titre: str
    organe: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """An act that was rendered: its sitting, what it is called, its files, its row.

    With no name, the sitting itself, once all its acts were made (`SeanceListee`).
    """

    seance: str
    organe: str
    acte: str
    empreinte: str
    contenu: str


@dataclass(frozen=True, slots=True)
class Fait:
    """What became of an act: `signe`, `envoye`, `recu`, `publie`; its day, a word."""

    fait: str
    jour: dt.date
    note: str


@dataclass(slots=True)
class Plume:
    """What is written in a register, while it is held.

    Attributes:
        done: whether what was written is to stay.
    """

    path: Path
    base: sqlite3.Connection
    done: bool = False

    def list_numeros(self, organe: str) -> list[Numero]:
        """The numbers of an organ, and those of acts known without one."""
        return [n for n in list_known(self.base) if n.organe in (organe, "")]

    def take(self, numeros: Iterable[Numero]) -> None:
        """Numbers, for acts that do not have them yet.

        Raises:
            BundleError: if another sitting has one.
        """
        for one in numeros:
            key = fold_word(one.numero)
            known = self.base.execute(
                "SELECT seance, titre FROM numeros WHERE organe = ? AND cle = ?",
                (one.organe, key),
            ).fetchone()
            if known is None:
                self.base.execute(
                    "INSERT INTO numeros (organe, cle, numero, seance, acte, jour, "
                    "titre, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        *(one.organe, key, one.numero, one.seance, one.acte),
                        *(one.jour.isoformat(), one.titre, one.source),
                    ),
                )
            elif one.seance and not _is_same(one, *known):
                raise BundleError(
                    f"le numéro « {one.numero} » vient d'être pris par la séance "
                    f"« {known[0]} » : {NOTHING}",
                    "relancez `delib-gen numeroter`, puis la production",
                )

    def add_version(self, version: Version) -> None:
        """A rendering more of an act, or of a sitting."""
        self.base.execute(
            "INSERT INTO versions (seance, organe, acte, version, empreinte, contenu) "
            "SELECT ?1, ?2, ?3, 1 + count(*), ?4, ?5 FROM versions "
            "WHERE seance = ?1 AND acte = ?3",
            (
                *(version.seance, version.organe, version.acte),
                *(version.empreinte, version.contenu),
            ),
        )

    def add_fait(self, organe: str, numero: str, fait: Fait) -> None:
        """What became of an act."""
        self.base.execute(
            "INSERT INTO suivi (organe, cle, numero, fait, jour, note) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (
                *(organe, fold_word(numero), numero),
                *(fait.fait, fait.jour.isoformat(), fait.note),
            ),
        )

    def list_faits(self, organe: str, numero: str) -> list[Fait]:
        """What is known to have become of an act, in the order it was told."""
        rows = self.base.execute(
            "SELECT fait, jour, note FROM suivi WHERE organe = ? AND cle = ? "
            "ORDER BY rang",
            (organe, fold_word(numero)),
        )
        return [
            Fait(name, dt.date.fromisoformat(day), note) for name, day, note in rows
        ]


def _is_same(one: Numero, seance: str, titre: str) -> bool:
    """Whether a number is of the same act: its sitting may have changed its day."""
    return seance == one.seance or fold_word(titre) == fold_word(one.titre)


def list_known(base: sqlite3.Connection) -> list[Numero]:
    """All the numbers of a register, in the order in which they were taken."""
    rows = base.execute(
        "SELECT numero, seance, acte, jour, titre, organe, source FROM numeros "
        "ORDER BY rang"
    )
    return [
        Numero(number, seance, acte, dt.date.fromisoformat(day), *others)
        for number, seance, acte, day, *others in rows
    ]


@contextlib.contextmanager
def hold_registre(
    path: Path, autorite: str, known: Iterable[Numero] = ()
) -> Iterator[Plume]:
    """Write in a register; what was written stays where `done` is said, all of it.

    Args:
        path: its file; begun where it is not there.
        autorite: the code of the authority.
        known: the acts that a new one begins with.

    Raises:
        BundleError: if it cannot be written; nothing was.
    """
    try:
        if not path.exists():
            _begin(path, autorite, known)
        base = connect(path)
    except RegistreError as error:
        raise BundleError(error.message, error.hint) from error
    except (OSError, ValueError) as error:
        raise explain_os_error(error, path) from error
    try:
        base.execute("BEGIN IMMEDIATE")
        _check(base, path, autorite)
        plume = Plume(path, base)
        try:
            yield plume
            if plume.done:
                with ledger.writing([path]):
                    base.execute("COMMIT")
        finally:
            if base.in_transaction:
                with contextlib.suppress(sqlite3.Error):  # undone when next opened
                    base.execute("ROLLBACK")
    except sqlite3.Error as error:
        told = explain(error, path)
        raise BundleError(told.message, told.hint) from error
    finally:
        base.close()


def _check(base: sqlite3.Connection, path: Path, autorite: str) -> None:
    """Whose register it is, and whether it is whole, before anything is added."""
    row = base.execute("SELECT autorite FROM office").fetchone()
    whole = base.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    if not whole or row is None:
        raise sqlite3.DatabaseError
    if row[0] != autorite:
        raise BundleError(
            f"« {path.name} » est le registre de « {row[0]} », d'une autre "
            f"collectivité que « {autorite} » : {NOTHING}",
            "nommez le vôtre par `--registre`, ou par `registre_tenu:` dans le fichier "
            "de la collectivité",
        )


def _begin(path: Path, autorite: str, known: Iterable[Numero]) -> None:
    """A new register: whole, or not there; another one may begin it meanwhile."""
    if not path.parent.is_dir():
        raise BundleError(f"le dossier « {path.parent} » n'existe pas")
    new = path.with_name(f".{path.name}.{os.getpid()}.nouveau")
    new.unlink(missing_ok=True)
    try:
        base = connect(new, create=True)
        try:
            lay_tables(base)
            base.execute("BEGIN")
            base.execute("INSERT INTO office VALUES (?)", (autorite,))
            Plume(new, base).take(known)
            base.execute("COMMIT")
        except sqlite3.Error as error:
            raise explain(error, path) from error
        finally:
            base.close()
        with contextlib.suppress(FileExistsError):
            os.link(new, path)
        disk.sync_path(path.parent)
    finally:
        new.unlink(missing_ok=True)
        new.with_name(f"{new.name}-journal").unlink(missing_ok=True)
