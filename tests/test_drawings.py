"""The texts of drawings are seen whole, or told: ours and those of others."""

from __future__ import annotations

from decimal import Decimal

import pytest

from delib_gen.audit.drawings import find_hidden_labels
from delib_gen.checking import Checked
from delib_gen.findings import Severity
from delib_gen.formats.base import RenderTools
from delib_gen.formats.drawings import lay_out_drawing, measure_drawing
from delib_gen.formats.preflight import check_before_rendering
from delib_gen.graphiques.donnees import Donnees, Serie
from delib_gen.graphiques.draw import draw_chart
from delib_gen.graphiques.sheet import Ink, Sheet
from delib_gen.prose.pieces import Graphique
from delib_gen.prose.tree import Brin, Image, Tableau
from delib_gen.render import RenderSpec, make_tools
from docx_blocks_helpers import view_of

KINDS = ("barres", "barres-horizontales", "courbe", "secteurs")
TOWNS = ("Bastia", "Corte", "Ajaccio", "Porto-Vecchio", "Calvi")
LONG = "Communauté de communes de la vallée imaginaire et de tous ses hameaux"
LABEL = '<text x="60" y="60" font-size="20" font-family="Liberation Sans">1 250</text>'
HIDDEN = {
    "its last figure under a ground": LABEL
    + '<rect x="102" y="40" width="40" height="24" fill="#fff"/>',
    "its last figure cut at a corner": LABEL
    + '<path d="M105 54h40v24h-40z" fill="#fff"/>',
    "struck by a thick line": LABEL + '<path d="M40 30L140 80" stroke-width="9" '
    'stroke="#c00"/>',
    "under a shape": LABEL + '<circle cx="85" cy="52" r="40" fill="#369"/>',
    "under a picture's colour": LABEL
    + '<g opacity="0.95"><path d="M40 30h90v50h-90z" fill="#eee"/></g>',
    "cut by the edge": LABEL.replace('x="60"', 'x="180"'),
    "its last figure cut by the edge": LABEL.replace('x="60"', 'x="154"'),
    "beyond the edge": LABEL.replace('y="60"', 'y="160"'),
    "clipped": '<clipPath id="c"><path d="M60 40h30v30h-30z"/></clipPath>'
    f'<g clip-path="url(#c)">{LABEL}</g>',
    "white on white": LABEL.replace("<text", '<text fill="#fff"'),
    "transparent": LABEL.replace("<text", '<text fill-opacity="0"'),
}
SEEN = {
    "plain": LABEL,
    "turned": LABEL.replace("<text", '<text transform="rotate(-40 60 60)"'),
    "on a bar": '<path d="M40 30h90v50h-90z" fill="#136"/>'
    + LABEL.replace("<text", '<text fill="#fff"'),
    "in the middle of its place": LABEL.replace("<text", '<text text-anchor="middle"'),
    "crossed by a thin line": LABEL + '<path d="M40 30L140 80" stroke="#c00"/>',
    "beside a curve whose box it stands in": LABEL
    + '<path d="M20 20Q20 95 160 95L20 95Z" fill="#c00"/>',
    "over its own edge": LABEL.replace(
        "<text", '<text fill="none" stroke="#fff" stroke-width="3"'
    )
    + LABEL,
}


@pytest.fixture(scope="module")
def tools(reference: Checked) -> RenderTools:
    assert reference.reference is not None
    assert reference.reference.charte is not None
    return make_tools("fr", RenderSpec("corse", reference.reference.charte, None))


def write_svg(inside: str) -> bytes:
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200">'
    return f"{head}{inside}</svg>".encode()


def read_hidden(drawing: bytes, tools: RenderTools) -> list[str]:
    page = lay_out_drawing(drawing, *measure_drawing(drawing), tools)
    return find_hidden_labels(page)


@pytest.mark.parametrize("inside", HIDDEN.values(), ids=HIDDEN)
def test_a_text_hidden_in_part_is_found(inside: str, tools: RenderTools):
    assert read_hidden(write_svg(inside), tools) == ["1 250"]


@pytest.mark.parametrize("inside", SEEN.values(), ids=SEEN)
def test_a_text_that_can_be_read_is_not(inside: str, tools: RenderTools):
    assert read_hidden(write_svg(inside), tools) == []


def make(names: tuple[str, ...], *series: str) -> Donnees:
    """Series of numbers, a text each; a dash where one lacks."""
    values = [
        tuple(None if v == "-" else Decimal(v) for v in text.split()) for text in series
    ]
    heads = [""] if len(series) == 1 else [f"20{24 + rank}" for rank in range(6)]
    return Donnees("", names, tuple(map(Serie, heads, values)))


CHARTS = {
    "near figures": make(TOWNS, "1250 700 -35 420 380", "1100 820 12 500 90"),
    "three series": make(TOWNS[:3], "1250 1200 9", "1240 1260 8", "1230 1300 -500"),
    "six lines that end together": make(TOWNS[:2], *["900 1"] * 6),
    "long names": make((LONG, LONG.upper()), *["1250000 -2"] * 3),
    "one series": make(TOWNS, "1250000 1300000 - 1280000 -60"),
    "many parts on one side": make(
        tuple(f"{LONG} {n}" for n in range(20)), " ".join(["1"] * 19 + ["30"])
    ),
}


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_labels_of_our_charts_are_whole(kind: str, name: str, tools: RenderTools):
    donnees = CHARTS[name]
    if kind == "secteurs":
        donnees = Donnees("", donnees.categories, donnees.series[:1])
    svg = draw_chart(kind, donnees, "voyageurs", INK)

    assert read_hidden(svg.encode(), tools) == []


INK = Ink(("Liberation Sans",), ("1A3F8B", "B3261E", "1E6B3A"), "1F1F1F", "C8CCD4")


def test_values_of_bars_that_stand_close_are_all_written():
    svg = draw_chart("barres", CHARTS["near figures"], "", INK)

    assert svg.count(">1\u00a0250<") == svg.count(">1\u00a0100<") == 1


def test_a_hidden_text_is_told_once_whatever_the_formats(
    tools: RenderTools, monkeypatch: pytest.MonkeyPatch
):
    """An error in a chart, which is ours; a warning in a drawing that was given."""
    given = Image(write_svg(HIDDEN["under a shape"]), "svg", "Plan", (Brin("Le plan"),))
    label = Sheet.label

    def paint_twice(sheet: Sheet, x: float, y: float, text: str) -> None:
        label(sheet, x, y, text)
        sheet.rect(x, y - 10, 30, 12, "#FFFFFF")

    monkeypatch.setattr(Sheet, "label", paint_twice)
    svg = draw_chart("barres", make(TOWNS[:2], "1250 7"), "", INK).encode()
    chart = Graphique(Image(svg, "svg", "Barres"), Tableau((), (), (), ()))
    views = [view_of(given, given, chart)]
    findings = [
        f for f in check_before_rendering(views, "1", tools) if f.code == "SOR01"
    ]

    assert [(f.code, f.severity) for f in findings] == [
        ("SOR01", Severity.AVERTISSEMENT),
        ("SOR01", Severity.ERREUR),
    ]
    assert "« Le plan »" in findings[0].message
    assert findings[0].message.endswith("« 1 250 »")
    assert "« 1 250 », « 7 »" in findings[1].message
