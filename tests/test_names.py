"""The names of an authority in a language: read, partial, by variety, never stale."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from delib_gen.lang.phrasebook import STATUTS, read_language_data
from delib_gen.lang.readers import list_names, list_varieties
from delib_gen.load.layers import list_autorites
from delib_gen.load.nodes import to_data
from delib_gen.load.noms import graft_names, list_names_files, read_names
from delib_gen.load.reference import LoadedAutorite, load_autorite
from delib_gen.load.shipped import read_shipped
from delib_gen.load.tree import parse_tree
from delib_gen.resources import data_dir, list_text_languages
from delib_gen.schema.autorite import Autorite

FILES = [
    pytest.param(langue, path, id=f"{langue}-{path.stem}")
    for langue in list_text_languages()
    for path in sorted((data_dir() / "autorites" / langue).glob("*.yaml"))
]
BY_FILE = pytest.mark.parametrize(("langue", "path"), FILES)


def load(
    named: str, folder: Path, varietes: dict[str, str] | None = None
) -> LoadedAutorite:
    return load_autorite(named, folder, None, varietes)


def read(named: str, folder: Path, varietes: dict[str, str] | None = None) -> Autorite:
    loaded = load(named, folder, varietes)
    assert not loaded.findings
    assert loaded.autorite is not None
    return loaded.autorite


def list_keys(data: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """The places of the names of a file, as they are in an authority's own file."""
    for key, value in data.items():
        if isinstance(value, dict) and "texte" not in value:
            yield from list_keys(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}"


def find_in_reference(autorite: dict[str, Any], key: str) -> Any:
    """What an authority's file says in French at the place of a name."""
    *path, last = key.split(".")
    node: Any = autorite
    for step in path:
        node = node.get(step, {})
    return node.get("fr", {}).get(last)


def test_a_language_is_not_taken_for_an_authority():
    assert "co" not in list_autorites()
    assert [langue for langue, _ in list_names_files("corse")] == ["co"]


@BY_FILE
def test_every_name_says_where_it_was_read(langue: str, path: Path):
    for name in list_names(langue, path.stem):
        assert name.statut in STATUTS, name.key
        assert name.source, name.key
        assert set(name.textes) - {""} <= set(list_varieties(langue)), name.key


@BY_FILE
def test_every_name_has_one_in_french(langue: str, path: Path):
    """A code or a key mistyped would be a name that nobody prints."""
    french = read_language_data(data_dir() / "autorites" / path.name)

    for key in list_keys(read_language_data(path)):
        assert find_in_reference(french, key), f"{langue}: {key}"


def test_a_key_that_french_does_not_have_is_seen():
    french = read_language_data(data_dir() / "autorites" / "corse.yaml")

    assert find_in_reference(french, "noms.nom")
    assert find_in_reference(french, "organes.assemblee.noms.sujet")
    assert not find_in_reference(french, "organes.assemblee.noms.sujett")
    assert not find_in_reference(french, "organes.asemblee.noms.sujet")


def test_the_shipped_authority_has_its_corsican_names_as_far_as_they_were_read():
    autorite = read("corse", data_dir())
    organes = autorite.organes

    assert autorite.noms["co"].nom == "Cullettività di Corsica"
    assert organes["assemblee"].noms["co"].titre == "DI L’ASSEMBLEA DI CORSICA"
    assert organes["assemblee"].noms["co"].lieu_habituel is None
    assert organes["commission-permanente"].noms["co"].sujet is None
    assert autorite.fonctions["president-assemblee"]["co"].signature_feminin == (
        "A Presidente di l’Assemblea di Corsica,"
    )
    rapporteur = autorite.rapporteurs["president-conseil-executif"]["co"]
    assert rapporteur.couverture[1] == "DI U CUNSIGLIU ESECUTIVU DI CORSICA"


def test_the_session_chooses_the_variety_before_the_authority(tmp_path: Path):
    own = tmp_path / "autorite.yaml"
    own.write_text("base: corse\nvariete: {co: sud}\n", encoding="utf-8")

    of_authority = read("autorite.yaml", tmp_path)
    of_session = read("autorite.yaml", tmp_path, {"co": "nord"})

    assert of_authority.noms["co"].nom == "Cullittività di Corsica"
    assert of_authority.variete == {"co": "sud"}
    assert of_session.noms["co"].nom == "Cullettività di Corsica"
    assert of_session.variete == {"co": "nord"}


def test_an_authority_that_renames_itself_does_not_keep_the_old_name_elsewhere(
    tmp_path: Path,
):
    own = tmp_path / "autorite.yaml"
    own.write_text(
        "base: corse\nnoms:\n  fr: {nom: Collectivité inventée}\n", encoding="utf-8"
    )

    noms = read("autorite.yaml", tmp_path).noms

    assert noms["fr"].nom == "Collectivité inventée"
    assert noms["fr"].lieu_signature == "Aiacciu"
    assert noms["co"].nom is None
    assert noms["co"].lieu_signature == "Aiacciu"


def test_an_office_may_give_a_name_of_its_own_in_a_language(tmp_path: Path):
    own = tmp_path / "autorite.yaml"
    text = "base: commune\nnoms:\n  fr: {nom: Ici}\n  co: {nom: Quì}\n"
    own.write_text(text, encoding="utf-8")

    noms = read("autorite.yaml", tmp_path).noms

    assert noms["co"].nom == "Quì"
    assert noms["co"].couverture is None


def test_a_name_that_french_lacks_is_told(tmp_path: Path):
    own = tmp_path / "autorite.yaml"
    text = (data_dir() / "autorites" / "corse.yaml").read_text(encoding="utf-8")
    own.write_text(
        text.replace("    lieu_signature: Aiacciu\n", "").replace(
            "code: corse", "code: autre"
        ),
        encoding="utf-8",
    )

    (finding,) = load("autorite.yaml", tmp_path).findings

    assert finding.code == "STR02"
    assert "`lieu_signature`" in finding.message


def test_a_usual_text_gets_its_version_beside_the_french_one(tmp_path: Path):
    """`prova` stands for a translation; it is none."""
    names = tmp_path / "noms.yaml"
    names.write_text(
        "visas:\n  essai: {texte: prova, statut: atteste, source: inventée}\n",
        encoding="utf-8",
    )
    root, _ = parse_tree(
        "visas:\n  essai: {texte: un essai, habituel: oui}\n", "a.yaml"
    )
    assert root is not None

    grafted = graft_names(root, read_names(read_shipped(names)), "co", "")

    assert to_data(grafted) == {
        "visas": {
            "essai": {"texte": {"fr": "un essai", "co": "prova"}, "habituel": "oui"}
        }
    }
