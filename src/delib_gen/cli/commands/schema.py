"""`delib-gen schema`: the JSON Schema of the session file, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.output import say


@click.command("schema", cls=FrenchCommand)
def COMMAND() -> int:  # noqa: N802
    """Affiche le schéma JSON du fichier de séance, pour l'aide pendant la frappe."""
    from delib_gen.aide.session_schema import write_session_schema
    from delib_gen.load.reference import list_autorites, load_autorite

    loaded = [load_autorite(code, Path(), None) for code in list_autorites()]
    say(write_session_schema(loaded).rstrip("\n"))
    return 0
