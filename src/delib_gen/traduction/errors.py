"""Why a table of translations could not be written or read, in a clerk's words."""

from __future__ import annotations


class TraductionError(Exception):
    """Nothing was written; the words say what stands in the way.

    Attributes:
        message: what stands in the way, in French.
        hint: what to do, in French.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message} ({hint})" if hint else message)
        self.message = message
        self.hint = hint
