"""The audit of Word files: what is lost, hidden or too small is told."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from delib_gen.formats.docx import FORMAT
from docx_blocks_helpers import note, p, render_blocks
from docx_helpers import (
    change,
    get_view,
    load_reference,
    read_visible_text,
    render,
    render_dossier,
)

END = "</w:t></w:r>"
RUN = '<w:r><w:rPr><w:lang w:val="fr-FR"/></w:rPr>'
"""How a run begins: it says its language."""
NAME = '<w:t xml:space="preserve"> BOZZI à Mme '
"""What follows a first name, which is a run of its own."""


def change_text(edit: Callable[[str], str]) -> bytes:
    return change(render(get_view("deliberation")), "word/document.xml", edit)


def audit(content: bytes) -> str:
    """The message of the only finding, or nothing."""
    findings = FORMAT.audit(content, [get_view("deliberation")])
    assert [f.code for f in findings] in ([], ["SOR01"])
    return findings[0].message if findings else ""


def test_whole_files_have_no_finding():
    views, _ = load_reference()
    for view in views:
        assert FORMAT.audit(render(view), [view]) == []
    assert FORMAT.audit(render_dossier(), views) == []


def test_a_planted_loss_is_told():
    message = audit(
        change_text(
            lambda xml: xml.replace(
                f"Valérie{END}{RUN}{NAME}", f"{END}{RUN}<w:t>à Mme ", 1
            )
        )
    )
    assert "2 mots manquent" in message
    assert message.endswith("DOCX produit : « Valérie », « BOZZI »")


def _look(properties: str) -> Callable[[str], str]:
    def edit(xml: str) -> str:
        return xml.replace(
            f"{RUN}{NAME}",
            f"{RUN.replace('<w:lang', properties + '<w:lang')}{NAME}",
        )

    return edit


@pytest.mark.parametrize(
    "properties",
    [
        "<w:vanish/>",
        '<w:vanish w:val="true"/>',
        '<w:color w:val="FFFFFF"/>',
        '<w:color w:val="fdfdfd"/>',
        '<w:sz w:val="2"/>',
        '<w:sz w:val="0"/>',
        '<w:sz w:val="1"/>',
    ],
)
def test_a_planted_hidden_run_is_told(properties):
    assert "« BOZZI »" in audit(change_text(_look(properties)))


@pytest.mark.parametrize(
    "properties",
    [
        '<w:vanish w:val="0"/>',
        '<w:color w:val="auto"/>',
        '<w:color w:val="1A3F8B"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>',
        '<w:sz w:val="12"/>',
    ],
)
def test_what_can_be_seen_is_not(properties):
    assert audit(change_text(_look(properties))) == ""


@pytest.mark.parametrize("kind", ["del", "moveFrom"])
def test_what_somebody_deleted_is_told(kind):
    def edit(xml: str) -> str:
        run = re.search(f"{RUN}{NAME}{END}", xml)
        assert run
        return xml.replace(run[0], f'<w:{kind} w:id="1">{run[0]}</w:{kind}>')

    assert "« BOZZI »" in audit(change_text(edit))


def test_a_style_that_hides_is_told():
    content = change(
        render(get_view("deliberation")),
        "word/styles.xml",
        lambda xml: xml.replace(
            '<w:name w:val="Body Text"/>',
            '<w:name w:val="Body Text"/><w:rPr><w:vanish/></w:rPr>',
        ),
    )
    message = audit(content)
    assert "« BOZZI »" in message or "mots manquent" in message


def test_defaults_that_hide_are_told():
    content = change(
        render(get_view("deliberation")),
        "word/styles.xml",
        lambda xml: xml.replace('<w:sz w:val="24"/>', '<w:sz w:val="2"/>', 1),
    )
    assert "mots manquent" in audit(content)


def test_a_box_is_read_once():
    xml = (
        "<w:p><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/"
        "markup-compatibility/2006'><mc:Choice><w:txbxContent><w:p><w:r><w:t>boîte"
        "</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
        "<w:p><w:r><w:t>boîte</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p></w:body>"
    )
    content = change_text(lambda text: text.replace("</w:body>", xml))
    assert read_visible_text(content).count("boîte") == 1


def test_a_hidden_row_of_a_table_is_not_read():
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>rangée</w:t></w:r></w:p></w:tc></w:tr>"
    hidden = row.format("<w:trPr><w:hidden/></w:trPr>")
    for rows, count in ((row.format(""), 1), (hidden, 0)):
        xml = f"<w:tbl>{rows}</w:tbl><w:p/></w:body>"
        content = change_text(lambda text, xml=xml: text.replace("</w:body>", xml))
        assert read_visible_text(content).count("rangée") == count


def test_a_note_is_read_after_the_whole_of_its_paragraph():
    content = render_blocks(p("avant", note("la note"), " après"))
    box = "<w:r><w:txbxContent><w:p><w:r><w:t>boîte</w:t></w:r></w:p></w:txbxContent>"
    content = change(
        content,
        "word/document.xml",
        lambda xml: xml.replace(" après</w:t></w:r>", f" après</w:t></w:r>{box}</w:r>"),
    )
    assert read_visible_text(content).split()[-5:] == [
        "avant", "après", "boîte", "la", "note",
    ]  # fmt: skip
