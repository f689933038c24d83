"""A second edition for tests: the first one in a language made up on the fly."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from typing import Any

from conftest import REFERENCE
from delib_gen.audit.heard import read_heard
from delib_gen.audit.words import tokenize
from delib_gen.checking import check_session
from delib_gen.formats.base import RenderTools
from delib_gen.render import RenderSpec, make_tools
from delib_gen.view.base import Meta, Titre, View
from delib_gen.view.en_regard import Colonne, pair_views
from view_helpers import build_views, make_acte_context

FIRST, SECOND = "fr", "co"
COLONNES = (
    Colonne(FIRST, "Français", "À lire ligne par ligne."),
    Colonne(SECOND, "Zz-zz", "Zzà zzlire zzligne zzpar zzligne."),
)
_WORD = re.compile(r"\w+")
_KEPT = ("meta", "joint", "style", "langue", "cible", "sorte", "alignements")


def translate(value: Any, turn: Callable[[str], str] | None = None) -> Any:
    """A part of a view with `zz` before each of its words: no language's."""
    turn = turn or (lambda text: _WORD.sub(lambda m: f"zz{m[0]}", text))
    if isinstance(value, str):
        return turn(value)
    if isinstance(value, tuple):
        return tuple(translate(item, turn) for item in value)
    if isinstance(value, Titre):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {
            f.name: translate(getattr(value, f.name), turn)
            for f in dataclasses.fields(value)
            if f.name not in _KEPT and f.metadata.get("imprime", True)
        }
        return dataclasses.replace(value, **changed)
    return value


def translate_view(view: View) -> View:
    """A view in the language of `zz`, which is said to be Corsican."""
    meta = dataclasses.replace(view.meta, langue=SECOND)
    if meta.marque:
        meta = dataclasses.replace(meta, marque=translate(meta.marque))
    return dataclasses.replace(translate(view), meta=meta)


def build_first(index: int = 0) -> list[View]:
    """The views of the reference act in French."""
    checked = check_session(REFERENCE / "seance.yaml")
    assert checked.situation is not None
    charte = checked.situation.reference.charte
    assert charte is not None
    return build_views(make_acte_context(checked.situation.actes[index], FIRST, charte))


def make_pairs(
    change: Callable[[Sequence[View]], list[View]] = list,
) -> tuple[list[View], RenderTools]:
    """The reference act in both languages; `change` bends its second edition."""
    checked = check_session(REFERENCE / "seance.yaml")
    assert checked.situation is not None
    charte = checked.situation.reference.charte
    assert charte is not None
    first = build_first()
    second = change([translate_view(view) for view in first])
    tools = make_tools(f"{FIRST}+{SECOND}", RenderSpec("corse", charte, None))
    return pair_views(first, second, COLONNES), tools


def dossier_meta(views: Sequence[View]) -> Meta:
    """What a dossier says of itself."""
    return dataclasses.replace(views[0].meta, fichier="dossier", titre_document="D")


def hear(content: bytes) -> list[tuple[str, list[str]]]:
    """The parts of a PDF: their language, and their words as they are heard."""
    return [
        (part.langue, tokenize("".join(piece.text for piece in part.pieces)))
        for part in read_heard(content).parts
    ]
