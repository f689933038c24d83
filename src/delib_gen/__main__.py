"""`python -m delib_gen` and the `delib-gen` command."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from delib_gen.machine.guard import supervise, tell_written
from delib_gen.machine.scratch import clear_scratch, name_scratch
from delib_gen.startup import spare_startup

_INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line in a process that can be stopped, and leave as it did."""
    name_scratch()
    ended = supervise(_run)
    clear_scratch()
    if isinstance(ended, int):
        os._exit(ended)  # all is said; here nothing was loaded, nor printed
    from delib_gen.cli.stopped import report_stopped

    _leave(report_stopped(ended, sys.argv[1:]))


def _run() -> NoReturn:
    spare_startup()
    try:
        from delib_gen.cli.run import run

        _leave(run(sys.argv[1:]))
    except KeyboardInterrupt:  # before `run` can tell, or when it has told all
        print(f"delib-gen : interrompu, {tell_written()}", file=sys.stderr)  # noqa: T201
        sys.exit(_INTERRUPTED)


def _leave(status: int) -> NoReturn:
    """End the process at once, what was printed being out.

    Taking modules and classes apart one by one is an eighth of a `check`, and the
    system takes the whole process apart anyway. Whoever embeds the command calls
    `run`, which returns; a debugger or a profiler is left its own way out.
    """
    from delib_gen.cli.output import silence

    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            silence(stream)
    if sys.gettrace() or sys.getprofile():
        sys.exit(status)
    os._exit(status)


if __name__ == "__main__":
    main()
