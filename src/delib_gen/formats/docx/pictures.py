"""Pictures in the line of the text: their parts, their size, what they say."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from lxml import etree

from delib_gen.formats.docx.images import prepare_picture
from delib_gen.formats.docx.xml import Element, drop_illegal, make

if TYPE_CHECKING:
    from delib_gen.formats.base import RenderTools
    from delib_gen.formats.docx.book import Book
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

    def __init__(self, book: Book, tools: RenderTools) -> None:
        self._book = book
        self._tools = tools
        self._keys: dict[bytes, str] = {}

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
        number = self._book.take_number()
        size = {"cx": round(wide * _EMU), "cy": round(wide * shape * _EMU)}
        name = f"image{number}"
        said = drop_illegal(image.alternative)
        points = self._add(picture.points, picture.kind)
        drawing = self._add(picture.drawing, "svg") if picture.drawing else ""
        locks = _make("a:graphicFrameLocks", noChangeAspect=1)
        inline = _make(
            "wp:inline",
            _make("wp:extent", **size),
            _make("wp:docPr", id=number, name=name, descr=said),
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
            main = self._book.document.part
            name = self._book.name_part(PackURI(f"/word/media/image1.{kind}"))
            part = Part(name, _TYPES[kind], content, main.package)
            key = main.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
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
