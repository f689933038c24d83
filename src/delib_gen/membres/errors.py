"""Why a table of members could not be taken."""

from __future__ import annotations

from delib_gen.findings.told import ToldError


class MembresError(ToldError):
    """Nothing was written; the words say what stands in the way."""
