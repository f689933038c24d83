"""What Word finds when it opens a file: nothing to ask, and each face or its like."""

from __future__ import annotations

import io

from docx import Document
from docx.oxml.ns import qn

from delib_gen.composition.pieces import Pieces
from delib_gen.formats.docx import FORMAT
from delib_gen.formats.pdf import FORMAT as PDF
from docx_helpers import (
    dossier_meta,
    get_annexe,
    list_parts,
    make_own,
    read_part,
    render,
    render_markdown,
)


def read_fonts(content: bytes) -> dict[str, dict[str, str]]:
    """What a file says of each face."""
    return {
        font.get(qn("w:name")): {
            child.tag.partition("}")[2]: child.get(qn("w:val")) for child in font
        }
        for font in read_part(content, "word/fontTable.xml")
    }


def test_the_face_of_the_text_has_one_as_wide():
    fonts = read_fonts(render_markdown("Un texte."))
    assert fonts["Liberation Sans"] == {
        "altName": "Arial",
        "panose1": "020B0604020202020204",
        "charset": "00",
        "family": "swiss",
        "pitch": "variable",
    }


def test_a_font_table_is_kept_and_grows(tmp_path):
    """An office's own template says of its faces what it wants."""
    own = make_own(tmp_path, "annexe", "{{ partie.entete }}", "{{ partie.corps }}")
    document = Document(tmp_path / "annexe.docx")
    document.styles["Normal"].font.name = "Liberation Sans"
    document.save(tmp_path / "annexe.docx")
    content = render(get_annexe(), own)
    assert "Calibri" in read_fonts(content)
    assert read_fonts(content)["Liberation Sans"]["altName"] == "Arial"
    assert list_parts(content).count("word/fontTable.xml") == 1


def test_a_face_that_no_style_names_is_not_spoken_of():
    assert "DejaVu Sans" not in read_fonts(render_markdown("Un texte."))


def test_a_dossier_asks_nothing_and_has_its_numbers(whole, tools):
    """Made with its PDF, it says the pages that the PDF has."""
    pieces = Pieces(whole, tools.find_library)
    meta = dossier_meta()
    PDF.begin(pieces, tools).write(whole, meta)
    content = FORMAT.begin(pieces, tools).write(whole, meta).content
    settings = read_part(content, "word/settings.xml")
    assert settings.find(qn("w:updateFields")) is None
    said = next(iter(pieces.numbers.values()))
    numbers = [str(said[view.meta.piece]) for view in whole[1:]]
    assert list_page_fields(content) == numbers
    assert len(set(numbers)) == len(numbers)


def test_a_dossier_made_alone_shows_no_number(whole, tools):
    """None is better than a wrong one."""
    pieces = Pieces(whole, tools.find_library)
    content = FORMAT.begin(pieces, tools).write(whole, dossier_meta()).content
    assert set(list_page_fields(content)) == {"\u00a0"}


def list_page_fields(content: bytes) -> list[str]:
    """What the fields show that ask for a page."""
    document = Document(io.BytesIO(content))
    return [
        order.getparent().getnext().getnext().findtext(qn("w:t"))
        for order in document.element.iter(qn("w:instrText"))
        if order.text.split()[0] == "PAGEREF"
    ]
