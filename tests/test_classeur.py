"""The workbook of a sitting says what its acts say, cell by cell."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import openpyxl
import pytest

from conftest import ROOT
from delib_gen.checking import check_session
from delib_gen.model.faits import describe_tenue
from delib_gen.model.situation import Situation
from delib_gen.tableaux.writing import (
    MAX_SIGNS,
    CellError,
    SheetToWrite,
    write_workbook,
)
from delib_gen.tenue import Tenue
from delib_gen.view.context import make_seance_context
from delib_gen.view.papiers.classeur import write_classeur

EXEMPLES = ROOT / "data/exemples"
HELD = ("2025-06-24-commune", "2026-09-30-ac", "2026-06-25-communaute")


@cache
def read_situation(name: str) -> Situation:
    situation = check_session(EXEMPLES / name / "seance.yaml").situation
    assert situation is not None
    return situation


def write(name: str) -> bytes | None:
    situation = read_situation(name)
    assert situation.reference.charte is not None
    return write_classeur(
        make_seance_context(situation, "fr", situation.reference.charte)
    )


def read(name: str) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet, its head first."""
    content = write(name)
    assert content is not None
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def list_held(name: str) -> list[Tenue]:
    found = map(describe_tenue, read_situation(name).actes)
    return [held for held in found if held is not None]


@pytest.mark.parametrize("name", HELD)
def test_the_attendance_adds_up_to_that_of_the_acts(name: str) -> None:
    head, *rows = read(name)["Présences"]
    held = list_held(name)

    assert len(head) == 1 + len(held) + 3
    for column, one in enumerate(held, start=1):
        there = {row[0]: row[column] for row in rows if row[column]}
        named = one.presence
        inside = {who for who in named.presents if who not in named.retires}
        assert {w for w, said in there.items() if said.startswith("présent")} == inside
        powers = {who: said for who, said in there.items() if "pouvoir" in said}
        assert powers == {
            p.donneur: f"pouvoir à {p.mandataire}" for p in named.pouvoirs
        }
        away = {who for who, said in there.items() if said[:6] in ("absent", "excusé")}
        assert away == {*named.absents, *named.excuses}
    for row in rows:
        assert sum(row[-3:]) == sum(map(bool, row[1:-3]))


@pytest.mark.parametrize("name", HELD)
def test_the_votes_are_those_of_the_acts(name: str) -> None:
    sheets, held = read(name), list_held(name)
    counted = [row[4:10] for row in sheets["Votes"][1:] if row[4] is not None]
    ballots = [ballot for one in held for ballot in one.scrutins]

    assert counted == [tuple(ballot.chiffres.values()) for ballot in ballots]
    named = [ballot.noms for ballot in ballots if ballot.noms]
    head, *rows = sheets.get("Votes par membre", [("Membre",)])
    assert len(head) - 1 == len(named)
    for column, noms in enumerate(named, start=1):
        words = {"Ne prend pas part": "non_participation"}
        said: dict[str, set[str]] = {}
        for row in rows:
            if row[column]:
                side = words.get(row[column], row[column].lower())
                said.setdefault(side, set()).add(row[0])
        assert said == {side: set(people) for side, people in noms.items()}


def test_a_secret_ballot_has_no_name_but_of_those_who_stood() -> None:
    sheets = read("2025-06-24-commune")

    assert "2025-06-044" not in sheets["Votes par membre"][0]
    voices = [row[4] for row in sheets["Élections"][1:3]]
    assert voices == [13, 9]


def test_the_same_sitting_has_the_same_bytes() -> None:
    assert write(HELD[0]) == write(HELD[0])


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    content = write_workbook([SheetToWrite("x", [("=1+1", 2)], (10,))])
    (cell, number) = openpyxl.load_workbook(io.BytesIO(content))["x"][1]

    assert (cell.value, cell.data_type, number.value) == ("=1+1", "s", 2)


@pytest.mark.parametrize("text", ["x" * (MAX_SIGNS + 1), "a\x01b"])
def test_what_no_cell_holds_is_an_error(text: str) -> None:
    with pytest.raises(CellError):
        write_workbook([SheetToWrite("x", [(text,)], (10,))])


def test_rows_are_as_high_as_their_longest_text() -> None:
    """LibreOffice leaves them one line high, and prints one text over the next."""
    rows = [("Membre", "23/186"), ("Léa ALBE", "pouvoir à Jean-Martin MONDOLONI")]
    rows += [("Luc BAIN", "présent"), ("Ève CROS", "a\nb")]
    content = write_workbook([SheetToWrite("x", rows, (20, 14))])

    page = openpyxl.load_workbook(io.BytesIO(content)).active
    heights = [page.row_dimensions[rank].height for rank in range(1, 5)]
    assert heights == [None, 45, None, 30]
