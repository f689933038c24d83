"""The register that the software keeps, as a session reads it.

It grows for years: an act is looked up when it is cited, by an index, and nothing else
is read. What the session's own renderings wrote is never told to it: rendered twice,
it gives the same.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from delib_gen.findings import Diagnostic, Span
from delib_gen.findings.structure import STR03, STR05
from delib_gen.load.registre import Inscrit
from delib_gen.load.registre_base import RegistreError, connect, explain
from delib_gen.schema.base import fold_word

_CITED = """\
SELECT numero, jour, titre, source FROM numeros WHERE cle = ? AND seance <> ?
ORDER BY seance <> '', rang"""
_OF_DAYS = """\
SELECT numero, jour, titre, source FROM numeros WHERE jour BETWEEN ? AND ?
ORDER BY jour, rang"""
_CLAIMED = """\
SELECT numero, seance, acte, jour, titre FROM numeros
WHERE cle = ? AND organe = ? AND seance NOT IN (?, '')"""


@dataclass(frozen=True, slots=True)
class Pris:
    """A number that another sitting has.

    Attributes:
        numero: as it was written.
        seance: which sitting, in words.
        jour: the day of the act.
        titre: its title.
        span: the register's file.
    """

    numero: str
    seance: str
    jour: dt.date
    titre: str
    span: Span


@dataclass(slots=True)
class RegistreTenu:
    """A register that is there, or that a rendering is to begin.

    Attributes:
        path: its file.
        name: the file's name, without a folder.
        autorite: the code of the authority whose acts they are.
        seance: the sitting that asks.
        fault: what made it of no use on the way; nothing more is read then.
    """

    path: Path
    name: str
    autorite: str
    seance: str
    fault: RegistreError | None = None
    _base: sqlite3.Connection | None = None
    _told: set[str] = field(default_factory=set)

    def find(self, numero: str) -> list[Inscrit]:
        """What other sittings, and acts known without one, make of a number."""
        return self._list(_CITED, fold_word(numero), self.seance)

    def list_days(self, du: dt.date, au: dt.date) -> list[Inscrit]:
        """The acts of some days, the first and the last among them."""
        return self._list(_OF_DAYS, du.isoformat(), au.isoformat())

    def _list(self, question: str, *values: str) -> list[Inscrit]:
        return [
            Inscrit(number, dt.date.fromisoformat(day), titre, source, self.span)
            for number, day, titre, source in self.ask(question, *values)
        ]

    def find_claims(self, numero: str, organe: str) -> list[Pris]:
        """The other sittings of an organ that have a number."""
        rows = self.ask(_CLAIMED, fold_word(numero), organe, self.seance)
        return [
            Pris(number, seance, dt.date.fromisoformat(day), titre, self.span)
            for number, seance, _, day, titre in rows
        ]

    @property
    def span(self) -> Span:
        """The file as a place."""
        return Span(str(self.path), 1, 1, 1, 1)

    @property
    def digest(self) -> str:
        """Of all that it told; empty where it told nothing."""
        told = "\n".join(sorted(self._told))
        return hashlib.sha256(told.encode()).hexdigest() if told else ""

    def refuse(self, autorite: str, span: Span | None = None) -> list[Diagnostic]:
        """What is said to an authority that is not the register's own."""
        if autorite == self.autorite:
            return []
        return [
            STR03.at(
                (),
                f"« {self.name} » est le registre de « {self.autorite} », d'une autre "
                f"collectivité que « {autorite} »",
                "nommez le vôtre par `--registre`, ou par `registre_tenu:` dans le "
                "fichier de la collectivité",
                span=span or self.span,
            )
        ]

    def tell_fault(self) -> list[Diagnostic]:
        """What made it of no use, if anything did."""
        return [] if self.fault is None else [_tell(self.fault, self.span)]

    def ask(
        self, question: str, *values: str, told: bool = True
    ) -> list[tuple[str, ...]]:
        """What the register says; nothing where it cannot.

        Args:
            question: in SQL.
            values: of its signs.
            told: whether that is an input of what is made.
        """
        if self._base is None or self.fault is not None:
            return []
        try:
            rows: list[tuple[str, ...]] = self._base.execute(
                question, values
            ).fetchall()
        except sqlite3.Error as error:
            self.fault = explain(error, self.path)
            return []
        if rows and told:
            self._told.add(json.dumps([question, values, rows], ensure_ascii=False))
        return rows


def read_owner(path: Path) -> str | None:
    """The code of the authority that a register is of; None where it is none."""
    try:
        with closing(connect(path)) as base:
            (whose,) = base.execute("SELECT autorite FROM office").fetchone()
    except (RegistreError, sqlite3.Error, ValueError, TypeError):
        return None
    return str(whose)


def open_tenu(
    path: Path, autorite: str, seance: str, span: Span | None
) -> tuple[RegistreTenu | None, list[Diagnostic]]:
    """A register for a session, or what is wrong with it.

    Args:
        path: its file; one that is not there is empty.
        autorite: the code of the session's authority; empty where the register is to
            say whose it is.
        seance: what tells the sitting from others.
        span: where it was named; its file where nobody named it.
    """
    tenu = RegistreTenu(path, path.name, autorite, seance)
    try:
        there = path.exists()
    except (OSError, ValueError):  # a name that no disk can hold
        there = True
    if not there:
        return tenu, []
    try:
        tenu._base = connect(path)
        (whose,) = tenu._base.execute("SELECT autorite FROM office").fetchone()
    except (RegistreError, sqlite3.Error, ValueError, TypeError) as error:
        if isinstance(error, sqlite3.Error):
            error = explain(error, path)
        elif not isinstance(error, RegistreError):
            error = RegistreError(f"« {path.name} » n'est pas un registre")
        return None, [_tell(error, span or tenu.span)]
    tenu.autorite = whose
    if autorite and (refusal := tenu.refuse(autorite, span)):
        return None, refusal
    return tenu, []


def _tell(error: RegistreError, span: Span) -> Diagnostic:
    return STR05.at((), error.message, error.hint, span=span)
