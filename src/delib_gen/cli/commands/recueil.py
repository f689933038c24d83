"""`delib-gen recueil`: the books of a period, from its session files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.means import follow, with_request
from delib_gen.cli.output import FILES, say
from delib_gen.cli.values import Day, Words, option

if TYPE_CHECKING:
    import datetime as dt

    from delib_gen.recueil import Period
    from delib_gen.request import RenderRequest


def _books() -> Iterable[str]:
    from delib_gen.catalogue import CATALOGUE

    return CATALOGUE.periode.names


@click.command("recueil", cls=FrenchCommand)
@FILES
@option("--du=JOUR", Day(), "Premier jour, compris.", required=True)
@option("--au=JOUR", Day(), "Dernier jour, compris.", required=True)
@option(
    "--only=LIVRES",
    Words(_books),
    "recueil, registre, statistiques (les trois).",
    to="livres",
)
@click.option(
    "--lacunes",
    is_flag=True,
    help="Admet que des numéros manquent entre deux séances : un avertissement le dit.",
)
@option(
    "--feuillet=N",
    click.IntRange(min=1),
    "Numéro du premier feuillet du registre (1).",
    default=1,
)
@with_request("pdf,docx")
def COMMAND(  # noqa: N802
    fichiers: tuple[Path, ...],
    du: dt.date,
    au: dt.date,
    livres: tuple[str, ...] | None,
    lacunes: bool,
    feuillet: int,
    reporter: str,
    request: RenderRequest,
) -> int:
    """Fait le recueil et le registre d'une période, à partir de ses séances."""
    from delib_gen.recueil import Period

    period = Period(du, au, lacunes, feuillet=feuillet)
    request = replace(request, only=livres or ())
    return make_period(fichiers, period, request, reporter)


def make_period(
    fichiers: tuple[Path, ...], period: Period, request: RenderRequest, reporter: str
) -> int:
    """Make the papers of a period, and say what came of it; the exit status."""
    from delib_gen.cli.misuse import Misuse
    from delib_gen.recueil import render_period

    if period.au < period.du:
        raise Misuse("`--au` vient avant `--du` : donnez le dernier jour de la période")
    outcome = follow(
        lambda progress: render_period(fichiers, period, request, progress), reporter
    )
    for bundle in outcome.bundles:
        for path in bundle.paths:
            say(str(path))
    return int(outcome.blocked(strict=request.strict))
