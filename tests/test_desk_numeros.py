"""Numbers proposed, shown and taken on the desk, as `numeroter` does."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from delib_gen.checking import check_session
from delib_gen.resources import data_dir
from desk_helpers import Browser, see
from registre_helpers import ask

COMMUNE = "2025-06-24-commune"
PLACE = f"/s/{COMMUNE}/numeros"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sitting whose two last acts have no number."""
    made = shutil.copytree(data_dir() / "exemples" / COMMUNE, tmp_path / COMMUNE)
    text = (made / "seance.yaml").read_text(encoding="utf-8")
    for number in ("2025-06-045", "2025-06-046"):
        text = text.replace(f"- numero: {number}\n", f"- id: point-{number[-1]}\n")
    (made / "seance.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def browser(folder: Path) -> Browser:
    return Browser(folder)


def read_numbers(folder: Path) -> list[str]:
    situation = check_session(folder / COMMUNE / "seance.yaml").situation
    assert situation is not None
    return [acte.numero for acte in situation.actes]


def test_numbers_are_shown_taken_written_and_undone(
    browser: Browser, folder: Path
) -> None:
    session, register = folder / COMMUNE / "seance.yaml", folder / "registre.sqlite"
    before = session.read_bytes()
    page = see(browser.page(PLACE))
    assert "2 numéros proposés" in page
    assert "+ - numero: 2025-06-045" in re.sub(r"\+ +", "+ ", page)
    assert str(folder) not in page
    assert not register.exists()
    assert session.read_bytes() == before

    done = browser.post(PLACE, {"numeros": ["2025-06-045", "2025-06-046"]})

    assert done.status_code == 200, done.text
    assert read_numbers(folder)[-2:] == ["2025-06-045", "2025-06-046"]
    taken = ask("SELECT numero FROM numeros WHERE seance <> ''", register)
    assert ("2025-06-046",) in taken
    assert "Tous les actes ont leur numéro" in see(browser.page(PLACE))
    assert browser.post(f"/s/{COMMUNE}/annuler", {}).status_code == 200
    assert session.read_bytes() == before
    assert see(browser.page(PLACE)).count("déjà pris pour lui") == 2


def test_numbers_that_were_not_shown_are_not_taken(
    browser: Browser, folder: Path
) -> None:
    done = browser.post(PLACE, {"numeros": ["2025-06-050", "2025-06-051"]})

    assert done.status_code == 422
    assert "affichez-les à nouveau" in done.json()["message"]
    assert not (folder / "registre.sqlite").exists()


def test_a_first_rank_and_all_anew(browser: Browser, folder: Path) -> None:
    assert "2025-06-060" in see(browser.page(f"{PLACE}?premier=60"))
    assert "n'est pas un rang" in see(browser.page(f"{PLACE}?premier=soixante"))
    session = folder / COMMUNE / "seance.yaml"
    text = session.read_text(encoding="utf-8")
    swapped = text.replace("2025-06-041", "2025-06-09x").replace(
        "numero: 2025-06-042", "numero: 2025-06-041"
    )
    session.write_text(swapped.replace("2025-06-09x", "2025-06-042"), encoding="utf-8")
    assert "cochez « Renuméroter aussi »" in see(browser.page(PLACE))
    page = browser.page(f"{PLACE}?tout=oui")
    numbers = [f"2025-06-0{n}" for n in range(41, 47)]
    shown = re.findall(r"<strong>(2025-06-\d+)</strong>", page)
    done = browser.post(PLACE, {"tout": "oui", "numeros": shown})
    assert done.status_code == 200, done.text
    assert read_numbers(folder) == numbers


def test_what_is_wrong_is_mended_first(browser: Browser, folder: Path) -> None:
    session = folder / COMMUNE / "seance.yaml"
    text = session.read_text(encoding="utf-8")
    session.write_text(text.replace("2025-06-042", "2025-06-041"), encoding="utf-8")

    assert "À corriger avant de numéroter" in see(browser.page(PLACE))
    assert browser.post(PLACE, {"numeros": []}).status_code == 422
