"""Pictures: what they show stays, whatever else they say goes."""

from __future__ import annotations

import io
import random
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from delib_gen.load.files import NamedFile
from delib_gen.load.images import read_image
from delib_gen.load.sources import Sources
from delib_gen.prose.images import ImageLue
from delib_gen.schema.kinds import FileKind, explain_ending

SECRET = b"Appareil de Mme AMBRE"
DRAWING = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://inkscape.org/a"
  viewBox="-1 -2 20 10" inkscape:version="1" inkscape:export-filename="/home/a/b.png">
  <metadata><a>Mme AMBRE</a></metadata><!-- un secret -->
  <inkscape:grid/>
  <defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs>
  <style>.b {{ fill: url(#a) }}</style>
  <rect class="b" width="9" height="9"/><text x="1" y="2">Un plan</text>{}
</svg>"""


def read(content: bytes, name: str) -> ImageLue:
    image, findings = read_image(NamedFile(name, name, content))
    assert image is not None, findings
    assert findings == []
    return image


def make_photo() -> Image.Image:
    """Four colours in four corners, so that a turn is seen."""
    photo = Image.new("RGB", (64, 32))
    for rank, colour in enumerate(("red", "lime", "blue", "white")):
        photo.paste(colour, (32 * (rank % 2), 16 * (rank // 2), *_end(rank)))
    return photo


def _end(rank: int) -> tuple[int, int]:
    return 32 * (rank % 2) + 32, 16 * (rank // 2) + 16


def save(photo: Image.Image, kind: str, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = SECRET.decode()
    exif.get_ifd(0x8825)[2] = (41.0, 55.0, 36.0)
    out = io.BytesIO()
    if kind == "PNG":
        said = PngImagePlugin.PngInfo()
        said.add_text("Author", SECRET.decode())
        photo.save(out, kind, exif=exif, pnginfo=said)
    else:
        photo.save(out, kind, exif=exif, comment=SECRET, quality=95)
    return out.getvalue() + SECRET


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg")])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_photograph_is_upright_and_says_nothing_of_who_took_it(
    kind: str, name: str, orientation: int
) -> None:
    content = save(make_photo(), kind, orientation)
    assert SECRET in content

    image = read(content, name)

    assert SECRET not in image.contenu
    with Image.open(io.BytesIO(image.contenu)) as shown:
        assert dict(shown.getexif()) == {}
        size = (64, 32) if orientation in (1, 3) else (32, 64)
        assert shown.size == size
        assert image.allongement == size[0] / size[1]
        corner = {1: "red", 3: "white", 6: "blue", 8: "lime"}[orientation]
        wanted = Image.new("RGB", (1, 1), corner).getpixel((0, 0))
        found = shown.convert("RGB").getpixel((4, 4))
        assert all(abs(a - b) < 12 for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg")])
def test_dots_of_an_upright_picture_are_not_touched(kind: str, name: str) -> None:
    content = save(make_photo(), kind)

    with (
        Image.open(io.BytesIO(content)) as before,
        Image.open(io.BytesIO(read(content, name).contenu)) as after,
    ):
        assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("bits", [None, 2])
def test_png_of_every_depth_is_read(mode: str, bits: int | None) -> None:
    picture = Image.new("L", (13, 7), 1).convert(mode)
    out = io.BytesIO()
    picture.save(out, "PNG", **({"bits": bits} if bits and mode == "P" else {}))

    assert read(out.getvalue(), "a.png").allongement == 13 / 7


def _make_deep(*chunks: tuple[bytes, bytes]) -> bytes:
    """A grey PNG of sixteen bits, from black to white."""
    row = b"".join(struct.pack(">H", 257 * grey) for grey in range(256))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", 256, 2, 16, 0, 0, 0, 0)),
        *chunks,
        (b"IDAT", zlib.compress(2 * (b"\0" + row))),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d))
        for n, d in parts
    )


def test_grey_of_sixteen_bits_is_the_same_in_eight() -> None:
    """The engine of pages takes such numbers for eight bits: all of it is black."""
    with Image.open(io.BytesIO(read(_make_deep(), "a.png").contenu)) as shown:
        assert shown.mode == "L"
        assert list(shown.crop((0, 0, 256, 1)).tobytes()) == list(range(256))


def test_clear_grey_of_sixteen_bits_stays_clear() -> None:
    clear = _make_deep((b"tRNS", struct.pack(">H", 257 * 128)))
    with Image.open(io.BytesIO(read(clear, "a.png").contenu)) as shown:
        assert [shown.getpixel((x, 1)) for x in (127, 128, 255)] == [
            *((127, 255), (128, 0), (255, 255)),
        ]


@pytest.mark.parametrize(
    ("name", "content", "what", "hint"),
    [
        (
            "a.png",
            save(make_photo(), "JPEG"),
            "une image JPEG",
            "renommez-le en `.jpg`",
        ),
        ("a.jpg", save(make_photo(), "PNG"), "une image PNG", "renommez-le en `.png`"),
        ("a.png", b"RIFF\0\0\0\0WEBPVP8 ", "une image WebP", "exportez-la en PNG"),
        ("a.jpeg", b"\0\0\0\x18ftypheic", "une photographie HEIC", "exportez-la"),
        ("a.jpg", b"II*\0", "une image TIFF", "exportez-la"),
        ("a.png", b"%PDF-1.7", "un PDF", "renommez-le en `.pdf`"),
        ("a.svg", b"%PDF-1.7", "un PDF", "renommez-le en `.pdf`"),
        ("a.pdf", save(make_photo(), "PNG"), "une image PNG", "renommez-le en `.png`"),
        ("a.csv", b"PK\x03\x04", "un document Word ou Excel", "texte brut"),
        ("a.png", b"rien", "son contenu n'est pas", "enregistrez-le"),
    ],
)
def test_file_that_another_name_would_suit_is_told_what_it_is(
    name: str, content: bytes, what: str, hint: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    file, (finding,) = Sources().read(tmp_path, name, None)

    assert file is None
    assert what in finding.message
    assert hint in (finding.hint or "")


@pytest.mark.parametrize(
    ("ending", "sorte", "hint"),
    [
        (".webp", FileKind.IMAGE, "changer son nom ne suffit pas"),
        (".heic", None, "changer son nom ne suffit pas"),
        (".pdf", FileKind.IMAGE, "exportez la page voulue en PNG"),
        (".docx", None, "convertissez la pièce en PDF"),
        (".webp", FileKind.DONNEES, "l'un de ces deux formats"),
    ],
)
def test_what_is_advised_of_another_ending_leads_somewhere(
    ending: str, sorte: FileKind | None, hint: str
) -> None:
    assert hint in explain_ending(ending, sorte)[1]


def test_progressive_jpeg_keeps_all_its_scans() -> None:
    dots = random.Random(1).randbytes(64 * 64 * 3)  # noqa: S311 - dots
    out = io.BytesIO()
    Image.frombytes("RGB", (64, 64), dots).save(out, "JPEG", progressive=True)

    assert read(out.getvalue(), "a.jpg").contenu == out.getvalue()


def test_animation_is_refused() -> None:
    first, second = (Image.new("RGB", (4, 4), colour) for colour in ("red", "blue"))
    out = io.BytesIO()
    first.save(out, "PNG", save_all=True, append_images=[second])

    image, (finding,) = read_image(NamedFile("a.png", "a.png", out.getvalue()))

    assert image is None
    assert "animée" in finding.message
    assert finding.span is None  # of all the file: shown where it is named


def test_drawing_keeps_what_it_draws_and_nothing_else() -> None:
    image = read(DRAWING.format("").encode(), "a.svg")

    assert image.allongement == 2
    for kept in (b"Un plan", b"linearGradient", b"url(#a)", b"<rect"):
        assert kept in image.contenu
    for left_out in (b"AMBRE", b"secret", b"/home", b"DOCTYPE", b":grid", b"metadata"):
        assert left_out not in image.contenu


def test_picture_inside_a_drawing_loses_its_secrets_too() -> None:
    import base64

    photo = base64.b64encode(save(make_photo(), "JPEG")).decode()
    inside = f'<image width="9" height="9" href="data:image/jpeg;base64,{photo}"/>'
    image = read(DRAWING.format(inside).encode(), "a.svg")

    kept = image.contenu.split(b"base64,")[1].split(b'"')[0]
    assert SECRET not in base64.b64decode(kept)


def test_drawing_is_refused_at_the_line_of_what_it_holds(tmp_path: Path) -> None:
    inside = "\n<script/>\n<foreignObject/>\n<script/>"
    content = DRAWING.format(inside).encode()

    image, findings = read_image(NamedFile("a.svg", "a.svg", content))

    assert image is None
    lines = [f.span.line for f in findings if f.span]
    assert lines == [10, 11]  # each thing once
    assert all("exportez-la en PNG" in f.hint for f in findings)
