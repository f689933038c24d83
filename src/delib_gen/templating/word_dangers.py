"""What a Word template would do beside being read: run, fetch, take in other files.

Word acts on all of it when the act is opened, on the machine of whoever opens it. The
parts are parsed, whatever they are written in: entities, UTF-16, fields cut over runs.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from docx.oxml.ns import qn
from lxml import etree

from delib_gen.templating.errors import (
    TemplateFault,
    make_address_fault,
    make_deed_fault,
)
from delib_gen.templating.links import is_followed, show_address
from delib_gen.templating.word_fields import find_field_faults

_RELATIONS = {
    **dict.fromkeys(("vbaProject", "wordVbaData"), "des macros"),
    **dict.fromkeys(("control", "activeXControlBinary"), "un contrôle ActiveX"),
    "oleObject": "un objet d'un autre logiciel (OLE)",
    "package": "un fichier d'un autre logiciel, incorporé",
    "aFChunk": "un autre fichier, inséré à l'ouverture (altChunk)",
    "subDocument": "un sous-document",
    "frame": "un cadre de page web",
    "attachedToolbars": "des barres d'outils",
    **dict.fromkeys(("extensibility", "customUI"), "des commandes ajoutées à Word"),
    **dict.fromkeys(("webextension", "webextensiontaskpanes"), "un module de Word"),
    **dict.fromkeys(
        ("mailMergeSource", "mailMergeHeaderSource", "recipientData"),
        "une source de publipostage",
    ),
    "transform": "une transformation à l'enregistrement",
}
"""By the last word of a relation's type."""
_CHART = "charts"
"""The folder of what may have a workbook of its own: the figures of a chart."""
_ATTACHED = "attachedTemplate"
_ELEMENTS = {
    qn("w:altChunk"): _RELATIONS["aFChunk"],
    qn("w:subDoc"): _RELATIONS["subDocument"],
    qn("w:control"): _RELATIONS["control"],
    qn("w:object"): _RELATIONS["oleObject"],
    "{urn:schemas-microsoft-com:office:office}OLEObject": _RELATIONS["oleObject"],
    qn("w:mailMerge"): _RELATIONS["mailMergeSource"],
    qn("w:frameset"): _RELATIONS["frame"],
    "{http://www.w3.org/2000/svg}script": "un script, dans un dessin",
    "{http://www.w3.org/2000/svg}foreignObject": "une page web, dans un dessin",
}
_BEFORE = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
"""What may stand before the first sign of XML, whatever the part's name ends in."""
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml"
_MACROS = re.compile(r"macroEnabled|vbaProject|activeX", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\", re.IGNORECASE)
_LABELS = (
    ("header", "en-tête"),
    ("footer", "pied de page"),
    ("footnotes", "notes de bas de page"),
    ("endnotes", "notes de fin"),
    ("comments", "commentaires"),
)


@dataclass(frozen=True, slots=True)
class Danger:
    """Something that a template would do.

    Attributes:
        what: in words; for an address, the address.
        paragraph: where, as far as it is known.
        address: whether it is one that Word would fetch by itself.
    """

    what: str
    paragraph: etree._Element | None = None
    address: bool = False


def find_dangers(content: bytes, shown: str) -> Iterator[TemplateFault]:
    """All that a template would do (GAB02, GAB04).

    Args:
        content: the file's bytes; nothing is found in those of no Word file.
        shown: its path, as users know it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return  # whoever fills it tells
    for name, part in parts.items():
        label = _name_part(name)
        for danger in _look_into(name, part):
            place = _show_place(label, danger.paragraph)
            if danger.address:
                yield make_address_fault(shown, danger.what, place)
            else:
                yield make_deed_fault(shown, place, danger.what)


def check_filled(root: etree._Element, name: str, shown: str) -> None:
    """Refuse a part that was filled: what a template computes counts as well.

    Args:
        root: the part.
        name: its name in the file.
        shown: the template's path, as users know it.

    Raises:
        TemplateFault: if it would do something.
    """
    for danger in _look_at(root):
        place = _show_place(_name_part(name), danger.paragraph)
        raise make_deed_fault(shown, place, danger.what)


def _look_into(name: str, part: bytes) -> Iterator[Danger]:
    path = PurePosixPath(name)
    named = path.suffix in (".xml", ".rels", ".svg", ".vml")
    if not named and part[:64].lstrip(_BEFORE)[:1] != b"<":
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        if named:
            yield Danger("une partie qui ne se lit pas")
        return
    if root.getroottree().docinfo.internalDTD is not None:
        yield Danger("une partie qui déclare des entités")
    elif path.suffix == ".rels":
        yield from _look_at_relations(path, root)
    elif name == "[Content_Types].xml":
        kinds = " ".join(item.get("ContentType", "") for item in root)
        if _MACROS.search(kinds):
            yield Danger("des macros ou un contrôle ActiveX")
    else:
        yield from _look_at(root)


def _look_at_relations(path: PurePosixPath, root: etree._Element) -> Iterator[Danger]:
    for relation in root:
        kind = (relation.get("Type") or "").rpartition("/")[2]
        target = (relation.get("Target") or "").strip()
        outside = relation.get("TargetMode") not in (None, "Internal")
        outside = outside or _ELSEWHERE.match(target) is not None
        if kind in _RELATIONS:
            if kind != "package" or outside or _CHART not in path.parts:
                yield Danger(_RELATIONS[kind])
        elif not outside:
            continue
        elif kind == "hyperlink":
            if not is_followed(target):
                yield Danger(f"un lien vers « {show_address(target)} »")
        elif kind != _ATTACHED:  # that is left behind: Word notes it by itself
            yield Danger(target, address=True)


def _look_at(root: etree._Element) -> Iterator[Danger]:
    """What the XML of a part would do."""
    for element in root.iter(etree.Element):
        if element.tag.startswith(_STRICT):
            yield Danger("une partie en « Open XML strict », qui ne se lit pas ici")
            return
        what = _ELEMENTS.get(element.tag)
        if what is not None and not _is_inside(element):
            yield Danger(what, _find_paragraph(element))
        for name, value in element.attrib.items():
            if (what := _look_at_attribute(str(name), str(value).strip())) is not None:
                yield Danger(what, _find_paragraph(element))
    for what, element in find_field_faults(root):
        yield Danger(what, _find_paragraph(element))


def _is_inside(element: etree._Element) -> bool:
    """Whether what holds an element is told already."""
    above = element.getparent()
    return above is not None and above.tag in _ELEMENTS


def _look_at_attribute(name: str, value: str) -> str | None:
    """What an attribute of a drawing asks for."""
    space, _, plain = name.rpartition("}")
    if space.endswith("/relationships") or plain not in ("src", "href", "althref"):
        return None
    if plain == "href" and is_followed(value):
        return None
    if not _ELSEWHERE.match(value) or value[:5].lower() == "data:":
        return None
    return f"un dessin qui demande « {show_address(value)} »"


def _find_paragraph(element: etree._Element) -> etree._Element | None:
    while element is not None and element.tag != qn("w:p"):
        element = element.getparent()
    return element


def _show_place(label: str, paragraph: etree._Element | None) -> str:
    """Where something is, for somebody who has the template open in Word."""
    if paragraph is None:
        return label
    every = paragraph.getroottree().iter(qn("w:p"))
    rank = next(n for n, p in enumerate(every, start=1) if p is paragraph)
    text = " ".join("".join(t.text or "" for t in paragraph.iter(qn("w:t"))).split())
    shown = [label, f"paragraphe {rank}", f"« {show_address(text)} »" if text else ""]
    return ", ".join(part for part in shown if part)


def _name_part(name: str) -> str:
    """What a part is for whoever wrote the template; its name, for the others."""
    stem = PurePosixPath(name.removesuffix(".rels")).stem
    if stem == "document":
        return "texte"
    for start, label in _LABELS:
        if re.fullmatch(rf"{start}\d*", stem):
            return label
    return f"partie `{name}`"
