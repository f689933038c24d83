"""Where the pages of an act end: acts of all lengths, a line longer each.

No heading ends a page, no ballot's count is parted from its figures, and who signs has
two lines of the act above, in one language and in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from conftest import is_drawn
from delib_gen.checking import check_session
from delib_gen.formats.base import RenderTools
from delib_gen.formats.pdf import FORMAT as PDF
from delib_gen.render import RenderSpec, make_tools
from delib_gen.resources import data_dir
from delib_gen.view.base import LigneArticle, LigneVisa, View
from delib_gen.view.deliberation import DeliberationView
from delib_gen.view.en_regard import pair_views
from en_regard_helpers import COLONNES, translate, translate_view
from fiche_helpers import make_views, write_fiches
from format_helpers import render_piece
from pdf_helpers import fold
from prose_helpers import make_annexe, make_prose_tools
from view_helpers import build_views, make_acte_context

LINE = " selon les règles habituelles et dans les formes prévues par le règlement"
ACTS = (
    ("2025-06-24-commune", 0),  # a vote in figures
    ("2025-06-24-commune", 3),
    ("2023-12-19-cp", 0),  # a vote by names
    ("2026-05-22-petite-commune", 0),
    ("2026-06-18-departement", 0),
)
FOOT, HALF_A_LINE = 75, 6
_NUMBER = re.compile(r"\s*\d+/\d+\s*")
_HEADS = {colonne.nom for colonne in COLONNES}


@cache
def make_act(example: str, index: int, edition: str) -> tuple[View, RenderTools]:
    """The deliberation of an example, and what its edition is rendered with."""
    checked = check_session(data_dir() / "exemples" / example / "seance.yaml")
    assert checked.situation is not None
    reference = checked.situation.reference
    assert reference.charte is not None
    acte = checked.situation.actes[index]
    view = build_views(make_acte_context(acte, "fr", reference.charte))[0]
    spec = RenderSpec(reference.autorite.code, reference.charte, None)
    return view, make_tools(edition, spec)


def read_pages(view: View, tools: RenderTools) -> list[list[str]]:
    """The lines of each page, without its number and what heads it."""
    made = render_piece(PDF, view, tools)
    assert made is not None
    with pypdfium2.PdfDocument(made.content) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    lines = [[fold(line) for line in text.split("\r\n")] for text in texts]
    return [[line for line in page if _counts(line)] for page in lines]


def _counts(line: str) -> bool:
    return (
        bool(line)
        and not _NUMBER.fullmatch(line)
        and set(line.split()) - _HEADS != set()
    )


def iter_cases() -> Iterator[tuple[str, int, str, int]]:
    for edition, step in (("fr", 1), ("fr+co", 2)):
        for example, index in ACTS:
            for lines in range(0, 50, step):
                name = f"{example}-{index}-{edition}-{lines}"
                if is_drawn(name, 60 if edition == "fr" else 75):
                    yield example, index, edition, lines


def list_headings(view: DeliberationView) -> set[str]:
    """What ought to be followed by something on its page."""
    found = [view.organe, view.formule, view.pouvoirs_intitule]
    found += [group.intitule for group in (*view.presences, *view.absences)]
    found += [article.intitule for article in view.articles]
    for ballot in view.scrutins:
        found += [ballot.objet, *ballot.annonces]
        found += [group.intitule for group in ballot.groupes]
    return {text for text in found if text}


@pytest.mark.parametrize(("example", "index", "edition", "lines"), [*iter_cases()])
def test_no_page_of_an_act_ends_badly(
    example: str, index: int, edition: str, lines: int
) -> None:
    act, tools = make_act(example, index, edition)
    assert isinstance(act, DeliberationView)
    view = replace(act, preambule=act.preambule + LINE * lines)
    headings = list_headings(view)
    # Who opposed is named beside, on as many lines as that takes.
    figures = [fold(t).split(" (")[0] for s in view.scrutins for t in s.chiffres]
    printed: View = view
    if "+" in edition:
        (printed,) = pair_views([view], [translate_view(view)], COLONNES)
        headings |= {translate(text) for text in headings}

    pages = read_pages(printed, tools)

    ends = {fold(text)[-30:] for text in headings}
    for page in pages[:-1]:
        assert page[-1][-30:] not in ends
    for page in pages:
        there = [text for text in figures if any(text in line for line in page)]
        assert there in ([], figures)
    (signed,) = (
        (page, rank)
        for page in pages
        for rank, line in enumerate(page)
        if line.startswith(fold(view.signature_qualite)[:20])
    )
    assert signed[1] >= 3  # two lines of the act, then the day and the place


@pytest.mark.parametrize(
    "lines", [n for n in range(0, 60, 5) if is_drawn(f"short-{n}", 3)]
)
@pytest.mark.parametrize("headed", [True, False])
def test_a_short_end_takes_a_line_above_with_it(lines: int, headed: bool) -> None:
    """A last article of one line, without a heading, is not alone with who signs."""
    act, tools = make_act("2025-06-24-commune", 1, "fr")
    assert isinstance(act, DeliberationView)
    texts = ["APPROUVE le rapport.", "AUTORISE le maire à signer.", "Publié."]
    heading = "ARTICLE UNIQUE :" if headed else ""
    articles = (
        (LigneArticle(heading, tuple(texts)),)
        if headed
        else tuple(LigneArticle("", (text,)) for text in texts)
    )
    long = LigneVisa("CONSIDÉRANT", "que" + LINE * lines)
    view = replace(act, considerants=(long,), articles=articles)

    pages = read_pages(view, tools)

    who = fold(view.signature_nom)
    signed = [page for page in pages if any(who in line for line in page)][-1]
    assert sum(line in texts for line in signed) >= 2


ABOVE = ("Pour extrait conforme.", "Ont signé au registre les membres présents.")
BELOW = (
    "Reçu en préfecture le 2 juillet 2025.",
    "Mis en ligne le 3 juillet 2025.",
    "La présente délibération peut faire l'objet d'un recours.",
)


@pytest.mark.parametrize("edition", ["fr", "fr+co"])
@pytest.mark.parametrize("headed", [True, False])
@pytest.mark.parametrize(
    "lines", [n for n in range(0, 50, 2) if is_drawn(f"mentions-{n}", 12)]
)
def test_what_is_written_around_a_signature_stays_with_it(
    lines: int, headed: bool, edition: str
) -> None:
    """What certifies above it, the small mentions below, and two lines of the act."""
    act, tools = make_act("2025-06-24-commune", 1, edition)
    assert isinstance(act, DeliberationView)
    heading = "ARTICLE 2 :" if headed else ""
    articles = (
        LigneArticle("", ("APPROUVE le rapport.",)),
        LigneArticle(heading, ("AUTORISE le maire à signer.",)),
    )
    long = LigneVisa("CONSIDÉRANT", "que" + LINE * lines)
    view: View = replace(
        act,
        considerants=(long,),
        articles=articles,
        certifications=ABOVE,
        mentions_legales=BELOW,
    )
    if "+" in edition:
        (view,) = pair_views([view], [translate_view(view)], COLONNES)

    pages = read_pages(view, tools)

    ends = [fold(text)[:20] for text in (*ABOVE, *BELOW)]
    (page,) = (p for p in pages if any(ends[0] in line for line in p))
    assert all(any(end in line for line in page) for end in ends)
    first = next(n for n, line in enumerate(page) if ends[0] in line)
    assert first >= 2


PROSE = """\
# Le bilan

## Les comptes

{legende="Les aides de l'année"}
| Secteur | Somme |
|---|---:|
| Nord | 1 250 € |
| Sud | 3 400 € |

# La suite

Un alinéa de la suite, assez long pour tenir sur plus d'une ligne de la page, et finir.
"""
TITLES = ("Le bilan", "Les comptes", "Les aides de l'année", "La suite", "Somme")


@pytest.mark.parametrize("edition", ["fr", "fr+co"])
@pytest.mark.parametrize(
    "lines", [n for n in range(20, 56) if is_drawn(f"prose-{n}", 14)]
)
def test_no_page_of_prose_ends_with_a_heading(lines: int, edition: str) -> None:
    text = f"Un rapport{LINE * lines}.\n\n{PROSE}"
    view = make_annexe(text)
    if "+" in edition:
        (view,) = pair_views([view], [translate_view(view)], COLONNES)

    pages = read_pages(view, make_prose_tools(edition))

    for page in pages[:-1]:
        assert len(page) > 2  # no title alone on a page
        assert not page[-1].replace("zz", "").endswith(TITLES)
    assert len(pages[-1]) > 1


ENDS = {
    "a line": "Fin du texte.",
    "a list": "- un point ;\n- un autre ;\n- le dernier.",
    "a table": "| Secteur | Somme |\n|---|--:|\n| Nord | 1 |\n| Sud | 2 |\n| Est | 3 |",
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize(
    "lines", [n for n in range(28, 60) if is_drawn(f"last-{n}", 12)]
)
def test_the_last_page_has_more_than_one_line(lines: int, end: str) -> None:
    filler = f"Un rapport{LINE * (lines - 2)}.\n\nUn avant-dernier alinéa{LINE * 2}."
    view = make_annexe(f"{filler}\n\n{end}")

    *_, last = read_pages(view, make_prose_tools("fr"))

    assert len([line for line in last if "Secteur" not in line]) > 1


def test_a_pair_of_blocks_whose_lines_fit_stays_on_its_page() -> None:
    """Were their margin counted, the title would be alone on the page before."""
    tools = make_prose_tools("fr+co")
    for lines in range(27, 31):
        view = make_annexe(f"Un rapport{LINE * lines}.\n\nFin.")
        (pair,) = pair_views([view], [translate_view(view)], COLONNES)

        assert len(read_pages(pair, tools)[0]) > 20


@pytest.mark.parametrize(("edition", "listed"), [("fr", False), ("fr+co", True)])
def test_no_page_of_a_form_ends_with_a_question(
    edition: str, listed: bool, tmp_path: Path
) -> None:
    """Where its answer is a text, or a list, whose numbers are written after the rest.

    Each lets some pages end so where its rule is taken away.
    """
    text = [f"genre: formulaire\nreperes: puces\nintroduction: Un rapport{LINE * 5}."]
    text += ["rubriques:", "  - questions:"]
    for rank in range(30):
        text += [f"      - question: Quelle question {rank} ?", "        reponse: |"]
        points = [f"{number}. Un point{LINE}" for number in range(1, 4 + rank % 4)]
        told = points if listed else [f"Une réponse{LINE * (rank % 4 + 2)}."]
        text += [f"          {line}" for line in told]
    (view,) = make_views(write_fiches(tmp_path, "\n".join(text)))
    if "+" in edition:
        (view,) = pair_views([view], [translate_view(view)], COLONNES)
    made = render_piece(PDF, view, make_prose_tools(edition))
    assert made is not None

    ends = []
    with pypdfium2.PdfDocument(made.content) as document:
        for page in document:
            read, width = page.get_textpage(), page.get_width()
            boxes = [read.get_rect(rank) for rank in range(read.count_rects())]
            low = min(bottom for _, bottom, _, _ in boxes if bottom > FOOT)
            text = read.get_text_bounded(0, low - 1, width, low + HALF_A_LINE)
            ends.append(text.strip())
    assert len(ends) > 4
    assert not [end for end in ends if end.endswith("?")]
