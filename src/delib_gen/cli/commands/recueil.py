"""`delib-gen recueil`: the books of a period, from its session files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.means import MEANS, follow, with_request
from delib_gen.cli.output import (
    DIAGNOSTICS,
    FILES,
    FORMATS,
    LANGUES,
    OUT,
    REGISTRE,
    STRICT,
    TEMPLATES,
    choose_day,
    say,
)
from delib_gen.cli.values import Words

if TYPE_CHECKING:
    import datetime as dt

    from delib_gen.recueil import Period
    from delib_gen.request import RenderRequest


def _books() -> Iterable[str]:
    from delib_gen.catalogue import CATALOGUE

    return CATALOGUE.periode.names


@click.command("recueil", cls=FrenchCommand)
@FILES
@choose_day("--du", "Premier", required=True)
@choose_day("--au", "Dernier", required=True)
@OUT
@LANGUES
@FORMATS
@click.option(
    "--only",
    "livres",
    type=Words(_books),
    default=None,
    metavar="LIVRES",
    help="recueil, registre, statistiques (les trois).",
)
@click.option(
    "--lacunes",
    is_flag=True,
    help="Admet que des numéros manquent entre deux séances : un avertissement le dit.",
)
@MEANS
@click.option(
    "--feuillet",
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    help="Numéro du premier feuillet du registre (1).",
)
@REGISTRE
@TEMPLATES
@DIAGNOSTICS
@STRICT
@with_request
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
    if outcome is None:
        return 1
    for bundle in outcome.bundles:
        for path in bundle.paths:
            say(str(path))
    return int(outcome.blocked(strict=request.strict))
