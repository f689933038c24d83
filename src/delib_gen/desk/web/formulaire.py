"""The form of an act or of a sitting, with each finding beside its field."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from delib_gen.aide.autorite_schema import build_autorite_schema
from delib_gen.aide.session_schema import build_session_schema
from delib_gen.aide.shapes import JsonSchema
from delib_gen.checking import Checked
from delib_gen.desk.web.changing import find_data
from delib_gen.desk.web.fields import Choice, Field
from delib_gen.desk.web.findings import (
    Shown,
    list_findings,
    select_above,
    select_below,
)
from delib_gen.desk.web.form import Drawer
from delib_gen.desk.web.office import Sitting
from delib_gen.desk.web.words import Groupe, load_mots
from delib_gen.findings import Diagnostic, YamlPath
from delib_gen.load.nodes import Mapping, Node, Scalar, find_node, to_data
from delib_gen.load.reference import LoadedAutorite
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

_ACTES, _NAMES = "actes", "fichier"


def draw_form(checked: Checked, path: YamlPath, sitting: Sitting) -> dict[str, object]:
    """The form of an act, or of the sitting, as `_formulaire.html.j2` shows it.

    Args:
        checked: the sitting.
        path: the act's place; an empty one for the sitting itself.
        sitting: where it is.
    """
    drawer, root = make_drawer(checked), checked.lue.root
    node = find_node(root, path)[0] if root is not None else None
    data = to_data(node) if node is not None else {}
    data = data if isinstance(data, dict) else {}
    mots = load_mots()
    groupes, kind = (mots.groupes, "Acte") if path else (mots.groupes_seance, "")
    groups = drawer.draw_groups(groupes, kind, path, data)
    if root is not None:
        name_files(root, groups, sitting)
    found = select_below(checked, path) if path else select_above(checked)
    return show_fields(drawer.listes, groups, found)


def show_fields(
    listes: dict[str, list[Choice]],
    groups: list[Field],
    findings: Iterable[Diagnostic],
) -> dict[str, object]:
    """Groups of fields as `_formulaire.html.j2` shows them, with what was found."""
    found = list_findings(findings)
    return {
        "groupes": groups,
        "listes": listes,
        "constats": found,
        "au_dessus": _attach(groups, found),
    }


def name_files(root: Node, groups: Iterable[Field], sitting: Sitting) -> None:
    """Tell of fields which file their text is in, and which file they name.

    Args:
        root: the sitting's tree.
        groups: the fields.
        sitting: where it is.
    """
    folder, acts = sitting.path.parent, f"/s/{sitting.slug}/{_ACTES}"
    for drawn in (f for group in groups for f in group.tous):
        if drawn.genre in ("long", "ligne"):
            drawn.fichier = _find_file(root, drawn.path, folder)
        if drawn.path[-1] == _NAMES and drawn.path[0] == _ACTES:
            _name_file(root, drawn, acts)


def _name_file(root: Node, drawn: Field, acts: str) -> None:
    """A field that names a file: where that is changed, if it is here."""
    node, exact = find_node(root, drawn.path)
    if exact and isinstance(node, Mapping):  # it was read in the place of its name
        folder = Path(find_node(root, drawn.path[:-1])[0].span.file).parent
        drawn.genre = "ligne"
        drawn.valeur = Path(os.path.relpath(node.span.file, folder)).as_posix()
    if isinstance(node, Mapping) or drawn.valeur.strip().lower().endswith(".md"):
        _, rank, *steps = drawn.path
        below = "/".join(map(str, steps))
        drawn.lieu = f"{acts}/{int(rank) + 1}/fichiers/{below}"


def _find_file(root: Node, path: YamlPath, folder: Path) -> str:
    """The file that a field's text is read from, where it is not the session's."""
    node, exact = find_node(root, path)
    if not exact or not isinstance(node, Scalar) or not node.span.file.endswith(".md"):
        return ""
    return node.span.file.removeprefix(f"{folder}/")


def _attach(groups: list[Field], found: list[Shown]) -> list[Shown]:
    """Put each finding beside the field nearest to its place; those left over."""
    fields = {f.path: f for group in groups for f in group.tous if f.genre != "groupe"}
    left = []
    for finding in found:
        path = finding.path
        while path and path not in fields:
            path = path[:-1]
        if path:
            fields[path].constats.append(finding)
        else:
            left.append(finding)
    return left


class _Same:
    """An authority that is the same object, by which what is made of it is kept."""

    def __init__(self, loaded: LoadedAutorite | None) -> None:
        self.loaded = loaded
        self._one = loaded.autorite if loaded else None

    def __hash__(self) -> int:
        return id(self._one)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other._one is self._one


@lru_cache(maxsize=8)
def _make_schema(same: _Same) -> JsonSchema:
    return build_session_schema([same.loaded] if same.loaded else [])


@lru_cache(maxsize=8)
def _make_autorite_schema(same: _Same) -> JsonSchema:
    return build_autorite_schema(same.loaded or LoadedAutorite())


def make_drawer(checked: Checked) -> Drawer:
    """What draws the forms of a sitting: with the words that its authority knows."""
    schema = _make_schema(_Same(checked.reference))
    return Drawer(schema, list_printed(checked.reference), load_mots().libelles)


def list_printed(reference: LoadedAutorite | None) -> tuple[str, ...]:
    """The languages that an authority prints titles in, ours first."""
    printed: dict[str, None] = {LANGUE_DE_REFERENCE: None}
    charte = reference.charte if reference else None
    if charte is not None:
        printed |= dict.fromkeys(c for titres in charte.titres.values() for c in titres)
    return tuple(printed)


def draw_autorite(
    checked: Checked, groupes: list[Groupe], kind: str = "", path: YamlPath = ()
) -> dict[str, object]:
    """The form of some keys of an authority's file, as `_formulaire.html.j2` shows it.

    Args:
        checked: the file.
        groupes: the groups, and the keys of each.
        kind: the class of the block that they are of; empty for the file itself.
        path: its place.
    """
    reference = checked.reference or LoadedAutorite()
    schema, mots = _make_autorite_schema(_Same(reference)), load_mots()
    given = to_data(reference.tree) if reference.tree else None
    libelles = {**mots.libelles, **mots.libelles_collectivite}
    drawer = Drawer(schema, (LANGUE_DE_REFERENCE,), libelles, given)
    data = find_data(read_data(checked), path)
    data = data if isinstance(data, dict) else {}
    groups = drawer.draw_groups(groupes, kind, path, data)
    wanted = {cle for groupe in groupes for cle in groupe.cles}
    findings = (
        select_below(checked, path)
        if path
        else [f for f in checked.findings if not f.path or f.path[0] in wanted]
    )
    return show_fields(drawer.listes, groups, findings)


def read_data(checked: Checked) -> dict[str, Any]:
    """What a file says, as plain data; nothing where it is no block."""
    data = to_data(checked.lue.root) if checked.lue.root else None
    return data if isinstance(data, dict) else {}
