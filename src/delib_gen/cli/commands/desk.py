"""`delib-gen desk`: the sittings of a folder in the browser."""

from __future__ import annotations

import importlib.util
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.output import print_findings, say
from delib_gen.cli.values import FilePath, FolderPath, option, today

if TYPE_CHECKING:
    from delib_gen.desk.serveur.reglages import Reglages

_NEEDED = ("starlette", "uvicorn")
_SERVER = (*_NEEDED, "authlib", "httpx2", "itsdangerous")


@click.command("desk", cls=FrenchCommand)
@click.argument("dossier", type=FolderPath(), default=Path(), metavar="[DOSSIER]")
@option(
    "--port=NOMBRE",
    click.IntRange(0, 65535),
    "Port de ce poste sur lequel servir (un port libre).",
    default=0,
)
@click.option(
    "--sans-navigateur",
    is_flag=True,
    help="Affiche l'adresse sans ouvrir le navigateur.",
)
@option(
    "--serveur=FICHIER",
    FilePath(),
    "Sert plusieurs personnes, derrière un mandataire : les réglages sont dans ce "
    "fichier (adresse, fournisseur d'identité, rôles).",
)
def COMMAND(  # noqa: N802
    dossier: Path, port: int, sans_navigateur: bool, serveur: Path | None
) -> int:
    """Ouvre le bureau : les séances d'un dossier dans le navigateur, sans réseau.

    L'adresse affichée ne sert qu'une fois, sur ce poste seul. Ctrl-C arrête le bureau ;
    tout ce qui y a été fait est déjà dans les fichiers.
    """
    extra, needed = ("serveur", _SERVER) if serveur else ("desk", _NEEDED)
    if any(importlib.util.find_spec(name) is None for name in needed):
        say("delib-gen : le bureau demande des paquets qui ne sont pas là", err=True)
        say(f"  installez-les : pip install 'delib-gen[{extra}]'", err=True)
        return 1
    busy = f"le port {port}", "choisissez-en un autre, ou retirez --port"
    if serveur is None:
        from delib_gen.desk.web.serve import serve

        begin = partial(serve, dossier, today, port, _tell, browse=not sans_navigateur)
    else:
        from delib_gen.desk.serveur.lecture import read_settings
        from delib_gen.desk.serveur.servir import serve_office

        settings, findings = read_settings(serveur)
        print_findings(findings, "line")  # without the line: it may be a secret
        if settings is None:
            return 1
        told = settings.reglages
        busy = told.ecoute, "choisissez un autre port : `ecoute: 127.0.0.1:8001`"
        begin = partial(serve_office, dossier, settings, today, partial(_answer, told))
    try:
        begin()
    except OSError as error:
        say(f"delib-gen : {busy[0]} n'est pas libre ({error.strerror})", err=True)
        say(f"  {busy[1]}", err=True)
        return 1
    say("delib-gen : bureau fermé", err=True)
    return 0


def _tell(address: str) -> None:
    say(address)
    say(
        "delib-gen : le bureau est ouvert à cette adresse (Ctrl-C pour finir)", err=True
    )


def _answer(told: Reglages) -> None:
    words = f"{told.adresse}, sur {told.ecoute} (Ctrl-C pour finir)"
    say(f"delib-gen : le bureau répond pour {words}", err=True)
