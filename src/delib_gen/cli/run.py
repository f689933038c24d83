"""Running a command line: its exit status, and what goes to which stream."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from delib_gen import __version__
from delib_gen.cli.french import FolderGroup
from delib_gen.cli.misuse import explain_usage

COMMANDS = "delib_gen.cli.commands"
OK, FOUND, MISUSED, FAILED = 0, 1, 2, 3


@click.group(
    cls=FolderGroup,
    package=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__,
    prog_name="delib-gen",
    message="%(prog)s %(version)s",
    help="Affiche la version.",
)
def main_group() -> None:
    """Délibérations, rapports et annexes d'une assemblée, à partir d'un seul fichier.

    Le premier usage : delib-gen check seance.yaml, puis delib-gen render seance.yaml.
    """


def run(arguments: Sequence[str]) -> int:
    """Run a command line.

    Returns:
        0 nothing blocks; 1 at least one error was found; 2 the command was
        misused; 3 the software itself failed.
    """
    _ready_streams()
    try:
        status = main_group.main(
            list(arguments), prog_name="delib-gen", standalone_mode=False
        )
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "delib-gen"
        click.echo(f"delib-gen : {explain_usage(error)}", err=True)
        click.echo(f"Aide : {path} --help", err=True)
        return MISUSED
    except (click.Abort, KeyboardInterrupt):
        click.echo("delib-gen : interrompu, rien n'a été écrit", err=True)
        return FAILED
    except SystemExit:
        # click's way out where the reader of a help goes away: that is its right.
        return OK
    except Exception as error:
        return _report_failure(error)
    return status if isinstance(status, int) else OK


def _ready_streams() -> None:
    """Have two streams that take any text, whatever the command was given."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # Closed by who called us (`>&-`): nobody reads, yet all can be written.
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
            setattr(sys, name, nowhere)
        else:
            # A terminal that cannot show « é » must not stop a rendering.
            stream.reconfigure(errors="replace")


def _report_failure(error: Exception) -> int:
    """Say plainly that the software failed; the trace only where it is asked for."""
    click.echo(
        f"delib-gen : le logiciel a échoué ({type(error).__name__} : {error}) ; rien "
        "n'a été écrit.",
        err=True,
    )
    if os.environ.get("DELIB_GEN_TRACE"):
        import traceback

        click.echo("".join(traceback.format_exception(error)), err=True)
    else:
        click.echo(
            "Signalez-le avec la trace, que donne la même commande précédée de "
            "DELIB_GEN_TRACE=1.",
            err=True,
        )
    return FAILED
