"""What a workbook shows, printed: each cell as LibreOffice itself writes it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from book_helpers import save_book
from delib_gen.findings import Diagnostic
from delib_gen.load.files import NamedFile
from delib_gen.load.xlsx_rows import read_xlsx
from delib_gen.schema.fiches.tableau import TableauDeDonnees
from delib_gen.tableaux.feuille import Forme
from delib_gen.tableaux.table import Table, read_sheet_table
from delib_gen.tableaux.totaux import sum_column
from libreoffice_helpers import convert

NB = "\u00a0"
NOON = dt.datetime(2023, 12, 3, 18, 5, 7)  # noqa: DTZ001 - of no zone
MONEY = (
    '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-'  # accounting
)
SHOWN: list[tuple[Any, str, str]] = [
    # codes and masks
    (1000, "00000", "01000"),
    (12, "0000", "0012"),
    (-12, "0000", "-0012"),
    (612345678, "0#\\ ##\\ ##\\ ##\\ ##", "06 12 34 56 78"),
    (33612345678, "+## # ## ## ## ##", "+33 6 12 34 56 78"),
    (21340172201787, "000 000 000 00000", "213 401 722 01787"),
    (1234567890123, "000\\ 000\\ 000\\ 00000", "012 345 678 90123"),
    (1900512345678, "0 00 00 00 000 000", "1 90 05 12 345 678"),
    (75001, "00\\ 000", "75 001"),
    (2345, "0-00-00", "0-23-45"),
    (1830, '00"h"00', "18h30"),
    (7, '000"/2026"', "007/2026"),
    # thousands, millions
    (1234567, "#,##0", "1 234 567"),
    (1234567, "#,##0,", "1 235"),
    (1234567, '#,##0,\\ "k€"', "1 235 k€"),
    (-1234567, "#,##0,", "-1 235"),
    (499, "0,", "0"),
    (12345678, '0.0,,\\ "M€"', "12,3 M€"),
    (12345678, "#,##0.0,,", "12,3"),
    (1500, '[<1000]0" m";0.0," km"', "1,5 km"),
    (500, '[<1000]0" m";0.0," km"', "500 m"),
    # currencies
    (1234.5, '#,##0.00\\ "€"', "1 234,50 €"),
    (1234.5, "#,##0.00\\ [$€-40C]", "1 234,50 €"),
    (1234.5, "[$€-2] #,##0.00", "€ 1 234,50"),
    (1234.5, '#,##0\\ "€";[Red]\\-#,##0\\ "€"', "1 235 €"),
    (1234.5, "0.00€", "1234,50 €"),
    (100, "[$$-409]#,##0.00", "$100,00"),
    (-100, "[$$-409]#,##0.00", "-$100,00"),
    (100, "[$£-809]#,##0.00", "£100,00"),
    (1234.5, "#,##0.00 [$CHF]", "1 234,50 CHF"),
    (1234.5, MONEY, "1 234,50 €"),
    (-1234.5, MONEY, "-1 234,50 €"),
    (0, MONEY, "- €"),
    ("à voir", MONEY, "à voir"),
    (-200, '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)', "-200 €"),
    (-200, "#,##0_);(#,##0)", "-200"),  # its number means another format in France
    # percentages and hundredths that are not
    (0.125, "0.0%", "12,5 %"),
    (0.5, "0%", "50 %"),
    (12.5, '0.0"%"', "12,5 %"),
    (0, '0.0%;-0.0%;"-"', "-"),
    # units
    (250, '0" m²"', "250 m²"),
    (12500, '#,##0\\ "habitants"', "12 500 habitants"),
    (12.345, '0.00" kg"', "12,35 kg"),
    (12.5, '0.00"€/m²"', "12,50 €/m²"),
    (5, '"n° "0', "n° 5"),
    (5, "0°", "5°"),
    (1, '[=1]0" jour";0" jours"', "1 jour"),
    (3, '[=1]0" jour";0" jours"', "3 jours"),
    # fractions
    (0.5, "# ?/?", "1/2"),
    (1.3125, "# ??/16", "1 5/16"),
    (3.14159, "# ??/??", "3 14/99"),
    (-0.25, "# ??/??", "-1/4"),
    (2, "# ?/?", "2"),
    (2.75, "?/?", "11/4"),
    (0.1, "# ??/100", "10/100"),
    # sections, conditions, words
    (1, '"Oui";;"Non"', "Oui"),
    (0, '"Oui";;"Non"', "Non"),
    (-200, "#,##0;(#,##0)", "(200)"),
    (-200, "#,##0_);[Red]\\(#,##0\\)", "(200)"),
    (0, '#,##0;(#,##0);"néant"', "néant"),
    (-7, '0;"moins "0', "moins 7"),
    ("A12", '0;0;0;"Code "@', "Code A12"),
    ("A12", "0.00", "A12"),
    (12, '[>=10]"beaucoup";[<0]"négatif";0', "beaucoup"),
    (5, '[>=10]"beaucoup";[<0]"négatif";0', "5"),
    (5, "[Color10]0;[Color3]-0", "5"),
    (0, "0;-0;;@", ""),
    # days
    (NOON, "dd/mm/yyyy", "03/12/2023"),
    (NOON, "mm-dd-yy", "03/12/2023"),  # the short day of each country
    (NOON, "mmmm yyyy", "décembre 2023"),
    (NOON, "mmm\\-yy", "déc.-23"),
    (NOON, "yyyy", "2023"),
    (NOON, "dddd d mmmm", "dimanche 3 décembre"),
    (NOON, "[$-40C]d mmmm yyyy;@", "3 décembre 2023"),
    (NOON, "[$-F800]dddd, mmmm dd, yyyy", "dimanche 3 décembre 2023"),
    (NOON, "[$-409]dddd, mmmm d", "Sunday, December 3"),
    (NOON, "d.m.yy", "3.12.23"),
    (NOON, "yyyymmdd", "20231203"),
    (NOON, 'd mmmm yyyy "à" hh"h"mm', "3 décembre 2023 à 18h05"),
    # hours
    (dt.time(18, 30), "h:mm", "18:30"),
    (NOON, "h:mm AM/PM", "6:05 PM"),
    (NOON, "hh:mm:ss", "18:05:07"),
    (NOON, "m/d/yy h:mm", "03/12/2023 18:05"),
    (1.5, "[h]:mm", "36:00"),
    (1.25, '[h]"h"mm', "30h00"),
    (-1.5, "[h]:mm", "-36:00"),
    (0.0345, "[mm]:ss", "49:41"),
    (0.0345, "mm:ss", "49:40"),
    (0.0345, "mm:ss.0", "49:40,8"),
    # scientific, rounded, General, text
    (123456789, "0.00E+00", "1,23E+08"),
    (0.000123, "0.00E+00", "1,23E-04"),
    (123456789, "##0.0E+0", "123,5E+6"),
    (1234.56, "0", "1235"),
    (2.5, "0", "3"),
    (-2.5, "0", "-3"),
    (-0.4, "0", "0"),
    (0.666666, "0.0", "0,7"),
    (2.675, "0.00", "2,68"),
    (12, "0.##", "12"),
    (12.3, "#.##", "12,3"),
    (0.5, ".00", ",50"),
    (1234567.891, "#,##0.0##", "1 234 567,891"),
    (12.5, "@", "12,5"),
    ("1 234,50 €", "@", "1 234,50 €"),
    (1234.5, "General", "1234,5"),
    (0.1 + 0.2, "General", "0,3"),
    (21340172201787, "General", "21340172201787"),
    (3.5, 'General" €"', "3,5 €"),
    (True, "General", "VRAI"),
    (False, "General", "FAUX"),
]


def make_book(cells: list[tuple[Any, str]], *, mac: bool = False) -> NamedFile:
    """A workbook: a name, then a cell, for each."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    if mac:
        book.epoch = openpyxl.utils.datetime.MAC_EPOCH
    sheet.append(["Nom", "Valeur"])
    for line, (value, code) in enumerate(cells, start=2):
        sheet.cell(line, 1).value = "x"
        sheet.cell(line, 2).value = value
        sheet.cell(line, 2).number_format = code
    sheet.column_dimensions["B"].width = 80
    return save_book(book)


def read(
    *cells: tuple[Any, str], mac: bool = False, **settings: object
) -> tuple[Table, list[Diagnostic]]:
    sheet, findings = read_xlsx(make_book(list(cells), mac=mac))
    assert sheet is not None, findings
    fiche = None
    if settings:
        fiche = TableauDeDonnees.model_validate(
            {"genre": "tableau", "donnees": "a.xlsx", "colonnes": {"Valeur": settings}}
        )
    table, more = read_sheet_table(sheet, fiche)
    assert table is not None, more
    return table, [*findings, *more]


def fold(text: str) -> str:
    """A text with the spaces of a page: a sign set apart, one space for some."""
    spaced = re.sub(r"(?<=\d)(?=[%€])", " ", text.replace(NB, " "))
    return re.sub(r"^- (?=\d)", "-", " ".join(spaced.split()))


@pytest.mark.parametrize(("value", "code", "text"), SHOWN)
def test_cell_is_printed_as_it_is_shown(value: Any, code: str, text: str) -> None:
    table, findings = read((value, code))

    assert fold(table.lignes[0].cases[1].texte) == text
    assert [f for f in findings if "arrondis" not in f.message] == []


@pytest.mark.libreoffice
def test_libreoffice_shows_the_same(tmp_path: Path) -> None:
    """The texts above are its own, in a French profile, spaces folded."""
    user = tmp_path / "profile/user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items '
        'xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Setup/L10N"><prop '
        'oor:name="ooSetupSystemLocale" oor:op="fuse"><value>fr-FR</value></prop>'
        "</item></oor:items>"
    )
    cells = [(value, code) for value, code, _ in SHOWN]
    (tmp_path / "a.xlsx").write_bytes(make_book(cells).content)
    # Tab, quote, UTF-8; cells as shown.
    form = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,false,true"
    convert(tmp_path, form, "a.xlsx", lost="formats of cells were not compared")
    if not (tmp_path / "a.csv").exists():
        pytest.skip("LibreOffice Calc is not installed: formats were not compared")
    text = (tmp_path / "a.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))[1:]

    assert {
        (value, code): fold(row[1])
        for (value, code), row in zip(cells, rows, strict=True)
    } == {(value, code): text for value, code, text in SHOWN}


@pytest.mark.parametrize(
    ("value", "code", "text", "told"),
    [
        (1234, ";;;", "", "masque le nombre ; B2 est imprimé en blanc"),
        ("abc", ";;;", "", "masque le texte"),
        (-5, "0.00;", "", "masque le nombre"),
        (-200, "#,##0;[Red]#,##0", "200", "le signe moins ; B2 est imprimé « 200 »"),
        (-5, '[=0]"nul";0', "-5", "signe moins"),
        (45000, "jj/mm/aaaa", "45000", "`jj/mm/aaaa`, n'est pas de ceux"),
        (12, "0 kg", "12", "`0 kg`, n'est pas de ceux"),
        (1234.5, "#.##0,00", "1234,5", "n'est pas de ceux"),
        (1234.5, "[$-409]#,##0.00", "1 234,50", "mis à la française"),
        (-1.5, "dd/mm/yyyy", "-1,5", "pas un jour du calendrier"),
        (1e9, "dd/mm/yyyy", "1000000000", "pas un jour du calendrier"),
        (1, "dd/mm/yyyy", "31/12/1899", "ne s'accordent pas"),
        (1e308, "General", "1E+308", "ne le montre pas en entier"),
        (1234567890123456, "0", "1234567890123460", "quinze chiffres"),
        (True, "0.00", "1,00", "VRAI"),
    ],
)
def test_cell_that_may_be_shown_otherwise_is_told(
    value: Any, code: str, text: str, told: str
) -> None:
    table, (finding, *_) = read((value, code), (5, "General"))

    assert fold(table.lignes[0].cases[1].texte) == text
    assert (finding.code, finding.severity) == ("STR14", "avertissement")
    assert "B2" in finding.message
    assert told in finding.message


def test_number_of_three_hundred_digits_is_whole() -> None:
    table, findings = read((1e308, "0.00"), (2, "0.00"), total="oui")

    assert table.lignes[0].cases[1].texte == f"1{'0' * 308},00"
    assert sum_column(table, 1) == Decimal(f"1{'0' * 307}2")
    assert [f.code for f in findings] == ["STR07"]  # no page is that wide


def test_day_of_another_calendar_is_the_same_day() -> None:
    table, _ = read((NOON, "d mmmm yyyy"), (0.5, "[h]:mm"), mac=True)

    assert [row.cases[1].texte for row in table.lignes] == ["3 décembre 2023", "12:00"]


@pytest.mark.parametrize(
    ("code", "values", "shown", "total"),
    [
        ('#,##0,\\ "k€"', [1_234_567, 1_000_400], f"1{NB}235{NB}k€", "2234967"),
        ('0" m²"', [250, 1000.4], f"250{NB}m²", "1250.4"),
        ("0", [0.4, 0.4, 0.4], "0", "1.2"),
    ],
)
def test_sum_is_of_what_cells_hold(
    code: str, values: list[float], shown: str, total: str
) -> None:
    table, _ = read(*((value, code) for value in values), total="oui")

    assert table.lignes[0].cases[1].texte == shown
    assert sum_column(table, 1) == Decimal(total)


def test_stated_total_is_compared_with_what_cells_hold() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (["Nom", "k€"], ["A", 1400], ["B", 1400], ["Total", 2800]):
        sheet.append(row)
    for line in (2, 3, 4):
        sheet.cell(line, 2).number_format = "#,##0,"

    def judge() -> list[str]:
        found, _ = read_xlsx(save_book(book))
        assert found is not None
        return [f.code for f in read_sheet_table(found, None)[1]]

    assert judge() == ["STR14"]  # 1 400 is printed 1
    sheet["B4"] = 2801
    assert judge() == ["STR14", "STR15"]


@pytest.mark.parametrize(
    ("cells", "forme"),
    [
        ([(1000, "00000"), (20000, "00000")], Forme.TEXTE),
        ([(612345678, "0#\\ ##\\ ##\\ ##\\ ##")], Forme.TEXTE),
        ([(1, '"Oui";;"Non"'), (0, '"Oui";;"Non"')], Forme.TEXTE),
        ([(1.5, '0" m²"'), (2, '0" m²"')], Forme.ENTIER),
        ([(1234, "#,##0,")], Forme.ENTIER),
        ([(0, MONEY), (3, MONEY)], Forme.EUROS),
        ([(12.5, '0.00"€/m²"')], Forme.NOMBRE),
        ([(NOON, "[h]:mm")], Forme.TEXTE),
        ([(dt.date(2023, 12, 1), "mmmm yyyy")], Forme.DATE),
    ],
)
def test_column_is_what_its_formats_say(
    cells: list[tuple[Any, str]], forme: Forme
) -> None:
    assert read(*cells)[0].colonnes[1].forme is forme


def test_type_of_a_fiche_wins_over_the_format() -> None:
    table, findings = read((1234567, '#,##0,\\ "k€"'), type="euros")

    assert not table.colonnes[1].tel_quel
    assert table.lignes[0].cases[1].valeur == 1234567
    assert findings == []


def test_other_money_in_a_column_of_euros_is_refused() -> None:
    _, (finding,) = read((100, "[$$-409]#,##0.00"), (5, '0.00\\ "€"'), type="euros")

    assert (finding.code, finding.severity) == ("STR14", "erreur")
    assert "B2" in finding.message
