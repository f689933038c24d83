"""A named file is read once and parsed once in a run, whatever asks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from cli_helpers import call
from conftest import ROOT
from delib_gen.checking import check_session
from delib_gen.load import proses, reader
from delib_gen.load.sources import Sources
from delib_gen.prose import parse
from delib_gen.tableaux.table import TableReader
from fiche_helpers import make_views, write_fiches

SESSIONS = sorted((ROOT / "data" / "exemples").glob("*/seance.yaml"))


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Counter[object]:
    """What is read and parsed, and how often."""
    counted: Counter[object] = Counter()

    def count(holder: object, name: str, say: Callable[..., object]) -> None:
        real = getattr(holder, name)

        def counting(*args: object, **options: object) -> object:
            counted[name, say(*args)] += 1
            return real(*args, **options)

        monkeypatch.setattr(holder, name, counting)

    proses.parse_alone.cache_clear()
    count(parse, "parse_tokens", lambda text: text)
    count(Sources, "read", lambda _, folder, named, *_rest: folder / named)
    for holder, name in (
        (reader, "read_image"),
        (reader, "clean_joined"),
        (reader, "read_sheet"),
    ):
        count(holder, name, lambda file, *rest: (file.relative, *rest))
    count(TableReader, "read", lambda table: table._sheet.fichier)
    return counted


def test_every_session_that_is_shipped_is_counted():
    assert len(SESSIONS) == 19


@pytest.mark.serie(4)
@pytest.mark.parametrize("session", SESSIONS, ids=lambda path: path.parent.name)
def test_each_file_and_text_is_read_and_parsed_once(
    session: Path, done: Counter[object], tmp_path: Path
):
    options = ("--format", "html", "--lang", "fr", "--lang", "co", "--jobs", "1")

    result = call("render", session, *options, "-o", tmp_path / "out")

    assert result.status == 0, result.err
    assert {what: times for what, times in done.items() if times > 1} == {}
    assert ("read", session) in done


FICHE = """\
genre: diapositives
diapositives:
  - titre: T
    texte: Un texte
    image: {fichier: plan.svg, alternative: Le plan}
    graphique: {type: barres, titre: A, fichier: donnees.csv}
  - titre: U
    texte: note.md
    graphique: {type: barres, titre: A, fichier: donnees.csv}
"""
PLAN = """<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">
<circle cx="20" cy="20" r="18"/></svg>"""


def test_a_file_that_is_named_twice_is_read_once(done: Counter[object], tmp_path: Path):
    """By two fiches, two slides, two languages; each place has what it names."""
    (tmp_path / "plan.svg").write_text(PLAN, encoding="utf-8")
    (tmp_path / "note.md").write_text("![Plan](plan.svg)\n", encoding="utf-8")
    (tmp_path / "donnees.csv").write_text("x;y\na;12\n", encoding="utf-8")
    tableau = "genre: tableau\ndonnees: donnees.csv\n"
    path = write_fiches(tmp_path, FICHE, tableau, FICHE.replace("Un ", "Un autre "))
    with path.open("a", encoding="utf-8") as file:
        file.write("      - {titre: Note, fichier: note.md}\n")

    for langue in ("fr", "co"):
        done.clear()
        slides, table, again, note = make_views(path, langue)

        assert {what: times for what, times in done.items() if times > 1} == {}
        assert slides.corps[1] == again.corps[1]
        assert [type(bloc).__name__ for bloc in note.corps] == ["Image"]
        assert [type(bloc).__name__ for bloc in table.corps] == ["Tableau"]


def test_what_is_wrong_with_a_file_is_told_wherever_it_is_named(tmp_path: Path):
    (tmp_path / "note.md").write_text("Du <b>HTML</b>.\n", encoding="utf-8")
    path = write_fiches(tmp_path)
    annexe = "      - {titre: Note, fichier: note.md}\n"
    path.write_text(path.read_text(encoding="utf-8") + 2 * annexe, encoding="utf-8")

    told = [f for f in check_session(path).findings if f.code == "STR10"]

    places = {(f.path, f.span.file, f.span.line) for f in told if f.span}
    name = str(tmp_path / "note.md")
    assert places == {
        (("actes", 0, "annexes", rank, "fichier"), name, 1) for rank in (0, 1)
    }
