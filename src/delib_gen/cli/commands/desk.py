"""`delib-gen desk`: the sittings of a folder in the browser."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.output import say
from delib_gen.cli.values import FolderPath, today

_NEEDED = ("starlette", "uvicorn")


@click.command("desk", cls=FrenchCommand)
@click.argument("dossier", type=FolderPath(), default=Path(), metavar="[DOSSIER]")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="NOMBRE",
    help="Port de ce poste sur lequel servir (un port libre).",
)
@click.option(
    "--sans-navigateur",
    is_flag=True,
    help="Affiche l'adresse sans ouvrir le navigateur.",
)
def COMMAND(dossier: Path, port: int, sans_navigateur: bool) -> int:  # noqa: N802
    """Ouvre le bureau : les séances d'un dossier dans le navigateur, sans réseau.

    L'adresse affichée ne sert qu'une fois, sur ce poste seul. Ctrl-C arrête le bureau ;
    tout ce qui y a été fait est déjà dans les fichiers.
    """
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        say("delib-gen : le bureau demande des paquets qui ne sont pas là", err=True)
        say("  installez-les : pip install 'delib-gen[desk]'", err=True)
        return 1
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
