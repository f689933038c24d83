"""STR17 of a work that was stopped, or that lacked memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings.diagnostic import Span
from delib_gen.findings.structure import STR17

if TYPE_CHECKING:
    from delib_gen.findings.diagnostic import Diagnostic
    from delib_gen.machine.guard import Stopped


def make_finding(stopped: Stopped) -> Diagnostic:
    """The finding that names the work, and says how to give it more."""
    file, acte = stopped.work.file, stopped.work.acte
    span = Span(file, 1, 1, 1, 1) if file else None
    return STR17.at((), stopped.message, stopped.hint, span=span, acte=acte)
