"""`delib-gen suivi`: what became of the acts of a sitting, put into the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.output import REGISTRE, print_findings, say
from delib_gen.cli.values import Day, FilePath, Text, option, today

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


@click.command("suivi", cls=FrenchCommand)
@click.argument("fichier", type=FilePath(), metavar="FICHIER")
@option("--acte=NUMERO", Text(), "Un seul acte, par son numéro ou son id (tous).")
@option("--signe=AAAA-MM-JJ", Day(), "Le jour où il a été signé.")
@option(
    "--envoye=AAAA-MM-JJ",
    Day(),
    "Le jour où il a été envoyé au représentant de l'État.",
)
@option("--recu=AAAA-MM-JJ", Day(), "Le jour où il y a été reçu.")
@option("--publie=AAAA-MM-JJ", Day(), "Le jour où il a été publié.")
@option(
    "--note=TEXTE",
    Text(),
    "Une remarque : le numéro d'un accusé, la raison d'une correction.",
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
    from delib_gen.checking import check_session, select_actes
    from delib_gen.findings import has_errors
    from delib_gen.numeros.suivi import follow, tell_suivi
    from delib_gen.reporters import show_controls

    checked = check_session(fichier, registre=registre)
    found, actes = select_actes(checked, acte or "")
    if checked.situation is None or has_errors(found):
        print_findings(found, "text")
        return 1
    faits = {name: jour for name, jour in jours.items() if jour is not None}
    suivi = follow(checked.situation, actes, faits, note or "", today=today())
    for line in tell_suivi(suivi):
        say(show_controls(line))
    if suivi.inscrits:
        say(show_controls(f"inscrit dans {suivi.registre}"), err=True)
    return 0
