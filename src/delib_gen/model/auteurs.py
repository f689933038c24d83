"""Who moved an act: members, by whatever form of their names, or groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.model.annuaire import Recherche, Sort
from delib_gen.schema.autorite import Civilite

if TYPE_CHECKING:
    from delib_gen.model.situation import Situation


def find_auteur(situation: Situation, texte: str) -> Recherche:
    """The member that an author's name is, if it is exactly a member's.

    Any other name is that of a group, or of somebody from elsewhere: it means
    nobody here, however like a member's it is.
    """
    name = texte.strip()
    for civilite in Civilite:
        name = name.removeprefix(f"{civilite.value} ")
    found = situation.annuaire.find(name)
    if found.sort in (Sort.TROUVE, Sort.HOMONYME):
        return found
    return Recherche(Sort.INCONNU)
