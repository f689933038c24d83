"""Why a table of members could not be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings.told import ToldError

if TYPE_CHECKING:
    from collections.abc import Iterable


class MembresError(ToldError):
    """Nothing was written; the words say what stands in the way.

    Attributes:
        option: what has to be said besides, `date` or `de`; empty for nothing.
        choices: what may be said.
    """

    def __init__(
        self,
        message: str,
        hint: str = "",
        option: str = "",
        choices: Iterable[str] = (),
    ) -> None:
        super().__init__(message, hint)
        self.option, self.choices = option, tuple(choices)
