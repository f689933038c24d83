"""`delib-gen schema`: the JSON Schema of the session file or a fiche, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.misuse import advise
from delib_gen.cli.output import say
from delib_gen.cli.values import TypedValue, Unfit


class Genre(TypedValue):
    """The genre of a fiche."""

    name = "genre"

    def read(self, value: str) -> str:
        """The genre, if a fiche has it."""
        from delib_gen.schema.fiche import list_fiches

        known = sorted(list_fiches())
        wanted = str(value).strip().lower()
        if wanted in known:
            return wanted
        advice = advise(wanted, known, "genres admis")
        raise Unfit(f"« {value} » n'est pas un genre de fiche ; {advice}")


@click.command("schema", cls=FrenchCommand)
@click.argument("genre", type=Genre(), metavar="[GENRE]", required=False)
def COMMAND(genre: str | None) -> int:  # noqa: N802
    """Affiche le schéma JSON de la séance, ou d'un genre de fiche, pour la frappe."""
    if genre is not None:
        from delib_gen.aide.fiche_schema import write_fiche_schema

        say(write_fiche_schema(genre).rstrip("\n"))
        return 0
    from delib_gen.aide.session_schema import write_session_schema
    from delib_gen.load.layers import list_autorites
    from delib_gen.load.reference import load_autorite

    loaded = [load_autorite(code, Path(), None) for code in list_autorites()]
    say(write_session_schema(loaded).rstrip("\n"))
    return 0
