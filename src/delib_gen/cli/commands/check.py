"""`delib-gen check`: reads and checks; renders nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from delib_gen.checking import blocks, check_session
from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.output import DIAGNOSTICS, STRICT, print_findings
from delib_gen.cli.summary import summarise

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic


@click.command("check", cls=FrenchCommand)
@click.argument("fichiers", nargs=-1, required=True, metavar="FICHIER…")
@DIAGNOSTICS
@STRICT
def COMMAND(fichiers: tuple[str, ...], reporter: str, strict: bool) -> int:  # noqa: N802
    """Vérifie des fichiers de séance et dit tout ce qui ne va pas ; ne produit rien."""
    findings: list[Diagnostic] = []
    for name in fichiers:
        checked = check_session(Path(name))
        findings += checked.findings
        if reporter != "json":
            click.echo(summarise(name, checked, strict=strict))
    print_findings(findings, reporter, to_stdout=reporter == "json")
    return int(blocks(findings, strict=strict))
