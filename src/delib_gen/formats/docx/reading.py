"""What can be read in a Word file: its text without what is hidden in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

from delib_gen.formats.docx.visibility import Visibility
from delib_gen.formats.docx.xml import Element

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""A second copy of a drawing's text, for programs of before 2010."""
_DOCUMENT = "word/document.xml"
_GONE = {qn("w:del"), qn("w:moveFrom"), _FALLBACK}
_OFF = ("0", "false", "off")
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}


def read_visible_text(content: bytes) -> str:
    """The text of the pages of a Word file, a line per paragraph.

    Deleted and hidden text is left out, like text in white or in type so small
    that nobody sees it. The labels of lists are not text, and are not given;
    headers and footers are not read.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        document = _read_part(package, _DOCUMENT)
        visibility = Visibility(_read_part(package, "word/styles.xml"))
    return "" if document is None else "".join(_iter_text(document, visibility))


def read_visible_columns(content: bytes) -> list[str]:
    """The text of each column of the tables that set two languages side by side."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        document = _read_part(package, _DOCUMENT)
        visibility = Visibility(_read_part(package, "word/styles.xml"))
    columns: list[list[str]] = [[], []]
    tables = () if document is None else document.iter(qn("w:tbl"))
    for table in tables:
        if table.find(f"{qn('w:tblPr')}/{qn('w:tblDescription')}") is None:
            continue
        for row in table.findall(qn("w:tr")):
            if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None:
                continue
            for column, cell in zip(columns, row.findall(qn("w:tc")), strict=False):
                column += _iter_text(cell, visibility)
    return ["".join(column) for column in columns]


def read_visible_headers(content: bytes) -> list[str]:
    """The text of each header that pages may have: some for each section.

    A section has one, one more where its first page differs, and one more where
    even pages do; what it does not name is that of the section before. A header
    that there is not is an empty text.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        document = _read_part(package, _DOCUMENT)
        settings = _read_part(package, "word/settings.xml")
        relations = _read_part(package, "word/_rels/document.xml.rels")
        visibility = Visibility(_read_part(package, "word/styles.xml"))
        if document is None or relations is None:
            return []
        texts = {
            relation.get("Id"): "".join(_iter_text(part, visibility))
            for relation in relations
            if relation.get("Type", "").endswith("/header")
            for part in [_read_part(package, _locate(relation.get("Target", "")))]
            if part is not None
        }
    even = settings is not None and _is_on(settings, "w:evenAndOddHeaders")
    found: list[str] = []
    known: dict[str, str] = {}
    for section in document.iter(qn("w:sectPr")):
        for named in section.findall(qn("w:headerReference")):
            known[named.get(qn("w:type"))] = texts.get(named.get(qn("r:id")), "")
        kinds = ["default"]
        kinds += ["first"] if _is_on(section, "w:titlePg") else []
        kinds += ["even"] if even else []
        found += [known.get(kind, "") for kind in kinds]
    return found


def _read_part(package: zipfile.ZipFile, name: str) -> Element | None:
    if name not in package.namelist():
        return None
    return etree.fromstring(package.read(name))


def _is_on(owner: Element, switch: str) -> bool:
    found = owner.find(qn(switch))
    return found is not None and found.get(qn("w:val"), "1") not in _OFF


def _locate(target: str) -> str:
    """The name of a part, from how the document's relations name it."""
    return target.removeprefix("/") if target.startswith("/") else f"word/{target}"


def _iter_text(element: Element, visibility: Visibility) -> Iterator[str]:
    for child in element:
        if child.tag in _GONE:
            continue
        if child.tag == qn("w:r") and not visibility.shows(child):
            # A box anchored in a hidden run has text of its own.
            for box in child.iter(qn("w:txbxContent")):
                yield from _iter_text(box, visibility)
        elif child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == qn("w:p"):
            yield "\n"
            yield from _iter_text(child, visibility)
            yield "\n"
        elif isinstance(child.tag, str):
            yield from _iter_text(child, visibility)
