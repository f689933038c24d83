"""Charts: what is drawn from numbers, and what is said of it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest

from delib_gen.graphiques.donnees import (
    Donnees,
    Serie,
    WrongData,
    check_donnees,
    read_rows,
)
from delib_gen.graphiques.draw import draw_chart
from delib_gen.graphiques.numbers import format_number
from delib_gen.graphiques.scale import make_scale
from delib_gen.graphiques.sheet import Ink, measure
from delib_gen.load.reference import load_autorite
from delib_gen.resources import data_dir
from delib_gen.schema.charte import Charte
from delib_gen.schema.nombre import read_number
from delib_gen.view.annexes.graphique import take_ink

KINDS = ("barres", "barres-horizontales", "courbe", "secteurs")
INK = Ink(("Liberation Sans",), ("1A3F8B", "B3261E"), "1F1F1F", "C8CCD4")
LONG = "Communauté de communes de la vallée imaginaire et de tous ses hameaux"


def make(*values: str | None, names: tuple[str, ...] = ()) -> Donnees:
    """One series, its categories named or numbered."""
    numbers = tuple(None if v is None else Decimal(v) for v in values)
    names = names or tuple(f"C{rank}" for rank in range(len(values)))
    return Donnees("", names, (Serie("", numbers),))


def read_texts(svg: str) -> list[tuple[float, float, str]]:
    """The texts of a picture, each with where it begins."""
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    return [
        (float(e.get("x", "0")), float(e.get("y", "0")), e.text or "")
        for e in root.iter("{http://www.w3.org/2000/svg}text")
    ]


SHAPES = {
    "ordinary": make("12", "7", "3.5"),
    "one value": make("12"),
    "twenty": make(*(str(n) for n in range(1, 21))),
    "thirty": make(*(str(n) for n in range(1, 31))),
    "long names": make("1250000", "2", names=(LONG, LONG.replace(" ", ""))),
    "zeros": make("0", "0", "1"),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_runs_over_the_edge(kind: str, shape: str):
    """Slanted names apart, which begin below: they are cut to end inside."""
    svg = draw_chart(kind, SHAPES[shape], "voyageurs par an", INK)
    width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])

    for x, y, text in read_texts(svg):
        assert -0.5 <= x <= width, text
        assert 0 < y <= height + 0.5, text
        if "rotate" not in svg:
            assert x + measure(text) <= width + 0.5, text


@pytest.mark.parametrize("kind", KINDS[:3])
def test_negative_values_and_gaps_are_drawn(kind: str):
    svg = draw_chart(kind, make("-12", None, "8"), "", INK)

    assert any(text.startswith("\u2212") for _, _, text in read_texts(svg))
    assert "0" in [text for _, _, text in read_texts(svg)]


@pytest.mark.parametrize("kind", KINDS)
def test_same_numbers_same_bytes_and_no_address(kind: str):
    first = draw_chart(kind, SHAPES["ordinary"], "", INK)

    assert draw_chart(kind, SHAPES["ordinary"], "", INK) == first
    assert re.findall(r"https?://[^\"]+", first) == ["http://www.w3.org/2000/svg"]


def test_names_are_written_not_run():
    svg = draw_chart("barres", make("1", names=("<script>&",)), '"<b>', INK)

    assert "<script" not in svg
    assert "<script>&" in [text for _, _, text in read_texts(svg)]


def test_series_are_told_by_a_pattern_and_a_name():
    values = (Decimal(3), Decimal(5))
    donnees = Donnees("", ("a", "b"), (Serie("Un", values), Serie("Deux", values)))
    bars = draw_chart("barres", donnees, "", INK)
    lines = draw_chart("courbe", donnees, "", INK)

    assert bars.count('stroke="#FFFFFF"') > 4
    assert "stroke-dasharray" in lines
    for svg in (bars, lines):
        assert {"Un", "Deux"} <= {text for _, _, text in read_texts(svg)}


def test_a_bar_is_as_long_as_its_value():
    svg = draw_chart("barres", make("10", "20", "40"), "", INK)
    heights = re.findall(r'height="([\d.]+)" fill="#1A3F8B"', svg)
    first, second, third = map(float, heights)

    assert second == pytest.approx(2 * first, abs=0.02)
    assert third == pytest.approx(4 * first, abs=0.03)


@pytest.mark.parametrize(
    ("values", "first", "last"),
    [
        ("3 7 12", "0", "15"),
        ("3 7.5 12", "0", "12.5"),
        ("-5 -2", "-5", "0"),
        ("0 0", "0", "1"),
        ("", "0", "1"),
    ],
)
def test_scale_is_round_and_has_zero(values: str, first: str, last: str):
    marks = make_scale(map(Decimal, values.split())).marks

    assert (marks[0], marks[-1]) == (Decimal(first), Decimal(last))
    assert Decimal(0) in marks
    assert 2 <= len(marks) <= 11


@pytest.mark.parametrize("values", ["1 2", "1", "3 7 12", "100 230", "6 13"])
def test_whole_numbers_have_whole_marks(values: str):
    marks = make_scale(map(Decimal, values.split())).marks

    assert all(mark == mark.to_integral_value() for mark in marks)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("1 234,5", "1\u00a0234,5"),
        ("1\u202f234", "1\u00a0234"),
        ("-0,50", "\u22120,50"),
        ("1234567", "1\u00a0234\u00a0567"),
        ("2.5", "2,5"),
    ],
)
def test_numbers_are_read_and_printed_in_french(typed: str, printed: str):
    number = read_number(typed)

    assert number is not None
    assert format_number(number) == printed


@pytest.mark.parametrize("typed", ["", "1.234", "1 23", "12 €", "1,2,3", "1e5", "٣"])
def test_what_is_no_number_for_certain_is_refused(typed: str):
    assert read_number(typed) is None


def test_a_wrong_cell_is_told_with_its_line():
    with pytest.raises(WrongData, match=r"ligne 3, colonne « A ».*« douze »") as told:
        read_rows([["x", "A"], [], ["y", "douze"]])

    assert told.value.line == 3


@pytest.mark.parametrize(
    ("donnees", "parts", "told"),
    [
        (make(None), False, "aucune valeur"),
        (make(*["1"] * 31), False, "31 catégories"),
        (make("1", "-1"), True, "aucune n'est négative"),
        (Donnees("", ("a",), (Serie("A", (Decimal(1),)),) * 2), False, "un nom à elle"),
        (make("1", "-1"), False, ""),
    ],
)
def test_what_makes_no_chart_is_told(donnees: Donnees, parts: bool, told: str):
    fault = check_donnees(donnees, parts=parts)

    assert told in fault
    assert bool(told) == bool(fault)


def _luminance(color: str) -> float:
    channels = (int(color[i : i + 2], 16) / 255 for i in (0, 2, 4))
    linear = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("code", ["corse", "region"])
def test_colours_are_dark_enough_for_text(code: str):
    """Names are written in the colours of series: 4.5 to 1 on white, as WCAG asks."""
    loaded = load_autorite(code, data_dir(), None).charte
    assert isinstance(loaded, Charte)
    ink = take_ink(loaded)
    colors = [*ink.colors, ink.text, loaded.diapositives.accent]

    assert [c for c in colors if 1.05 / (_luminance(c) + 0.05) < 4.5] == []
