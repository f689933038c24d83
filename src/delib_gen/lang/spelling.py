"""Numbers in words, for the languages whose data say how."""

from __future__ import annotations

from typing import Any

from delib_gen.lang.phrasebook import PhraseError

_MAX_NUMBER = 999_999


class Speller:
    """Spells by a language's table of the first hundred numbers."""

    def __init__(self, langue: str, data: dict[str, Any]) -> None:
        self._data = data
        self._words = [word for row in data["nombres"] for word in row.split()]
        if len(self._words) != 100:
            raise PhraseError(f"{langue}: {len(self._words)} numbers, not 100")

    def spell(self, number: int, maniere: str) -> str:
        """A number in words, from 0 to 999 999.

        Args:
            number: the number.
            maniere: a key of the language's `manieres` (`sans-trait`…).
        """
        if not 0 <= number <= _MAX_NUMBER:
            raise ValueError(f"{number} is not spelled")
        replaced = self._spell(number)
        for sign, other in self._data["manieres"][maniere].items():
            replaced = replaced.replace(sign, other)
        return replaced

    def _spell(self, number: int) -> str:
        """A number by the language's table, its inner spaces written `_`."""
        parts: list[str] = []
        thousands, rest = divmod(number, 1000)
        hundreds, units = divmod(rest, 100)
        if thousands == 1:
            parts.append(self._data["mille"])
        elif thousands:
            spelled = self._spell(thousands)
            if thousands % 100 in (0, 80):
                spelled = spelled.removesuffix(self._data["chute_devant_mille"])
            parts.append(self._data["n_mille"].format(n=spelled))
        if hundreds == 1:
            parts.append(self._data["cent"])
        elif hundreds:
            pattern = self._data["n_cent" if units else "cents"]
            parts.append(pattern.format(n=self._words[hundreds]))
        if units or not parts:
            parts.append(self._words[units])
        return " ".join(parts)
