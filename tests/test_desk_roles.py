"""Each role does what it may, is refused the rest in words, and is not offered it."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conftest import ROOT
from desk_helpers import Browser, see

pytest.importorskip("starlette", reason="needs the extra `desk`")

from delib_gen.desk.web.app import SCREENS
from delib_gen.desk.web.gestes import GESTES
from delib_gen.desk.web.roles import NEEDED, OTHERS, SHOW, Role, find_needed
from delib_gen.desk.web.visitors import Visitor

EXAMPLES = ROOT / "data/exemples"
SITTING = "/s/2025-06-24-commune"
CHANGES = [
    ("/nouvelle", {"organe": "x|y"}, Role.REDIGER),
    (f"{SITTING}/saisie", {"base": "", "gestes": []}, Role.REDIGER),
    (f"{SITTING}/gestes", {"geste": "acte-retirer", "acte": 1}, Role.REDIGER),
    (f"{SITTING}/gestes", {"geste": "vote-tous", "acte": 1}, Role.TENIR),
    (f"{SITTING}/production", {}, Role.PRODUIRE),
]
SENDS = {"data-envoi", "data-geste", "data-chemin", "data-formulaire", "data-poste"}


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    shutil.copytree(EXAMPLES / "2025-06-24-commune", tmp_path / "2025-06-24-commune")
    return Browser(tmp_path)


def become(browser: Browser, who: str, *roles: Role) -> None:
    """Ask from now on as somebody."""
    visitor = Visitor(who, browser.keys.csrf, frozenset(roles))
    browser.door.know = lambda _: visitor  # type: ignore[method-assign]


def read(browser: Browser) -> str:
    """The sitting's file."""
    sitting = browser.office.find("2025-06-24-commune")
    assert sitting is not None
    return sitting.path.read_text(encoding="utf-8")


def test_every_action_has_its_role() -> None:
    """What the table does not have is for whoever may do everything."""
    sent = {path for s in SCREENS for path, *_, how in s.ROUTES if "POST" in how}

    assert set(NEEDED) == sent | set(GESTES) | {OTHERS, SHOW}
    assert find_needed("inconnue") is Role.ADMINISTRER


@pytest.mark.parametrize("role", [Role.LIRE, Role.TENIR, Role.REDIGER, Role.PRODUIRE])
def test_what_a_role_may_not_do_is_refused_in_words(
    browser: Browser, role: Role
) -> None:
    become(browser, "Anne", role)
    for path, sent, needed in CHANGES:
        before, answer = read(browser), browser.post(path, sent)
        if role is needed:
            assert answer.status_code != 403, path
        else:
            assert answer.status_code == 403, path
            assert f"« {needed} »" in answer.json()["message"]
            assert read(browser) == before


def test_whoever_administers_does_everything(browser: Browser) -> None:
    become(browser, "Anne", Role.ADMINISTRER)

    assert 403 not in {
        browser.post(path, sent).status_code for path, sent, _ in CHANGES
    }


def test_nobody_takes_back_what_another_did(browser: Browser) -> None:
    first, place = read(browser), f"{SITTING}/gestes"
    become(browser, "Anne", Role.TENIR)
    assert browser.post(place, {"geste": "statut", "acte": 1, "statut": "reporte"})
    changed = read(browser)
    assert changed != first

    become(browser, "Basile", Role.TENIR, Role.REDIGER)
    assert not re.search(r'id="annuler"[^>]*title="[^"]', browser.page(SITTING))
    refused = browser.post(f"{SITTING}/annuler", {})
    assert refused.status_code == 422
    assert "est de Anne" in refused.json()["message"]
    assert read(browser) == changed

    become(browser, "Chloé", Role.ADMINISTRER)
    assert browser.post(f"{SITTING}/annuler", {}).status_code == 200
    assert read(browser) == first
    become(browser, "Anne", Role.TENIR)
    assert browser.post(f"{SITTING}/retablir", {}).status_code == 200
    assert read(browser) == changed


def test_a_reader_does_not_choose_what_the_room_sees(browser: Browser) -> None:
    become(browser, "Anne", Role.LIRE)
    browser.page(f"{SITTING}/votes?acte=2")
    assert not browser.office.shown

    become(browser, "Anne", Role.TENIR)
    browser.page(f"{SITTING}/votes?acte=2")
    assert list(browser.office.shown.values()) == [2]


class Controls(HTMLParser):
    """Whatever on a page sends something and can be used."""

    def __init__(self) -> None:
        super().__init__()
        self.live: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if SENDS & set(names) and "disabled" not in names:
            self.live.append(f"{tag} {names}")


def list_live(browser: Browser, path: str) -> list[str]:
    controls = Controls()
    controls.feed(browser.page(path))
    return controls.live


AUTHORITY = "/c/2025-06-24-commune-autorite"
SCREENS_SEEN = [
    "/",
    "/nouvelle",
    "/c/nouvelle",
    f"{AUTHORITY}/membres/2",
    SITTING,
    *(
        f"{SITTING}/{screen}"
        for screen in (
            "seance",
            "presences",
            "votes",
            "actes/1",
            "production",
            "suite",
            "yaml",
        )
    ),
]


@pytest.mark.parametrize("path", SCREENS_SEEN)
def test_a_reader_is_offered_nothing_that_changes(browser: Browser, path: str) -> None:
    offered = list_live(browser, path)
    become(browser, "Anne", Role.LIRE)
    page = browser.page(path)

    assert list_live(browser, path) == []
    assert offered or path in ("/", f"{SITTING}/yaml")
    if path.startswith(SITTING):
        assert "votre rôle permet de lire" in see(page)


def test_who_prepares_sittings_does_not_change_who_sits(browser: Browser) -> None:
    become(browser, "Anne", Role.REDIGER)

    assert list_live(browser, f"{SITTING}/seance")
    assert list_live(browser, f"{AUTHORITY}/membres/2") == []
    assert list_live(browser, f"{AUTHORITY}/reglages") == []


def test_who_keeps_the_sitting_is_offered_votes(browser: Browser) -> None:
    become(browser, "Anne", Role.TENIR)

    assert list_live(browser, f"{SITTING}/votes")
    assert list_live(browser, f"{SITTING}/actes/1") == []
    assert "data-lecture" in browser.page(f"{SITTING}/yaml")


def test_the_authority_s_file_is_not_a_sitting_s(
    browser: Browser, tmp_path: Path
) -> None:
    become(browser, "Anne", Role.REDIGER)
    path = tmp_path / "2025-06-24-commune/autorite.yaml"
    before = path.read_text(encoding="utf-8")
    version = browser.get(f"{SITTING}/yaml/texte").json()["version"]
    sent = {"base": version, "fichier": "autorite.yaml", "texte": f"{before}# x\n"}

    assert "data-lecture" in browser.page(f"{SITTING}/yaml?fichier=autorite.yaml")
    assert "data-lecture" not in browser.page(f"{SITTING}/yaml")
    assert browser.post(f"{SITTING}/saisie", sent).status_code == 403
    assert path.read_text(encoding="utf-8") == before
    sent.update(fichier="seance.yaml", texte=f"{read(browser)}# x\n")
    assert browser.post(f"{SITTING}/saisie", sent).status_code == 200
    become(browser, "Anne", Role.ADMINISTRER)
    version = browser.get(f"{SITTING}/yaml/texte").json()["version"]
    sent.update(base=version, fichier="autorite.yaml", texte=f"{before}# x\n")
    assert browser.post(f"{SITTING}/saisie", sent).status_code == 200
    assert path.read_text(encoding="utf-8") != before
