"""Having documents made: with what, what is asked, how far it is, what went wrong.

With what: processes, other machines, what is kept of before.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from delib_gen.cli.output import (
    TerminalProgress,
    print_findings,
    say,
    tell_restored,
)
from delib_gen.cli.values import Number, Text

if TYPE_CHECKING:
    from delib_gen.pipeline import Outcome
    from delib_gen.store import Store

_Decorated = TypeVar("_Decorated", bound="Callable[..., Any]")


def MEANS(command: _Decorated) -> _Decorated:  # noqa: N802 - as other options are named
    """The options that give `jobs`, `grappe` and `magasin`."""
    for option in reversed((_JOBS, _CLUSTER, _STORE)):
        command = option(command)
    return command


def with_request(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command a request, for the options that all which make documents have."""

    @functools.wraps(command)
    def ask(
        *given: Any,  # noqa: ANN401 - whatever that command is given
        sortie: Path,
        langues: tuple[str, ...],
        formats: tuple[str, ...],
        jobs: int | None,
        grappe: str | None,
        magasin: Path | None,
        gabarits: Path | None,
        registre: Path | None,
        strict: bool,
        **own: Any,  # noqa: ANN401 - likewise
    ) -> int:
        from delib_gen.request import RenderRequest

        request = RenderRequest(
            out=sortie,
            langues=langues,
            formats=formats,
            own=gabarits,
            jobs=jobs or 0,
            strict=strict,
            cluster=grappe or "",
            store=magasin,
            registre=registre,
        )
        return command(*given, request=request, **own)

    return ask


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


def follow(
    make: Callable[[TerminalProgress], Outcome], reporter: str
) -> Outcome | None:
    """Have something made behind a bar, and print what was found.

    Args:
        make: makes it, and tells the bar how far it is.
        reporter: how findings are printed.

    Returns:
        What came of it; None where what stood in the way was told.
    """
    from delib_gen.findings.told import ToldError

    progress = TerminalProgress()
    try:
        outcome = make(progress)
    except ToldError as error:
        progress.finish()
        say(f"delib-gen : {error.message}", err=True)
        say(f"  {error.hint}", err=True)
        return None
    finally:
        progress.finish()
        tell_restored()
    print_findings(outcome.findings, reporter)
    _tell_store(outcome.kept)
    return outcome


def _tell_store(store: Store | None) -> None:
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
