"""`delib-gen translate`: what is to be translated as a table, and back again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.misuse import Misuse
from delib_gen.cli.output import print_findings, say
from delib_gen.cli.values import FilePath, Word, option

if TYPE_CHECKING:
    from delib_gen.model.situation import Situation


def _langues() -> Iterable[str]:
    from delib_gen.resources import list_text_languages
    from delib_gen.schema.texte import LANGUE_DE_REFERENCE

    return [code for code in list_text_languages() if code != LANGUE_DE_REFERENCE]


@click.command("translate", cls=FrenchCommand)
@click.argument("fichier", type=FilePath(), metavar="FICHIER")
@option(
    "--lang=LANGUE",
    Word(_langues),
    "Langue des traductions (la seule qui ne soit pas le français).",
    to="langue",
)
@option(
    "-o --out=TABLEAU",
    FilePath(),
    "Tableau à écrire, .csv ou .xlsx (traductions.csv).",
    to="sortie",
)
@option(
    "--memoire=CHEMIN",
    FilePath(),
    "Séances d'avant, ou dossier qui en contient : leurs traductions sont "
    "proposées. Peut être répété.",
    to="memoires",
    multiple=True,
)
@option(
    "--lire=TABLEAU",
    FilePath(),
    "Relit un tableau rempli dans le fichier de séance.",
    to="tableau",
)
def COMMAND(  # noqa: N802
    fichier: Path,
    langue: str | None,
    sortie: Path | None,
    memoires: tuple[Path, ...],
    tableau: Path | None,
) -> int:
    """Met en tableau ce qui reste à traduire, puis relit les traductions."""
    from delib_gen.traduction.session import open_session

    if tableau is not None and (sortie is not None or memoires):
        raise Misuse(
            "`--lire` relit un tableau ; `-o` et `--memoire` servent à en écrire un",
            click.get_current_context(),
        )
    situation, wrong = open_session(fichier)
    print_findings(wrong, "text")
    if situation is None:
        return 1
    if tableau is not None:
        return _read(situation, tableau)
    target = sortie or Path("traductions.csv")
    return _write(situation, langue or _only_language(), target, memoires)


def _only_language() -> str:
    known = list(_langues())
    if len(known) != 1:
        named = ", ".join(f"`{code}`" for code in known)
        raise Misuse(
            f"il manque `--lang` : la langue des traductions ({named})",
            click.get_current_context(),
        )
    return known[0]


def _write(
    situation: Situation, langue: str, target: Path, memoires: tuple[Path, ...]
) -> int:
    from delib_gen.reporters import show_controls
    from delib_gen.traduction.session import tell_missing, write_missing

    written = write_missing(situation, langue, target, memoires)
    for line in tell_missing(written):
        say(show_controls(line), err=True)
    if written.ecrites:
        say(str(target))
    return 0


def _read(situation: Situation, table: Path) -> int:
    from delib_gen.reporters import show_controls
    from delib_gen.traduction.session import put_back, tell_read

    relecture = put_back(situation, table)
    for line in tell_read(relecture):
        say(show_controls(line), err=True)
    for change in relecture.changes:
        say(str(change.path))
    return int(bool(relecture.refus))
