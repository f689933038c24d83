"""`delib-gen suivi`: what became of the acts of a sitting, put into the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.output import REGISTRE, print_findings, say
from delib_gen.cli.values import Day, FilePath, Text, today

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


@click.command("suivi", cls=FrenchCommand)
@click.argument("fichier", type=FilePath(), metavar="FICHIER")
@click.option(
    "--acte",
    type=Text(),
    default=None,
    metavar="NUMERO",
    help="Un seul acte, par son numéro ou son id (tous).",
)
@click.option(
    "--signe", type=Day(), metavar="AAAA-MM-JJ", help="Le jour où il a été signé."
)
@click.option(
    "--envoye",
    type=Day(),
    metavar="AAAA-MM-JJ",
    help="Le jour où il a été envoyé au représentant de l'État.",
)
@click.option(
    "--recu", type=Day(), metavar="AAAA-MM-JJ", help="Le jour où il y a été reçu."
)
@click.option(
    "--publie", type=Day(), metavar="AAAA-MM-JJ", help="Le jour où il a été publié."
)
@click.option(
    "--note",
    type=Text(),
    default=None,
    metavar="TEXTE",
    help="Une remarque : le numéro d'un accusé, la raison d'une correction.",
)
@REGISTRE
def COMMAND(  # noqa: N802
    fichier: Path,
    acte: str | None,
    note: str | None,
    registre: Path | None,
    **jours: dt.date | None,
) -> int:
    """Inscrit au registre les suites des actes ; sans date, dit ce qu'il en sait."""
    from delib_gen.bundle.errors import BundleError
    from delib_gen.checking import check_session, select_actes
    from delib_gen.findings import has_errors
    from delib_gen.numeros.errors import NumerosError
    from delib_gen.numeros.suivi import follow, tell_suivi
    from delib_gen.reporters import show_controls

    checked = check_session(fichier, registre=registre)
    found, actes = select_actes(checked, acte or "")
    if checked.situation is None or has_errors(found):
        print_findings(found, "text")
        return 1
    faits = {name: jour for name, jour in jours.items() if jour is not None}
    try:
        suivi = follow(checked.situation, actes, faits, note or "", today=today())
    except (NumerosError, BundleError) as error:
        say(show_controls(f"delib-gen : {error.message}"), err=True)
        if error.hint:
            say(show_controls(f"  {error.hint}"), err=True)
        return 1
    for line in tell_suivi(suivi):
        say(show_controls(line))
    if suivi.inscrits:
        say(show_controls(f"inscrit dans {suivi.registre}"), err=True)
    return 0
