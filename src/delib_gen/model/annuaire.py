"""The register of members: from a name as typed to the member meant."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable
from copy import copy
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeVar

from delib_gen.schema.autorite import Civilite
from delib_gen.schema.base import find_nearest, fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from delib_gen.schema.autorite import Elu

_SURELY = 0.75
"""How like a member's name another must be for that member to be meant. It is
stricter than for a mere hint: the one meant is counted until the name is mended."""
_SIGNS = 8
"""How many times longer than the longest name a name may be typed."""
_PARTICLES = re.compile(r"^(?:[^\W\d_A-ZÀ-Þ]+['’ ])+(?=[A-ZÀ-Þ])")
"""Words in small letters before a name, of however many words in capitals."""


class Nomme(Hashable, Protocol):
    """Somebody who has a name that lists are sorted by."""

    @property
    def nom(self) -> str: ...  # noqa: D102
    @property
    def prenom(self) -> str: ...  # noqa: D102
    @property
    def tri(self) -> str | None: ...  # noqa: D102


N = TypeVar("N", bound=Nomme)


class Sort(StrEnum):
    """What became of a name that was looked up."""

    TROUVE = "trouve"
    PROCHE = "proche"
    INCONNU = "inconnu"
    HOMONYME = "homonyme"
    HORS_MANDAT = "hors-mandat"


@dataclass(frozen=True, slots=True)
class Recherche:
    """A name looked up.

    Attributes:
        sort: what became of it.
        elu: the member; for a mistyped name, the one that was surely meant,
            so that one mistake does not make three findings.
        homonymes: the members who share the surname typed.
    """

    sort: Sort
    elu: Elu | None = None
    homonymes: tuple[Elu, ...] = ()


class Annuaire:
    """The members of an organ on a day, by every way of writing their names.

    Attributes:
        membres: those who have a seat and vote, in printed order.
        consultatifs: those who sit and are only heard.
        suppleants: those who may sit for others, with these.
    """

    def __init__(self, membres: tuple[Elu, ...], organe: str, day: dt.date) -> None:
        mandats = {e: m for e in membres if (m := e.mandat(organe, day)) is not None}
        self._mandats = mandats
        self._fill(membres, (e for e in membres if e.siege(organe, day)))

    def _fill(self, membres: tuple[Elu, ...], seated: Iterable[Elu]) -> None:
        self._known, self.membres = membres, tuple(sort_elus(seated))
        own = (e for e, m in self._mandats.items() if not m.suppleant_de)
        self.consultatifs = frozenset(own).difference(self.membres)
        self._en_exercice = _index(dict.fromkeys((*self.membres, *self._mandats)))
        self._tous = _index(membres)
        self._longest = _SIGNS * max(map(len, self._tous), default=0)
        # The same names come back in list after list, and at each check; one that is
        # nobody's takes a thousand times as long as one that is known.
        self._kept = lru_cache(maxsize=4096)(self._search)
        self.suppleants = {
            elu: tuple(map(self.find, mandat.suppleant_de))
            for elu, mandat in self._mandats.items()
            if mandat.suppleant_de
        }

    def extend(self, elus: Iterable[Elu]) -> Annuaire:
        """The same, with others among the members in office."""
        more = [elu for elu in dict.fromkeys(elus) if elu not in self.membres]
        if not more:
            return self
        extended = copy(self)
        extended._fill(self._known, (*self.membres, *more))
        return extended

    def find(self, mention: str) -> Recherche:
        """The member that a name means: case, accents, order and civility aside."""
        if len(mention) > self._longest:
            return Recherche(Sort.INCONNU)  # a page typed for a name: not looked into
        return self._kept(mention)

    def _search(self, mention: str) -> Recherche:
        whole = self._en_exercice.get(fold_word(mention), ())
        if len(whole) == 1:
            return Recherche(Sort.TROUVE, whole[0])  # « M. » may be a given name
        for civilite in Civilite:
            mention = mention.strip().removeprefix(f"{civilite.value} ")
        folded = fold_word(mention)
        found = self._en_exercice.get(folded, ())
        if len(found) == 1:
            return Recherche(Sort.TROUVE, found[0])
        if found:
            return Recherche(Sort.HOMONYME, homonymes=found)
        outside = self._tous.get(folded, ())
        if outside:
            return Recherche(Sort.HORS_MANDAT, outside[0])
        near = find_nearest(mention, self._en_exercice)
        if near is not None and len(self._en_exercice[near]) == 1:
            from difflib import SequenceMatcher  # only a mistake needs it

            if SequenceMatcher(None, folded, near).ratio() >= _SURELY:
                return Recherche(Sort.PROCHE, self._en_exercice[near][0])
        return Recherche(Sort.INCONNU)


@lru_cache(maxsize=16)
def make_annuaire(membres: tuple[Elu, ...], organe: str, day: dt.date) -> Annuaire:
    """The register of an organ on a day: made once of an authority that is kept."""
    return Annuaire(membres, organe, day)


def _index(elus: Iterable[Elu]) -> dict[str, tuple[Elu, ...]]:
    """Members by surname, « given surname » and « surname given », folded."""
    index: dict[str, tuple[Elu, ...]] = defaultdict(tuple)
    for elu in elus:
        forms = (elu.nom, f"{elu.prenom} {elu.nom}", f"{elu.nom} {elu.prenom}")
        for form in dict.fromkeys(fold_word(f) for f in forms):
            index[form] += (elu,)
    return dict(index)


def sort_elus(elus: Iterable[N]) -> list[N]:
    """Members in the order of printed lists: by surname, then given name.

    A particle in lower case is passed over (`de ROCCA SERRA` under R), one in
    capitals is part of the name (`LE BOMIN` under L, `D'ISTRIA` under D).
    """
    return sorted(elus, key=_sort_key)


@lru_cache(maxsize=4096)
def _sort_key(elu: Nomme) -> tuple[str, str, str]:
    name = _PARTICLES.sub("", elu.tri or elu.nom)
    return (_plain(name), _plain(elu.prenom), elu.nom)


def _plain(text: str) -> str:
    """A text to sort by: no accents, no case, other signs as spaces."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    kept = (c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())
