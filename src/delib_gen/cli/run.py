"""Running a command line: its exit status, and what goes to which stream."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from delib_gen import __version__
from delib_gen.cli.french import FolderGroup
from delib_gen.cli.life import LIFE
from delib_gen.cli.misuse import explain_usage
from delib_gen.cli.output import (
    OutputError,
    say_last,
    tell_refusal,
    tell_unsaid,
    wants_color,
)
from delib_gen.findings.told import ToldError
from delib_gen.machine import ledger
from delib_gen.machine.guard import OutOfMemoryError, tell_written

COMMANDS = "delib_gen.cli.commands"
OK, FOUND, MISUSED, FAILED, INTERRUPTED = 0, 1, 2, 3, 130
_FULL = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EROFS,
    errno.EIO,
    errno.EMFILE,
    errno.ENFILE,
}
"""What the machine lacks, and no fault of the software's."""


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

    Statut de fin : 0, rien ne bloque ; 1, une erreur au moins, ou le poste qui refuse
    d'écrire ; 2, commande mal tapée ; 3, le logiciel a échoué ; 130, interrompu.
    """


def run(arguments: Sequence[str], obj: object = None) -> int:
    """Run a command line.

    Args:
        arguments: its words.
        obj: what a command is given beside them by another one that runs it.

    Returns:
        0 nothing blocks; 1 at least one error was found, or the machine takes no more
        (a full disk); 2 the command was misused; 3 the software itself failed;
        130 it was interrupted.
    """
    _ready_streams()
    ledger.start()
    LIFE.start(watched=wants_color(sys.stderr))
    try:
        status = _call(arguments, obj)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "delib-gen"
        click.echo(f"delib-gen : {explain_usage(error)}", err=True)
        click.echo(f"Aide : {path} --help", err=True)
        return MISUSED
    except (click.Abort, KeyboardInterrupt):
        say_last(f"delib-gen : interrompu, {tell_written()}")
        return INTERRUPTED
    except OutputError as error:
        tell_unsaid(error)
        return FOUND
    except SystemExit:
        # click's way out where the reader of a help goes away: that is its right.
        return OK
    except OutOfMemoryError as error:
        from delib_gen.cli.stopped import report_stopped

        return report_stopped(error.stopped, arguments)
    except Exception as error:
        return _report_failure(error)
    finally:
        LIFE.stop()
    return status if isinstance(status, int) else OK


def _call(arguments: Sequence[str], obj: object) -> object:
    """Have click call the command; what stands in its way is told."""
    try:
        return main_group.main(
            list(arguments), prog_name="delib-gen", standalone_mode=False, obj=obj
        )
    except ToldError as error:
        tell_refusal(error)
        return FOUND


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
    if isinstance(error, OSError) and error.errno in _FULL:
        from delib_gen.bundle.errors import explain_reason

        place = f"« {error.filename} » : " if error.filename else ""
        say_last(f"delib-gen : {place}{explain_reason(error)} ; {tell_written()}")
        say_last(f"  vérifiez aussi le dossier temporaire, « {_find_temporary()} »")
        return FOUND
    say_last(
        f"delib-gen : le logiciel a échoué ({type(error).__name__} : {error}) ; "
        f"{tell_written()}."
    )
    if os.environ.get("DELIB_GEN_TRACE"):
        import traceback

        say_last("".join(traceback.format_exception(error)))
    else:
        say_last(
            "Signalez-le avec la trace, que donne la même commande précédée de "
            "DELIB_GEN_TRACE=1."
        )
    return FAILED


def _find_temporary() -> str:
    import tempfile

    try:
        return tempfile.gettempdir()
    except OSError:  # none can be written to
        return os.environ.get("TMPDIR", "/tmp")  # noqa: S108 - only named
