"""Whole sittings played on the screens: the file made is the one that is typed by hand.

The plenary is that of the examples: what a sitting adds is taken out of it, and noted
again by gestures. In full on CI; elsewhere its last acts.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli_helpers import call, read_tree
from conftest import EVERYTHING, ROOT
from delib_gen.checking import check_session
from delib_gen.edits.apply import apply_changes
from delib_gen.edits.changes import Change, Delete, Edited, Set
from delib_gen.load.nodes import to_data
from delib_gen.load.sources import Sources
from judges import find_program

pytestmark = pytest.mark.juges
sync_api = pytest.importorskip("playwright.sync_api", reason="needs the extra `juges`")
pytest.importorskip("starlette", reason="needs the extra `desk`")

from test_desk_browser import serve, wait  # noqa: E402 - it skips too

EXAMPLES = ROOT / "data/exemples"
PLENARY = "2026-09-30-ac"
HELD = ("vote", "election", "prend_acte", "deports", "statut")
"""What a sitting adds to an act."""
LAST = (7, 11, 14)
"""The acts that are played everywhere: an election, a secret ballot, a short vote."""
SENS = {
    "pour": "Pour",
    "contre": "Contre",
    "abstention": "Abst.",
    "non_participation": "N.p.p.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an authority's file, and no sitting."""
    folder = tmp_path / "salle"
    folder.mkdir()
    known = EXAMPLES / "2025-06-24-commune/autorite.yaml"
    shutil.copy(known, folder / "saint-aubrac.yaml")
    return folder


@pytest.fixture
def page(folder: Path) -> Iterator[Any]:
    """A page of a desk on a folder, that was let in."""
    served = serve(folder)
    assert served.stdout is not None
    path = find_program("chromium", "chromium-browser", "google-chrome")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"]
        )
        page = browser.new_context(reduced_motion="reduce").new_page()
        page.goto(served.stdout.readline().strip())
        yield page
        browser.close()
    served.terminate()
    served.wait(10)


class Clerk:
    """Somebody who clicks, on the screens of one sitting."""

    def __init__(self, page: Any, slug: str) -> None:
        self.page = page
        self.base = "/".join(page.url.split("/")[:3]) + f"/s/{slug}"

    def go(self, path: str) -> None:
        """Show a screen, once."""
        if self.page.url != f"{self.base}{path}":
            self.page.goto(f"{self.base}{path}")

    def click(self, name: str, within: Any = None) -> None:
        """Press the one button of a name."""
        place = within or self.page.locator("main")
        self.do(place.get_by_role("button", name=name, exact=True).click)

    def do(self, act: Any, end: str = "/gestes") -> None:
        """A gesture; it is done, and the page shows what came of it."""
        with self.page.expect_response(lambda r: r.url.endswith(end)) as answer:
            act()
        assert answer.value.ok, answer.value.text()
        version = answer.value.json()["version"]
        wait(
            self.page,
            f"document.getElementById('pied').dataset.version === '{version}'",
        )

    def open_details(self) -> None:
        """Show all that the page keeps folded."""
        self.page.evaluate(
            "for (const d of document.querySelectorAll('main details')) d.open = true"
        )

    def fill(self, fields: dict[str, object]) -> None:
        """Type in fields, by their names on the page."""
        for name, value in fields.items():
            self.page.fill(f"#{name}", str(value))

    def type(self, path: str, value: str) -> None:
        """Type in a field of a form, which is saved by itself."""
        field = self.page.locator(f"#c-{path}")
        select = field.evaluate("f => f.tagName") == "SELECT"
        act = field.select_option if select else field.fill
        self.do(lambda: act(value), "/saisie")


def read_data(session: Path) -> Any:
    """What is typed in a sitting, its acts' own files within it."""
    root = check_session(session).lue.root
    assert root is not None
    return to_data(root)


def prepare(target: Path, acts: set[int], *, attendance: bool) -> Path:
    """A sitting before it is held: what it adds to some acts is taken out of it."""
    shutil.copytree(EXAMPLES / target.name, target)
    session = target / "seance.yaml"
    data = read_data(session)
    changes: list[Change] = [
        Delete(("actes", rank, key))
        for rank in acts
        for key in HELD
        if key in data["actes"][rank]
    ]
    if attendance:
        keys = ("presents", "pouvoirs", "excuses", "absents", "mouvements", "appels")
        changes += [Delete((key,)) for key in keys]
        changes.append(Set(("stade",), "projet"))
    else:
        changes += [Delete(("mouvements", rank)) for rank in (13, 12)]
    edited = apply_changes(Sources(), session, changes)
    assert isinstance(edited, Edited), edited
    for path, text in edited.files.items():
        path.write_text(text, encoding="utf-8")
    return session


class Names:
    """Whole names of members, by what the hand-typed sitting calls them."""

    def __init__(self, session: Path) -> None:
        situation = check_session(session).situation
        assert situation is not None
        self._find = situation.annuaire.find

    def __getitem__(self, name: str) -> str:
        elu = self._find(name).elu
        assert elu is not None, name
        return elu.nom_complet


def play_call(clerk: Clerk, names: Names, sheet: Any, rank: int) -> None:
    """A roll-call: those who are away, then all the others."""
    clerk.go("/presences?acte=appel" + (f"-{rank}" if rank else ""))
    for key, word in (("excuses", "Excusé"), ("absents", "Absent")):
        for name in sheet.get(key) or []:
            clerk.click(f"{word} : {names[name]}")
    away = [names[n] for n in (sheet.get("pouvoirs") or {})]
    clerk.click("Tous les autres sont présents")
    for giver, holder in zip(away, (sheet.get("pouvoirs") or {}).values(), strict=True):
        power = clerk.page.get_by_label(f"Pouvoir de {giver} à", exact=True)
        clerk.do(lambda power=power, holder=holder: power.select_option(names[holder]))


def play_movement(clerk: Clerk, names: Names, known: Any, acts: list[str]) -> None:
    """An arrival, a departure, a power."""
    key = next(k for k in ("arrive", "quitte", "des") if k in known)
    clerk.go(f"/presences?acte={acts.index(known[key]) + 1}")
    clerk.page.fill("#heure", known.get("heure", ""))
    name = names[known["membre"]]
    if key != "des":
        clerk.click(f"{'Arrive' if key == 'arrive' else 'Part'} : {name}")
    if "pouvoir" in known:
        power = clerk.page.get_by_label(f"Pouvoir de {name} à", exact=True)
        clerk.do(lambda: power.select_option(names[known["pouvoir"]]))


def play_ballot(
    clerk: Clerk, names: Names, typed: Any, part: int | None = None
) -> None:
    """A vote as it is typed: everybody for, then those who are marked."""
    scrutin = typed.get("scrutin", "ordinaire")
    if scrutin != "ordinaire":
        select = clerk.page.locator("#scrutin")
        clerk.do(lambda: select.select_option(scrutin))
    if scrutin == "secret":
        for name in typed.get("non_participation", []):
            clerk.page.select_option("#sans-part-membre", names[name])
            clerk.click("Ne prend pas part")
        clerk.fill({f"n-{key}": n for key, n in typed["decompte"].items()})
        clerk.click("Noter ces chiffres")
        return
    begin = clerk.page.get_by_role(
        "button", name="Noter le vote : tout le monde « pour »"
    )
    if part is None and begin.count() and "parties" not in typed:
        clerk.do(begin.click)
    for sens, word in SENS.items():
        for name in typed.get(sens) or []:
            whole = re.escape(names[name])
            voice = clerk.page.get_by_role(
                "group", name=re.compile(f"^{whole}( par |$)")
            )
            radio = voice.get_by_role("radio", name=word, exact=True)
            clerk.do(lambda radio=radio: radio.click())


def play_act(clerk: Clerk, names: Names, rank: int, typed: Any) -> None:
    """What became of an act, as it is typed."""
    place = f"/votes?acte={rank + 1}"
    if "statut" in typed:
        clerk.go("")
        select = (
            clerk.page.locator(".point").nth(rank).locator("select[data-cle=statut]")
        )
        clerk.do(lambda: select.select_option(typed["statut"]))
        return
    clerk.go(place)
    clerk.open_details()
    for known in typed.get("deports", []):
        clerk.page.select_option("#membre", names[known["membre"]])
        clerk.page.select_option("#motif", known["motif"])
        clerk.page.set_checked("#sort", known.get("sort") == "oui")
        clerk.click("Se déporte")
    if typed.get("prend_acte"):
        clerk.click("Prend acte, sans vote")
        return
    if "election" in typed:
        clerk.fill({"e-poste": typed["election"]["poste"]})
        clerk.page.select_option("#e-regime", typed["regime"])
        clerk.click("Préparer l'élection")
        for tour, held in enumerate(typed["election"]["tours"]):
            fields: dict[str, object] = {}
            for n, (name, votes) in enumerate(held["candidats"].items()):
                fields |= {f"e0-t{tour}-c{n}": name, f"e0-t{tour}-v{n}": votes}
            papers = {f"e0-t{tour}-{k}": held[k] for k in ("blancs", "nuls")}
            clerk.fill({**fields, **papers})
            clerk.click(f"Noter le tour {tour + 1}")
        return
    vote = typed["vote"] if isinstance(typed["vote"], dict) else {}
    for part in vote.get("parties", []):
        clerk.fill({"objet": part["objet"], "articles": ", ".join(part["articles"])})
        clerk.click("Ajouter la partie")
    for part, held in enumerate(vote.get("parties", [])):
        clerk.go(f"{place}&partie={part}")
        play_ballot(clerk, names, held, part)
    clerk.go(place)
    play_ballot(clerk, names, vote)
    form = {key: vote[key] for key in ("issue",) if key in vote}
    asking = vote.get("demandeurs", [])
    if not form and not asking:
        return
    clerk.go(f"/actes/{rank + 1}")
    clerk.open_details()
    for key, value in form.items():
        clerk.type(f"actes-{rank}-vote-{key}", value)
    for n, name in enumerate(asking):
        clerk.open_details()
        clerk.type(f"actes-{rank}-vote-demandeurs-{n}", name)
    if asking:  # figures beside names, that are compared with them
        for key, value in vote["decompte"].items():
            clerk.open_details()
            clerk.type(f"actes-{rank}-vote-decompte-{key}", value)


def settle(data: Any) -> Any:
    """What a sitting says: movements in one order, acts without a name of the desk's.

    The desk notes movements by their acts; whoever types may put a return by its
    departure. It names acts without a number when the sitting opens.
    """
    moved = sorted(data["mouvements"], key=lambda known: sorted(known.items()))
    for act in data["actes"]:
        if re.fullmatch(r"point-\d+", act.get("id", "")):
            del act["id"]
    return {**data, "mouvements": moved}


def render(session: Path, out: Path, *options: str) -> dict[str, bytes]:
    """The documents of a sitting."""
    done = call("render", session, "-o", out, "--magasin", "non", *options)
    assert done.status == 0, done.err
    return list_documents(out)


def list_documents(out: Path) -> dict[str, bytes]:
    """What was made, the manifest apart: it has the digest of the session's file."""
    made = read_tree(out)
    return {n: made[n] for n in made if not n.endswith("manifest.json")}


def test_a_plenary_of_two_days_is_noted_as_it_was_typed(
    page: Any, folder: Path, tmp_path: Path
) -> None:
    """Two roll-calls, 14 movements, an election, a secret ballot, votes by parts."""
    typed = EXAMPLES / PLENARY / "seance.yaml"
    wanted, names = read_data(typed), Names(typed)
    acts = [a.get("numero") or a.get("id") or "" for a in wanted["actes"]]
    played = set(range(len(acts))) if EVERYTHING else set(LAST)
    session = prepare(folder / PLENARY, played, attendance=EVERYTHING)
    clerk = Clerk(page, PLENARY)

    if EVERYTHING:
        clerk.go("/presences?acte=appel")
        clerk.click("Ouvrir la séance")
        play_call(clerk, names, wanted, 0)
        clerk.go(f"/presences?acte={acts.index(wanted['appels'][0]['des']) + 1}")
        clerk.click("Nouvel appel à cet acte")
        play_call(clerk, names, wanted["appels"][0], 1)
    movements = wanted["mouvements"] if EVERYTHING else wanted["mouvements"][-2:]
    for known in movements:
        play_movement(clerk, names, known, acts)
    for rank in sorted(played):
        play_act(clerk, names, rank, wanted["actes"][rank])

    assert settle(read_data(session)) == settle(wanted)
    options = () if EVERYTHING else ("--format", "html")
    made = render(session, tmp_path / "fait", *options)
    assert made == render(typed, tmp_path / "tape", *options)
    assert len(made) > 20


ITEMS = (
    ("Approbation du procès-verbal de la séance précédente", "5.2", {}),
    ("Décision modificative du budget principal", "7.1", {"contre": ["PALOMBIER"]}),
    ("Tarifs de la restauration scolaire", "7.10", {"abstention": ["RENARDIERE"]}),
    ("Subventions aux associations", "7.5", {}),
    ("Convention avec le collège", "9.1", {}),
    ("Acquisition d'une parcelle", "3.1", {"contre": ["PALOMBIER", "RENARDIERE"]}),
    ("Règlement de la bibliothèque", "9.1", {}),
    ("Création d'un emploi d'agent d'accueil", "4.1", {}),
    ("Programme de voirie", "8.3", {"abstention": ["MALVERNE"]}),
    ("Groupement de commandes pour l'électricité", "1.7", {}),
    ("Adhésion au service des archives", "5.7", {}),
    ("Nom d'une rue", "8.3", {"scrutin": "secret"}),
    ("Désignation d'un représentant au syndicat des eaux", "5.3", {"election": True}),
)
FIGURES = {"pour": 21, "contre": 2, "blancs": 1}
CANDIDATES = {"HAUTERIVAL": 15, "PALOMBIER": 8}


def write_by_hand(items: tuple[Any, ...]) -> str:
    """The sitting of a commune as somebody would type it."""
    lines = [
        "collectivite: ../saint-aubrac.yaml",
        "organe: conseil-municipal",
        "date: 2026-12-18",
        "convocation: 2026-12-10",
        "president: FONTARELLE",
        "secretaires: [BELCOMBE]",
        "presents:",
        *(f"  - {name}" for name in list_there()),
        "pouvoirs: {OUCHEVAL: BELCOMBE}",
        "excuses: [JONCHEROY]",
        "absents: [VOLPELIER, MOULINEAU]",
        "actes:",
    ]
    for rank, (title, code, vote) in enumerate(items, start=1):
        lines += [
            f"  - numero: 2026-12-{rank:03}",
            f'    matiere: "{code}"',
            f"    titre: {title}",
            "    visas: [{ref: cgct}]",
        ]
        if "election" in vote:
            stood = ", ".join(f"{n}: {votes}" for n, votes in CANDIDATES.items())
            lines += [
                "    regime: nomination",
                "    election:",
                "      poste: représentant de la commune",
                f"      tours: [{{candidats: {{{stood}}}, blancs: 1, nuls: 0}}]",
                "      elus: [HAUTERIVAL]",
            ]
        elif "scrutin" in vote:
            told = ", ".join(f"{key}: {n}" for key, n in FIGURES.items())
            lines.append(f"    vote: {{scrutin: secret, decompte: {{{told}}}}}")
        else:
            told = ", ".join(f"{k}: [{', '.join(v)}]" for k, v in vote.items())
            lines.append(f"    vote: {f'{{{told}}}' if told else 'unanimite'}")
        lines += [
            "    articles:",
            f"      - DÉCIDE ce qui est dit de l'affaire n° {rank}.",
            "      - ref: publication-electronique",
        ]
    return "\n".join([*lines, ""])


def list_there() -> list[str]:
    """Those who are there at the opening, by name."""
    session = EXAMPLES / "2025-06-24-commune/seance.yaml"
    situation = check_session(session).situation
    assert situation is not None
    away = {"OUCHEVAL", "JONCHEROY", "VOLPELIER", "MOULINEAU"}
    return [e.nom for e in situation.annuaire.membres if e.nom not in away]


def test_a_commune_goes_from_an_empty_folder_to_documents_to_sign(
    page: Any, folder: Path, tmp_path: Path
) -> None:
    """Nothing but the screens: the documents are those of the file typed by hand."""
    items = ITEMS if EVERYTHING else (ITEMS[1], ITEMS[11])
    base = "/".join(page.url.split("/")[:3])
    page.goto(f"{base}/nouvelle")
    choice = page.locator("#organe option").first.get_attribute("value")
    assert choice.endswith("saint-aubrac.yaml|conseil-municipal")
    page.select_option("#organe", choice)
    page.fill("#jour", "2026-12-18")
    page.click("text=Préparer la séance")
    page.wait_for_url("**/seance")
    clerk = Clerk(page, page.url.split("/")[-2])
    session = folder / "2026-12-18-cm/seance.yaml"
    clerk.open_details()
    clerk.type("convocation", "10/12/2026")
    clerk.type("secretaires-0", "BELCOMBE")
    clerk.go("")
    for title, _, _ in items[1:]:
        page.fill("#titre", title)
        clerk.do(lambda: page.press("#titre", "Enter"))
    for rank, (title, code, _) in enumerate(items):
        clerk.go(f"/actes/{rank + 1}")
        clerk.open_details()
        clerk.type(f"actes-{rank}-titre-fr", title)
        clerk.type(f"actes-{rank}-numero", f"2026-12-{rank + 1:03}")
        clerk.type(f"actes-{rank}-matiere", code)
        text = f"DÉCIDE ce qui est dit de l'affaire n° {rank + 1}."
        clerk.type(f"actes-{rank}-articles-{0 if rank == 0 else 1}-fr", text)
        if rank:
            clerk.do(
                page.get_by_role("button", name="Monter : Articles 2").click, "/saisie"
            )
    clerk.go("/presences")
    clerk.click("Ouvrir la séance")
    names = Names(session)
    sheet = {
        "excuses": ["JONCHEROY"],
        "absents": ["VOLPELIER", "MOULINEAU"],
        "pouvoirs": {"OUCHEVAL": "BELCOMBE"},
    }
    play_call(clerk, names, sheet, 0)
    election = {
        "poste": "représentant de la commune",
        "tours": [{"candidats": CANDIDATES, "blancs": 1, "nuls": 0}],
    }
    for rank, (_, _, vote) in enumerate(items):
        typed: dict[str, Any] = {"vote": vote}
        if "scrutin" in vote:
            typed = {"vote": {**vote, "decompte": FIGURES}}
        if "election" in vote:
            typed = {"election": election, "regime": "nomination"}
        play_act(clerk, names, rank, typed)
    clerk.go("/production")
    page.click("text=Produire les documents")
    wait(page, "document.querySelector('.resume-bon, .resume-erreur') !== null", 600)
    assert page.query_selector(".resume-bon"), page.inner_text("main")

    typed_file = tmp_path / "tape/2026-12-18-cm/seance.yaml"
    typed_file.parent.mkdir(parents=True)
    shutil.copy(folder / "saint-aubrac.yaml", tmp_path / "tape/saint-aubrac.yaml")
    typed_file.write_text(write_by_hand(items), encoding="utf-8")
    made = list_documents(folder / "out")
    assert made == render(typed_file, tmp_path / "out")
    assert sum(name.endswith(".pdf") for name in made) >= len(items)
