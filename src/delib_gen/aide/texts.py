"""The French words of the help, read from `data/aide/seance.yaml`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from delib_gen.load.shipped import load_shipped
from delib_gen.resources import data_dir
from delib_gen.schema.base import Ligne, Schema

if TYPE_CHECKING:
    from delib_gen.schema.fiche import Fiche

_FIRST_SENTENCE = re.compile(r"(.+?\.)(?:\s|$)", re.DOTALL)


Connus = dict[str, list[Ligne]]
"""The keys (`Class.key`) whose values the authority's file knows, by kind."""


class LanguesAide(Schema):
    """What is said of a text's versions: the reference language, the others."""

    reference: Ligne
    autre: Ligne


class Aide(Schema):
    """All the words of the help."""

    titre: Ligne
    objet: Ligne
    formes: dict[str, Ligne]
    """What an editor says of a value of another kind, by kind."""
    langues: LanguesAide
    connus: Connus
    cles: dict[str, dict[str, Ligne]]
    """What each key holds, by the class that defines it."""
    valeurs: dict[str, dict[str, Ligne]]
    """What each value of an enumeration means, by its class."""

    def find_key(self, schema: type, key: str) -> str | None:
        """What a key holds; a class has the help of those that it comes from."""
        for owner in schema.__mro__:
            text = self.cles.get(owner.__name__, {}).get(key)
            if text is not None:
                return text
        return None


class ClesAide(Schema):
    """The words of the table of all keys, and what the authority's keys hold."""

    titre: Ligne
    objet: Ligne
    avis: Ligne
    fichiers: dict[str, Ligne]
    communes: Ligne
    aussi: Ligne
    sous: Ligne
    colonnes: list[Ligne]
    sortes: dict[str, str]
    sinon: dict[str, Ligne]
    """What holds where a key is not given: a value that other data give."""
    ailleurs: dict[str, dict[str, Ligne]]
    """The keys that are read before the classes are filled."""
    cles: dict[str, dict[str, Ligne]]
    connus: Connus
    """The keys of the authority's file whose values it knows, by kind."""

    def find_key(self, schema: type, key: str) -> str | None:
        """What a key of the authority's file holds."""
        told = (self.cles.get(cls.__name__, {}).get(key) for cls in schema.__mro__)
        return next((text for text in told if text), None)

    def find_default(self, schema: type, key: str) -> str | None:
        """What holds without a key, where it is not a value of its class."""
        told = (self.sinon.get(f"{cls.__name__}.{key}") for cls in schema.__mro__)
        return next((text for text in told if text), None)


@cache
def load_aide() -> Aide:
    """The shipped help."""
    return load_shipped(Aide, data_dir() / "aide" / "seance.yaml")


@cache
def load_cles() -> ClesAide:
    """The shipped words of the table of keys."""
    return load_shipped(ClesAide, data_dir() / "aide" / "cles.yaml")


class GenreAide(Schema):
    """What a genre of fiche is."""

    titre: Ligne
    objet: Ligne


class FicheAide(Schema):
    """What is said of fiches: of those of one module, or of all."""

    genres: dict[str, GenreAide]
    cles: dict[str, dict[str, Ligne]]
    valeurs: dict[str, dict[str, Ligne]]


@cache
def load_fiche_aide(fiche: type[Fiche]) -> Aide:
    """The help of a genre of fiche: a file for the module of its class.

    What is said of a class stands with the module that defines it, and that of a
    value of any kind with the session's.
    """
    folder = data_dir() / "aide"
    told = [load_shipped(FicheAide, folder / "fiches.yaml")]
    modules = {cls.__module__: None for cls in fiche.__mro__ if "sorte" in vars(cls)}
    for module in modules:
        name = module.rpartition(".")[2]
        told.append(load_shipped(FicheAide, folder / "fiches" / f"{name}.yaml"))
    genre = next(
        part.genres[fiche.sorte] for part in told if fiche.sorte in part.genres
    )
    return load_aide().model_copy(
        update={
            "titre": genre.titre,
            "objet": genre.objet,
            "cles": {k: v for part in told for k, v in part.cles.items()},
            "valeurs": {k: v for part in told for k, v in part.valeurs.items()},
        }
    )


def shorten_help(text: str) -> str:
    """The first sentence of a help, which says the ordinary case."""
    match = _FIRST_SENTENCE.match(text)
    return match[1] if match else text
