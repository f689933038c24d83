"""A row that is as high as a page goes on on the next, under the heads of its table."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from conftest import draw
from delib_gen.formats.pdf import FORMAT as PDF
from format_helpers import render_piece
from pdf_helpers import iter_structure
from prose_helpers import make_annexe, make_prose_tools

SENTENCE = "Le comité relit les comptes du service et propose un avis motivé. "
HEADS = "| Secteur | Constat | Suite |\n|---|---|---:|\n"


def lay_out(text: str) -> bytes:
    made = render_piece(PDF, make_annexe(text), make_prose_tools("fr"))
    assert made is not None
    return made.content


def list_pages(text: str) -> list[str]:
    """What each page says, its number left out."""
    with pypdfium2.PdfDocument(lay_out(text)) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return [text.rpartition("\n")[0] for text in texts]


def write_row(name: str, times: int) -> str:
    return f"| {name} | {(SENTENCE * times).strip()} | 7 |\n"


def is_headed(page: str) -> bool:
    return "Secteur Constat Suite" in page


BEFORE = {"at the top": 0, "in mid page": 20}


@pytest.mark.parametrize(("many", "where"), draw(3, ["55", "60", "70", "150"], BEFORE))
def test_a_row_higher_than_a_page_has_the_heads_on_each(many: str, where: str) -> None:
    text, times = "Un alinéa.\n\n" * BEFORE[where], int(many)
    pages = list_pages(f"{text}# Bilan\n\n{HEADS}{write_row('Nord', times)}")

    assert all(map(is_headed, pages))
    assert " ".join(pages).count("motivé.") == times
    heading = next(page for page in pages if "Bilan" in page)
    assert "Nord" in heading


def test_rows_that_a_page_holds_are_whole() -> None:
    rows = "".join(write_row(f"Q{rank}", 12) for rank in range(12))
    pages = list_pages(f"{HEADS}{rows}")

    assert len(pages) > 2
    for page in pages:
        assert is_headed(page)
        assert page.count("motivé.") == 12 * page.count("Q")


def test_a_high_row_among_others_alone_is_parted() -> None:
    """Neither the row before it nor the one after is."""
    rows = write_row("Est", 12), write_row("Ouest", 80), write_row("Sud", 12)
    pages = list_pages(f"{HEADS}{''.join(rows)}")

    said = [page.count("motivé.") for page in pages]
    assert all(map(is_headed, pages))
    assert "Est" in pages[0]
    assert "Ouest" in pages[0]
    assert said[0] > 12
    assert sum(said) == 104


@pytest.mark.serie(3)
@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize(
    ("high", "last"), [(12, 33), (20, 30), (33, 12), (36, 36), (39, 3), (54, 54)]
)
def test_the_last_row_is_not_bound_to_one_that_a_page_does_not_hold_with_it(
    high: int, last: int, count: int
) -> None:
    """Or what is above it would lose its heads, and the title its table."""
    rows = [write_row(f"R{rank}", high) for rank in range(1, count)]
    pages = list_pages(f"{HEADS}{''.join(rows)}{write_row('Fin', last)}")

    assert all(map(is_headed, pages))
    assert " ".join(pages).count("motivé.") == high * (count - 1) + last


def test_a_low_last_row_stays_with_the_one_before_it() -> None:
    rows = "".join(write_row(f"Q{rank}", 4) for rank in range(9))
    for before in range(6):
        text = "Un alinéa.\n\n" * before
        pages = list_pages(f"{text}{HEADS}{rows}{write_row('Fin', 1)}")

        assert "Q8" in next(page for page in pages if "Fin" in page)


def test_notes_called_in_a_parted_row_are_printed_once() -> None:
    row = f"| Nord | {SENTENCE * 20}[^a] {SENTENCE * 60}[^b] | 7 |\n"
    notes = "[^a]: Première note.\n\n[^b]: Seconde note.\n"
    pages = list_pages(f"{HEADS}{row}\n{notes}")

    assert all(map(is_headed, pages))
    assert [n for n, page in enumerate(pages) if "Première note" in page] == [0]
    assert [n for n, page in enumerate(pages) if "Seconde note" in page] == [
        len(pages) - 1
    ]


@pytest.mark.serie(2)
@pytest.mark.parametrize("row", ["| {} | {} |\n", "| Nord | {} | {} |\n"])
@pytest.mark.parametrize("lines", [1, 4])
def test_a_note_called_on_the_right_is_not_printed_over_a_high_cell_on_the_left(
    row: str, lines: int
) -> None:
    heads = HEADS if "Nord" in row else "| Secteur Constat | Suite |\n|---|---|\n"
    note = f"[^a]: {'Une note. ' * 12 * lines}"
    text = f"{heads}{row.format(SENTENCE * 150, 'Avis[^a]')}\n{note}\n"
    view = make_annexe(text)
    made = render_piece(PDF, view, make_prose_tools("fr"))

    assert made is not None
    assert all(map(is_headed, list_pages(text)))
    assert PDF.audit(made.content, [view], own=False) == []


def test_each_page_of_a_parted_row_is_tagged_as_a_table_with_a_body() -> None:
    """PDF/UA wants a body below the heads that are printed again."""
    rows = write_row("Nord", 150), write_row("Sud", 3), write_row("Est", 3)
    with pikepdf.open(io.BytesIO(lay_out(f"{HEADS}{''.join(rows)}"))) as pdf:
        tables = [e for e in iter_structure(pdf) if e.S == "/Table"]
        kinds = [[str(kid.S) for kid in table.K] for table in tables]
        rows_of = [len(table.K[1].K) for table in tables]

    assert len(tables) > 2
    assert kinds == [["/THead", "/TBody"]] * len(tables)
    assert rows_of[0] == 1
    assert rows_of[-1] == 2  # that which ends here is heard where it begins
