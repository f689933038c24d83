"""The kinds of documents, found in this folder: a new one is a new module."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from delib_gen.view.base import View
from delib_gen.view.context import ViewContext

ViewBuilder = Callable[[ViewContext], Iterator[View]]


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document: its name, its place in a dossier, its builder."""

    name: str
    rank: int
    build: ViewBuilder


_kinds: dict[str, DocumentKind] = {}


def document_kind(name: str, rank: int) -> Callable[[ViewBuilder], ViewBuilder]:
    """Declare a kind of document.

    Args:
        name: what `--only` and the templates call it.
        rank: its place in the dossier; the smallest comes first.
    """

    def declare(build: ViewBuilder) -> ViewBuilder:
        if name in _kinds:
            raise ValueError(f"document kind {name} is declared twice")
        _kinds[name] = DocumentKind(name, rank, build)
        return build

    return declare


@cache
def list_document_kinds() -> tuple[DocumentKind, ...]:
    """All the kinds, in the order of a dossier."""
    package = importlib.import_module("delib_gen.view")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"delib_gen.view.{module.name}")
    return tuple(sorted(_kinds.values(), key=lambda kind: kind.rank))


def build_views(context: ViewContext, kinds: tuple[str, ...] = ()) -> list[View]:
    """The views of an act, in the order of the dossier.

    Args:
        context: the act and the language.
        kinds: the kinds wanted; all where empty.
    """
    return [
        view
        for kind in list_document_kinds()
        if not kinds or kind.name in kinds
        for view in kind.build(context)
    ]
