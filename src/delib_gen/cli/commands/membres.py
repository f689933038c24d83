"""`delib-gen membres`: the members of an authority's file, from a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.misuse import choose_organe
from delib_gen.cli.output import print_findings, say
from delib_gen.cli.values import Day, FilePath, Text, option

if TYPE_CHECKING:
    import datetime as dt


@click.command("membres", cls=FrenchCommand)
@click.argument("tableau", type=FilePath(), metavar="TABLEAU")
@option(
    "--dans=FICHIER",
    FilePath(),
    "Le fichier de la collectivité, dont les membres sont renouvelés.",
    to="fichier",
    required=True,
)
@option(
    "--organe=ORGANE",
    Text(),
    "L'organe où ils siègent (le premier de la collectivité).",
)
@option(
    "--de=NOM",
    Text(),
    "La collectivité dont on prend les élus, quand le tableau en a plusieurs.",
)
@option(
    "--date=AAAA-MM-JJ",
    Day(),
    "Le jour où cesse le mandat de qui n'est plus dans le tableau.",
    to="jour",
)
def COMMAND(  # noqa: N802
    tableau: Path,
    fichier: Path,
    organe: str | None,
    de: str | None,
    jour: dt.date | None,
) -> int:
    """Inscrit ou renouvelle les membres d'une collectivité, d'après un tableau."""
    from delib_gen.load.reference import load_autorite
    from delib_gen.load.sources import Sources
    from delib_gen.membres.file import lay_empty_list
    from delib_gen.membres.renew import renew_members, tell_renewed
    from delib_gen.reporters import show_controls

    sources = Sources(lay_empty_list(fichier))
    reference = load_autorite(fichier.name, fichier.parent, None, sources=sources)
    autorite = reference.autorite
    if autorite is None:
        print_findings(sources.quote(reference.findings), "text")
        return 1
    organe = choose_organe(organe, autorite.organes)
    renewed = renew_members(tableau, fichier, autorite, organe, de, jour)
    print_findings(renewed.findings, "text")
    for line in tell_renewed(renewed):
        say(show_controls(line), err=True)
    if renewed.apres is not None:
        say(str(fichier))
    return int(renewed.tableau is None)
