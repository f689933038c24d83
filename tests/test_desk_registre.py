"""The office's register and its figures, as the pages show them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli_helpers import call
from delib_gen.load.registre_base import connect
from delib_gen.load.registre_place import FICHIER
from delib_gen.resources import data_dir
from desk_helpers import Browser, see

COMMUNE = "2025-06-24-commune"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """A folder whose register has three acts, one of them rendered, and a gap."""
    folder = tmp_path_factory.mktemp("registre")
    shutil.copytree(data_dir() / "exemples" / COMMUNE, folder / COMMUNE)
    session = folder / COMMUNE / "seance.yaml"
    for number in ("041", "042", "046"):
        options = ("--acte", f"2025-06-{number}", "--signe", "2025-06-25")
        assert call("suivi", session, *options).status == 0
    only = ("--acte", "2025-06-041", "--only", "deliberation", "--format", "html")
    assert call("render", session, "-o", folder / "out", *only).status == 0
    return Browser(folder)


def test_entries_are_shown_with_what_became_of_them_and_gaps(browser: Browser) -> None:
    page = see(browser.page("/registre"))

    assert "3 actes en 2025" in page
    assert "adopté signé le 25 juin 2025" in page
    assert page.count("pris, pas encore produit") == 2
    assert "Aucun acte connu n'a les rangs 43 à 45" in page
    assert str(browser.office.folder) not in page
    for asked in ("organe=x", "annee=1900", "registre=9", "registre=-1", "annee=²"):
        assert "3 actes en 2025" in see(browser.page(f"/registre?{asked}"))


def test_it_is_taken_away_to_be_read_or_kept(browser: Browser, tmp_path: Path) -> None:
    read = browser.get("/registre/lisible")
    kept = browser.get("/registre/sauvegarde")

    assert "attachment" in read.headers["content-disposition"]
    assert "2025-06-041" in read.text
    assert "2025-06-042" not in read.text  # never rendered
    copy = tmp_path / "s.sqlite"
    copy.write_bytes(kept.content)
    base = connect(copy)
    assert base.execute("SELECT count(*) FROM numeros").fetchone() == (3,)
    base.close()


def test_no_page_can_change_it(browser: Browser) -> None:
    for path in ("/registre", "/registre/lisible", "/registre/sauvegarde"):
        assert browser.post(path, {}).status_code == 405


def test_a_folder_without_one_says_when_it_begins(tmp_path: Path) -> None:
    browser = Browser(tmp_path)

    assert "Pas encore de registre" in see(browser.page("/registre"))
    assert browser.get("/registre/lisible").status_code == 404
    assert "Aucune séance tenue" in see(browser.page("/statistiques"))
    assert browser.get("/statistiques/page").status_code == 404


def test_figures_are_those_that_the_command_writes(browser: Browser) -> None:
    folder = browser.office.folder
    out, session = folder / "chiffres", folder / COMMUNE / "seance.yaml"
    made = call("stats", session, "-o", out, "--format", "html")
    assert made.status == 0
    (written,) = out.glob("*/*.html")
    try:
        shown = browser.get(f"/statistiques/page?seance={COMMUNE}")
    finally:
        browser.office.close()

    assert shown.content == written.read_bytes()
    assert shown.headers["content-security-policy"].startswith("sandbox; default-src")
    assert f'src="/statistiques/page?seance={COMMUNE}"' in browser.page(
        f"/statistiques?seance={COMMUNE}"
    )


@pytest.mark.parametrize("days", ["du=2024-01-01&au=2024-12-31", "au=2025-06-23"])
def test_a_period_without_a_sitting_says_so(browser: Browser, days: str) -> None:
    assert "Aucune séance de cet organe" in see(browser.page(f"/statistiques?{days}"))
    assert browser.get(f"/statistiques/page?{days}").status_code == 404


def test_sittings_that_cannot_be_added_up_say_why(tmp_path: Path) -> None:
    made = shutil.copytree(data_dir() / "exemples" / COMMUNE, tmp_path / COMMUNE)
    text = (made / "seance.yaml").read_text(encoding="utf-8")
    wrong = text.replace("numero: 2025-06-042", "id: sans-numero")
    (made / "seance.yaml").write_text(wrong, encoding="utf-8")
    browser = Browser(tmp_path)

    assert "n'a pas encore de numéro" in see(browser.page("/statistiques"))
    assert browser.get("/statistiques/page").status_code == 404


def test_figures_come_from_the_register_or_from_the_files(tmp_path: Path) -> None:
    """The register has the sitting as it was made, the files as it is now."""
    shutil.copytree(data_dir() / "exemples" / COMMUNE, tmp_path / COMMUNE)
    session, registre = tmp_path / COMMUNE / "seance.yaml", tmp_path / FICHIER
    options = ("--only", "deliberation", "--format", "html", "--registre", registre)
    assert call("render", session, "-o", tmp_path / "out", *options).status == 0
    days = ("--du", "2025-01-01", "--au", "2025-12-31", "--format", "html")
    assert call("stats", session, "-o", tmp_path / "avant", *days).status == 0
    (before,) = (tmp_path / "avant").glob("*/*.html")
    text, vote = session.read_text(encoding="utf-8"), "contre: [PALOMBIER, RENARDIERE,"
    assert vote in text
    session.write_text(text.replace(vote, "contre: [PALOMBIER,"), encoding="utf-8")
    assert call("stats", session, "-o", tmp_path / "apres", *days).status == 0
    (after,) = (tmp_path / "apres").glob("*/*.html")
    browser = Browser(tmp_path)
    try:
        kept = browser.get("/statistiques/page").content
        now = browser.get("/statistiques/page?source=fichiers").content
    finally:
        browser.office.close()

    assert kept == before.read_bytes() != after.read_bytes() == now
    assert '<option value="registre" selected>' in browser.page("/statistiques")
