"""What a Word template leans on outside of its pages, left behind when it is filled.

The template that a template was made from is noted by Word on its own, and names a
folder of somebody's. A control that is bound to data shows these, and not the words
that are written in it, as soon as Word opens the file. What readers of a template had
to say about it, with their names, is of the template and not of the act.
"""

from __future__ import annotations

from docx.document import Document
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

_RELATIONS = (
    *("attachedTemplate", "comments", "commentsExtended", "commentsIds"),
    *("commentsExtensible", "people"),
)
_LEFT = (
    *map(qn, ("w:attachedTemplate", "w:commentRangeStart", "w:commentRangeEnd")),
    qn("w:commentReference"),
    qn("w:dataBinding"),
    "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding",
)


def leave_behind(document: Document) -> None:
    """Cut what leads out of a document by itself."""
    for part in document.part.package.iter_parts():
        for rid in [r for r, rel in part.rels.items() if _leads_out(rel.reltype)]:
            del part.rels[rid]
        if isinstance(part, XmlPart):
            for element in list(part.element.iter(*_LEFT)):
                element.getparent().remove(element)


def _leads_out(kind: str) -> bool:
    return kind.rpartition("/")[2] in _RELATIONS
