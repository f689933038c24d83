"""`delib-gen check`: reads and checks; renders nothing."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import click

from delib_gen.checking import Claims, blocks, check_session
from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.output import (
    DIAGNOSTICS,
    FILES,
    LANGUES,
    REGISTRE,
    STRICT,
    print_findings,
    say,
)
from delib_gen.cli.summary import summarise
from delib_gen.findings import sort_diagnostics
from delib_gen.lang.editions import list_langues
from delib_gen.reporters import show_controls

if TYPE_CHECKING:
    from pathlib import Path

    from delib_gen.findings import Diagnostic


@click.command("check", cls=FrenchCommand)
@FILES
@LANGUES
@REGISTRE
@DIAGNOSTICS
@STRICT
def COMMAND(  # noqa: N802
    fichiers: tuple[Path, ...],
    langues: tuple[str, ...],
    registre: Path | None,
    reporter: str,
    strict: bool,
) -> int:
    """Vérifie des fichiers de séance et dit tout ce qui ne va pas ; ne produit rien."""
    findings: list[Diagnostic] = []
    claims = Claims()
    for path in fichiers:
        checked = check_session(path, list_langues(langues), registre=registre)
        if checked.has_rare_signs:
            from delib_gen.preparing import check_signs  # the faces are looked at

            checked.findings = sort_diagnostics(
                [*checked.findings, *check_signs(checked)]
            )
        findings += checked.findings
        claims.add(checked)
        if reporter != "json":
            say(show_controls(summarise(str(path), checked, strict=strict)))
        del checked
        if len(fichiers) > 1:
            gc.collect()  # a sitting and its acts know each other: one is held
    findings += claims.findings
    print_findings(findings, reporter, to_stdout=reporter == "json")
    return int(blocks(findings, strict=strict))
