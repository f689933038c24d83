"""How it is known who is elected: apart, so that rules load nothing else for it."""

from __future__ import annotations

from enum import Enum, auto


class Voie(Enum):
    """How it is known who is elected."""

    NOMS = auto()
    LISTE = auto()
    PROPORTIONNELLE = auto()
    SANS_VOTE = auto()
    AUTRE = auto()
    """The session says that no regime tells, and why."""
    INCONNUE = auto()
    """The data do not tell, or the text was not read."""
