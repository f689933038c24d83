"""A record of the law, dated, and the text that it is read in."""

from __future__ import annotations

import datetime as dt

from delib_gen.schema.base import Jour, Ligne, Pourcentage, Schema


class Article(Schema):
    """A text of law or a local decision, by what is needed to find it again."""

    intitule: Ligne
    objet: Ligne
    lu: Ligne
    """How the text was read: in French, in translation, or not at all."""
    source: Ligne | None = None


class Regle(Schema):
    """One value of a rule, in force from a day (included) to a day (excluded).

    An unknown beginning is left out: the value then holds for every earlier day.
    """

    depuis: Jour | None = None
    jusque: Jour | None = None
    article: Ligne
    confiance: Pourcentage
    note: Ligne | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether the value is in force that day."""
        return (self.depuis is None or self.depuis <= day) and (
            self.jusque is None or day < self.jusque
        )
