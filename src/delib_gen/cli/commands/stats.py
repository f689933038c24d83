"""`delib-gen stats`: the figures of a sitting, or of several, added up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from delib_gen.cli.commands.recueil import make_period
from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.means import with_request
from delib_gen.cli.values import Day, FilePath, Text, option

if TYPE_CHECKING:
    from delib_gen.request import RenderRequest


@click.command("stats", cls=FrenchCommand)
@click.argument("fichiers", nargs=-1, type=FilePath(), metavar="[FICHIER…]")
@option("--du=JOUR", Day(), "Premier jour, compris.")
@option("--au=JOUR", Day(), "Dernier jour, compris.")
@option(
    "--organe=CODE",
    Text(),
    "Sans FICHIER : l'organe, là où le registre en a plusieurs.",
)
@with_request("html,pdf")
def COMMAND(  # noqa: N802
    fichiers: tuple[Path, ...],
    du: dt.date | None,
    au: dt.date | None,
    organe: str | None,
    reporter: str,
    request: RenderRequest,
) -> int:
    """Dit en graphiques et en tableaux la présence, les décisions et les votes.

    Sans FICHIER, les séances sont celles du registre : celui que --registre nomme, ou
    registre.sqlite ici ou dans le dossier d'au-dessus.
    """
    from delib_gen.cli.misuse import Misuse
    from delib_gen.load.registre_place import find_path
    from delib_gen.recueil import Period

    request = replace(request, only=("statistiques",))
    if not fichiers:
        found, _ = find_path(request.registre, None, Path())
        if found is None or not found.exists():
            named = f"« {found} » n'existe pas" if found else "aucun registre ici"
            raise Misuse(
                f"{named} : donnez les fichiers des séances, ou `--registre` et le "
                "registre tenu par le logiciel"
            )
        request = replace(request, registre=found)
    elif organe:
        raise Misuse("`--organe` va sans fichier : il choisit dans le registre")
    first, last = du or dt.date.min, au or dt.date.max
    period = Period(first, last, True, "statistiques", organe=organe or "")
    return make_period(fichiers, period, request, reporter)
