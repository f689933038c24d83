"""The register that the software keeps (SQLite): its file, opened and known for one.

Nothing is trusted of a file that says that it is a register: its tables, and what
forbids changes in them, are those of `data/registre.sql` to the letter, or it is
refused.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import TYPE_CHECKING

from delib_gen.findings.told import ToldError
from delib_gen.resources import data_dir

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION, VERSION = 0x64656C69, 1
_WAIT = 30.0
"""How long another writer is waited for, in seconds."""
RESTORE = (
    "remettez votre dernière sauvegarde : `delib-gen registre --depuis SAUVEGARDE "
    "--copier REGISTRE`"
)


class RegistreError(ToldError):
    """A register that cannot be used; the words say why."""


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """A register's file; what was interrupted in it is undone by SQLite.

    One file beside the sittings, on a disk that may be shared: the journal is a file
    that is there only while somebody writes, never one that a copy may lack.

    Raises:
        RegistreError: if it is not a register that this version knows.
    """
    mode = "rwc" if create else "rw"
    try:
        base = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=_WAIT,
            isolation_level=None,
        )
    except sqlite3.Error as error:
        raise explain(error, path) from error
    try:
        base.execute("PRAGMA trusted_schema = OFF")
        base.execute("PRAGMA synchronous = EXTRA")
        if not create:
            _recognise(base, path)
    except sqlite3.Error as error:
        base.close()
        raise explain(error, path) from error
    except RegistreError:
        base.close()
        raise
    return base


def lay_tables(base: sqlite3.Connection) -> None:
    """Make an empty register of an empty file."""
    base.executescript(f"BEGIN; {read_tables()} COMMIT;")
    base.execute(f"PRAGMA application_id = {APPLICATION}")
    base.execute(f"PRAGMA user_version = {VERSION}")


def read_tables() -> str:
    """The tables, as they are made."""
    return (data_dir() / "registre.sql").read_text(encoding="utf-8")


def _recognise(base: sqlite3.Connection, path: Path) -> None:
    (application,) = base.execute("PRAGMA application_id").fetchone()
    (version,) = base.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise RegistreError(
            f"« {path.name} » n'est pas un registre de ce logiciel",
            "nommez le bon fichier, ou " + RESTORE,
        )
    if version > VERSION:
        raise RegistreError(
            f"« {path.name} » a été écrit par une version plus récente du logiciel "
            f"(registre {version}, celle-ci en connaît {VERSION})",
            "installez cette version-là sur ce poste ; rien n'est perdu",
        )
    if _list_schema(base) != _expected_schema():
        raise RegistreError(
            f"« {path.name} » est abîmé, ou a été changé par un autre programme : ses "
            "tables ne sont plus celles d'un registre",
            RESTORE,
        )


def _list_schema(base: sqlite3.Connection) -> list[tuple[str, str, str]]:
    wanted = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    return sorted(base.execute(wanted).fetchall())


@cache
def _expected_schema() -> list[tuple[str, str, str]]:
    base = sqlite3.connect(":memory:")
    lay_tables(base)
    known = _list_schema(base)
    base.close()
    return known


def explain(error: sqlite3.Error, path: Path) -> RegistreError:
    """What an error of SQLite amounts to, for a clerk."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    name = f"« {path.name} »"
    known = {
        sqlite3.SQLITE_FULL: (
            f"{name} : il n'y a plus de place sur le disque ; rien n'y a été inscrit",
            "libérez de la place, puis relancez",
        ),
        sqlite3.SQLITE_IOERR: (
            f"{name} : le disque ne prend pas ce qui est à inscrire ; rien ne l'est",
            "libérez de la place, ou vérifiez le disque, puis relancez",
        ),
        sqlite3.SQLITE_BUSY: (
            f"{name} : une autre commande y écrit depuis plus de {_WAIT:.0f} secondes",
            "attendez qu'elle soit finie, puis relancez",
        ),
        sqlite3.SQLITE_CANTOPEN: (
            f"{name} ne s'ouvre pas",
            "vérifiez que c'est un fichier, et que vous pouvez écrire dans son dossier",
        ),
        sqlite3.SQLITE_READONLY: (
            f"{name} : vous n'avez pas le droit d'y écrire",
            "demandez ce droit, ou nommez un autre registre (`--registre`)",
        ),
        sqlite3.SQLITE_PERM: (
            f"{name} : vous n'avez pas le droit de le lire",
            "demandez ce droit, ou nommez un autre registre (`--registre`)",
        ),
    }
    return RegistreError(
        *known.get(code, (f"{name} est abîmé, ou n'est pas un registre", RESTORE))
    )
