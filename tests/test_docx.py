"""The Word files: what a clerk finds in them."""

from __future__ import annotations

import dataclasses
import importlib.util
import io
import re
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from delib_gen.formats.docx import FORMAT
from delib_gen.formats.docx.xml import _ORDERS
from delib_gen.view.base import LigneArticle, LigneVisa
from docx_helpers import (
    get_view,
    list_parts,
    list_styled,
    load_reference,
    read_part,
    render,
    render_dossier,
)

ROOT = Path(__file__).parents[1]
PIECES = ("deliberation", "rapport", "annexe-rapport-1", "annexe-rapport-2")


SLIDES = ("pageBreakBefore", "spacing", "rPr")
"""What the place of a block says: it begins a slide, or stands below a table."""
SET_BY_PLACE = dict.fromkeys(PIECES, ()) | {
    "annexe-rapport-2": SLIDES,
    "dossier": SLIDES,
}


def list_written(body) -> list:
    """The paragraphs of a document, but for the thin ones that Word wants by tables."""
    exact = f"{qn('w:pPr')}/{qn('w:spacing')}[@{qn('w:lineRule')}='exact']"
    return [p for p in body.iter(qn("w:p")) if p.find(exact) is None]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    made = {piece: render(get_view(piece)) for piece in PIECES}
    return made | {"dossier": render_dossier()}


def test_committed_templates_are_what_the_script_builds(tmp_path):
    loader = SourceFileLoader("word_templates", str(ROOT / "script/word-templates"))
    spec = importlib.util.spec_from_loader("word_templates", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    path = list(sys.path)
    try:
        loader.exec_module(module)
    finally:
        sys.path[:] = path
    _, charte = load_reference()
    for genre in module.list_genres():
        built = module.build(genre, charte)
        committed = (ROOT / f"templates/fr/{genre}.docx").read_bytes()
        assert list_parts(built) == list_parts(committed)
        for part in list_parts(built):
            wanted, found = (
                etree.tostring(read_part(file, part), method="c14n")
                for file in (built, committed)
            )
            assert wanted == found, f"{genre}.docx, {part}: run script/word-templates"


def test_templates_hold_no_word_of_a_language():
    for template in (ROOT / "templates/fr").glob("*.docx"):
        for part in ("word/document.xml", "word/footer1.xml"):
            text = "".join(read_part(template.read_bytes(), part).itertext())
            text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text)
            assert not re.search(r"[^\W\d_]", text), f"{template.name}: {text}"


def test_every_part_of_the_deliberation_has_its_style(files):
    found: dict[str, int] = {}
    for style, _ in list_styled(files["deliberation"]):
        found[style] = found.get(style, 0) + 1
    assert found == {
        "Heading 1": 1,
        "Titre d'acte": 2,
        "Filet": 1,
        "Réunion": 1,
        "Préambule": 1,
        "Intitulé de liste": 3,
        "Présents": 1,
        "Pouvoir": 6,
        "Organe": 1,
        "Visa": 9,
        "Mention": 3,
        "Formule": 1,
        "Résultat": 1,
        "Votants": 1,
        "Intitulé d'article": 4,
        "Article": 3,
        "Dernier alinéa": 1,
        "Date et lieu": 1,
        "Qualité du signataire": 1,
        "Signature": 1,
    }


def test_headings_are_words_own(files):
    headings = [
        (style, text)
        for style, text in list_styled(files["rapport"])
        if style.startswith("Heading")
    ]
    assert headings[0] == ("Heading 1", "RAPPORT N° 2023/330/CP")
    assert headings[1] == ("Heading 2", "I. OBJET DU PRÉSENT RAPPORT")
    assert {style for style, _ in headings[1:]} == {"Heading 2"}


def test_article_headings_are_in_the_outline(files):
    document = Document(io.BytesIO(files["deliberation"]))
    style = document.styles["Intitulé d'article"]
    assert style.base_style.name == "Heading 2"


DECKS = ("annexe-rapport-2", "dossier")


@pytest.mark.parametrize("piece", [*PIECES, "dossier"])
def test_shape_is_in_the_styles(files, piece):
    """No look by hand: only what differs from one paragraph to the next."""
    body = read_part(files[piece])
    by_hand = {
        child.tag
        for properties in body.iter(qn("w:rPr"))
        for child in properties
        if properties.getparent().tag == qn("w:r")
    }
    # A deck's text is as large as its slides hold.
    sized = {qn("w:sz"), qn("w:szCs")} if piece in DECKS else set()
    assert by_hand <= {qn("w:rStyle"), qn("w:lang"), *sized}
    shaped = {c.tag for p in body.iter(qn("w:pPr")) for c in p}
    allowed = {"pStyle", "numPr", "ind", "sectPr", *SET_BY_PLACE[piece]}
    assert shaped <= {qn(f"w:{name}") for name in allowed}
    for paragraph in list_written(body):
        assert paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") is not None


@pytest.mark.parametrize("piece", [*PIECES, "dossier"])
def test_nothing_is_laid_out_with_blanks(files, piece):
    body = read_part(files[piece])
    assert not list(body.iter(qn("w:txbxContent"), qn("w:framePr"), qn("w:drawing")))
    for paragraph in list_written(body):
        text = "".join(t.text for t in paragraph.iter(qn("w:t")))
        assert text.strip(), "an empty paragraph"
        assert "  " not in text
        assert text == text.strip(" ")
        tabs = len(list(paragraph.iter(qn("w:tab"))))
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
        assert tabs == (1 if style == "Visa" else 0)
    for run in body.iter(qn("w:r")):
        assert any(child.tag != qn("w:rPr") for child in run), "an empty run"


@pytest.mark.parametrize("piece", [*PIECES, "dossier"])
def test_capitals_are_typed(files, piece):
    for part in ("word/document.xml", "word/styles.xml"):
        found = read_part(files[piece], part).iter(qn("w:caps"), qn("w:smallCaps"))
        assert not list(found)


@pytest.mark.parametrize("piece", [*PIECES, "dossier"])
def test_properties_stand_in_the_order_of_the_standard(files, piece):
    for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
        for element in read_part(files[piece], part).iter(*_ORDERS):
            order = [qn(f"w:{name}") for name in _ORDERS[element.tag].split()]
            ranks = [order.index(child.tag) for child in element]
            assert ranks == sorted(ranks), etree.tostring(element)


def test_pages_are_numbered_by_fields(files):
    for piece in PIECES:
        footer = read_part(files[piece], "word/footer1.xml")
        fields = [f.get(qn("w:instr")).strip() for f in footer.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]


def test_visas_hang(files):
    styles = read_part(files["deliberation"], "word/styles.xml")
    visa = next(
        s for s in styles.iter(qn("w:style")) if s.get(qn("w:styleId")) == "Visa"
    )
    indent = visa.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    assert indent.get(qn("w:left")) == indent.get(qn("w:hanging")) == "1089"  # 1.92 cm


def test_signature_stays_with_the_last_article(files):
    styles = read_part(files["deliberation"], "word/styles.xml")
    names = {s.get(qn("w:styleId")): s for s in styles.iter(qn("w:style"))}
    kept = ("Dernieralinea", "Dateetlieu", "Qualitedusignataire", "Heading2")
    for name in kept:
        keep = names[name].find(f"{qn('w:pPr')}/{qn('w:keepNext')}")
        assert keep is not None, name


def test_parts_that_the_reference_act_lacks():
    view = get_view("deliberation")
    full = dataclasses.replace(
        view,
        considerants=(LigneVisa("CONSIDÉRANT", "qu’il le faut,"),),
        absences=view.presences,
        suite="LA DÉLIBÉRATION EST REJETÉE",
        articles=(),
        filet="",
        scrutins=(),
    )
    content = render(full)
    styled = list_styled(content)
    assert ("Considérant", "CONSIDÉRANT qu’il le faut,") in styled
    assert ("Suite", "LA DÉLIBÉRATION EST REJETÉE") in styled
    assert not {style for style, _ in styled} & {"Filet", "Résultat", "Article"}
    assert all(text for _, text in styled)
    assert FORMAT.audit(content, [full]) == []


def test_an_article_without_heading_has_its_paragraphs():
    view = dataclasses.replace(
        get_view("deliberation"), articles=(LigneArticle("", ("Un.", "Deux.")),)
    )
    styled = list_styled(render(view))
    assert styled[-5:-3] == [("Article", "Un."), ("Dernier alinéa", "Deux.")]


@pytest.mark.parametrize("heading", ["RAPPORT DU PRÉSIDENT", ""])
def test_the_body_of_a_rapport_begins_on_a_page(heading):
    content = render(dataclasses.replace(get_view("rapport"), en_tete=heading))
    body = read_part(content)
    styles = read_part(content, "word/styles.xml")
    breaking = {
        style.get(qn("w:styleId"))
        for style in styles.iter(qn("w:style"))
        if style.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
    }
    found = [
        "".join(paragraph.itertext())
        for paragraph in body.iter(qn("w:p"))
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
        or paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
        in breaking
    ]
    assert found == [heading or "I. OBJET DU PRÉSENT RAPPORT"]
