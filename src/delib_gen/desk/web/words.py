"""The desk's words for the keys of a session, read from `data/aide/bureau.yaml`."""

from __future__ import annotations

import re
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
    libelles_fiche: dict[str, Ligne]
    """What it calls the keys of a fiche, where a session has them not."""
    libelles_collectivite: dict[str, Ligne]
    """What it calls the keys of an authority's file, where a session has them not."""
    groupes_collectivite: list[Groupe]
    groupes_membre: list[Groupe]
    groupes_documents: list[Groupe]
    commandes: dict[str, Ligne]
    """The screen that does what a command of the terminal does."""
    contenu: Ligne
    """What the text of a file that an act names is called."""
    pieces: dict[str, Ligne]


@cache
def load_mots() -> Mots:
    """The shipped words."""
    return load_shipped(Mots, data_dir() / "aide" / "bureau.yaml")


_DAY = re.compile(r"`?\b(\d{4})-(\d{2})-(\d{2})(?![\w-])`?")
_KEY = re.compile(r"`(\w+):?`")
_TYPED = re.compile(r"`[^`]*(?:[{\[]|\w: )[^`]*`")
"""What only a file takes: a key with its value, or a block."""
_COMMAND = re.compile(r"`delib-gen (\w+)[^`]*`")
_SENTENCE = re.compile(r"(?<=[.!])\s+(?=[A-ZÀ-Ý«])")


def write_form_day(text: str) -> str:
    """A text with its days as the fields of a form have them: `19/12/2023`."""
    return _DAY.sub(r"\3/\2/\1", text)


def name_keys(text: str) -> str:
    """A text with the keys that it names called as the fields of a form are."""
    known = load_mots().libelles
    return _KEY.sub(lambda m: f"« {known[m[1]]} »" if m[1] in known else m[0], text)


def name_screens(text: str) -> str:
    """A text with the commands that it names called as the screens that do so."""
    known = load_mots().commandes
    return _COMMAND.sub(lambda m: known.get(m[1], m[0]), text)


def explain_field(text: str) -> str:
    """What a key holds, for who fills a field and sees no file."""
    said = [s for s in _SENTENCE.split(text) if not _TYPED.search(s)]
    plain = " ".join(said).replace("Sans cette clé", "Sans ce champ")
    return name_keys(write_form_day(plain))
