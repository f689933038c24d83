"""`delib-gen render`: checks, then writes everything asked, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.means import MEANS, tell_store
from delib_gen.cli.output import (
    DIAGNOSTICS,
    FILES,
    FORMATS,
    LANGUES,
    OUT,
    REGISTRE,
    STRICT,
    TEMPLATES,
    follow,
    say,
)
from delib_gen.cli.values import Text, Words

if TYPE_CHECKING:
    from delib_gen.pipeline import Outcome


def _genres() -> Iterable[str]:
    from delib_gen.catalogue import CATALOGUE

    return CATALOGUE.words


@click.command("render", cls=FrenchCommand)
@FILES
@OUT
@LANGUES
@FORMATS
@click.option(
    "--only",
    "genres",
    type=Words(_genres),
    default=None,
    metavar="DOCUMENTS",
    help="Documents : deliberation, rapport, annexes, dossier (ces quatre) ; extrait, "
    "transmission ; papiers de la séance : convocation, ordre-du-jour, liste, pv… ; "
    "ou tout.",
)
@click.option(
    "--acte",
    type=Text(),
    default=None,
    metavar="NUMERO",
    help="Un seul acte, par son numéro ou son id.",
)
@MEANS
@TEMPLATES
@REGISTRE
@DIAGNOSTICS
@STRICT
@click.pass_obj
def COMMAND(  # noqa: N802
    watch: Callable[[Outcome], None] | None,
    fichiers: tuple[Path, ...],
    sortie: Path,
    langues: tuple[str, ...],
    formats: tuple[str, ...],
    genres: tuple[str, ...] | None,
    acte: str | None,
    jobs: int | None,
    grappe: str | None,
    magasin: Path | None,
    gabarits: Path | None,
    registre: Path | None,
    reporter: str,
    strict: bool,
) -> int:
    """Vérifie, puis produit les documents ; une seule erreur, et rien n'est écrit."""
    from delib_gen.cli.summary import tell_statut
    from delib_gen.pipeline import RenderRequest, render_sessions
    from delib_gen.reporters import show_controls

    _refuse_whole_sitting(genres or (), acte)
    request = RenderRequest(
        out=sortie,
        langues=langues,
        formats=formats,
        only=genres or (),
        acte=acte or "",
        own=gabarits,
        jobs=jobs or 0,
        strict=strict,
        cluster=grappe or "",
        store=magasin,
        registre=registre,
    )
    outcome = follow(
        lambda progress: render_sessions(fichiers, request, progress), reporter
    )
    if outcome is None:
        return 1
    tell_store(outcome.kept)
    if watch is not None:
        watch(outcome)
    else:
        for path in (p for bundle in outcome.bundles for p in bundle.paths):
            say(str(path))
    for listed in outcome.sans_vote:
        say(show_controls(f"{tell_statut(listed)} ; aucun document"), err=True)
    return int(outcome.blocked(strict=strict))


def _refuse_whole_sitting(wanted: Iterable[str], acte: str | None) -> None:
    """What is made of all the acts cannot be made of one."""
    from delib_gen.catalogue import CATALOGUE, TOUT
    from delib_gen.cli.misuse import Misuse

    for name in wanted if acte else ():
        if name in (*CATALOGUE.seance.names, TOUT):
            raise Misuse(f"`{name}` est de toute la séance : ôtez `--acte`")
