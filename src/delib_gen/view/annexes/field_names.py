"""The names of the fields of a form: plain letters, each once in a dossier."""

from __future__ import annotations

import re
import textwrap
import unicodedata

_MOST = 60
_OTHER = re.compile(r"[^a-z0-9]+")
_UNNAMED = "champ"


class FieldNames:
    """Gives each field a name made of its question, that no other has."""

    def __init__(self, *before: str) -> None:
        """Make the names of a piece.

        Args:
            before: what tells it from other pieces, and from itself in another
                language beside it; what is empty is left out.
        """
        self._before = tuple(filter(None, before))
        self._given: set[str] = set()

    def give(self, question: str) -> str:
        """The name of the field of a question."""
        words = textwrap.shorten(_fold(question), _MOST, placeholder="").split()
        base = name = "-".join((*self._before, *(words or (_UNNAMED,))))
        rank = 1
        while name in self._given:
            rank += 1
            name = f"{base}-{rank}"
        self._given.add(name)
        return name


def _fold(text: str) -> str:
    """A text in plain letters, its words parted by spaces."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return _OTHER.sub(" ", kept)
