"""Pictures in the line of the text: their parts, their size, what they say."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import nsmap, qn
from lxml import etree

from delib_gen.formats.docx.images import prepare_picture
from delib_gen.formats.docx.xml import Element, drop_illegal, make

if TYPE_CHECKING:
    from delib_gen.formats.base import RenderTools
    from delib_gen.formats.docx.room import Room
    from delib_gen.prose.tree import Image

_EMU = 360_000
"""Word's measure of drawings: so many to the centimetre."""
_TALLEST = 0.85
"""What a picture takes of the height of a page at the most: its caption has room."""
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}


class PictureWriter:
    """Puts pictures into a document."""

    def __init__(self, document: Document, tools: RenderTools) -> None:
        self._document = document
        self._tools = tools
        self._keys: dict[bytes, str] = {}
        self._number = max(_list_numbers(document), default=0)

    def write(self, image: Image, width: float, room: Room) -> Element:
        """The run that holds a picture.

        Args:
            image: the picture.
            width: how wide it may be, in centimetres.
            room: the size of the page.
        """
        picture = prepare_picture(image, self._tools)
        wished = picture.width if image.largeur is None else image.largeur
        shape = picture.height / picture.width
        wide = min(wished, width, room.height * _TALLEST / shape)
        self._number += 1
        size = {"cx": round(wide * _EMU), "cy": round(wide * shape * _EMU)}
        name = f"image{self._number}"
        said = drop_illegal(image.alternative)
        points = self._add(picture.points, picture.kind)
        drawing = self._add(picture.drawing, "svg") if picture.drawing else ""
        locks = _make("a:graphicFrameLocks", noChangeAspect=1)
        inline = _make(
            "wp:inline",
            _make("wp:extent", **size),
            _make("wp:docPr", id=self._number, name=name, descr=said),
            _make("wp:cNvGraphicFramePr", locks),
            _make(
                "a:graphic",
                _make(
                    "a:graphicData",
                    _make_picture(points, drawing, size, said),
                    uri=nsmap["pic"],
                ),
            ),
            **dict.fromkeys(("distT", "distB", "distL", "distR"), 0),
        )
        return make("r", make("drawing", inline))

    def _add(self, content: bytes, kind: str) -> str:
        """The key of a picture's part: one part for one picture."""
        digest = hashlib.sha256(content).digest()
        if digest not in self._keys:
            package = self._document.part.package
            taken = {str(part.partname) for part in package.iter_parts()}
            rank = 1
            while f"/word/media/image{rank}.{kind}" in taken:
                rank += 1
            name = PackURI(f"/word/media/image{rank}.{kind}")
            part = Part(name, _TYPES[kind], content, package)
            key = self._document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
            self._keys[digest] = str(key)
        return self._keys[digest]


def _make_picture(
    points: str, drawing: str, size: dict[str, int], said: str
) -> Element:
    blip = _make("a:blip")
    blip.set(qn("r:embed"), points)
    if drawing:
        vector = etree.Element(f"{{{_SVG}}}svgBlip", nsmap={"asvg": _SVG})
        vector.set(qn("r:embed"), drawing)
        extension = _make("a:ext", vector, uri=_SVG_EXTENSION)
        blip.append(_make("a:extLst", extension))
    return _make(
        "pic:pic",
        _make(
            "pic:nvPicPr",
            _make("pic:cNvPr", id=0, name="", descr=said),
            _make("pic:cNvPicPr"),
        ),
        _make("pic:blipFill", blip, _make("a:stretch", _make("a:fillRect"))),
        _make(
            "pic:spPr",
            _make("a:xfrm", _make("a:off", x=0, y=0), _make("a:ext", **size)),
            _make("a:prstGeom", _make("a:avLst"), prst="rect"),
        ),
    )


def _make(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element of the vocabulary of drawings, whose attributes have no prefix."""
    names = {prefix: nsmap[prefix] for prefix in ("wp", "a", "pic", "r")}
    element = etree.Element(qn(tag), nsmap=names)
    for name, value in attributes.items():
        element.set(name, str(value))
    element.extend(children)
    return element


def _list_numbers(document: Document) -> list[int]:
    """The numbers of the drawings that a document has already."""
    return [
        int(element.get("id"))
        for part in document.part.package.iter_parts()
        if isinstance(part, XmlPart)
        for element in part.element.iter(qn("wp:docPr"))
    ]
