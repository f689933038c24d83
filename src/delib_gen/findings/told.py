"""An error that says to a clerk what stands in the way, and what to do."""

from __future__ import annotations


class ToldError(Exception):
    """What cannot be done, in a clerk's words.

    Attributes:
        message: what stands in the way, in French.
        hint: what to do, in French.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message} ({hint})" if hint else message)
        self.message, self.hint = message, hint
