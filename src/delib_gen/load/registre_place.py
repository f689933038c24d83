"""Where the register that the software keeps is, for a session.

What reads it is loaded where there is one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from delib_gen.findings import Span
    from delib_gen.load.layers import RegisterPath
    from delib_gen.load.loader import LoadedSeance
    from delib_gen.load.reference import LoadedAutorite
    from delib_gen.schema.seance import Seance

FICHIER = "registre.sqlite"
"""What it is called where nobody named it."""


def name_seance(seance: Seance) -> str:
    """What tells a sitting from all others of its authority."""
    parts = (seance.jours[0].isoformat(), seance.organe, seance.suffixe or "")
    return " ".join(filter(None, parts))


def join_tenu(
    reference: LoadedAutorite, lue: LoadedSeance, asked: Path | None
) -> LoadedAutorite:
    """An authority with the register that the software keeps, where there is one.

    Args:
        reference: the authority, with its other registers: they have acts first.
        lue: the session as it was read.
        asked: the register that the command names.
    """
    seance, autorite = lue.seance, reference.autorite
    if seance is None or autorite is None:
        return reference
    path, span = find_path(asked, reference.tenu_path, lue.folder)
    if path is None:
        return reference
    from delib_gen.load.registre_tenu import open_tenu

    tenu, findings = open_tenu(path, autorite.code, name_seance(seance), span)
    return replace(
        reference,
        tenu=tenu,
        registres=(*reference.registres, *([tenu] if tenu else [])),
        findings=(*reference.findings, *findings),
    )


def find_path(
    asked: Path | None, named: RegisterPath | None, folder: Path
) -> tuple[Path | None, Span | None]:
    """Where the register of a session is, and where it was named.

    Args:
        asked: the one that the command names.
        named: the one that the authority's file names.
        folder: the session's folder: one that stands in it, or beside it, is found
            by its name.

    Returns:
        None where nobody named one and none is there.
    """
    if asked is not None:
        return asked, None
    if named is not None:
        return named.folder / named.named, named.span
    for path in (folder / FICHIER, choose_path(folder)):
        if path.exists():
            return path, None
    return None, None


def choose_path(folder: Path) -> Path:
    """Where a register is begun that nobody named: beside the sittings' folders."""
    return folder / ".." / FICHIER
