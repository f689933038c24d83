"""Templates of an office's own: what is wrong with them, and where."""

from __future__ import annotations

import io

import pytest
from docx import Document

from docx_helpers import (
    catch_fault,
    get_annexe,
    get_view,
    list_styled,
    make_own,
    read_part,
    read_visible_text,
    render,
    render_markdown,
)


def test_an_undefined_name_is_placed(tmp_path):
    own = make_own(tmp_path, "deliberation", "{{ entete }}", "Le {{ signatiare_nom }}.")
    fault = catch_fault(get_view("deliberation"), own)
    assert fault.template.endswith("deliberation.docx")
    assert fault.place == "paragraphe 2, « Le {{ signatiare_nom }}. »"
    assert "signatiare_nom" in fault.message
    assert "signature_nom" in fault.hint
    assert fault.to_diagnostic().code == "GAB01"


def test_an_undefined_part_is_placed_in_its_loop(tmp_path):
    own = make_own(
        tmp_path,
        "deliberation",
        "{{ entete }}",
        "{%p for visa in visas %}",
        "{{ visa.ouvertrue }}",
        "{%p endfor %}",
    )
    fault = catch_fault(get_view("deliberation"), own)
    assert fault.place == "paragraphe 3, « {{ visa.ouvertrue }} »"
    assert "ouvertrue" in fault.message


def test_a_block_left_open_is_placed_where_it_opens(tmp_path):
    own = make_own(
        tmp_path, "deliberation", "a", "{%p if suite %}", "{{ suite }}", "fin"
    )
    fault = catch_fault(get_view("deliberation"), own)
    assert fault.place == "paragraphe 2, « {%p if suite %} »"


def test_a_tag_left_open_is_placed(tmp_path):
    own = make_own(tmp_path, "deliberation", "a", "Le {{ entete, puis", "{{ organe }}")
    fault = catch_fault(get_view("deliberation"), own)
    assert fault.place == "paragraphe 2, « Le {{ entete, puis »"


def test_a_block_from_a_paragraph_into_a_table_is_placed(tmp_path):
    document = Document()
    document.add_paragraph("a")
    document.add_paragraph("x {% if suite %} y")
    document.add_table(1, 1).cell(0, 0).paragraphs[0].text = "z {% endif %} t"
    document.save(tmp_path / "deliberation.docx")
    fault = catch_fault(get_view("deliberation"), tmp_path)
    assert fault.place == "paragraphe 2, « x {% if suite %} y »"
    assert "{%p" in fault.hint


def test_a_header_is_placed(tmp_path):
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ enteet }}"
    document.save(tmp_path / "deliberation.docx")
    fault = catch_fault(get_view("deliberation"), tmp_path)
    assert fault.place == "en-tête, paragraphe 1, « {{ enteet }} »"


@pytest.mark.parametrize("content", [b"", b"<html></html>", b"PK\x03\x04nothing"])
def test_a_file_that_is_not_word(tmp_path, content):
    (tmp_path / "deliberation.docx").write_bytes(content)
    fault = catch_fault(get_view("deliberation"), tmp_path)
    assert "ne s'ouvre pas comme un document Word" in fault.message
    assert fault.place == ""


def test_what_a_template_may_not_reach(tmp_path):
    own = make_own(tmp_path, "deliberation", "{{ ''.__class__.__mro__ }}")
    assert catch_fault(get_view("deliberation"), own).place.startswith("paragraphe 1")


def test_what_stops_python_is_a_fault_of_the_template(tmp_path):
    own = make_own(tmp_path, "deliberation", "a", "{{ entete + 1 }}")
    fault = catch_fault(get_view("deliberation"), own)
    assert fault.place == "paragraphe 2, « {{ entete + 1 }} »"


def test_prose_must_stand_alone(tmp_path):
    own = make_own(tmp_path, "annexe", "Texte : {{ corps }}")
    fault = catch_fault(get_annexe(), own)
    assert "{{ corps }}" in fault.place
    assert "seule dans un paragraphe" in fault.hint


def test_prose_may_stand_in_a_cell_and_twice(tmp_path):
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].text = "{{ corps }}"
    document.add_paragraph("{{ corps }}")
    document.save(tmp_path / "annexe.docx")
    text = read_visible_text(render_markdown("bonjour", tmp_path))
    assert text.split() == ["bonjour", "bonjour"]


def test_no_prose_leaves_no_paragraph(tmp_path):
    own = make_own(tmp_path, "annexe", "a", "{{ corps }}", "b")
    assert [text for _, text in list_styled(render_markdown("", own))] == ["a", "b"]


def test_headers_and_footers_are_filled(tmp_path):
    document = Document()
    document.add_paragraph("{{ titre }}")
    document.sections[0].footer.paragraphs[0].text = "{{ titre }} & suite"
    document.save(tmp_path / "annexe.docx")
    content = render(get_annexe(), tmp_path)
    footer = Document(io.BytesIO(content)).sections[0].footer.paragraphs[0].text
    assert footer == "Bilan d’activité des deux Conseillers numériques & suite"


def test_a_template_that_changes_is_read_again(tmp_path):
    view = get_annexe()
    first = render(view, make_own(tmp_path, "annexe", "un {{ titre }}"))
    second = render(view, make_own(tmp_path, "annexe", "deux fois {{ titre }}"))
    assert list_styled(first)[0][1].startswith("un ")
    assert list_styled(second)[0][1].startswith("deux fois ")


def test_a_tag_that_word_cut_in_pieces_works(tmp_path):
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ ti", "tre", " }}", " "):
        paragraph.add_run(piece)
    document.save(tmp_path / "annexe.docx")
    content = render(get_annexe(), tmp_path)
    assert list_styled(content)[0][1].startswith("Bilan d’activité")


def test_the_preview_of_a_template_is_not_kept(tmp_path):
    own = make_own(tmp_path, "annexe", "{{ titre }}")
    content = render(get_annexe(), own)
    rels = read_part(content, "_rels/.rels")
    assert not [r for r in rels if "thumbnail" in r.get("Type")]
