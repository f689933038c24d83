"""Who changed what of a sitting, on a screen of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import ROOT
from desk_helpers import Browser, see

pytest.importorskip("starlette", reason="needs the extra `desk`")

from delib_gen.desk.web import historique

PLACE = "/s/2025-06-24-commune"


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    example = ROOT / "data/exemples/2025-06-24-commune"
    shutil.copytree(example, tmp_path / "2025-06-24-commune")
    return Browser(tmp_path)


def test_each_change_is_told_with_its_lines(browser: Browser, tmp_path: Path) -> None:
    assert "Rien n'a été changé" in see(browser.page(f"{PLACE}/historique"))
    gesture = {"geste": "statut", "acte": 2, "statut": "reporte", "ecran": "Ordre"}
    browser.post(f"{PLACE}/gestes", gesture)
    browser.post(f"{PLACE}/annuler", {})
    path = tmp_path / "2025-06-24-commune/seance.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("FONTARELLE", "<b>X", 1), encoding="utf-8")

    page = browser.page(f"{PLACE}/historique")

    told = see(page)
    outside, undone, typed = (
        told.index(words)
        for words in ("Quelqu'un changé hors du bureau", " annulé ", " Ordre · seance")
    )
    assert outside < undone < typed
    assert "<ins>president: &lt;b&gt;X</ins>" in page
    assert "<del>president: FONTARELLE</del>" in page
    assert (
        page.count("statut: reporte</del>") == page.count("statut: reporte</ins>") == 1
    )


def test_older_changes_are_on_the_next_page(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(historique, "_MOST", 3)
    for rank in range(1, 6):
        title = {"genre": "texte", "chemin": ["actes", 0, "titre"], "langue": "fr"}
        sent = {"base": "", "gestes": [{**title, "valeur": f"TITRE {rank}."}]}
        assert browser.post(f"{PLACE}/saisie", sent).status_code == 200

    first = browser.page(f"{PLACE}/historique")
    assert "TITRE 3.</ins>" in first
    assert "TITRE 2.</ins>" not in first
    link = first.partition("historique?avant=")[2].partition('"')[0]
    older = browser.page(f"{PLACE}/historique?avant={link}")
    assert "TITRE 2.</ins>" in older
    assert "TITRE 3.</ins>" not in older
    assert "plus anciens" not in older


def test_what_is_typed_in_one_go_is_one_change(browser: Browser) -> None:
    for text in ("M", "MI", "MIX"):
        title = {"genre": "texte", "chemin": ["actes", 0, "titre"], "langue": "fr"}
        gestures = [{**title, "valeur": text}]
        sent = {"base": "", "suite": text != "M", "gestes": gestures, "ecran": "Acte"}
        assert browser.post(f"{PLACE}/saisie", sent).status_code == 200

    page = browser.page(f"{PLACE}/historique")

    assert page.count("<ins>") == page.count("<del>") == 1
    assert "titre: MIX</ins>" in page


@pytest.mark.parametrize("before", ["x", "-1", "0", "99999999999", "²"])
def test_a_number_that_is_none_is_no_fault(browser: Browser, before: str) -> None:
    assert browser.get(f"{PLACE}/historique?avant={before}").status_code == 200
