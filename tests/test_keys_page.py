"""docs/cles.md: every key of both files, and what holds without it."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from _keys_page import write_keys

from conftest import ROOT
from delib_gen.aide.session_schema import build_session_schema
from delib_gen.aide.texts import load_cles
from delib_gen.schema.autorite import Autorite, Organe
from delib_gen.schema.base import Schema
from delib_gen.schema.droit import RegleRegime
from delib_gen.schema.seance import Seance
from test_schema_json import iter_classes, iter_keys

PAGE = write_keys()
ROWS = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+) \|$", PAGE, re.MULTILINE)


def find_class(name: str) -> type[Schema]:
    (found,) = {cls for cls in iter_classes(Schema) if cls.__name__ == name}
    return found


def test_the_page_is_up_to_date() -> None:
    page = (ROOT / "docs" / "cles.md").read_text(encoding="utf-8")
    assert page == PAGE, "run script/generate-docs"


@pytest.mark.parametrize("schema", [Seance, Autorite, Organe, RegleRegime])
def test_each_key_of_a_class_has_a_row(schema: type[Schema]) -> None:
    shared = {"depuis", "jusque", "article", "confiance", "note"}
    assert set(schema.model_fields) - shared <= {key for key, *_ in ROWS}


def test_each_key_that_editors_know_has_a_row() -> None:
    known = {key for _, key, _ in iter_keys(build_session_schema([]))}
    assert known - {"ref", "fr", "co"} <= {key for key, *_ in ROWS}


def test_no_heading_stands_twice() -> None:
    headings = Counter(re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE))
    assert [heading for heading, times in headings.items() if times > 1] == []


@pytest.mark.parametrize(
    ("key", "sort", "without"),
    [
        ("president", "nom d'un membre, ou [bloc]", "**obligatoire** une fois la"),
        ("signe_le", "date", "le jour de la séance"),
        ("regime", "texte court", "`ordinaire`"),
        ("prend_acte", "`oui` ou `non`", "`non`"),
        ("membres_complets", "`oui` ou `non`", "`oui`"),
        ("ordre", "`alphabetique`, `tableau`", "usage de la charte, sinon"),
        ("debats", "Markdown, ou fichier `.md`", "rien"),
        ("comme", "texte court", "rien"),
        ("hauteur", "nombre", "`2`"),
    ],
)
def test_a_row_says_what_holds_without_the_key(
    key: str, sort: str, without: str
) -> None:
    found = next(row for row in ROWS if row[0] == key)
    assert found[1].startswith(sort)
    assert found[2].startswith(without)


def test_words_are_of_keys_that_are_there() -> None:
    words = load_cles()
    for name, keys in words.cles.items():
        assert set(keys) <= set(find_class(name).model_fields), name
    for place in words.sinon:
        name, _, key = place.partition(".")
        assert not key or key in find_class(name).model_fields, place
