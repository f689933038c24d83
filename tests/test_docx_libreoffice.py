"""The Word files as LibreOffice prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

from delib_gen.audit.words import tokenize
from delib_gen.formats.docx import FORMAT
from delib_gen.formats.pdf import FORMAT as PDF
from delib_gen.prose.pieces import Signatures
from delib_gen.prose.tree import Bloc, Brins
from delib_gen.prose.walk import iter_brins
from docx_blocks_helpers import EVERYTHING, render_blocks
from docx_helpers import (
    dossier_meta,
    load_reference,
    render,
    render_dossier,
)
from format_helpers import render_piece, render_pieces
from libreoffice_helpers import convert

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def printed(tmp_path_factory, whole, tools) -> dict[str, Path]:
    """The PDF that LibreOffice makes of each file, by the file's name."""
    folder = tmp_path_factory.mktemp("word")
    views, _ = load_reference()
    files = {view.meta.fichier: render(view) for view in views}
    files["dossier"] = render_dossier()
    meta = dossier_meta()
    files["sommaire"] = render_pieces(FORMAT, whole, meta, tools).content
    files["tout"] = render_blocks(*EVERYTHING)
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    names = (f"{name}.docx" for name in files)
    convert(folder, "pdf", *names, lost="the Word files were not printed")
    return {name: folder / f"{name}.pdf" for name in files}


def read_words(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [
            word
            for page in document
            for word in tokenize(page.get_textpage().get_text_bounded())
        ]


def count_pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def test_every_word_is_printed_in_order(printed):
    views, _ = load_reference()
    pieces = {view.meta.fichier: [view] for view in views} | {"dossier": list(views)}
    for name, said in pieces.items():
        found = iter(read_words(printed[name]))
        for word in (
            w for v in said for line in v.iter_words() for w in tokenize(line)
        ):
            assert word in found, f"{name}: « {word} » is not there in its turn"


def test_the_deliberation_has_the_pages_of_the_published_act(printed):
    assert count_pages(printed["deliberation"]) == 3


def test_the_dossier_has_the_pages_of_its_pieces(printed):
    pieces = [printed[view.meta.fichier] for view in load_reference()[0]]
    assert count_pages(printed["dossier"]) == sum(map(count_pages, pieces))
    assert count_pages(printed["sommaire"]) == 1 + sum(map(count_pages, pieces))


def test_contents_page_has_the_right_numbers(printed):
    """Word's own fields: they ask on which page each piece begins."""
    views, _ = load_reference()
    number, expected = 2, []
    for view in views:
        expected.append(str(number))
        number += count_pages(printed[view.meta.fichier])
    with pypdfium2.PdfDocument(printed["sommaire"]) as document:
        lines = document[0].get_textpage().get_text_bounded().splitlines()
    assert [line.split(".")[-1].strip() for line in lines if "....." in line] == (
        expected
    )


def test_pages_are_numbered_through_the_dossier(printed):
    total = count_pages(printed["dossier"])
    with pypdfium2.PdfDocument(printed["dossier"]) as document:
        feet = [page.get_textpage().get_text_bounded().split()[-1] for page in document]
    numbered = [f"{page}/{total}" for page in range(1, total + 1)]
    assert [foot for foot in feet if foot in numbered] == [
        number
        for number in numbered
        if number != f"4/{total}"  # the rapport's cover
    ]


def test_labels_of_lists_are_printed(printed):
    words = " ".join(read_words(printed["rapport"]))
    assert "1 - Mettre en place" in words
    assert "- Fédérer" in words
    assert "- D ’ approuver" in words


def _say(brins: Brins) -> list[str]:
    return tokenize("".join(brin.texte for brin in brins))


def _iter_in_print(block: Bloc) -> Iterator[Brins]:
    """The texts of a block as a page has them: the names of who signs are a row."""
    if not isinstance(block, Signatures):
        yield from iter_brins(block)
        return
    yield block.fait
    for rows in (slice(1), slice(1, None)):
        for place in block.places:
            yield from place.lignes[rows]


def test_every_block_is_printed_in_order(printed):
    found = iter(read_words(printed["tout"]))
    notes = {b.note for brins in iter_brins(EVERYTHING) for b in brins if b.note}
    for brins in (b for block in EVERYTHING for b in _iter_in_print(block)):
        for word in [] if brins in notes else _say(brins):
            # the number of a note is read with the word before it
            assert any(re.fullmatch(rf"{re.escape(word)}[1-5]?", w) for w in found), (
                f"« {word} » is not there in its turn"
            )


def test_notes_are_printed_once_after_their_number(printed):
    said = "\n".join(read_words(printed["tout"]))
    notes = [b.note for brins in iter_brins(EVERYTHING) for b in brins if b.note]
    assert len(notes) == 5
    for number, note in enumerate(notes, start=1):
        assert said.count("\n".join([str(number), *_say(note)])) == 1, _say(note)


def test_a_page_is_begun_where_it_is_asked_for(printed):
    with pypdfium2.PdfDocument(printed["tout"]) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    assert len(pages) == 5
    for page, first in zip(
        pages[2:], ("1. Quel est", "Diapositive d", "Chiffres de l"), strict=True
    ):
        assert " ".join(page.split()).startswith(first)


Word = tuple[str, float, bool, bool]
"""A word, its size, whether it is bold, whether it is underlined."""


def list_looks(path: Path) -> list[Word]:
    """The words of a file with their looks, without what stands in its margins."""
    found: list[Word] = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            rules = [
                (rule["x0"] - 1, rule["x1"] + 1, rule["top"])
                for rule in (*page.rects, *page.lines)
                if rule["height"] < 2
            ]
            inside = page.crop((0, 50, page.width, page.height - 55))
            for word in inside.extract_words(extra_attrs=["fontname", "size"]):
                under = any(
                    x0 <= word["x0"]
                    and word["x1"] <= x1
                    and abs(word["bottom"] - y) < 4
                    for x0, x1, y in rules
                )
                bold = "Bold" in word["fontname"]
                found.append((word["text"], word["size"], bold, under))
    return found


@pytest.mark.serie(3)
@pytest.mark.parametrize("piece", ["deliberation", "rapport", "annexe-rapport-1"])
def test_each_word_looks_as_in_the_pdf(piece, printed, tools, tmp_path):
    """As large, as heavy, underlined or not: the two come from two tables of looks."""
    (view,) = [view for view in load_reference()[0] if view.meta.fichier == piece]
    ours = tmp_path / "ours.pdf"
    ours.write_bytes(render_piece(PDF, view, tools).content)
    pdf, word = list_looks(ours), list_looks(printed[piece])
    matcher = SequenceMatcher(
        None, [look[0] for look in pdf], [look[0] for look in word], autojunk=False
    )
    pairs = [
        (pdf[block.a + rank], word[block.b + rank])
        for block in matcher.get_matching_blocks()
        for rank in range(block.size)
    ]
    assert len(pairs) > 0.9 * len(pdf)
    assert [
        pair
        for pair in pairs
        if abs(pair[0][1] - pair[1][1]) > 0.3 or pair[0][2:] != pair[1][2:]
    ] == []
