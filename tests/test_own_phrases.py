"""Phrases that an authority says otherwise: in one place, for every format, checked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from act_helpers import HEAD, make, render, write
from cli_helpers import call
from delib_gen.checking import check_session
from delib_gen.composition.compose import compose
from delib_gen.composition.tree import Rang
from delib_gen.lang.phrasebook import load_phrasebook
from delib_gen.lang.said import list_fields
from delib_gen.prose.walk import iter_blocs, iter_texts
from delib_gen.resources import data_dir
from test_said_once import make_example


def say(folder: Path, phrases: str) -> Path:
    """A sitting of the example's, whose authority has phrases of its own."""
    path = write(folder, HEAD)
    autorite = folder / "autorite.yaml"
    text = autorite.read_text("utf-8")
    autorite.write_text(f"{text}\nphrases: {phrases}\n", "utf-8")
    return path


@pytest.mark.parametrize("name", ["html", "docx", "pdf"])
def test_a_phrase_is_said_otherwise_in_every_format(name: str, tmp_path: Path) -> None:
    own = (
        '{fr: {deliberation.formule: "Ayant délibéré,", deliberation.presents: '
        '{mixte: "Présents :"}, vote.unanimite: "À l’unanimité des voix,"}}'
    )
    view: Any
    view, tools = make(say(tmp_path, own))
    assert view.formule == "Ayant délibéré,"
    assert view.presences[0].intitule == "Présents\u00a0:"
    assert view.absences[0].intitule.startswith("ÉTAIENT ABSENTS")  # the house style's
    render(name, view, tools)


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ("{fr: {deliberation.formul: x}}", "deliberation.formule"),
        ('{fr: {deliberation.lieu_date: "{lieux}, le {date}"}}', "lieu"),
        ('{fr: {deliberation.formule: "x {"}}', "accolade"),
        ("{fro: {deliberation.formule: x}}", "fro"),
    ],
)
def test_a_phrase_that_nothing_would_print_is_told(
    own: str, told: str, tmp_path: Path
) -> None:
    findings = check_session(say(tmp_path, own)).findings
    found = [f for f in findings if f.code == "GAB01"]
    assert len(found) == 1
    assert told in found[0].message + found[0].hint
    assert found[0].severity.value == "erreur"


def test_a_phrase_of_another_shape_is_told(tmp_path: Path) -> None:
    own = "{fr: {deliberation.formule: {un_hommes: x}}}"
    findings = check_session(say(tmp_path, own)).findings
    assert any("un_homme" in f.hint for f in findings if f.code == "STR03")


def test_the_shipped_phrases_are_as_they_were(tmp_path: Path) -> None:
    say(tmp_path, '{fr: {deliberation.formule: "Ayant délibéré,"}}')
    make(tmp_path / "seance.yaml")
    view: Any = make(write(tmp_path / "autre", HEAD))[0]
    assert view.formule == "APRÈS EN AVOIR DÉLIBÉRÉ"


def test_phrases_in_a_folder_of_templates_are_told(tmp_path: Path) -> None:
    path = write(tmp_path / "s", HEAD)
    own = tmp_path / "gabarits"
    own.mkdir()
    (own / "phrases.yaml").write_text("deliberation: {formule: x}", "utf-8")
    made = call("render", str(path), "-o", str(tmp_path / "o"), "--templates", str(own))
    assert made.status == 1
    assert "`phrases:`" in made.err


@pytest.mark.parametrize(
    "example", ["2026-04-14-ccas", "2026-07-02-ecole", "2026-06-18-departement"]
)
def test_the_plain_style_accents_its_capitals(example: str) -> None:
    """Boards and départements as communes do: no capital of an act lacks its accent."""
    view: Any = make(data_dir() / "exemples" / example / "seance.yaml")[0]
    words = " ".join(view.iter_words())
    assert "DÉLIBÉRATION" in words
    assert "PRÉSENTS" in words
    bare = r"\b(DELIBER\w*|SEANCE|REUNION|ETAI\w+|PRESIDENT\w*|COMITE|ECOLE)\b"
    assert re.findall(bare, words) == []


def test_the_style_of_corsica_leaves_them_bare() -> None:
    """As in its published acts."""
    view: Any = make(data_dir() / "exemples" / "2023-12-19-cp" / "seance.yaml")[0]
    words = " ".join(view.iter_words())
    assert "DELIBERATION" in words
    assert "DÉLIBÉRATION" not in words


def test_an_authority_is_said_before_its_style(tmp_path: Path) -> None:
    """And what the shipped style says is a phrase of the language."""
    view: Any = make(say(tmp_path, '{fr: {deliberation.formule: "Ayant délibéré,"}}'))[
        0
    ]
    assert view.formule == "Ayant délibéré,"
    style = yaml.safe_load((data_dir() / "chartes" / "sobre.yaml").read_text("utf-8"))
    known = load_phrasebook("fr")
    for key, said in style["phrases"]["fr"].items():
        texts = said.values() if isinstance(said, dict) else [said]
        assert all(list_fields(text) <= known.list_fields(key) for text in texts), key


def test_a_language_that_lacks_a_phrase_says_the_authority_s_own() -> None:
    """Side by side, a heading without version is then printed once."""
    (act, *_), tools = make_example("2025-06-24-commune", 0)
    rows = [
        [" ".join(iter_texts(cell)) for cell in row.cellules]
        for row in iter_blocs(compose(act, tools.find_library).parties)
        if isinstance(row, Rang)
    ]
    absent = [row for row in rows if "POUVOIR" in row[0]]
    assert [row[1] for row in absent] == [""]
    signed = [row for row in rows if "Secrétaire de séance," in row[0]]
    assert [row[1] for row in signed] == [""]
    assert all(
        row.commun
        for row in iter_blocs(compose(act, tools.find_library).parties)
        if isinstance(row, Rang) and not row.cellules[1]
    )
