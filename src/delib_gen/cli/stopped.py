"""What is said of a work that was stopped: a finding like any other."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from typing import TYPE_CHECKING

from delib_gen.bundle.staging import clear_begun
from delib_gen.cli.output import OutputError, print_findings, say_last, tell_unsaid
from delib_gen.findings.stopped import make_finding
from delib_gen.machine.guard import tell_written
from delib_gen.reporters import list_reporters

if TYPE_CHECKING:
    from delib_gen.machine.guard import Stopped

_TO_STDOUT = ("check", "templates")
_FOUND = 1


def report_stopped(stopped: Stopped, arguments: Sequence[str]) -> int:
    """Print the finding in the form that the command line asked for.

    Args:
        stopped: what was stopped.
        arguments: the command line.

    Returns:
        The exit status.
    """
    clear_begun(stopped.begun)
    if stopped.asked:  # it ended as it was told to, and so do we
        signal.signal(stopped.number, signal.SIG_DFL)
        os.kill(os.getpid(), stopped.number)
    reporter = "text"
    for word, after in zip(arguments, [*arguments[1:], ""], strict=True):
        name, _, value = word.partition("=")
        if name == "--diagnostics":
            reporter = value or after
    reporter = reporter if reporter in list_reporters() else "text"
    to_stdout = reporter == "json" and arguments[0] in _TO_STDOUT
    try:
        print_findings([make_finding(stopped)], reporter, to_stdout=to_stdout)
    except OutputError as error:
        tell_unsaid(error)
    else:
        nothing = "le reste n'a pas été vérifié, rien n'a été écrit"
        say_last(f"delib-gen : arrêté ; {tell_written(nothing)}")
    return _FOUND
