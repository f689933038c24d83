"""A third language is a folder and a data file: one is made here, and it works.

It is nobody's language: its words are French ones turned round, so that none could
come from anywhere but its own files. Python is not touched, apart from where the
shipped files are looked for.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from _readers_page import list_pages

from conftest import ROOT
from delib_gen import resources
from delib_gen.checking import check_session
from delib_gen.lang.grammar import load_grammar
from delib_gen.lang.phrasebook import load_phrasebook
from delib_gen.lang.readers import find_unread_phrases, name_language
from delib_gen.load.layers import list_autorites
from delib_gen.load.reference import load_autorite
from delib_gen.resources import data_dir, list_languages, list_text_languages

PHRASES = """
deliberation:
  visa: {texte: UV, statut: atteste, source: inventée}
  presents:
    statut: a-relire
    source: inventée
    texte: "TNESERP ({nombre}) :"
    varietes: {haut: "TNESERP-TUAH ({nombre}) :"}
  pouvoirs: {absent: oui, source: rien}
"""
# An order of its own: the year first, and the day with a sign.
LANGUE = """
locale: it
nom: verlan
dates:
  jour_mois_annee: "{annee}, {mois} {jour}."
  jour_mois: "{mois} {jour}."
  jour: "{jour}."
premier: 1-a
suite: {entre: " / ", dernier: " & "}
suite_longue: {entre: " // ", dernier: " // "}
devant: {Noissimmoc: "al ed "}
devant_autre: "ed "
varietes:
  haut: {premier: 1-tuah}
"""
NOMS = """
noms:
  nom: {texte: Esroc, statut: atteste, source: inventée, varietes: {haut: Tuah Esroc}}
organes:
  assemblee:
    noms: {sujet: {texte: Eélbmessa, statut: a-relire, source: inventée}}
visas:
  cgct: {texte: le CGCT en zz, statut: atteste, source: inventée}
"""
SEANCE = """
collectivite: corse
organe: commission-permanente
stade: projet
date: 2023-12-19
variete: {zz: haut}
actes:
  - titre: {fr: ESSAI, co: PROVA, zz: IASSE}
    visas: [{ref: cgct}]
    articles: [APPROUVE le projet., {ref: publication-electronique}]
"""


@pytest.fixture
def troisieme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The shipped files with one language more: a folder and a data file."""
    for name in ("data", "templates"):
        ignored = shutil.ignore_patterns("exemples", "*.docx")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    for path, text in (
        (tmp_path / "templates" / "zz" / "phrases.yaml", PHRASES),
        (tmp_path / "templates" / "zz" / "langue.yaml", LANGUE),
        (tmp_path / "data" / "autorites" / "zz" / "corse.yaml", NOMS),
    ):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(resources, "_root", lambda: tmp_path)
    yield tmp_path
    load_phrasebook.cache_clear()
    load_grammar.cache_clear()


@pytest.mark.usefixtures("troisieme")
def test_it_is_a_language_like_the_others():
    assert list_languages() == ("co", "fr", "zz")
    assert "zz" in list_text_languages()
    assert "zz" not in list_autorites()
    assert name_language("zz") == "verlan"


@pytest.mark.usefixtures("troisieme")
def test_it_says_what_it_can_and_french_says_the_rest():
    book = load_phrasebook("zz")

    assert book.get("deliberation.visa") == "UV"
    assert book.find_language("deliberation.visa") == "zz"
    for key in ("deliberation.pouvoirs", "vote.unanimite"):
        assert book.find_language(key) == "fr"
    assert "TUAH" in load_phrasebook("zz", "haut").agree("deliberation.presents", ())
    assert find_unread_phrases("zz") == ["deliberation.presents"]


@pytest.mark.usefixtures("troisieme")
def test_its_days_follow_its_own_order():
    grammar, first, last = load_grammar("zz"), dt.date(2023, 4, 30), dt.date(2023, 5, 1)

    assert grammar.format_day(first) == "2023, aprile 30."
    assert grammar.format_days([first, last]) == "aprile 30. & 2023, maggio 1-a."
    assert grammar.format_days_capitals([last]) == "2023, MAGGIO 1-A."
    assert load_grammar("zz", "haut").format_day(last) == "2023, maggio 1-tuah."
    assert grammar.join(["a", "b", "c"]) == "a / b & c"
    assert grammar.put_article("Noissimmoc") == "al ed Noissimmoc"
    assert grammar.spell(2023, "sans-trait") == "2023"


@pytest.mark.usefixtures("troisieme")
def test_the_authority_has_its_names():
    autorite = load_autorite("corse", data_dir(), None, {"zz": "haut"}).autorite

    assert autorite is not None
    assert autorite.noms["zz"].nom == "Tuah Esroc"
    assert autorite.noms["zz"].couverture is None
    assert autorite.noms["co"].nom == "Cullettività di Corsica"
    assert autorite.organes["assemblee"].noms["zz"].sujet == "Eélbmessa"
    assert autorite.visas["cgct"].texte.get("zz") == "le CGCT en zz"
    assert autorite.visas["cgct"].texte.reference.startswith("le Code général")


def test_a_session_speaks_it_and_is_told_what_nobody_has_read(troisieme: Path):
    path = troisieme / "seance.yaml"
    path.write_text(SEANCE, encoding="utf-8")

    codes = {f.code for f in check_session(path).findings}
    asked = check_session(path, ["fr", "zz"]).findings

    assert codes == set()
    (finding,) = (f for f in asked if f.code == "LAN03")
    assert finding.message.startswith("2 phrases et noms de l'édition en verlan")


@pytest.mark.usefixtures("troisieme")
def test_its_readers_have_their_page():
    pages = list_pages()

    assert list(pages) == ["corse-a-relire.md", "verlan-a-relire.md"]
    assert "TNESERP ({nombre}) :<br>haut : TNESERP-TUAH" in pages["verlan-a-relire.md"]
