"""Who may do what: one table from each action to the role that it asks for.

An action is an address that pages send to, or a gesture's name. One that the table does
not have is for whoever may do everything.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What somebody was given to do; each of them may read."""

    LIRE = "lire"
    TENIR = "tenir"
    REDIGER = "rediger"
    PRODUIRE = "produire"
    ADMINISTRER = "administrer"
    """Everything."""


MOTS = {
    Role.LIRE: "lire",
    Role.TENIR: "tenir la séance : présences et votes",
    Role.REDIGER: "rédiger : séances, actes et fichiers",
    Role.PRODUIRE: "produire les documents",
    Role.ADMINISTRER: "tout faire",
}
"""What each role is called on the pages."""
OTHERS = "annuler-autrui"
"""To take back what somebody else did."""
SHOW = "montrer"
"""To choose the act that the room is shown."""
_HELD = """
    ouvrir appel appel-tous nouvel-appel appel-retirer arrive part pouvoir vote
    vote-groupe vote-tous vote-comme chiffres sans-part scrutin partie partie-retirer
    deport prend-acte statut election election-retirer tour tour-retirer liste elu
    candidature-unique
"""
"""The gestures of a sitting that goes on."""
NEEDED = {
    **dict.fromkeys((*_HELD.split(), SHOW), Role.TENIR),
    "acte-ajouter": Role.REDIGER,
    "acte-deplacer": Role.REDIGER,
    "acte-retirer": Role.REDIGER,
    "/s/{slug}/numeros": Role.REDIGER,
    "/s/{slug}/actes/{rang:int}/annexes": Role.REDIGER,
    "/nouvelle": Role.REDIGER,
    "/s/{slug}/saisie": Role.REDIGER,
    "/s/{slug}/gestes": Role.LIRE,  # each gesture has its own
    "/s/{slug}/annuler": Role.LIRE,  # one's own changes, which one could make
    "/s/{slug}/retablir": Role.LIRE,
    "/c/nouvelle": Role.ADMINISTRER,
    "/c/{collectivite}/saisie": Role.ADMINISTRER,
    "/c/{collectivite}/gestes": Role.ADMINISTRER,
    "/c/{collectivite}/documents/phrase": Role.ADMINISTRER,
    "/c/{collectivite}/emblemes/{cle}": Role.ADMINISTRER,
    "/c/{collectivite}/tableau": Role.ADMINISTRER,
    "/c/{collectivite}/tableau/choix": Role.ADMINISTRER,
    "/c/{collectivite}/tableau/laisser": Role.ADMINISTRER,
    "/c/{collectivite}/tableau/ecrire": Role.ADMINISTRER,
    "/c/{collectivite}/annuler": Role.LIRE,
    "/c/{collectivite}/retablir": Role.LIRE,
    OTHERS: Role.ADMINISTRER,
    "/s/{slug}/production": Role.PRODUIRE,
    "/s/{slug}/comparaison": Role.PRODUIRE,
    "/s/{slug}/suite": Role.PRODUIRE,
}


def find_needed(action: str) -> Role:
    """The role that an action asks for."""
    return NEEDED.get(action, Role.ADMINISTRER)
