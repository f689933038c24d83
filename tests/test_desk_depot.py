"""Annexes that are dropped in: looked at, bounded, named safely, never written over."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from delib_gen.checking import check_session
from delib_gen.desk.web.depot import make_name
from delib_gen.desk.web.security import MOST_BYTES, MOST_FILE_BYTES
from delib_gen.load.limits import MAX_MARKDOWN_BYTES
from desk_helpers import Browser, see

COMMUNE, PLENARY = "2025-06-24-commune", "2026-09-30-ac"
TEXT = "Un règlement.\n".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A commune's sitting, and one whose acts are files."""
    for name in (COMMUNE, PLENARY):
        shutil.copytree(ROOT / "data/exemples" / name, tmp_path / "salle" / name)
    return tmp_path / "salle"


@pytest.fixture
def browser(folder: Path) -> Browser:
    return Browser(folder)


def drop(
    browser: Browser, place: str, name: str, content: object, **headers: str
) -> Any:
    """Send a file as the page of an act does."""
    return browser.drop(f"/s/{place}/annexes", name, content, **headers)


def list_files(folder: Path) -> list[str]:
    """All files beside a sitting, hidden ones too, its history apart."""
    found = (p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    return sorted(name for name in found if not name.startswith(".historique"))


def test_a_file_is_put_beside_the_sitting_and_in_the_act(
    browser: Browser, folder: Path
) -> None:
    """Undone, the act is as it was, and the file stays."""
    session = folder / COMMUNE / "seance.yaml"
    first = session.read_bytes()
    done = drop(browser, f"{COMMUNE}/actes/2", "Règlement de l'école.MD", TEXT)
    assert done.status_code == 200, done.text

    assert (session.parent / "annexes/Reglement-de-l-ecole.md").read_bytes() == TEXT
    text = session.read_text(encoding="utf-8")
    assert "annexes/Reglement-de-l-ecole.md" in text
    situation = check_session(session).situation
    assert situation is not None
    (annexe,) = situation.actes[1].acte.annexes
    assert annexe.titre.reference == "Règlement de l'école"
    assert "Règlement de l&#39;école" in browser.page(f"/s/{COMMUNE}/actes/2")
    assert browser.post(f"/s/{COMMUNE}/annuler", {}).status_code == 200
    assert session.read_bytes() == first
    assert "annexes/Reglement-de-l-ecole.md" in list_files(session.parent)


def test_an_act_that_is_a_file_names_it_from_where_it_is(
    browser: Browser, folder: Path
) -> None:
    done = drop(browser, f"{PLENARY}/actes/2", "plan.md", TEXT)
    assert done.status_code == 200, done.text
    act = (folder / PLENARY / "actes/26-102.yaml").read_text(encoding="utf-8")
    assert "../annexes/plan.md" in act
    found = check_session(folder / PLENARY / "seance.yaml").findings
    assert [f for f in found if f.code in ("STR06", "STR07")] == []


def test_a_file_of_the_same_name_is_not_written_over(
    browser: Browser, folder: Path
) -> None:
    """The same file is named again; another one is refused, with a name to take."""
    place = f"{COMMUNE}/actes/2"
    for content in (TEXT, TEXT):
        assert drop(browser, place, "plan.md", content).status_code == 200
    there = folder / COMMUNE / "annexes/plan.md"

    refused = drop(browser, place, "plan.md", b"Autre chose.\n")

    assert refused.status_code == 409
    assert "autre contenu" in refused.json()["message"]
    assert there.read_bytes() == TEXT
    other = refused.json()["autre"]
    assert other == "plan-2.md"
    done = drop(browser, place, "plan.md", b"Autre chose.\n", x_autre=other)
    assert done.status_code == 200, done.text
    assert there.read_bytes() == TEXT
    assert there.with_name("plan-2.md").read_bytes() == b"Autre chose.\n"
    assert sorted(p.name for p in there.parent.iterdir()) == ["plan-2.md", "plan.md"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("virus.exe", b"MZ", "est attendu"),
        ("contrat.docx", b"PK", "convertissez la pièce en PDF"),
        ("faux.pdf", b"<html>", "faux.pdf"),
        ("abime.png", b"\x89PNG\r\n\x1a\nrien", "abime.png"),
        ("mal.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/>", "mal.svg"),
        ("sans-fin", b"x", "est attendu"),
        ("gros.md", b"x" * (MAX_MARKDOWN_BYTES + 1), "pèse plus de 5 Mo"),
    ],
)
def test_what_is_no_annex_leaves_nothing_behind(
    browser: Browser, folder: Path, name: str, content: bytes, told: str
) -> None:
    before = list_files(folder / COMMUNE)
    text = (folder / COMMUNE / "seance.yaml").read_bytes()

    refused = drop(browser, f"{COMMUNE}/actes/2", name, content)

    assert refused.status_code == 422, refused.text
    assert told in refused.json()["message"]
    assert list_files(folder / COMMUNE) == before
    assert (folder / COMMUNE / "seance.yaml").read_bytes() == text


def test_what_is_no_sitting_and_no_act_takes_no_file(
    browser: Browser, folder: Path
) -> None:
    before = list_files(folder / COMMUNE)
    for place in ("rien/actes/1", f"{COMMUNE}/actes/99"):
        assert drop(browser, place, "plan.md", TEXT).status_code == 404
    assert list_files(folder / COMMUNE) == before
    place = f"{COMMUNE}/actes/2"
    for headers in (
        {"x_bureau": "faux"},
        {"origin": "http://evil.test"},
        {"content_type": "multipart/form-data"},
        {"content_type": "application/json"},
        {"content_length": str(MOST_FILE_BYTES + 1)},
    ):
        refused = drop(browser, place, "plan.md", TEXT, **headers)
        assert refused.status_code in (403, 413, 415), headers
    assert list_files(folder / COMMUNE) == before


def test_a_page_sends_no_more_than_before_elsewhere(browser: Browser) -> None:
    """The larger bound is that of files alone."""
    sent = browser.post(f"/s/{COMMUNE}/saisie", "x" * (MOST_BYTES + 1))
    assert sent.status_code == 413


def test_a_folder_that_leads_outside_takes_no_file(
    browser: Browser, folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "dehors"
    outside.mkdir()
    (folder / COMMUNE / "annexes").symlink_to(outside)

    refused = drop(browser, f"{COMMUNE}/actes/2", "plan.md", TEXT)

    assert refused.status_code == 422
    assert "hors du dossier" in refused.json()["message"]
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Plan d’été (v2).PDF", "Plan-d-ete-v2.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x.pdf", "x.pdf"),
        (".htaccess", "htaccess"),
        ("con.pdf", "acte-con.pdf"),
        ("日本.pdf", "annexe.pdf"),
        ("a\nb\0c.md", "a-b-c.md"),
        ("", "annexe"),
        ("x.p df", "x.pdf"),
    ],
)
def test_names_are_safe(given: str, name: str) -> None:
    assert make_name(given) == name
    long = make_name("é" * 400 + ".pdf")
    assert len(long) < 100
    assert long.endswith(".pdf")


def test_the_screen_of_an_act_says_where_to_drop(browser: Browser) -> None:
    page = browser.page(f"/s/{COMMUNE}/actes/2")
    assert f'data-depot="/s/{COMMUNE}/actes/2/annexes"' in page
    assert "copiés dans le dossier de la séance" in see(page)
