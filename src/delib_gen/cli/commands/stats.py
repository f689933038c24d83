"""`delib-gen stats`: the figures of a sitting, or of several, added up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from delib_gen.cli.commands.recueil import make_period
from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.means import MEANS, with_request
from delib_gen.cli.output import (
    DIAGNOSTICS,
    FILES,
    LANGUES,
    OUT,
    REGISTRE,
    STRICT,
    TEMPLATES,
    choose_day,
    choose_formats,
)

if TYPE_CHECKING:
    from delib_gen.request import RenderRequest


@click.command("stats", cls=FrenchCommand)
@FILES
@choose_day("--du", "Premier", required=False)
@choose_day("--au", "Dernier", required=False)
@OUT
@LANGUES
@choose_formats("html,pdf")
@MEANS
@REGISTRE
@TEMPLATES
@DIAGNOSTICS
@STRICT
@with_request
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
