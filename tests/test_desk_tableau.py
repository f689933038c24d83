"""Members from a table that is dropped in: shown before it is written, and bounded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from delib_gen.desk.web.security import MOST_FILE_BYTES
from delib_gen.edits.tree import read_data
from delib_gen.load.files import find_limit
from desk_helpers import Browser, see
from test_membres import AUTORITE, RNE, row

PLACE = "/c/a"
TABLE = f"{PLACE}/tableau"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an authority's file of some members."""
    (tmp_path / "a.yaml").write_text(AUTORITE, encoding="utf-8", newline="")
    return tmp_path


@pytest.fixture
def browser(folder: Path) -> Browser:
    return Browser(folder)


def drop(browser: Browser, content: object, name: str = "t.csv") -> Any:
    return browser.drop(TABLE, name, content)


def choose(browser: Browser, **said: str) -> Any:
    return browser.post(f"{TABLE}/choix", {"organe": "", "de": "", "jour": "", **said})


def test_a_table_is_shown_then_written_and_undone(
    browser: Browser, folder: Path
) -> None:
    path = folder / "a.yaml"
    table = RNE + row("Valbrise", "D'OPALE", "Yves-Marie", "M")
    assert drop(browser, table.encode()).status_code == 200

    asked = see(browser.page(TABLE))
    assert "dites ci-dessus depuis quel jour" in asked
    assert "--date" not in asked
    assert browser.post(f"{TABLE}/ecrire", {}).status_code == 422
    assert choose(browser, jour="2026-04-01").status_code == 200
    page = see(browser.page(TABLE))
    assert "1 membre ajouté" in page
    assert "nouveaux : Yves-Marie D'OPALE" in page
    assert "ne siège plus" in page
    assert "+ prenom: Yves-Marie" in page
    assert path.read_text(encoding="utf-8") == AUTORITE
    done = browser.post(f"{TABLE}/ecrire", {})
    assert done.json() == {"adresse": PLACE}
    assert "Yves-Marie D'OPALE" in see(browser.page(PLACE))
    assert "D'OPALE" not in see(browser.page(TABLE))
    assert browser.post(f"{PLACE}/annuler", {}).status_code == 200
    assert path.read_text(encoding="utf-8") == AUTORITE


def test_a_table_of_several_asks_which(browser: Browser) -> None:
    rows = row("Valbrise", "TALC", "Zoé", "F") + row("Autrebrise", "ZINC", "Léo", "M")
    drop(browser, (RNE + rows).encode())

    page = browser.page(TABLE)
    assert "dites ci-dessus laquelle" in see(page)
    assert "<option>Autrebrise</option>" in page
    choose(browser, de="Nulle-Part")
    assert "personne de « Nulle-Part »" in see(browser.page(TABLE))
    choose(browser, de="Valbrise", jour="2026-04-01")
    assert "1 membre ajouté" in see(browser.page(TABLE))


def test_a_workbook_is_taken_too(browser: Browser) -> None:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["civilité", "prénom", "nom"])
    sheet.append(["Mme", "Zoé", "TALC"])
    book.save(out)
    drop(browser, out.getvalue(), "Élus 2026.XLSX")
    choose(browser, jour="2026-04-01")

    assert "1 membre ajouté" in see(browser.page(TABLE))


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"nom;prenom\nTALC;Zo\n", "t.csv", "« civilité »"),
        (b"nom;prenom;civilite\nTALC;Zo;Dr\n", "t.csv", "n'est pas une civilité"),
        (b"PK\x03\x04 rien", "t.xlsx", "erreur"),
        (b"\xff\xfe\x00\x01", "t.csv", "« nom »"),
        (b"", "t.csv", "vide"),
    ],
)
def test_what_is_no_table_is_told(
    browser: Browser, folder: Path, content: bytes, name: str, told: str
) -> None:
    drop(browser, content, name)

    page = browser.page(TABLE)

    assert told in see(page)
    assert "Écrire dans le fichier" not in page
    assert browser.post(f"{TABLE}/ecrire", {}).status_code == 422
    assert (folder / "a.yaml").read_text(encoding="utf-8") == AUTORITE
    assert browser.post(f"{TABLE}/laisser", {}).status_code == 200
    assert "Laisser ce tableau" not in browser.page(TABLE)


@pytest.mark.parametrize(
    "name", ["t.exe", "t", "t.csv.html", "../../t.sh", "%2e%2e/x.xlsm", ""]
)
def test_only_tables_are_taken(browser: Browser, folder: Path, name: str) -> None:
    answer = drop(browser, b"nom;prenom;civilite\n", name)

    assert answer.status_code == 422
    assert ".csv ou .xlsx" in answer.json()["message"]
    assert [p.name for p in folder.iterdir()] == ["a.yaml"]


def test_a_table_is_read_up_to_its_bound(browser: Browser) -> None:
    limit = find_limit(".csv")

    def pieces() -> Iterator[bytes]:
        for _ in range(limit // (1 << 20) + 2):
            yield b"x" * (1 << 20)

    assert drop(browser, pieces()).status_code in (413, 422)
    told = browser.drop(TABLE, "t.csv", b"x", content_length=str(MOST_FILE_BYTES + 1))
    assert told.status_code == 413
    assert (
        browser.drop(TABLE, "t.csv", b"x", content_type="text/csv").status_code == 415
    )
    assert browser.drop(TABLE, "t.csv", b"x", x_bureau="faux").status_code == 403
    assert browser.drop("/c/rien/tableau", "t.csv", b"x").status_code == 404


def test_a_file_that_has_no_list_yet_takes_one(browser: Browser, folder: Path) -> None:
    """`membres:` alone, as one leaves it who is about to fill it in."""
    path = folder / "a.yaml"
    head, _, rest = AUTORITE.partition("membres:")
    path.write_text(
        f"{head}membres:\ndroit:{rest.partition('droit:')[2]}", encoding="utf-8"
    )
    drop(browser, "nom;prénom;civilité;depuis\nTALC;Zoé;F;22/03/2026\n".encode())

    assert browser.post(f"{TABLE}/ecrire", {}).json() == {"adresse": PLACE}
    (membre,) = read_data(path.read_text(encoding="utf-8"))["membres"]
    assert membre["mandats"][0]["depuis"] == "2026-03-22"
