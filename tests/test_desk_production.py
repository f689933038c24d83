"""A sitting begun, its order of business, and its documents, as pages ask for them."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from conftest import REFERENCE
from delib_gen.checking import check_session
from delib_gen.findings import has_errors
from delib_gen.resources import data_dir
from desk_helpers import Browser, see
from registre_helpers import ask

USUAL = {"pieces": ["deliberation"], "formats": ["docx"], "langues": ["fr"]}
PLENARY, NAME = "2026-09-30-ac", "2023-12-19-cp"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two sittings."""
    shutil.copytree(REFERENCE, tmp_path / "salle" / NAME)
    shutil.copytree(data_dir() / "exemples" / PLENARY, tmp_path / "salle" / PLENARY)
    return tmp_path / "salle"


@pytest.fixture
def browser(folder: Path) -> Browser:
    return Browser(folder)


def begin(browser: Browser, organe: str, jour: str, nom: str = "") -> Any:
    """Send the form of a new sitting."""
    return browser.post("/nouvelle", {"organe": organe, "jour": jour, "nom": nom})


def test_a_first_sitting_is_begun_in_an_empty_folder(tmp_path: Path) -> None:
    browser = Browser(tmp_path)
    assert "préparez une séance tout de suite" in see(browser.page("/"))

    done = begin(browser, "commune|conseil-municipal", "2026-12-18", "Commune de Val")

    assert done.status_code == 200, done.text
    place = done.json()["adresse"].rpartition("/")[0]
    for screen in ("", "/seance", "/presences", "/votes", "/actes/1", "/yaml"):
        browser.page(place + screen)
    (session,) = tmp_path.glob("*/seance.yaml")
    checked = check_session(session)
    assert not has_errors(checked.findings)
    assert checked.situation is not None
    assert not checked.situation.lue.tenue
    assert "La séance est ouverte" not in see(browser.page(place))
    again = see(browser.page("/nouvelle"))
    assert "Commune de Val" in again
    own = f"{session.parent / 'collectivite.yaml'}|conseil-municipal"
    assert begin(browser, own, "2027-01-15").status_code == 200
    assert len(list(tmp_path.glob("*/collectivite.yaml"))) == 1


@pytest.mark.parametrize(
    ("jour", "held"), [("2026-11-30", True), ("2026-12-01", False)]
)
def test_a_sitting_to_come_begins_as_a_project_and_is_opened(
    tmp_path: Path, jour: str, held: bool
) -> None:
    """Nobody is there before the roll-call, and nothing is voted yet."""
    browser = Browser(tmp_path)
    choice = "commune|conseil-municipal"
    place = begin(browser, choice, jour, "Val").json()["adresse"].rpartition("/")[0]
    (session,) = tmp_path.glob("*/seance.yaml")
    text = session.read_text(encoding="utf-8")
    assert ("\nstade: projet\n" in text) is not held
    assert ("\n    vote: unanimite" in text) is held
    assert ("La séance est ouverte" in see(browser.page(place))) is not held

    assert browser.post(f"{place}/gestes", {"geste": "ouvrir"}).status_code == 200

    checked = check_session(session)
    assert checked.situation is not None
    assert checked.situation.lue.tenue
    assert "La séance est ouverte" not in see(browser.page(place))
    badly_made = [f.message for f in checked.findings if f.code.startswith("STR")]
    assert [words for words in badly_made if "vote" not in words] == []


@pytest.mark.parametrize(
    ("organe", "jour", "nom", "said"),
    [
        ("commune|conseil-municipal", "2026-12-18", "", "nom de votre collectivité"),
        ("commune|conseil-municipal", "18/12/26", "Val", "jour"),
        ("commune|conseil-municipal", "2026-13-40", "Val", "jour"),
        ("commune|inconnu", "2026-12-18", "Val", "organe"),
        ("../../etc/passwd|x", "2026-12-18", "", "organe"),
        ("", "", "", "organe"),
    ],
)
def test_what_lacks_for_a_new_sitting_is_told(
    tmp_path: Path, organe: str, jour: str, nom: str, said: str
) -> None:
    done = begin(Browser(tmp_path), organe, jour, nom)

    assert done.status_code == 422
    assert said in done.json()["message"]
    assert list(tmp_path.iterdir()) == []


def test_a_sitting_is_never_begun_over_another(browser: Browser, folder: Path) -> None:
    choice = "corse|commission-permanente"
    before = (folder / NAME / "seance.yaml").read_bytes()

    done = begin(browser, choice, "2023-12-19")

    assert done.status_code == 422
    assert "existe déjà" in done.json()["message"]
    assert (folder / NAME / "seance.yaml").read_bytes() == before


def test_acts_come_move_and_are_put_off(browser: Browser, folder: Path) -> None:
    session = folder / PLENARY / "seance.yaml"

    def do(geste: str, **sent: object) -> None:
        done = browser.post(f"/s/{PLENARY}/gestes", {"geste": geste, **sent})
        assert done.status_code == 200, done.text

    do("acte-ajouter", titre="Un acte : ajouté")
    do("acte-deplacer", acte=16, vers=1)
    do("statut", acte=1, statut="reporte")

    situation = check_session(session).situation
    assert situation is not None
    first = situation.actes[0].acte
    assert [visa.ref for visa in first.visas] == ["cgct"]
    assert first.titre.reference == "Un acte : ajouté"
    assert str(first.statut) == "reporte"
    do("statut", acte=1, statut="reporte")
    do("acte-retirer", acte=1)
    original = data_dir() / "exemples" / PLENARY / "seance.yaml"
    assert session.read_bytes() == original.read_bytes()
    empty = browser.post(f"/s/{PLENARY}/gestes", {"geste": "acte-ajouter"})
    assert empty.status_code == 422


def make(browser: Browser, what: str = "production", **asked: object) -> None:
    """Have documents made, or compared, and wait until they are."""
    done = browser.post(f"/s/{NAME}/{what}", {**USUAL, **asked})
    assert done.status_code == 200, done.text
    until = time.monotonic() + 120
    while "data-en-cours" in browser.page(f"/s/{NAME}/production"):
        assert time.monotonic() < until
        time.sleep(0.2)


def test_documents_are_made_given_and_told_when_stale(
    browser: Browser, folder: Path
) -> None:
    try:
        assert "Rien n'a encore été produit" in see(
            browser.page(f"/s/{NAME}/production")
        )
        make(browser)
    finally:
        browser.office.close()

    page = see(browser.page(f"/s/{NAME}/production"))
    assert "Production faite" in page
    history = see(browser.page(f"/s/{NAME}/historique"))
    told = re.search(r"\d\d:\d\d (.+) documents produits Production : ", history)
    assert told is not None
    assert told[1] != "Quelqu'un"
    assert browser.post(f"/s/{NAME}/annuler", {}).status_code == 422
    assert "disent ce que les fichiers disent" in page
    path = f"/s/{NAME}/documents/23-186-CP/deliberation.fr.docx"
    given = browser.get(path)
    there = folder / "out" / NAME / "23-186-CP" / "deliberation.fr.docx"
    assert given.content == there.read_bytes()
    assert "attachment" in given.headers["content-disposition"]
    assert "sandbox" in given.headers["content-security-policy"]
    (folder / "out" / NAME / "autre.txt").write_text("x", encoding="utf-8")
    for wrong in (
        "autre.txt",
        "manifest.json",
        "../../23-186/bilan.yaml",
        "x/../autre.txt",
    ):
        assert browser.get(f"/s/{NAME}/documents/{wrong}").status_code == 404
    session = folder / NAME / "seance.yaml"
    text = session.read_text(encoding="utf-8")
    session.write_text(text + "\n# vu\n", encoding="utf-8")
    assert "ne sont plus à jour : seance.yaml" in see(
        browser.page(f"/s/{NAME}/production")
    )


def test_documents_are_compared_and_signed_ones_not_made_over_in_silence(
    browser: Browser, folder: Path
) -> None:
    """A comparison writes nothing: neither beside the sittings nor in the register."""
    place = f"/s/{NAME}"
    session, register = folder / NAME / "seance.yaml", folder / "registre.sqlite"
    signed = {"actes": ["1"], "signe": "2023-12-20"}
    try:
        make(browser)
        assert browser.post(f"{place}/suite", signed).status_code == 200
        text = session.read_text(encoding="utf-8")
        changed = text.replace("AUTORISANT", "APPROUVANT", 1)
        assert changed != text
        session.write_text(changed, encoding="utf-8")
        kept = read_files(folder)
        make(browser, "comparaison", pieces=["deliberation", "rapport"])
        page = see(browser.page(f"{place}/production"))
        refused = browser.post(f"{place}/production", USUAL)

        assert read_files(folder) == kept
        assert "Comparaison faite : 2 documents seraient différents" in page
        assert "23-186-CP/deliberation.fr différent (Word) · acte signé" in page
        assert "avant : − AUTORISANT" in page
        assert "maintenant : + APPROUVANT" in page
        assert "23-186-CP/rapport.fr nouveau (Word)" in page
        assert refused.status_code == 422
        assert "23/186 CP est signé" in refused.json()["message"]
        assert ask("SELECT count(*) FROM versions", register) == [(0,)]
        over = browser.post(f"{place}/production", {**USUAL, "refaire": "oui"})
        assert over.status_code == 200
    finally:
        browser.office.close()


def read_files(folder: Path) -> dict[str, bytes]:
    """All that stands in a folder, the desk's own history apart."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".historique" not in path.parts
    }


def test_errors_keep_anything_from_being_made(browser: Browser, folder: Path) -> None:
    session = folder / NAME / "seance.yaml"
    text = session.read_text(encoding="utf-8")
    session.write_text(text.replace("COMBETTE", "PERSONNE"), encoding="utf-8")
    try:
        make(browser)
    finally:
        browser.office.close()

    page = see(browser.page(f"/s/{NAME}/production"))
    assert "Production refusée" in page
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"pieces": [], "formats": ["pdf"], "langues": ["fr"]}, 422),
        ({"pieces": ["rien"], "formats": ["pdf"], "langues": ["fr"]}, 400),
        ({"pieces": "pv", "formats": ["pdf"], "langues": ["fr"]}, 400),
        ({"pieces": ["pv"], "formats": ["../x"], "langues": ["fr"]}, 400),
    ],
)
def test_only_what_can_be_made_is_asked_for(
    browser: Browser, asked: dict[str, object], status: int
) -> None:
    assert browser.post(f"/s/{NAME}/production", asked).status_code == status
