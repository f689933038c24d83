"""`delib-gen desk`: the sittings of a folder in the browser."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.output import print_findings, say
from delib_gen.cli.values import FilePath, FolderPath, option, today

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
    if serveur is not None:
        return _serve_office(dossier, serveur)
    from delib_gen.desk.web.serve import serve

    try:
        serve(dossier, today, port, _tell, browse=not sans_navigateur)
    except OSError as error:
        say(f"delib-gen : le port {port} n'est pas libre ({error.strerror})", err=True)
        say("  choisissez-en un autre, ou retirez --port", err=True)
        return 1
    say("delib-gen : bureau fermé", err=True)
    return 0


def _tell(address: str) -> None:
    say(address)
    say(
        "delib-gen : le bureau est ouvert à cette adresse (Ctrl-C pour finir)", err=True
    )


def _serve_office(dossier: Path, serveur: Path) -> int:
    from delib_gen.desk.serveur.lecture import read_settings
    from delib_gen.desk.serveur.servir import serve_office

    settings, findings = read_settings(serveur)
    print_findings(findings, "line")  # without the line itself: it may be a secret
    if settings is None:
        return 1
    told = settings.reglages
    words = f"{told.adresse}, sur {told.ecoute} (Ctrl-C pour finir)"
    try:
        serve_office(
            dossier,
            settings,
            today,
            lambda: say(f"delib-gen : le bureau répond pour {words}", err=True),
        )
    except OSError as error:
        say(f"delib-gen : {told.ecoute} : {error.strerror}", err=True)
        say("  choisissez un autre port : `ecoute: 127.0.0.1:8001`", err=True)
        return 1
    say("delib-gen : bureau fermé", err=True)
    return 0
