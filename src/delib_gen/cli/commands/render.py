"""`delib-gen render`: checks, then writes everything asked, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.means import follow, with_request
from delib_gen.cli.output import FILES, say
from delib_gen.cli.values import Text, Words, option

if TYPE_CHECKING:
    from delib_gen.pipeline import Outcome
    from delib_gen.request import RenderRequest


def _genres() -> Iterable[str]:
    from delib_gen.catalogue import CATALOGUE

    return CATALOGUE.words


@click.command("render", cls=FrenchCommand)
@FILES
@option(
    "--only=DOCUMENTS",
    Words(_genres),
    "Documents : deliberation, rapport, annexes, dossier (ces quatre) ; extrait, "
    "transmission ; papiers de la séance : convocation, ordre-du-jour, liste, pv… ; "
    "ou tout.",
    to="genres",
)
@option("--acte=NUMERO", Text(), "Un seul acte, par son numéro ou son id.")
@click.pass_obj
@with_request("pdf,docx")
def COMMAND(  # noqa: N802
    watch: Callable[[Outcome], None] | None,
    fichiers: tuple[Path, ...],
    genres: tuple[str, ...] | None,
    acte: str | None,
    reporter: str,
    request: RenderRequest,
) -> int:
    """Vérifie, puis produit les documents ; une seule erreur, et rien n'est écrit."""
    from delib_gen.cli.summary import tell_statut
    from delib_gen.pipeline import render_sessions
    from delib_gen.reporters import show_controls

    _refuse_whole_sitting(genres or (), acte)
    request = replace(request, only=genres or (), acte=acte or "")
    outcome = follow(
        lambda progress: render_sessions(fichiers, request, progress), reporter
    )
    if watch is not None:
        watch(outcome)
    else:
        for path in (p for bundle in outcome.bundles for p in bundle.paths):
            say(str(path))
    for name, statut in outcome.sans_vote:
        told = f"{tell_statut(name, statut)} ; aucun document"
        say(show_controls(told), err=True)
    return int(outcome.blocked(strict=request.strict))


def _refuse_whole_sitting(wanted: Iterable[str], acte: str | None) -> None:
    """What is made of all the acts cannot be made of one."""
    from delib_gen.catalogue import CATALOGUE, TOUT
    from delib_gen.cli.misuse import Misuse

    for name in wanted if acte else ():
        if name in (*CATALOGUE.seance.names, TOUT):
            raise Misuse(f"`{name}` est de toute la séance : ôtez `--acte`")
