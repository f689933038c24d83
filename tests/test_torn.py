"""Cells that another program tore: scientific notation, misread accents, lost signs."""

from __future__ import annotations

import openpyxl
import pytest

from book_helpers import save_book
from delib_gen.load.csv_rows import read_csv
from delib_gen.load.files import NamedFile
from delib_gen.load.graphiques import read_graphique
from delib_gen.load.xlsx_rows import read_xlsx
from delib_gen.schema.fiches.diapositives import GraphiqueSaisi
from delib_gen.tableaux.table import read_sheet_table
from delib_gen.tableaux.torn import find_torn

WORDS = ["Électricité d'été", "cœur", "l’avis « Untel » – 12 €", "à 30 °C", "½ m²"]


@pytest.mark.parametrize(
    "text",
    [
        "1,23457E+13",
        "2.1E+08",
        "-4E-05",
        "Ecole d?Aiacciu",
        "M\ufffdtropole",
        *(w.encode().decode(c, "ignore") for w in WORDS
          for c in ("cp1252", "latin-1", "mac_roman", "cp850")),
    ],
)  # fmt: skip
def test_torn_text_is_known(text: str) -> None:
    assert find_torn(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        *WORDS,
        *(w.upper() for w in WORDS),
        "bâtiment 3E5", "lot E+", "12E3", "1E5", "21340172201787", "-12", "1,5",
        "Qui vote ?", "Quoi?", "pourquoi ? non", "12?", "?",
        "https://exemple.org/page?rang=1&x=é", "www.exemple.org/é?a", "liste.php?id=é",
        "«CAFÉ»", "CAFÉ…", "À l’aube", "DÉPÔT « Â »", "Ô Çà", "Åse", "√2", "¬ p",
        "MÂCON", "Ünlü", "chì vota ?", "per ùn perde",
    ],
)  # fmt: skip
def test_text_that_may_have_been_typed_is_left_alone(text: str) -> None:
    assert find_torn(text) is None


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("1,23457E+13", "notation scientifique"),
        ("Ã‰cole", "autre codage"),
        ("Ecole d?Aiacciu", "un signe y est perdu"),
    ],
)
def test_torn_cell_is_told_with_its_line_and_its_column(cell: str, said: str) -> None:
    content = f"Nom;Reste\nMairie;x\nLa poste;{cell}\n".encode()
    sheet, findings = read_csv(NamedFile("a.csv", "a.csv", content))
    assert (sheet is not None, findings) == (True, [])
    table, (finding,) = read_sheet_table(sheet, None)  # type: ignore[arg-type]

    assert table is not None
    assert table.lignes[1].cases[1].texte == cell
    assert (finding.code, finding.severity) == ("STR14", "avertissement")
    assert "ligne 3, colonne 2" in finding.message
    assert said in finding.message
    assert finding.span is not None
    assert finding.span.line == 3


def test_torn_text_of_a_workbook_is_told_too() -> None:
    book = openpyxl.Workbook()
    for row in (["Nom", "LibellÃ©"], ["Mairie", "x"]):
        book.active.append(row)  # type: ignore[union-attr]
    sheet, _ = read_xlsx(save_book(book))
    assert sheet is not None
    _, (finding,) = read_sheet_table(sheet, None)

    assert "B1" in finding.message


def test_torn_name_of_a_chart_is_told() -> None:
    content = "Nom;Total\nMairie;1\nÃ‰cole;2\n".encode()
    sheet, _ = read_csv(NamedFile("a.csv", "a.csv", content))
    asked = GraphiqueSaisi.model_validate(
        {"type": "barres", "titre": "Lots", "fichier": "a.csv"}
    )
    donnees, (finding,) = read_graphique(asked, sheet, ())

    assert donnees is not None
    assert (finding.code, finding.severity) == ("STR14", "avertissement")
    assert "ligne 3, colonne 1" in finding.message
