"""A heading of a sequence, which knows how the sequence goes on.

Word counts such headings itself, so that one put in between renumbers those below.
"""

from __future__ import annotations


class Numbered(str):
    """The text of a heading, plain to whoever prints it.

    Attributes:
        suivant: what the next heading of the sequence says.
    """

    __slots__ = ("suivant",)
    suivant: str

    def __new__(cls, text: str, suivant: str) -> Numbered:
        """A heading, and the one that follows it."""
        numbered = super().__new__(cls, text)
        numbered.suivant = suivant
        return numbered

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        # What `pickle` makes it of anew, where a plain text has itself.
        return (str(self), self.suivant)
