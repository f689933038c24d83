"""A Word template as Jinja reads it: its parts, and the paragraph of each line.

`docxtpl` turns the XML of a part into a Jinja template. Each paragraph is put on
a line of its own first, so that a line that Jinja names is a paragraph's rank.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.package import OpcPackage
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree

from delib_gen.templating.word_lines import iter_text, keep_lines

_LABELS = {
    CONTENT_TYPE.WML_HEADER: "en-tête",
    CONTENT_TYPE.WML_FOOTER: "pied de page",
    CONTENT_TYPE.WML_FOOTNOTES: "notes de bas de page",
    CONTENT_TYPE.WML_ENDNOTES: "notes de fin",
}
_SIGN = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_EXCERPT = 60


class NotWordError(ValueError):
    """A file that ends in `.docx` and that Word would not open."""


@dataclass(frozen=True, slots=True)
class WordPart:
    """A part of a Word template: the text, a header, the notes.

    Attributes:
        label: what the part is, in French; empty for the text itself.
        source: what Jinja reads: the paragraph of rank n is on line n + 1.
        paragraphs: the text of each paragraph, tags included.
    """

    label: str
    source: str
    paragraphs: tuple[str, ...]

    def show_place(self, line: int) -> str:
        """The place of a line, for somebody who has the template open in Word."""
        rank = min(max(line - 1, 1), max(len(self.paragraphs), 1))
        parts = [self.label, f"paragraphe {rank}"]
        if text := " ".join("".join(self.paragraphs[rank - 1 : rank]).split()):
            cut = f"{text[: _EXCERPT - 1]}…" if len(text) > _EXCERPT else text
            parts.append(f"« {cut} »")
        return ", ".join(part for part in parts if part)

    def find_cut_tags(self) -> list[tuple[int, str]]:
        """The tags that a paragraph opens and does not close: line, opening sign.

        `docxtpl` would take all that follows, up to the next tag, for theirs.
        """
        found = []
        for rank, text in enumerate(self.paragraphs, start=1):
            opened = ""
            for sign in _SIGN.findall(text):
                if not opened:
                    opened = sign if sign in _CLOSING else ""
                elif sign == _CLOSING[opened]:
                    opened = ""
                elif sign in _CLOSING and opened != "{#":
                    break
            if opened:
                found.append((rank + 1, opened))
        return found


def read_word_parts(path: Path) -> list[WordPart]:
    """The parts of a Word template in which Jinja has something to read.

    Raises:
        NotWordError: if the file is not a Word document.
        OSError: if it cannot be read.
    """
    content = path.read_bytes()
    try:
        template = DocxTemplate(io.BytesIO(content))
        template.init_docx()
        main = template.docx.part
        roots = [("", main.element.body), *_iter_other_roots(main.package)]
        return [_read_part(template, label, root) for label, root in roots]
    except (
        zipfile.BadZipFile,
        OpcError,
        KeyError,
        ValueError,
        AttributeError,
        etree.XMLSyntaxError,
    ) as error:
        raise NotWordError(str(path)) from error


def closing_sign(opening: str) -> str:
    """What closes a tag that a sign opens."""
    return _CLOSING[opening]


def _iter_other_roots(package: OpcPackage) -> Iterator[tuple[str, etree._Element]]:
    for part in package.iter_parts():
        label = _LABELS.get(part.content_type)
        if label is not None and b"{" in part.blob:
            known = part.element if isinstance(part, XmlPart) else None
            yield label, etree.fromstring(part.blob) if known is None else known


def _read_part(template: DocxTemplate, label: str, root: etree._Element) -> WordPart:
    paragraphs = tuple("".join(iter_text(p)) for p in root.iter(qn("w:p")))
    xml = re.sub(r"[\r\n]", " ", etree.tostring(root, encoding="unicode"))
    xml = re.sub(r"<w:p(?=[ >/])", "\n<w:p", xml)
    return WordPart(label, template.patch_xml(keep_lines(xml)), paragraphs)
