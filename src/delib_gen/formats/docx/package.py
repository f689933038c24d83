"""What a Word file says of itself, and its bytes: the same for the same act."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from delib_gen.formats.docx.languages import language_tag, set_run_language
from delib_gen.formats.docx.xml import drop_illegal, make, put
from delib_gen.hooks import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from delib_gen.view.base import Meta

_NAMES = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip file can hold."""


def set_identity(document: Document, meta: Meta, said: str = "") -> None:
    """Title, author, language and dates: nothing of the machine nor of the hour.

    Args:
        document: the document.
        meta: what the file says of itself.
        said: how the document is to be read; nothing where that goes without saying.
    """
    core = document.core_properties._element
    core.clear()
    moment = f"{meta.jour}T00:00:00Z"
    for tag, text in (
        ("dc:title", drop_illegal(meta.titre_document)),
        ("dc:creator", drop_illegal(meta.auteur)),
        *([("dc:description", drop_illegal(said))] if said else []),
        ("dc:language", language_tag(meta.langue)),
        ("cp:revision", "1"),
        ("dcterms:created", moment),
        ("dcterms:modified", moment),
    ):
        prefix, _, name = tag.partition(":")
        element = etree.SubElement(core, f"{{{_NAMES[prefix]}}}{name}")
        element.text = text
        if prefix == "dcterms":
            element.set(f"{{{_NAMES['xsi']}}}type", "dcterms:W3CDTF")
    rels = document.part.package.rels
    for rid in [r for r, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        del rels[rid]  # the preview of the template
    _set_language(document, language_tag(meta.langue))


def _set_language(document: Document, tag: str) -> None:
    """The language of all that is not marked as being in another one."""
    run = document.styles.element
    for name in ("docDefaults", "rPrDefault", "rPr"):
        found = run.find(qn(f"w:{name}"))
        if found is None:
            found = make(name)
            run.insert(0, found)
        run = found
    set_run_language(run, tag)
    put(document.settings.element, make("themeFontLang", val=tag))


def write_package(document: Document) -> bytes:
    """The bytes of a document; they depend on nothing but what it holds."""
    replace("docx.opc.phys_pkg._ZipPkgWriter.write", _make_undated)
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    ordered = [name for name in _FIRST if name in parts]
    ordered += sorted(name for name in parts if name not in _FIRST)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name in ordered:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, parts[name], compresslevel=9)
    return packed.getvalue()


def _make_undated(_: Callable[..., None]) -> Callable[..., None]:
    """Parts without the day of the clock: one before 1980 is none that a zip holds."""

    def write(self: Any, pack_uri: Any, blob: bytes) -> None:  # noqa: ANN401 - python-docx's
        self._zipf.writestr(zipfile.ZipInfo(pack_uri.membername, _EPOCH), blob)

    return write
