"""What somebody else's PDF says of itself, cut down to the standards that it keeps.

Who wrote it, with what, when, from which file: all that is of its maker. That it is
PDF/A or PDF/UA is of the file, and stays true of its pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from lxml.etree import _Element

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ARCHIVE = "http://www.aiim.org/pdfa/ns/id/"
_ACCESSIBLE = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_PACKET = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>%s'
    b'<?xpacket end="w"?>'
)


def cut_claims(pdf: pikepdf.Pdf, *, marked: bool) -> bool:
    """Cut what a file says of itself; whether it said more than its standards.

    PDF/UA asks for a title: the title of a file that claims it stays.

    Args:
        pdf: the file.
        marked: whether marks became part of its pages, of which no structure knows:
            then it keeps no standard for certain.
    """
    packet: Any = pdf.Root.get("/Metadata")
    whole = bytes(packet.read_bytes()) if isinstance(packet, pikepdf.Stream) else b""
    kept, more = (b"", bool(whole)) if marked else _cut_packet(whole)
    if packet is not None and (more or not kept):
        del pdf.Root["/Metadata"]
        if kept:
            pdf.Root.Metadata = pdf.make_stream(
                kept, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
            )
    info: Any = pdf.trailer.get("/Info", pikepdf.Dictionary())
    needed = ("/Trapped", "/Title") if _ACCESSIBLE.encode() in kept else ("/Trapped",)
    told = [key for key in info.keys() if key not in needed]  # noqa: SIM118 - no dict
    for key in told:
        del info[key]
    return bool(more or told)


def _cut_packet(packet: bytes) -> tuple[bytes, bool]:
    """What a packet says of standards, if anything; whether it said more."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
    try:
        root = etree.fromstring(packet.strip(b"\x00 \r\n\t"), parser)
    except etree.XMLSyntaxError:
        return b"", bool(packet)
    accessible = _ACCESSIBLE in {
        etree.QName(name).namespace for name in _list_names(root)
    }
    spaces = [_ARCHIVE, *([_ACCESSIBLE, _EXTENSION] if accessible else [])]
    tree = etree.Element(f"{{{_RDF}}}RDF", nsmap={"rdf": _RDF})
    more = False
    for description in root.iter(f"{{{_RDF}}}Description"):
        parent = description.getparent()
        if parent is None or parent.tag != f"{{{_RDF}}}RDF":
            continue
        copy = etree.SubElement(tree, description.tag, nsmap=description.nsmap)
        for name, value in description.attrib.items():
            space = etree.QName(name).namespace
            if space in spaces or space == _RDF:
                copy.set(name, value if space in spaces else "")
            else:
                more = True
        for part in list(description):
            named = isinstance(part.tag, str)
            if named and (
                etree.QName(part).namespace in spaces
                or (accessible and part.tag == _TITLE)
            ):
                copy.append(part)
            else:
                more = more or named
        if not len(copy) and not any(n for n in copy.attrib if _RDF not in str(n)):
            tree.remove(copy)
    etree.cleanup_namespaces(tree)
    if not len(tree):
        return b"", more
    meta = etree.Element("{adobe:ns:meta/}xmpmeta", nsmap={"x": "adobe:ns:meta/"})
    meta.append(tree)
    return _PACKET % etree.tostring(meta), more


def _list_names(root: _Element) -> list[str]:
    """The names of all that a packet says."""
    return [
        str(name)
        for element in root.iter()
        if isinstance(element.tag, str)
        for name in (element.tag, *element.attrib)
    ]
