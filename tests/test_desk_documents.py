"""An authority's phrases and house style, changed beside the page of an act."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from delib_gen.desk.web.preview import Sheet
from delib_gen.edits.tree import read_data
from delib_gen.resources import data_dir
from desk_helpers import Browser, see

COMMUNE = "2025-06-24-commune"
PLACE = f"/c/{COMMUNE}-autorite"
KEY = "deliberation.formule"


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    """A browser on a folder with one sitting, and the authority's file beside it."""
    shutil.copytree(data_dir() / "exemples" / COMMUNE, tmp_path / COMMUNE)
    return Browser(tmp_path)


def read_phrases(browser: Browser) -> Any:
    path = browser.office.folder / COMMUNE / "autorite.yaml"
    return read_data(path.read_text(encoding="utf-8")).get("phrases")


def say(browser: Browser, key: str = KEY, langue: str = "fr") -> Any:
    return browser.post(f"{PLACE}/documents/phrase", {"phrase": key, "langue": langue})


def type_in(browser: Browser, path: list[str], value: str) -> Any:
    gesture = {"genre": "poser", "chemin": path, "valeur": value}
    return browser.post(f"{PLACE}/saisie", {"gestes": [gesture], "base": ""})


def lay_out(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Sheet:
    """What would be laid out beside the form."""
    sheets: list[Sheet] = []
    monkeypatch.setattr(
        browser.office.previewer, "lay_out", lambda sheet, *_: sheets.append(sheet)
    )
    browser.get(f"{PLACE}/documents/apercu")
    (sheet,) = sheets
    return sheet


def test_a_phrase_is_said_otherwise_and_as_usual_again(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Aucune : tout se dit comme d'ordinaire" in see(
        browser.page(f"{PLACE}/documents")
    )
    assert say(browser).status_code == 200
    assert list(read_phrases(browser)["fr"]) == [KEY]
    said = "Après en avoir longuement délibéré,"
    type_in(browser, ["phrases", "fr", KEY], said)

    page = browser.page(f"{PLACE}/documents")

    assert said in page
    assert f'"phrase": "{KEY}"' not in page.replace("&#34;", '"')
    sheet = lay_out(browser, monkeypatch)
    assert said in [word for view in sheet.views for word in view.iter_words()]
    assert (("phrases", "fr", KEY), said) in sheet.texts
    gone = {"genre": "retirer", "chemin": ["phrases", "fr", KEY]}
    browser.post(f"{PLACE}/saisie", {"gestes": [gone], "base": ""})
    assert not (read_phrases(browser) or {}).get("fr")


def test_a_phrase_that_agrees_has_a_field_for_each_form(browser: Browser) -> None:
    assert say(browser, "deliberation.presents").status_code == 200

    page = browser.page(f"{PLACE}/documents")

    assert "pour un homme" in page
    assert "deliberation.presents&#34;, &#34;mixte" in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_what_nothing_would_print_is_told_beside(browser: Browser) -> None:
    say(browser)
    for text, told in (("Après {rien},", "« {rien} »"), ("Après {,", "accolade")):
        type_in(browser, ["phrases", "fr", KEY], text)
        page = browser.page(f"{PLACE}/documents")
        assert told in see(page)
        assert "GAB01" in page
    type_in(browser, ["phrases", "fr", KEY], "Délibéré,")
    assert "GAB01" not in browser.page(f"{PLACE}/documents")


def test_what_no_button_sends_is_refused(browser: Browser) -> None:
    for key, langue in (("rien", "fr"), (KEY, "xx"), ("", "")):
        assert say(browser, key, langue).status_code == 422
    assert read_phrases(browser) is None


def test_another_style_is_chosen(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = lay_out(browser, monkeypatch).spec.charte
    assert '<option value="corse">' in browser.page(f"{PLACE}/documents")

    assert type_in(browser, ["charte"], "corse").status_code == 200

    assert lay_out(browser, monkeypatch).spec.charte != before


def test_without_a_sitting_a_made_up_act_is_shown(tmp_path: Path) -> None:
    browser = Browser(tmp_path)
    new = {"base": "commune", "nom": "Commune de Valbrise", "population": "4000"}
    browser.post("/c/nouvelle", new)

    page = browser.page("/c/collectivite/documents")

    assert "Aucune page pour le moment" not in page
    assert [p.name for p in tmp_path.iterdir() if p.suffix] == ["collectivite.yaml"]


PICTURE = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">
<title>Tour</title>
<path d="M1 1h8v8h-8z" fill="#123"/></svg>"""


def test_arms_are_dropped_in(browser: Browser) -> None:
    """Beside the file, named in it with what they show, changed without that."""
    folder = browser.office.folder / COMMUNE
    first = (folder / "autorite.yaml").read_bytes()
    assert f'data-depot="{PLACE}/emblemes/blason"' in browser.page(f"{PLACE}/documents")

    done = browser.drop(f"{PLACE}/emblemes/blason", "Blason d'été.svg", PICTURE)

    assert done.status_code == 200, done.text
    assert (folder / "images/Blason-d-ete.svg").read_bytes() == PICTURE
    said = read_data((folder / "autorite.yaml").read_text("utf-8"))["identite"]
    assert said["blason"]["fichier"] == "images/Blason-d-ete.svg"
    assert said["blason"]["alternative"] == "Blason d'été"
    other = PICTURE.replace(b"#123", b"#456")
    assert browser.drop(f"{PLACE}/emblemes/blason", "b.svg", other).status_code == 200
    again = read_data((folder / "autorite.yaml").read_text("utf-8"))["identite"]
    assert again["blason"] == {**said["blason"], "fichier": "images/b.svg"}
    for _ in range(2):
        browser.post(f"{PLACE}/annuler", {})
    assert (folder / "autorite.yaml").read_bytes() == first


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("a.pdf", b"%PDF-1.4", 422),
        ("a.svg", b"<svg><script>x</script></svg>", 422),
        ("a.png", b"no picture", 422),
        ("../../a.exe", b"MZ", 422),
    ],
)
def test_what_is_no_picture_is_refused_and_leaves_nothing(
    browser: Browser, name: str, content: bytes, status: int
) -> None:
    folder = browser.office.folder / COMMUNE
    before = {p for p in folder.rglob("*") if p.is_file() and ".hist" not in str(p)}
    first = (folder / "autorite.yaml").read_bytes()

    done = browser.drop(f"{PLACE}/emblemes/logo", name, content)

    assert done.status_code == status
    assert (folder / "autorite.yaml").read_bytes() == first
    after = {p for p in folder.rglob("*") if p.is_file() and ".hist" not in str(p)}
    assert after == before


def test_there_are_no_other_emblems(browser: Browser) -> None:
    assert browser.drop(f"{PLACE}/emblemes/sceau", "a.svg", PICTURE).status_code == 404
