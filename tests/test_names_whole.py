"""Each name of a list stands on one line, and a number with what it is of."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest

from delib_gen.formats.pdf import FORMAT as PDF
from delib_gen.lang.typography import NBSP, Typography
from delib_gen.schema.charte import Charte
from delib_gen.view.base import Personne
from delib_gen.view.deliberation import DeliberationView
from delib_gen.view.en_regard import pair_views
from en_regard_helpers import COLONNES, translate_view
from format_helpers import render_piece
from pdf_helpers import read_lines
from test_page_ends import make_act

NAMES = (
    # 36 signs with its comma: of a longer one, the words may part.
    ("Jean-Marie F.", "DE LA ROCHE-AUX-FÉES"),
    ("Aude", "BRISSAC"),
    ("Marie-Charlotte", "SAINT-LOUP DU PRÉ"),
    ("Ignace", "D'ORSEL"),
    ("Maud", "VAN DEN BERGHE"),
)


Row = tuple[str, list[tuple[float, float]], float]


def make_list(times: int) -> tuple[Personne, ...]:
    names = [name for _ in range(times) for name in NAMES]
    return tuple(Personne("", first, last, ",") for first, last in names)


def lay_out(example: str, edition: str) -> str:
    """The lines of an act at which all of these people were present."""
    act, tools = make_act(example, 0, edition)
    assert isinstance(act, DeliberationView)
    presences = tuple(replace(g, personnes=make_list(6)) for g in act.presences[:1])
    view = replace(act, presences=presences)
    if edition == "fr":
        printed = render_piece(PDF, view, tools)
    else:
        (pair,) = pair_views([view], [translate_view(view)], COLONNES)
        printed = render_piece(PDF, pair, tools)
    assert printed is not None
    return "\n".join(read_lines(printed.content))


@pytest.mark.parametrize("edition", ["fr", "fr+co"])
def test_each_name_of_a_list_stands_on_one_line(edition: str) -> None:
    text = lay_out("2025-06-24-commune", edition)

    for first, last in NAMES:
        assert text.count(f"{first} {last},") == 6


def test_a_house_style_may_let_names_break_as_its_published_acts_do() -> None:
    text = lay_out("2023-12-19-cp", "fr")

    whole = [text.count(f"{first} {last},") for first, last in NAMES]
    assert min(whole) < 6


COMPOUND = (
    ("Mme", "Brigitte", "OLLIVIER", ""),
    ("M.", "Jean-Luc", "NAUDET", ""),
    ("M.", "Yves", "LENORMAND", ", conseiller municipal délégué"),
    ("Mme", "Monique", "SAINT-AUBIN", ""),
    ("M.", "Denis", "PASQUIER", ""),
)
PLAIN = tuple(
    (title, first.replace("-", ""), last.replace("-", ""), office)
    for title, first, last, office in COMPOUND
)


@pytest.mark.parametrize("people", [COMPOUND, PLAIN])
@pytest.mark.parametrize("first", range(len(COMPOUND)))
def test_each_line_of_a_list_holds_the_names_that_it_can(
    people: tuple[tuple[str, str, str, str], ...], first: int
) -> None:
    act, tools = make_act("2025-06-24-commune", 0, "fr")
    assert isinstance(act, DeliberationView)
    named = tuple(
        Personne(title, name, last, f"{NBSP};", complement=office)
        for title, name, last, office in (people * 5)[first:]
    )
    presences = (replace(act.presences[0], personnes=named),)
    view = replace(act, presences=presences, mouvements=())
    printed = render_piece(PDF, view, tools)
    assert printed is not None

    lines = [line for line in read_rows(printed.content) if ";" in line[0]]
    assert len(lines) > 5
    full = max(right for *_, right in lines)
    for (text, _, right), (after, places, _) in pairwise(lines):
        unit = after.split(" ", 1)[0]
        width = places[len(unit) - 1][1] - places[0][0]
        assert right + 2 + width > full - 1, (text, after)


def read_rows(content: bytes) -> list[Row]:
    """The lines of the first page: text, place of each sign, end."""
    with pypdfium2.PdfDocument(content) as document:
        page = document[0].get_textpage()
        rows: list[list[tuple[str, float, float]]] = []
        for rank in range(page.count_chars()):
            sign = page.get_text_range(rank, 1)
            left, _, right, _ = page.get_charbox(rank, loose=True)
            if sign in "\r\n":
                rows.append([])
            elif rows or not rows.append([]):
                rows[-1].append((sign, left, right))
    return [
        (
            "".join(sign for sign, *_ in row),
            [(left, right) for _, left, right in row],
            row[-1][2],
        )
        for row in rows
        if row
    ]


def test_a_name_wider_than_its_column_breaks_between_its_words() -> None:
    act, tools = make_act("2025-06-24-commune", 0, "fr+co")
    assert isinstance(act, DeliberationView)
    long = Personne(
        "", "Maximilienne Alexandrine", "DE BOURBON BUSSET ET CHÂTELUX", "."
    )
    presences = (replace(act.presences[0], personnes=(long,)),)
    view = replace(act, presences=presences)
    (pair,) = pair_views([view], [translate_view(view)], COLONNES)
    printed = render_piece(PDF, pair, tools)
    assert printed is not None

    words = "\n".join(read_lines(printed.content)).split()
    for word in (long.prenom + " " + long.nom).split():
        assert word in words or f"{word}." in words


@pytest.mark.parametrize(
    "typed",
    [
        "article D. 4425-53",
        "n° 26/101",
        "L. 2121-23",
        "M. DUPONT",
        "Mme Aude BRISSAC",
        "12 mars 2026",
        "1 250 €",
        "3 k€",
        "40 euros",
        "2 000 000 habitants",
        "12,5 %",
    ],
)
def test_numbers_and_titles_are_not_parted_from_what_they_are_of(typed: str) -> None:
    act, tools = make_act("2025-06-24-commune", 0, "fr")
    assert act
    assert isinstance(tools.charte, Charte)

    said = Typography(tools.charte).set_line(typed)

    bound = said.replace("article ", "").replace("Aude ", "").replace(" habitants", "")
    assert " " not in bound
    assert NBSP in said
