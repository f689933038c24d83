"""Any key of a session taken out, emptied, doubled or of another kind.

A session is a tree of keys; each key in turn is spoilt in each way, and the file
is checked. Whatever comes of it, it is never an exception: an optional key may be
missed without harm, and everything else gives findings with their place.
"""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli_helpers import call, small_session, spread_session, standing_in
from conftest import REFERENCE, is_drawn
from delib_gen.checking import check_session
from delib_gen.findings import Diagnostic, has_errors
from delib_gen.load.loader import load_seance
from delib_gen.load.sources import Sources
from delib_gen.schema.acte import Acte, Rapport
from delib_gen.schema.election import Election
from delib_gen.schema.seance import Seance
from delib_gen.schema.vote import Vote

Step = str | int
Place = tuple[Step, ...]


@cache
def read_texts(name: str) -> Any:
    """A session with every value as the text that was typed."""
    path = REFERENCE / "seance.yaml"
    text = small_session() if name == "exemple" else path.read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - texts only


def iter_places(node: Any, place: Place = ()) -> Iterator[Place]:
    """The place of every key."""
    items: list[tuple[Step, Any]] = []
    if isinstance(node, dict):
        items = list(node.items())
        yield from ((*place, key) for key in node)
    elif isinstance(node, list):
        items = list(enumerate(node))
    for key, child in items:
        yield from iter_places(child, (*place, key))


def dump(node: Any, doubled: Place | None, place: Place = (), depth: int = 0) -> str:
    """A tree as YAML, a key a line; the key at a place is written twice."""
    margin = "  " * depth
    if isinstance(node, dict) and node:
        lines = [
            f"{margin}{json.dumps(key, ensure_ascii=False)}:"
            f"{dump(value, doubled, (*place, key), depth + 1)}"
            for key, value in node.items()
            for _ in range(2 if (*place, key) == doubled else 1)
        ]
        return "\n" + "\n".join(lines)
    if isinstance(node, list) and node:
        lines = [
            f"{margin}-{dump(value, doubled, (*place, rank), depth + 1)}"
            for rank, value in enumerate(node)
        ]
        return "\n" + "\n".join(lines)
    if node is None:
        return ""
    return f" {json.dumps(node, ensure_ascii=False)}"


def remove(parent: dict[str, Any], key: str) -> None:
    del parent[key]


def put(value: Any) -> Callable[[dict[str, Any], str], None]:
    def replace(parent: dict[str, Any], key: str) -> None:
        parent[key] = copy.deepcopy(value)

    return replace


WAYS: dict[str, Callable[[dict[str, Any], str], None] | None] = {
    "removed": remove,
    "empty": put(None),
    "blank text": put("  "),
    "empty list": put([]),
    "empty block": put({}),
    "doubled": None,
    "text": put("un texte quelconque"),
    "number": put("12"),
    "negative number": put("-1"),
    "boolean": put("true"),
    "date": put("2023-02-30"),
    "path": put("../ailleurs.md"),
    "list": put(["un", "deux"]),
    "list of lists": put([["un"], [["deux"]]]),
    "list of blocks": put([{"un": "deux"}, {}]),
    "list of nothing": put([None, None]),
    "block": put({"un": "deux"}),
    "block of nothing": put({"": None}),
    "block of blocks": put({"fr": {"fr": "un"}, "co": ["deux"]}),
    "block of the other language": put({"co": "solu in corsu"}),
    "block of a reference": put({"ref": "inconnu"}),
}
ORDINARY = ("removed", "empty", "doubled", "text", "number", "list", "block")
"""The ways in which the reference session is spoilt; the small one, in all."""

OPTIONAL = {
    "convocation",
    "actes.matiere",
    "actes.objet",
    "actes.rapporteur",
    "actes.avis",
    "actes.visas",
    "actes.rapport",
    "actes.annexes",
    "actes.titre.co",
    "actes.rapport.titre",
    "actes.rapport.commissions",
    "actes.rapport.conclusions",
    "actes.rapport.titre.co",
    "actes.annexes.de",
}
TEXTS = {
    "actes.titre",
    "actes.titre.fr",
    "actes.titre.co",
    "actes.objet",
    "actes.rapport.numero",
    "actes.rapport.titre",
    "actes.rapport.titre.fr",
    "actes.rapport.titre.co",
    "actes.rapport.corps",
    "actes.annexes.titre",
}
LISTS = {
    "actes.visas",
    "actes.avis",
    "actes.articles",
    "actes.rapport.commissions",
    "actes.rapport.conclusions",
}
HARMLESS: dict[str, set[str]] = {
    "removed": OPTIONAL,
    "empty": OPTIONAL,
    "empty list": (OPTIONAL & LISTS) | {"actes.annexes"},
    "text": TEXTS,
    "number": TEXTS,
    "negative number": TEXTS,
    "boolean": TEXTS,
    "date": TEXTS,
    "path": {"actes.rapport.numero", "actes.annexes.titre"},
    "list": LISTS,
}
"""The keys that may be spoilt in a way without an error, and no other."""


def name_key(place: Place) -> str:
    """A key by the names above it."""
    return ".".join(step for step in place if isinstance(step, str))


def spoil(name: str, place: Place, way: str) -> str:
    """A session's text with one key spoilt."""
    tree = copy.deepcopy(read_texts(name))
    change = WAYS[way]
    if change is None:
        return dump(tree, place)
    parent = tree
    for step in place[:-1]:
        parent = parent[step]
    change(parent, place[-1])
    return dump(tree, None)


def check_places(findings: list[Diagnostic], folder: Path) -> None:
    """Each finding names a line and a column that its file has."""
    for finding in findings:
        span = finding.span
        assert span is not None, finding
        lines = Path(span.file).read_text(encoding="utf-8").split("\n")
        assert 1 <= span.line <= len(lines), finding
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1, finding
        assert span.file.startswith(str(folder))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the reference session names."""
    place = tmp_path_factory.mktemp("variantes") / "seance"
    shutil.copytree(REFERENCE, place)
    for file in place.glob("*/*.md"):
        file.write_text("# Un titre\n\nUn texte.\n", encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("name", "way"),
    [("exemple", way) for way in WAYS] + [("reference", way) for way in ORDINARY],
)
def test_spoilt_key_is_a_finding_and_never_a_failure(
    name: str, way: str, folder: Path
) -> None:
    path = folder / "variante.yaml"
    silent: set[str] = set()
    places = [
        place
        for place in iter_places(read_texts(name))
        if is_drawn(f"{name_key(place)} {way}", 5)
    ]
    for place in places:
        path.write_text(spoil(name, place, way), encoding="utf-8")
        findings = check_session(path).findings
        check_places(findings, folder)
        if not has_errors(findings):
            silent.add(name_key(place))

    assert silent == HARMLESS.get(way, set()) & {name_key(place) for place in places}


@pytest.mark.parametrize("name", ["exemple", "reference"])
def test_session_that_is_written_anew_is_as_clean_as_the_first(
    name: str, folder: Path
) -> None:
    """So that what the test above finds is due to the key that it spoilt."""
    path = folder / "variante.yaml"
    path.write_text(dump(read_texts(name), None), encoding="utf-8")

    assert not has_errors(check_session(path).findings)


KNOWN = [
    *Seance.model_fields,
    *Acte.model_fields,
    *Vote.model_fields,
    *Election.model_fields,
    *Rapport.model_fields,
    *("fr", "co", "ref", "membre", "motif", "sort", "regle", "sur", "fichier", "de"),
]
VALUES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["unanimite", "VANNI", "2023-12-19", "oui", "corse", "~", "auto"]),
)
KEYS = st.one_of(st.sampled_from(KNOWN), st.text(max_size=6))
TREES = st.recursive(
    st.one_of(st.none(), VALUES),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=5)
    ),
    max_leaves=25,
)
CALM = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def check_loads(folder: Path, content: bytes) -> None:
    """Read a file; findings, or a session, and nothing else."""
    path = folder / "hasard.yaml"
    path.write_bytes(content)
    loaded = load_seance(path, Sources())
    assert loaded.seance is not None or has_errors(loaded.findings)
    assert all(f.message for f in loaded.locate(loaded.findings))
    check_session(path)


@CALM
@given(tree=TREES)
def test_any_tree_is_read_without_failing(tree: Any, folder: Path) -> None:
    check_loads(folder, json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace"))


@CALM
@given(text=st.text(alphabet="abé:-#&*!|>'\"%@`{}[],?~ \n\t\\01.", max_size=80))
def test_any_text_is_read_without_failing(text: str, folder: Path) -> None:
    check_loads(folder, text.encode())


@CALM
@given(content=st.binary(max_size=60))
def test_any_bytes_are_read_without_failing(content: bytes, folder: Path) -> None:
    check_loads(folder, content)


@settings(CALM, max_examples=80)
@given(
    changes=st.dictionaries(
        st.sampled_from(sorted(iter_places(read_texts("reference")), key=repr)),
        TREES,
        min_size=1,
        max_size=3,
    )
)
def test_any_value_in_a_session_is_checked_without_failing(
    changes: dict[Place, Any], folder: Path
) -> None:
    """Several keys of the reference session replaced at once by anything."""
    tree = copy.deepcopy(read_texts("reference"))
    for place, value in changes.items():
        parent: Any = tree
        try:
            for step in place[:-1]:
                parent = parent[step]
            parent[place[-1]] = value
        except (LookupError, TypeError):
            continue  # another change took this place away
    check_loads(folder, json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace"))


def test_command_says_so_with_status_1(folder: Path) -> None:
    """The same through the command, once."""
    path = folder / "variante.yaml"
    path.write_text(spoil("exemple", ("actes", 0, "vote"), "list"), encoding="utf-8")

    with standing_in(folder):
        result = call("check", path.name, "--diagnostics", "json")

    assert result.status == 1
    assert {f["code"] for f in result.findings} == {"STR03"}
    assert all(f["line"] > 30 for f in result.findings)


@pytest.mark.parametrize(
    "vote",
    [
        "",
        "{}",
        "[]",
        "{contre: , abstention: , non_participation: }",
        "{pour: }",
        "{decompte: }",
        "{decompte: {pour: , contre: }}",
        "{parties: }",
        "{contre: ''}",
        "' '",
    ],
)
def test_vote_left_empty_is_never_taken_for_unanimity(vote: str, folder: Path) -> None:
    """A form whose lines were not filled in says nothing of how people voted."""
    path = folder / "variante.yaml"
    path.write_text(spread_session(vote=vote), encoding="utf-8")

    findings = check_session(path).findings

    assert {f.code for f in findings if f.severity == "erreur"} <= {"STR02", "STR03"}
    assert has_errors(findings)


@pytest.mark.parametrize("where", ["seance", "acte", "rapport"])
def test_unknown_key_is_found_though_it_is_empty(where: str, folder: Path) -> None:
    texts = {
        "seance": "presnts:\n" + spread_session(),
        "acte": spread_session("deprots:"),
        "rapport": spread_session(
            "rapport: {numero: 2023/330/CP, corps: Un texte., conclusion: }"
        ),
    }
    path = folder / "variante.yaml"
    path.write_text(texts[where], encoding="utf-8")

    assert {f.code for f in check_session(path).findings} & {"STR01", "STR08"}
