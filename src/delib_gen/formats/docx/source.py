"""The Jinja text of a Word template, and the paragraph behind each of its lines."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx.opc.constants import CONTENT_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import XmlPart
from docxtpl import DocxTemplate
from lxml import etree

from delib_gen.formats.docx.xml import Element, list_paragraphs, read_text
from delib_gen.templating.errors import TemplateFault

_TAG = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPENERS = {"for", "if", "macro", "call", "filter", "block", "with", "autoescape"}
_KEYWORD = re.compile(r"\{%[-+]?\s*(\w+)")
_EXCERPT = 60
_PLACES = {
    CONTENT_TYPE.WML_HEADER: "en-tête",
    CONTENT_TYPE.WML_FOOTER: "pied de page",
    CONTENT_TYPE.WML_FOOTNOTES: "notes de bas de page",
    CONTENT_TYPE.WML_ENDNOTES: "notes de fin",
}
_UNREADABLE = (
    OSError, zipfile.BadZipFile, OpcError, KeyError, ValueError, AttributeError,
    etree.XMLSyntaxError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordSource:
    """A part of a template (the text, a header…) as Jinja sees it.

    Attributes:
        template: the template's path, as shown.
        part: the part of the package.
        text: what Jinja reads: the paragraph of rank n stands on line n + 1.
        paragraphs: the text of each paragraph, tags included.
        name: what the part is called in a place; empty for the text itself.
    """

    template: str
    part: Any
    text: str
    paragraphs: tuple[str, ...]
    name: str

    def place(self, line: int | None) -> str:
        """Where a line of the Jinja text stands in the template, in French."""
        if line is None:
            return self.name
        rank = min(max(line - 1, 1), len(self.paragraphs))
        excerpt = " ".join(self.paragraphs[rank - 1].split())
        if len(excerpt) > _EXCERPT:
            excerpt = excerpt[: _EXCERPT - 1] + "…"
        place = f"paragraphe {rank}, « {excerpt} »"
        return f"{self.name}, {place}" if self.name else place

    def find_unclosed(self) -> int | None:
        """The line of the innermost block that nothing closes."""
        stack: list[tuple[str, int]] = []
        for number, line in enumerate(self.text.split("\n"), start=1):
            for keyword in _KEYWORD.findall(line):
                if keyword in _OPENERS:
                    stack.append((keyword, number))
                elif stack and keyword == f"end{stack[-1][0]}":
                    stack.pop()
        return stack[-1][1] if stack else None

    def find_straddling(self) -> int | None:
        """The line of the first paragraph that opens a block for another to close."""
        for rank, text in enumerate(self.paragraphs, start=1):
            words = _KEYWORD.findall(text)
            opened = sum(word in _OPENERS for word in words)
            if opened != sum(word.startswith("end") for word in words):
                return rank + 1
        return None


def open_template(path: Path) -> DocxTemplate:
    """A Word template, ready to be filled.

    Raises:
        TemplateFault: if the file is not one that Word would open.
    """
    try:
        template = DocxTemplate(io.BytesIO(path.read_bytes()))
        template.render_init()
    except _UNREADABLE as error:
        raise TemplateFault(
            str(path),
            "",
            "ce fichier ne s'ouvre pas comme un document Word (.docx)",
            "enregistrez-le depuis Word ou LibreOffice au format « Document Word "
            "(.docx) »",
        ) from error
    return template


def read_sources(path: Path, template: DocxTemplate) -> Iterator[WordSource]:
    """The parts of a template that Jinja fills: its text, then what has tags.

    Raises:
        TemplateFault: if a tag is opened and not closed in its paragraph.
    """
    main = template.docx.part
    yield _read_source(path, template, main, main.element.body, "")
    for part in main.package.iter_parts():
        name = _PLACES.get(part.content_type)
        if name is not None and re.search(rb"\{[{%#]|\{<", part.blob):
            root = part.element if isinstance(part, XmlPart) else parse(part.blob)
            yield _read_source(path, template, part, root, name)


def parse(blob: bytes) -> Element:
    """The tree of an XML part."""
    return etree.fromstring(blob)


def _read_source(
    path: Path,
    template: DocxTemplate,
    part: Any,  # noqa: ANN401 - two classes without a common one
    root: Element,
    name: str,
) -> WordSource:
    paragraphs = tuple(read_text(p) for p in list_paragraphs(root))
    # docxtpl's rewriting takes away whole paragraphs, hence lines put in before
    # it: each of Jinja's lines is then one paragraph, whatever becomes of it.
    xml = etree.tostring(root, encoding="unicode").replace("\n", " ")
    xml = re.sub(r"<w:p(?=[ >/])", "\n<w:p", xml)
    source = WordSource(str(path), part, "", paragraphs, name)
    for rank, text in enumerate(paragraphs, start=1):
        _check_tags(source, rank, text)
    return WordSource(str(path), part, template.patch_xml(xml), paragraphs, name)


def _check_tags(source: WordSource, rank: int, text: str) -> None:
    """Refuse a tag cut in two: docxtpl would swallow the text up to the next one."""
    opened = ""
    for sign in _TAG.findall(text):
        if not opened and sign in _CLOSING:
            opened = sign
        elif opened and sign == _CLOSING[opened]:
            opened = ""
        elif opened and sign in _CLOSING:
            break
    if opened:
        raise TemplateFault(
            source.template,
            source.place(rank + 1),
            f"la balise ouverte par « {opened} » n'est pas refermée",
            f"refermez-la par « {_CLOSING[opened]} » dans le même paragraphe",
        )
