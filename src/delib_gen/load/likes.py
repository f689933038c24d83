"""An organ that is like another of its authority: `comme: conseil-municipal`.

One that only others are like says so, `modele: oui`, and is no organ itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings.structure import STR03
from delib_gen.load.nodes import Mapping, Node, Scalar
from delib_gen.load.noms import join_trees
from delib_gen.schema.base import shorten, suggest

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic

_LIKE, _MODEL = "comme", "modele"
_OWN = ("noms", "sigle")
"""What an organ never takes from another: how it is called."""
_OWN_RULES = ("effectif",)
"""Nor how many members it has."""


def follow_likes(root: Node, findings: list[Diagnostic]) -> Node:
    """The tree of an authority, each organ with what it takes from another one."""
    organes = root.values.get("organes") if isinstance(root, Mapping) else None
    if not isinstance(root, Mapping) or not isinstance(organes, Mapping):
        return root
    blocks = [o for o in organes.values.values() if isinstance(o, Mapping)]
    if not any(key in block.values for block in blocks for key in (_LIKE, _MODEL)):
        return root
    whole = {
        code: _follow(code, organes, (), findings)
        for code, organe in organes.values.items()
        if not _is_model(organe)
    }
    keys = {code: organes.keys[code] for code in whole}
    placed = Mapping(organes.span, organes.flow, keys, whole)
    return Mapping(root.span, root.flow, root.keys, {**root.values, "organes": placed})


def _is_model(organe: Node) -> bool:
    model = organe.values.get(_MODEL) if isinstance(organe, Mapping) else None
    return isinstance(model, Scalar) and model.text == "oui"


def _find_like(organe: Node | None) -> Scalar | None:
    like = organe.values.get(_LIKE) if isinstance(organe, Mapping) else None
    return like if isinstance(like, Scalar) else None


def _follow(
    code: str, organes: Mapping, seen: tuple[str, ...], findings: list[Diagnostic]
) -> Node:
    """One organ over the one that it is like, and that one over its own."""
    organe = organes.values[code]
    like = _find_like(organe)
    if not isinstance(organe, Mapping):
        return organe
    own = _without(organe, (_LIKE, _MODEL))
    if like is None:
        return own
    path = ("organes", code, _LIKE)
    if like.text not in organes.values:
        known = [other for other in organes.values if other != code]
        message = f"« {shorten(like.text)} » n'est pas un organe de cette collectivité"
        findings.append(
            STR03.at(path, message, suggest(like.text, known), span=like.span)
        )
        return own
    if like.text in (*seen, code):
        message = "`comme` tourne en rond : un organe ne peut être comme lui-même"
        hint = "donnez l'organe dont les règles sont écrites"
        findings.append(STR03.at(path, message, hint, span=like.span))
        return own
    model = _follow(like.text, organes, (*seen, code), findings)
    if not isinstance(model, Mapping):
        return own
    below = _without(model, (*_OWN, _LIKE, _MODEL))
    rules = below.values.get("regles")
    if isinstance(rules, Mapping):
        below.values["regles"] = _without(rules, _OWN_RULES)
    return join_trees(below, own)


def _without(block: Mapping, names: tuple[str, ...]) -> Mapping:
    kept = {key: value for key, value in block.values.items() if key not in names}
    keys = {key: block.keys[key] for key in kept}
    return Mapping(block.span, block.flow, keys, kept)
