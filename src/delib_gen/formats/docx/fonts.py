"""The table of fonts: what Word takes where a face of the text is not installed."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from delib_gen.formats.docx.xml import SCRIPTS, Element, make
from delib_gen.formats.faces import read_catalogue

_NAME = qn("w:name")
_SCRIPTS = tuple(qn(f"w:{script}") for script in SCRIPTS)


def name_fonts(document: Document) -> None:
    """Say of each face that the styles name which other one is as wide.

    Without that, Word takes its own default face where ours is not installed, and
    lines end elsewhere. What a template says already of a face stays.
    """
    known = read_catalogue()
    named = {
        fonts.get(script)
        for fonts in document.styles.element.iter(qn("w:rFonts"))
        for script in _SCRIPTS
    }
    table = _find_table(document)
    root: Element = parse_xml(table.blob)
    said = {font.get(_NAME) for font in root}
    for famille, face in known.items():
        if famille in named - said:
            root.append(_describe(famille, face["word"]))
    table._blob = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )


def _find_table(document: Document) -> Part:
    kind = RELATIONSHIP_TYPE.FONT_TABLE
    for rel in document.part.rels.values():
        if rel.reltype == kind:
            found: Part = rel.target_part
            return found
    table = Part(
        PackURI("/word/fontTable.xml"),
        CONTENT_TYPE.WML_FONT_TABLE,
        f"<w:fonts {nsdecls('w')}/>".encode(),
        document.part.package,
    )
    document.part.relate_to(table, kind)
    return table


def _describe(famille: str, word: dict[str, str]) -> Element:
    return make(
        "font",
        make("altName", val=word["equivalente"]),
        make("panose1", val=word["panose"]),
        make("charset", val="00"),
        make("family", val=word["famille"]),
        make("pitch", val="variable"),
        name=famille,
    )
