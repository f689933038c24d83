"""What prose becomes in HTML and in PDF: on the page, in the tags, on a screen."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
import pytest

from delib_gen.formats.html import FORMAT as HTML
from delib_gen.formats.pdf import FORMAT as PDF
from delib_gen.prose.parse import parse_prose
from delib_gen.prose.tree import Tableau
from delib_gen.prose.widths import MAX_WIDTH, estimate_width
from delib_gen.view.base import View
from delib_gen.view.en_regard import pair_views
from en_regard_helpers import COLONNES, translate_view
from format_helpers import render_piece
from pdf_helpers import iter_structure
from prose_helpers import EVERYTHING, make_annexe, make_prose_tools

ROWS = 60


def render(view: View, edition: str = "fr") -> tuple[bytes, str]:
    """The PDF and the page of a piece in which the audit misses nothing."""
    tools = make_prose_tools(edition)
    pdf, page = render_piece(PDF, view, tools), render_piece(HTML, view, tools)
    assert pdf is not None
    assert page is not None
    assert PDF.audit(pdf.content, [view]) == []
    assert HTML.audit(page.content, [view]) == []
    return pdf.content, page.content.decode()


@pytest.fixture(scope="module")
def everything() -> tuple[bytes, str]:
    return render(make_annexe(EVERYTHING))


def list_pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def iter_kids(element: Any) -> Iterator[Any]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield kid


def test_page_breaks_where_it_is_asked(everything: tuple[bytes, str]) -> None:
    first, second = list_pages(everything[0])

    assert "La suite" not in first
    assert second.startswith("La suite")


def test_notes_are_at_the_foot_of_the_page_that_calls_them(
    everything: tuple[bytes, str],
) -> None:
    first, _ = list_pages(everything[0])
    foot = first[first.index("VILLE") :]

    for number, note in enumerate(
        ("La première", "Dans une cellule", "Dans un point", "Dans une citation",
         "Dans une définition"), start=1,
    ):  # fmt: skip
        assert f"{number}. {note}" in foot


def test_note_is_tagged_after_its_call_and_linked_both_ways(
    everything: tuple[bytes, str],
) -> None:
    with pikepdf.open(io.BytesIO(everything[0])) as pdf:
        elements = list(iter_structure(pdf))
        notes = [e for e in elements if e.S == "/Note"]
        calls = [e for e in elements if e.S == "/Reference"]
        assert len(notes) == len(calls) == 5
        assert len({str(note.ID) for note in notes}) == 5
        for call, note in zip(calls, notes, strict=True):
            kids = [kid.objgen for kid in iter_kids(call.P)]
            assert kids.index(note.objgen) == kids.index(call.objgen) + 1
            assert note.P.objgen == call.P.objgen
            (there,) = [k for k in iter_kids(call) if k.S == "/Link"]
            (label,) = [k for k in iter_kids(note) if k.S == "/Lbl"]
            (back,) = list(iter_kids(label))
            names = [str(next(iter_kids(link)).Obj.Dest) for link in (there, back)]
            assert names[0] == str(note.ID)
            assert names[1] == names[0].replace("-note-", "-appel-")
        known = {str(name) for name in pdf.Root.Names.Dests.Names[::2]}
        assert {str(note.ID) for note in notes} <= known


def test_table_is_tagged_with_its_caption_and_its_heads(
    everything: tuple[bytes, str],
) -> None:
    with pikepdf.open(io.BytesIO(everything[0])) as pdf:
        elements = list(iter_structure(pdf))
        table = next(e for e in elements if e.S == "/Table")
        heads = [e for e in elements if e.S == "/TH"]

        assert [str(kid.S) for kid in iter_kids(table)] == [
            *("/Caption", "/THead", "/TBody"),
        ]
        assert [str(head.A.Scope) for head in heads] == ["/Column"] * 4


def test_picture_is_a_figure_with_its_alternative_and_its_caption(
    everything: tuple[bytes, str],
) -> None:
    with pikepdf.open(io.BytesIO(everything[0])) as pdf:
        elements = list(iter_structure(pdf))
        figures = [str(e.Alt) for e in elements if e.S == "/Figure"]

        assert figures == ["Un carré", "Un disque"]
        assert sum(e.S == "/Caption" for e in elements) == 2


def test_term_is_the_label_of_what_it_means(everything: tuple[bytes, str]) -> None:
    with pikepdf.open(io.BytesIO(everything[0])) as pdf:
        items = [e for e in iter_structure(pdf) if e.S == "/LI"]
        shapes = [[str(kid.S) for kid in iter_kids(item)] for item in items]

        assert ["/Lbl", "/LBody", "/LBody"] in shapes


def test_links_of_a_page_lead_somewhere_in_it(everything: tuple[bytes, str]) -> None:
    page = everything[1]
    targets = re.findall(r'href="#([^"]*)"', page)

    assert len(targets) == 10
    assert all(page.count(f'id="{target}"') == 1 for target in targets)


def test_rows_stay_whole_and_heads_come_again_on_each_page() -> None:
    rows = "".join(
        f"| {n} | début{n} et un texte assez long pour tenir sur deux lignes au moins "
        f"de la page, si tout va bien, fin{n}{f'[^{n}]' if n == 7 else ''} |\n"
        for n in range(1, ROWS + 1)
    )
    text = f"| N° | Intitulé |\n|--:|:--|\n{rows}\n[^7]: Une note du tableau.\n"

    pages = list_pages(render(make_annexe(text))[0])

    assert len(pages) > 2
    assert all("Intitulé" in page for page in pages)
    for n in range(1, ROWS + 1):
        begins = [rank for rank, page in enumerate(pages) if f"début{n} " in page]
        ends = [
            rank for rank, page in enumerate(pages) if re.search(rf"fin{n}\b", page)
        ]
        assert begins == ends
    (called,) = (p for p in pages if "fin7" in p)
    assert "Une note du tableau." in called


def test_heading_is_not_left_at_the_foot_of_a_page() -> None:
    """Whatever comes after it, and wherever on the page it would stand."""
    follow = {
        "point": "1. un point.\n",
        "cellule": '{legende="Légende"}\n| Tête |\n|---|\n| cellule |\n',
        "carré": '![Un carré](carre.png "Le carré")\n',
        "terme": "Un terme\n: son sens.\n",
    }
    heights = range(45, 49)
    text = "Début.\n\n" + "\n".join(
        '{saut="page"}\n' + "Ligne.\\\n" * height
        + f"fin.\n\n# Titre {height} {word}\n\n{after}\n"
        for height in heights
        for word, after in follow.items()
    )  # fmt: skip
    pages = list_pages(render(make_annexe(text))[0])

    for height in heights:
        for word in follow:
            title = f"Titre {height} {word}"
            (page,) = [page for page in pages if title in page]
            assert word in page[page.index(title) + len(title) :], title
    assert len(pages) > len(heights) * len(follow) + 4  # some were pushed over


def test_nothing_runs_over_the_margin() -> None:
    """A word wider than the line, an address, a wide table, a large picture."""
    word = "anticonstitutionnellement" * 5
    heads = "".join(f" Exercice {year} |" for year in range(2015, 2027))
    text = (
        f"{word} <https://exemple.test/{'chemin/' * 30}>[^1]\n\n[^1]: {word}\n\n"
        f"|{heads}\n|{'--:|' * 12}\n|{' 12 000,00 € |' * 12}\n\n"
        f"- Un.\n\n  > |{' a |' * 6}\n  > |{'---|' * 6}\n  > |{' ____ |' * 6}\n\n"
        '{largeur="40 cm"}\n![Un carré](carre.png)\n'
    )
    pdf, _ = render(make_annexe(text))
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            textpage = page.get_textpage()
            left, _, right, _ = zip(
                *(textpage.get_charbox(n) for n in range(textpage.count_chars())),
                strict=True,
            )
            edge = page.get_width() - 2.4 / 2.54 * 72
            assert min(left) >= 2.4 / 2.54 * 72
            assert max(right) <= edge


def test_table_that_no_size_fits_is_refused() -> None:
    heads = "".join(f" Exercice {year} |" for year in range(2000, 2025))
    prose, findings = parse_prose(f"Un.\n\n|{heads}\n|{'--:|' * 25}\n|{' 1 |' * 25}\n")

    assert isinstance(prose[1], Tableau)
    assert estimate_width(prose[1]) > MAX_WIDTH
    assert [(f.span and f.span.line, "trop large" in f.message) for f in findings] == [
        (3, True)
    ]


def test_french_in_another_edition_says_so_in_cells_and_notes() -> None:
    _, page = render(make_annexe(EVERYTHING, "co"), "co")

    assert re.search(r'<td[^>]* lang="fr"[^>]*>Aiacciu</td>', page)
    assert re.search(r'class="note"[^>]*> ?<span class="retour".*?lang="fr"', page)


def test_two_languages_have_their_notes_each_in_its_place() -> None:
    view = make_annexe(EVERYTHING)
    (pair,) = pair_views([view], [translate_view(view)], COLONNES)

    pdf, page = render(pair, "fr+co")
    first = list_pages(pdf)[0]

    assert re.search(r"fr\s1\. La première", first)
    assert re.search(r"co\s1\. zzLa zzpremière", first)
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert len(ids) == len(set(ids))


LISTS = '- un point\n\n    - dedans\n\n{etiquette="-"}\n- un tiret\n'


def test_a_bullet_stands_apart_from_its_text() -> None:
    """By half of a letter's height at the least, as in Word; in a page as well."""
    view, tools = make_annexe(LISTS), make_prose_tools("fr")
    made = render_piece(PDF, view, tools)
    assert made is not None
    with pdfplumber.open(io.BytesIO(made.content)) as pdf:
        signs = [sign for sign in pdf.pages[0].chars if sign["text"].strip()]
    gaps = {}
    for label, first in (("•", "u"), ("o", "d"), ("-", "u")):
        for sign in (sign for sign in signs if sign["text"] == label):
            line = [s for s in signs if abs(s["bottom"] - sign["bottom"]) < 1]
            after = min(
                (s for s in line if s["x0"] > sign["x0"]), key=lambda s: s["x0"]
            )
            if after["text"] == first and sign is min(line, key=lambda s: s["x0"]):
                gaps[label] = (after["x0"] - sign["x1"]) / sign["size"]

    assert set(gaps) == {"•", "o", "-"}
    assert all(0.5 < gap < 0.8 for gap in gaps.values())
