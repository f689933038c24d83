"""The styles that prose is set in, looked up by name in whatever template there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.document import Document
from docx.oxml.ns import qn

from delib_gen.formats.docx.xml import Element

HEADING = "heading {level}"
LIST = "List Paragraph"
TIGHT_LIST = "Liste serrée"
QUOTATION = "Quote"
BOLD = "Strong"
ITALIC = "Emphasis"
BOLD_ITALIC = "Intense Emphasis"
LINK = "Hyperlink"
ANNOUNCEMENT = "Annonce"
"""A paragraph that a list follows, kept on its page."""
NOTE = "footnote text"
NOTE_MARK = "footnote reference"
BLANK = "Placeholder Text"
"""What stands in a place to fill in."""
CAPTION = "Caption"
TABLE = ("Tableau d'acte", "Table Grid")
"""The styles of tables, the first that there is."""
CELL = "Cellule"
COLUMN_HEAD = "En-tête de colonne"
TOTAL = "Total"
FIGURE = "Figure"
"""A paragraph that holds a picture."""
EMBLEM = "Emblème"
"""What stands below a picture that an authority is known by."""
EMBLEMS_END = "Filet d'emblèmes"
TERM = "Terme"
DEFINITION = "Définition"
QUESTION = "Question"
ANSWER = "Réponse"
SIGNED_AT = "Fait à"
SIGNATORY = "Signataire"
COSIGNATORY = "Cosignataire"
"""Who signs an act, beside another one."""
BIG_FIGURE = "Grand chiffre"
FIGURE_LABEL = "Libellé de chiffre"
ROW_FIGURE = "Chiffre en ligne"
ROW_LABEL = "Libellé en ligne"
SLIDE_TITLE = "Titre de diapositive"
SLIDE_TEXT = "Texte de diapositive"
OPENING_TITLE = "Titre d'ouverture"
OPENING_TEXT = "Texte d'ouverture"
SLIDE_FOOT = "Pied de diapositive"
CONTENTS = "toc {level}"
BOLD_SWITCH = qn("w:b")
PAGE_SWITCH = qn("w:pageBreakBefore")
CLOSE_SWITCH = qn("w:contextualSpacing")
_NAME, _BASE, _VAL = qn("w:name"), qn("w:basedOn"), qn("w:val")
_READ = (_NAME, _BASE, BOLD_SWITCH, PAGE_SWITCH, CLOSE_SWITCH)
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class StyleNames:
    """The identifiers of a template's styles by name.

    Word keeps the names of its own styles in English whatever the language it
    speaks, but not always in the same case.
    """

    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    switches: dict[tuple[str, str], bool] = field(default_factory=dict)
    default: str | None = None
    """What a paragraph bears that has no style; none where that goes without saying."""

    @classmethod
    def read(cls, document: Document) -> StyleNames:
        """The styles that a document has."""
        names = cls()
        for style in document.styles.element.findall(qn("w:style")):
            own = style.get(qn("w:styleId"))
            for found in style.iter(*_READ):
                value = found.get(_VAL, "1")
                if found.tag == _NAME:
                    key = (style.get(qn("w:type")), value.casefold())
                    names.ids.setdefault(key, own)
                elif found.tag == _BASE:
                    names.bases[own] = value
                elif found.getparent().getparent() is style:
                    names.switches[own, found.tag] = value not in _OFF
        return names

    def rename(self, ids: Mapping[str, str], default: str | None) -> StyleNames:
        """The same styles where another document has taken them over.

        Args:
            ids: their new identifiers, by those that they had.
            default: the new one of the style of paragraphs that name none.
        """
        return StyleNames(
            {key: ids.get(own, own) for key, own in self.ids.items()},
            {ids.get(a, a): ids.get(b, b) for a, b in self.bases.items()},
            {(ids.get(a, a), switch): on for (a, switch), on in self.switches.items()},
            default,
        )

    def is_on(self, style: str | None, switch: str) -> bool:
        """Whether a style has a switch on, or the nearest that it is based on."""
        seen: set[str] = set()
        while style is not None and style not in seen:
            if (style, switch) in self.switches:
                return self.switches[style, switch]
            seen.add(style)
            style = self.bases.get(style)
        return False

    def find_style(self, paragraph: Element) -> str | None:
        """The style of a paragraph."""
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self.default if named is None else named.get(qn("w:val"))

    def paragraph(self, *names: str) -> str | None:
        """The first of these paragraph styles that there is."""
        return self._find("paragraph", names)

    def table(self, *names: str) -> str | None:
        """The first of these table styles that there is."""
        return self._find("table", names)

    def announcement(self, style: str | None) -> str | None:
        """The style for announcing a list in a text of some style, where it has one."""
        found = self.paragraph(ANNOUNCEMENT)
        return found if found is not None and self.bases.get(found) == style else style

    def character(self, *names: str) -> str | None:
        """The first of these character styles that there is."""
        return self._find("character", names)

    def _find(self, kind: str, names: tuple[str, ...]) -> str | None:
        found = (self.ids.get((kind, name.casefold())) for name in names)
        return next((identifier for identifier in found if identifier), None)


def find_default_style(styles: Element) -> str | None:
    """The identifier of the style of paragraphs that name none.

    LibreOffice does not say which it is; Word then takes the one named Normal.
    """
    normal: str | None = None
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) != "paragraph":
            continue
        identifier: str = style.get(qn("w:styleId"))
        if style.get(qn("w:default")) in ("1", "true", "on"):
            return identifier
        name = style.find(qn("w:name"))
        if name is not None and name.get(qn("w:val")).casefold() == "normal":
            normal = identifier
    return normal
