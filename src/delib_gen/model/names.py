"""Looks names up, each on its own day, and keeps every one in order."""

from __future__ import annotations

import datetime as dt
from copy import copy
from typing import TYPE_CHECKING

from delib_gen.model.annuaire import make_annuaire
from delib_gen.model.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from delib_gen.findings import YamlPath
    from delib_gen.model.annuaire import Annuaire
    from delib_gen.schema.autorite import Autorite


class Names:
    """The names of a session, as they are met."""

    def __init__(
        self, autorite: Autorite, organe: str, cessent: Iterable[str] = ()
    ) -> None:
        self._membres, self._organe = tuple(autorite.membres), organe
        self._cessent = tuple(cessent)
        self._annuaires: dict[dt.date, Annuaire] = {}
        self.mentions: list[Mention] = []

    def apart(self) -> Names:
        """The same register, for names that are not those of the session."""
        other = copy(self)
        other.mentions = []
        return other

    def annuaire(self, jour: dt.date) -> Annuaire:
        """The register of the members in office on a day, for a part of it at least.

        Whoever the session says to end his mandate is one, though the register may
        give that very day as the first on which he has none.
        """
        if jour not in self._annuaires:
            found = make_annuaire(self._membres, self._organe, jour)
            if self._cessent and jour > dt.date.min:
                eve = jour - dt.timedelta(days=1)
                before = make_annuaire(self._membres, self._organe, eve)
                still = (before.find(text).elu for text in self._cessent)
                found = found.extend(e for e in still if e is not None)
            self._annuaires[jour] = found
        return self._annuaires[jour]

    def one(
        self, texte: str, path: YamlPath, jour: dt.date, *, libre: bool = False
    ) -> Mention:
        """A name typed at a place."""
        found = self.annuaire(jour).find(texte)
        mention = Mention(texte, path, found, jour, libre)
        self.mentions.append(mention)
        return mention

    def many(
        self,
        texts: Iterable[str],
        path: YamlPath,
        jour: dt.date,
        *,
        libre: bool = False,
    ) -> tuple[Mention, ...]:
        """The names of a list."""
        return tuple(
            self.one(text, (*path, i), jour, libre=libre)
            for i, text in enumerate(texts)
        )
