"""Having documents made: with what, what is asked, how far it is, what went wrong.

With what: processes, other machines, what is kept of before.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from delib_gen.cli.output import (
    DIAGNOSTICS,
    LANGUES,
    REGISTRE,
    STRICT,
    TEMPLATES,
    TerminalProgress,
    print_findings,
    say,
    tell_restored,
)
from delib_gen.cli.values import FilePath, Number, Text, Words, option

if TYPE_CHECKING:
    from delib_gen.pipeline import Outcome
    from delib_gen.store import Store


def with_request(usual: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """The options that all commands have which make documents, given as a request.

    Args:
        usual: the formats that are made where none is named.
    """
    formats = option(
        "--format=FORMATS",
        Words(_list_formats),
        f"Formats : pdf, docx, html ({usual}).",
        to="formats",
        default=usual,
    )
    means = (_JOBS, _CLUSTER, _STORE)
    among = (OUT, LANGUES, formats, *means, TEMPLATES, REGISTRE, DIAGNOSTICS, STRICT)

    def decorate(command: Callable[..., int]) -> Callable[..., int]:
        return functools.reduce(lambda done, add: add(done), among[::-1], _ask(command))

    return decorate


def _list_formats() -> Iterable[str]:
    from delib_gen.formats.base import list_formats

    return list_formats()


def _ask(command: Callable[..., int]) -> Callable[..., int]:
    """The command, which is given a request."""

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


OUT = option(
    "-o --out=DOSSIER",
    FilePath(),
    "Dossier où ranger les documents (out).",
    to="sortie",
    default=Path("out"),
)
_JOBS = option(
    "--jobs=N",
    Number(1, 64),
    "Nombre d'actes, ou de livres, produits en même temps (autant que le poste peut).",
)
_CLUSTER = option(
    "--cluster=ADRESSE",
    Text(),
    "Grappe Dask dont les postes produisent les documents (tcp://poste:8786).",
    to="grappe",
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


_STORE = option(
    "--magasin=DOSSIER",
    Text(),
    "Dossier où garder ce qui est fait, pour ne pas le refaire (le cache de votre "
    "compte) ; « non » : rien n'est gardé.",
    envvar="DELIB_GEN_MAGASIN",
    callback=_find_store,
)


def follow(make: Callable[[TerminalProgress], Outcome], reporter: str) -> Outcome:
    """Have something made behind a bar, and print what was found.

    Args:
        make: makes it, and tells the bar how far it is.
        reporter: how findings are printed.

    Returns:
        What came of it.
    """
    progress = TerminalProgress()
    try:
        outcome = make(progress)
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
