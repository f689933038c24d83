"""`delib-gen stats`: the figures of a sitting, or of several, added up."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from delib_gen.cli.commands.recueil import make_period
from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.means import MEANS
from delib_gen.cli.output import (
    DIAGNOSTICS,
    FILES,
    LANGUES,
    OUT,
    REGISTRE,
    STRICT,
    TEMPLATES,
    choose_formats,
)
from delib_gen.cli.values import Day


@click.command("stats", cls=FrenchCommand)
@FILES
@click.option(
    "--du", type=Day(), default=None, metavar="JOUR", help="Premier jour, compris."
)
@click.option(
    "--au", type=Day(), default=None, metavar="JOUR", help="Dernier jour, compris."
)
@OUT
@LANGUES
@choose_formats("html,pdf")
@MEANS
@REGISTRE
@TEMPLATES
@DIAGNOSTICS
@STRICT
def COMMAND(  # noqa: N802
    fichiers: tuple[Path, ...],
    du: dt.date | None,
    au: dt.date | None,
    sortie: Path,
    langues: tuple[str, ...],
    formats: tuple[str, ...],
    jobs: int | None,
    grappe: str | None,
    magasin: Path | None,
    registre: Path | None,
    gabarits: Path | None,
    reporter: str,
    strict: bool,
) -> int:
    """Dit en graphiques et en tableaux la présence, les décisions et les votes."""
    from delib_gen.pipeline import RenderRequest
    from delib_gen.recueil import Period

    request = RenderRequest(
        sortie,
        langues,
        formats,
        ("statistiques",),
        own=gabarits,
        jobs=jobs or 0,
        strict=strict,
        cluster=grappe or "",
        store=magasin,
        registre=registre,
    )
    period = Period(du or dt.date.min, au or dt.date.max, True, "statistiques")
    return make_period(fichiers, period, request, reporter)
