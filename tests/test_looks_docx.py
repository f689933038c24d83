"""Word: what nobody can read on paper is refused, whatever hides it; no look is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from docx.oxml.ns import qn
from lxml import etree

from delib_gen.formats.docx import FORMAT
from docx_helpers import render
from look_helpers import make_act

NAMES = "BASTIANI"
NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
THEME = (
    "<a:theme xmlns:a='{a}'><a:themeElements><a:clrScheme name='x'>"
    "<a:dk1><a:sysClr val='windowText' lastClr='000000'/></a:dk1>"
    "<a:lt1><a:sysClr val='window' lastClr='FFFFFF'/></a:lt1>"
    "<a:dk2><a:srgbClr val='1F3864'/></a:dk2><a:lt2><a:srgbClr val='E7E6E6'/></a:lt2>"
    "<a:accent1><a:srgbClr val='4472C4'/></a:accent1></a:clrScheme>"
    "</a:themeElements></a:theme>"
).format(**NS)


class Parts:
    """A Word file taken apart, as an own template may make it."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.bytes = {name: package.read(name) for name in package.namelist()}
        self.trees = {
            name: etree.fromstring(self.bytes[f"word/{name}.xml"])
            for name in ("document", "styles", "settings")
        }

    def write(self) -> bytes:
        for name, tree in self.trees.items():
            self.bytes[f"word/{name}.xml"] = etree.tostring(tree)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            for name, data in self.bytes.items():
                package.writestr(name, data)
        return buffer.getvalue()

    @property
    def paragraph(self) -> Any:
        """The paragraph with the names."""
        return next(
            p
            for p in self.trees["document"].iter(qn("w:p"))
            if NAMES in "".join(t.text or "" for t in p.iter(qn("w:t")))
        )

    @property
    def table(self) -> Any:
        return next(self.trees["document"].iter(qn("w:tbl")))


Look = Callable[[Parts], None]


def parse(xml: str) -> list[Any]:
    spaces = " ".join(f"xmlns:{name}='{uri}'" for name, uri in NS.items())
    return list(etree.fromstring(f"<x {spaces}>{xml}</x>"))


def put(owner: Any, properties: str, xml: str) -> None:
    """Add properties to an element, in place of those of the same name."""
    held = owner.find(qn(properties))
    if held is None:
        held = etree.SubElement(owner, qn(properties))
        owner.insert(0, held)
    for new in parse(xml):
        for old in held.findall(new.tag):
            held.remove(old)
        held.append(new)


def run(xml: str) -> Look:
    """The run with a name."""
    return lambda parts: [
        put(r, "w:rPr", xml)
        for r in parts.paragraph.iter(qn("w:r"))
        if NAMES in (r.findtext(qn("w:t")) or "")
    ] and None  # fmt: skip


def around(find: Callable[[Parts], Any], properties: str) -> Callable[..., Look]:
    """Looks of an element that holds runs, and of these runs."""

    def make(xml: str, runs: str = "") -> Look:
        def edit(parts: Parts) -> None:
            found = find(parts)
            put(found, properties, xml)
            for r in found.iter(qn("w:r")) if runs else ():
                put(r, "w:rPr", runs)

        return edit

    return make


def find_row(parts: Parts) -> Any:
    """The last row of the table."""
    return parts.table.findall(qn("w:tr"))[-1]


par = around(lambda parts: parts.paragraph, "w:pPr")
row = around(find_row, "w:trPr")
cell = around(lambda parts: find_row(parts).find(qn("w:tc")), "w:tcPr")
table = around(lambda parts: parts.table, "w:tblPr")


def style(name: str, properties: str, xml: str) -> Look:
    def edit(parts: Parts) -> None:
        found = next(
            s
            for s in parts.trees["styles"].findall(qn("w:style"))
            if s.get(qn("w:styleId")) == name
        )
        put(found, properties, xml)

    return edit


def defaults(xml: str) -> Look:
    path = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}"
    return lambda parts: put(parts.trees["styles"].find(path), "w:rPr", xml)


def table_style(xml: str) -> Look:
    """The style of the table gets properties of its own, or for a part of it."""

    def edit(parts: Parts) -> None:
        name = parts.table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}").get(qn("w:val"))
        for found in parts.trees["styles"].findall(qn("w:style")):
            if found.get(qn("w:styleId")) == name:
                found.extend(parse(xml))

    return edit


def every(*looks: Look) -> Look:
    def edit(parts: Parts) -> None:
        for look in looks:
            look(parts)

    return edit


def themed(look: Look) -> Look:
    def edit(parts: Parts) -> None:
        parts.bytes["word/theme/theme1.xml"] = THEME.encode()
        look(parts)

    return edit


def list_level(xml: str) -> Look:
    """The levels of all lists get properties of their own."""

    def edit(parts: Parts) -> None:
        tree = etree.fromstring(parts.bytes["word/numbering.xml"])
        for level in tree.iter(qn("w:lvl")):
            for old in level.findall(qn("w:pPr")):
                level.remove(old)
            level.extend(parse(xml))
        parts.bytes["word/numbering.xml"] = etree.tostring(tree)

    return edit


def section(tag: str, **values: int) -> Look:
    def edit(parts: Parts) -> None:
        found = next(parts.trees["document"].iter(qn(tag)))
        for name, value in values.items():
            found.set(qn(f"w:{name}"), str(value))

    return edit


def paper(colour: str) -> Look:
    def edit(parts: Parts) -> None:
        parts.trees["document"].insert(
            0, parse(f"<w:background w:color='{colour}'/>")[0]
        )
        parts.trees["settings"].insert(0, parse("<w:displayBackgroundShape/>")[0])

    return edit


def box(
    wide: float = 400,
    high: float = 90,
    left: float = 0,
    top: float = 0,
    fill: str = "<a:noFill/>",
    more: str = "",
    body: str = "",
    of: str = "page",
) -> Look:
    """The paragraph with the names stands in a box; measures are points."""

    def edit(parts: Parts) -> None:
        inside = parts.paragraph
        shell = make_box(wide, high, left, top, fill, more, body, of=of)
        inside.addprevious(shell)
        next(shell.iter(qn("w:txbxContent"))).append(inside)

    return edit


def make_box(
    wide: float,
    high: float,
    left: float,
    top: float,
    fill: str,
    more: str = "",
    body: str = "",
    behind: int = 0,
    of: str = "page",
) -> Any:
    cx, cy, x, y = (round(12700 * value) for value in (wide, high, left, top))
    across = "margin" if of == "margin" else "page"
    return parse(
        f"<w:p><w:r><w:drawing><wp:anchor behindDoc='{behind}' relativeHeight='9'>"
        f"<wp:positionH relativeFrom='{across}'><wp:posOffset>{x}</wp:posOffset>"
        f"</wp:positionH><wp:positionV relativeFrom='{of}'>"
        f"<wp:posOffset>{y}</wp:posOffset></wp:positionV>"
        f"<wp:extent cx='{cx}' cy='{cy}'/>"
        f"<wp:wrapNone/><wp:docPr id='7' name='B' {more}/><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:spPr><a:xfrm><a:ext cx='{cx}' cy='{cy}'/></a:xfrm>{fill}"
        "</wps:spPr><wps:txbx><w:txbxContent></w:txbxContent></wps:txbx>"
        f"<wps:bodyPr>{body}</wps:bodyPr></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></w:r></w:p>"
    )[0]


def after(*elements: Any) -> Look:
    """Elements printed after the paragraph with the names."""

    def edit(parts: Parts) -> None:
        for element in reversed(elements):
            parts.paragraph.addnext(element)

    return edit


def solid(colour: str) -> str:
    return f"<a:solidFill><a:srgbClr val='{colour}'/></a:solidFill>"


def vml(look: str) -> Look:
    def edit(parts: Parts) -> None:
        inside = parts.paragraph
        shell = parse(
            f"<w:p><w:r><w:pict><v:shape style='{look}'><v:textbox><w:txbxContent>"
            "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
        )[0]
        inside.addprevious(shell)
        next(shell.iter(qn("w:txbxContent"))).append(inside)

    return edit


WHITE = "<w:color w:val='FFFFFF'/>"
EXACT = "<w:spacing w:line='{}' w:lineRule='exact'/>"
LOW = "<w:trHeight w:val='{}' w:hRule='exact'/>"
SHADE = "<w:shd w:val='clear' w:color='auto' w:fill='{}'/>"
FRAME = "<w:framePr w:w='4000' w:x='{}' w:y='{}' w:hAnchor='page' w:vAnchor='page'/>"
FLOAT = "<w:tblpPr w:tblpX='{}' w:tblpY='{}' w:horzAnchor='page' w:vertAnchor='page'/>"
PALE, TINY, CLIPPED = "de la couleur du fond", "trop petit", "coupé"
GONE, OFF, SQUEEZED = "non affiché", "hors de la page", "écrasé en largeur"
CLEAR, CROWDED = "transparent", "les lettres les unes sur les autres"
UNDER, MIXED = "sous un dessin", "sous un autre texte"

HOSTILE: dict[str, tuple[Look, str]] = {
    "vanished": (run("<w:vanish/>"), GONE),
    "vanished everywhere": (defaults("<w:vanish/>"), GONE),
    "vanished by its style": (style("BodyText", "w:rPr", "<w:vanish/>"), GONE),
    "vanished by its letters": (style("Strong", "w:rPr", "<w:vanish/>"), GONE),
    "vanished for good": (run("<w:specVanish/>"), GONE),
    "not on screens": (run("<w:webHidden/>"), GONE),
    "white": (run(WHITE), PALE),
    "nearly white": (run("<w:color w:val='f4f4f4'/>"), PALE),
    "pale yellow": (run("<w:color w:val='FFFFCC'/>"), PALE),
    "white by its style": (style("BodyText", "w:rPr", WHITE), PALE),
    "white everywhere": (defaults(WHITE), PALE),
    "white by its table": (table_style(f"<w:rPr>{WHITE}</w:rPr>"), PALE),
    "white heads by their table": (
        every(
            table_style(
                "<w:tblStylePr w:type='firstRow'>"
                f"<w:tcPr>{SHADE.format('FFFFFF')}</w:tcPr></w:tblStylePr>"
            ),
            style("Entetedecolonne", "w:rPr", WHITE),
        ),
        PALE,
    ),
    "black on black by its paragraph": (
        par(SHADE.format("000000"), "<w:color w:val='000000'/>"), PALE,
    ),
    "grey on the same grey": (
        run("<w:color w:val='555555'/>" + SHADE.format("555555")), PALE,
    ),
    "black highlighted black": (
        run("<w:color w:val='000000'/><w:highlight w:val='black'/>"), PALE,
    ),
    "white highlighted white on black": (
        par(SHADE.format("000000"), WHITE + "<w:highlight w:val='white'/>"), PALE,
    ),
    "the colour of its cell": (
        cell(SHADE.format("1F3864"), "<w:color w:val='203864'/>"), PALE,
    ),
    "the colour of its table": (
        table(SHADE.format("E7E6E6"), "<w:color w:val='E8E8E8'/>"), PALE,
    ),
    "the colour of a full pattern": (
        par("<w:shd w:val='solid' w:color='333333' w:fill='FFFFFF'/>",
            "<w:color w:val='333333'/>"), PALE,
    ),
    "the colour of its style's ground": (
        every(
            style("BodyText", "w:pPr", SHADE.format("222222")),
            style("BodyText", "w:rPr", "<w:color w:val='111111'/>"),
        ), PALE,
    ),
    "a white of the theme": (
        themed(run("<w:color w:val='000000' w:themeColor='background1'/>")), PALE,
    ),
    "a tint of the theme": (
        themed(
            run("<w:color w:val='000000' w:themeColor='accent1' w:themeTint='11'/>")
        ),
        PALE,
    ),
    "on a ground of the theme": (
        themed(
            par("<w:shd w:val='clear' w:fill='FFFFFF' w:themeFill='text2'/>",
                "<w:color w:val='1F3864'/>")
        ), PALE,
    ),
    "the colour of the paper": (
        every(paper("1F3864"), defaults("<w:color w:val='1F3864'/>")), PALE,
    ),
    "the colour of its box": (
        every(par("", "<w:color w:val='222222'/>"), box(fill=solid("222222"))), PALE,
    ),
    "without ink": (run("<w14:textFill><w14:noFill/></w14:textFill>"), CLEAR),
    "hardly inked": (
        run("<w14:textFill><w14:solidFill><w14:srgbClr w14:val='000000'>"
            "<w14:alpha w14:val='95000'/></w14:srgbClr></w14:solidFill>"
            "</w14:textFill>"), CLEAR,
    ),
    "in a gradient of white": (
        run("<w14:textFill><w14:gradFill><w14:gsLst><w14:gs w14:pos='0'>"
            "<w14:srgbClr w14:val='FFFFFF'/></w14:gs></w14:gsLst></w14:gradFill>"
            "</w14:textFill>"), PALE,
    ),
    "in a face of symbols": (
        run("<w:rFonts w:ascii='Wingdings' w:hAnsi='Wingdings'/>"), "en symboles",
    ),
    "in a face of symbols by its style": (
        style("BodyText", "w:rPr", "<w:rFonts w:ascii='Webdings'/>"), "en symboles",
    ),
    "in the code of a field": (
        lambda parts: [
            parts.paragraph.insert(place, parse(
                f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>")[0])
            for place, kind in ((1, "begin"), (99, "end"))
        ] and None, GONE,
    ),
    "in a cell of the one above": (cell("<w:vMerge/>"), GONE),
    "a list off the page": (
        list_level("<w:pPr><w:ind w:left='-20000'/></w:pPr>"), OFF,
    ),
    "a box far from its paragraph": (
        box(left=90, top=9000, of="paragraph"), OFF,
    ),
    "a box far from the margin": (box(left=-900, top=90, of="margin"), OFF),
    "one point high": (run("<w:sz w:val='2'/>"), TINY),
    "two points high": (run("<w:sz w:val='4'/>"), TINY),
    "tiny by its style": (style("BodyText", "w:rPr", "<w:sz w:val='3'/>"), TINY),
    "tiny everywhere": (defaults("<w:sz w:val='2'/>"), TINY),
    "one per cent wide": (run("<w:w w:val='1'/>"), SQUEEZED),
    "narrow by its style": (style("Strong", "w:rPr", "<w:w w:val='5%'/>"), SQUEEZED),
    "fitted to nothing": (run("<w:fitText w:val='20'/>"), SQUEEZED),
    "letters on letters": (run("<w:spacing w:val='-160'/>"), CROWDED),
    "crowded by its style": (
        style("Strong", "w:rPr", "<w:spacing w:val='-120'/>"), CROWDED,
    ),
    "raised off its page": (run("<w:position w:val='1500'/>"), OFF),
    "raised off its line": (
        par(EXACT.format(240), "<w:position w:val='60'/>"), CLIPPED,
    ),
    "lines of a point": (par(EXACT.format(20)), CLIPPED),
    "lines of half their letters": (par(EXACT.format(120)), CLIPPED),
    "low lines by its style": (
        style("BodyText", "w:pPr", EXACT.format(40)), CLIPPED,
    ),
    "a twentieth of a line": (
        par("<w:spacing w:line='12' w:lineRule='auto'/>"), CLIPPED,
    ),
    "indented off the left": (par("<w:ind w:left='-9000'/>"), OFF),
    "indented off the right": (par("<w:ind w:start='12000'/>"), OFF),
    "its first line off the left": (par("<w:ind w:hanging='6000'/>"), OFF),
    "its first line off the right": (par("<w:ind w:firstLine='20000'/>"), OFF),
    "over the right edge": (par("<w:ind w:right='-9000'/>"), OFF),
    "indented by its style": (
        style("BodyText", "w:pPr", "<w:ind w:left='-20000'/>"), OFF,
    ),
    "no room between its indents": (
        par("<w:ind w:left='4500' w:right='4500'/>"), SQUEEZED,
    ),
    "a row of a point": (row(LOW.format(20)), CLIPPED),
    "a row of half a line": (row(LOW.format(110)), CLIPPED),
    "a row of one line for two": (
        every(
            lambda parts: find_row(parts).find(qn("w:tc")).append(parts.paragraph),
            row(LOW.format(300)),
        ), CLIPPED,
    ),
    "a row somebody deleted": (row("<w:del w:id='1'/>"), GONE),
    "a cell of no width": (
        every(
            cell("<w:tcW w:w='20' w:type='dxa'/>"),
            lambda parts: next(parts.table.iter(qn("w:gridCol"))).set(qn("w:w"), "20"),
        ), SQUEEZED,
    ),
    "a table off the left": (table("<w:tblInd w:w='-15000' w:type='dxa'/>"), OFF),
    "a table off the right": (table("<w:tblInd w:w='12000' w:type='dxa'/>"), OFF),
    "a table put off the page": (table(FLOAT.format(-20000, 500)), OFF),
    "a frame off the page": (par(FRAME.format(20000, 500)), OFF),
    "a frame above the page": (par(FRAME.format(500, -9000)), OFF),
    "a low frame": (
        par("<w:framePr w:w='4000' w:h='40' w:hRule='exact' w:x='500' w:y='500'/>"),
        CLIPPED,
    ),
    "frames in one place": (
        every(
            par(FRAME.format(2000, 3000)),
            after(
                *parse("<w:p><w:r><w:t>Entre deux</w:t></w:r></w:p>"),
                *parse(f"<w:p><w:pPr>{FRAME.format(2000, 3000)}</w:pPr>"
                       "<w:r><w:t>Hôtel de ville</w:t></w:r></w:p>"),
            ),
        ), MIXED,
    ),
    "boxes in one place": (
        every(box(left=90, top=200), lambda parts: parts.table.addnext(
            _with_text(make_box(400, 90, 90, 200, "<a:noFill/>"))
        )), MIXED,
    ),
    "a box of no size": (box(wide=0, high=0), SQUEEZED),
    "a box of no height": (box(high=1, top=200), CLIPPED),
    "a box too low for its text": (box(wide=60, high=30), CLIPPED),
    "a box off the page": (box(left=900), OFF),
    "a box above the page": (box(top=-500), OFF),
    "a box that is hidden": (box(more="hidden='1'"), GONE),
    "an old box of no size": (vml("width:0;height:0"), SQUEEZED),
    "an old box that is hidden": (
        vml("width:90pt;height:90pt;visibility:hidden"), GONE,
    ),
    "an old box off the page": (
        vml("position:absolute;margin-left:-900pt;width:90pt;height:90pt"), OFF,
    ),
    "under a white box": (
        after(make_box(500, 700, 40, 40, solid("FFFFFF"))), UNDER,
    ),
    "beside margins wider than the page": (
        section("w:pgMar", left=6000, right=5800), SQUEEZED,
    ),
    "on a page of a centimetre": (section("w:pgSz", w=567, h=567), SQUEEZED),
}  # fmt: skip


def _with_text(shell: Any) -> Any:
    inside = parse("<w:p><w:r><w:t>Hôtel de ville</w:t></w:r></w:p>")[0]
    next(shell.iter(qn("w:txbxContent"))).append(inside)
    return shell


LAWFUL: dict[str, Look] = {
    "plain": par(""),
    "not vanished": run("<w:vanish w:val='0'/>"),
    "vanished by its style, not here": every(
        style("IntenseEmphasis", "w:rPr", "<w:vanish/>"),
        run("<w:rStyle w:val='IntenseEmphasis'/><w:vanish w:val='false'/>"),
    ),
    "its end vanished": par("<w:rPr><w:vanish/></w:rPr>"),
    "black": run("<w:color w:val='000000'/>"),
    "of whatever colour": par(SHADE.format("000000"), "<w:color w:val='auto'/>"),
    "grey": par("", "<w:color w:val='767676'/>"),
    "red": run("<w:color w:val='C00000'/>"),
    "white on black": run(WHITE + SHADE.format("000000")),
    "white on a dark paragraph": par(SHADE.format("1F3864"), WHITE),
    "white in a dark cell": cell(SHADE.format("1F3864"), WHITE),
    "white in a dark table": every(table(SHADE.format("222222")), row("", WHITE)),
    "white heads on dark": every(
        table_style(
            "<w:tblStylePr w:type='firstRow'>"
            f"<w:rPr>{WHITE}</w:rPr><w:tcPr>{SHADE.format('333333')}</w:tcPr>"
            "</w:tblStylePr>"
        ),
    ),
    "white at the foot alone, where there is none": table_style(
        f"<w:tblStylePr w:type='lastRow'><w:rPr>{WHITE}</w:rPr></w:tblStylePr>"
    ),
    "white highlighted blue": run(WHITE + "<w:highlight w:val='darkBlue'/>"),
    "highlighted": run("<w:highlight w:val='yellow'/>"),
    "on a pale ground": par(SHADE.format("FFFFE0")),
    "on a light pattern": par("<w:shd w:val='pct10' w:color='auto' w:fill='FFFFFF'/>"),
    "rows in turn": row("", "<w:shd w:val='clear' w:fill='E8EEF7'/>"),
    "a dark of the theme": themed(
        run("<w:color w:val='FFFFFF' w:themeColor='text2'/>")
    ),
    "a shade of the theme": themed(
        run("<w:color w:val='FFFFFF' w:themeColor='accent1' w:themeShade='BF'/>")
    ),
    "white on a dark of the theme": themed(
        par("<w:shd w:val='clear' w:fill='FFFFFF' w:themeFill='accent1'"
            " w:themeFillShade='80'/>", WHITE)
    ),
    "a theme that lacks": run("<w:color w:val='1F3864' w:themeColor='text2'/>"),
    "on yellowish paper": paper("FFFBEA"),
    "inked by halves": run(
        "<w14:textFill><w14:solidFill><w14:srgbClr w14:val='000000'>"
        "<w14:alpha w14:val='40000'/></w14:srgbClr></w14:solidFill></w14:textFill>"
    ),
    "small caps": par("", "<w:smallCaps/>"),
    "capitals": par("", "<w:caps/>"),
    "hollow": run("<w:outline/>"),
    "struck": run("<w:strike/>"),
    "underlined": run("<w:u w:val='single'/>"),
    "six points": par("", "<w:sz w:val='12'/>"),
    "small as a note's call": run("<w:vertAlign w:val='superscript'/>"),
    "large": run("<w:sz w:val='96'/>"),
    "narrowed": par("", "<w:w w:val='80'/>"),
    "widened": par("", "<w:w w:val='150%'/>"),
    "letters apart": par("", "<w:spacing w:val='40'/>"),
    "letters near": par("", "<w:spacing w:val='-10'/>"),
    "fitted": run("<w:fitText w:val='2000'/>"),
    "raised": run("<w:position w:val='6'/>"),
    "lowered": run("<w:position w:val='-6'/>"),
    "lines as high as their letters": par(EXACT.format(240)),
    "tight exact lines": par(EXACT.format(200)),
    "wide lines": par("<w:spacing w:line='480' w:lineRule='auto'/>"),
    "lines at least": par("<w:spacing w:line='20' w:lineRule='atLeast'/>"),
    "tight lines": par("<w:spacing w:line='200' w:lineRule='auto'/>"),
    "indented": par("<w:ind w:left='567' w:firstLine='567'/>"),
    "hanging": par("<w:ind w:left='1134' w:hanging='1134'/>"),
    "a little into the margin": par("<w:ind w:left='-400' w:right='-400'/>"),
    "a narrow column": par("<w:ind w:left='3000' w:right='3000'/>"),
    "ragged": par("<w:jc w:val='right'/>"),
    "hyphenated": lambda parts: parts.trees["settings"].insert(
        0, parse("<w:autoHyphenation/>")[0]
    ),
    "a high row": row(LOW.format(900)),
    "a row as high as its line": row(LOW.format(320)),
    "a row at least": row("<w:trHeight w:val='20' w:hRule='atLeast'/>"),
    "a row that says no rule": row("<w:trHeight w:val='20'/>"),
    "heads turned": cell("<w:textDirection w:val='btLr'/>"),
    "a table a little out": table("<w:tblInd w:w='-108' w:type='dxa'/>"),
    "a table put on the page": table(FLOAT.format(1500, 3000)),
    "a frame on the page": par(FRAME.format(1500, 3000)),
    "a frame of two paragraphs": every(
        par(FRAME.format(2000, 3000)),
        after(*parse(f"<w:p><w:pPr>{FRAME.format(2000, 3000)}</w:pPr>"
                     "<w:r><w:t>Hôtel de ville</w:t></w:r></w:p>")),
    ),
    "a large first letter": after(
        *parse("<w:p><w:pPr><w:framePr w:dropCap='drop' w:lines='3' w:wrap='around'"
               " w:vAnchor='text' w:hAnchor='text'/></w:pPr>"
               "<w:r><w:t>A</w:t></w:r></w:p>")
    ),
    "a box": box(left=90, top=200),
    "a box above its paragraph": box(left=90, top=-200, of="paragraph"),
    "what a field shows": lambda parts: [
        parts.paragraph.insert(place, parse(
            f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>")[0])
        for place, kind in ((1, "begin"), (2, "separate"), (99, "end"))
    ] and None,
    "in another face": par("", "<w:rFonts w:ascii='Symbola'/>"),
    "the first of merged cells": cell("<w:vMerge w:val='restart'/>"),
    "a dark box": every(par("", WHITE), box(left=90, top=200, fill=solid("1F3864"))),
    "a box that grows": box(wide=60, high=30, left=90, top=90, body="<a:spAutoFit/>"),
    "two boxes": every(box(left=90, top=200), lambda parts: parts.table.addnext(
        _with_text(make_box(200, 60, 90, 500, "<a:noFill/>"))
    )),
    "an old box": vml("position:absolute;margin-left:9pt;width:400pt;height:200pt"),
    "an arms above": after(make_box(60, 60, 40, 40, solid("4472C4"))),
    "a mark above": after(make_box(500, 700, 40, 40, "<a:noFill/>")),
    "a mark behind": after(make_box(500, 700, 40, 40, solid("EEEEEE"), behind=1)),
    "two columns": lambda parts: next(
        parts.trees["document"].iter(qn("w:sectPr"))
    ).append(parse("<w:cols w:num='2' w:space='500'/>")[0]),
    "narrow margins": section("w:pgMar", left=400, right=400),
    "sideways": section("w:pgSz", w=16838, h=11906),
}  # fmt: skip


@cache
def _render() -> bytes:
    return render(make_act())


def make_docx(look: Look) -> bytes:
    parts = Parts(_render())
    look(parts)
    return parts.write()


@pytest.mark.parametrize("name", HOSTILE)
def test_what_nobody_can_read_is_refused(name: str) -> None:
    look, why = HOSTILE[name]

    findings = FORMAT.audit(make_docx(look), [make_act()])

    assert {finding.code for finding in findings} == {"SOR01"}
    assert f"({why})" in " ".join(finding.message for finding in findings)


@pytest.mark.parametrize("name", LAWFUL)
def test_what_can_be_read_is_accepted(name: str) -> None:
    assert FORMAT.audit(make_docx(LAWFUL[name]), [make_act()]) == []


def test_enough_looks_are_tried() -> None:
    assert min(len(HOSTILE), len(LAWFUL)) >= 40
