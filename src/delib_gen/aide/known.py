"""The words that authorities know, which an editor may propose for some keys.

They are never imposed: a session may name an authority file of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from delib_gen.aide.shapes import JsonSchema
from delib_gen.aide.texts import Aide
from delib_gen.load.reference import LoadedAutorite
from delib_gen.schema.autorite import Autorite, Elu
from delib_gen.schema.base import Schema, fold_word, shorten
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

_LABEL_WIDTH = 120
Words = dict[str, str]
"""Words, each with what it stands for."""


class KnownWords:
    """What some authorities know, by kind; the first to have a word explains it."""

    def __init__(self, aide: Aide, loaded: Sequence[LoadedAutorite]) -> None:
        self._kinds: dict[str, Words] = {kind: {} for kind in aide.connus}
        self._places = {
            place: kind for kind, places in aide.connus.items() for place in places
        }
        for reference in loaded:
            if reference.autorite is not None:
                found = _list_words(reference.autorite)
                if reference.nomenclature is not None:
                    found["matieres"] = dict(reference.nomenclature.matieres)
                for kind, known in self._kinds.items():
                    self._kinds[kind] = {**found.get(kind, {}), **known}

    @property
    def places(self) -> list[str]:
        """The keys for which words are known, as `Class.key`."""
        return list(self._places)

    def definitions(self) -> dict[str, JsonSchema]:
        """The words of each kind, for the schema's own definitions."""
        return {kind: _define(words) for kind, words in self._kinds.items() if words}

    def propose(self, cls: type, key: str, schema: JsonSchema) -> JsonSchema:
        """The schema of a key's value, with the words known for it, if any."""
        for owner in cls.__mro__:
            kind = self._places.get(f"{owner.__name__}.{key}", "")
            if self._kinds.get(kind):
                return _put_words(schema, kind)
        return schema


def name_member(elu: Elu, membres: Iterable[Elu]) -> str:
    """The shortest name that means a member: the surname, where nobody shares it."""
    shared = Counter(fold_word(other.nom) for other in membres)
    return elu.nom if shared[fold_word(elu.nom)] == 1 else elu.nom_complet


def _list_words(autorite: Autorite) -> dict[str, Words]:
    organes = autorite.organes
    return {
        "collectivites": {autorite.code: _label(autorite.noms, "nom")},
        "organes": {code: _label(o.noms, "sujet") for code, o in organes.items()},
        "membres": {
            name_member(elu, autorite.membres): f"{elu.civilite} {elu.nom_complet}"
            for elu in autorite.membres
        },
        **{
            f"{key}s": dict.fromkeys(_list_places(autorite.membres, key), "")
            for key in ("groupe", "commune", "college")
        },
        "fonctions": {
            code: _label(noms, "masculin") for code, noms in autorite.fonctions.items()
        },
        "regimes": {c: "" for o in organes.values() for c in o.regles.regimes},
        "rapporteurs": {c: _label(n, "du") for c, n in autorite.rapporteurs.items()},
        "textes": {
            code: shorten(habituel.texte.reference, _LABEL_WIDTH)
            for code, habituel in (autorite.visas | autorite.articles).items()
        },
    }


def _list_places(membres: Iterable[Elu], key: str) -> Iterator[str]:
    """What members have for a key of their place, some of them by a mandate."""
    for elu in membres:
        said = (getattr(place, key) for place in (elu, *elu.mandats))
        yield from filter(None, said)


def _label(noms: Mapping[str, Schema], form: str) -> str:
    """What something is called in the reference language."""
    return str(getattr(noms.get(LANGUE_DE_REFERENCE), form, ""))


def _define(words: Words) -> JsonSchema:
    explained = (
        {"enumDescriptions": list(words.values())} if any(words.values()) else {}
    )
    return {"enum": list(words), **explained}


def _put_words(schema: JsonSchema, kind: str) -> JsonSchema:
    """A schema that proposes words: for each of a list, for the value of a key."""
    for inside in ("items", "additionalProperties"):
        if isinstance(schema.get(inside), dict):
            return {**schema, inside: _put_words(schema[inside], kind)}
    return {"anyOf": [{"$ref": f"#/$defs/{kind}"}, schema]}
