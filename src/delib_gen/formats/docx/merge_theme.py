"""The fonts and colours that a document takes from its theme, said outright."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from delib_gen.formats.docx.xml import Element

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SCRIPTS = (
    ("ascii", "asciiTheme", "latin"),
    ("hAnsi", "hAnsiTheme", "latin"),
    ("eastAsia", "eastAsiaTheme", "ea"),
    ("cs", "cstheme", "cs"),
)
_WORD = qn("w:p")[:-1]


class ThemeSettler:
    """Frees trees of a document from its theme, where another one takes them over.

    A file has one theme: taken over as they are, they would change faces.
    """

    def __init__(self, base: Document, other: Document) -> None:
        own = _read_theme(other)
        self._needed = own != _read_theme(base)
        self._fonts = _list_fonts(own) if self._needed and own else {}

    def settle(self, root: Element) -> None:
        """Say the fonts of a tree by their names, its colours by their values."""
        if not self._needed:
            return
        for fonts in root.iter(qn("w:rFonts")):
            for script, themed, alphabet in _SCRIPTS:
                role = fonts.attrib.pop(qn(f"w:{themed}"), "")  # `minorHAnsi`…
                name = self._fonts.get(role[:5], {}).get(alphabet)
                if name:
                    fonts.set(qn(f"w:{script}"), name)
        for element in root.iter(etree.Element):
            for name in list(element.attrib):
                if name.startswith(f"{_WORD}theme"):
                    del element.attrib[name]


def _read_theme(document: Document) -> bytes:
    for rel in document.part.rels.values():
        if rel.reltype == RELATIONSHIP_TYPE.THEME:
            blob: bytes = rel.target_part.blob
            return blob
    return b""


def _list_fonts(theme: bytes) -> dict[str, dict[str, str]]:
    """The faces of a theme by role (`major`, `minor`) and alphabet."""
    root = etree.fromstring(theme)
    return {
        role: {
            alphabet: face.get("typeface", "")
            for alphabet in ("latin", "ea", "cs")
            for face in root.iterfind(f".//{_DRAWING}{role}Font/{_DRAWING}{alphabet}")
        }
        for role in ("major", "minor")
    }
