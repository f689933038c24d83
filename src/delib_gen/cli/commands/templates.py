"""`delib-gen templates check`: every template tried against every example."""

from __future__ import annotations

from pathlib import Path

import click

from delib_gen.cli.french import FrenchGroup
from delib_gen.cli.output import (
    DIAGNOSTICS,
    TEMPLATES,
    TerminalProgress,
    print_findings,
    say,
)


@click.group("templates", cls=FrenchGroup)
def COMMAND() -> None:  # noqa: N802
    """S'occupe des gabarits et des styles."""


@COMMAND.command("check")
@TEMPLATES
@DIAGNOSTICS
def check(gabarits: Path | None, reporter: str) -> int:
    """Essaie chaque gabarit sur chaque exemple, et nomme ce qui n'existe pas."""
    from delib_gen.checking import blocks
    from delib_gen.formats.base import list_formats
    from delib_gen.pipeline import RenderRequest, try_sessions
    from delib_gen.resources import list_examples, list_languages

    request = RenderRequest(
        Path(),
        list_languages(),
        tuple(list_formats()),
        own=gabarits,
        all_templates=True,
    )
    progress = TerminalProgress()
    try:
        findings = try_sessions(list_examples(), request, progress)
    finally:
        progress.finish()
    print_findings(findings, reporter, to_stdout=reporter == "json")
    if reporter != "json" and not findings:
        say("Tous les gabarits conviennent à tous les exemples.")
    return int(blocks(findings, strict=False))
