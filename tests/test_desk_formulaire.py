"""Every key of a sitting, of an act and of a fiche can be typed in a form."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from delib_gen.aide.drawing import iter_within
from delib_gen.desk.web.changing import put
from delib_gen.desk.web.fichier import make_fiche_drawer
from delib_gen.desk.web.formulaire import make_drawer
from delib_gen.desk.web.pages import draw_fields
from delib_gen.desk.web.roles import Role
from delib_gen.desk.web.saisie import list_changes
from delib_gen.desk.web.visitors import CURRENT, Visitor
from delib_gen.desk.web.words import Groupe, load_mots
from delib_gen.edits.changes import Delete, Set, change_data
from delib_gen.resources import data_dir
from delib_gen.schema.acte import Acte
from delib_gen.schema.base import Schema, schema_in
from delib_gen.schema.fiche import list_fiches
from delib_gen.schema.marques import TEXTES, _find_shape
from delib_gen.schema.seance import Seance
from delib_gen.schema.vote import SENS, VoixDeGroupes
from desk_helpers import Browser, see

Shape = tuple[str, ...]
EACH = "*"
_NAMES = "input|select|textarea|button"
_TAG = re.compile(rf"<({_NAMES})\b([^>]*)>(.*?)(?=</?(?:{_NAMES})\b|\Z)", re.S)
_ATTR = re.compile(r'([\w-]+)="([^"]*)"')


def list_shapes(cls: type[Schema], above: tuple[type, ...] = ()) -> Iterator[Shape]:
    """The places of the keys of a class, and of those within it, as it has them."""
    for key, field in cls.model_fields.items():
        shape = (key,) if _find_shape(field.annotation) is None else (key, EACH)
        inner = schema_in(field.annotation)
        if inner is None or inner in TEXTES or inner in above:
            yield shape
            continue
        below = list(list_shapes(inner, (*above, cls)))
        # Groups are given in the place of names: `pour: {groupes: [...]}`.
        wholes = [(s,) for s in SENS] if inner is VoixDeGroupes else [shape]
        yield from ((*whole, *rest) for whole in wholes for rest in below)


def name_shape(path: list[str | int], known: set[Shape]) -> Shape:
    """A place with its ranks and free names left out."""
    shape: Shape = ()
    for step in path:
        named = isinstance(step, str) and any(
            s[: len(shape) + 1] == (*shape, step) for s in known
        )
        shape = (*shape, str(step) if named else EACH)
    return shape


def list_gestures(page: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What one can do in a form: what tells it from others, and what is sent."""
    controls: dict[str, str] = {}
    found = []
    for tag, attributes, inside in _TAG.findall(page):
        said = {k: html.unescape(v) for k, v in _ATTR.findall(attributes)}
        offered = [v for v in re.findall(r'<option value="([^"]*)"', inside) if v]
        controls[said.get("id", "")] = offered[0] if tag == "select" else "1"
        found.append(said)
    for said in found:
        value = controls[said.get("id", "")]
        if "data-chemin" in said:
            path = json.loads(said["data-chemin"])
            gesture = {"genre": "poser", "chemin": path, "valeur": value}
            if langue := said.get("data-langue"):
                gesture |= {"genre": "texte", "langue": langue}
            yield "", gesture
        elif "data-geste" in said:
            gesture = json.loads(said["data-geste"])
            if gesture["genre"] != "poser":
                continue
            if "data-nommer" in said:
                path = gesture["chemin"]
                if "" in path:
                    path[path.index("")] = "X"
                    gesture["valeur"] = controls[said["data-valeur"]]
                else:
                    path.append("X")
            longer = isinstance(gesture["valeur"], dict)
            yield "en dire plus" if longer else "", gesture


def explore(draw: Callable[[Any], str], known: set[Shape]) -> set[Shape]:
    """The places that one comes to who fills whatever is shown, from nothing on."""
    seen: set[tuple[str, Shape]] = set()
    places = {shape[:end] for shape in known for end in range(1, len(shape) + 1)}
    waiting: list[Any] = [{}]
    while waiting:
        data = waiting.pop()
        for kind, gesture in list_gestures(draw(data)):
            shape = name_shape(gesture["chemin"], known)
            if (kind, shape) in seen or not {shape, shape[:-1]} & places:
                continue  # a block that holds its own kind goes on without end
            seen.add((kind, shape))
            changes = list_changes(data, [gesture])
            waiting += [change_data(data, change) for change in changes]
    return {shape for _, shape in seen}


def draw_page(drawer: Any, groups: list[Groupe], kind: str) -> Callable[[Any], str]:
    def draw(data: Any) -> str:
        CURRENT.set(Visitor("x", "y", frozenset(Role)))
        drawn = drawer.draw_groups(groups, kind, (), data)
        new = not data  # elsewhere nothing has come since the first page
        return draw_fields([f for g in drawn for f in g.dedans if f.rempli or new])

    return draw


def list_unreached(cls: type[Schema], draw: Callable[[Any], str]) -> set[Shape]:
    known = set(list_shapes(cls))
    reached = explore(draw, known)
    return {s for s in known if not any(r[: len(s)] == s for r in reached)}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    folder = tmp_path_factory.mktemp("salle")
    shutil.copytree(data_dir() / "exemples" / "2026-09-30-ac", folder / "ac")
    return Browser(folder)


@pytest.fixture
def drawer(browser: Browser) -> Any:
    return make_drawer(browser.office.read(browser.office.list_sittings()[0]))


def test_every_key_of_an_act_can_be_typed(drawer: Any) -> None:
    assert list_unreached(Acte, draw_page(drawer, load_mots().groupes, "Acte")) == set()


def test_every_key_of_a_sitting_can_be_typed(drawer: Any) -> None:
    groups = load_mots().groupes_seance

    assert list_unreached(Seance, draw_page(drawer, groups, "")) == set()


@pytest.mark.parametrize("genre", sorted(list_fiches()))
def test_every_key_of_a_fiche_can_be_typed(genre: str) -> None:
    drawer, group = make_fiche_drawer(genre, ("fr", "co"))

    assert list_unreached(list_fiches()[genre], draw_page(drawer, [group], "")) == set()


def test_a_key_that_no_form_has_is_told() -> None:
    drawer, group = make_fiche_drawer("charte", ("fr",))
    group.cles.remove("signataires")
    unreached = list_unreached(list_fiches()["charte"], draw_page(drawer, [group], ""))

    assert {shape[0] for shape in unreached} == {"signataires"}


def test_every_key_of_a_fiche_has_a_name() -> None:
    within = iter_within(list(list_fiches().values()))
    keys = {k for c in within for k in c.model_fields} - {"versions"}
    mots = load_mots()

    assert keys - set(mots.libelles) - set(mots.libelles_fiche) == set()
    assert set(mots.libelles_fiche) - keys == set()


PLACE = "/s/ac"
FICHE = f"{PLACE}/actes/2/fichiers/annexes/2/fichier"
TEXTE = f"{PLACE}/actes/2/fichiers/annexes/0/fichier"


def change(browser: Browser, *path: str | int, value: object) -> Any:
    gesture = {"genre": "poser", "chemin": list(path), "valeur": value}
    return browser.post(f"{PLACE}/saisie", {"base": "", "gestes": [gesture]})


def test_a_fiche_is_changed_where_it_is(browser: Browser) -> None:
    folder = browser.office.folder / "ac"
    kept = {p: p.read_bytes() for p in folder.rglob("*.*") if ".hist" not in str(p)}
    assert f'href="{FICHE}"' in browser.page(f"{PLACE}/actes/2")
    page = browser.page(FICHE)
    assert "dans actes/26-102/chiffres.yaml" in see(page)
    assert '<option value="annexe-rapport-2" selected>' in page
    first = ("actes", 1, "annexes", 2, "fichier", "diapositives", 0, "titre")

    done = change(browser, *first, value="UN AUTRE TITRE")

    assert done.status_code == 200, done.text
    changed = [p for p, content in kept.items() if p.read_bytes() != content]
    assert changed == [folder / "actes/26-102/chiffres.yaml"]
    assert "UN AUTRE TITRE" in browser.page(FICHE)
    assert browser.post(f"{PLACE}/annuler", {}).status_code == 200
    assert all(p.read_bytes() == content for p, content in kept.items())


def test_the_name_of_a_fiche_stays_a_name(browser: Browser) -> None:
    page = browser.page(f"{PLACE}/actes/2")

    assert 'value="26-102/chiffres.yaml"' in page
    done = change(browser, "actes", 1, "annexes", 2, "fichier", value="x/autre.yaml")
    assert done.status_code == 200, done.text
    text = (browser.office.folder / "ac/actes/26-102.yaml").read_text("utf-8")
    assert "fichier: x/autre.yaml" in text
    assert browser.post(f"{PLACE}/annuler", {}).status_code == 200


def test_a_text_that_is_annexed_is_changed_where_it_is(browser: Browser) -> None:
    page = browser.page(TEXTE)

    assert 'data-fichier="actes/26-102/schema.md"' in page
    assert page.count("<textarea") == 1


@pytest.mark.parametrize(
    "place", ["annexes/0/titre", "annexes/9/fichier", "rapport/corps", "numero", "x"]
)
def test_what_names_no_file_has_no_page(browser: Browser, place: str) -> None:
    assert browser.get(f"{PLACE}/actes/2/fichiers/{place}").status_code == 404


def test_a_name_of_one_s_own_is_put_in_a_table(browser: Browser) -> None:
    page = browser.page(f"{PLACE}/seance")

    assert 'data-nommer="c-variete-n"' in page
    assert change(browser, "variete", "co", value="sud").status_code == 200
    text = (browser.office.folder / "ac/seance.yaml").read_text("utf-8")
    assert "\nvariete:\n  co: sud\n" in text


def test_what_one_typed_on_the_way_leaves_no_trace(browser: Browser) -> None:
    session = browser.office.folder / "ac" / "seance.yaml"
    first = session.read_bytes()
    for value in ("UN OBJET", "UN OBJET ", "UN OBJET : ", "UN OBJET NEUF"):
        assert change(browser, "actes", 2, "objet", value=value).status_code == 200

    assert "\n    objet: UN OBJET NEUF\n" in session.read_text("utf-8")
    for _ in range(4):
        browser.post(f"{PLACE}/annuler", {})
    assert session.read_bytes() == first


def test_a_word_gives_way_to_the_block_that_says_more() -> None:
    acte = {"president": "FABIANI", "rapport": "rapport.yaml"}

    assert put(acte, ("president", "qualite"), "doyen") == [
        Set(("president",), {"qualite": "doyen"})
    ]
    assert put(acte, ("rapport", "corps"), "x") == [Set(("rapport", "corps"), "x")]
    assert put({"vote": "unanimite"}, ("vote", "pour", 0), "A") == [
        Set(("vote",), {"pour": ["A"]})
    ]
    assert put(acte, ("president",), "") == [Delete(("president",))]
