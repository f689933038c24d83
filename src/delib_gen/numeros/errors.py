"""Why an act is not numbered, or nothing is put into the register."""

from __future__ import annotations

from delib_gen.findings.told import ToldError


class NumerosError(ToldError):
    """Nothing was written; the words say what stands in the way."""
