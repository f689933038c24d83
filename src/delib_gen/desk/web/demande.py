"""What a page asks of a sitting: an act, members, numbers and words, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from delib_gen.edits.changes import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.schema.autorite import Elu

_MOST_DIGITS = 9


class Asked:
    """What a page asks, by its words; a word that no page would send is refused."""

    def __init__(self, situation: Situation, sent: Mapping[str, Any]) -> None:
        self.situation, self._sent = situation, sent

    def text(self, key: str) -> str:
        """A text; empty where there is none.

        Raises:
            ValueError: if it is no text.
        """
        value = self._sent.get(key) or ""
        if not isinstance(value, str):
            raise ValueError(key)
        return value.strip()

    def number(self, key: str) -> int | None:
        """A number; None where there is none.

        Raises:
            ValueError: if it is no number.
        """
        value = self._sent.get(key)
        if value in (None, ""):
            return None
        return int(value)

    def figure(self, key: str) -> int | Refused | None:
        """A figure that was typed; None where the field is empty.

        Raises:
            ValueError: if it is no text.
        """
        typed = self.text(key)
        if not typed:
            return None
        if typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS:
            return int(typed)
        return Refused(f"« {typed} » n'est pas un nombre ; tapez-le en chiffres")

    def figures(self, keys: Iterable[str]) -> dict[str, int] | Refused:
        """Those of the figures that were typed, by their keys."""
        found: dict[str, int] = {}
        for key in keys:
            number = self.figure(key)
            if isinstance(number, Refused):
                return number
            if number is not None:
                found[key] = number
        return found

    @property
    def acte(self) -> ActeEnSeance:
        """The act, by its rank from 1.

        Raises:
            ValueError: if the sitting has none of that rank.
        """
        rank = self.number("acte")
        for acte in self.situation.actes:
            if acte.lu.index + 1 == rank:
                return acte
        raise ValueError("acte")

    @property
    def appel(self) -> int:
        """The rank of a roll-call; that of the opening where none is named.

        Raises:
            ValueError: if the sitting has none of that rank.
        """
        rank = self.number("appel") or 0
        if not 0 <= rank < len(self.situation.feuilles):
            raise ValueError("appel")
        return rank

    @property
    def elu(self) -> Elu:
        """The member that is named.

        Raises:
            ValueError: if nobody is called so.
        """
        return self._find("membre")

    @property
    def mandataire(self) -> Elu | None:
        """Who holds the power; None for nobody."""
        return self._find("mandataire") if self.text("mandataire") else None

    def _find(self, key: str) -> Elu:
        name = self.text(key)
        for elu in self.situation.autorite.membres:
            if elu.nom_complet == name:
                return elu
        raise ValueError(key)
