"""What a Word template leans on outside of itself: links may, nothing else.

Word would fetch a picture of the web each time that the act is opened. The
template that a template was made from is noted by Word on its own, and names a
folder of somebody's: it is left behind.
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from delib_gen.templating.errors import make_address_fault

_LINK, _ATTACHED = "/hyperlink", "/attachedTemplate"
_SETTINGS = "word/settings.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def cut_relations(content: bytes, shown: str) -> bytes:
    """A template's bytes without what it leans on.

    Args:
        content: the file's bytes.
        shown: its path, as users know it.

    Raises:
        TemplateFault: if it asks for something that is elsewhere (GAB02).
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {info: package.read(info) for info in package.infolist()}
    attached = False
    for info, part in parts.items():
        if info.filename.endswith(".rels") and b"External" in part:
            parts[info], found = _cut(part, shown)
            attached = attached or found
    if not attached:
        return content
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for info, part in parts.items():
            named = info.filename == _SETTINGS
            package.writestr(info, _drop_attached(part) if named else part)
    return out.getvalue()


def _cut(part: bytes, shown: str) -> tuple[bytes, bool]:
    """Relations without the attached template; and whether there was one."""
    root = etree.fromstring(part, _make_parser())
    found = False
    for relation in list(root):
        if relation.get("TargetMode") != "External":
            continue
        kind = relation.get("Type", "")
        if kind.endswith(_ATTACHED):
            root.remove(relation)
            found = True
        elif not kind.endswith(_LINK):
            raise make_address_fault(shown, relation.get("Target", ""))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8"), found


def _drop_attached(part: bytes) -> bytes:
    root = etree.fromstring(part, _make_parser())
    for element in root.findall(f"{_WORD}attachedTemplate"):
        root.remove(element)
    settings: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return settings


def _make_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)
