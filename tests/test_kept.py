"""A process that stays up: what it keeps is made once, seen anew, and never changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT
from delib_gen.checking import check_session
from delib_gen.load.layers import join_layers
from delib_gen.load.nodes import to_data
from delib_gen.load.reference import LoadedAutorite
from delib_gen.load.registre_tenu import RegistreTenu
from delib_gen.load.shipped import parse_kept, read_shipped
from delib_gen.load.sources import Sources
from delib_gen.resources import data_dir, list_examples

CAS = ROOT / "tests" / "cas"
PLENIERE = data_dir() / "exemples" / "2026-09-30-ac"


@pytest.fixture
def seance(tmp_path: Path) -> Path:
    """The plenary with its own authority, and a register that it names."""
    folder = Path(shutil.copytree(PLENIERE, tmp_path / "s"))
    return folder / "seance.yaml"


def load(path: Path, sources: Sources | None = None) -> LoadedAutorite:
    reference = check_session(path, sources=sources).reference
    assert reference is not None
    return reference


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_did_not_change_is_not_made_again(seance: Path) -> None:
    first = load(seance)
    change(seance, "president: ", "president:  ")

    again = load(seance)

    assert again.autorite is first.autorite
    assert again.charte is first.charte
    assert again.nomenclature is first.nomenclature
    assert first.registres
    assert all(a is b for a, b in zip(again.registres, first.registres, strict=True))


def test_a_changed_authority_is_seen(seance: Path) -> None:
    """However soon it changes, and though it keeps its length."""
    authority = seance.with_name("autorite.yaml")
    before = load(seance).autorite
    assert before is not None
    name = before.membres[0].nom

    change(authority, name, name[::-1])
    after = load(seance).autorite
    change(authority, name[::-1], name)
    back = load(seance).autorite
    textes = {authority: authority.read_text(encoding="utf-8").replace(name, "AUTRE")}
    laid = load(seance, Sources(textes)).autorite

    assert after is not None
    assert laid is not None
    assert after.membres[0].nom == name[::-1]
    assert laid.membres[0].nom == "AUTRE"
    assert back is before


def test_a_changed_base_is_seen(seance: Path) -> None:
    """Of an authority that lies over another, both are looked at."""
    base = seance.with_name("base.yaml")
    own = shutil.move(seance.with_name("autorite.yaml"), base).with_name(
        "autorite.yaml"
    )
    own.write_text("base: base.yaml\ncode: dessus\n", encoding="utf-8")
    first = load(seance).autorite
    assert first is not None
    name = first.membres[0].nom

    change(base, name, name[::-1])
    second = load(seance).autorite

    assert second is not None
    assert (first.code, second.membres[0].nom) == ("dessus", name[::-1])


def test_a_changed_register_is_seen(seance: Path) -> None:
    registre = seance.with_name("registre.yaml")
    head = "autorite: corse\nactes:\n"
    registre.write_text(f'{head}  - {{numero: "1", date: 2020-01-01}}\n')
    change(seance, "organe:", "registre: registre.yaml\norgane:")

    first = load(seance).registres[0]
    registre.write_text(f'{head}  - {{numero: "2", date: 2020-01-01}}\n')
    second = load(seance).registres[0]

    assert [list(first.actes), list(second.actes)] == [["1"], ["2"]]


def test_a_changed_shipped_file_is_seen(
    seance: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a checkout, the law and the styles are files like others."""
    data = Path(shutil.copytree(data_dir(), tmp_path / "data"))
    for module in ("layers", "reference", "droit", "noms", "registre"):
        monkeypatch.setattr(f"delib_gen.load.{module}.data_dir", lambda: data)
    first = load(seance)
    assert first.charte is not None
    article = next(iter(first.droit))
    intitule = first.droit[article].intitule

    change(data / "droit" / "cgct.yaml", intitule, intitule[::-1])
    change(data / "chartes" / "corse.yaml", "marge: 2,5 cm", "marge: 3 cm")
    second = load(seance)

    assert second.droit[article].intitule == intitule[::-1]
    assert second.charte is not None
    assert second.charte.mesures.marge != first.charte.mesures.marge


def iter_all() -> Iterator[Path]:
    yield from sorted(CAS.glob("*/*.yaml"))
    yield from list_examples()


def describe(reference: LoadedAutorite | None) -> object:
    """All that was loaded for a session, as plain data."""
    if reference is None or reference.autorite is None:
        return None
    return (
        reference.autorite.model_dump(),
        reference.charte and reference.charte.model_dump(),
        reference.nomenclature and reference.nomenclature.model_dump(),
        [
            (r.name, r.autorite, r.indent, dict(r.actes))
            for r in reference.registres
            if not isinstance(r, RegistreTenu)  # asked, and not loaded
        ],
        reference.codes,
        reference.findings,
    )


def test_checking_changes_nothing_that_it_keeps() -> None:
    """All the cases, in one process, in two orders: each is told the same."""
    paths = list(iter_all())
    parse_kept.cache_clear()
    join_layers.cache_clear()
    told, loaded = {}, {}
    for path in paths:
        checked = check_session(path)
        told[path], loaded[path] = checked.findings, describe(checked.reference)
    for path in reversed(paths):
        checked = check_session(path)

        assert checked.findings == told[path]
        assert describe(checked.reference) == loaded[path]


def test_the_tree_of_a_shipped_authority_stays_as_it_is_typed() -> None:
    """The names of other languages are grafted into a tree of their own."""
    reference = load(PLENIERE.parent / "2023-12-19-cp" / "seance.yaml")
    assert reference.codes == ("corse",)
    file = read_shipped(data_dir() / "autorites" / "corse.yaml")
    root, _ = parse_kept(file)
    parse_kept.cache_clear()
    fresh, _ = parse_kept(file)

    assert root is not None
    assert fresh is not None
    assert root is not fresh
    assert to_data(root) == to_data(fresh)
