"""Pictures made of dots (PNG, JPEG): within bounds, whole, and without secrets.

A photograph says where and when it was taken, and by what. A published act must
not: whatever a file says beside its dots is left out, and the dots are not touched.
"""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from delib_gen.findings.told import ToldError
from delib_gen.load.limits import MAX_IMAGE_PIXELS, MAX_IMAGE_SIDE

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS = {"png": "PNG", "jpeg": "JPEG"}
_ORIENTATION = 0x0112
_UPRIGHT = 1
_DEEP_GREY = "I"
"""How the library's names for grey of more than eight bits begin."""
_QUALITY = 95
"""Of a JPEG that has to be turned, and is therefore written anew."""
_PNG_START = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""How many numbers make a dot, by the colours that a PNG says it has."""
_PNG_KEPT = (
    *(b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"),
    *(b"sRGB", b"gAMA", b"cHRM", b"iCCP", b"sBIT", b"pHYs"),
)
_JPEG_NAKED = (0x01, *range(0xD0, 0xD9))
"""Markers that stand alone, without a length."""
_JPEG_SCAN, _JPEG_END = 0xDA, 0xD9
_JPEG_COMMENT = 0xFE
_JPEG_KEPT_APPS = (0xE0, 0xE2, 0xEE)
"""The frame, the colour profile, the colour transform; the rest only tells."""
_PROFILE = b"ICC_PROFILE\0"


class ImageRefusal(ToldError):  # noqa: N818 - a refusal of the user's file
    """A picture that cannot be printed. Never leaves this package."""


def clean_raster(content: bytes, sorte: str) -> tuple[bytes, float]:
    """A picture upright, with nothing but its dots and colours.

    Returns:
        Its bytes, and how many times wider than high it is.

    Raises:
        ImageRefusal: if it is not whole, too large, or cannot be archived.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the bounds are ours, and narrower
            image: Image.Image = Image.open(
                io.BytesIO(content), formats=(_FORMATS[sorte],)
            )
            _check(image)
            turned = image.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT
            image.load()
            if sorte == "png" and _lacks_dots(content):
                raise _broken()
            if turned:
                image, content = _turn(image, sorte)
            if image.mode.startswith(_DEEP_GREY):
                content = _write_shallow(image)
            ratio = image.width / image.height
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, zlib.error):
        raise _broken() from None
    except (SyntaxError, ValueError, ArithmeticError, LookupError, TypeError):
        raise _broken() from None  # what Pillow stumbles on in a damaged file
    return (strip_png if sorte == "png" else strip_jpeg)(content), ratio


def _broken() -> ImageRefusal:
    return ImageRefusal(
        "cette image est abîmée ou incomplète",
        "ouvrez-la dans un logiciel d'images, et enregistrez-la à nouveau en PNG",
    )


def _lacks_dots(content: bytes) -> bool:
    """Whether a PNG holds fewer dots than it announces: they would be black."""
    width, height = (int.from_bytes(content[n : n + 4]) for n in (16, 20))
    depth, colours, in_passes = content[24], content[25], content[28]
    if in_passes:
        return False  # its rows are of many lengths: Pillow's word is taken
    row = (width * depth * _CHANNELS[colours] + 7) // 8 + 1
    reader, size = zlib.decompressobj(), 0
    for name, chunk in _iter_chunks(content):
        rest = chunk[8:-4] if name == b"IDAT" else b""
        while rest and not reader.eof:
            size += len(reader.decompress(rest, 1_000_000))
            rest = reader.unconsumed_tail
    return size + len(reader.flush()) < row * height


def _check(image: Image) -> None:
    """What the file announces, before any dot is decoded."""
    width, height = image.size
    if width * height > MAX_IMAGE_PIXELS or max(width, height) > MAX_IMAGE_SIDE:
        raise ImageRefusal(
            f"cette image a {width} × {height} points ; la limite est de "
            f"{MAX_IMAGE_PIXELS // 1_000_000} millions de points, et de "
            f"{MAX_IMAGE_SIDE} par côté",
            "réduisez-la : une page entière imprimée à 300 points par pouce n'en a "
            "que 9 millions",
        )
    if image.mode in ("CMYK", "YCCK"):
        raise ImageRefusal(
            "cette image est en quatre couleurs d'imprimeur (CMJN), que le format "
            "d'archivage n'admet pas ici",
            "enregistrez-la en RVB, ou exportez-la en PNG",
        )
    if getattr(image, "n_frames", 1) > 1:
        raise ImageRefusal(
            "cette image est animée ; une page imprimée n'en garderait qu'une vue",
            "exportez la vue voulue en PNG",
        )


def _turn(image: Image, sorte: str) -> tuple[Image, bytes]:
    """A picture that says it lies on its side, set upright."""
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image)
    out = io.BytesIO()
    profile = image.info.get("icc_profile")
    if sorte == "png":
        upright.save(out, "PNG", icc_profile=profile)
    else:
        upright.save(out, "JPEG", quality=_QUALITY, subsampling=0, icc_profile=profile)
    return upright, out.getvalue()


def _write_shallow(image: Image) -> bytes:
    """A grey PNG of sixteen bits in eight, which every reader of PDF shows."""
    from PIL import Image, ImageChops

    dots = image.convert("I;16").tobytes()  # the low half of each number comes first
    low, high = (Image.frombytes("L", image.size, dots[n::2]) for n in (0, 1))
    shown, clear = high, image.info.get("transparency")
    if isinstance(clear, int):
        same = [
            half.point([255 * (sign == byte) for sign in range(256)])
            for half, byte in ((low, clear & 0xFF), (high, clear >> 8))
        ]
        alpha = ImageChops.invert(ImageChops.darker(*same))
        shown = Image.merge("LA", (high, alpha))
    out = io.BytesIO()
    shown.save(out, "PNG", icc_profile=image.info.get("icc_profile"))
    return out.getvalue()


def strip_png(content: bytes) -> bytes:
    """A PNG with the chunks that draw it alone, and nothing after its end."""
    chunks = [chunk for name, chunk in _iter_chunks(content) if name in _PNG_KEPT]
    return b"".join([_PNG_START, *chunks])


def _iter_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG with their names, up to its end."""
    place, name = len(_PNG_START), b""
    while place + 12 <= len(content) and name != b"IEND":
        after = place + 12 + int.from_bytes(content[place : place + 4])
        name = content[place + 4 : place + 8]
        yield name, content[place:after]
        place = after


def strip_jpeg(content: bytes) -> bytes:
    """A JPEG without comments, nor what its maker and its camera put in it."""
    kept = [content[:2]]
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xFF:  # fill before a marker
            place += 1
            continue
        if marker in _JPEG_NAKED:
            kept.append(content[place : place + 2])
            place += 2
            continue
        if marker == _JPEG_SCAN:
            kept.append(_cut_scans(content[place:]))
            break
        after = place + 2 + int.from_bytes(content[place + 2 : place + 4])
        if _is_drawn(marker, content[place + 4 : after]):
            kept.append(content[place:after])
        place = after
    return b"".join(kept)


def _is_drawn(marker: int, body: bytes) -> bool:
    if marker == 0xE2:
        return body.startswith(_PROFILE)
    if 0xE0 <= marker <= 0xEF:
        return marker in _JPEG_KEPT_APPS
    return marker != _JPEG_COMMENT


def _cut_scans(scans: bytes) -> bytes:
    """The scans up to the end of the picture: another one may follow, or words."""
    place = 0
    while (place := scans.find(b"\xff", place)) >= 0 and place + 1 < len(scans):
        if scans[place + 1] == _JPEG_END:
            return scans[: place + 2]
        place += 2 if scans[place + 1] != 0xFF else 1
    return scans + b"\xff\xd9"
