"""The questions of a form that wait for an answer are fields of the PDF file."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from cli_helpers import call, standing_in
from delib_gen.formats.base import RenderTools
from delib_gen.formats.html import FORMAT as HTML
from delib_gen.formats.pdf import FORMAT
from delib_gen.schema.fiches.formulaire import MAX_LIGNES
from delib_gen.view.annexes.base import AnnexeView
from delib_gen.view.annexes.field_names import FieldNames
from fiche_helpers import make_views, write_fiches
from format_helpers import render_piece, render_pieces
from pdf_helpers import fold, iter_structure
from verapdf_helpers import PROFILES, start_engine

FORMULAIRE = """\
genre: formulaire
rubriques:
  - titre: Présentation
    questions:
      - {question: Nom de l’association, lignes: 1}
      - {question: Que faites-vous ?, reponse: Des **cartes**.}
      - {question: Que ferez-vous ?, lignes: 4}
      - {question: Depuis quand ?, type: date}
  - titre: Moyens
    questions:
      - {question: Êtes-vous aidés ?, type: option, choix: [Oui, Non]}
      - {question: Par qui ?, type: case, choix: [La commune, L’État]}
      - {question: Que ferez-vous ?}
      - {question: Rien à dire, lignes: 0}
"""
TYPED = "Été à l’Œuvre : 3 € « ça »"


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> list[AnnexeView]:
    """Two forms with the same questions."""
    folder = tmp_path_factory.mktemp("formulaires")
    return make_views(write_fiches(folder, FORMULAIRE, FORMULAIRE))


@pytest.fixture(scope="module")
def dossier(forms: list[AnnexeView], tools: RenderTools) -> bytes:
    meta = dataclasses.replace(forms[0].meta, fichier="dossier")
    return render_pieces(FORMAT, forms, meta, tools).content


def open_pdf(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def iter_widgets(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """The fields' boxes, page by page, in the order of the Tab key."""
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            if annotation.Subtype == "/Widget":
                yield annotation


def name_of(widget: Any) -> str:
    return str(widget.get("/T") or widget.Parent.T)


def test_each_question_has_its_field_named_by_it_once_in_the_dossier(dossier: bytes):
    with open_pdf(dossier) as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]

    first, second = names[: len(names) // 2], names[len(names) // 2 :]
    assert [name.removeprefix("annexe-deliberation-1-") for name in first] == [
        "nom-de-l-association",
        "que-ferez-vous",
        "depuis-quand",
        "etes-vous-aides",
        "par-qui_la-commune",
        "par-qui_l-etat",
        "que-ferez-vous-2",
    ]
    assert second == [name.replace("ation-1-", "ation-2-") for name in first]
    assert all(name.isascii() and "." not in name for name in names)


def test_kinds_of_field(dossier: bytes):
    with open_pdf(dossier) as pdf:
        kinds = {
            str(f.T).partition("-1-")[2]: (str(f.FT), int(f.get("/Ff", 0)))
            for f in pdf.Root.AcroForm.Fields
        }
        (group,) = (f for f in pdf.Root.AcroForm.Fields if "1-etes-vous" in str(f.T))
        states = [set(kid.AP.N.keys()) for kid in group.Kids]

    assert kinds["nom-de-l-association"] == ("/Tx", 0)
    assert kinds["que-ferez-vous"] == ("/Tx", 1 << 12)
    assert kinds["par-qui_l-etat"] == ("/Btn", 0)
    assert kinds["etes-vous-aides"] == ("/Btn", 1 << 14 | 1 << 15)
    assert states == [{"/oui", "/Off"}, {"/non", "/Off"}]


def test_each_field_says_its_question_and_stands_in_the_order_of_reading(
    dossier: bytes,
):
    with open_pdf(dossier) as pdf:
        told = [str(widget.TU) for widget in iter_widgets(pdf)]
        tabs = {str(page.obj.Tabs) for page in pdf.pages}
        tagged = [
            str(kid.Obj.TU)
            for element in iter_structure(pdf)
            if element.S == "/Form"
            for kid in element.K
            if kid.Type == "/OBJR"
        ]

    assert told[:4] == [
        "Nom de l’association",
        "Que ferez-vous ?",
        "Depuis quand ?",
        "Êtes-vous aidés ? Oui",
    ]
    assert tagged == told
    assert len(told) == 16
    assert tabs == {"/S"}


def test_fields_need_nothing_from_the_reader(dossier: bytes):
    """An appearance each, and a simple font, with every sign of French."""
    with open_pdf(dossier) as pdf:
        form = pdf.Root.AcroForm
        font = form.DR.Font.Saisie
        lacking = [name_of(w) for w in iter_widgets(pdf) if "/AP" not in w]

        assert "/NeedAppearances" not in form
        assert lacking == []
        assert font.Encoding == "/WinAnsiEncoding"
        assert "/FontFile2" in font.FontDescriptor
        widths = {
            sign: int(font.Widths[sign.encode("cp1252")[0] - int(font.FirstChar)])
            for sign in "eéèêëàâîïôùûçœæŒÉÀÇ«»’—…€"
        }
        assert min(widths.values()) > 200, widths
        fields = [f for f in form.Fields if f.FT == "/Tx"]
        assert all(str(f.DA).startswith("/Saisie ") for f in fields)


def test_what_is_typed_shows_and_is_read_back(dossier: bytes):
    with open_pdf(dossier) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if field.FT == "/Tx":
                field.V = pikepdf.String(TYPED)
        pdf.Root.AcroForm.NeedAppearances = True
        pdf.generate_appearance_streams()
        pdf.flatten_annotations()
        out = io.BytesIO()
        pdf.save(out)

    read = pypdfium2.PdfDocument(out.getvalue())
    text = "".join(page.get_textpage().get_text_range() for page in read)
    assert text.count(TYPED) == 8


def test_an_answer_that_is_given_is_text(
    forms: list[AnnexeView], tools: RenderTools, dossier: bytes
):
    rendered = render_piece(FORMAT, forms[0], tools)
    assert rendered is not None

    assert FORMAT.audit(rendered.content, [forms[0]]) == []
    with open_pdf(dossier) as pdf:
        assert not any("que-faites" in str(f.T) for f in pdf.Root.AcroForm.Fields)
    words = [fold(text) for text in forms[0].iter_words()]
    assert words[words.index("Que faites-vous ?") + 1] == "Des cartes."


def test_a_page_on_a_screen_has_the_same_fields(
    forms: list[AnnexeView], tools: RenderTools
):
    page = render_pieces(HTML, forms, forms[0].meta, tools).content.decode()

    assert HTML.audit(page.encode(), forms) == []
    for number in (1, 2):
        name = f"annexe-deliberation-{number}-que-ferez-vous-2"
        assert page.count(f'<label class="texte" for="{name}">') == 1
        assert page.count(f'<textarea id="{name}"') == 1
    assert page.count('type="radio"') == 4
    group = "annexe-deliberation-1-etes-vous-aides"
    assert f'role="group" aria-labelledby="{group}"' in page
    assert page.count(f'id="{group}"') == 1


def test_fields_survive_a_foreign_file_among_the_pages(
    forms: list[AnnexeView], tools: RenderTools, dossier: bytes
):
    foreign = pikepdf.new()
    foreign.add_blank_page(page_size=(595, 842))
    out = io.BytesIO()
    foreign.save(out)
    joined = AnnexeView(meta=forms[0].meta, titre="Plan", joint=out.getvalue())
    whole = [forms[0], joined, forms[1]]

    content = render_pieces(FORMAT, whole, forms[0].meta, tools).content

    with open_pdf(content) as pdf, open_pdf(dossier) as alone:
        assert [name_of(w) for w in iter_widgets(pdf)] == [
            name_of(w) for w in iter_widgets(alone)
        ]
        assert len(pdf.Root.AcroForm.Fields) == len(alone.Root.AcroForm.Fields)


def test_the_same_form_has_the_same_bytes(forms: list[AnnexeView], tools: RenderTools):
    first, second = (
        render_piece(FORMAT, forms[0], tools),
        render_piece(FORMAT, forms[0], tools),
    )

    assert first == second


def test_the_longest_answer_stands_on_a_page(tmp_path: Path, tools: RenderTools):
    asked = "\n".join(
        f"      - {{question: Que faites-vous {n} ?, lignes: {MAX_LIGNES}}}"
        for n in range(2)
    )
    text = f"genre: formulaire\nrubriques:\n  - questions:\n{asked}\n"
    (view,) = make_views(write_fiches(tmp_path, text))
    rendered = render_piece(FORMAT, view, tools)
    assert rendered is not None
    with open_pdf(rendered.content) as pdf:
        bottoms = [float(widget.Rect[3]) for widget in iter_widgets(pdf)]
        assert len(pdf.pages) == 2

    assert min(bottoms) > 28.35 * 2  # points: within the margins


@pytest.mark.verapdf
def test_forms_are_archival_and_accessible(
    forms: list[AnnexeView], tools: RenderTools, dossier: bytes, tmp_path: Path
):
    engine = start_engine()
    piece = render_piece(FORMAT, forms[0], tools)
    assert piece is not None
    for name, content in (("piece", piece.content), ("dossier", dossier)):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(content)
        for flavour in PROFILES:
            assert engine.list_failures(path, flavour) == [], (name, flavour)


def test_a_name_is_given_once_whatever_the_questions():
    names = FieldNames("annexe-1", "")
    asked = ("Où ?", "Ou !", "ou 2", "?", "…", "Œuvre d’été", "a" * 99, "a" * 99, "Où")
    given = [names.give(question) for question in asked]

    assert len(set(given)) == len(asked)
    assert given[0] == "annexe-1-ou"
    assert given[5] == "annexe-1-oeuvre-d-ete"
    assert all(name.isascii() for name in given)


@pytest.mark.serie(3)
@pytest.mark.parametrize("sorte", ["case", "option", "date", "texte"])
@pytest.mark.parametrize("form", ["pdf", "html", "docx"])
def test_form_to_fill_in_reads_back(sorte: str, form: str, tmp_path: Path) -> None:
    """What a field is called, and what it takes, is no text of the page."""
    choix = ", choix: [La commune, L'État]" if sorte in ("case", "option") else ""
    question = f"{{question: Par qui ?, type: {sorte}{choix}}}"
    fiche = f"rubriques: [{{titre: Aides, questions: [{question}]}}]\n"
    write_fiches(tmp_path, "genre: formulaire\n" + fiche)
    with standing_in(tmp_path):
        result = call("render", "seance.yaml", "--format", form, "--only", "annexes")

    assert result.status == 0, result.err
