"""Several people at one desk: each way in but the right one is tried, and fails."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from conftest import ROOT
from desk_helpers import TODAY, TestClient, see
from oidc_provider import (
    ACCESS,
    CLIENT,
    ISSUER,
    OTHER_KEY,
    SECRET,
    SHARED,
    LocalProvider,
)

pytest.importorskip("itsdangerous", reason="needs the extra `serveur`")

from delib_gen.cli.run import run
from delib_gen.desk.serveur.fournisseur import Provider
from delib_gen.desk.serveur.lecture import Settings, read_settings
from delib_gen.desk.serveur.porte import COOKIE, OfficeDoor
from delib_gen.desk.serveur.sessions import Sessions
from delib_gen.desk.web.app import make_app
from delib_gen.desk.web.office import Office

ADDRESS = "https://bureau.example"
SITTING = "/s/2025-06-24-commune"
SETTINGS = f"""\
adresse: {ADDRESS}
fournisseur:
  adresse: {ISSUER}
  client: {CLIENT}
  secret: {{fichier: secret}}
roles:
  - {{role: tenir, personnes: [Anne@mairie.example]}}
  - {{role: produire, attribut: groups, valeurs: [secretariat]}}
  - {{role: lire, attribut: acces.roles, valeurs: [elu]}}
duree: 8
"""


def write_settings(folder: Path, text: str = SETTINGS) -> Path:
    """The settings, and the secret beside them."""
    path = folder / "bureau.yaml"
    path.write_text(text, encoding="utf-8")
    secret = folder / "secret"
    secret.write_text(f"{SECRET}\n", encoding="utf-8")
    secret.chmod(0o600)
    return path


def read_good(path: Path) -> Settings:
    settings, findings = read_settings(path)
    assert settings is not None, findings
    return settings


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("salle")
    example = ROOT / "data/exemples/2025-06-24-commune"
    shutil.copytree(example, place / "2025-06-24-commune")
    return place


class Served:
    """A desk that is served, its provider, and its clock."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.provider, self.now = LocalProvider(), 1_800_000_000.0
        hours = settings.reglages.duree
        self.sessions = Sessions(settings.sessions, hours, lambda: self.now)
        client = {"transport": self.provider.transport}
        door = OfficeDoor(settings, Provider(settings, **client), self.sessions)
        self.app = make_app(Office(folder, lambda: TODAY), door)

    def open(self, peer: str = "127.0.0.1") -> TestClient:
        """A browser, through the proxy."""
        return TestClient(
            self.app, ADDRESS, follow_redirects=False, client=(peer, 50_000)
        )

    def leave(self, browser: TestClient, asked: str = "/") -> str:
        """Ask to sign in: the query with which the provider sends back."""
        sent = browser.get(f"/connexion?vers={quote(asked, safe='')}")
        assert sent.status_code == 302
        return self.provider.authorize(sent.headers["location"])

    def enter(self, asked: str = "/") -> TestClient:
        """Somebody who is in."""
        browser = self.open()
        back = browser.get(f"/retour?{self.leave(browser, asked)}")
        assert back.status_code == 303, back.text
        return browser


@pytest.fixture
def served(folder: Path, tmp_path: Path) -> Served:
    return Served(folder, read_good(write_settings(tmp_path)))


def post(browser: TestClient, path: str, data: object, **changed: str) -> Any:
    """What a page sends, its headers as they should be or changed."""
    word = browser.get("/").text.partition('name="bureau" content="')[2][:64]
    usual = {"origin": ADDRESS, "x-bureau": word}
    return browser.post(path, json=data, headers={**usual, **changed})


def test_one_signs_in_and_comes_to_the_page_that_was_asked(served: Served) -> None:
    browser = served.open()
    asked = browser.get(f"{SITTING}/votes?acte=1")
    assert asked.status_code == 401
    assert "dites qui vous êtes" in see(asked.text)
    link = asked.text.partition('href="/connexion')[2].partition('"')[0]

    sent = browser.get(f"/connexion{link}")
    back = browser.get(f"/retour?{served.provider.authorize(sent.headers['location'])}")

    assert back.status_code == 303
    assert back.headers["location"] == f"{SITTING}/votes?acte=1"
    cookie = next(
        c.lower() for c in back.headers.get_list("set-cookie") if c.startswith(COOKIE)
    )
    for guard in ("secure", "httponly", "samesite=lax", "path=/", "max-age=28800"):
        assert guard in cookie
    assert "domain" not in cookie
    page = browser.get(SITTING)
    assert page.status_code == 200
    assert "Anne AMBRE (anne@mairie.example)" in see(page.text)
    assert "tenir la séance" in see(page.text)


def test_who_changed_what_is_the_person(served: Served, folder: Path) -> None:
    browser = served.enter()

    done = post(browser, f"{SITTING}/gestes", {"geste": "vote-tous", "acte": 1})

    assert done.status_code == 200, done.text
    history = folder / "2025-06-24-commune/.historique/seance.jsonl"
    last = json.loads(history.read_text(encoding="utf-8").splitlines()[-1])
    assert last["qui"] == "Anne AMBRE (anne@mairie.example)"


def test_a_role_goes_no_further(served: Served) -> None:
    browser = served.enter()
    sent = {"base": "", "gestes": []}

    refused = post(browser, f"{SITTING}/saisie", sent, **{"x-role": "administrer"})

    assert refused.status_code == 403
    assert "« rediger »" in refused.json()["message"]


Change = Callable[[LocalProvider], object]
FALSE_TOKENS: dict[str, Change] = {
    "another nonce": lambda p: p.claims.update(nonce="autre"),
    "no nonce": lambda p: p.claims.update(nonce=None),
    "another issuer": lambda p: p.claims.update(iss="https://connexion.example"),
    "another audience": lambda p: p.claims.update(aud="autre"),
    "several audiences, none ours": lambda p: p.claims.update(aud=["a", "b"]),
    "another audience, in our name": lambda p: p.claims.update(aud="autre", azp=CLIENT),
    "ours for another": lambda p: p.claims.update(aud=[CLIENT, "autre"], azp="autre"),
    "expired": lambda p: p.claims.update(exp=1_700_000_000),
    "no end": lambda p: p.claims.update(exp=None),
    "of tomorrow": lambda p: p.claims.update(iat=4_000_000_000),
    "nobody": lambda p: p.claims.update(sub=None),
    "another key": lambda p: setattr(p, "key", OTHER_KEY),
    "a shared key": lambda p: (
        setattr(p, "key", SHARED),
        setattr(p, "algorithm", "HS256"),
    ),
    "no signature": lambda p: (
        setattr(p, "key", SHARED),
        setattr(p, "algorithm", "none"),
    ),
    "no token": lambda p: setattr(p, "gives_token", False),
    "a mail not vouched for": lambda p: p.claims.update(email_verified=False),
    "a mail vouched for in words": lambda p: p.claims.update(email_verified="true"),
    "somebody else's mail": lambda p: (
        p.claims.update(email=None, email_verified=None),
        p.userinfo.update(
            sub="sujet-2", email="anne@mairie.example", email_verified=True
        ),
    ),
}


@pytest.mark.filterwarnings("ignore:JWS algorithm")  # `none`, which is tried here
@pytest.mark.parametrize("change", FALSE_TOKENS.values(), ids=list(FALSE_TOKENS))
def test_a_token_that_is_not_right_lets_nobody_in(
    served: Served, change: Change
) -> None:
    browser = served.open()
    back = served.leave(browser)
    change(served.provider)

    answer = browser.get(f"/retour?{back}")

    assert answer.status_code == 403
    assert COOKIE not in browser.cookies
    assert "Recommencer" in answer.text
    assert browser.get("/").status_code == 401


def test_what_is_lacking_is_asked_with_the_token(served: Served) -> None:
    """The lawful neighbour of a token without a mail."""
    served.provider.claims.update(email=None, email_verified=None, name=None)
    served.provider.userinfo.update(email="anne@mairie.example", email_verified=True)

    assert "anne@mairie.example" in served.enter().get("/").text


def test_a_false_state_lets_nobody_in(served: Served) -> None:
    browser = served.open()
    back = served.leave(browser)
    code = back.partition("&")[0]

    for forged in (f"{code}&state=autre", code, f"{code}&state=", "state=x", ""):
        assert browser.get(f"/retour?{forged}").status_code == 403
    assert COOKIE not in browser.cookies


def test_another_browser_cannot_end_what_one_began(served: Served) -> None:
    back = served.leave(served.open())

    assert served.open().get(f"/retour?{back}").status_code == 403


def test_an_answer_serves_once(served: Served) -> None:
    browser = served.open()
    back = served.leave(browser)
    kept = dict(browser.cookies)
    assert browser.get(f"/retour?{back}").status_code == 303

    again = served.open()
    again.cookies.update(kept)
    assert again.get(f"/retour?{back}").status_code == 403


def test_a_forged_cookie_of_signing_in_is_nothing(served: Served) -> None:
    browser = served.open()
    back = served.leave(browser)
    name, value = next(iter(browser.cookies.items()))
    browser.cookies.clear()
    browser.cookies.set(name, value[:-2] + "xx")

    assert browser.get(f"/retour?{back}").status_code == 403


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://connexion.example"},
        {"authorization_endpoint": "http://connexion.example/entrer"},
        {"token_endpoint": None},
        {"jwks_uri": "file:///etc/passwd"},
        {"id_token_signing_alg_values_supported": ["none", "HS256"]},
    ],
)
def test_a_provider_that_is_not_right_is_not_followed(
    served: Served, told: dict[str, Any]
) -> None:
    served.provider.told = told

    answer = served.open().get("/connexion")

    assert answer.status_code == 502
    assert "location" not in answer.headers
    assert "fournisseur" in see(answer.text)
    served.provider.told = {}
    assert served.open().get("/connexion").status_code == 302


def test_what_a_provider_adds_sets_nothing(served: Served) -> None:
    """Neither keys of its own choice nor how it is asked."""
    served.provider.told = {"jwks": {"keys": []}, "verify": False, "transport": None}

    assert served.enter().get("/").status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        "https://mal.example/",
        "//mal.example",
        "/\\mal.example",
        "\\\\mal.example",
        "/%0d%0aset-cookie: x=y",
        "javascript:alert(1)",
        "/s/x\r\nlocation: https://mal.example",
        "@mal.example",
    ],
)
def test_one_comes_back_to_no_other_site(served: Served, asked: str) -> None:
    browser = served.open()

    back = browser.get(f"/retour?{served.leave(browser, asked)}")

    place = urlsplit(back.headers["location"])
    assert (place.scheme, place.netloc) == ("", "")
    assert "mal" not in back.headers["location"]
    assert "x" not in browser.cookies


def test_a_cookie_is_nothing_once_one_has_left(served: Served) -> None:
    browser, other = served.enter(), served.enter()
    stolen = browser.cookies[COOKIE]

    left = post(browser, "/deconnexion", {})

    assert left.json() == {"adresse": "/sortie"}
    assert COOKIE not in browser.cookies
    thief = served.open()
    thief.cookies.set(COOKIE, stolen)
    assert thief.get("/").status_code == 401
    assert thief.post(f"{SITTING}/gestes", json={}).status_code == 401
    assert other.get("/").status_code == 200
    page = browser.get("/sortie")
    assert f'href="{ISSUER}/sortir?client_id={CLIENT}' in page.text.replace(
        "&amp;", "&"
    )


def test_nobody_is_made_to_leave_by_another_site(served: Served) -> None:
    browser = served.enter()

    assert (
        post(browser, "/deconnexion", {}, origin="https://mal.example").status_code
        == 403
    )
    assert post(browser, "/deconnexion", {}, **{"x-bureau": "x"}).status_code == 403
    assert browser.get("/deconnexion").status_code in (404, 405)
    assert browser.get("/").status_code == 200


def test_a_connection_ends_after_its_hours(served: Served) -> None:
    browser = served.enter()
    served.now += 8 * 3600 - 1
    assert browser.get("/").status_code == 200

    served.now += 1

    assert browser.get("/").status_code == 401
    late = browser.post(f"{SITTING}/gestes", json={})
    assert late.status_code == 401
    assert "reconnectez-vous dans un autre onglet" in late.json()["message"]


@pytest.mark.parametrize("cookie", ["", "x", "é", "0" * 5000])
def test_a_made_up_cookie_is_nothing(served: Served, cookie: str) -> None:
    browser = served.open()

    answer = browser.get("/", headers={"cookie": f"{COOKIE}={cookie}".encode()})

    assert answer.status_code == 401


def test_the_page_of_before_goes_on_when_the_same_person_connects_again(
    served: Served,
) -> None:
    one, two = served.enter().get("/").text, served.enter().get("/").text
    served.provider.claims.update(email="autre@mairie.example", groups=["secretariat"])
    other = served.enter().get("/").text

    word = [t.partition('name="bureau" content="')[2][:64] for t in (one, two, other)]
    assert word[0] == word[1] != word[2]


def test_only_the_proxy_is_answered(served: Served) -> None:
    assert served.open("10.0.0.9").get("/").status_code == 403
    assert served.open("10.0.0.9").get("/connexion").status_code == 403


@pytest.mark.parametrize(
    "host", ["mal.example", "bureau.example:443", "127.0.0.1:8000", "localhost", ""]
)
def test_another_host_is_refused(served: Served, host: str) -> None:
    browser = served.enter()

    assert browser.get("/", headers={"host": host}).status_code == 400


def test_what_a_proxy_would_forward_is_taken_for_nothing(served: Served) -> None:
    forged = {
        "x-forwarded-host": "mal.example",
        "x-forwarded-proto": "http",
        "x-forwarded-for": "127.0.0.1",
        "forwarded": "host=mal.example",
        "remote-user": "anne@mairie.example",
        "x-remote-user": "anne@mairie.example",
    }
    sent = served.open().get("/connexion", headers=forged)
    asked = parse_qs(urlsplit(sent.headers["location"]).query)

    assert asked["redirect_uri"] == [f"{ADDRESS}/retour"]
    assert served.open().get("/", headers=forged).status_code == 401
    assert served.open("10.0.0.9").get("/", headers=forged).status_code == 403


@pytest.mark.parametrize("origin", ["", "null", "http://bureau.example", "https://x"])
def test_what_comes_from_elsewhere_changes_nothing(served: Served, origin: str) -> None:
    browser = served.enter()

    sent = post(browser, f"{SITTING}/gestes", {"geste": "vote-tous"}, origin=origin)

    assert sent.status_code == 403


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"email": "b@x.example", "groups": ["secretariat"]}, "produire"),
        ({"email": "b@x.example", "acces": {"roles": ["elu"]}}, "lire"),
        ({"email": "b@x.example", "acces.roles": ["elu"]}, "lire"),
        ({"groups": "secretariat"}, "tenir la séance : présences et votes ; produire"),
    ],
)
def test_roles_come_from_what_is_said(
    served: Served, claims: dict[str, Any], words: str
) -> None:
    served.provider.claims.update(claims)

    assert f"Vous pouvez {words}" in see(served.enter().get("/").text)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "b@x.example"},
        {"email": "anne@mairie.example.mal", "groups": ["Secretariat", "autre"]},
        {"email": "b@x.example", "acces": "elu", "groups": {"secretariat": 1}},
    ],
)
def test_whoever_has_no_role_is_told_so(served: Served, claims: dict[str, Any]) -> None:
    served.provider.claims.update(claims)
    browser = served.open()

    refused = browser.get(f"/retour?{served.leave(browser)}")

    assert refused.status_code == 403
    assert "aucun rôle ne vous est donné" in see(refused.text)
    assert COOKIE not in browser.cookies


def test_a_name_is_one_line_and_bounded(served: Served) -> None:
    served.provider.claims.update(name="Anne\u202e\n<b>AMBRE</b>" + "x" * 999)

    page = served.enter().get("/").text

    assert "<b>AMBRE" not in page
    assert "\u202e" not in page
    assert "x" * 121 not in page


def test_a_restart_leaves_people_in_and_takes_roles_away(
    folder: Path, tmp_path: Path
) -> None:
    path = write_settings(tmp_path, SETTINGS + "sessions: qui.json\n")
    browser = Served(folder, read_good(path)).enter()
    kept = tmp_path / "qui.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert browser.cookies[COOKIE] not in kept.read_text(encoding="utf-8")

    browser.app = Served(folder, read_good(path)).app
    again = Served(folder, read_good(path)).open()
    again.cookies.update(browser.cookies)
    assert again.get("/").status_code == 200

    write_settings(tmp_path, path.read_text().replace("Anne@", "Basile@"))
    without = Served(folder, read_good(path)).open()
    without.cookies.update(browser.cookies)
    assert without.get("/").status_code == 401

    kept.write_text("{", encoding="utf-8")
    broken = Served(folder, read_good(path)).open()
    broken.cookies.update(browser.cookies)
    assert broken.get("/").status_code == 401


def test_no_secret_is_told(
    served: Served, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "delib_gen")
    settings = read_good(tmp_path / "bureau.yaml")
    browser = served.enter()
    served.provider.claims.update(nonce="autre")
    failed = served.open()
    back = served.leave(failed)
    refused = failed.get(f"/retour?{back}")

    said = [repr(settings), caplog.text, refused.text, browser.get("/").text]
    for word in (SECRET, browser.cookies[COOKIE], "code-", ACCESS):
        assert not [text for text in said if word in text], word


def test_guards_stand_on_the_pages_of_who_is_not_in(served: Served) -> None:
    for path in ("/", "/connexion", "/retour", "/sortie", "/fixe/bureau.css"):
        headers = served.open().get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
    for path in ("/fixe/bureau.css", "/fixe/bureau.js"):
        assert served.open().get(path).status_code == 200
    assert served.open().get("/fixe/../security.py").status_code in (401, 404)
    assert served.open().get("/fixe/%2e%2e/security.py").status_code == 404


FAULTS: list[tuple[str, str, str, str]] = [
    (ADDRESS, "http://bureau.example", "1:10: erreur STR03", "commence par `https://`"),
    (ADDRESS, "https://m.example/bureau", "1:10: erreur STR03", "suivie d'un chemin"),
    (ISSUER, "connexion.example", "3:12: erreur STR03", "`https://`"),
    ("{fichier: secret}", "mot-de-passe", "5:11: erreur STR03", "ne s'écrit pas"),
    ("{fichier: secret}", "{fichier: autre}", "5:21: erreur STR06", "ne se lit pas"),
    ("{fichier: secret}", "{environnement: RIEN_X}", "5:27: erreur STR02", "est vide"),
    ("role: tenir", "role: tenyr", "7:12: erreur STR03", "`tenir`"),
    ("personnes: [Anne@mairie.example]", "personnes: []", "7:", "à personne"),
    ("valeurs: [elu]", "valeurs: []", "9:", "vont ensemble"),
    ("duree: 8", "duree: 80", "10:8: erreur STR03", "1 à 24"),
    ("duree: 8", "duree: 8\necoute: 0.0.0.0:80", "mandataires", "lesquelles"),
    ("duree: 8", "duree: 8\necoute: bureau:80", "11:9: erreur STR03", "`127.0.0.1:80"),
    ("duree: 8", "mandataires: [nginx]", "10:15: erreur STR03", "en chiffres"),
    ("duree: 8", "durée: 8", "10:1: erreur STR01", "`duree`"),
    ("client:", "cliant:", "4:3: erreur STR01", "`client`"),
]


@pytest.mark.parametrize(("right", "wrong", "place", "words"), FAULTS)
def test_a_mistake_in_the_settings_is_told_where_it_is(
    tmp_path: Path, right: str, wrong: str, place: str, words: str
) -> None:
    from delib_gen.reporters.line import format_line

    path = write_settings(tmp_path, SETTINGS.replace(right, wrong, 1))

    settings, findings = read_settings(path)

    assert settings is None
    told = "\n".join(map(format_line, findings))
    assert place in told
    assert words in told
    assert "mot-de-passe" not in told


def test_a_secret_that_all_may_read_is_refused(tmp_path: Path) -> None:
    path = write_settings(tmp_path)
    (tmp_path / "secret").chmod(0o644)

    _, findings = read_settings(path)

    assert [f.code for f in findings] == ["STR06"]
    assert "chmod" in findings[0].hint
    (tmp_path / "secret").chmod(0o640)
    assert read_settings(path)[0] is not None


def test_a_secret_may_be_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LE_SECRET", SECRET)
    text = SETTINGS.replace("{fichier: secret}", "{environnement: LE_SECRET}")

    assert read_good(write_settings(tmp_path, text)).secret == SECRET


def test_settings_of_a_trial_on_this_machine(tmp_path: Path) -> None:
    text = SETTINGS.replace(ADDRESS, "http://localhost:8080")

    assert read_good(write_settings(tmp_path, text)).reglages.adresse == (
        "http://localhost:8080"
    )


def test_the_shipped_settings_are_right(tmp_path: Path) -> None:
    text = (ROOT / "docs/serveur/bureau.yaml").read_text(encoding="utf-8")
    settings = read_good(write_settings(tmp_path, text))
    waiting = [line for line in text.splitlines() if line.lstrip().startswith("# ")]
    keys = [line for line in waiting if line.split()[1].endswith(":")]
    full = text
    for line in keys:
        full = full.replace(line, line.replace("# ", "", 1))

    assert settings.reglages.place == ("127.0.0.1", 8000)
    everything = read_good(write_settings(tmp_path, full)).reglages
    assert everything.mandataires
    assert everything.fournisseur.identifiant != "email"
    assert everything.sessions


def test_the_command_tells_mistakes_and_no_secret(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_settings(tmp_path, SETTINGS.replace("{fichier: secret}", "abcdef"))

    assert run(["desk", str(tmp_path), "--serveur", str(path)]) == 1

    told = capsys.readouterr().err
    assert f"{path}:5:11: erreur STR03" in told
    assert "abcdef" not in told


def test_the_shipped_service_and_proxy_say_the_same_place() -> None:
    folder = ROOT / "docs/serveur"
    service = (folder / "delib-gen-bureau.service").read_text(encoding="utf-8")
    proxy = (folder / "nginx.conf").read_text(encoding="utf-8")
    settings = (folder / "bureau.yaml").read_text(encoding="utf-8")

    place = settings.partition("ecoute: ")[2].split()[0]
    assert f"proxy_pass http://{place};" in proxy
    assert "proxy_set_header Host $http_host;" in proxy
    assert settings.partition("adresse: https://")[2].split()[0] in proxy
    assert "--serveur %d/bureau.yaml" in service
    assert service.count("/srv/seances") == 2


def test_the_service_is_one_that_systemd_reads(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not here")
    text = (ROOT / "docs/serveur/delib-gen-bureau.service").read_text(encoding="utf-8")
    unit = tmp_path / "delib-gen-bureau.service"
    program = "/opt/delib-gen/bin/delib-gen"
    unit.write_text(text.replace(program, "/bin/true"), encoding="utf-8")

    run = subprocess.run(
        ["systemd-analyze", "verify", unit], capture_output=True, text=True
    )

    assert program in text
    assert (run.returncode, run.stdout + run.stderr) == (0, "")


def test_live_news_is_held_by_no_proxy(served: Served) -> None:
    browser = served.enter()

    with browser.stream("HEAD", f"{SITTING}/flux") as answer:
        assert answer.headers["x-accel-buffering"] == "no"
