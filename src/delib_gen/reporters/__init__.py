"""Printing findings: for eyes, for editors, for programs, for CI."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from functools import cache

from delib_gen.findings import Diagnostic, Severity

Reporter = Callable[[Sequence[Diagnostic], bool], str]
"""Takes the findings and whether colours are wanted; gives the text to print."""

SHOWN = 200
"""Findings that are shown to eyes: nobody reads on, and a terminal keeps few more."""
KEPT = 20_000
"""Findings that are given to programs."""
_CONTROLS = {code: 0x2400 + code for code in range(0x20) if code not in b"\t\n"}
_UNSEEN = _CONTROLS | dict.fromkeys(
    (*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD
)
"""What would act upon a terminal (an escape, the direction of writing) and the sign
that is shown for it, each of one character so that carets stay in their column."""


def list_reporters() -> list[str]:
    """The names of the reporters: the modules of this folder."""
    return sorted(info.name for info in pkgutil.iter_modules(__path__))


def cut_findings(
    diagnostics: Sequence[Diagnostic], most: int = SHOWN
) -> tuple[Sequence[Diagnostic], int]:
    """The findings that are told one by one, in their order, and how many are not.

    Where there are too many, the gravest are kept: what blocks is always seen.

    Args:
        diagnostics: all of them.
        most: how many are told.
    """
    if len(diagnostics) <= most:
        return diagnostics, 0
    gravity = {severity: rank for rank, severity in enumerate(Severity)}
    ranks = sorted(
        range(len(diagnostics)), key=lambda rank: gravity[diagnostics[rank].severity]
    )
    kept = sorted(ranks[:most])
    return [diagnostics[rank] for rank in kept], len(diagnostics) - most


def tell_rest(rest: int) -> str:
    """How many findings are not told one by one."""
    return f"et {rest} autre{'s' * (rest > 1)}, moins graves ou plus bas"


def show_controls(text: str) -> str:
    """A text without anything that a terminal would obey rather than show."""
    return text.translate(_UNSEEN)


@cache
def load_reporter(name: str) -> Reporter:
    """A reporter by its name; only the one that is used is imported."""
    reporter: Reporter = importlib.import_module(f"{__name__}.{name}").report
    return reporter
