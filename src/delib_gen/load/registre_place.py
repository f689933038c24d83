"""Where the register that the software keeps is, for a session.

What reads it is loaded where there is one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.findings.structure import STR03

if TYPE_CHECKING:
    from pathlib import Path

    from delib_gen.findings import Diagnostic, Span
    from delib_gen.load.layers import RegisterPath
    from delib_gen.load.loader import LoadedSeance
    from delib_gen.load.reference import LoadedAutorite
    from delib_gen.load.registre_tenu import RegistreTenu
    from delib_gen.schema.seance import Seance

_UNFIT = re.compile(r"[^\w-]+")
FICHIER = "registre.sqlite"
"""What it is called where nobody named it."""


def name_seance(seance: Seance) -> str:
    """What tells a sitting from all others of its authority."""
    parts = (seance.jours[0].isoformat(), seance.organe, seance.suffixe or "")
    return " ".join(filter(None, parts))


def join_tenu(
    reference: LoadedAutorite,
    lue: LoadedSeance,
    asked: Path | None,
    known: RegistreTenu | None = None,
) -> LoadedAutorite:
    """An authority with the register that the software keeps, where there is one.

    Args:
        reference: the authority, with its other registers: they have acts first.
        lue: the session as it was read.
        asked: the register that the command names.
        known: the same as an earlier reading has opened it: what it told then counts.
    """
    seance, autorite = lue.seance, reference.autorite
    if seance is None or autorite is None:
        return reference
    path, span = find_path(asked, reference.tenu_path, lue.folder, autorite.code)
    if path is None:
        passed = _tell_passed(lue.folder, autorite.code)
        return replace(reference, findings=(*reference.findings, *passed))
    from delib_gen.load.registre_tenu import open_tenu

    whose = name_seance(seance)
    tenu, findings = (
        (known, []) if known else open_tenu(path, autorite.code, whose, span)
    )
    return replace(
        reference,
        tenu=tenu,
        registres=(*reference.registres, *([tenu] if tenu else [])),
        findings=(*reference.findings, *findings),
    )


def find_path(
    asked: Path | None, named: RegisterPath | None, folder: Path, code: str = ""
) -> tuple[Path | None, Span | None]:
    """Where the register of a session is, and where it was named.

    Args:
        asked: the one that the command names.
        named: the one that the authority's file names.
        folder: the session's folder: one that stands in it, or beside it, is found
            by its name.
        code: the authority's: what is the register of another one is not its own.
            Without one, that of any will do.

    Returns:
        None where nobody named one and none is there.
    """
    if asked is not None:
        return asked, None
    if named is not None:
        return named.folder / named.named, named.span
    for path in list_paths(folder, code):
        if path.exists() and not (code and _is_of_another(path, code)):
            return path, None
    return None, None


def list_paths(folder: Path, code: str) -> list[Path]:
    """Where a register that nobody named may be, its authority's own name first."""
    own = f"registre-{_UNFIT.sub('-', code)}.sqlite"
    places = (folder, folder / "..")
    return [place / name for place in places for name in (own, FICHIER)]


def list_awaited(reference: LoadedAutorite | None, folder: Path) -> list[Path]:
    """The register of a session, or where one that begins would be found."""
    if reference is not None and reference.tenu is not None:
        return [reference.tenu.path]
    autorite = reference.autorite if reference else None
    return list_paths(folder, autorite.code if autorite else "")[2:]


def choose_path(folder: Path, code: str) -> Path:
    """Where a register is begun that nobody named: beside the sittings' folders.

    Args:
        folder: the session's folder.
        code: the authority's. Where another one's is found, it takes its own name.
    """
    _, here, own, usual = list_paths(folder, code)
    taken = any(p.exists() and _is_of_another(p, code) for p in (here, usual))
    return own if taken else usual


def _tell_passed(folder: Path, code: str) -> list[Diagnostic]:
    """STR03: a register that is there, and that another authority keeps."""
    there = [path for path in list_paths(folder, code) if path.exists()]
    if not there:
        return []
    from delib_gen.load.registre_tenu import read_owner

    whose = read_owner(there[0])
    return [
        STR03.at(
            (),
            f"« {there[0].name} » est le registre de « {whose} » ; celui de "
            f"« {code} » sera « {choose_path(folder, code).name} »",
            "si c'est bien le vôtre, redonnez à `code:`, dans le fichier de la "
            "collectivité, le mot qu'il avait ; sinon, rien",
            severity=Severity.NOTE,
        )
    ]


def _is_of_another(path: Path, code: str) -> bool:
    from delib_gen.load.registre_tenu import read_owner

    return read_owner(path) not in (None, code)
