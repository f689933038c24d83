"""What would take time or memory without measure is told, with its place, before.

Nothing is asked of a clock here: counts are, or the end of a process that is given
little.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from cli_helpers import call, spread_session, standing_in, write_session
from conftest import EVERYTHING
from delib_gen.findings import Diagnostic, Severity
from delib_gen.reporters import KEPT, SHOWN, list_reporters, load_reporter
from joined_helpers import make_pdf, write

MANY = 12_000 if EVERYTHING else 10_001


def make_findings(count: int, severity: Severity) -> list[Diagnostic]:
    return [Diagnostic("STR01", severity, f"la faute {i}") for i in range(count)]


@pytest.mark.parametrize("name", sorted({*list_reporters()} - {"json"}))
def test_only_the_first_findings_are_shown_and_the_rest_counted(name: str) -> None:
    report = load_reporter(name)
    mild = make_findings(SHOWN + 6, Severity.AVERTISSEMENT)
    grave = make_findings(1, Severity.ERREUR)

    shown = report([*mild, *grave], False)

    assert shown.lower().count("la faute") == SHOWN
    assert "et 7 autres" in shown
    assert "rreur" in shown or "error" in shown, "what blocks is shown"
    assert "autre" not in report(mild[:SHOWN], False)


def test_programs_get_nearly_all_and_the_count_of_the_rest() -> None:
    report = load_reporter("json")

    few = json.loads(report(make_findings(SHOWN * 2, Severity.ERREUR), False))
    many = json.loads(report(make_findings(KEPT + 3, Severity.ERREUR), False))

    assert (len(few["diagnostics"]), few.get("omitted")) == (SHOWN * 2, None)
    assert (len(many["diagnostics"]), many["omitted"]) == (KEPT, 3)
    assert many["errors"] == KEPT + 3


def test_very_many_mistakes_of_a_block_are_told_up_to_a_bound(tmp_path: Path) -> None:
    keys = "".join(f"cle{rank}: x\n" for rank in range(MANY))
    write_session(tmp_path, spread_session() + keys)

    with standing_in(tmp_path):
        result = call("check", "--diagnostics", "json", "seance.yaml")

    (last,) = [f for f in result.findings if f["code"] == "STR17"]
    assert f"{MANY} fautes" in last["message"]
    first = spread_session().count("\n") + 1
    assert last["line"] == first + 10_000


@pytest.mark.parametrize("name", ["MOT " * 3_000, "M" * 20_000, "é, ".strip() * 9_000])
def test_a_page_typed_for_a_name_is_nobody_and_compared_with_nobody(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []

    def compare(word: str, *_: object, **__: object) -> list[str]:
        compared.append(len(word))
        return []

    monkeypatch.setattr("difflib.get_close_matches", compare)
    text = spread_session().replace("presents: [", f"presents: ['{name}', ")
    write_session(tmp_path, text)

    with standing_in(tmp_path):
        result = call("check", "--diagnostics", "json", "seance.yaml")

    (found,) = [f for f in result.findings if f["code"] == "PRE02"]
    assert found["line"] == 5
    assert len(found["message"]) < 200
    assert max(compared, default=0) < 200


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">{}</svg>'


def line(points: int, attributes: str = "") -> str:
    """A line of many points."""
    placed = " ".join(f"{rank % 20},{rank % 9}" for rank in range(points))
    return f'<polyline points="{placed}" {attributes}/>'


def make_arrows(depth: int, points: int, look: str) -> str:
    """Lines with an arrow at each point, which is drawn in the same way."""
    parts = '<marker id="m0"><rect width="1" height="1"/></marker>'
    for rank in range(1, depth + 1):
        inner = line(points, look.format(rank - 1))
        parts += f'<marker id="m{rank}">{inner}</marker>'
    return SVG.format(parts + line(points, look.format(depth)))


def style(rule: str, inside: str) -> str:
    return SVG.format(f"<style>{rule}</style>{inside}")


DRAWINGS = {
    "arrows": make_arrows(3, 40, 'marker-mid="url(#m{})"'),
    "arrows by a style": make_arrows(3, 40, 'style="marker-mid: url(#m{})"'),
    "arrows on a long line": make_arrows(0, 60_000, 'marker-end="url(#m{})"'),
    "arrows of a group": SVG.format(
        f'<marker id="m">{line(300)}</marker><g marker-mid="url(#m)">{line(3_000)}</g>'
    ),
    "arrows by a class": style(
        ".a { marker-mid: url(#m) }",
        f'<marker id="m">{line(900)}</marker>' + line(900, 'class="a"'),
    ),
    "arrows for all": style(
        "circle, g > polyline:hover { marker: url(#m) }",
        f'<marker id="m"><path d="{"M0 0" * 900}"/></marker>' + line(900),
    ),
    "patterns by a class": style(
        "".join(f".p{rank} {{fill: url(#p{rank})}}" for rank in range(20)),
        "".join(
            f'<pattern id="p{rank}">{f"""<rect class="p{rank + 1}"/>""" * 3}</pattern>'
            for rank in range(20)
        )
        + '<rect class="p0"/>',
    ),
    "a line without end": SVG.format(line(310_000)),
}
LAWFUL_DRAWINGS = {
    "half a megabyte": SVG.format(line(50_000) * 2),
    "arrows at the ends of 2,000 lines": SVG.format(
        '<marker id="m"><path d="M0 0 L9 5 L0 9 Z"/></marker>'
        + line(2, 'marker-end="url(#m)"') * 2_000
    ),
    "arrows by a rule": style(
        "g > line.a, line { marker-end: url(#m) }",
        '<marker id="m"><path d="M0 0 L9 5 L0 9 Z"/></marker><line x1="3"/>',
    ),
    "classes of a drawing software": style(
        ".cls-1{fill:url(#g)} .cls-2{stroke:red;}",
        '<linearGradient id="g"><stop offset="0"/><stop offset="1"/></linearGradient>'
        + '<rect class="cls-1"/><path class="cls-2" d="M0 0L5 5"/>' * 4_000,
    ),
}


def name_drawing(folder: Path, drawing: str) -> list[tuple[str, int | None]]:
    """What a check finds of a session whose annexe shows a drawing: code and line."""
    (folder / "dessin.svg").write_text(drawing)
    return name_file(folder, "texte.md", b"Le dessin.\n\n![Un dessin](dessin.svg)\n")


def name_file(folder: Path, name: str, content: bytes) -> list[tuple[str, int | None]]:
    """The errors of a session that has a file for its annexe: code and line."""
    (folder / name).write_bytes(content)
    annexe = f"annexes:\n  - {{titre: Une annexe, fichier: {name}}}"
    write_session(folder, spread_session(annexe))
    with standing_in(folder):
        result = call("check", "--diagnostics", "json", "seance.yaml")
    errors = [f for f in result.findings if f["severity"] == "erreur"]
    assert (result.status == 1) == bool(errors)
    return [(f["code"], f["line"]) for f in errors]


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_that_unfolds_is_refused_by_a_count(
    name: str, tmp_path: Path
) -> None:
    assert name_drawing(tmp_path, DRAWINGS[name]) == [("STR07", 1)]


@pytest.mark.parametrize("name", LAWFUL_DRAWINGS)
def test_a_large_drawing_is_taken(name: str, tmp_path: Path) -> None:
    assert name_drawing(tmp_path, LAWFUL_DRAWINGS[name]) == []


Change = Callable[[pikepdf.Pdf], None]


def make_form(pdf: pikepdf.Pdf, text: bytes, **keys: Any) -> Any:
    return pdf.make_stream(
        text,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 300, 400]),
        **keys,
    )


def nest_forms(pdf: pikepdf.Pdf, depth: int, times: int) -> Any:
    """A form that draws another one so many times, and so on."""
    form = make_form(pdf, b"0 0 1 1 re f")
    for _ in range(depth):
        inside = Dictionary(XObject=Dictionary(X=form))
        form = make_form(pdf, b"/X Do " * times, Resources=inside)
    return form


def paint(pdf: pikepdf.Pdf, text: bytes, **resources: Any) -> None:
    """Paint the first page."""
    pdf.pages[0].obj.Resources = Dictionary(**resources)
    pdf.pages[0].obj.Contents = pdf.make_stream(text)


def draw_forms(depth: int, times: int) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        paint(pdf, b"/X Do", XObject=Dictionary(X=nest_forms(pdf, depth, times)))

    return change


def show_appearance(depth: int, *, states: bool = False) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        look = nest_forms(pdf, depth, 2)
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Stamp,
            Rect=Array([0, 0, 300, 400]),
            F=4,
            AP=Dictionary(N=Dictionary(Yes=look) if states else look),
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return change


def fill_with_patterns(depth: int, times: int, step: float = 5) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        tile: Any = None
        text = b"0 0 1 1 re f"
        for _ in range(depth + 1):
            inside = (
                Dictionary(Pattern=Dictionary(P=tile))
                if tile is not None
                else Dictionary()
            )
            tile = pdf.make_stream(
                text,
                Type=Name.Pattern,
                PatternType=1,
                PaintType=1,
                TilingType=1,
                BBox=Array([0, 0, step, step]),
                XStep=step,
                YStep=step,
                Matrix=Array([0.5, 0, 0, -0.5, 3, 7]),
                Resources=inside,
            )
            text = b"/Pattern cs /P scn 0 0 10 10 re f " * times
        text = b"/Pattern cs /P scn 0 0 300 400 re f"
        paint(pdf, text, Pattern=Dictionary(P=tile))

    return change


def mask(depth: int) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        group = nest_forms(pdf, depth, 2)
        look = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))
        paint(pdf, b"/G gs 0 0 9 9 re f", ExtGState=Dictionary(G=look))

    return change


def write_with_forms(depth: int) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        inside = Dictionary(XObject=Dictionary(X=nest_forms(pdf, depth, 2)))
        letter = pdf.make_stream(b"10 0 d0 /X Do")
        face = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            CharProcs=Dictionary(A=letter),
            Resources=inside,
        )
        text = b"BT /F 9 Tf (" + b"A" * 3_000 + b") Tj ET"
        paint(pdf, text, Font=Dictionary(F=face))

    return change


def fill_with_marks(count: int) -> Change:
    return lambda pdf: paint(pdf, b"1 1 1 1 re f\n" * count)


PAGES: dict[str, Change] = {
    "forms, doubled": draw_forms(18, 2),
    "forms, eightfold": draw_forms(6, 8),
    "a stamp": show_appearance(18),
    "the state of a box": show_appearance(18, states=True),
    "patterns": fill_with_patterns(9, 4),
    "a pattern of thin steps": fill_with_patterns(0, 1, step=0.01),
    "a mask": mask(18),
    "letters that draw": write_with_forms(6),
    "marks without end": fill_with_marks(2_600_000),
}
LAWFUL_PAGES: dict[str, Change] = {
    "forms in forms": draw_forms(3, 6),
    "a stamp": show_appearance(3),
    "hatches": fill_with_patterns(1, 2),
    "a mask": mask(2),
    "letters that draw": write_with_forms(1),
    "a map": fill_with_marks(200_000),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_unfolds_is_refused_by_a_count(name: str, tmp_path: Path) -> None:
    content = make_pdf("", change=PAGES[name])

    assert name_file(tmp_path, "plan.pdf", content) == [("STR07", 15)]


@pytest.mark.parametrize("name", LAWFUL_PAGES)
def test_a_rich_page_is_taken(name: str, tmp_path: Path) -> None:
    content = make_pdf("", change=LAWFUL_PAGES[name])

    assert name_file(tmp_path, "plan.pdf", content) == []


def test_a_thousand_pages_are_taken(tmp_path: Path) -> None:
    content = make_pdf(*[write("Une page")] * 1_000)

    assert name_file(tmp_path, "plan.pdf", content) == []


TEXTS = {
    "a word": "a" * 12_000,
    "a word in emphasis": "*a**b*" * 300,
    "words of a page": ("é" * 3_000 + " ") * 8,
}
LAWFUL_TEXTS = {
    "a long paragraph": "Un mot, puis *un autre*. " * 1_500,
    "long addresses": f"Voir https://exemple.test/{'a' * 1_500} ici. " * 4,
    "a word in emphasis": "*a**b*" * 30,
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_word_without_end_is_told_at_its_line(name: str, tmp_path: Path) -> None:
    text = f"Un texte.\n\nUn mot :\n{TEXTS[name]}\n"

    assert name_file(tmp_path, "texte.md", text.encode()) == [("STR17", 4)]


@pytest.mark.parametrize("name", LAWFUL_TEXTS)
def test_a_long_text_is_taken(name: str, tmp_path: Path) -> None:
    text = f"Un texte.\n\n{LAWFUL_TEXTS[name]}\n"

    assert name_file(tmp_path, "texte.md", text.encode()) == []
