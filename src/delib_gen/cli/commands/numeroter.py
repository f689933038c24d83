"""`delib-gen numeroter`: the acts of a sitting get the numbers that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.output import REGISTRE, print_findings, say
from delib_gen.cli.values import FilePath, Number, option

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from delib_gen.numeros.numeroter import Numerote

_MOST = 99_999


@click.command("numeroter", cls=FrenchCommand)
@click.argument("fichier", type=FilePath(), metavar="FICHIER")
@click.option(
    "--ecrire", is_flag=True, help="Prendre ces numéros et les écrire dans le fichier."
)
@click.option(
    "--tout",
    is_flag=True,
    help="Renuméroter aussi les actes dont le numéro n'est pas encore au registre.",
)
@option(
    "--premier=N",
    Number(1, _MOST),
    "Le rang du premier numéro, quand le registre n'en connaît pas d'avant.",
)
@REGISTRE
def COMMAND(  # noqa: N802
    fichier: Path, ecrire: bool, tout: bool, premier: int | None, registre: Path | None
) -> int:
    """Propose les numéros des actes qui n'en ont pas ; --ecrire les prend et les écrit.

    Les numéros suivent ceux du registre, par organe et par année ; un numéro pris ne
    se donne plus. Rien d'autre ne change dans le fichier.
    """
    from delib_gen.checking import check_session
    from delib_gen.numeros.edit import show_changes
    from delib_gen.numeros.numeroter import list_blocking, number_acts
    from delib_gen.reporters import show_controls

    checked = check_session(fichier, (), registre=registre)
    found = list_blocking(checked.findings, tout=tout)
    if checked.situation is None or found:
        print_findings(found, "text")
        return 1
    made = number_acts(checked.situation, ecrire=ecrire, tout=tout, premier=premier)
    for line in show_changes(made.changes):
        say(show_controls(line))
    for line in _tell(made, premier, ecrire=ecrire):
        say(show_controls(line), err=True)
    return 0


def _tell(made: Numerote, premier: int | None, *, ecrire: bool) -> Iterator[str]:
    """What was done or is proposed, and what to look at."""
    from delib_gen.rules.words import count

    proposition = made.proposition
    if proposition.desordre:
        yield (
            f"à vérifier : {proposition.desordre} ; `--tout` renumérote ceux qui ne "
            "sont pas encore au registre"
        )
    for remarque in (*proposition.remarques, *made.remarques):
        yield f"à vérifier : {remarque}"
    given = proposition.attributions
    if not given:
        yield "tous les actes ont leur numéro"
    elif ecrire:
        what = count(len(given), "numéro pris et écrit", "numéros pris et écrits")
        yield f"{what} ; registre : {made.registre}"
    else:
        what = count(len(given), "numéro proposé", "numéros proposés")
        yield f"{what} ; rien n'est écrit : relancez avec --ecrire"
    if made.nouveau and given and premier is None:
        yield (
            f"le registre « {made.registre} » est nouveau : s'il y a eu d'autres actes "
            "cette année, donnez le premier rang (--premier)"
        )
