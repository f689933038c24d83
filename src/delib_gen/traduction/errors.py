"""Why a table of translations could not be written or read."""

from __future__ import annotations

from delib_gen.findings.told import ToldError


class TraductionError(ToldError):
    """Nothing was written; the words say what stands in the way."""
