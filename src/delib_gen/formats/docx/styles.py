"""The styles that prose is set in, looked up by name in whatever template there is."""

from __future__ import annotations

from dataclasses import dataclass

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
TERM = "Terme"
DEFINITION = "Définition"
QUESTION = "Question"
ANSWER = "Réponse"
SIGNED_AT = "Fait à"
SIGNATORY = "Signataire"
BIG_FIGURE = "Grand chiffre"
FIGURE_LABEL = "Libellé de chiffre"
ROW_FIGURE = "Chiffre en ligne"
ROW_LABEL = "Libellé en ligne"
SLIDE_TITLE = "Titre de diapositive"
OPENING_TITLE = "Titre d'ouverture"
OPENING_TEXT = "Texte d'ouverture"
SLIDE_FOOT = "Pied de diapositive"


@dataclass(frozen=True, slots=True)
class StyleNames:
    """The identifiers of a template's styles by name.

    Word keeps the names of its own styles in English whatever the language it
    speaks, but not always in the same case.
    """

    ids: dict[tuple[str, str], str]
    bases: dict[str, str]

    @classmethod
    def read(cls, document: Document) -> StyleNames:
        """The styles that a document has."""
        ids: dict[tuple[str, str], str] = {}
        bases: dict[str, str] = {}
        for style in document.styles.element.findall(qn("w:style")):
            name = style.find(qn("w:name"))
            if name is not None:
                key = (style.get(qn("w:type")), name.get(qn("w:val")).casefold())
                ids.setdefault(key, style.get(qn("w:styleId")))
            base = style.find(qn("w:basedOn"))
            if base is not None:
                bases[style.get(qn("w:styleId"))] = base.get(qn("w:val"))
        return cls(ids, bases)

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
