"""`delib-gen registre`: the acts of rendered sittings, added to a register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.output import print_findings, say
from delib_gen.cli.values import FilePath

if TYPE_CHECKING:
    from pathlib import Path

    from delib_gen.bundle.registre import FilledRegistre


@click.command("registre", cls=FrenchCommand)
@click.argument(
    "manifestes", nargs=-1, required=True, type=FilePath(), metavar="MANIFESTE…"
)
@click.option(
    "--dans",
    "registre",
    type=FilePath(),
    required=True,
    metavar="FICHIER",
    help="Le registre à compléter ; il est créé s'il n'existe pas.",
)
def COMMAND(manifestes: tuple[Path, ...], registre: Path) -> int:  # noqa: N802
    """Ajoute à un registre les actes des séances produites (leurs manifest.json)."""
    from delib_gen.bundle.errors import BundleError
    from delib_gen.bundle.registre import fill_registre
    from delib_gen.reporters import show_controls

    try:
        filled = fill_registre(manifestes, registre)
    except BundleError as error:
        say(f"delib-gen : {error.message}", err=True)
        return 1
    print_findings(filled.findings, "text")
    for refus in filled.refus:
        say(show_controls(f"delib-gen : {refus}"), err=True)
    if filled.refused:
        say("  rien n'a été écrit ; corrigez, puis relancez", err=True)
        return 1
    say(show_controls(f"{registre} : {_describe(filled)}"))
    return 0


def _describe(filled: FilledRegistre) -> str:
    """What was done, in a few words."""
    from delib_gen.rules.words import count

    parts = [
        count(len(filled.ajoutes), "acte ajouté", "actes ajoutés"),
        count(filled.connus, "déjà connu", "déjà connus"),
    ]
    if filled.autres:
        what = ("laissé de côté, sans décision", "laissés de côté, sans décision")
        parts.append(count(filled.autres, *what))
    return ", ".join(parts)
