"""Printing findings: for eyes, for editors, for programs, for CI."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from functools import cache

from delib_gen.findings import Diagnostic

Reporter = Callable[[Sequence[Diagnostic], bool], str]
"""Takes the findings and whether colours are wanted; gives the text to print."""


@cache
def list_reporters() -> dict[str, Reporter]:
    """The reporters by name: every module of this folder that has a `report`."""
    return {
        info.name: importlib.import_module(f"{__name__}.{info.name}").report
        for info in pkgutil.iter_modules(__path__)
    }
