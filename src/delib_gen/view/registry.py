"""The kinds of documents, found in this folder: a new one is a new module."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.base import View
from delib_gen.view.context import ActeContext

ViewBuilder = Callable[[ActeContext], Iterator[View]]


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document.

    Attributes:
        view_type: what its views are.
        option: what `--only` calls it.
        rank: its place in the dossier; the smallest comes first.
        build: makes its views for an act.
        list_sorts: the types that its views are of, each with its templates.
    """

    view_type: type[View]
    option: str
    rank: int
    build: ViewBuilder
    list_sorts: Callable[[], tuple[type[View], ...]]

    @property
    def name(self) -> str:
        """What its templates are called."""
        return self.view_type.genre


_kinds: dict[str, DocumentKind] = {}


def document_kind(
    view_type: type[View],
    rank: int,
    option: str = "",
    list_sorts: Callable[[], tuple[type[View], ...]] | None = None,
) -> Callable[[ViewBuilder], ViewBuilder]:
    """Declare a kind of document.

    Args:
        view_type: what its views are; `genre` names its templates.
        rank: its place in the dossier; the smallest comes first.
        option: what `--only` calls it, where that is not its name.
        list_sorts: the types of its views, where it has several.
    """
    name = view_type.genre

    def declare(build: ViewBuilder) -> ViewBuilder:
        if name in _kinds:
            raise ValueError(f"document kind {name} is declared twice")
        sorts = list_sorts or (lambda: (view_type,))
        _kinds[name] = DocumentKind(view_type, option or name, rank, build, sorts)
        return build

    return declare


@cache
def list_document_kinds() -> tuple[DocumentKind, ...]:
    """All the kinds, in the order of a dossier."""
    package = importlib.import_module("delib_gen.view")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"delib_gen.view.{module.name}")
    return tuple(sorted(_kinds.values(), key=lambda kind: kind.rank))


def build_views(context: ActeContext) -> list[View]:
    """The views of an act, in the order of the dossier.

    Those of a translation say so at their head, whatever their kind.
    """
    views = [view for kind in list_document_kinds() for view in kind.build(context)]
    if context.edition == LANGUE_DE_REFERENCE:
        return views
    heading = context.phrase("edition.traduction")
    return [replace(view, traduction=heading) for view in views]
