"""What documents are made with: processes, other machines, what is kept of before."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from delib_gen.cli.output import say
from delib_gen.cli.values import Number, Text

if TYPE_CHECKING:
    from delib_gen.store import Store

_Decorated = TypeVar("_Decorated", bound="Callable[..., Any]")


def MEANS(command: _Decorated) -> _Decorated:  # noqa: N802 - as other options are named
    """The options that give `jobs`, `grappe` and `magasin`."""
    for option in reversed((_JOBS, _CLUSTER, _STORE)):
        command = option(command)
    return command


_JOBS = click.option(
    "--jobs",
    type=Number(1, 64),
    default=None,
    metavar="N",
    help="Nombre d'actes, ou de livres, produits en même temps (autant que le poste "
    "peut).",
)
_CLUSTER = click.option(
    "--cluster",
    "grappe",
    type=Text(),
    default=None,
    metavar="ADRESSE",
    help="Grappe Dask dont les postes produisent les documents (tcp://poste:8786).",
)


def _find_store(
    _: click.Context, __: click.Parameter, asked: str | None
) -> Path | None:
    """The folder of what is kept; None where nothing is to be."""
    if asked is not None:
        return None if asked == "non" else Path(asked)
    # Where an account keeps what may be thrown away: a path that starts nowhere is
    # none, as whoever defined that variable has it.
    cache = Path(os.environ.get("XDG_CACHE_HOME", "") or os.path.expanduser("~/.cache"))  # noqa: PTH111  (Path.home() may raise)
    return cache / "delib-gen" if cache.is_absolute() else None


_STORE = click.option(
    "--magasin",
    "magasin",
    type=Text(),
    envvar="DELIB_GEN_MAGASIN",
    default=None,
    callback=_find_store,
    metavar="DOSSIER",
    help="Dossier où garder ce qui est fait, pour ne pas le refaire (le cache de votre "
    "compte) ; « non » : rien n'est gardé.",
)


def tell_store(store: Store | None) -> None:
    """Say what went wrong with it: the documents are right all the same."""
    if store is not None and store.torn:
        torn, were, held = (
            ("un fichier", "était abîmé", "ce qu'il gardait")
            if store.torn == 1
            else (f"{store.torn} fichiers", "étaient abîmés", "ce qu'ils gardaient")
        )
        say(
            f"delib-gen : {torn} du magasin « {store.folder} » {were} : {held} a été "
            "refait",
            err=True,
        )
    if store is not None and store.refusal is not None:
        from delib_gen.bundle.errors import explain_reason

        say(
            f"delib-gen : rien n'est gardé dans le magasin « {store.folder} » : "
            f"{explain_reason(store.refusal)} ; la prochaine production refera tout",
            err=True,
        )
