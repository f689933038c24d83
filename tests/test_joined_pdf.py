"""Somebody else's PDF as an annexe: itself on its own, whole in the dossier."""

from __future__ import annotations

import io
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest

from cli_helpers import Result, call, read_tree, spread_session, standing_in
from cli_helpers import write_session as write

ACT = "2023-12-19-cp/23-187-CP"
SIZES = ((300.0, 500.0), (842.0, 595.0))
ROTATIONS = (0, 90)
WORDS = ("PREMIERE PIECE", "SECONDE PIECE")


def make_plan(words: tuple[str, ...], *, tagged: bool = False) -> bytes:
    """Pages of two sizes, the second one turned, each with a word on it."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
        )
        for word, size, rotation in zip(words, SIZES, ROTATIONS, strict=True):
            page = pdf.add_blank_page(page_size=size)
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            text = f"BT /F 24 Tf 40 40 Td ({word}) Tj ET".encode()
            page.obj.Contents = pdf.make_stream(text)
            if rotation:
                page.obj.Rotate = rotation
        if tagged:
            with pdf.open_metadata() as metadata:
                metadata["pdfaid:part"] = "1"
                metadata["pdfaid:conformance"] = "A"
            pdf.Root.OpenAction = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])
        pdf.save(out)
    return out.getvalue()


PLAN = make_plan(WORDS, tagged=True)
MAP = make_plan(("CARTE UNE", "CARTE DEUX"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session that joins one PDF to the deliberation, another to the rapport."""
    place = tmp_path_factory.mktemp("jointes")
    (place / "plan.pdf").write_bytes(PLAN)
    (place / "carte.pdf").write_bytes(MAP)
    (place / "note.md").write_text("Une note.\n", encoding="utf-8")
    write(
        place,
        spread_session(
            """
rapport: {numero: 2023/330/CP, corps: Un texte.}
annexes:
  - {titre: La carte, fichier: carte.pdf, de: rapport}
  - {titre: Le plan, fichier: plan.pdf}
  - {titre: La note, fichier: note.md, de: rapport}
"""
        ),
    )
    return place


@pytest.fixture(scope="module")
def result(folder: Path) -> Result:
    with standing_in(folder):
        return call(
            *("render", "seance.yaml", "--format", "pdf,docx,html"),
            *("--diagnostics", "json"),
        )


@pytest.fixture(scope="module")
def made(folder: Path, result: Result) -> dict[str, bytes]:
    """The files of the act by their names."""
    assert result.status == 0, result.err
    return read_tree(folder / "out" / ACT)


def test_joined_file_comes_out_byte_for_byte(made: dict[str, bytes]) -> None:
    """One that says what made it comes without that."""
    assert made["annexe-rapport-1.fr.pdf"] == MAP
    assert made["annexe-deliberation-1.fr.pdf"] != PLAN
    assert read_pages(made["annexe-deliberation-1.fr.pdf"]) == read_pages(PLAN)


def test_joined_file_has_no_word_file_nor_page_of_its_own(
    made: dict[str, bytes],
) -> None:
    annexes = {name for name in made if name.startswith("annexe")}

    assert annexes == {
        "annexe-deliberation-1.fr.pdf",
        "annexe-rapport-1.fr.pdf",
        "annexe-rapport-2.fr.pdf",
        "annexe-rapport-2.fr.docx",
        "annexe-rapport-2.fr.html",
    }


@pytest.fixture(scope="module")
def dossier(made: dict[str, bytes]) -> bytes:
    return made["dossier.fr.pdf"]


def read_pages(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def find_page(pages: list[str], words: str) -> int:
    (rank,) = (n for n, page in enumerate(pages) if words in page)
    return rank


def test_pages_stand_in_their_place(dossier: bytes) -> None:
    """Deliberation, rapport, annexes of the deliberation, annexes of the rapport."""
    pages = read_pages(dossier)
    order = [
        find_page(pages, "DELIBERATION N°"),
        find_page(pages, "Un texte."),
        *(find_page(pages, word) for word in WORDS),
        find_page(pages, "CARTE UNE"),
        find_page(pages, "CARTE DEUX"),
        find_page(pages, "Une note."),
    ]

    assert order == sorted(order)
    first = find_page(pages, WORDS[0])
    assert pages[first + 1].split() == [
        *WORDS[1].split(),
        *f"Annexe 1 à la délibération n° 23/187 CP – {first + 2}/{len(pages)}".split(),
    ]
    assert len(pages) == order[-1] + 1


def test_pages_keep_their_size_and_rotation(dossier: bytes) -> None:
    first = find_page(read_pages(dossier), WORDS[0])
    with pikepdf.open(io.BytesIO(dossier)) as pdf:
        for offset, (size, rotation) in enumerate(zip(SIZES, ROTATIONS, strict=True)):
            page = pdf.pages[first + offset]
            box = [float(edge) for edge in page.mediabox]
            assert (box[2] - box[0], box[3] - box[1]) == size
            assert int(page.obj.get("/Rotate", 0)) == rotation
        others = [page for n, page in enumerate(pdf.pages) if n < first]
        assert all(float(page.mediabox[2]) < 596 for page in others)


def list_bookmarks(pdf: pikepdf.Pdf) -> list[tuple[str, int]]:
    """The titles and the pages, from 0, of the bookmarks of the first level."""
    found = []
    with pdf.open_outline() as outline:
        for item in outline.root:
            target: Any = item.destination
            if target is None:
                target = item.action.D
            assert isinstance(target, pikepdf.Array)
            found.append((item.title, pdf.pages.index(pikepdf.Page(target[0]))))
    return found


def test_each_piece_has_its_bookmark(dossier: bytes) -> None:
    pages = read_pages(dossier)
    with pikepdf.open(io.BytesIO(dossier)) as pdf:
        marks = list_bookmarks(pdf)

    assert [title for title, _ in marks] == [
        "Sommaire",
        "Délibération n° 23/187 CP",
        "Rapport n° 2023/330/CP",
        "Annexe 1 : Le plan",
        "Annexe 1 : La carte",
        "Annexe 2 : La note",
    ]
    by_title = dict(marks)
    assert by_title["Annexe 1 : Le plan"] == find_page(pages, WORDS[0])
    assert by_title["Annexe 1 : La carte"] == find_page(pages, "CARTE UNE")
    assert by_title["Annexe 2 : La note"] == find_page(pages, "Une note.")


def claims(content: bytes) -> set[str]:
    """The standards that a PDF says it keeps."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        raw = bytes(pdf.Root.Metadata.read_bytes()) if "/Metadata" in pdf.Root else b""
    return {name for name in ("pdfaid:part", "pdfuaid:part") if name.encode() in raw}


def test_dossier_claims_no_standard_and_the_pieces_do(
    made: dict[str, bytes], dossier: bytes
) -> None:
    assert claims(dossier) == set()
    for name in ("deliberation", "rapport", "annexe-rapport-2"):
        assert claims(made[f"{name}.fr.pdf"]) == {"pdfaid:part", "pdfuaid:part"}


def test_dossier_does_not_open_where_a_joined_file_would(dossier: bytes) -> None:
    with pikepdf.open(io.BytesIO(dossier)) as pdf:
        assert "/OpenAction" not in pdf.Root


def test_dossier_keeps_its_own_title_and_language(dossier: bytes) -> None:
    with pikepdf.open(io.BytesIO(dossier)) as pdf:
        assert str(pdf.Root.Lang) == "fr"
        assert "Dossier" in str(pdf.docinfo.get("/Title", ""))


def test_warning_says_so_once(result: Result, folder: Path) -> None:
    found = [f for f in result.findings if f["code"] == "SOR05"]

    assert [(f["severity"], f["acte"]) for f in found] == [
        ("avertissement", "23/187 CP")
    ]
    manifest = json.loads(
        (folder / "out" / "2023-12-19-cp" / "manifest.json").read_text("utf-8")
    )
    assert "SOR05" in {c["code"] for c in manifest["constats"]}
    assert {"plan.pdf", "carte.pdf"} <= {e["fichier"] for e in manifest["entrees"]}


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("form", ["docx", "html"])
def test_other_formats_name_the_joined_file(form: str, made: dict[str, bytes]) -> None:
    content = made[f"dossier.fr.{form}"]
    if form == "docx":
        body = docx.Document(io.BytesIO(content)).element.body
        text = "".join(
            node.text or "" for node in body.iter() if node.tag.endswith("}t")
        )
    else:
        reader = _Text()
        reader.feed(content.decode())
        text = reader.text

    for title, file in (("Le plan", "plan.pdf"), ("La carte", "carte.pdf")):
        assert title in text
        assert text.index(title) < text.index(file)
    assert not any(word in text for word in WORDS)


def test_dossier_is_the_same_each_time(folder: Path, dossier: bytes) -> None:
    with standing_in(folder):
        call("render", "seance.yaml", "--format", "pdf", "--only", "dossier", "-o", "x")

    assert (folder / "x" / ACT / "dossier.fr.pdf").read_bytes() == dossier
