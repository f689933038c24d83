"""Sources made to do harm, or broken: a finding in `check`, and nothing else.

Each source is the annexe of a good session. The network has traps, and the folder is
compared with itself: nothing is written, fetched or looked for elsewhere. Nothing is
asked of the time nor of the memory here but that the test ends; docs/decisions/0016
says what was measured.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from cli_helpers import call, read_tree, spread_session, standing_in, write_session
from test_bad_input import Network, network  # noqa: F401 - a fixture

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" {}>{}</svg>'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.open'
    'xmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/{}" Target="{}"/></Relationships>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" '
    'r:id="rId1"/></sheets></workbook>'
)
_SHEET = f'<worksheet xmlns="{_MAIN}"><sheetData>{{}}</sheetData></worksheet>'


def draw(inside: str, attributes: str = "") -> bytes:
    return SVG.format(attributes, inside).encode()


def make_book(sheet: str | bytes = "", **parts: bytes) -> bytes:
    """A workbook with a sheet, and other parts by names in which `/` is `__`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr(
            "_rels/.rels", _RELS.format("officeDocument", "xl/workbook.xml")
        )
        package.writestr("xl/workbook.xml", _BOOK)
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            _RELS.format("worksheet", "worksheets/sheet1.xml"),
        )
        package.writestr("xl/worksheets/sheet1.xml", sheet or _SHEET.format(""))
        for name, content in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def make_many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for rank in range(5_000):
            package.writestr(f"xl/{rank}.xml", b"")
    return out.getvalue()


def make_liar() -> bytes:
    """A part that announces ten bytes and unpacks into fifty million."""
    content = make_book(b" " * 50_000_000)
    for true, false in (
        (50_000_000, 10),
        (zlib.crc32(b" " * 50_000_000), zlib.crc32(b" " * 10)),
    ):
        assert true.to_bytes(4, "little") in content
        content = content.replace(
            true.to_bytes(4, "little"), false.to_bytes(4, "little")
        )
    return content


def make_png(width: int, height: int) -> bytes:
    """A PNG that announces many dots, and holds none."""

    def chunk(name: bytes, body: bytes) -> bytes:
        check = zlib.crc32(name + body).to_bytes(4)
        return len(body).to_bytes(4) + name + body + check

    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"")))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + chunk(b"IEND", b"")


def make_doubling() -> bytes:
    """Forty groups, each of which draws the one before twice."""
    groups = '<g id="g0"><rect width="1" height="1"/></g>'
    for rank in range(1, 40):
        groups += f'<g id="g{rank}">' + f'<use href="#g{rank - 1}"/>' * 2 + "</g>"
    return draw(f'<defs>{groups}</defs><use href="#g39"/>')


def make_patterns() -> bytes:
    """The same with patterns, each of which is painted with the one before."""
    parts = '<pattern id="p0" width="1" height="1"><rect width="1"/></pattern>'
    for rank in range(1, 40):
        rects = f'<rect width="1" style="fill: url(#p{rank - 1})"/>' * 2
        parts += f'<pattern id="p{rank}" width="1" height="1">{rects}</pattern>'
    return draw(f'{parts}<rect width="9" fill="url(#p39)"/>')


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE svg [
<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/passwd">]>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&b;&c;</text></svg>"""
BILLION = (
    b'<!DOCTYPE worksheet [<!ENTITY a "'
    + b"a" * 1000
    + b'">]>'
    + _SHEET.format('<row r="1"><c r="A1" t="str"><v>&amp;a;</v></c></row>')
    .replace("&amp;", "&")
    .encode()
)
SOURCES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    # the file's name, its bytes, the code expected
    "script": ("a.svg", lambda: draw("<script>alert(1)</script>"), "STR13"),
    "script of another case": ("a.svg", lambda: draw("<sCript/>"), "STR13"),
    "handler": ("a.svg", lambda: draw("", 'onload="alert(1)"'), "STR13"),
    "handler inside": ("a.svg", lambda: draw('<g OnClick="x()"/>'), "STR13"),
    "remote picture": (
        "a.svg",
        lambda: draw('<image href="https://exemple.invalid/a.png"/>'),
        "STR13",
    ),
    "picture from the machine": (
        "a.svg",
        lambda: draw(
            '<image xmlns:x="http://www.w3.org/1999/xlink" '
            'x:href="file:///etc/passwd"/>'
        ),
        "STR13",
    ),
    "address without a scheme": (
        "a.svg",
        lambda: draw('<use href="//exemple.invalid/a.svg#b"/>'),
        "STR13",
    ),
    "drawing in a drawing": (
        "a.svg",
        lambda: draw('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'),
        "STR13",
    ),
    "style from elsewhere": (
        "a.svg",
        lambda: draw("<style>@import 'https://exemple.invalid/a.css';</style>"),
        "STR13",
    ),
    "style with an address": (
        "a.svg",
        lambda: draw("<g style=\"fill: URL( 'https://exemple.invalid/a')\"/>"),
        "STR13",
    ),
    "style that hides its address": (
        "a.svg",
        lambda: draw('<g style="fill: u\\72l(https://exemple.invalid/a)"/>'),
        "STR13",
    ),
    "paint with an address": (
        "a.svg",
        lambda: draw('<rect fill="url(file:///etc/passwd)"/>'),
        "STR13",
    ),
    "font from elsewhere": (
        "a.svg",
        lambda: draw("<style>@font-face { src: local(a) }</style>"),
        "STR13",
    ),
    "style sheet of the file": (
        "a.svg",
        lambda: b'<?xml-stylesheet href="https://exemple.invalid/a.css"?>' + draw(""),
        "STR13",
    ),
    "web page": ("a.svg", lambda: draw("<foreignObject/>"), "STR13"),
    "animation": ("a.svg", lambda: draw('<set attributeName="href"/>'), "STR13"),
    "entities": ("a.svg", lambda: ENTITIES, "STR13"),
    "entities in two bytes a sign": (
        "a.svg",
        lambda: ENTITIES.decode().replace("1.0", "1.0").encode("utf-16"),
        "STR13",
    ),
    "drawing that doubles": ("a.svg", make_doubling, "STR07"),
    "patterns that double": ("a.svg", make_patterns, "STR07"),
    "drawing within itself": (
        "a.svg",
        lambda: draw('<g id="a"><use href="#a"/></g>'),
        "STR13",
    ),
    "10,000 levels": ("a.svg", lambda: draw("<g>" * 10_000 + "</g>" * 10_000), "STR07"),
    "a million elements": ("a.svg", lambda: draw("<g/>" * 1_000_000), "STR07"),
    "endless size": (
        "a.svg",
        lambda: draw("").replace(b"0 0 20 10", b"0 0 1e300 1e300"),
        "STR13",
    ),
    "a size that is none": (
        "a.svg",
        lambda: draw("").replace(b"0 0 20 10", b"0 0 NaN 0"),
        "STR13",
    ),
    "web page called a drawing": ("a.svg", lambda: b"<html></html>", "STR13"),
    "cut drawing": ("a.svg", lambda: draw("<g>")[:-9], "STR13"),
    "empty drawing": ("a.svg", lambda: b"", "STR13"),
    "ten thousand million dots": ("a.png", lambda: make_png(100_000, 100_000), "STR13"),
    "dots that lack": ("a.png", lambda: make_png(100, 100), "STR13"),
    "web page called a picture": ("a.png", lambda: b"<html></html>", "STR06"),
    "header of a JPEG alone": ("a.jpg", lambda: b"\xff\xd8\xff\xe0", "STR13"),
    "1,000 columns": ("a.csv", lambda: b"a;" * 1_000 + b"\n1;2\n", "STR07"),
    "a million rows": ("a.csv", lambda: b"a;b\n" * 1_000_000, "STR07"),
    "one cell of 15 MB": ("a.csv", lambda: b"a;b\n1;" + b"x" * 15_000_000, "STR07"),
    "one cell of 50 MB": ("a.csv", lambda: b"a;b\n1;" + b"x" * 50_000_000, "STR07"),
    "NUL bytes": ("a.csv", lambda: b"a;b\n\0;1\n", "STR06"),
    "a quotation that never ends": (
        "a.csv",
        lambda: b'a;b\n"' + b"x;1\n" * 100_000,
        "STR07",
    ),
    "no text": ("a.csv", lambda: b"\x81\x8d\x8f" * 100, "STR05"),
    "a text called a workbook": ("a.xlsx", lambda: b"bonjour", "STR06"),
    "a cut workbook": ("a.xlsx", lambda: make_book()[:300], "STR06"),
    "a ZIP of something else": (
        "a.xlsx",
        lambda: make_book().replace(b"workbook", b"workboek"),
        "STR06",
    ),
    "a ZIP bomb": ("a.xlsx", lambda: make_book(b" " * 60_000_000), "STR07"),
    "a ZIP that lies": ("a.xlsx", make_liar, "STR06"),
    "5,000 parts": ("a.xlsx", make_many_parts, "STR07"),
    "strings without end": (
        "a.xlsx",
        lambda: make_book(xl__sharedStrings=b"<sst>" + b"<si/>" * 5_000_000),
        "STR07",
    ),
    "entities in a workbook": ("a.xlsx", lambda: make_book(BILLION), "STR06"),
    "entities in two bytes, in a workbook": (
        "a.xlsx",
        lambda: make_book(BILLION.decode().encode("utf-16")),
        "STR06",
    ),
    "a million rows, announced": (
        "a.xlsx",
        lambda: make_book(
            _SHEET.format('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
        ),
        "STR07",
    ),
    "a web page called a PDF": ("a.pdf", lambda: b"<html></html>", "STR06"),
    "a fiche that grows": (
        "a.yaml",
        lambda: (
            b"l0: &l0 rire\n"
            + b"".join(
                b"l%d: &l%d [%s]\n" % (i, i, b", ".join([b"*l%d" % (i - 1)] * 10))
                for i in range(1, 8)
            )
        ),
        "STR07",
    ),
    "a fiche that names itself": (
        "a.yaml",
        lambda: b"genre: candidature\npieces: [{titre: A, fichier: a.yaml}]\n",
        "STR06",
    ),
}


def check_annexe(folder: Path, name: str) -> set[str]:
    """The codes that `check` gives for a session with an annexe; it writes nothing."""
    write_session(folder, spread_session(f"annexes: [{{titre: A, fichier: {name}}}]"))
    before = read_tree(folder)
    with standing_in(folder):
        result = call("check", "seance.yaml", "--diagnostics", "json")
    assert result.status == 1
    assert "Traceback" not in result.err + result.out
    assert read_tree(folder) == before
    for finding in result.findings:
        assert finding["message"]
        assert finding["line"] is None or finding["line"] >= 1
        if finding["severity"] == "erreur":
            assert finding["hint"], finding
    return result.codes


@pytest.mark.parametrize("source", SOURCES)
def test_hostile_source_gets_its_finding_and_touches_nothing(
    source: str,
    tmp_path: Path,
    network: Network,  # noqa: F811 - the fixture
) -> None:
    name, make, code = SOURCES[source]
    (tmp_path / name).write_bytes(make())

    assert check_annexe(tmp_path, name) == {code}
    assert network.asked == []


@pytest.mark.parametrize("name", ["a.svg", "a.csv", "a.png", "a.xlsx", "a.yaml"])
def test_link_that_leaves_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "seance"
    folder.mkdir()
    (tmp_path / name).write_text("a;b\n1;2\n")
    (folder / name).symlink_to(tmp_path / name)

    assert check_annexe(folder, name) == {"STR06"}


def test_fiche_cannot_name_a_file_outside(tmp_path: Path) -> None:
    folder = tmp_path / "seance"
    folder.mkdir()
    (tmp_path / "a.csv").write_text("a;b\n1;2\n")
    (folder / "a.yaml").write_text("genre: tableau\ndonnees: ../a.csv\n")

    assert check_annexe(folder, "a.yaml") == {"STR06"}


def test_fiches_nested_three_deep_are_refused(tmp_path: Path) -> None:
    for name, below in (("a", "b"), ("b", "c"), ("c", "d")):
        (tmp_path / f"{name}.yaml").write_text(
            f"genre: candidature\npieces: [{{titre: A, fichier: {below}.yaml}}]\n"
        )

    assert check_annexe(tmp_path, "a.yaml") == {"STR07"}


@pytest.mark.parametrize("name", ["a.md", "a.png", "a.csv", "a.yaml"])
def test_link_to_a_file_of_another_sort_is_refused(name: str, tmp_path: Path) -> None:
    """Its name says what it is read as, and the file's own name another thing."""
    (tmp_path / "autre.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / name).symlink_to("autre.pdf")

    assert check_annexe(tmp_path, name) == {"STR06"}


MULTITUDES = {
    "pictures": ("a.md", "![A](a.png)\n\n" * 20_000),
    "slides": (
        "a.yaml",
        "genre: diapositives\ndiapositives:\n" + "  - {titre: A, texte: b}\n" * 10_000,
    ),
}


@pytest.mark.parametrize("name", MULTITUDES)
def test_a_multitude_is_one_finding(name: str, tmp_path: Path) -> None:
    fichier, text = MULTITUDES[name]
    (tmp_path / fichier).write_text(text)
    (tmp_path / "a.png").write_bytes(make_png(1, 1))
    acte = f"annexes: [{{titre: A, fichier: {fichier}}}]"
    write_session(tmp_path, spread_session(acte))
    with standing_in(tmp_path):
        result = call("check", "seance.yaml", "--diagnostics", "json")

    assert [f["code"] for f in result.findings].count("STR07") == 1
    assert result.seconds < 30  # against hanging: it takes some seconds
