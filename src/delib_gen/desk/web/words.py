"""The desk's words for the keys of a session, read from `data/aide/bureau.yaml`."""

from __future__ import annotations

from functools import cache

from delib_gen.load.shipped import load_shipped
from delib_gen.resources import data_dir
from delib_gen.schema.base import Ligne, Schema


class Groupe(Schema):
    """Some keys of an act that are shown together."""

    nom: Ligne
    cles: list[Ligne]


class Mots(Schema):
    """What the desk calls each key, and the groups of an act's and of a sitting's."""

    libelles: dict[str, Ligne]
    groupes: list[Groupe]
    groupes_seance: list[Groupe]
    libelles_collectivite: dict[str, Ligne]
    """What it calls the keys of an authority's file, where a session has them not."""
    groupes_collectivite: list[Groupe]
    groupes_membre: list[Groupe]
    groupes_documents: list[Groupe]
    pieces: dict[str, Ligne]


@cache
def load_mots() -> Mots:
    """The shipped words."""
    return load_shipped(Mots, data_dir() / "aide" / "bureau.yaml")
