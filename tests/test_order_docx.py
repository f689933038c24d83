"""Word: what is seen elsewhere than it is written is told, if it swaps two texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from delib_gen.formats.base import RenderTools, list_formats
from format_helpers import render_piece
from test_audit_order import ALL, audit, make_act
from test_looks_docx import Parts, parse, put

FRAMED = "<w:framePr w:wrap='around' w:hAnchor='text' {}/>"
PAGED = FRAMED.format("w:vAnchor='page' w:y='{}'")
NEAR = FRAMED.format("w:vAnchor='text' w:y='{}'")
BOXED = (
    "<w:r><w:drawing><wp:anchor><wp:positionV relativeFrom='{}'><wp:posOffset>{}"
    "</wp:posOffset></wp:positionV><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
    "<w:txbxContent/></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    "</w:drawing></w:r>"
)
FRAMES: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "frames at the other's place": (
        ("", PAGED.format(9000), "", PAGED.format(3000)), ["SOR08"],
    ),
    "lists lowered and raised": (
        ("", NEAR.format(1200), "", NEAR.format(-1200)), ["SOR08"],
    ),
    "boxes at the other's place": (
        ("", BOXED.format("page", 6000000), "", BOXED.format("page", 2000000)),
        ["SOR08"],
    ),
    "a box lowered": (("", BOXED.format("paragraph", 900000), "", ""), ["SOR08"]),
    "frames in their order": (("", PAGED.format(3000), "", PAGED.format(9000)), []),
    "frames near their line": (("", NEAR.format(60), "", NEAR.format(-60)), []),
    "boxes in their order": (
        ("", BOXED.format("page", 2000000), "", BOXED.format("page", 6000000)), [],
    ),
    "one frame": ((PAGED.format(3000),) * 4, []),
    "one frame below": ((NEAR.format(1200),) * 4, []),
}  # fmt: skip


@pytest.mark.parametrize("case", FRAMES)
def test_what_word_shows_elsewhere_is_told(case: str, tools: RenderTools) -> None:
    """The two headings and the two lists of a ballot, each set apart or not."""
    looks, codes = FRAMES[case]
    made = render_piece(list_formats()["docx"], make_act(), tools)
    assert made is not None
    parts = Parts(made.content)
    texts = ("Ont voté POUR", "BASTIANI", "Ont voté CONTRE", "PIERI")
    all_of = list(parts.trees["document"].iter(qn("w:p")))
    start = next(r for r, p in enumerate(all_of) if texts[0] in "".join(p.itertext()))
    for text, look in zip(texts, looks, strict=True):
        paragraph = next(p for p in all_of[start:] if text in "".join(p.itertext()))
        if "framePr" in look:
            put(paragraph, "w:pPr", look)
        elif look:
            box = parse(f"<w:p>{look}</w:p>")[0]
            paragraph.addprevious(box)
            next(box.iter(qn("w:txbxContent"))).append(paragraph)

    found = list_formats()["docx"].audit(parts.write(), [make_act()])

    assert [f.code for f in found] == codes


@pytest.mark.parametrize("turned", [True, False])
def test_a_table_of_word_from_right_to_left_is_read_so(
    turned: bool, tools: RenderTools, tmp_path: Path
) -> None:
    """Who gives a power and who holds it would change places; a table of heads not."""
    document = Document()
    parts = [part for part in ALL if part != "presences"]
    for part in parts:
        document.add_paragraph(f"{{{{ partie.{part} }}}}")
    document.add_paragraph("{{ pouvoirs_intitule }}")
    table = document.add_table(3, 3)
    person = "{{ p.X.prenom }} {{ p.X.nom }}{{ p.X.suite }}"
    for row, texts in enumerate(
        (
            ("{%tr for p in pouvoirs %}", "", ""),
            (
                person.replace("X", "donneur"),
                "{{ p.lien }}",
                person.replace("X", "mandataire"),
            ),
            ("{%tr endfor %}", "", ""),
        )
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    document.add_paragraph(
        "{% for g in presences + absences %}{{ g.intitule }} {% for p in g.personnes %}"
        "{{ p.prenom }} {{ p.nom }}{{ p.suite }} {% endfor %}{% endfor %}"
        "{% for m in mouvements %}{{ m }}{% endfor %}"
    )
    if turned:
        table._tbl.tblPr.append(parse("<w:bidiVisual/>")[0])
    document.save(tmp_path / "deliberation.docx")

    found = audit("docx", make_act(), tools, tmp_path)

    assert [f.code for f in found] == (["SOR01"] if turned else [])
