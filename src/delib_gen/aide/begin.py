"""The files of a new sitting: its session, its schema, and its authority's own."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.aide.own_autorite import AUTORITE_FILE, write_autorite
from delib_gen.aide.session_schema import write_session_schema
from delib_gen.aide.starter import Starter, prepare_starter
from delib_gen.aide.starter_text import SCHEMA_FILE, SESSION_FILE, write_starter
from delib_gen.load.layers import list_autorites
from delib_gen.load.reference import LoadedAutorite, load_autorite
from delib_gen.load.sources import Sources

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic


@dataclass(frozen=True, slots=True)
class Begun:
    """A sitting that was begun, nothing of it written.

    Attributes:
        files: the texts of its files, by their names.
        starter: what was filled in; None where the authority's own file is wrong.
        findings: what is to be said of that file.
    """

    files: dict[str, str]
    starter: Starter | None
    findings: list[Diagnostic]


def begin_sitting(
    dossier: Path,
    named: str,
    reference: LoadedAutorite,
    organe: str,
    day: dt.date,
    nom: str | None,
    *,
    projet: bool = False,
) -> Begun:
    """The files of a new sitting.

    Args:
        dossier: the folder that they are for.
        named: the code of a shipped authority, or the path of a file.
        reference: that authority, read.
        organe: the code of one of its organs.
        day: the day of the sitting.
        nom: what the authority is called, where it is to have a file of its own.
        projet: whether the sitting is still to be held.
    """
    own: dict[str, str] = {}
    findings: list[Diagnostic] = []
    if nom is not None and reference.autorite is not None:
        session = str(dossier / SESSION_FILE)
        own[AUTORITE_FILE] = write_autorite(
            named, reference.autorite, nom, day, session
        )
        named = AUTORITE_FILE
        sources = Sources({dossier / AUTORITE_FILE: own[AUTORITE_FILE]})
        reference = load_autorite(named, dossier, None, sources=sources)
        findings = sources.quote(reference.findings)
    elif named not in list_autorites():
        # A path in a session is relative to the session's own folder.
        named = Path(
            os.path.relpath(Path(named).resolve(), dossier.resolve())
        ).as_posix()
    if reference.autorite is None:
        return Begun({}, None, findings)
    starter = prepare_starter(
        reference, reference.autorite, named, organe, day, projet=projet
    )
    files = {
        **own,
        SCHEMA_FILE: write_session_schema([reference]),
        SESSION_FILE: write_starter(starter, dossier),
    }
    return Begun(files, starter, findings)
