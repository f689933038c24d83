"""Small changes of a sitting's files: what is asked, and not a byte more."""

from __future__ import annotations

from pathlib import Path

import pytest

from delib_gen.edits.apply import apply_changes
from delib_gen.edits.changes import (
    Change,
    Delete,
    Edited,
    Insert,
    Move,
    Refused,
    Set,
)
from delib_gen.load.sources import Sources

SEANCE = """\
# La séance, et son en-tête.
collectivite: corse   # son code
date: 2026-01-02

presents:
  - LECA     # la première
  # ceux du fond
  - ORSINI
absents: []
excuses: [ALBERTI, "D'ORNANO"]
actes:
  # Le premier acte.
  - numero: 26/001
    titre: Un titre
    vote: unanimite   # à relire

  # Le deuxième acte.
  - numero: 26/002
    vote:             # 3 contre
      contre: [LECA, ORSINI]
    articles:
      - >-
        Un article assez long pour se plier, comme il est
        d'usage.
      - Un autre.
    # fin du deuxième
  - actes/trois.yaml
"""
TROIS = "numero: 26/003\r\ntitre: Trois\r\n"


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """A sitting of three acts, the last one a file."""
    path = tmp_path / "seance.yaml"
    path.write_text(SEANCE, encoding="utf-8")
    (tmp_path / "actes").mkdir()
    (tmp_path / "actes/trois.yaml").write_bytes(b"\xef\xbb\xbf" + TROIS.encode())
    return path


def edit(session: Path, *changes: Change) -> str:
    """The session's text after changes."""
    edited = apply_changes(Sources(), session, changes)
    assert isinstance(edited, Edited), edited
    assert set(edited.files) <= {session}
    return edited.files.get(session, session.read_bytes().decode())


def refuse(session: Path, *changes: Change) -> str:
    """Why changes are refused."""
    refused = apply_changes(Sources(), session, changes)
    assert isinstance(refused, Refused), refused
    return refused.reason


CASES: dict[str, tuple[Change, str, str]] = {
    "a value beside a remark": (
        Set(("collectivite",), "metropole"),
        "collectivite: corse   # son code",
        "collectivite: metropole   # son code",
    ),
    "what YAML takes for a number": (Set(("date",), "7.10"), "2026-01-02", '"7.10"'),
    "a day stays plain": (Set(("date",), "2026-01-03"), "2026-01-02", "2026-01-03"),
    "a mark of YAML": (Set(("date",), "a: b"), "2026-01-02", '"a: b"'),
    "a number": (Set(("date",), 12), "2026-01-02", "12"),
    "an item taken away with its remark": (
        Delete(("presents", 0)),
        "  - LECA     # la première\n",
        "",
    ),
    "the remark above a name is not its own": (
        Delete(("presents", 1)),
        "  - ORSINI\n",
        "",
    ),
    "an item added below another": (
        Insert(("presents",), 1, "NO"),
        "# la première\n",
        '# la première\n  - "NO"\n',
    ),
    "an item added at the end": (
        Insert(("presents",), 2, "VANNI"),
        "  - ORSINI\n",
        "  - ORSINI\n  - VANNI\n",
    ),
    "an item added between brackets": (
        Insert(("excuses",), 1, "MORI, père"),
        "[ALBERTI,",
        '[ALBERTI, "MORI, père",',
    ),
    "an item added to an empty list": (
        Insert(("absents",), 0, "VANNI"),
        "absents: []",
        "absents: [VANNI]",
    ),
    "the last one between brackets": (
        Delete(("excuses", 1)),
        '[ALBERTI, "D\'ORNANO"]',
        "[ALBERTI]",
    ),
    "a list that is not there yet": (
        Insert(("mouvements",), 0, {"membre": "LECA", "quitte": "26/002"}),
        "actes:\n",
        "mouvements:\n  - {membre: LECA, quitte: 26/002}\nactes:\n",
    ),
    "a key at its place": (
        Set(("actes", 0, "rapporteur"), "maire"),
        "    titre: Un titre\n",
        "    titre: Un titre\n    rapporteur: maire\n",
    ),
    "a word that becomes a block": (
        Set(("actes", 0, "vote"), {"contre": ["LECA"]}),
        "    vote: unanimite   # à relire\n",
        "    vote:   # à relire\n      contre: [LECA]\n",
    ),
    "a block that becomes a word": (
        Set(("actes", 1, "vote"), "unanimite"),
        "    vote:             # 3 contre\n      contre: [LECA, ORSINI]\n",
        "    vote: unanimite             # 3 contre\n",
    ),
    "one name of a vote": (
        Set(("actes", 1, "vote"), {"contre": ["ORSINI"]}),
        "contre: [LECA, ORSINI]",
        "contre: [ORSINI]",
    ),
    "the first key of an act": (
        Delete(("actes", 0, "numero")),
        "  - numero: 26/001\n    titre",
        "  - titre",
    ),
    "an act and its remark": (
        Delete(("actes", 0)),
        SEANCE[SEANCE.index("  # Le premier") : SEANCE.index("  # Le deuxième")],
        "",
    ),
    "a prose of several lines": (
        Set(("actes", 0, "debats"), "Un.\n\nDeux."),
        "# à relire\n",
        "# à relire\n    debats: |-\n      Un.\n\n      Deux.\n",
    ),
    "a prose that folds": (
        Set(("actes", 1, "articles", 0), "Un article plus court."),
        "Un article assez long pour se plier, comme il est\n        d'usage.",
        "Un article plus court.",
    ),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
def test_a_change_and_nothing_else(
    session: Path, case: str, end: str, mark: str
) -> None:
    """The lines asked for, whatever ends the others."""
    change, before, after = CASES[case]
    source = mark + SEANCE.replace("\n", end)
    session.write_bytes(source.encode())

    wanted = SEANCE.replace(before, after)

    assert SEANCE.count(before) == 1
    assert edit(session, change) == mark + wanted.replace("\n", end)


def test_an_act_moves_with_its_remarks(session: Path) -> None:
    """Above it, and below; the empty lines between acts stay where they are."""
    moved = edit(session, Move(("actes",), 1, 0))

    first, second = moved.index("# Le deuxième"), moved.index("# Le premier")
    assert first < moved.index("26/002") < moved.index("# fin du deuxième") < second
    assert edit(session, Move(("actes",), 1, 0), Move(("actes",), 0, 1)) == SEANCE


def test_what_changes_nothing_writes_nothing(session: Path) -> None:
    """The same value again; a list in the same order."""
    changes = Set(("date",), "2026-01-02"), Set(("presents",), ["LECA", "ORSINI"])

    assert apply_changes(Sources(), session, changes) == Edited({})


def test_an_act_of_its_own_file_is_changed_there(session: Path) -> None:
    """With its own ends of lines and its mark."""
    change = Set(("actes", 2, "objet"), "Objet")
    edited = apply_changes(Sources(), session, [change])

    path = session.parent / "actes/trois.yaml"
    assert edited == Edited({path: f"\ufeff{TROIS}objet: Objet\r\n"})


def test_texts_in_memory_are_changed(session: Path) -> None:
    """A reading laid over the disk is what changes are made of."""
    sources = Sources({session: "date: 2026-01-01\nactes: []\n"})
    edited = apply_changes(sources, session, [Set(("date",), "2026-01-05")])

    assert edited == Edited({session: "date: 2026-01-05\nactes: []\n"})


def test_what_an_alias_uses_elsewhere_is_refused(session: Path) -> None:
    """It would change where nobody looks; the alias itself may be replaced."""
    session.write_text("a: &un\n  - LECA\nb: *un\nc: {d: e}\n", encoding="utf-8")

    assert "ancre" in refuse(session, Insert(("a",), 0, "X"))
    assert f"{session}:1 : " in refuse(session, Delete(("a",)))
    assert edit(session, Set(("b",), "X")) == "a: &un\n  - LECA\nb: X\nc: {d: e}\n"
    assert edit(session, Set(("c", "d"), "f")).endswith("c: {d: f}\n")


@pytest.mark.parametrize(
    ("change", "written"),
    [
        (Delete(("m", 1, "mandats", 1)), "[{organe: cm}]"),
        (
            Insert(("m", 1, "mandats"), 2, {"organe": "cp"}),
            "[{organe: cm}, {organe: ca}, {organe: cp}]",
        ),
        (
            Set(("m", 1, "mandats", 0, "jusque"), "2026-09-01"),
            "[{organe: cm, jusque: 2026-09-01}, {organe: ca}]",
        ),
    ],
)
def test_what_an_alias_stands_for_is_written_out_where_it_changes(
    session: Path, change: Change, written: str
) -> None:
    """Of him alone: what the others share stays, to the byte."""
    text = (
        "m:\n  - {nom: A, mandats: &cm [{organe: cm}, {organe: ca}]}\n"
        "  - {nom: B, mandats: *cm}  # lui\n  - {nom: C, mandats: *cm}\n"
    )
    session.write_text(text, encoding="utf-8")

    assert edit(session, change) == text.replace(
        "B, mandats: *cm", f"B, mandats: {written}"
    )
    assert "ancre" in refuse(session, Set(("m", 0, "mandats", 0, "jusque"), "x"))


def test_what_would_not_be_read_back_is_refused(session: Path) -> None:
    """An alias before its anchor; a text whose last line break is the file's."""
    session.write_text("a:\n  - &un x\n  - *un\n", encoding="utf-8")
    assert "sans risque" in refuse(session, Move(("a",), 1, 0))
    session.write_text("a:\n  - b\n  - |\n    c", encoding="utf-8")
    assert "sans risque" in refuse(session, Move(("a",), 1, 0))


def test_a_remark_beside_the_mark_of_a_block_stays(session: Path) -> None:
    """Whatever the text becomes."""
    session.write_text("a: |  # remarque\n  un\n  deux\nb: c\n", encoding="utf-8")

    assert edit(session, Set(("a",), "x")) == "a: |-  # remarque\n  x\nb: c\n"
    assert edit(session, Set(("a",), "")) == 'a: ""  # remarque\nb: c\n'


def test_a_remark_of_what_is_next_stays(session: Path) -> None:
    """Although what stood before it on the line of the dash goes."""
    session.write_text("a:\n  - c: d\n    # de e\n    e: f\n", encoding="utf-8")

    assert edit(session, Delete(("a", 0, "c"))) == "a:\n  -\n    # de e\n    e: f\n"


@pytest.mark.parametrize(
    "change",
    [
        Set(("actes", 9, "titre"), "x"),
        Delete(("personne",)),
        Delete(("presents", 2)),
        Insert(("presents",), 4, "x"),
        Insert(("date",), 0, "x"),
        Move(("presents",), 0, 2),
        Set(("date", "jour"), "x"),
    ],
    ids=str,
)
def test_what_is_not_there_is_refused(session: Path, change: Change) -> None:
    """A place that the file has not, as somebody changed it meanwhile."""
    assert "affichez la séance" in refuse(session, Set(("date",), "x"), change)


def test_a_file_with_a_fault_is_refused_by_its_line(session: Path) -> None:
    """What cannot be read cannot be changed by parts."""
    session.write_text("date: 1\nactes: [\n", encoding="utf-8")

    assert f"{session}:" in refuse(session, Set(("date",), "x"))


def test_a_file_without_a_last_line_break(session: Path) -> None:
    """What is added begins a line of its own."""
    session.write_text("date: 1\nabsents:\n  - LECA", encoding="utf-8")

    added = edit(session, Insert(("absents",), 1, "X"), Set(("lieu",), "Y"))
    assert added == "date: 1\nlieu: Y\nabsents:\n  - LECA\n  - X"
    assert edit(session, Delete(("absents", 0))) == "date: 1\nabsents: []"
