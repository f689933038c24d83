"""What Word refuses and LibreOffice opens: elements out of order, numbers used twice.

The orders are those of the standard (ISO/IEC 29500-1, transitional), for the
elements that we write ourselves.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import Any

import pytest
from docx.oxml.ns import qn

from delib_gen.formats.docx import FORMAT
from delib_gen.formats.docx.xml import make
from docx_blocks_helpers import EVERYTHING, render_blocks, tools, view_of
from docx_helpers import dossier_meta, list_parts, read_part
from format_helpers import render_piece, render_pieces

ORDERS = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap "
    "overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid "
    "spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
    "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow "
    "emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position "
    "sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang",
    "w:tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "w:tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize "
    "tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout "
    "tblCellMar tblLook tblCaption tblDescription",
    "w:tblBorders": "top left start bottom right end insideH insideV",
    "w:tblCellMar": "top left start bottom right end",
    "w:tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "w:tr": "tblPrEx trPr tc",
    "w:tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar "
    "textDirection tcFitText vAlign hideMark",
    "w:sdt": "sdtPr sdtEndPr sdtContent",
    "w:sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding "
    "label tabIndex equation comboBox date docPartObj docPartList dropDownList picture "
    "richText text citation group bibliography w14:checkbox",
    "w:style": "name aliases basedOn next link autoRedefine hidden uiPriority "
    "semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply "
    "rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "w:tblStylePr": "pPr rPr tblPr trPr tcPr",
    "w:lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy "
    "lvlJc pPr rPr",
    "w:abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "w:numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "w:settings": "zoom defaultTabStop characterSpacingControl footnotePr endnotePr "
    "compat themeFontLang decimalSymbol listSeparator",
    "wp:inline": "wp:extent wp:effectExtent wp:docPr wp:cNvGraphicFramePr a:graphic",
    "pic:pic": "pic:nvPicPr pic:blipFill pic:spPr",
    "a:blip": "a:extLst",
}


def _full(name: str) -> str:
    return qn(name if ":" in name else f"w:{name}")


def find_disorder(root: Any) -> list[str]:
    """The elements of a tree that stand where the standard does not let them."""
    found = []
    for tag, order in ORDERS.items():
        ranks = {_full(name): rank for rank, name in enumerate(order.split())}
        for element in root.iter(qn(tag)):
            last = -1
            for child in element:
                rank = ranks.get(child.tag, -1)
                if rank < last:
                    found.append(f"{tag}: {child.tag.partition('}')[2]}")
                last = max(last, rank)
            if element.tag == qn("w:tc") and element[-1].tag != qn("w:p"):
                found.append("w:tc: no paragraph at its end")
    return found


@pytest.fixture(scope="module", params=["piece", "dossier"])
def content(request) -> bytes:
    """A piece that has every block, and the dossier of three of them."""
    if request.param == "piece":
        return render_blocks(*EVERYTHING)
    views = [view_of(*EVERYTHING) for _ in range(3)]
    return render_pieces(FORMAT, views, dossier_meta(), tools()).content


def test_elements_stand_in_the_order_of_the_standard(content):
    for name in list_parts(content):
        if name.startswith("word/") and name.endswith(".xml"):
            assert find_disorder(read_part(content, name)) == [], name


def test_the_guard_sees_a_wrong_order():
    tree = make("tbl", make("tblPr", make("tblLayout"), make("tblW")))
    assert find_disorder(tree) == ["w:tblPr: tblW"]


def test_every_cell_ends_with_a_paragraph(content):
    cells = list(read_part(content).iter(qn("w:tc")))
    assert cells
    assert {cell[-1].tag for cell in cells} == {qn("w:p")}


def test_every_row_has_a_cell_for_each_column(content):
    for table in read_part(content).iter(qn("w:tbl")):
        columns = len(table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
        rows = {len(row.findall(qn("w:tc"))) for row in table.findall(qn("w:tr"))}
        assert rows == {columns}


def test_no_two_tables_touch(content):
    for table in read_part(content).iter(qn("w:tbl")):
        following = table.getnext()
        assert following is not None
        assert following.tag == qn("w:p")


def test_numbers_are_used_once(content):
    body = read_part(content)
    (part,) = [n for n in list_parts(content) if n.startswith("word/footnotes")]
    notes = [n.get(qn("w:id")) for n in read_part(content, part)]
    calls = [r.get(qn("w:id")) for r in body.iter(qn("w:footnoteReference"))]
    drawings = [d.get("id") for d in body.iter(qn("wp:docPr"))]
    for numbers in (notes, calls, drawings):
        assert numbers
        assert [n for n, count in Counter(numbers).items() if count > 1] == []
    assert notes[:2] == ["-1", "0"]
    assert set(notes[2:]) == set(calls)


def test_the_lines_above_notes_are_said_in_the_settings(content):
    said = read_part(content, "word/settings.xml").find(qn("w:footnotePr"))
    assert [note.get(qn("w:id")) for note in said] == ["-1", "0"]


def test_every_relation_of_a_part_is_there(content):
    names = set(list_parts(content))
    for name in sorted(names):
        if name.startswith("word/_rels/"):
            part = read_part(content, name.replace("_rels/", "").removesuffix(".rels"))
            known = {relation.get("Id") for relation in read_part(content, name)}
            used = {
                value
                for element in part.iter()
                for key, value in element.attrib.items()
                if key.startswith(qn("r:id")[: -len("id")])
            }
            assert used <= known, name
    for relation in read_part(content, "word/_rels/document.xml.rels"):
        if relation.get("TargetMode") != "External":
            assert f"word/{relation.get('Target')}" in names


def test_the_bytes_are_the_same_each_time():
    again = dataclasses.replace(view_of(*EVERYTHING))
    rendered = render_piece(FORMAT, again, tools())
    assert rendered is not None
    assert rendered.content == render_blocks(*EVERYTHING)
