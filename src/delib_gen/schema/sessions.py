"""The sessions in which an organ sits."""

from __future__ import annotations

import datetime as dt

from delib_gen.schema.base import Entier, Ligne
from delib_gen.schema.regle import Regle


class RegleSessions(Regle):
    """When an organ sits: in its ordinary sessions, or for a few days beside them."""

    debuts: list[Ligne]
    """The days of the year on which they open (`02-01`)."""
    mois: Entier
    """How many months they last at the most."""
    mention: Ligne
    """What `session` says of any other (`extraordinaire`)."""
    jours: Entier
    """How many days such a one lasts at the most."""

    def is_ordinary(self, day: dt.date) -> bool:
        """Whether a day is one of the ordinary sessions."""
        return any(self._goes_on(begin, day) for begin in self.debuts)

    def _goes_on(self, begin: str, day: dt.date) -> bool:
        opening = dt.date.fromisoformat(f"{day.year}-{begin}")
        month = opening.month + self.mois
        end = opening.replace(
            year=opening.year + (month - 1) // 12, month=(month - 1) % 12 + 1
        )
        return opening <= day < end
