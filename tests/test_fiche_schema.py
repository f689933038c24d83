"""`delib-gen schema GENRE`: the JSON Schema of a fiche says what the loader says."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from cli_helpers import call
from delib_gen.aide.drawing import iter_within
from delib_gen.aide.fiche_schema import build_fiche_schema
from delib_gen.aide.forms import FORMS
from delib_gen.aide.texts import load_fiche_aide
from delib_gen.load.decode import decode_node
from delib_gen.load.fiches import find_schema, parse_fiche
from delib_gen.load.files import NamedFile
from delib_gen.resources import data_dir, list_text_languages
from delib_gen.schema.fiche import list_fiches
from test_schema_json import iter_keys, iter_keywords, iter_values, list_undescribed

GENRES = sorted(list_fiches())
WHOLE: dict[str, dict[str, Any]] = {
    "charte": {
        "genre": "charte",
        "preambule": "Un préambule.",
        "texte": {"fr": "# Article 1 - Objet", "co": "# Artìculu 1"},
        "fait": "Fait à [[VILLE]], le [[JOUR]]",
        "signataires": [
            {"nom": "Mme Anne AMBRE", "qualite": "Présidente", "mention": "lu"}
        ],
    },
    "formulaire": {
        "genre": "formulaire",
        "introduction": "Une introduction.",
        "reperes": "numeros",
        "rubriques": [
            {
                "titre": "Présentation",
                "questions": [
                    {"question": "Qui ?", "reponse": "Nous.", "lignes": "2"},
                    {
                        "question": "Combien ?",
                        "type": "option",
                        "choix": ["Un", "Deux"],
                    },
                ],
            }
        ],
    },
    "candidature": {
        "genre": "candidature",
        "introduction": "Une introduction.",
        "pieces": [{"titre": "Un plan", "fichier": "plan.md"}],
    },
    "tableau": {
        "genre": "tableau",
        "donnees": "aides.csv",
        "feuille": "2019",
        "entetes": "2",
        "legende": "Les aides",
        "source": "le service",
        "colonnes": {
            "Commune": "texte",
            "Aide": {
                "type": "euros",
                "titre": "Montant",
                "total": "oui",
                "decimales": "2",
            },
        },
        "choix": ["Commune", "Aide"],
        "ligne_totale": "Total",
    },
    "diapositives": {
        "genre": "diapositives",
        "pied": "2019",
        "diapositives": [
            {
                "titre": "Les lieux",
                "ouverture": "non",
                "pied": "2020",
                "texte": "Un texte.",
                "chiffres": [{"valeur": "12", "libelle": "lieux"}],
                "image": {"fichier": "a.png", "alternative": "un lieu", "legende": "x"},
                "puis": [{"texte": "Encore."}],
                "graphique": {
                    "type": "barres",
                    "titre": "Par an",
                    "unite": "lieux",
                    "donnees": {"Bastia": "12", "Corte": {"2019": "1 234,5"}},
                },
            },
            {
                "titre": "Le reste",
                "graphique": {"type": "courbe", "titre": "Par an", "fichier": "a.csv"},
            },
        ],
    },
}
"""Fiches with every key; they need not make sense."""
VALUES: tuple[Any, ...] = (None, "", "x", "12", [], ["x"], {}, {"x": "y"}, {"co": "x"})


@cache
def validator(genre: str) -> Draft202012Validator:
    return Draft202012Validator(build_fiche_schema(genre))


def loader_refuses(data: Any) -> bool:
    content = json.dumps(data).encode()
    file = NamedFile("fiche.yaml", "fiche.yaml", content)
    tree, findings = parse_fiche(file)
    assert tree is not None
    context = {"langues": list_text_languages()}
    schema, wrong = find_schema(tree, file, ())
    if schema is not None:
        wrong = decode_node(schema, tree, (), context).findings
    return bool(findings or wrong)


def iter_places(data: Any, path: tuple[Any, ...] = ()) -> Any:
    if path:
        yield path
    if isinstance(data, dict | list):
        for key in data if isinstance(data, dict) else range(len(data)):
            yield from iter_places(data[key], (*path, key))


@pytest.mark.parametrize("genre", GENRES)
def test_it_is_a_schema_that_older_editors_know_too(genre: str):
    schema = build_fiche_schema(genre)
    Draft202012Validator.check_schema(schema)
    Draft7Validator.check_schema(schema)
    meta = set(Draft7Validator.META_SCHEMA["properties"])

    admitted = meta | {"$defs", "enumDescriptions", "errorMessage"}
    assert set(iter_keywords(schema)) <= admitted


@pytest.mark.parametrize("genre", sorted({*WHOLE, *GENRES} - {"convention"}))
def test_schema_and_loader_agree_on_each_value(genre: str):
    """What is underlined is refused; and what is refused of one key, underlined."""
    assert validator(genre).is_valid(WHOLE[genre])
    assert not loader_refuses(WHOLE[genre])
    # Keys that go together, of which it may know less.
    together = {"choix", "type", "donnees", "fichier", "decimales"}
    differ = []
    for place in iter_places(WHOLE[genre]):
        for value in VALUES:
            data = copy.deepcopy(WHOLE[genre])
            block = data
            for step in place[:-1]:
                block = block[step]
            block[place[-1]] = value
            underlined, refused = (
                not validator(genre).is_valid(data),
                loader_refuses(data),
            )
            if underlined != refused and (underlined or not together & set(place)):
                differ.append((place, value, underlined, refused))

    assert differ == []


@pytest.mark.parametrize("genre", GENRES)
def test_every_key_is_described(genre: str):
    """Add it to `data/aide/fiches/`, under the class that is named here."""
    schema = build_fiche_schema(genre)

    assert list_undescribed(schema) == []
    del schema["properties"]["genre"]["description"]
    assert list_undescribed(schema) == [
        "Seance.genre"
    ]  # what is at the top is so called


def test_every_description_has_its_key():
    """One that is shown nowhere speaks of a key that is gone."""
    shown = {
        text
        for genre in GENRES
        for text in iter_values(build_fiche_schema(genre), "description")
    }
    left = [
        f"{block}.{key}"
        for genre in GENRES
        for block, keys in load_fiche_aide(list_fiches()[genre]).cles.items()
        for key, text in keys.items()
        if text not in shown
    ]

    assert left == []


@pytest.mark.parametrize("genre", GENRES)
def test_every_value_is_explained_and_every_other_form_is_told(genre: str):
    schema = build_fiche_schema(genre)
    explained = load_fiche_aide(list_fiches()[genre]).valeurs
    defined = {n: set(d["enum"]) for n, d in schema["$defs"].items() if "enum" in d}

    assert {name: set(words) for name, words in explained.items()} == defined
    parts = iter_within([list_fiches()[genre]])
    readers = {c.__name__ for c in parts if any(n[:6] == "_read_" for n in vars(c))}
    assert readers <= set(FORMS)


def test_every_file_of_help_belongs_to_a_module():
    files = {path.stem for path in (data_dir() / "aide" / "fiches").glob("*.yaml")}
    modules = {cls.__module__.rpartition(".")[2] for cls in list_fiches().values()}

    assert files == modules


def test_the_command_prints_it_and_corrects_the_genre():
    printed = call("schema", "charte")

    assert json.loads(printed.out) == build_fiche_schema("charte")
    mistyped = call("schema", "formulare")
    assert mistyped.status == 2
    assert "vouliez-vous écrire `formulaire` ?" in mistyped.err
    assert any(key == "mention" for _, key, _ in iter_keys(json.loads(printed.out)))
