"""Collectivité: from nothing to an authority of one's own, without a word of YAML."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from delib_gen.aide.drawing import iter_within
from delib_gen.desk.gestures.members import list_tableau, put_in_tableau
from delib_gen.desk.web.words import load_mots
from delib_gen.edits.changes import Refused, Set
from delib_gen.edits.tree import read_data
from delib_gen.resources import data_dir
from delib_gen.schema.autorite import Autorite, Elu
from desk_helpers import Browser, see

EXAMPLES = data_dir() / "exemples"
NEW = {"base": "commune-moins-3500", "nom": "Commune de Valbrise", "population": "1200"}
PLACE = "/c/collectivite"
WHO = {"civilite": "Mme", "prenom": "Ève", "nom": "ORMEAU", "depuis": "2026-03-22"}
ORGANE = "conseil-municipal"


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    """A browser on an empty folder."""
    return Browser(tmp_path)


def begin(browser: Browser, **said: str) -> Any:
    return browser.post("/c/nouvelle", {**NEW, **said})


def act(browser: Browser, geste: str, **said: object) -> Any:
    """What a button of the screen sends."""
    sent = {"base": "", "ecran": "Membres", "geste": geste, **said}
    return browser.post(f"{PLACE}/gestes", sent)


def write(folder: Path, *membres: str, more: str = "") -> Path:
    """An authority's file with some members, each a line."""
    path = folder / "collectivite.yaml"
    lines = "".join(f"  - {membre}\n" for membre in membres)
    text = f"# à nous\nbase: commune\nnoms: {{fr: {{nom: Valbrise}}}}\n{more}membres:\n"
    path.write_text(text + lines, encoding="utf-8")
    return path


def name(prenom: str, nom: str, more: str = "") -> str:
    return (
        f"{{civilite: M., prenom: {prenom}, nom: {nom}, "
        f"mandats: [{{organe: {ORGANE}, depuis: 2026-03-22}}]{more}}}"
    )


def test_every_key_of_an_authority_has_a_name() -> None:
    keys = {k for c in iter_within([Autorite]) for k in c.model_fields}
    keys = keys - {"versions"} | {"base", "comme", "modele"}
    mots = load_mots()

    assert keys - set(mots.libelles) - set(mots.libelles_collectivite) == set()
    assert set(mots.libelles_collectivite) - keys == set()
    same = mots.libelles.items() & mots.libelles_collectivite.items()
    assert same == set()


def test_every_key_of_an_authority_is_on_one_screen() -> None:
    mots = load_mots()
    groups = [*mots.groupes_collectivite, *mots.groupes_documents]
    grouped = [cle for groupe in groups for cle in groupe.cles]
    own = [cle for groupe in mots.groupes_membre for cle in groupe.cles]

    assert sorted([*grouped, "membres", "phrases"]) == sorted(
        [*Autorite.model_fields, "base"]
    )
    assert sorted(own) == sorted(Elu.model_fields)


def test_an_empty_folder_leads_to_an_authority_of_ones_own(
    browser: Browser, tmp_path: Path
) -> None:
    assert "Nommer la collectivité" in see(browser.page("/"))
    assert "Son nom" in see(browser.page("/c"))

    made = begin(browser).json()

    assert made == {"adresse": PLACE}
    text = (tmp_path / "collectivite.yaml").read_text(encoding="utf-8")
    assert read_data(text)["population"] == "1200"
    assert read_data(text)["membres"] == []
    assert "INVENT" not in text
    assert "Aucun membre pour le moment" in see(browser.page(PLACE))
    assert browser.office.list_sittings() == []
    page = see(browser.page("/nouvelle"))
    assert page.index("Commune de Valbrise") < page.index("Centre communal")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"nom": " "}, "le nom"),
        ({"population": ""}, "en chiffres"),
        ({"population": "mille"}, "en chiffres"),
        ({"base": "inconnue"}, "la sorte"),
        ({"base": "../commune"}, "la sorte"),
        ({"base": "syndicat"}, "population"),
    ],
)
def test_what_cannot_be_begun_is_told(
    browser: Browser, tmp_path: Path, said: dict[str, str], why: str
) -> None:
    answer = begin(browser, **said)

    assert answer.status_code == 422
    assert why in answer.json()["message"]
    assert list(tmp_path.iterdir()) == []


def test_two_authorities_stand_in_one_folder(browser: Browser, tmp_path: Path) -> None:
    begin(browser)
    other = {"base": "syndicat", "nom": "Syndicat des Sources", "population": ""}

    made = begin(browser, **other, effectif="9").json()

    assert made == {"adresse": "/c/syndicat-des-sources"}
    assert {p.name for p in tmp_path.glob("*.yaml")} == {
        "collectivite.yaml",
        "syndicat-des-sources.yaml",
    }
    assert "Syndicat des Sources" in see(browser.page("/c"))


def test_a_member_is_typed_changed_and_ended(browser: Browser, tmp_path: Path) -> None:
    begin(browser)
    path = tmp_path / "collectivite.yaml"

    said = {**WHO, "organes": ORGANE, "fonction": "maire"}
    added = act(browser, "ajouter", **said).json()

    assert "ORMEAU" in added["difference"]
    page = browser.page(f"{PLACE}/membres/1")
    assert "Ève ORMEAU" in see(page)
    assert 'data-chemin="[&#34;membres&#34;, 0, &#34;titre&#34;]"' in page
    field = {"genre": "poser", "chemin": ["membres", 0, "titre"], "valeur": "adjointe"}
    browser.post(f"{PLACE}/saisie", {"gestes": [field], "base": "", "ecran": "x"})
    before = path.read_text(encoding="utf-8")
    assert act(browser, "cesser", membre=1, jour="2026-09-01").status_code == 200
    (membre,) = read_data(path.read_text(encoding="utf-8"))["membres"]
    assert membre["titre"] == "adjointe"
    assert membre["fonctions"] == [
        {"fonction": "maire", "depuis": "2026-03-22", "jusque": "2026-09-01"}
    ]
    assert membre["mandats"] == [
        {"organe": ORGANE, "depuis": "2026-03-22", "jusque": "2026-09-01"}
    ]
    assert "a cessé le 1er septembre 2026" in see(browser.page(PLACE))
    assert browser.post(f"{PLACE}/annuler", {}).status_code == 200
    assert path.read_text(encoding="utf-8") == before
    assert act(browser, "retirer", membre=1).json() == {"adresse": PLACE}
    assert read_data(path.read_text(encoding="utf-8"))["membres"] == []


def test_a_file_keeps_what_is_not_changed(browser: Browser, tmp_path: Path) -> None:
    own = name("Ali", "BENOIT") + "   # le doyen", name("Zoé", "CHAR")
    path = write(tmp_path, *own, more="population:   900\n")
    before = path.read_text(encoding="utf-8")

    act(browser, "cesser", membre=2, jour="2026-09-01")

    after = path.read_text(encoding="utf-8")
    assert after.replace(", jusque: 2026-09-01", "") == before


@pytest.mark.parametrize(
    ("geste", "said", "why"),
    [
        ("ajouter", {**WHO, "nom": "", "organes": ORGANE}, "prénom et le nom"),
        ("cesser", {"membre": 1, "jour": ""}, "quel jour"),
        ("ranger", {"membre": 1, "vers": 7}, "cette place"),
    ],
)
def test_a_gesture_that_cannot_be_is_told(
    browser: Browser, tmp_path: Path, geste: str, said: dict[str, object], why: str
) -> None:
    path = write(tmp_path, name("Ali", "BENOIT"))
    before = path.read_bytes()

    answer = act(browser, geste, **said)

    assert answer.status_code == 422
    assert why in answer.json()["message"]
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("geste", "said"),
    [("rien", {}), ("cesser", {"membre": 9}), ("cesser", {"membre": "x"}), ("", {})],
)
def test_what_no_button_sends_is_refused(
    browser: Browser, tmp_path: Path, geste: str, said: dict[str, object]
) -> None:
    write(tmp_path, name("Ali", "BENOIT"))

    assert act(browser, geste, **said).status_code == 400


def test_the_tableau_is_in_the_order_that_is_given() -> None:
    """Who has a rank comes first; one that is moved gives its place to those below."""
    membres: list[dict[str, Any]] = [
        {"nom": "A"},
        {"nom": "B"},
        {"nom": "C", "rang": "1"},
    ]

    assert list_tableau(membres) == [2, 0, 1]
    assert put_in_tableau(membres, 1, 1) == [Set(("membres", 1, "rang"), "2")]
    assert put_in_tableau(membres, 0, 0) == [
        Set(("membres", 0, "rang"), "1"),
        Set(("membres", 2, "rang"), "2"),
    ]
    assert put_in_tableau(membres, 2, 0) == []
    assert isinstance(put_in_tableau(membres, 2, -1), Refused)


def test_findings_stand_beside_the_member(browser: Browser, tmp_path: Path) -> None:
    write(tmp_path, name("Ali", "BENOIT"), name("Zoé", "CHAR", ", grp: x, voix: forte"))

    page = browser.page(PLACE)
    assert re.search(r"Zoé CHAR</a>\s*<span[^>]*>\d constats?<", page)
    assert not re.search(r"Ali BENOIT</a>\s*<span", page)
    assert "en exercice" not in see(page)
    assert "<h1>Valbrise</h1>" in page
    form = browser.page(f"{PLACE}/membres/2")
    assert "« forte » n'est pas" in see(form)
    assert browser.get(f"{PLACE}/membres/3").status_code == 404


def test_a_file_that_cannot_be_read_is_mended_in_its_text(
    browser: Browser, tmp_path: Path
) -> None:
    path = write(tmp_path, name("Ali", "BENOIT"))
    path.write_text(path.read_text(encoding="utf-8") + "  - [", encoding="utf-8")

    assert "Ouvrir le fichier" in see(browser.page(PLACE))
    assert browser.get(f"{PLACE}/reglages").status_code == 200
    assert browser.get(f"{PLACE}/yaml").status_code == 200


def test_what_is_shipped_is_looked_at_and_copied(
    browser: Browser, tmp_path: Path
) -> None:
    shutil.copytree(EXAMPLES / "2023-12-19-cp", tmp_path / "cp")

    page = browser.page("/c/ailleurs-corse")

    assert "livrée avec le logiciel" in see(page)
    assert "Véronique ARRIGHI" in see(page)
    assert "data-envoi" not in page
    settings = browser.page("/c/ailleurs-corse/reglages")
    assert '<fieldset class="nu" disabled>' in settings
    shipped = data_dir() / "autorites" / "corse.yaml"
    before = shipped.read_bytes()
    sent = {"gestes": [{"genre": "poser", "chemin": ["code"], "valeur": "x"}]}
    assert browser.post("/c/ailleurs-corse/saisie", sent).status_code == 422
    assert shipped.read_bytes() == before
    assert begin(browser, base="corse", nom="").json() == {"adresse": PLACE}
    assert "Véronique ARRIGHI" in see(browser.page(PLACE))


def test_members_of_a_base_are_written_here_before_they_change(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "collectivite.yaml"
    path.write_text("base: corse\nnoms: {fr: {nom: Corse}}\n", encoding="utf-8")

    assert "Écrire ces membres dans ce fichier" in see(browser.page(PLACE))
    assert act(browser, "retirer", membre=1).status_code == 422
    assert act(browser, "reprendre").status_code == 200

    assert "ARRIGHI" in path.read_text(encoding="utf-8")
    assert browser.get(f"{PLACE}/membres/15").status_code == 200


def test_an_authority_outside_the_folder_is_only_looked_at(tmp_path: Path) -> None:
    outside = write(tmp_path, name("Ali", "BENOIT"))
    sitting = tmp_path / "salle" / "une"
    sitting.mkdir(parents=True)
    text = f"collectivite: ../../{outside.name}\norgane: {ORGANE}\n"
    (sitting / "seance.yaml").write_text(text, encoding="utf-8")
    browser = Browser(tmp_path / "salle")

    assert "hors du dossier ouvert" in see(browser.page("/c/ailleurs-collectivite"))
    sent = {"gestes": [{"genre": "retirer", "chemin": ["membres", 0]}], "base": ""}
    assert browser.post("/c/ailleurs-collectivite/saisie", sent).status_code == 422
    assert "BENOIT" in outside.read_text(encoding="utf-8")


def test_the_sittings_of_an_authority_are_checked_again(
    browser: Browser, tmp_path: Path
) -> None:
    """Theirs are the findings, wherever the file is that was changed."""
    shutil.copytree(EXAMPLES / "2025-06-24-commune", tmp_path / "une")
    shutil.move(tmp_path / "une" / "autorite.yaml", tmp_path / "collectivite.yaml")
    session = tmp_path / "une" / "seance.yaml"
    text = session.read_text(encoding="utf-8")
    session.write_text(
        re.sub(r"(?m)^collectivite: .*$", "collectivite: ../collectivite.yaml", text),
        encoding="utf-8",
    )
    (sitting,) = browser.office.look_again()
    before = browser.office.open(sitting).checked.findings
    version, turn = browser.office.find_state(sitting)
    assert browser.office.find_state(sitting) == (version, turn)

    act(browser, "retirer", membre=3)

    after = browser.office.open(sitting).checked.findings
    assert {f.code for f in after} - {f.code for f in before}
    assert browser.office.find_state(sitting)[0] == version
    assert f'href="{PLACE}"' in browser.page("/s/une/presences?acte=1")


def test_something_more_is_named(browser: Browser, tmp_path: Path) -> None:
    """A usual text, an office: begun by its name, completed in the form."""
    path = write(tmp_path, name("Ali", "BENOIT"))
    page = browser.page(f"{PLACE}/reglages")
    asked = re.findall(r'data-nommer="c-(\w+)-n" data-geste="([^"]+)"', page)
    gestures = {key: json.loads(html.unescape(said)) for key, said in asked}
    assert {"visas", "articles", "fonctions", "organes"} <= set(gestures)

    for key in ("visas", "fonctions"):
        gestures[key]["chemin"].append("nouveau")
        sent = {"gestes": [gestures[key]], "base": "", "ecran": "x"}
        assert browser.post(f"{PLACE}/saisie", sent).status_code == 200

    data = read_data(path.read_text(encoding="utf-8"))
    assert data["visas"] == {"nouveau": {}}
    assert data["fonctions"] == {"nouveau": {"fr": {}}}
    page = browser.page(f"{PLACE}/reglages")
    assert 'id="c-visas-nouveau-texte-fr"' in page
    assert 'id="c-fonctions-nouveau-fr-masculin"' in page


def test_two_who_change_one_place_are_shown_both(
    browser: Browser, tmp_path: Path
) -> None:
    """As for a sitting: by two screens, and by an editor meanwhile."""
    path = write(tmp_path, name("Ali", "BENOIT"))
    (place,) = browser.office.look_again() or browser.office.list_autorites()
    base = browser.office.open(place).version

    def type_in(key: str, value: str) -> Any:
        field = {"genre": "poser", "chemin": ["membres", 0, key], "valeur": value}
        return browser.post(f"{PLACE}/saisie", {"gestes": [field], "base": base})

    assert type_in("titre", "maire").status_code == 200
    assert type_in("groupe", "Ensemble").status_code == 200
    lost = type_in("titre", "adjoint")
    assert lost.status_code == 409
    assert "adjoint" in lost.json()["notre"]["collectivite.yaml"]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Ali", "Alix"), encoding="utf-8")
    assert "Alix BENOIT" in see(browser.page(PLACE))
    history = tmp_path / ".historique" / "collectivite.jsonl"
    assert '"genre": "dehors"' in history.read_text(encoding="utf-8")
