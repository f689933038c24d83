"""Templates that name the parts of a document: moved, with words between."""

from __future__ import annotations

import dataclasses
import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from delib_gen.formats.docx import FORMAT
from delib_gen.formats.docx.xml import read_text
from delib_gen.view.base import Titre
from delib_gen.view.en_regard import pair_views
from delib_gen.view.sommaire import Entree, SommaireView
from docx_helpers import (
    catch_fault,
    dossier_meta,
    get_annexe,
    get_view,
    iter_labelled,
    list_styled,
    make_own,
    make_tools,
    read_part,
    read_visible_columns,
    read_visible_text,
    render,
)
from en_regard_helpers import COLONNES, translate_view
from format_helpers import render_pieces


def list_texts(content: bytes) -> list[str]:
    return [label + read_text(paragraph) for label, paragraph in iter_labelled(content)]


def test_parts_stand_where_a_template_has_them(tmp_path):
    own = make_own(
        tmp_path,
        "deliberation",
        "{{ partie.articles }}",
        "Pour mémoire, vu n° {{ visas | length }} :",
        "{{ partie.visas }}",
    )
    view = get_view("deliberation")
    texts = list_texts(render(view, own))
    assert texts[0] == view.articles[0].intitule
    place = texts.index("Pour mémoire, vu n° 9 :")
    assert texts[place - 1] == view.articles[-1].alineas[-1]
    assert texts[place + 1] == view.organe
    assert texts[-1].endswith(view.visas[-1].texte)
    assert len(texts) == place + 2 + len(view.visas)


def test_a_part_keeps_its_styles_in_a_template_that_has_them(tmp_path):
    shipped = Document("templates/fr/deliberation.docx")
    for paragraph in shipped.paragraphs:
        if paragraph.text != "{{ partie.visas }}":
            paragraph._p.getparent().remove(paragraph._p)
    shipped.save(tmp_path / "deliberation.docx")
    styles = {
        style for style, _ in list_styled(render(get_view("deliberation"), tmp_path))
    }
    assert styles == {"Organe", "Visa"}


def test_a_part_without_its_styles_looks_like_its_place(tmp_path):
    document = Document()
    document.add_paragraph("{{ partie.visas }}", style="Quote")
    document.save(tmp_path / "deliberation.docx")
    styles = {
        style for style, _ in list_styled(render(get_view("deliberation"), tmp_path))
    }
    assert styles == {"Quote"}


def test_what_follows_a_cover_begins_a_page(tmp_path):
    own = make_own(
        tmp_path, "rapport", "{{ partie.couverture }}", "Note", "{{ corps }}"
    )
    body = read_part(render(dataclasses.replace(get_view("rapport"), en_tete=""), own))
    begun = [
        "".join(paragraph.itertext())
        for paragraph in body.iter(qn("w:p"))
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
    ]
    assert begun == ["Note"]


def test_a_part_without_blocks_passes_the_new_page_on(tmp_path):
    own = make_own(
        tmp_path, "rapport", "{{ partie.couverture }}", "{{ partie.vide }}", "Fin"
    )
    (own / "rapport.plan.j2").write_text(
        "== couverture\n<header.couverture>\nBody Text | {{ intitule }}\n</header>\n"
        "== vide\n"
    )
    body = read_part(render(get_view("rapport"), own))
    (begun,) = body.iter(qn("w:pageBreakBefore"))
    assert "".join(begun.getparent().getparent().itertext()) == "Fin"


def test_a_part_may_have_any_name(tmp_path):
    own = make_own(tmp_path, "rapport", "{{ partie['a.b <« é »>'] }}")
    layout = "== a.b <« é »>\nBody Text | {{ intitule }}\n"
    (own / "rapport.plan.j2").write_text(layout, encoding="utf-8")
    assert list_texts(render(get_view("rapport"), own)) == ["RAPPORT"]


@pytest.mark.parametrize("place", ["header", "beside"])
def test_a_part_must_stand_alone_in_the_text(tmp_path, place):
    document = Document()
    if place == "header":
        document.sections[0].header.paragraphs[0].text = "{{ partie.visas }}"
    else:
        document.add_paragraph("Vus : {{ partie.visas }}")
    document.save(tmp_path / "deliberation.docx")
    fault = catch_fault(get_view("deliberation"), tmp_path)
    assert fault.place == "balise `{{ partie.visas }}`"
    assert "seule dans un paragraphe" in fault.hint


def test_a_part_that_there_is_not_is_told(tmp_path):
    own = make_own(tmp_path, "deliberation", "{{ partie.vsas }}")
    fault = catch_fault(get_view("deliberation"), own)
    assert "vsas" in fault.message
    assert fault.place == "paragraphe 1, « {{ partie.vsas }} »"


def test_titles_in_another_language_say_so_in_fields_too(tmp_path):
    own = make_own(
        tmp_path,
        "deliberation",
        "{%p for t in titres %}",
        "{{ t.texte }}",
        "{%p endfor %}",
    )
    view = dataclasses.replace(
        get_view("deliberation"), titres=(Titre("UN", "fr"), Titre("UNU", "co"))
    )
    said = {
        "".join(run.itertext()): run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(
            qn("w:val")
        )
        for run in read_part(render(view, own)).iter(qn("w:r"))
    }
    assert said == {"UN": "fr-FR", "UNU": "co-FR"}


def test_side_by_side_a_frame_speaks_both_languages(tmp_path):
    """What a template says by itself is paired as its parts are, and said once."""
    own = make_own(
        tmp_path,
        "annexe",
        "{%p if traduction %}",
        "{{ traduction }}",
        "{%p endif %}",
        "Titre : {{ titre }}",
        "{{ corps }}",
        "{{ partie.entete }}",
    )
    first = get_annexe()
    second = dataclasses.replace(translate_view(first), traduction="traduitu")
    (pair,) = pair_views([first], [second], COLONNES)
    content = render(pair, own)
    columns = [" ".join(text.split()) for text in read_visible_columns(content)]
    assert columns[0] == f"Titre : {first.titre} Un bilan. {first.titre}"
    assert columns[1].startswith("traduitu Titre : ")
    assert columns[1].count(second.titre.split()[0]) >= 2


def test_side_by_side_a_table_of_a_frame_has_the_text_of_its_side(tmp_path):
    document = Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).paragraphs[0].text = "{{ titre }}"
    table.cell(0, 1).paragraphs[0].text = "{{ corps }}"
    document.add_paragraph("{{ partie.entete }}")
    document.save(tmp_path / "annexe.docx")
    first = get_annexe()
    (pair,) = pair_views([first], [translate_view(first)], COLONNES)
    content = render(pair, tmp_path)
    outer, *inner = read_part(content).iter(qn("w:tbl"))
    half = int(outer.find(f".//{qn('w:gridCol')}").get(qn("w:w")))
    assert len(inner) == 2
    for found, text in zip(inner, ("Un bilan.", "zzUn zzbilan."), strict=True):
        assert "".join(found.itertext()).endswith(text)
        assert "".join(found.itertext()).count("bilan.") == 1
        widths = [int(c.get(qn("w:w"))) for c in found.iter(qn("w:gridCol"))]
        assert sum(widths) < half
    assert FORMAT.audit(content, [pair]) == []


def test_a_list_of_pieces_made_by_a_template_asks_for_pages(tmp_path):
    own = make_own(
        tmp_path,
        "sommaire",
        "{{ intitule }}",
        "{%p for entree in entrees %}",
        "{{ entree.intitule }} {{ entree.page }}",
        "{%p endfor %}",
    )
    annexe = get_annexe()
    contents = SommaireView(
        meta=dataclasses.replace(annexe.meta, piece="sommaire", intitule="Acte"),
        intitule="Dossier",
        titres=(),
        sommaire="Sommaire",
        entrees=(Entree("Une annexe", "", annexe.meta.piece),),
    )
    content = render_pieces(FORMAT, [contents, annexe], dossier_meta(), make_tools(own))
    body = read_part(content.content)
    (field,) = body.iter(qn("w:fldSimple"))
    (mark,) = [
        m.get(qn("w:name"))
        for m in body.iter(qn("w:bookmarkStart"))
        if "annexe" in m.get(qn("w:name"))
    ]
    assert field.get(qn("w:instr")).split() == ["PAGEREF", mark, r"\h"]
    assert "Une annexe" in read_visible_text(content.content)


def test_a_dossier_is_one_document():
    """One part for the notes, one for the lists, and no number given twice."""
    view = get_annexe()
    content = render_pieces(
        FORMAT, [view, get_view("rapport")], dossier_meta(), make_tools()
    )
    document = Document(io.BytesIO(content.content))
    names = [str(part.partname) for part in document.part.package.iter_parts()]
    assert len(names) == len(set(names))
    assert sum("numbering" in name for name in names) == 1
    marks = [
        m.get(qn("w:id")) for m in document.element.body.iter(qn("w:bookmarkStart"))
    ]
    assert len(marks) == len(set(marks)) == 2
