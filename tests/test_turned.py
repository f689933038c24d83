"""Signs that no face has, and signs that turn a text: in cells and charts as in texts.

`check` tells both at their place, so that nothing is left for `render` to find.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from cli_helpers import call, quote, spread_session, standing_in, write_session

SIGN = "\U0001f44d"
TURNED = "\u202e000 21\u202c"
CSV = "Ville;Reste\nBastia;un\nCorte;{}\n"
SHEET = "genre: tableau\ndonnees: {}\n"
SLIDES = """genre: diapositives
diapositives:
  - titre: Aides
    graphique: {type: barres, titre: Aides, fichier: a.csv}
"""


def write_files(folder: Path, text: str, annexe: str) -> Path:
    """A session with an annexe, and a table that holds a text in its last cell."""
    (folder / "a.csv").write_text(CSV.format(text), encoding="utf-8")
    book = openpyxl.Workbook()
    for row in (["Ville", "Reste"], ["Bastia", "un"], ["Corte", text]):
        book.active.append(row)
    book.save(folder / "a.xlsx")
    (folder / "a.md").write_text(f"Une aide.\n\nEncore {text} ici.\n", "utf-8")
    for ending in ("csv", "xlsx"):
        (folder / f"{ending}.yaml").write_text(SHEET.format(f"a.{ending}"))
    chosen = SHEET.format("a.csv") + "choix: [Ville]\n"
    (folder / "choix.yaml").write_text(chosen)
    more = f"annexes: [{{titre: Essai, fichier: {annexe}}}]"
    return write_session(folder, spread_session(more))


PLACES = {
    "a.csv": ("a.csv", 3, 7, ""),
    "csv.yaml": ("a.csv", 3, 7, ""),
    "a.xlsx": ("seance.yaml", None, None, "« a.xlsx », B3 : "),
    "xlsx.yaml": ("xlsx.yaml", None, None, "« a.xlsx », B3 : "),
    "a.md": ("a.md", 3, 8, ""),
}


@pytest.mark.parametrize(("text", "code"), [(SIGN, "SOR02"), (TURNED, "TYP03")])
@pytest.mark.parametrize("annexe", PLACES)
def test_sign_is_told_by_check_with_its_cell(
    tmp_path: Path, annexe: str, text: str, code: str
) -> None:
    write_files(tmp_path, text, annexe)

    with standing_in(tmp_path):
        result = call("check", "seance.yaml", "--diagnostics", "json")

    name, line, column, cell = PLACES[annexe]
    (found,) = (f for f in result.findings if f["severity"] == "erreur")
    assert (found["code"], found["file"]) == (code, name)
    assert line is None or (found["line"], found["column"]) == (line, column)
    assert found["message"].startswith(cell)
    if code == "TYP03":
        assert "U+202E" in found["message"]
        assert "« 000 21 »" in found["message"]


def test_column_that_is_not_printed_is_not_looked_at(tmp_path: Path) -> None:
    write_files(tmp_path, f"{SIGN} {TURNED}", "choix.yaml")

    with standing_in(tmp_path):
        result = call("check", "seance.yaml", "--diagnostics", "json")

    assert result.codes == set()


@pytest.mark.parametrize("sign", ["\x01", "\x7f", "\x9f"])
def test_sign_that_no_text_has_is_told_by_check(tmp_path: Path, sign: str) -> None:
    write_files(tmp_path, "un", "a.csv")
    (tmp_path / "a.csv").write_text(CSV.format(f"u{sign}n"), encoding="utf-8")

    with standing_in(tmp_path):
        result = call("check", "seance.yaml", "--diagnostics", "json")
        rendered = call("render", "seance.yaml", "--diagnostics", "json")

    assert result.codes == rendered.codes == {"SOR02"}


@pytest.mark.parametrize("text", [SIGN, TURNED])
def test_names_of_a_chart_are_looked_at(tmp_path: Path, text: str) -> None:
    write_files(tmp_path, "12", "d.yaml")
    (tmp_path / "d.yaml").write_text(SLIDES)
    (tmp_path / "a.csv").write_text(f"Ville;Aide\nBastia;3\n{text};4\n", "utf-8")

    with standing_in(tmp_path):
        result = call("check", "seance.yaml", "--diagnostics", "json")

    (found,) = (f for f in result.findings if f["severity"] == "erreur")
    assert found["code"] == ("SOR02" if text == SIGN else "TYP03")
    assert (found["file"], found["line"], found["column"]) == ("a.csv", 3, 1)


TURNING = {
    "an override": f"Lots {TURNED} ici",
    "an override to the right": "Lots \u202dשלום\u202c ici",
    "an override without end": "Lots \u202e43 - 21",
    "an isolate without Hebrew": "Lots \u206712 - 34\u2069 ici",
    "an embedding without Hebrew": "Lots \u202b12 - 34\u202c ici",
    "an embedding without end": "Lots \u202bשלום a voté pour",
    "an isolate that holds an override": "Lots \u2068un \u202e43\u202c\u2069 ici",
}
LEFT_OPEN = {
    "an embedding": "Lots \u202ade la voirie",
    "an isolate": "Lots \u2068de la voirie",
    "an end alone": "Lots\u202c de la voirie",
    "an end alone of an isolate": "Lots\u2069 de la voirie",
}
LAWFUL = {
    "marks": "Lots \u200fde\u200e la voirie",
    "an isolate around Hebrew": "Le concert \u2067שלום 12 - 34 עולם\u2069 ici",
    "an embedding around Arabic": "Le concert \u202bسلام\u202c ici",
    "what is found by itself": "Le concert \u2068Bastia\u2069 ici",
    "one in another": "Le concert \u2067שלום \u2066Bastia\u2069 עולם\u2069 ici",
    "an end of what an isolate holds": "Lots \u202a\u2068un\u2069 deux\u202c",
}


def list_findings(folder: Path, text: str) -> list[tuple[str, str, int]]:
    """What is told of a text that stands in the sitting, an act and Markdown."""
    (folder / "a.md").write_text(f"Un texte.\n\n{text}\n", encoding="utf-8")
    more = f"objet: {quote(text)}\nannexes: [{{titre: Essai, fichier: a.md}}]"
    session = f"session: {quote(text)}\n{spread_session(more)}"
    write_session(folder, session)
    with standing_in(folder):
        result = call("check", "seance.yaml", "--diagnostics", "json")
    return [
        (f["file"], f["severity"], f["line"])
        for f in result.findings
        if f["code"] == "TYP03"
    ]


@pytest.mark.parametrize("text", TURNING.values(), ids=TURNING)
def test_text_that_is_turned_is_an_error(tmp_path: Path, text: str) -> None:
    found = list_findings(tmp_path, text)

    files = ["a.md", "seance.yaml", "seance.yaml"]
    assert sorted(f[:2] for f in found) == [(name, "erreur") for name in files]


@pytest.mark.parametrize("text", LEFT_OPEN.values(), ids=LEFT_OPEN)
def test_sign_that_lacks_its_other_is_a_warning(tmp_path: Path, text: str) -> None:
    assert {f[1] for f in list_findings(tmp_path, text)} == {"avertissement"}


@pytest.mark.parametrize("text", LAWFUL.values(), ids=LAWFUL)
def test_lawful_signs_are_accepted(tmp_path: Path, text: str) -> None:
    assert list_findings(tmp_path, text) == []


def test_sign_by_its_number_in_markdown_is_one(tmp_path: Path) -> None:
    for typed in ("&#8238;43", "&#x202E;43", "&#X202e;43&#8236;"):
        assert ("a.md", "erreur", 3) in list_findings(tmp_path, typed), typed
    assert list_findings(tmp_path, r"\&#8238;43") == []
