"""The sorts of annexe, found in this folder: a new one is a new module."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from delib_gen.view.annexes.base import AnnexeLue, AnnexeView

if TYPE_CHECKING:
    from delib_gen.load.contents import ReadFile
    from delib_gen.view.context import ActeContext

# Each builder takes the sort of content that it is declared for.
SortBuilder = Callable[["ActeContext", AnnexeLue[Any]], AnnexeView]

_sorts: dict[str, tuple[type[AnnexeView], SortBuilder]] = {}


def annexe_sort(
    name: str, view_type: type[AnnexeView]
) -> Callable[[SortBuilder], SortBuilder]:
    """Declare a sort of annexe.

    Args:
        name: the `genre` of its fiche, or what its file is (`Content.sorte`).
        view_type: what its views are; `genre` names their templates.
    """

    def declare(build: SortBuilder) -> SortBuilder:
        if name in _sorts:
            raise ValueError(f"sort of annexe {name} is declared twice")
        _sorts[name] = (view_type, build)
        return build

    return declare


@cache
def _load_sorts() -> dict[str, tuple[type[AnnexeView], SortBuilder]]:
    package = importlib.import_module("delib_gen.view.annexes")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"delib_gen.view.annexes.{module.name}")
    return _sorts


def list_sorts() -> tuple[type[AnnexeView], ...]:
    """The types that annexes are of, each once."""
    return tuple(dict.fromkeys(view_type for view_type, _ in _load_sorts().values()))


def build_sort(context: ActeContext, annexe: AnnexeLue[ReadFile]) -> AnnexeView:
    """The view of an annexe, by what its file is."""
    _, build = _load_sorts()[annexe.content.sorte]
    return build(context, annexe)
