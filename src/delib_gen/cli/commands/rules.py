"""`delib-gen rules`: all the rules, a line each."""

from __future__ import annotations

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.output import say


@click.command("rules", cls=FrenchCommand)
def COMMAND() -> int:  # noqa: N802
    """Énumère toutes les règles, une par ligne."""
    from delib_gen.rules.explain import list_rules

    for line in list_rules():
        say(line)
    return 0
