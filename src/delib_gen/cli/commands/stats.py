"""`delib-gen stats`: the figures of a sitting, or of several, added up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from delib_gen.cli.commands.recueil import make_period
from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.means import with_request
from delib_gen.cli.output import FILES
from delib_gen.cli.values import Day, option

if TYPE_CHECKING:
    from delib_gen.request import RenderRequest


@click.command("stats", cls=FrenchCommand)
@FILES
@option("--du=JOUR", Day(), "Premier jour, compris.")
@option("--au=JOUR", Day(), "Dernier jour, compris.")
@with_request("html,pdf")
def COMMAND(  # noqa: N802
    fichiers: tuple[Path, ...],
    du: dt.date | None,
    au: dt.date | None,
    reporter: str,
    request: RenderRequest,
) -> int:
    """Dit en graphiques et en tableaux la présence, les décisions et les votes."""
    from delib_gen.recueil import Period

    request = replace(request, only=("statistiques",))
    period = Period(du or dt.date.min, au or dt.date.max, True, "statistiques")
    return make_period(fichiers, period, request, reporter)
