"""`delib-gen registre`: the acts of rendered sittings, added to a register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.output import print_findings, say
from delib_gen.cli.values import FilePath, option

if TYPE_CHECKING:
    from pathlib import Path

    from delib_gen.bundle.registre import FilledRegistre


@click.command("registre", cls=FrenchCommand)
@click.argument("manifestes", nargs=-1, type=FilePath(), metavar="[MANIFESTE…]")
@option(
    "--dans=FICHIER",
    FilePath(),
    "Le registre (.yaml) à compléter ; il est créé s'il n'existe pas.",
    to="registre",
)
@option(
    "--depuis=REGISTRE",
    FilePath(),
    "Le registre tenu par le logiciel (.sqlite) d'où prendre les actes.",
    to="tenu",
)
@option(
    "--copier=FICHIER",
    FilePath(),
    "Avec --depuis : en faire une sauvegarde, ou la remettre en place.",
    to="copie",
)
def COMMAND(  # noqa: N802
    manifestes: tuple[Path, ...],
    registre: Path | None,
    tenu: Path | None,
    copie: Path | None,
) -> int:
    """Ajoute à un registre les actes des séances produites (leurs manifest.json).

    Avec --depuis, ce sont ceux du registre que le logiciel tient ; avec --copier,
    celui-ci est sauvegardé, ou remis en place.
    """
    from delib_gen.bundle.registre import export_registre, fill_registre
    from delib_gen.bundle.registre_copie import copy_registre
    from delib_gen.reporters import show_controls

    _refuse_misuse(manifestes, registre, tenu, copie)
    if tenu is not None and copie is not None:
        count = copy_registre(tenu, copie)
        say(show_controls(f"{copie} : {count} inscriptions, d'après {tenu}"))
    if registre is None:
        return 0
    filled = (
        fill_registre(manifestes, registre)
        if tenu is None
        else export_registre(tenu, registre)
    )
    print_findings(filled.findings, "text")
    for refus in filled.refus:
        say(show_controls(f"delib-gen : {refus}"), err=True)
    if filled.refused:
        say("  rien n'a été écrit ; corrigez, puis relancez", err=True)
        return 1
    say(show_controls(f"{registre} : {_describe(filled)}"))
    return 0


def _refuse_misuse(
    manifestes: tuple[Path, ...],
    registre: Path | None,
    tenu: Path | None,
    copie: Path | None,
) -> None:
    """Where acts are taken from, and where they go, are to be said once."""
    from delib_gen.cli.misuse import Misuse

    if bool(manifestes) == (tenu is not None):
        raise Misuse(
            "donnez des `manifest.json`, ou `--depuis` un registre : l'un des deux"
        )
    if copie is not None and tenu is None:
        raise Misuse("`--copier` va avec `--depuis`, le registre à copier")
    if registre is None and copie is None:
        raise Misuse("il manque l'option `--dans`, le registre à compléter")
    if registre is not None and registre.suffix == ".sqlite":
        raise Misuse(
            "`--dans` est un registre qui se lit (`.yaml`) ; le registre `.sqlite` se "
            "remplit par `render`"
        )


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
