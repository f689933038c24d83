"""One key of a shipped example spoilt, in its session or in its authority's file.

`test_mutations.py` does this for the reference session and for the README's; here are
the other examples, which use the rest of the format, and the authority files, where
the same mistakes are made. A key is spoilt once in each way for each kind of key (the
names above it, whatever its rank and whoever it names). What comes of it is a finding
with its place, which every reporter can print, or a sitting whose views build. On CI
every way is tried on every kind; elsewhere, one in three.
"""

from __future__ import annotations

import copy
import json
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
import yaml

import oracle_adapter as product
from conftest import REFERENCE, is_drawn
from delib_gen.findings import Diagnostic, has_errors
from delib_gen.reporters import list_reporters, load_reporter
from delib_gen.resources import data_dir
from test_mutations import ORDINARY, WAYS, Place, check_places, dump, iter_places

EXAMPLES = {
    path.parent.name: path.parent
    for path in sorted((data_dir() / "exemples").glob("*/seance.yaml"))
}
SESSION = "seance.yaml"
OWN = "autorite-copiee.yaml"
"""The authority of the reference session, whole, as a file of one's own."""
NAMED = {"pouvoirs", "organes", "fonctions", "visas", "droit", "regimes", "candidats"}
"""Keys below which every key is a name."""
REQUIRED = {
    *("collectivite", "organe", "date", "president", "presents", "actes"),
    *("actes.numero", "actes.titre"),
}
"""What a session may not lack, as its format is told to users."""


@dataclass(frozen=True)
class Spoil:
    """One key of one file of one example, and what is done to it."""

    example: str
    file: str
    place: Place
    way: str


@cache
def read_texts(example: str, file: str) -> Any:
    """A file of an example, with every value as the text that was typed."""
    path = EXAMPLES[example] / file
    if file == OWN:
        path = data_dir() / "autorites" / "corse.yaml"
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only


def list_files(example: str) -> list[str]:
    """The files whose keys are spoilt; of the reference, its authority alone."""
    if EXAMPLES[example] == REFERENCE:
        return [OWN]
    folder = EXAMPLES[example]
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob("*.yaml"))


def name_kind(place: Place) -> str:
    """A kind of key: the names above it, ranks and people apart."""
    steps: list[str] = []
    for step in place:
        if isinstance(step, str):
            steps.append("*" if steps and steps[-1] in NAMED else step)
    return ".".join(steps)


@cache
def list_spoils() -> tuple[Spoil, ...]:
    """Each kind of key in each way, in an example that the kind's name chooses."""
    found: dict[tuple[bool, str], list[tuple[str, str, Place]]] = {}
    for example in EXAMPLES:
        for file in list_files(example):
            for place in iter_places(read_texts(example, file)):
                kind = (file == SESSION, name_kind(place))
                found.setdefault(kind, []).append((example, file, place))
    return tuple(
        Spoil(*places[crc32(f"{kind}{way}".encode()) % len(places)], way)
        for kind, places in found.items()
        for way in ORDINARY
    )


def find_value(spoil: Spoil) -> Any:
    """What stood at the key."""
    node = read_texts(spoil.example, spoil.file)
    for step in spoil.place:
        node = node[step]
    return node


def spoil_text(spoil: Spoil) -> str:
    """The file with its one key spoilt."""
    tree = copy.deepcopy(read_texts(spoil.example, spoil.file))
    change = WAYS[spoil.way]
    if change is None:
        return dump(tree, spoil.place)
    parent = tree
    for step in spoil.place[:-1]:
        parent = parent[step]
    change(parent, spoil.place[-1])
    return dump(tree, None)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A copy of each example, that of the reference naming its authority's file."""
    base = tmp_path_factory.mktemp("exemples")
    for name, folder in EXAMPLES.items():
        shutil.copytree(folder, base / name)
    for name in EXAMPLES:
        for file in list_files(name):
            (base / name / file).write_text(dump(read_texts(name, file), None), "utf-8")
    session = base / REFERENCE.name / SESSION
    text = session.read_text(encoding="utf-8")
    session.write_text(text.replace(": corse\n", f": {OWN}\n", 1), encoding="utf-8")
    return {name: base / name for name in EXAMPLES}


def try_spoil(spoil: Spoil, folders: dict[str, Path]) -> list[Diagnostic]:
    """Spoil, check, print, build; the file is then put back."""
    folder = folders[spoil.example]
    path = folder / spoil.file
    sound = path.read_text(encoding="utf-8")
    path.write_text(spoil_text(spoil), encoding="utf-8")
    try:
        checked = product.check(folder / SESSION)
        check_places(checked.findings, folder)
        check_reports(checked.findings)
        if not has_errors(checked.findings):
            build_all(checked)
    finally:
        path.write_text(sound, encoding="utf-8")
    return checked.findings


def check_reports(findings: list[Diagnostic]) -> None:
    """Every reporter prints every finding."""
    for name in list_reporters():
        told = load_reporter(name)(findings, False)
        if name == "json":
            assert len(json.loads(told)["diagnostics"]) == len(findings)
        else:
            assert all(finding.code in told for finding in findings)


def build_all(checked: product.Checked) -> None:
    """The views of every act of a sitting that nothing blocks."""
    assert checked.situation is not None
    for acte in checked.situation.actes:
        for view in product.make_views(checked, acte):
            assert all(text.strip() for text in view.iter_words())


def must_block(spoil: Spoil) -> bool:
    """Whether the key so spoilt can be nothing but a mistake.

    A text may stand for a text by languages, and a text for a number; a list where
    a text belongs, a text where a list or a block belongs, never.
    """
    value, kind = find_value(spoil), name_kind(spoil.place)
    by_language = isinstance(value, dict) and value.keys() <= {"fr", "co"}
    if spoil.way in ("removed", "empty"):
        return spoil.file == SESSION and kind in REQUIRED
    if spoil.way == "list":
        return isinstance(value, str)
    if spoil.way in ("text", "number"):
        is_text = by_language and all(isinstance(v, str) for v in value.values())
        return isinstance(value, list | dict) and not is_text
    return True


@pytest.mark.serie(2)
@pytest.mark.parametrize("way", ORDINARY)
def test_spoilt_key_is_placed_and_printed_or_does_no_harm(
    way: str, folders: dict[str, Path]
):
    let_through = [
        spoil
        for spoil in list_spoils()
        if spoil.way == way
        and is_drawn(f"{name_kind(spoil.place)} {way}", 10)
        and not is_told(spoil, try_spoil(spoil, folders))
    ]

    assert let_through == []


def is_told(spoil: Spoil, findings: list[Diagnostic]) -> bool:
    """Whether what is found answers to what was done."""
    if spoil.way == "doubled":
        return "STR04" in {finding.code for finding in findings}
    return has_errors(findings) or not must_block(spoil)


def test_examples_written_anew_are_as_clean_as_they_were(folders: dict[str, Path]):
    """So that what is found above is due to the key that was spoilt."""
    for folder in folders.values():
        checked = product.check(folder / SESSION)
        assert not has_errors(checked.findings), checked.findings
        build_all(checked)


def test_every_kind_of_key_is_spoilt_in_every_way():
    kinds = {
        (file == SESSION, name_kind(place))
        for example in EXAMPLES
        for file in list_files(example)
        for place in iter_places(read_texts(example, file))
    }
    spoilt = {(s.file == SESSION, name_kind(s.place), s.way) for s in list_spoils()}

    assert spoilt == {(*kind, way) for kind in kinds for way in ORDINARY}
    assert {s.example for s in list_spoils()} == set(EXAMPLES)
