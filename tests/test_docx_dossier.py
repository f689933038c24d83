"""All the pieces in one Word file, each as it is on its own."""

from __future__ import annotations

import dataclasses
import io
import zipfile

import pytest
from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from PIL import Image

from delib_gen.formats.docx import FORMAT
from docx_helpers import (
    dossier_meta,
    get_annexe,
    get_view,
    list_labels,
    list_parts,
    list_styled,
    load_reference,
    make_tools,
    read_part,
    read_visible_text,
    render,
    render_dossier,
)
from format_helpers import render_pieces

GENRES = ("annexe", "diapositives")
"""What the annexes of the reference dossier are laid out by."""


@pytest.fixture(scope="module")
def dossier() -> bytes:
    return render_dossier()


def test_it_holds_the_pieces_one_after_the_other(dossier):
    views, _ = load_reference()
    alone = [paragraph for view in views for paragraph in list_styled(render(view))]
    assert list_styled(dossier) == alone
    assert FORMAT.audit(dossier, views) == []


def test_lists_are_those_of_the_pieces(dossier):
    views, _ = load_reference()
    alone = [item for view in views for item in list_labels(render(view))]
    assert list_labels(dossier) == alone


def test_every_list_keeps_its_own_count(dossier):
    views, _ = load_reference()
    body = read_part(dossier)
    numbers = {n.get(qn("w:val")) for n in body.iter(qn("w:numId"))}
    alone = sum(
        len({n.get(qn("w:val")) for n in read_part(render(v)).iter(qn("w:numId"))})
        for v in views
    )
    assert len(numbers) == alone


def test_each_piece_is_a_section_that_begins_on_a_page(dossier):
    sections = list(read_part(dossier).iter(qn("w:sectPr")))
    assert len(sections) == 4
    for section in sections:
        assert section.find(qn("w:type")) is None  # next page, says the standard
        assert section.find(qn("w:pgNumType")) is None
        assert section.find(qn("w:footerReference")) is not None
    covers = [section.find(qn("w:titlePg")) is not None for section in sections]
    assert covers == [False, True, False, False]


def test_styles_of_one_house_are_there_once(dossier):
    document = Document(io.BytesIO(dossier))
    alone = Document(io.BytesIO(render(get_view("rapport"))))
    assert len(document.styles) == len(alone.styles)


def test_links_lead_where_they_did(dossier):
    def read_links(content):
        rels = Document(io.BytesIO(content)).part.rels
        return [
            rels[link.get(qn("r:id"))].target_ref
            for link in read_part(content).iter(qn("w:hyperlink"))
            if link.get(qn("r:id")) is not None
        ]

    views, _ = load_reference()
    assert read_links(dossier) == [
        u for view in views for u in read_links(render(view))
    ]


def test_a_joined_file_is_a_page_that_names_it():
    view = dataclasses.replace(
        get_annexe(),
        corps=(),
        renvoi="Pièce jointe : bilan.pdf.",
        joint=b"%PDF-1.7",
    )
    views = [get_view("deliberation"), view]
    content = render_pieces(FORMAT, views, dossier_meta(), make_tools()).content
    assert list_styled(content)[-2:] == [
        ("Titre d'annexe", "Bilan d’activité des deux Conseillers numériques"),
        ("Renvoi", "Pièce jointe : bilan.pdf."),
    ]
    assert FORMAT.audit(content, views) == []


def test_one_piece_makes_a_dossier():
    content = render_pieces(
        FORMAT, [get_annexe()], dossier_meta(), make_tools()
    ).content
    assert len(list(read_part(content).iter(qn("w:sectPr")))) == 1


def _make_own(folder):
    """A template with other fonts, a theme, a list and a picture."""
    document = Document()
    document.styles["Heading 1"].font.size = Pt(33)
    document.add_heading("{{ titre }}", 1)
    document.add_paragraph("{{ corps }}")
    document.add_paragraph("Puce", style="List Bullet")
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{ titre }} en haut"
    section.footer.paragraphs[0].add_run().add_picture(_picture())
    for genre in GENRES:
        document.save(folder / f"{genre}.docx")
    return folder


def _picture() -> io.BytesIO:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 2), "red").save(buffer, "PNG")
    buffer.seek(0)
    return buffer


def test_a_piece_from_another_template_keeps_its_look(tmp_path):
    own = _make_own(tmp_path)
    content = render_dossier(own)
    document = Document(io.BytesIO(content))
    styles = {paragraph.text: paragraph.style for paragraph in document.paragraphs}
    assert styles[get_view("deliberation").entete].font.size is None
    annexe = styles[get_view("annexe-rapport-2").titre]
    assert annexe.name == "heading 1 (2)"
    assert annexe.font.size == Pt(33)
    fonts = annexe.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    assert fonts.get(qn("w:ascii")) == "Calibri"  # said by the theme before
    assert fonts.get(qn("w:asciiTheme")) is None
    views, _ = load_reference()
    assert FORMAT.audit(content, views) == []


def test_headers_and_pictures_come_along(tmp_path):
    own = _make_own(tmp_path)
    content = render_dossier(own)
    document = Document(io.BytesIO(content))
    tops = [section.header.paragraphs[0].text for section in document.sections]
    assert tops[2:] == [
        "Appel à candidatures en haut",
        "Bilan d’activité des deux Conseillers numériques en haut",
    ]
    assert [n for n in list_parts(content) if "media" in n] == [
        "word/media/image1.png",
        "word/media/image2.png",
    ]
    for section in document.sections[2:]:
        assert section.footer._element.find(f".//{qn('w:drawing')}") is not None


def test_two_pieces_from_one_template_share_its_styles(tmp_path):
    document = Document(io.BytesIO(render_dossier(_make_own(tmp_path))))
    assert not [s.name for s in document.styles if s.name.endswith("(3)")]


def test_every_relation_has_its_target(tmp_path):
    content = render_dossier(_make_own(tmp_path))
    names = set(list_parts(content))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert len(package.namelist()) == len(names)
    for part in [n for n in names if n.startswith("word/_rels/")]:
        for relation in read_part(content, part):
            if relation.get("TargetMode") != "External":
                assert f"word/{relation.get('Target')}" in names


FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/'
    'main"><w:footnote w:id="1"><w:p><w:r><w:t>Note de {{ titre }}</w:t></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)


def test_notes_at_the_foot_of_pages_come_along(tmp_path):
    document = Document()
    run = document.add_paragraph("{{ titre }}").add_run()
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "1")
    run._r.append(reference)
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        FOOTNOTES.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    for genre in GENRES:
        document.save(tmp_path / f"{genre}.docx")
    content = render_dossier(tmp_path)
    (name,) = [n for n in list_parts(content) if n.startswith("word/footnotes")]
    notes = {
        note.get(qn("w:id")): "".join(note.itertext())
        for note in read_part(content, name).iter(qn("w:footnote"))
    }
    references = [
        r.get(qn("w:id")) for r in read_part(content).iter(qn("w:footnoteReference"))
    ]
    assert [notes[r] for r in references] == [
        "Note de Appel à candidatures",
        "Note de Bilan d’activité des deux Conseillers numériques",
    ]


def test_text_comes_out_once(dossier):
    assert read_visible_text(dossier).count("APRES EN AVOIR DELIBERE") == 1
