"""What becomes of acts once they were taken: read from the register, put into it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli_helpers import call
from delib_gen.resources import data_dir
from desk_helpers import Browser, see

COMMUNE = "2025-06-24-commune"
PLACE = f"/s/{COMMUNE}/suite"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(data_dir() / "exemples" / COMMUNE, tmp_path / COMMUNE)
    return tmp_path


@pytest.fixture
def browser(folder: Path) -> Browser:
    return Browser(folder)


def test_facts_are_those_that_the_command_knows(browser: Browser, folder: Path) -> None:
    assert "à signer depuis le 24 juin 2025" in see(browser.page(PLACE))
    assert "à signer" not in see(browser.page("/"))  # nobody follows it yet
    days = {"signe": "2025-06-25", "envoye": "2025-06-26", "note": "lot 3"}

    done = browser.post(PLACE, {"actes": ["1", "2"], **days})

    assert done.status_code == 200, done.text
    assert "4 faits inscrits" in done.json()["mot"]
    told = call("suivi", folder / COMMUNE / "seance.yaml", "--acte", "2025-06-042")
    assert told.out.startswith("2025-06-042 : signé le 25 juin 2025 (lot 3), envoyé")
    call(
        *("suivi", folder / COMMUNE / "seance.yaml", "--acte", "2025-06-041"),
        *("--recu", "2025-06-27", "--publie", "2025-06-30"),
    )
    page = see(browser.page(PLACE))
    assert "réception attendue depuis le 26 juin 2025" in page
    assert "30 juin 2025 rien" in page
    assert "lot 3 (signé, envoyé)" in page
    assert "4 actes à signer, 1 réception attendue" in see(browser.page("/"))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"actes": [], "signe": "2025-06-25"}, "cochez au moins un acte"),
        ({"actes": ["1"]}, "donnez au moins un jour"),
        ({"actes": ["1"], "signe": "25 juin"}, "n'est pas un jour"),
        ({"actes": ["1"], "signe": "2025-06-23"}, "avant d'être pris"),
        ({"actes": ["1"], "signe": "2027-06-23"}, "pas encore venu"),
        (
            {"actes": ["1"], "signe": "2025-06-26", "recu": "2025-06-25"},
            "avant d'être signé",
        ),
    ],
)
def test_what_cannot_have_happened_is_refused(
    browser: Browser, folder: Path, sent: dict[str, object], said: str
) -> None:
    done = browser.post(PLACE, sent)

    assert done.status_code == 422
    assert said in done.json()["message"]
    assert not (folder / "registre.sqlite").exists()


def test_an_act_with_errors_or_of_a_sitting_to_come_is_not_followed(
    browser: Browser, folder: Path
) -> None:
    session = folder / COMMUNE / "seance.yaml"
    text = session.read_text(encoding="utf-8")
    session.write_text(text.replace("    titre:", "    titres:", 1), encoding="utf-8")
    sent = {"actes": ["1"], "signe": "2025-06-25"}

    assert browser.post(PLACE, sent).status_code == 422
    assert browser.post(PLACE, {**sent, "actes": ["2"]}).status_code == 200
    session.write_text(f"stade: projet\n{text}", encoding="utf-8")
    assert "n'est pas ouverte" in see(browser.page(PLACE))
    assert browser.post(PLACE, {**sent, "actes": ["2"]}).status_code == 422


def test_what_came_after_and_what_contradicts_is_told(
    browser: Browser, folder: Path
) -> None:
    session = folder / COMMUNE / "seance.yaml"
    text = session.read_text(encoding="utf-8")
    after = (
        "    signe_le: 2025-06-27\n"
        "    suites: [{effet: annule, par: le tribunal, le: 2026-01-10}]\n"
    )
    session.write_text(
        text.replace("    vote:", f"{after}    vote:", 1), encoding="utf-8"
    )
    browser.post(PLACE, {"actes": ["1", "2"], "signe": "2025-06-25"})

    page = see(browser.page(PLACE))

    assert page.count("l'acte imprime « signé le 27 juin 2025 »") == 1
    assert page.count("le tribunal") == 1
    assert "10 janvier 2026" in page


def test_a_register_that_is_damaged_is_told(browser: Browser, folder: Path) -> None:
    assert "1 erreur" not in see(browser.page("/"))
    (folder / "registre.sqlite").write_text("abîmé", encoding="utf-8")

    assert "registre.sqlite » est abîmé" in see(browser.page(PLACE))
    done = browser.post(PLACE, {"actes": ["1"], "signe": "2025-06-25"})
    assert done.status_code == 422
    assert "corrigez d'abord les erreurs" in done.json()["message"]
    assert "1 erreur" in see(browser.page("/"))
