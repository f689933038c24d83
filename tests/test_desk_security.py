"""Each way into the desk but the browser that was let in is tried, and fails."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import REFERENCE, ROOT
from delib_gen.desk.web.security import ENTRY, MOST_BYTES, Keys
from desk_helpers import HOST, Browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one sitting."""
    shutil.copytree(REFERENCE, tmp_path / "salle" / "2023-12-19-cp")
    return tmp_path / "salle"


@pytest.fixture
def browser(folder: Path) -> Browser:
    return Browser(folder)


def test_the_one_time_address_lets_in_once(folder: Path) -> None:
    browser = Browser(folder, enter=False)
    assert browser.get("/").status_code == 403

    first = browser.client.get(f"{ENTRY}?jeton={browser.once}", follow_redirects=False)

    assert first.status_code == 303
    assert first.headers["location"] == "/"
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert browser.once not in cookie
    assert browser.get("/").status_code == 200
    other = Browser(folder, enter=False)
    other.keys.once = ""
    assert other.get(f"{ENTRY}?jeton=").status_code == 403
    assert browser.get(f"{ENTRY}?jeton={browser.once}").status_code == 403


def test_a_wrong_word_does_not_spend_the_address(folder: Path) -> None:
    browser = Browser(folder, enter=False)
    assert browser.get(f"{ENTRY}?jeton=faux").status_code == 403

    assert browser.get(f"{ENTRY}?jeton={browser.once}").status_code == 200


def test_words_are_new_and_long() -> None:
    words = {w for _ in range(50) for k in [Keys()] for w in (k.once, k.cookie, k.csrf)}

    assert len(words) == 150
    assert min(map(len, words)) >= 43


@pytest.mark.parametrize(
    "host",
    ["evil.test", "127.0.0.1", "127.0.0.1:80", "evil.test:8765", "", "[::1]:8765"],
)
def test_a_rebound_host_is_refused(browser: Browser, host: str) -> None:
    assert browser.get("/", host=host).status_code == 400


def test_localhost_with_the_port_is_the_desk(browser: Browser) -> None:
    assert browser.get("/", host=HOST).status_code == 200


def test_no_cookie_no_page(browser: Browser) -> None:
    browser.client.cookies.clear()

    for path in ("/", "/fixe/bureau.css", "/s/seance", "/rien", "/flux"):
        assert browser.get(path).status_code == 403
    assert browser.post("/", {}).status_code == 403


def test_a_cookie_of_another_port_is_not_ours(browser: Browser) -> None:
    browser.client.cookies.clear()
    browser.client.cookies.set("bureau-1", browser.keys.cookie)

    assert browser.get("/").status_code == 403


@pytest.mark.parametrize(
    "origin", ["", "null", "http://evil.test", "http://127.0.0.1", f"https://{HOST}"]
)
def test_what_comes_from_elsewhere_changes_nothing(
    browser: Browser, origin: str
) -> None:
    assert browser.post("/", {}, origin=origin).status_code == 403


@pytest.mark.parametrize("word", ["", "faux"])
def test_a_page_without_its_word_changes_nothing(browser: Browser, word: str) -> None:
    assert browser.post("/", {}, x_bureau=word).status_code == 403


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]
)
def test_a_form_is_not_taken(browser: Browser, kind: str) -> None:
    assert browser.post("/", {}, content_type=kind).status_code == 415


def test_what_is_too_large_is_not_read(browser: Browser) -> None:
    assert browser.post("/", "x" * (MOST_BYTES + 1)).status_code == 413
    assert browser.post("/", {}, content_length="-1").status_code == 413


def post_raw(browser: Browser, path: str, content: str | Iterator[bytes]) -> Any:
    """What a page sends, its text as it is given."""
    headers = {
        "origin": f"http://{HOST}",
        "x-bureau": browser.keys.csrf,
        "content-type": "application/json",
    }
    return browser.client.post(path, content=content, headers=headers)


def test_what_is_cut_in_pieces_is_not_read_beyond_the_bound(browser: Browser) -> None:
    pieces = (b"x" * (1 << 20) for _ in range(5))
    sent = post_raw(browser, "/nouvelle", pieces)

    assert sent.status_code == 413


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "{", "[]", "1"])
def test_what_no_page_would_send_is_refused(browser: Browser, text: str) -> None:
    sent = post_raw(browser, "/nouvelle", text)

    assert sent.status_code == 400


@pytest.mark.parametrize("rank", ["1e400", '"x"', "null"])
def test_a_rank_that_is_none_is_refused(browser: Browser, rank: str) -> None:
    gesture = f'{{"genre": "deplacer", "chemin": ["actes", 0], "vers": {rank}}}'
    sent = post_raw(
        browser, "/s/2023-12-19-cp/saisie", f'{{"base": "", "gestes": [{gesture}]}}'
    )

    assert sent.status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_not_admitted(browser: Browser, method: str) -> None:
    assert browser.client.request(method, "/").status_code == 405


def test_another_site_can_neither_frame_nor_fetch(browser: Browser) -> None:
    frame = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}

    assert browser.get("/", **frame, sec_fetch_dest="iframe").status_code == 403
    assert browser.get("/", sec_fetch_site="cross-site").status_code == 403
    assert browser.get("/", **frame, sec_fetch_dest="document").status_code == 200
    assert browser.get("/", sec_fetch_site="same-origin").status_code == 200


@pytest.mark.parametrize("path", ["/", "/rien", "/fixe/bureau.css", "/fixe/bureau.js"])
def test_every_answer_carries_the_guards(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


@pytest.mark.parametrize(
    "name",
    [
        "../security.py",
        "..%2fsecurity.py",
        "%2e%2e/security.py",
        "/etc/passwd",
        "tiers/../../app.py",
        "bureau.css%00.js",
        "tiers/SHA256SUMS",
    ],
)
def test_only_listed_pieces_are_given(browser: Browser, name: str) -> None:
    assert browser.get(f"/fixe/{name}").status_code == 404


def test_a_script_is_refused_in_words(browser: Browser, folder: Path) -> None:
    """They are shown below the page: no markup, no word of ours, French."""
    unknown = browser.post("/s/2023-12-19-cp/saisie", {"base": "", "gestes": 1})
    shutil.rmtree(folder / "2023-12-19-cp")
    gone = browser.post("/s/2023-12-19-cp/saisie", {"base": "", "gestes": []})

    assert unknown.status_code == 400
    assert unknown.json() == {"message": "le bureau ne comprend pas cette demande"}
    assert gone.status_code == 404
    assert gone.json() == {"message": "cette séance n'est plus dans le dossier"}
    assert browser.get("/s/2023-12-19-cp").status_code == 404
    assert "<h1>" in browser.get("/s/2023-12-19-cp").text


def test_no_sitting_outside_the_folder_is_served(
    browser: Browser, folder: Path
) -> None:
    shutil.copytree(REFERENCE, folder.parent / "ailleurs")
    (folder / "lien").symlink_to(folder.parent / "ailleurs")
    (folder / "raccourci.yaml").symlink_to(folder.parent / "ailleurs" / "seance.yaml")

    assert [s.slug for s in browser.office.list_sittings()] == ["2023-12-19-cp"]
    for slug in ("ailleurs", "..%2failleurs", "lien", "raccourci"):
        assert browser.get(f"/s/{slug}").status_code == 404


def test_pages_have_no_script_of_their_own(browser: Browser) -> None:
    page = browser.page("/")

    assert "<script>" not in page
    assert " onclick=" not in page
    assert " style=" not in page


def test_what_a_file_says_is_never_markup(browser: Browser, folder: Path) -> None:
    shutil.move(folder / "2023-12-19-cp", folder / "<b>x&amp;")

    assert "<b>x" not in browser.page("/")


TIERS = ROOT / "src/delib_gen/desk/web/static/tiers"


def test_what_is_taken_from_others_is_what_was_built() -> None:
    """`script/assets` wrote the digests; a file edited since would differ."""
    told = (
        line.split("  ") for line in (TIERS / "SHA256SUMS").read_text().splitlines()
    )
    wanted = {name: digest for digest, name in told}

    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in TIERS.iterdir()
        if path.name != "SHA256SUMS"
    }

    assert found == wanted
    licences = (TIERS / "LICENCES.txt").read_text(encoding="utf-8")
    for name in json.loads((ROOT / "script/_assets/package.json").read_text())[
        "dependencies"
    ]:
        assert f"== {name} " in licences or name == "esbuild"
