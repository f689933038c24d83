"""`delib-gen doctor`: what the machine has and lacks."""

from __future__ import annotations

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.output import say


@click.command("doctor", cls=FrenchCommand)
def COMMAND() -> int:  # noqa: N802
    """Dit ce que ce poste a et ce qui lui manque, et la commande qui l'installe."""
    from delib_gen.machine.doctor import report_machine

    text, able = report_machine()
    say(text)
    return int(not able)
