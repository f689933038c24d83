"""Each name of a list stands on one line, and a number with what it is of."""

from __future__ import annotations

from dataclasses import replace

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
    ("Jean-Marie Firmin", "DE LA ROCHE-AUX-FÉES"),
    ("Aude", "BRISSAC"),
    ("Marie-Charlotte", "SAINT-LOUP DU PRÉ"),
    ("Ignace", "D'ORSEL"),
    ("Maud", "VAN DEN BERGHE"),
)


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
