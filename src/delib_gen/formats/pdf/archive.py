"""PDF/A-3a and PDF/UA-1 in one file: what the file says of itself.

WeasyPrint writes one variant per file. The accessible one is added to the
packet of metadata of the archival one, together with the extension schema that
PDF/A wants for it; a second packet would not be read by validators.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pydyf


VARIANT = "pdf/a-3a"

_PDFUA = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION = "http://www.aiim.org/pdfa/ns"
_PART = f'<rdf:Description rdf:about="" xmlns:pdfuaid="{_PDFUA}" pdfuaid:part="1"/>'
_SCHEMA = f"""<rdf:Description rdf:about=""
 xmlns:pdfaExtension="{_EXTENSION}/extension/"
 xmlns:pdfaSchema="{_EXTENSION}/schema#"
 xmlns:pdfaProperty="{_EXTENSION}/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_PDFUA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA that the file conforms to
</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
_END = "</rdf:RDF>"


def declare_accessible(_document: object, pdf: pydyf.PDF) -> None:
    """WeasyPrint finisher: declare PDF/UA-1 beside PDF/A.

    Raises:
        RuntimeError: if WeasyPrint's metadata are no longer where they were.
    """
    number = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[number].stream
    packet: str = stream[0].decode()
    if packet.count(_END) != 1:
        raise RuntimeError("WeasyPrint's XMP packet has changed")
    stream[0] = packet.replace(_END, _PART + _SCHEMA + _END).encode()
