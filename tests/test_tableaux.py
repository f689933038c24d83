"""Tables of data: what their cells are, how they are printed, what they add up to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from book_helpers import save_book
from delib_gen.findings import Diagnostic
from delib_gen.lang.numbers import load_number_writer
from delib_gen.load.csv_rows import find_separator, read_csv
from delib_gen.load.files import NamedFile
from delib_gen.load.xlsx_rows import read_xlsx
from delib_gen.schema.fiches.tableau import TableauDeDonnees
from delib_gen.schema.nombre import parse_number, read_number
from delib_gen.tableaux.feuille import FeuilleLue, Forme
from delib_gen.tableaux.largeur import MAX_SIGNS, UPRIGHT_SIGNS, count_abreast
from delib_gen.tableaux.table import Table, read_sheet_table
from delib_gen.tableaux.totaux import sum_column
from delib_gen.tableaux.valeurs import read_day

NB = "\u00a0"


def read_sheet(text: str | bytes) -> tuple[FeuilleLue, list[Diagnostic]]:
    content = text if isinstance(text, bytes) else text.encode()
    sheet, findings = read_csv(NamedFile("a.csv", "a.csv", content))
    assert sheet is not None, findings
    return sheet, findings


def make_table(text: str, **settings: object) -> tuple[Table, list[Diagnostic]]:
    fiche = None
    if settings:
        fiche = TableauDeDonnees.model_validate(
            {"genre": "tableau", "donnees": "a.csv", **settings}
        )
    table, findings = read_sheet_table(read_sheet(text)[0], fiche)
    assert table is not None, findings
    return table, findings


def make_book(fill: Callable[[openpyxl.Workbook], object]) -> NamedFile:
    book = openpyxl.Workbook()
    fill(book)
    return save_book(book)


@pytest.mark.parametrize(
    ("text", "value", "forme"),
    [
        ("12", "12", Forme.ENTIER),
        ("-12", "-12", Forme.ENTIER),
        ("\u221212", "-12", Forme.ENTIER),
        ("1 234,50", "1234.50", Forme.NOMBRE),
        ("1\u202f234,5 €", "1234.5", Forme.EUROS),
        ("12 500 euros", "12500", Forme.EUROS),
        ("1.234,50", "1234.50", Forme.NOMBRE),
        ("1,234.50", "1234.50", Forme.NOMBRE),
        ("1234.5", "1234.5", Forme.NOMBRE),
        ("12,5 %", "12.5", Forme.POURCENTAGE),
        ("0,10", "0.10", Forme.NOMBRE),
    ],
)
def test_number_is_read_as_it_was_meant(text: str, value: str, forme: Forme) -> None:
    number = parse_number(text)

    assert number is not None
    assert (number.valeur, number.forme) == (Decimal(value), forme)


@pytest.mark.parametrize(
    "text",
    ["(12)", "1.234", "12 34", "1 2345", "12,3,4", "n.c.", "12-", "1e5", "٣", "12 k€"],
)
def test_number_that_may_be_another_is_none(text: str) -> None:
    assert parse_number(text) is None


def test_day_is_read_only_if_it_exists() -> None:
    assert read_day("03/04/2026") == read_day("2026-04-03") == dt.date(2026, 4, 3)
    assert read_day("30/02/2026") is None
    assert read_day("03/04/26") is None


@pytest.mark.parametrize(
    ("cells", "forme", "as_typed"),
    [
        (["1 234,50", "12"], Forme.NOMBRE, False),
        (["12 €", "-"], Forme.EUROS, False),
        (["20000", "20090"], Forme.ENTIER, True),  # these may be postal codes
        (["12 500", "900"], Forme.ENTIER, False),
        (["7.10", "7.5"], Forme.NOMBRE, True),  # these may be headings of a law
        (["01234", "12345"], Forme.TEXTE, False),
        (["12", "n.c."], Forme.TEXTE, False),
        (["1.234", "12"], Forme.TEXTE, False),
        (["03/04/2026", ""], Forme.DATE, False),
        (["", "-"], Forme.TEXTE, False),
    ],
)
def test_column_nobody_spoke_of_is_what_its_cells_surely_are(
    cells: list[str], forme: Forme, as_typed: bool
) -> None:
    table, findings = make_table("A;B\n" + "".join(f"x;{c}\n" for c in cells))

    assert findings == []
    assert (table.colonnes[1].forme, table.colonnes[1].tel_quel) == (forme, as_typed)


@pytest.mark.parametrize("sign", [";", "\t", ",", "|"])
def test_separator_is_found(sign: str) -> None:
    assert find_separator(f'a{sign}b{sign}c\n1{sign}"2,5"{sign}3\n') == sign


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_accents_survive_every_spreadsheet(coding: str) -> None:
    sheet, findings = read_sheet("Opération;€\nÉcole;12 €\n".encode(coding))

    assert [c.texte for row in sheet.lignes for c in row] == [
        *("Opération", "€"),
        *("École", "12 €"),
    ]
    assert [f.code for f in findings] == (["STR14"] if coding == "cp1252" else [])


def test_cell_on_two_lines_keeps_the_line_of_the_next() -> None:
    text = 'A;B\n"sur\ndeux";1\nVoirie;(12)\n'
    _, (finding,) = make_table(text, colonnes={"B": "nombre"})

    assert finding.span is not None
    assert finding.span.line == 4
    assert "« (12) » n'est pas un nombre" in finding.message
    assert "`-12`" in finding.hint


def test_total_is_exact_where_floats_are_not() -> None:
    table, findings = make_table(
        "A;B\n" + "x;0,10\n" * 30, colonnes={"B": {"type": "euros", "total": "oui"}}
    )

    assert findings == []
    assert sum_column(table, 1) == Decimal("3.00")


def test_stated_total_leaves_subtotals_out() -> None:
    table, findings = make_table(
        "A;B\nx;1,00\nSous-total;1,00\ny;2,00\nSous-total;2,00\nTOTAL GÉNÉRAL;3,00\n"
    )

    assert findings == []
    assert [row.cases[0].texte for row in table.totaux] == ["TOTAL GÉNÉRAL"]


def test_total_that_is_asked_for_and_already_there_is_not_counted_twice() -> None:
    settings = {"B": {"type": "euros", "total": "oui"}}
    table, findings = make_table("A;B\nx;1,00\nTotal;1,00\n", colonnes=settings)

    assert findings == []
    assert sum_column(table, 1) == 1


def test_columns_are_chosen_and_ordered() -> None:
    table, _ = make_table("A;B;C\n1;2;3\n", choix=["c", "A"])

    assert [c.nom for c in table.colonnes] == ["C", "A"]
    assert [c.texte for c in table.lignes[0].cases] == ["3", "1"]


def test_rows_above_the_heads_are_left_out_where_the_fiche_says_so() -> None:
    table, findings = make_table("Budget 2026;\n;\nA;B\n1;2\n", entetes="3")

    assert (findings, [c.nom for c in table.colonnes]) == ([], ["A", "B"])


def test_many_wrong_cells_are_told_in_few_words() -> None:
    _, findings = make_table("A;B\n" + "x;oups\n" * 500, colonnes={"B": "euros"})

    assert len(findings) == 21
    assert "480 autres cellules" in findings[-1].message


@pytest.mark.parametrize(
    ("columns", "wide", "refused"),
    [(5, False, False), (8, True, False), (24, True, True)],
)
def test_wide_table_lies_on_its_side_and_a_wider_one_is_refused(
    columns: int, wide: bool, refused: bool
) -> None:
    row = ";".join(["1 234 567,00 €"] * columns)
    text = ";".join(f"C{n}" for n in range(columns)) + f"\n{row}\n"
    table, findings = make_table(text)

    assert (count_abreast(table) > UPRIGHT_SIGNS) == bool(wide)
    assert (count_abreast(table) > MAX_SIGNS) == bool(refused)
    assert [f.code for f in findings] == (["STR07"] if refused else [])


@pytest.mark.parametrize(
    "text", ["1 234,5", "1.234,50", "1,234.50", "1234.567", "-0,5", "1.234", "1 23", ""]
)
def test_a_chart_reads_numbers_as_a_table_does(text: str) -> None:
    number = parse_number(text)

    assert read_number(text) == (number and number.valeur)


def test_numbers_are_written_the_french_way() -> None:
    chiffres = load_number_writer("fr")

    assert chiffres.write_euros(Decimal("1234567.5"), 2) == f"1{NB}234{NB}567,50{NB}€"
    assert chiffres.write_euros(Decimal("-12"), 0) == f"-12{NB}€"
    assert chiffres.write_percentage(Decimal("12.5"), 1) == f"12,5{NB}%"
    assert chiffres.write_number(Decimal("2026"), 0, grouped=False) == "2026"
    assert chiffres.write_day(dt.date(2026, 3, 3)) == "03/03/2026"


def test_workbook_is_read_as_it_is_shown() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.append(["Nom", "Montant", "Part", "Jour", "Somme", "Vrai"])
        sheet.append(["École", 1234.5, 0.125, dt.date(2026, 3, 3), 0.1 + 0.2, True])
        for column, shown in ((2, '#,##0.00\\ "€"'), (3, "0.0%"), (4, "DD/MM/YYYY")):
            sheet.cell(2, column).number_format = shown

    sheet, findings = read_xlsx(make_book(fill))
    assert (findings, sheet is not None) == ([], True)
    assert sheet is not None
    table, findings = read_sheet_table(sheet, None)

    assert findings == []
    assert table is not None
    assert [c.forme for c in table.colonnes] == [
        *(Forme.TEXTE, Forme.EUROS, Forme.POURCENTAGE, Forme.DATE),
        *(Forme.NOMBRE, Forme.TEXTE),
    ]
    assert [c.valeur for c in table.lignes[0].cases] == [
        *(None, Decimal("1234.5"), Decimal("12.5"), dt.date(2026, 3, 3)),
        *(Decimal("0.3"), None),
    ]
    assert table.lignes[0].cases[5].texte == "VRAI"


def test_column_whose_signs_come_and_go_is_told_and_loses_none() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        for row in (["Nom", "Part"], ["École", 0.6], ["Crèche", 0.4], ["Total", 1]):
            sheet.append(row)
        sheet["B2"].number_format = sheet["B3"].number_format = "0%"

    sheet, _ = read_xlsx(make_book(fill))
    assert sheet is not None
    table, (finding,) = read_sheet_table(sheet, None)

    assert table is not None
    assert [row.cases[1].texte for row in table.lignes] == [f"60{NB}%", f"40{NB}%"]
    assert (finding.code, finding.severity) == ("STR14", "avertissement")
    assert "« 60 % » (B2) et « 1 » (B4)" in finding.message


def test_sum_without_its_sign_among_others_is_told() -> None:
    table, (finding,) = make_table("A;B\nx;12 €\ny;13\n")

    assert table.colonnes[1].forme is Forme.TEXTE
    assert "« 12 € » (ligne 2, colonne 2) et « 13 »" in finding.message


def test_number_that_its_format_rounds_is_told() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["Nom", "Part"])
        book.active.append(["École", 1 / 3])
        book.active["B2"].number_format = "0.00"

    sheet, _ = read_xlsx(make_book(fill))
    assert sheet is not None
    table, (finding,) = read_sheet_table(sheet, None)

    assert (finding.code, finding.severity) == ("STR14", "avertissement")
    assert "B2 : 0,333333333333333 est imprimé « 0,33 »" in finding.message
    assert table is not None
    assert table.lignes[0].cases[1].texte == "0,33"
    assert table.lignes[0].cases[1].valeur == Decimal("0.333333333333333")


def test_column_far_to_the_right_is_not_lost_in_silence() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["Nom", "Part"])
        book.active.append(["École", 1])
        book.active["ZZ2"] = "oubliée"

    sheet, (finding,) = read_xlsx(make_book(fill))

    assert sheet is None
    assert finding.code == "STR07"
    assert "702 colonnes" in finding.message


def test_error_is_told_and_a_text_that_looks_like_one_is_not() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["Nom", "Lot"])
        book.active.append(["École", "#LOT!"])
        book.active["B2"].data_type = "s"
        book.active.append(["Mairie", "#REF!"])

    _, (finding,) = read_xlsx(make_book(fill))

    assert "B3 (#REF!)" in finding.message
    assert "B2" not in finding.message


def test_unknown_sheet_gets_a_near_name() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.title = "Budget"

    sheet, (finding,) = read_xlsx(make_book(fill), "Budgets")

    assert sheet is None
    assert finding.code == "STR03"
    assert "`Budget`" in finding.hint


def test_hidden_sheet_is_told(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["Nom", "Part"])
        book.active.append(["École", 1])
        other = book.create_sheet("Notes")
        other.append(["secret"])
        other.sheet_state = "hidden"

    sheet, (finding,) = read_xlsx(make_book(fill))

    assert sheet is not None
    assert "« Notes »" in finding.message
