"""No word is cut where its line can break elsewhere; an address is, after its signs."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import pdfplumber
import pytest
from weasyprint import HTML

from delib_gen.formats.html import FORMAT as PAGES
from delib_gen.formats.pdf import FORMAT as PDF
from delib_gen.formats.pdf.hooks import install_hooks
from delib_gen.view.base import View
from delib_gen.view.en_regard import pair_views
from en_regard_helpers import COLONNES, translate_view
from format_helpers import render_piece
from pdf_helpers import read_lines
from prose_helpers import make_annexe, make_prose_tools

PAGE = """
<html lang=fr><style>
@page { size: 10cm 60cm; margin: 1cm }
body { font: 12pt/1.15 "Liberation Sans"; margin: 0; overflow-wrap: anywhere }
p { margin: 0; text-align: justify }
</style>
"""
NESTED = (
    "<strong>{fill} des travaux <a href='#a'>prévus</a> de réhabilitation énergétique "
    "des <em>établissements d'enseignement</em> pluriannuellement.</strong>",
    "<span lang=co>{fill} d'<em>intercommunalité</em> constitutionnellement "
    "<strong>reconnue, <em>incontestablement</em> départementalisée.</strong></span>",
)
ADDRESS = (
    "https://www.exemple-de-territoire.test/documents/2026/ouvrir.php"
    "?piece=convention_signee.pdf&version=12&langue=fr"
)
MAIL = "service.des.assemblees_deliberantes@communaute-de-communes-exemple.test"
NAME = "WOLFESCHLEGELSTEINHAUSENBERGERDORFFWELCHE"
ENDS = re.compile(r"[/?&=._#;:,+~%@-]$")


def lay_out(text: str) -> bytes:
    made = render_piece(PDF, make_annexe(text), make_prose_tools("fr"))
    assert made is not None
    return made.content


def read_paragraph(pdf: bytes, first: str) -> list[str]:
    """The lines from the one that begins so."""
    lines = read_lines(pdf)
    (start,) = [rank for rank, line in enumerate(lines) if line.startswith(first)]
    return lines[start:]


@pytest.mark.parametrize("text", NESTED)
def test_no_word_is_cut_inside_an_element(text: str) -> None:
    """Fillings of any width, so that each word comes to stand at a line's end."""
    install_hooks()
    typed = [text.format(fill="x" * rank) for rank in range(1, 31)]
    page = PAGE + "".join(f"<p>{line}</p>" for line in typed)

    lines = read_lines(HTML(string=page).write_pdf())

    bare = re.sub("<[^>]*>", "", " ".join(typed))
    assert " ".join(lines).split() == bare.split()


def test_a_word_wider_than_its_line_is_cut_all_the_same() -> None:
    word = "Constitutionnellement" * 8

    lines = read_paragraph(lay_out(f"Avant **{word}** après."), "Avant")

    assert lines[0] == "Avant"  # the word begins on a line of its own
    assert "".join(lines[1:]).removesuffix(" après.") == word


@pytest.mark.parametrize("address", [ADDRESS, MAIL], ids=["web", "mail"])
@pytest.mark.parametrize("before", ["", "Le texte se lit à l'adresse "])
def test_an_address_is_broken_after_its_signs(address: str, before: str) -> None:
    text = "\n\n".join(
        f"{'- ' * depth}{before}<{address}>, pour qui le veut.\n" for depth in range(4)
    )
    texts = [f"Y {'x' * n} {before}{address}" for n in range(1, 40, 3)]

    lines = read_lines(lay_out(f"{text}\n\n" + "\n\n".join(texts)))

    assert "".join("".join(lines).split()).count(address) == 4 + len(texts)
    for line, after in pairwise(lines):
        last = line.split()[-1]
        inside = last in address and not address.endswith(last)
        if inside and not after.startswith(("Y ", "•")):
            assert ENDS.search(last) or after[0] in "@%", (line, after)


def test_the_marks_that_break_an_address_are_not_in_the_file() -> None:
    pdf = lay_out(f"Voir <{ADDRESS}>.")

    with pdfplumber.open(io.BytesIO(pdf)) as document:
        signs = {char["text"] for page in document.pages for char in page.chars}

    assert not signs & {"\u200b", "\u2060"}


def side_by_side(text: str) -> View:
    view = make_annexe(text)
    (pair,) = pair_views([view], [translate_view(view)], COLONNES)
    return pair


def test_long_words_stay_in_their_columns() -> None:
    """Two languages: nothing goes over the edge of its column."""
    text = (
        f"- Un :\n\n    - deux {ADDRESS} ;\n    - trois {MAIL}.\n\n{NAME} {'a' * 60}."
    )
    made = render_piece(PDF, side_by_side(text), make_prose_tools("fr+co"))
    assert made is not None

    with pdfplumber.open(io.BytesIO(made.content)) as document:
        (page,) = document.pages
        middle = page.width / 2
        crossed = [
            char["text"]
            for char in page.chars
            if char["x0"] < middle - 6 < char["x1"] and 60 < char["top"] < 760
        ]
        right = max(char["x1"] for char in page.chars)

    assert crossed == []
    assert right <= page.width - 1.7 / 2.54 * 72 + 0.5


def test_a_name_of_forty_letters_is_whole() -> None:
    lines = read_lines(lay_out("\n\n".join(f"{'Y' * n} {NAME}" for n in range(40, 60))))

    assert sum(NAME in line for line in lines) == 20


def test_the_page_for_screens_has_the_address_as_it_was_typed() -> None:
    view = make_annexe(f"Voir <{ADDRESS}>.")
    made = render_piece(PAGES, view, make_prose_tools("fr"))
    assert made is not None

    assert ADDRESS.replace("&", "&amp;") in made.content.decode()
