"""The audit of PDF sees what is on the sheet, not what is in the file."""

from __future__ import annotations

from pathlib import Path

from weasyprint import HTML

from delib_gen.audit.pdf import audit_pdf
from delib_gen.checking import Checked
from delib_gen.formats.pdf import FORMAT
from delib_gen.render import RenderSpec, make_tools
from delib_gen.view.base import View
from format_helpers import render_piece
from pdf_helpers import read_visible_pages


def read(style: str, extra: str = "") -> list[str]:
    """The words that the audit sees of a page with one styled sentence."""
    page = (
        "<html lang=fr><style>@page { size: A4; margin: 2cm }"
        "body { font: 12pt 'Liberation Sans' }</style>"
        f"<p>Avant.</p><p style='{style}'>Contre deux</p>{extra}<p>Après.</p></html>"
    )
    pages = read_visible_pages(HTML(string=page).write_pdf())
    return [word for page_words in pages for word in page_words]


def test_style_of_an_office_that_hides_a_vote_is_an_error(
    views: tuple[View, ...], reference: Checked, tmp_path: Path
) -> None:
    """The whole way: an own style makes the dissenting votes white."""
    from delib_gen.resources import templates_dir

    style = (templates_dir() / "fr" / "acte.css").read_text(encoding="utf-8")
    (tmp_path / "acte.css").write_text(f"{style}\n.pouvoirs {{ color: #fff }}\n")
    assert reference.reference is not None
    assert reference.reference.charte is not None
    spec = RenderSpec("corse", reference.reference.charte, tmp_path)
    rendered = render_piece(FORMAT, views[0], make_tools("fr", spec))
    assert rendered is not None

    findings = audit_pdf(rendered.content, [views[0]])

    assert [f.code for f in findings] == ["SOR01"]
    assert "BOZZI" in findings[0].message


def test_words_after_a_hyphen_at_a_line_s_end_are_read_apart() -> None:
    """« Châtaigniers 2 » ends a cell, « Canton » begins the next one."""
    cell = "width: 3.2cm"
    table = (
        f"<table><tr><td style='{cell}'>Le Bourg-aux-Châtaigniers 2</td>"
        "<td style='width: 6cm'>Canton plus un du lieu habitants de ouvrir</td></tr>"
        "</table>"
    )

    words = read("", table)

    assert words.count("2") == 1
    assert "Canton" in words
    assert "Contre" not in read("position: absolute; left: -400cm", table)
