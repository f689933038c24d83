"""The desk in a real browser: axe, the keyboard alone, small screens, what is typed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from delib_gen.checking import check_session
from delib_gen.resources import data_dir
from judges import find_program, need_package

pytestmark = pytest.mark.juges
sync_api = pytest.importorskip("playwright.sync_api", reason="needs the extra `juges`")
pytest.importorskip("starlette", reason="needs the extra `desk`")

EXAMPLES = data_dir() / "exemples"
PLENARY, COMING = "2026-09-30-ac", "2026-11-26-ac-projet"
SCREENS = {
    "séances": "/",
    "ordre": f"/s/{PLENARY}",
    "acte": f"/s/{PLENARY}/actes/2",
    "acte, quarante constats": "/s/abime/actes/1",
    "écran de la salle": f"/s/{PLENARY}/public",
    "nouvelle": "/nouvelle",
    "la séance": f"/s/{PLENARY}/seance",
    "production": f"/s/{PLENARY}/production",
    "suite": f"/s/{PLENARY}/suite",
    "registre": "/registre",
    "statistiques": "/statistiques",
    "numéros": f"/s/{COMING}/numeros",
    "présences": f"/s/{PLENARY}/presences?acte=3",
    "appel": f"/s/{PLENARY}/presences?acte=appel",
    "nouvel appel": f"/s/{PLENARY}/presences?acte=appel-1",
    "votes": f"/s/{PLENARY}/votes?acte=2",
    "votes, scrutin secret": f"/s/{PLENARY}/votes?acte=12",
    "votes, partie": f"/s/{PLENARY}/votes?acte=5&partie=1",
    "votes, élection": f"/s/{PLENARY}/votes?acte=8",
    "votes, élections par listes": "/s/2025-06-24-commune/votes?acte=6",
    "votes, séance à ouvrir": f"/s/{COMING}/votes",
    "yaml": f"/s/{PLENARY}/yaml",
    "collectivités": "/c",
    "collectivité à nommer": "/c/nouvelle",
    "membres": f"/c/{PLENARY}-autorite",
    "membre, trois constats": "/c/abimee/membres/2",
    "membres livrés": "/c/ailleurs-corse",
    "réglages": f"/c/{PLENARY}-autorite/reglages",
    "historique": f"/s/{PLENARY}/historique",
    "tableau": f"/c/{PLENARY}-autorite/tableau",
    "fiche": f"/s/{PLENARY}/actes/2/fichiers/annexes/2/fichier",
    "documents de la collectivité": f"/c/{PLENARY}-autorite/documents",
    "rien": "/s/rien",
}
ELUS = """nom;prénom;civilité;depuis;fonction
ORMEAU;Ada;Mme;22/03/2026;Maire
FRÊNE;Blaise;M.;22/03/2026;
GENÊT;Chloé;Mme;22/03/2026;
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sittings in good and in bad states."""
    folder = tmp_path_factory.mktemp("salle")
    for name in (PLENARY, COMING, "2025-06-24-commune"):
        shutil.copytree(EXAMPLES / name, folder / name)
    bad = shutil.copytree(EXAMPLES / "2023-12-19-cp", folder / "abime")
    text = (bad / "seance.yaml").read_text(encoding="utf-8")
    wrong = "".join(f"    inconnue{n}: x\n" for n in range(40))
    text = text.replace("    titre:\n", f"{wrong}    titre:\n", 1)
    (bad / "seance.yaml").write_text(text, encoding="utf-8")
    own = (folder / PLENARY / "autorite.yaml").read_text(encoding="utf-8")
    wrong = own.replace('M., prenom: "Ghj', 'X., rang: un, bon: oui, prenom: "Ghj', 1)
    assert wrong != own
    (folder / "abimee.yaml").write_text(wrong, encoding="utf-8")
    return folder


def serve(folder: Path) -> subprocess.Popen[str]:
    """A desk that is served; its first line is the one-time address."""
    command = [sys.executable, "-m", "delib_gen", "desk", folder, "--sans-navigateur"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[str]:
    """The one-time address of a desk that is served."""
    served = serve(folder)
    assert served.stdout is not None
    yield served.stdout.readline().strip()
    served.terminate()
    assert served.wait(10) is not None


@pytest.fixture(scope="module")
def window(desk: str) -> Iterator[Any]:
    """A browser that was let in."""
    path = find_program("chromium", "chromium-browser", "google-chrome")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"]
        )
        context = browser.new_context(reduced_motion="reduce")
        page = context.new_page()
        page.goto(desk)
        yield page
        browser.close()


def go(window: Any, path: str, width: int = 1280) -> list[str]:
    """Show a page; gives what the browser complains of while it is looked at."""
    said: list[str] = []
    window.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    window.on("pageerror", lambda e: said.append(str(e)))
    window.set_viewport_size({"width": width, "height": 800})
    base = "/".join(window.url.split("/")[:3])
    window.goto(base + path)
    return said


def wait(window: Any, told: str, seconds: float = 30) -> None:
    """Wait until something is so; the page's policy lets nothing wait within it."""
    until = time.monotonic() + seconds
    while not window.evaluate(told):
        assert time.monotonic() < until, told
        window.wait_for_timeout(50)


def wait_for_text(window: Any, path: Path, text: str, seconds: float = 30) -> None:
    """Wait until a file has a text: what is typed is sent while one types on."""
    until = time.monotonic() + seconds
    while text not in path.read_text(encoding="utf-8"):
        assert time.monotonic() < until, f"{path.name} has no {text!r}"
        window.wait_for_timeout(50)


_CUT = """[...document.querySelectorAll('body *')].filter((e) => {
  const look = getComputedStyle(e);
  const apart = e.closest('.cache, .cm-editor, svg, select, input');
  if (apart || !e.checkVisibility()) return false;
  const hides = (way) => ['hidden', 'clip'].includes(look[way]);
  return (hides('overflowX') && e.scrollWidth > e.clientWidth + 1)
    || (hides('overflowY') && e.scrollHeight > e.clientHeight + 1);
}).map((e) => e.outerHTML.slice(0, 160))"""


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_and_nothing_is_cut(window: Any, screen: str) -> None:
    """On a small screen, on a wide one, and there with letters of twice their size."""
    axe = (need_package("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    said = go(window, SCREENS[screen], 375)
    window.wait_for_timeout(600)
    window.evaluate(
        "for (const d of document.querySelectorAll('details')) d.open = true"
    )

    window.evaluate(axe)
    asked = "axe.run(document, { resultTypes: ['violations'] })"
    found = window.evaluate(asked)["violations"]

    told = [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found]
    assert told == []
    for width, letters in ((375, "100%"), (1280, "100%"), (1280, "200%")):
        window.set_viewport_size({"width": width, "height": 800})
        window.evaluate(f"document.documentElement.style.fontSize = '{letters}'")
        wide = window.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{screen} is {wide} wide, letters {letters}"
        assert window.evaluate(_CUT) == [], (width, letters)
    body = "parseFloat(getComputedStyle(document.body).fontSize)"
    large = window.evaluate(body)
    window.evaluate("document.documentElement.style.fontSize = ''")
    assert large == 2 * window.evaluate(body)
    assert [line for line in said if "404" not in line] == []


def test_what_is_typed_is_in_the_file_and_on_the_page(
    window: Any, folder: Path
) -> None:
    go(window, f"/s/{PLENARY}/actes/3", 1440)
    window.wait_for_selector(".page img", timeout=60_000)
    before = window.get_attribute(".page img", "src")

    window.focus("#c-actes-2-titre-fr")
    window.keyboard.press("Control+A")
    window.keyboard.type("UN TITRE TAPÉ AU CLAVIER", delay=20)
    wait(
        window,
        f"document.querySelector('.page img').getAttribute('src') !== '{before}'",
    )

    session = folder / PLENARY / "seance.yaml"
    # Quoted or not: it may have ended with a space when it was first sent.
    wait_for_text(window, session, "UN TITRE TAPÉ AU CLAVIER")
    assert window.evaluate("document.activeElement.id") == "c-actes-2-titre-fr"
    assert window.input_value("#c-actes-2-titre-fr") == "UN TITRE TAPÉ AU CLAVIER"
    window.click(".page svg a[data-vers='c-actes-2-numero'] rect")
    assert window.evaluate("document.activeElement.id") == "c-actes-2-numero"


def test_a_second_screen_follows(window: Any) -> None:
    go(window, f"/s/{PLENARY}/actes/5")
    other = window.context.new_page()
    other.goto(window.url)
    other.wait_for_timeout(300)

    window.fill("#c-actes-4-titre-fr", "SUIVI PAR L'AUTRE ÉCRAN")

    wait(
        other, "document.getElementById('c-actes-4-titre-fr').value.startsWith('SUIVI')"
    )
    assert other.input_value("#c-actes-4-titre-fr") == "SUIVI PAR L'AUTRE ÉCRAN"
    other.close()


def test_a_field_that_one_is_in_follows_another_screen(window: Any) -> None:
    """Else the next key would put back what the other screen has changed."""
    go(window, f"/s/{PLENARY}/actes/6")
    field = "#c-actes-5-titre-fr"
    other = window.context.new_page()
    other.goto(window.url)
    other.focus(field)

    window.fill(field, "CHANGÉ SUR L'AUTRE ÉCRAN")

    told = "document.activeElement.value"
    wait(other, f"{told}.startsWith('CHANGÉ')")
    other.keyboard.type(" ET ICI ")
    other.wait_for_timeout(1000)
    assert other.input_value(field).endswith("CHANGÉ SUR L'AUTRE ÉCRAN ET ICI ")
    other.close()


@pytest.mark.parametrize(
    ("button", "left"), [("garder", "LE TITRE DU DEHORS"), ("reprendre", "LE MIEN")]
)
def test_of_two_versions_the_chosen_one_is_shown_and_kept(
    window: Any, folder: Path, button: str, left: str
) -> None:
    go(window, f"/s/{PLENARY}/actes/7")
    field, session = "#c-actes-6-titre-fr", folder / PLENARY / "seance.yaml"
    window.wait_for_timeout(1000)
    window.fill(field, "LE PREMIER")
    wait(window, f"!document.querySelector('{field}').dataset.sale")
    hide(window, True)  # so that nothing is followed meanwhile
    text = session.read_text(encoding="utf-8")
    session.write_text(text.replace("LE PREMIER", "LE TITRE DU DEHORS"), "utf-8")

    window.fill(field, "LE MIEN")
    window.wait_for_selector("#conflit[open]")
    window.click(f"#conflit-{button}")

    wait(window, f"document.querySelector('{field}').value === '{left}'")
    wait_for_text(window, session, left)


def test_yaml_is_typed_and_checked(window: Any, folder: Path) -> None:
    go(window, f"/s/{COMING}/yaml")
    window.wait_for_selector("#editeur .cm-content")
    window.click("#editeur .cm-content")
    window.keyboard.press("Control+End")
    window.keyboard.type("\nconvoc")
    window.wait_for_selector("#editeur .cm-tooltip-autocomplete")
    for _ in "\nconvoc":
        window.keyboard.press("Backspace")
    window.keyboard.type("\ninconnu: oui\n")

    wait(
        window,
        "/^[1-9].*constat/.test(document.getElementById('yaml-etat').textContent)",
    )
    wait_for_text(window, folder / COMING / "seance.yaml", "\ninconnu: oui\n")


def test_a_day_is_typed_as_one_writes_it(window: Any, folder: Path) -> None:
    go(window, f"/s/{COMING}/seance")
    session = folder / COMING / "seance.yaml"

    window.fill("#c-envoi_rapports", "3/11/2026")
    window.keyboard.press("Tab")

    wait(window, "document.getElementById('etat').dataset.ton === 'bon'")
    assert "envoi_rapports: 2026-11-03\n" in session.read_text(encoding="utf-8")


def test_enter_adds_what_a_button_adds(window: Any) -> None:
    go(window, "/s/2025-06-24-commune")
    points = window.locator(".point").count()

    window.fill("#titre", "Un point ajouté au clavier")
    window.keyboard.press("Enter")

    wait(window, f"document.querySelectorAll('.point').length === {points + 1}")
    wait(window, "document.getElementById('titre').value === ''")
    assert window.locator(".point").count() == points + 1
    last = window.locator(".point h3").last
    assert last.inner_text() == "Un point ajouté au clavier"


def test_many_tabs_leave_room_for_one_more(window: Any) -> None:
    """A browser keeps six connections to one server, and followers hold theirs."""
    place = "/".join(window.url.split("/")[:3]) + f"/s/{PLENARY}/votes?acte=2"
    tabs = [window.context.new_page() for _ in range(7)]
    try:
        for tab in tabs:
            tab.goto(place, timeout=20_000)
            tab.wait_for_timeout(300)
            hide(tab, True)
        hide(tabs[0], False)
        shown = tabs[1].goto(place, timeout=20_000)
        assert shown.status == 200
    finally:
        for tab in tabs:
            tab.close()


def hide(tab: Any, hidden: bool) -> None:
    """As a browser says it of a tab that is left, or come back to."""
    tab.evaluate(
        "(h) => { Object.defineProperty(document, 'hidden',"
        " { value: h, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden,
    )


def test_a_refusal_is_said_where_one_looks(window: Any) -> None:
    go(window, "/nouvelle")
    window.select_option("#organe", "commune|conseil-municipal")

    window.click("text=Préparer la séance")

    wait(window, "document.getElementById('annonce').textContent !== ''")
    box = window.locator("#annonce").bounding_box()
    assert box["x"] == 0
    assert box["width"] == 1280
    assert window.evaluate("getComputedStyle(annonce).color") == "rgb(161, 34, 27)"
    window.wait_for_timeout(500)
    assert window.input_value("#organe") == "commune|conseil-municipal"


def test_the_keyboard_alone_goes_everywhere(window: Any) -> None:
    go(window, "/")
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.className") == "saut"
    for _ in range(12):
        window.keyboard.press("Tab")
        if window.evaluate("document.activeElement.closest('.seance') !== null"):
            break
    window.keyboard.press("Enter")
    window.wait_for_url("**/s/*")
    assert "/s/" in window.url


def test_a_first_sitting_is_held_and_made_without_a_key_of_yaml(
    tmp_path: Path, window: Any
) -> None:
    """From an empty folder to a signed-ready PDF; nothing but the screens."""
    served = serve(tmp_path)
    assert served.stdout is not None
    page = window.context.browser.new_page()
    try:
        page.goto(served.stdout.readline().strip())
        page.click("text=Nommer la collectivité")
        page.select_option("#base", "commune-moins-3500")
        page.fill("#nom", "Commune de Valbrise")
        page.fill("#population", "80")
        page.click("text=Écrire son fichier")
        page.wait_for_url("**/c/collectivite")
        page.click("text=Prendre un tableau")
        table = {"name": "élus.csv", "mimeType": "text/csv", "buffer": ELUS.encode()}
        page.set_input_files("#depot", table)
        page.click("text=Écrire dans le fichier")
        page.wait_for_url("**/c/collectivite")
        page.click("#ajouter > summary")
        page.fill("#prenom", "Denis")
        page.fill("#nom", "ORMEAU")
        page.fill("#depuis", "2026-03-22")
        page.click("text=Ajouter ce membre")
        wait(page, "document.querySelectorAll('.membre').length === 4")
        assert page.evaluate("document.activeElement.id") == "prenom"
        assert page.input_value("#depuis") == "2026-03-22"
        page.click(".membre a:has-text('Denis')")
        page.wait_for_url("**/membres/4")
        page.click("#g-3 > summary")
        page.fill("#c-membres-3-groupe", "Ensemble")
        wait(page, "document.querySelector('[data-sale]') === null")
        wait(page, "document.getElementById('etat').textContent.includes('Enregistré')")
        page.goto(page.url.split("/c/")[0])
        page.click("text=Préparer la première")
        page.fill("#jour", "2026-12-18")
        page.click("text=Préparer la séance")
        page.wait_for_url("**/seance")
        place = page.url.removesuffix("/seance")
        page.goto(f"{place}/actes/1")
        page.fill("#c-actes-0-titre-fr", "Travaux de l'école")
        page.fill("#c-actes-0-numero", "2026-12-001")
        wait(page, "document.querySelector('[data-sale]') === null")
        wait(page, "document.getElementById('etat').textContent.includes('Enregistré')")
        page.goto(place)
        page.fill("#titre", "Tarifs de la cantine")
        page.click("text=Ajouter à l'ordre du jour")
        wait(page, "document.querySelectorAll('.point').length === 2")
        page.goto(f"{place}/actes/2")
        page.fill("#c-actes-1-numero", "2026-12-002")
        page.click("#c-actes-1-articles details.ajout > summary")
        page.fill("#c-actes-1-articles-1-fr", "FIXE les tarifs de la cantine.")
        wait(page, "document.querySelectorAll('#c-actes-1-articles li').length === 2")
        page.click("text=Monter : Articles 2")
        wait(page, "document.getElementById('c-actes-1-articles-0-fr') !== null")
        page.goto(f"{place}/presences?acte=appel")
        page.click("text=Ouvrir la séance")
        page.click("text=Tous les autres sont présents")
        wait(page, "document.querySelector('.jauge.atteint') !== null")
        page.goto(f"{place}/votes?acte=1")
        page.click("text=Noter le vote")
        wait(page, "document.querySelectorAll('.voix').length > 2")
        page.goto(f"{place}/votes?acte=2")
        page.click("text=Noter le vote")
        wait(page, "document.querySelectorAll('.voix').length > 2")
        page.locator(".voix label.sens-contre").first.click()
        wait(
            page,
            "document.querySelector('.decompte .sens-contre strong').textContent"
            " === '1'",
        )
        page.goto(f"{place}/production")
        page.click("text=Produire les documents")
        wait(
            page, "document.querySelector('.resume-bon, .resume-erreur') !== null", 180
        )
        assert page.query_selector(".resume-bon"), page.inner_text("main")
    finally:
        page.close()
        served.terminate()
        served.wait(10)
    (session,) = tmp_path.glob("*/seance.yaml")
    situation = check_session(session).situation
    assert situation is not None
    titles = [acte.acte.titre.reference for acte in situation.actes]
    assert titles == ["Travaux de l'école", "Tarifs de la cantine"]
    ballot = situation.actes[1].decompte
    assert ballot is not None
    assert ballot.chiffres.contre == 1
    assert len(list(tmp_path.glob("out/*/*/deliberation.fr.pdf"))) == 2


def test_files_are_added_to_an_act_and_none_is_written_over(
    window: Any, folder: Path
) -> None:
    """Chosen, then dropped: the second one of a name takes another, once one agrees."""
    go(window, "/s/2025-06-24-commune/actes/2")
    there = folder / "2025-06-24-commune/annexes"
    told: list[str] = []
    window.once("dialog", lambda d: (told.append(d.message), d.accept()))
    for text in (b"Un plan.\n", b"Un autre plan.\n"):
        window.set_input_files(
            "#depot", {"name": "Plan.md", "mimeType": "text/markdown", "buffer": text}
        )
        wait(window, "document.getElementById('etat').dataset.ton === 'bon'")
        wait(window, "document.getElementById('depot').value === ''")

    assert told == [
        "« Plan.md » est déjà dans le dossier, avec un autre contenu. L'ajouter sous "
        "le nom « Plan-2.md » ?"
    ]
    assert (there / "Plan.md").read_bytes() == b"Un plan.\n"
    assert (there / "Plan-2.md").read_bytes() == b"Un autre plan.\n"
    text = (there.parent / "seance.yaml").read_text(encoding="utf-8")
    assert text.count("fichier: annexes/Plan") == 2
    window.evaluate(
        "() => { const d = new DataTransfer(); d.items.add(new File(['x'], 'x.exe'));"
        " document.querySelector('[data-depot]').dispatchEvent("
        "new DragEvent('drop', { dataTransfer: d, bubbles: true, cancelable: true })) }"
    )
    wait(window, "document.getElementById('etat').dataset.ton === 'erreur'")
    assert "Pas ajouté : « x.exe »" in window.inner_text("#etat")
    assert sorted(p.name for p in there.iterdir()) == ["Plan-2.md", "Plan.md"]


def test_somebody_is_elected_with_the_keyboard_alone(window: Any, folder: Path) -> None:
    """Figures that are typed stay where another screen changes something."""
    go(window, "/s/2025-06-24-commune/votes?acte=4")
    window.focus("#e0-t0-v0")
    window.keyboard.press("Control+A")
    window.keyboard.type("8")
    other = window.context.new_page()
    other.goto("/".join(window.url.split("/")[:3]) + "/s/2025-06-24-commune/actes/1")
    window.focus("#e0-t0-v1")
    other.fill("#c-actes-0-titre-fr", "CHANGÉ AILLEURS")
    wait(window, "document.querySelector('#aller').innerText.includes('CHANGÉ')")
    other.close()
    window.keyboard.press("Control+A")
    window.keyboard.type("14")
    window.keyboard.press("Enter")

    wait(window, "document.querySelector('.elu input').value === 'PALOMBIER'")
    text = (folder / "2025-06-24-commune/seance.yaml").read_text(encoding="utf-8")
    assert "candidats: {HAUTERIVAL: 8, PALOMBIER: 14}" in text
    assert "elus: [PALOMBIER]" in text
