"""The form of an act: every key, findings beside their fields, and small edits."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path

import pytest

from delib_gen.aide.drawing import iter_within
from delib_gen.catalogue import CATALOGUE
from delib_gen.desk.web.changing import put, put_text
from delib_gen.desk.web.words import explain_field, load_mots, name_screens
from delib_gen.edits.changes import Delete, Insert, Set
from delib_gen.resources import data_dir
from delib_gen.schema.acte import Acte
from delib_gen.schema.seance import Seance
from desk_helpers import Browser, see

PLENARY = data_dir() / "exemples" / "2026-09-30-ac"
PLACE = "/s/2026-09-30-ac"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the plenary."""
    shutil.copytree(PLENARY, tmp_path / "salle" / "2026-09-30-ac")
    return tmp_path / "salle" / "2026-09-30-ac"


@pytest.fixture
def browser(folder: Path) -> Browser:
    return Browser(folder.parent)


def type_in(browser: Browser, *gestures: dict[str, object], base: str = "") -> object:
    """Send what fields say; gives the answer."""
    sent = {"gestes": list(gestures), "base": base, "ecran": "essai"}
    return browser.post(f"{PLACE}/saisie", sent)


def say(path: list[str | int], value: object, langue: str = "") -> dict[str, object]:
    """What a field says when one typed in it."""
    if langue:
        return {"genre": "texte", "chemin": path, "langue": langue, "valeur": value}
    return {"genre": "poser", "chemin": path, "valeur": value}


def test_every_key_has_a_name() -> None:
    keys = {k for c in iter_within([Seance, Acte]) for k in c.model_fields}
    keys.discard("versions")

    assert keys - set(load_mots().libelles) == set()
    assert set(load_mots().libelles) - keys == set()


def test_every_key_of_an_act_is_in_one_group() -> None:
    grouped = [cle for groupe in load_mots().groupes for cle in groupe.cles]

    assert sorted(grouped) == sorted(Acte.model_fields)


def test_every_key_of_a_sitting_is_in_one_group() -> None:
    grouped = [cle for groupe in load_mots().groupes_seance for cle in groupe.cles]

    assert sorted(grouped) == sorted(Seance.model_fields)


def test_everything_that_can_be_made_has_a_name() -> None:
    assert sorted(load_mots().pieces) == sorted(CATALOGUE.names)


@pytest.mark.parametrize("rank", range(1, 16))
def test_a_form_shows_all_that_was_typed(browser: Browser, rank: int) -> None:
    page = browser.page(f"{PLACE}/actes/{rank}")
    fields = re.findall(r'data-chemin="([^"]+)"', page)
    paths = {tuple(json.loads(html.unescape(path))) for path in fields}
    opened = browser.office.open(browser.office.list_sittings()[0])
    root = opened.checked.lue.root

    from delib_gen.load.nodes import find_node, to_data

    def leaves(
        data: object, path: tuple[str | int, ...]
    ) -> list[tuple[str | int, ...]]:
        if isinstance(data, dict):
            return [p for k, v in data.items() for p in leaves(v, (*path, k))]
        if isinstance(data, list):
            return [p for i, v in enumerate(data) for p in leaves(v, (*path, i))]
        return [path]

    data = to_data(find_node(root, ("actes", rank - 1))[0])
    typed = leaves(data, ("actes", rank - 1))
    in_fiches = [
        p for p in typed if "annexes" in p and p[4] == "fichier" and len(p) > 5
    ]
    shown = paths | {(*p, langue) for p in paths for langue in ("fr", "co")}
    assert [p for p in typed if p not in shown and p not in in_fiches] == []
    assert all(p[:2] == ("actes", rank - 1) for p in paths)


def test_no_heading_stands_over_nothing(browser: Browser) -> None:
    page = browser.page("/s/2026-09-30-ac/seance")

    help_alone = r'(<details class="pourquoi">((?!</details>).)*</details>)?'
    assert not re.findall(rf"</legend>{help_alone}\s*</fieldset>", page, re.S)
    assert "rien ici ; se complète dans l'onglet YAML" in see(page)


def test_findings_stand_beside_their_fields(browser: Browser, folder: Path) -> None:
    session = folder / "seance.yaml"
    text = session.read_text(encoding="utf-8")
    session.write_text(text.replace("matiere:", "matieres:", 1), encoding="utf-8")
    browser.post(f"{PLACE}/saisie", {"gestes": []})
    rank = next(
        f.path[1] + 1
        for f in browser.office.open(browser.office.list_sittings()[0]).checked.findings
        if f.path and f.path[-1] == "matieres"
    )

    page = see(browser.page(f"{PLACE}/actes/{rank}"))

    assert "matieres" in page
    assert "constat" in page


def test_a_typed_title_changes_one_line(browser: Browser, folder: Path) -> None:
    session = folder / "seance.yaml"
    before = session.read_bytes().splitlines()

    done = type_in(browser, say(["actes", 2, "titre"], "UN AUTRE TITRE : NEUF", "fr"))

    assert done.status_code == 200, done.text
    after = session.read_bytes().splitlines()
    assert len(after) == len(before)
    assert [
        n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b
    ] == [205]
    assert "+" in done.json()["difference"]
    assert "UN AUTRE TITRE : NEUF" in browser.page(f"{PLACE}/actes/3")


def test_a_text_of_one_language_takes_another(browser: Browser, folder: Path) -> None:
    done = type_in(browser, say(["actes", 2, "objet"], "Un ughjettu", "co"))

    assert done.status_code == 200, done.text
    assert "co: Un ughjettu" in (folder / "seance.yaml").read_text(encoding="utf-8")
    assert "Les Claviers du maquis" in browser.page(f"{PLACE}/actes/3")


def test_an_act_in_a_file_of_its_own_is_changed_there(
    browser: Browser, folder: Path
) -> None:
    session = (folder / "seance.yaml").read_bytes()

    done = type_in(browser, say(["actes", 1, "numero"], "26/199 AC"))

    assert done.status_code == 200, done.text
    assert (folder / "seance.yaml").read_bytes() == session
    text = (folder / "actes/26-102.yaml").read_text(encoding="utf-8")
    assert "26/199 AC" in text


def test_a_rapport_is_changed_in_its_file(browser: Browser, folder: Path) -> None:
    page = browser.page(f"{PLACE}/actes/2")
    place = r'rapport&#34;, &#34;corps[^>]*data-fichier="([^"]+)"'
    (name,) = set(re.findall(place, page))
    version = re.search(r'data-version="([^"]+)"', page)
    assert version is not None

    sent = {"fichier": name, "texte": "# Un rapport\n\nNeuf.\n", "base": version[1]}
    done = browser.post(f"{PLACE}/saisie", sent)

    assert done.status_code == 200, done.text
    assert (folder / name).read_text(encoding="utf-8") == "# Un rapport\n\nNeuf.\n"


def test_undo_and_redo_give_the_same_bytes(browser: Browser, folder: Path) -> None:
    session = folder / "seance.yaml"
    first = session.read_bytes()
    type_in(browser, say(["actes", 0, "titre"], "AUTRE", "fr"))
    second = session.read_bytes()

    assert browser.post(f"{PLACE}/annuler", {}).status_code == 200
    assert session.read_bytes() == first
    assert browser.post(f"{PLACE}/retablir", {}).status_code == 200
    assert session.read_bytes() == second
    refused = browser.post(f"{PLACE}/retablir", {})
    assert refused.status_code == 422
    assert "rien à rétablir" in refused.json()["message"]


def test_two_screens_at_one_place_are_shown_both(
    browser: Browser, folder: Path
) -> None:
    base = re.search(r'data-version="([^"]+)"', browser.page(f"{PLACE}/actes/1"))
    assert base is not None
    type_in(browser, say(["actes", 0, "titre"], "LEUR TITRE", "fr"), base=base[1])
    kept = (folder / "seance.yaml").read_bytes()

    done = type_in(
        browser, say(["actes", 0, "titre"], "NOTRE TITRE", "fr"), base=base[1]
    )

    assert done.status_code == 409
    assert "NOTRE TITRE" in done.json()["notre"]["seance.yaml"]
    assert "LEUR TITRE" in done.json()["leur"]["seance.yaml"]
    assert (folder / "seance.yaml").read_bytes() == kept


def test_what_was_changed_outside_is_seen_at_once(
    browser: Browser, folder: Path
) -> None:
    browser.page(f"{PLACE}/actes/1")
    session = folder / "seance.yaml"
    text = session.read_text(encoding="utf-8")
    session.write_text(text.replace("26/101 AC", "26/901 AC"), encoding="utf-8")

    assert "26/901 AC" in browser.page(f"{PLACE}/actes/1")


@pytest.mark.parametrize(
    "gesture",
    [
        {},
        {"genre": "poser", "chemin": "actes", "valeur": "x"},
        {"genre": "poser", "chemin": ["actes", True], "valeur": "x"},
        {"genre": "poser", "chemin": ["actes", 0, "titre"], "valeur": 3},
        {"genre": "autre", "chemin": ["actes"]},
        {"genre": "texte", "chemin": ["actes", 0, "titre"], "valeur": "x"},
        {"genre": "poser", "chemin": ["actes", -1, "titre"], "valeur": "x"},
        {"genre": "retirer", "chemin": ["actes", -1]},
        {"genre": "retirer", "chemin": []},
        {"genre": "deplacer", "chemin": ["actes", 0], "vers": -1},
        {"genre": "deplacer", "chemin": ["actes"], "vers": 1},
        [],
    ],
)
def test_what_no_page_sends_is_refused(
    browser: Browser, folder: Path, gesture: object
) -> None:
    before = (folder / "seance.yaml").read_bytes()

    assert type_in(browser, gesture).status_code == 400
    assert (folder / "seance.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("sign", "kept"),
    [("\0", False), ("\ud800", False), ("\uffff", False), ("\t", True), ("𝄞", True)],
)
def test_what_is_no_text_is_refused_in_words(
    browser: Browser, folder: Path, sign: str, kept: bool
) -> None:
    """In a value, a key's name, a gesture, a whole text; a rare letter is kept."""
    before = (folder / "seance.yaml").read_bytes()
    text, key = f"Un{sign}objet", f"objet{sign}"
    whole = {"fichier": "seance.yaml", "texte": before.decode() + f"# {text}\n"}
    browser.page(PLACE)
    sent = {"geste": "acte-ajouter", "titre": text}
    done = [
        browser.post(f"{PLACE}/saisie", {**whole, "base": "1"}),
        type_in(browser, say(["actes", 0, "objet"], text)),
        type_in(browser, say(["actes", 0, "titre"], text, "fr")),
        type_in(browser, say(["actes", 0, key], "x")),
        browser.post(f"{PLACE}/gestes", sent),
    ]

    assert [answer.status_code for answer in done] == [200 if kept else 422] * 5
    assert kept or all("U+" in answer.json()["message"] for answer in done)
    assert kept != ((folder / "seance.yaml").read_bytes() == before)


@pytest.mark.parametrize("file", ["../autre.yaml", "/etc/passwd", "absent.yaml", ""])
def test_no_other_file_is_written(browser: Browser, folder: Path, file: str) -> None:
    browser.page(PLACE)
    sent = {"fichier": file, "texte": "x", "base": "1"}

    assert browser.post(f"{PLACE}/saisie", sent).status_code in (400, 422)
    assert not (folder.parent / "autre.yaml").exists()


@pytest.mark.parametrize("rank", ["0", "16", "-1", "x", "1/x"])
def test_an_act_that_is_not_there_is_no_page(browser: Browser, rank: str) -> None:
    assert browser.get(f"{PLACE}/actes/{rank}").status_code == 404


def test_the_page_beside_is_the_real_one_and_leads_to_its_fields(
    browser: Browser,
) -> None:
    try:
        pages = browser.page(f"{PLACE}/actes/1/apercu?piece=deliberation")
        first = re.search(r'src="(/apercu/[^"]+)"', pages)
        assert first is not None
        picture = browser.get(first[1])
    finally:
        browser.office.close()

    assert picture.content.startswith(b"\x89PNG")
    assert 'data-vers="c-actes-0-titre-fr"' in pages
    assert 'data-vers="c-actes-0-numero"' in pages
    assert browser.get("/apercu/inconnu/0.png").status_code == 404


@pytest.mark.parametrize(
    ("page", "path"),
    [("/actes/1", ["actes", 0, "debats"]), ("/seance", ["debats"])],
)
def test_debates_are_seen_as_the_minutes_print_them(
    browser: Browser, page: str, path: list[str | int]
) -> None:
    """Beside their field, where it leads; an act's are a piece once there are some."""
    assert "Débats, au procès-verbal" not in browser.page(f"{PLACE}/actes/1")
    text = "Une voix s’élève : **la parole est demandée**."
    assert type_in(browser, say(path, text, "fr")).status_code == 200
    name = re.search(r'<option value="(debats[^"]*)"', browser.page(f"{PLACE}{page}"))
    assert name is not None
    try:
        pages = browser.page(f"{PLACE}{page}/apercu?piece={name[1]}")
    finally:
        browser.office.close()

    assert f'data-vers="c-{"-".join(map(str, path))}"' in pages
    assert pages.count("<img") < 3


def test_a_command_is_called_by_its_screen() -> None:
    said = "lancez `delib-gen numeroter` sur ce fichier ; `delib-gen rules` les donne"

    assert name_screens(said) == (
        "lancez « Numéroter les actes » (à l'ordre du jour) sur ce fichier ; "
        "`delib-gen rules` les donne"
    )


def test_the_editor_has_the_files_and_their_findings(browser: Browser) -> None:
    page = see(browser.page(f"{PLACE}/yaml"))
    told = browser.get(f"{PLACE}/yaml/texte").json()

    assert "actes/26-102.yaml" in page
    assert told["texte"].startswith("# Une session")
    assert len(told["constats"]) == 7
    words = {word["label"] for word in told["mots"]}
    assert {"vote:", "titre:", "MUFRINACCI Josée", "cgct"} & words >= {"vote:", "cgct"}
    assert browser.get(f"{PLACE}/yaml?fichier=../x").status_code == 404


def test_values_go_where_there_is_nothing_yet() -> None:
    data = {"actes": [{"titre": "T", "visas": ["un"]}]}

    assert put(data, ("actes", 0, "expose", "texte"), "E") == [
        Set(("actes", 0, "expose"), {"texte": "E"})
    ]
    assert put(data, ("actes", 0, "visas", 1), "deux") == [
        Insert(("actes", 0, "visas"), 1, "deux")
    ]
    assert put(data, ("actes", 0, "annexes", 0, "titre"), "A") == [
        Set(("actes", 0, "annexes"), [{"titre": "A"}])
    ]
    assert put(data, ("actes", 0, "objet"), "") == []
    assert put(data, ("actes", 0, "titre"), "T") == []
    assert put(data, ("actes", 0, "visas", 0), "") == [Delete(("actes", 0, "visas", 0))]
    assert put_text(data, ("actes", 0, "titre"), "co", "C") == [
        Set(("actes", 0, "titre"), {"fr": "T", "co": "C"})
    ]


def test_a_conflict_shows_what_differs_alone(browser: Browser, folder: Path) -> None:
    base = re.search(r'data-version="([^"]+)"', browser.page(f"{PLACE}/actes/3"))
    assert base is not None
    type_in(browser, say(["actes", 2, "titre"], "LEUR TITRE", "fr"), base=base[1])

    done = type_in(browser, say(["actes", 2, "titre"], "NOTRE", "fr"), base=base[1])

    ours, theirs = done.json()["notre"], done.json()["leur"]
    assert "fr: NOTRE" in ours["seance.yaml"]
    assert "fr: LEUR TITRE" in theirs["seance.yaml"]
    assert len(ours["seance.yaml"].splitlines()) < 8


def test_a_file_that_cannot_be_read_leads_to_its_text(
    browser: Browser, folder: Path
) -> None:
    session = folder / "seance.yaml"
    text = session.read_text(encoding="utf-8")
    session.write_text(text.replace("actes:", "actes: [", 1), encoding="utf-8")

    for screen in ("", "/seance", "/presences", "/votes", "/actes/1", "/production"):
        browser.page(PLACE + screen)
    assert f'href="{PLACE}/yaml"' in browser.page(PLACE)
    assert browser.get(f"{PLACE}/yaml/texte").json()["constats"][0]["code"] == "STR05"


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Le jour. Par exemple `2023-12-19`.", "Le jour. Par exemple 19/12/2023."),
        ("Qui. Par exemple `- {par: courriel, le: 2023-12-11}`.", "Qui."),
        ("Sans cette clé, à main levée.", "Sans ce champ, à main levée."),
        ("Comme `envoi_rapports:`.", "Comme « Jour d'envoi des rapports »."),
        ("L'acte 2025-06-041, `inconnue`.", "L'acte 2025-06-041, `inconnue`."),
    ],
)
def test_help_speaks_to_who_fills_a_field(said: str, plain: str) -> None:
    assert explain_field(said) == plain


def test_fields_have_days_and_choices_in_a_clerk_s_words(tmp_path: Path) -> None:
    name = "2025-06-24-commune"
    shutil.copytree(data_dir() / "exemples" / name, tmp_path / name)
    browser = Browser(tmp_path)

    page = browser.page(f"/s/{name}/seance")

    assert 'value="18/06/2025"' in page
    assert "Sans rien choisir : la séance a eu lieu" in see(page)
    assert "sans le dire" not in page
    assert not re.search(r"\d{4}-\d\d-\d\d(?![\w/-])", see(page))
