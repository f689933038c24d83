"""The names of an authority in a language; what it lacks stays in that of reference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from delib_gen.schema.texte import LANGUE_DE_REFERENCE


class Names:
    """The names of one thing, by the keys that they have in the authority's file.

    A name that nobody has given in the language is that of reference, and is
    said to be in it.
    """

    def __init__(
        self,
        versions: Mapping[str, object],
        langue: str,
        say: Callable[[str, str], str],
    ) -> None:
        """Hold the names.

        Args:
            versions: the names by language.
            langue: the language wanted.
            say: says of a text in which language it is.
        """
        self._versions = versions
        self._langue = langue
        self._say = say

    def __getattr__(self, key: str) -> Any:  # noqa: ANN401 - a name, or lines of it
        for langue in (self._langue, LANGUE_DE_REFERENCE):
            name = getattr(self._versions.get(langue), key, None)
            if isinstance(name, list) and name:
                return [self._say(line, langue) for line in name]
            if isinstance(name, str):
                return self._say(name, langue)
        # A key that no language has is one that the class of the names lacks.
        return getattr(self._versions[LANGUE_DE_REFERENCE], key)
