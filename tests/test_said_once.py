"""Side by side, what has no version is printed once, across both columns."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from conftest import REFERENCE
from delib_gen.checking import check_session
from delib_gen.composition.compose import compose
from delib_gen.composition.tree import Rang
from delib_gen.formats.base import RenderTools, list_formats
from delib_gen.prose.walk import iter_blocs, iter_texts
from delib_gen.render import RenderSpec, make_tools
from delib_gen.resources import data_dir
from delib_gen.schema.base import fold_word
from delib_gen.view.base import View
from delib_gen.view.context import make_seance_context
from delib_gen.view.en_regard import EnRegardView, build_columns, pair_views
from en_regard_helpers import COLONNES, make_pairs
from fiche_helpers import make_views, write_fiches
from format_helpers import render_piece
from pdf_helpers import fold
from prose_helpers import make_prose_tools
from view_helpers import build_views

Pieces = tuple[dict[str, View], RenderTools]


def make_example(example: str, rank: int = 0) -> tuple[list[Any], RenderTools]:
    """An act of an example in French and in Corsican, as far as it is translated."""
    checked = check_session(data_dir() / "exemples" / example / "seance.yaml")
    situation = checked.situation
    assert situation is not None
    charte = situation.reference.charte
    assert charte is not None
    contexts = [make_seance_context(situation, lang, charte) for lang in ("fr", "co")]
    both = (build_views(c.turn_to(situation.actes[rank])) for c in contexts)
    spec = RenderSpec(situation.reference.autorite.code, charte, None)
    return pair_views(*both, build_columns(contexts)), make_tools("fr+co", spec)


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    """The reference act in French and in Corsican, as far as it has been translated."""
    paired, tools = make_example(REFERENCE.name)
    return {view.meta.piece: view for view in paired}, tools


def read(name: str, view: View, tools: RenderTools) -> str:
    """What a file says, in which the audit misses nothing."""
    fmt = list_formats()[name]
    made = render_piece(fmt, view, tools)
    assert made is not None
    assert fmt.audit(made.content, [view]) == []
    return made.content.decode() if name == "html" else ""


@pytest.mark.parametrize("name", ["html", "pdf", "docx"])
def test_a_visa_and_an_article_without_version_are_printed_once(
    name: str, pieces: Pieces
) -> None:
    act: Any = pieces[0]["deliberation"]
    page = read(name, act, pieces[1])

    french, corsican = act.vues
    assert [visa.texte for visa in corsican.visas] == [""] * 9
    assert all(visa.texte for visa in french.visas)
    assert [article.alineas for article in corsican.articles] == [("",)] * 4
    assert all(article.intitule for article in corsican.articles)
    if page:
        assert page.count("susvisé") == 1
        assert page.count("ARTICULU PRIMU") == 1
        across = re.findall(r'<div class="rang commun[^>]*>.*?susvisé', page, re.DOTALL)
        assert len(across) == 1


def test_names_stand_below_a_heading_of_each_language_or_once_below_one(
    pieces: Pieces,
) -> None:
    act: Any = pieces[0]["deliberation"]
    french, corsican = act.vues

    assert [g.personnes for g in french.presences] == [
        g.personnes for g in corsican.presences
    ]
    assert french.pouvoirs
    assert corsican.pouvoirs_intitule == ""
    assert corsican.pouvoirs == ()


def test_what_is_translated_stands_in_both_columns(pieces: Pieces) -> None:
    act: Any = pieces[0]["deliberation"]

    for name in ("entete", "reunion", "formule", "lieu_date", "signature_qualite"):
        assert all(getattr(vue, name) for vue in act.vues), name
    assert act.vues[0].titres != act.vues[1].titres
    assert all(act.vues[1].titres)


@pytest.mark.parametrize("piece", ["annexe-rapport-1", "annexe-rapport-2"])
def test_a_piece_without_version_is_itself_and_no_translation(
    piece: str, pieces: Pieces
) -> None:
    """Slides stay slides."""
    view = pieces[0][piece]
    page = read("html", view, pieces[1])
    read("pdf", view, pieces[1])

    assert not isinstance(view, EnRegardView)
    assert view.meta.langue == "fr"
    assert not view.traduction
    assert "data-en-regard" not in page.partition("<body>")[2]


def test_translated_slides_stay_slides_with_a_column_for_each_language() -> None:
    views, tools = make_pairs()
    deck: Any = next(v for v in views if v.meta.piece == "annexe-rapport-2")
    made = render_piece(list_formats()["pdf"], deck, tools)
    assert made is not None

    with pypdfium2.PdfDocument(made.content) as document:
        sizes = {page.get_size() for page in document}
        pages = [fold(page.get_textpage().get_text_bounded()) for page in document]
    titles = ["".join(b.texte for b in slide.titre) for slide in deck.vues[0].corps]
    assert len(sizes) == 1
    assert all(width > 1.5 * height for width, height in sizes)
    assert len(pages) >= len(titles)
    assert all("zz" in page for page in pages)
    for title in titles:
        assert any(fold(title)[:20] in page for page in pages)


def test_an_edition_is_a_translation_only_of_what_is_translated() -> None:
    checked = check_session(REFERENCE / "seance.yaml")
    situation = checked.situation
    assert situation is not None
    charte = situation.reference.charte
    assert charte is not None
    context = make_seance_context(situation, "co", charte)
    views = build_views(context.turn_to(situation.actes[0]))

    assert [bool(view.traduction) for view in views] == [True, True, False, False]


FORM = """\
genre: formulaire
rubriques:
  - titre: Contexte
    questions:
      - question: {first}
        reponse: Le chemin des crêtes.
      - question: À quelle date ?
        type: date
"""


@pytest.mark.parametrize(
    ("first", "apart"),
    [("Quel chemin ?", False), ("{fr: Quel chemin ?, co: Chì strada ?}", True)],
)
def test_a_form_without_version_is_printed_once(
    first: str, apart: bool, tmp_path: Path
) -> None:
    """Its fields have other names in each edition, which nobody reads."""
    path = write_fiches(tmp_path, FORM.format(first=first))
    both = (make_views(path, langue) for langue in ("fr", "co"))
    (view,) = pair_views(*both, COLONNES)

    assert isinstance(view, EnRegardView) == apart
    read("pdf", view, make_prose_tools("fr+co"))
    words = [fold(text) for text in view.iter_words()]
    assert words.count("Quel chemin ?") == 1


@pytest.mark.parametrize("example", ["2026-09-30-ac", "2026-06-18-departement"])
def test_no_name_or_figure_is_lost(example: str) -> None:
    """A row that is left out of the second edition is in the first, whole."""
    checked = check_session(data_dir() / "exemples" / example / "seance.yaml")
    situation = checked.situation
    assert situation is not None
    charte = situation.reference.charte
    assert charte is not None
    contexts = [make_seance_context(situation, lang, charte) for lang in ("fr", "co")]
    for acte in situation.actes:
        french, corsican = (build_views(c.turn_to(acte)) for c in contexts)
        paired = pair_views(french, corsican, build_columns(contexts))
        for view, one, other in zip(paired, french, corsican, strict=True):
            said = set(view.iter_words())
            assert set(one.iter_words()) <= said
            missing = {str(t) for t in other.iter_words()} - {str(t) for t in said}
            assert missing <= {str(other.traduction), "VISTU", "CUNSIDERENDU"}


@pytest.mark.parametrize(
    ("example", "rank"),
    [
        ("2026-06-18-departement", 0),
        ("2026-06-18-departement", 1),
        ("2026-09-30-ac", 0),
        ("2026-09-30-ac", 2),
        ("2025-06-24-commune", 0),
    ],
)
def test_a_heading_stands_beside_its_own_and_none_beside_another(
    example: str, rank: int
) -> None:
    """Those who are present beside PRISENTI, whatever lists between have no version."""
    (act, *_), tools = make_example(example, rank)
    said = [
        tuple(" ".join(iter_texts(cell)).split("\xa0:")[0] for cell in row.cellules)
        for row in iter_blocs(compose(act, tools.find_library).parties)
        if isinstance(row, Rang)
    ]
    beside = {corsican: french for french, corsican in said if corsican}

    bare = {key: fold_word(text) for key, text in beside.items()}
    assert bare["PRISENTI"].startswith("etaientpresents")
    assert bare.get("ASSENTI", "etaientabsents").startswith("etaientabsent")
    assert bare.get("ASSENTE", "etaitabsente").startswith("etai")
