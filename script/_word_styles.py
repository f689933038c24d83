"""What the Word templates look like: named styles, from the house style.

Headings and lists are Word's own styles, so that navigation, tables of contents
and screen readers know them; the parts of an act have styles of their own.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import (
    WD_ALIGN_PARAGRAPH,
    WD_TAB_ALIGNMENT,
    WD_TAB_LEADER,
    WD_UNDERLINE,
)
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from delib_gen.schema.charte import Mesures

Look = dict[str, Any]

_BUILTIN = re.compile(
    r"(TOC )?Heading( \d)?|toc \d|Body Text|Quote|List Paragraph|Header|Footer|Caption"
    r"|footnote text"
)
_SWITCHES = {
    "keep_next": "keep_with_next",
    "keep_lines": "keep_together",
    "page_break": "page_break_before",
}
_LENGTHS = {
    "left": "left_indent",
    "right": "right_indent",
    "first": "first_line_indent",
}

CHARACTERS: dict[str, Look] = {
    "Strong": {"bold": True},
    "Emphasis": {"italic": True},
    "Intense Emphasis": {"bold": True, "italic": True},
    "Hyperlink": {"underline": True, "colour": RGBColor(0x1A, 0x3F, 0x8B)},
    "footnote reference": {"raised": True},
    "Placeholder Text": {"italic": True, "underline": WD_UNDERLINE.DOTTED},
    "Caractères de couverture": {"size": 14},
}
MARKED = RGBColor(0x9B, 0x1C, 0x1C)
"""The colour of the mark of a draft."""
ACCENT = RGBColor(0x1A, 0x3F, 0x8B)
"""The colour of figures to be seen from afar."""
GREY = RGBColor(0x59, 0x59, 0x59)
TABLE = "Tableau d'acte"
HEAD_FILL, LINE = "EDEDED", "7F7F7F"
"""The ground of the heads of columns, and the colour of the lines of tables."""
LISTED = "Demande"
"""The style that is a list by itself."""


def list_styles(m: Mesures) -> list[tuple[str, str, str, Look]]:
    """The paragraph styles, in the order in which Word proposes them.

    Each has its name, the style it is based on, the one that Return leads to
    and its look: points for `before` and `after`, centimetres for `left`,
    `right` and `first` (negative where it hangs).
    """
    title: Look = {"bold": True, "align": "CENTER", "keep_next": True,
                   "keep_lines": True, "after": 12}  # fmt: skip
    label = title | {"align": "LEFT"}
    heading = label | {"before": 6}
    cover = title | {"size": 14, "after": 34}
    quoted: Look = {"left": 1.0, "right": 1.0, "italic": True}
    close: Look = {"contextual": True}
    signed: Look = {"left": 7.0, "align": "CENTER"}
    cell: Look = {"align": "LEFT", "size": 10, "before": 2, "after": 2}
    middle: Look = {"align": "CENTER", "after": 0}
    big: Look = {"bold": True, "colour": ACCENT, "keep_next": True}
    return [
        ("Heading 1", "Normal", "Titre d'acte", title | {"after": 18}),
        ("Titre d'annexe", "Heading 1", "Body Text", {"size": 14}),
        ("Titre de dossier", "Heading 1", "Titre d'acte", {"size": 14}),
        ("Heading 2", "Normal", "Body Text", heading | {"underline": True}),
        ("Heading 3", "Normal", "Body Text", heading),
        *(
            (f"Heading {level}", "Heading 3", "Body Text", {"italic": True})
            for level in range(4, 7)
        ),
        ("Intitulé d'article", "Heading 2", "Article", {"underline": False}),
        ("Body Text", "Normal", "Body Text", {"after": 12}),
        ("Quote", "Body Text", "Body Text", quoted),
        ("List Paragraph", "Body Text", "List Paragraph", {"left": m.retrait_liste}),
        ("Liste serrée", "List Paragraph", "Liste serrée", close),
        ("Titre d'acte", "Normal", "Titre d'acte", title),
        ("Traduction", "Normal", "Titre d'acte",
         {"align": "CENTER", "italic": True, "keep_next": True, "after": 12}),
        ("Filet", "Normal", "Réunion", {"align": "CENTER", "after": 12}),
        ("Réunion", "Normal", "Préambule", title),
        ("Préambule", "Body Text", "Body Text", {"first": m.retrait_alinea}),
        ("Intitulé de liste", "Normal", "Présents", label),
        ("Présents", "Body Text", "Intitulé de liste", {"align": "LEFT"}),
        ("Comptes et secrétaires", "Body Text", "Comptes et secrétaires", {}),
        ("Pouvoir", "Body Text", "Pouvoir", {"align": "LEFT"} | close),
        ("Votants", "Présents", "Intitulé de liste", {}),
        ("Organe", "Normal", "Visa", title | {"before": 6}),
        ("Visa", "Body Text", "Visa",
         {"left": m.retrait_visa, "first": -m.retrait_visa}),
        ("Mention", "Body Text", "Mention", {}),
        ("Considérant", "Body Text", "Considérant", {}),
        ("Formule", "Normal", "Résultat", title | {"before": 6}),
        ("Résultat", "Body Text", "Intitulé d'article", {"keep_next": True}),
        ("Objet du vote", "Intitulé de liste", "Résultat", {}),
        ("Chiffres", "Body Text", "Chiffres",
         {"align": "LEFT", "keep_next": True} | close),
        ("Issue", "Body Text", "Objet du vote", {}),
        ("Suite", "Body Text", "Intitulé d'article", {"keep_next": True}),
        ("Mouvement", "Body Text", "Organe", {}),
        ("Article", "Body Text", "Article", {"first": m.retrait_alinea}),
        ("Dernier alinéa", "Article", "Date et lieu", {"keep_next": True}),
        ("Date et lieu", "Normal", "Qualité du signataire",
         {"align": "LEFT", "before": 12, "after": 24, "keep_next": True}),
        ("Qualité du signataire", "Normal", "Signature",
         signed | {"keep_next": True, "keep_lines": True}),
        ("Signature", "Normal", "Body Text", signed | {"before": 72, "bold": True}),
        ("Collectivité", "Normal", "Heading 1", cover | {"after": 85}),
        ("Couverture", "Normal", "Couverture", cover),
        ("Rapporteur", "Couverture", "Rapporteur", close | {"before": 34, "after": 45}),
        ("Titre de couverture", "Titre d'acte", "Titre de couverture",
         {"size": 16, "left": 0.2, "right": 0.2, "after": 28}),
        ("Commission", "Normal", "Commission",
         {"align": "LEFT", "size": 9.5, "before": 60} | close),
        ("Titre du rapport", "Normal", "Body Text",
         title | {"after": 24, "page_break": True}),
        ("Annonce", "Body Text", LISTED, {"keep_next": True}),
        (LISTED, "List Paragraph", LISTED, close),
        ("TOC Heading", "Normal", "toc 1", title | {"before": 24, "after": 18}),
        ("toc 1", "Normal", "toc 1",
         {"align": "LEFT", "after": 9, "keep_lines": True,
          "leader": m.largeur - 2 * m.marge}),
        ("toc 2", "toc 1", "toc 2", {"left": m.retrait_visa}),
        ("Quand", "Normal", "Body Text", middle | {"after": 20}),
        ("Destinataire", "Body Text", "Appel",
         {"align": "LEFT", "left": 8.0, "after": 28}),
        ("Appel", "Body Text", "Body Text", {}),
        ("Point", "Body Text", "Point",
         {"align": "LEFT", "left": 1.0, "first": -1.0, "before": 8, "after": 4,
          "keep_lines": True}),
        ("Détail", "Point", "Point", {"size": 10, "first": 0, "before": 0, "after": 2}),
        ("Titre de point", "Heading 2", "Body Text",
         {"underline": False, "before": 24, "after": 6}),
        ("Acte examiné", "Body Text", "Body Text", {"italic": True, "keep_next": True}),
        ("Renvoi", "Body Text", "Body Text", {"align": "CENTER", "italic": True}),
        ("Caption", "Normal", "Body Text",
         {"align": "CENTER", "size": 10, "italic": True, "before": 6, "after": 5}),
        ("Cellule", "Normal", "Cellule", cell),
        ("En-tête de colonne", "Cellule", "Cellule", {"bold": True}),
        ("Total", "Cellule", "Total", {"bold": True}),
        ("Figure", "Normal", "Caption",
         {"align": "CENTER", "before": 6, "after": 6, "keep_lines": True}),
        ("Emblème", "Normal", "Emblème", middle | {"size": 9}),
        ("Filet d'emblèmes", "Emblème", "Titre de dossier", {"size": 4, "after": 30}),
        ("Terme", "Body Text", "Définition",
         {"bold": True, "after": 3, "keep_next": True}),
        ("Définition", "Body Text", "Terme", {"left": 1.0}),
        ("Question", "Body Text", "Réponse",
         {"bold": True, "align": "LEFT", "left": 0.9, "first": -0.9, "after": 4,
          "keep_next": True}),
        ("Réponse", "Body Text", "Question", {"left": 0.9}),
        ("Fait à", "Body Text", "Signataire",
         {"align": "LEFT", "before": 18, "keep_next": True}),
        ("Signataire", "Normal", "Signataire",
         middle | {"size": 10.5, "keep_lines": True}),
        ("Cosignataire", "Normal", "Cosignataire", middle | {"keep_lines": True}),
        ("Grand chiffre", "Normal", "Libellé de chiffre", big | middle | {"size": 28}),
        ("Libellé de chiffre", "Normal", "Grand chiffre", middle | {"size": 10}),
        ("Chiffre en ligne", "Normal", "Libellé en ligne",
         big | {"size": 16, "align": "RIGHT", "keep_next": False, "after": 6}),
        ("Libellé en ligne", "Normal", "Chiffre en ligne",
         {"align": "LEFT", "before": 3, "after": 6}),
        ("Titre de diapositive", "Heading 2", "Body Text",
         big | {"underline": False, "size": 26, "before": 0, "after": 18}),
        ("Titre d'ouverture", "Titre de diapositive", "Texte d'ouverture",
         {"align": "CENTER", "size": 36, "before": 96}),
        ("Texte d'ouverture", "Body Text", "Texte d'ouverture", {"align": "CENTER"}),
        ("Texte de diapositive", "Body Text", "Texte de diapositive",
         {"align": "LEFT"}),
        ("Pied de diapositive", "Normal", "Body Text",
         middle | {"size": 9, "before": 18, "colour": GREY}),
        ("footnote text", "Normal", "footnote text", {"size": 9, "after": 2}),
        ("Header", "Normal", "Header",
         {"align": "CENTER", "size": 9, "bold": True, "colour": MARKED}),
        ("Footer", "Normal", "Footer", {"align": "CENTER", "size": 9}),
    ]  # fmt: skip


OF_KIND: dict[str, dict[str, Look]] = {
    "charte": {"Titre d'annexe": {"size": 16}, "Heading 2": {"underline": False}},
    "formulaire": {"Heading 2": {"underline": False}},
    "cloture": {"Intitulé de liste": {"before": 18}},
    "intercalaire": {"Heading 1": {"size": 16, "before": 130}},
}
"""What a kind of document has otherwise than the others."""


def add_styles(document: Document, mesures: Mesures, genre: str) -> None:
    """Put the styles of a kind of document into one that has none."""
    styles = document.styles
    normal = styles.add_style("Normal", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    normal.element.set(qn("w:default"), "1")
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    normal.paragraph_format.widow_control = True
    for name, look in CHARACTERS.items():
        builtin = name.isascii()
        style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER, builtin=builtin)
        _set_font(style.font, look)
    table = list_styles(mesures)
    for name, *_ in table:
        builtin = _BUILTIN.fullmatch(name) is not None
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=builtin)
    for style in styles:  # Word spells identifiers without accents nor signs
        plain = unicodedata.normalize("NFKD", style.style_id)
        plain = re.sub(r"[^A-Za-z0-9]", "", plain)
        style.element.set(qn("w:styleId"), plain[0].upper() + plain[1:])
    for name, base, following, common in table:
        style, look = styles[name], common | OF_KIND.get(genre, {}).get(name, {})
        style.base_style = styles[base]
        style.next_paragraph_style = styles[following]
        _set_font(style.font, look)
        _set_shape(style, look)
    _add_table_style(document)
    for style in styles:
        style.quick_style, style.hidden, style.unhide_when_used = True, False, False


def _add_table_style(document: Document) -> None:
    """Tables: thin lines, a grey head, a heavier line above what adds up."""
    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    element = style.element
    element.set(qn("w:styleId"), "Tableaudacte")
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    element.append(_make("tblPr", _make("tblBorders", *(_line(e, 4) for e in edges))))
    shading = _make("shd", val="clear", color="auto", fill=HEAD_FILL)
    for kind, look in (
        ("firstRow", shading),
        ("lastRow", _make("tcBorders", _line("top", 8))),
    ):
        element.append(_make("tblStylePr", _make("tcPr", look), type=kind))


def _line(edge: str, width: int) -> Any:  # noqa: ANN401
    return _make(edge, val="single", sz=str(width), space="0", color=LINE)


def _make(tag: str, *children: Any, **attributes: str) -> Any:  # noqa: ANN401
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    element.extend(children)
    return element


def _set_font(font: Any, look: Look) -> None:  # noqa: ANN401
    for name in ("bold", "italic", "underline"):
        if name in look:
            setattr(font, name, look[name])
    if look.get("raised"):
        font.superscript = True
    if "size" in look:
        font.size = Pt(look["size"])
    if "colour" in look:
        font.color.rgb = look["colour"]


def _set_shape(style: Any, look: Look) -> None:  # noqa: ANN401
    shape = style.paragraph_format
    if "align" in look:
        shape.alignment = WD_ALIGN_PARAGRAPH[look["align"]]
    for side in ("before", "after"):
        if side in look:
            setattr(shape, f"space_{side}", Pt(look[side]))
    for key, name in _LENGTHS.items():
        if key in look:
            setattr(shape, name, Cm(look[key]))
    for key, name in _SWITCHES.items():
        if look.get(key):
            setattr(shape, name, True)
    if "leader" in look:
        shape.tab_stops.add_tab_stop(
            Cm(look["leader"]), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
    properties = style.element.get_or_add_pPr()
    if look.get("contextual"):
        spacing = OxmlElement("w:contextualSpacing")
        properties.insert_element_before(spacing, "w:jc", "w:outlineLvl")
    if style.name.startswith("Heading "):
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(int(style.name[-1]) - 1))
        properties.append(level)
    if style.name == LISTED:
        number = OxmlElement("w:numPr")
        number.append(OxmlElement("w:numId"))
        number[0].set(qn("w:val"), "1")
        properties.insert_element_before(
            number, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc"
        )
