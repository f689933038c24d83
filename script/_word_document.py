"""A Word file with no more parts than it needs, its page and its page numbers."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart

from delib_gen.formats.docx.languages import language_tag
from delib_gen.formats.docx.numbering import twips
from delib_gen.schema.charte import Charte

_W = nsdecls("w", "r")


def make_document(charte: Charte) -> Document:
    """A document without styles nor paragraphs."""
    package = Package()
    main = DocumentPart(
        PackURI("/word/document.xml"),
        CONTENT_TYPE.WML_DOCUMENT_MAIN,
        parse_xml(f"<w:document {_W}><w:body/></w:document>"),
        package,
    )
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    parts = {
        "styles": (StylesPart, _styles(charte)),
        "numbering": (NumberingPart, _numbering(charte)),
        "settings": (SettingsPart, _settings()),
    }
    for name, (kind, xml) in parts.items():
        content_type = getattr(CONTENT_TYPE, f"WML_{name.upper()}")
        part = kind(PackURI(f"/word/{name}.xml"), content_type, parse_xml(xml), package)
        main.relate_to(part, getattr(RELATIONSHIP_TYPE, name.upper()))
    return main.document


def _styles(charte: Charte) -> str:
    face, size = charte.polices.principale, round(charte.polices.corps / 2.54 * 144)
    return f"""<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>
        <w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>
        <w:sz w:val="{size}"/><w:szCs w:val="{size}"/>
        <w:lang w:val="{language_tag("fr")}"/></w:rPr></w:rPrDefault><w:pPrDefault/>
      </w:docDefaults><w:latentStyles w:defLockedState="0" w:defUIPriority="99"
        w:defSemiHidden="1" w:defUnhideWhenUsed="1" w:defQFormat="0"/></w:styles>"""


def _numbering(charte: Charte) -> str:
    """The list of the requests: a dash at every level."""
    step = twips(charte.mesures.retrait_liste)
    levels = "".join(
        f"""<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>
          {'<w:pStyle w:val="Demande"/>' if level == 0 else ""}
          <w:lvlText w:val="-"/><w:lvlJc w:val="left"/><w:pPr>
          <w:ind w:left="{step * (level + 1)}" w:hanging="{step}"/></w:pPr></w:lvl>"""
        for level in range(9)
    )
    return f"""<w:numbering {_W}><w:abstractNum w:abstractNumId="0">
      <w:nsid w:val="00DE11B0"/><w:multiLevelType w:val="multilevel"/>{levels}
      </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      </w:numbering>"""


def _settings() -> str:
    """A line cut by hand in a justified paragraph is not stretched."""
    return f"""<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>
      <w:characterSpacingControl w:val="doNotCompress"/><w:compat>
      <w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode"
        w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
      <w:themeFontLang w:val="{language_tag("fr")}"/><w:decimalSymbol w:val=","/>
      <w:listSeparator w:val=";"/></w:settings>"""


def add_section(
    document: Document, charte: Charte, mark: str, *, covered: bool, lying: bool = False
) -> None:
    """The page, a mark at its head, and at its foot its number over their number.

    A page that is a cover has the mark, and no number; one that lies on its side is
    wider than high.
    """
    page, pages = (
        f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        for name in ("PAGE", "NUMPAGES")
    )
    header = _add_part(document, "header", f"<w:r><w:t>{mark}</w:t></w:r>")
    footer = _add_part(document, "footer", f"{page}<w:r><w:t>/</w:t></w:r>{pages}")
    kinds = ("default", "first") if covered else ("default",)
    headers = "".join(
        f'<w:headerReference w:type="{kind}" r:id="{header}"/>' for kind in kinds
    )
    m = charte.mesures
    size = f'w:w="{twips(m.largeur)}" w:h="{twips(m.hauteur)}"'
    if lying:
        size = f'w:w="{twips(m.hauteur)}" w:h="{twips(m.largeur)}"'
        size += ' w:orient="landscape"'
    sides = " ".join(f'w:{side}="{twips(m.marge)}"' for side in _SIDES)
    document.element.body.append(
        parse_xml(
            f"<w:sectPr {_W}>{headers}"
            f'<w:footerReference w:type="default" r:id="{footer}"/>'
            f"<w:pgSz {size}/>"
            f'<w:pgMar {sides} w:header="709" w:footer="709" w:gutter="0"/>'
            f"{'<w:titlePg/>' if covered else ''}</w:sectPr>"
        )
    )


def _add_part(document: Document, name: str, runs: str) -> str:
    """A header or a footer of one paragraph; gives the key that refers to it."""
    tag = {"header": "hdr", "footer": "ftr"}[name]
    part = XmlPart(
        PackURI(f"/word/{name}1.xml"),
        getattr(CONTENT_TYPE, f"WML_{name.upper()}"),
        parse_xml(
            f'<w:{tag} {_W}><w:p><w:pPr><w:pStyle w:val="{name.capitalize()}"/>'
            f"</w:pPr>{runs}</w:p></w:{tag}>"
        ),
        document.part.package,
    )
    key = document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, name.upper()))
    return str(key)


_SIDES = ("top", "right", "bottom", "left")
