"""`delib-gen render`: checks, then writes everything asked, or nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from delib_gen.cli.french import FrenchCommand
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
from delib_gen.cli.values import Number, Text, Words

if TYPE_CHECKING:
    from delib_gen.pipeline import Outcome
    from delib_gen.store import Store


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
@click.option(
    "--jobs",
    type=Number(1, 64),
    default=None,
    metavar="N",
    help="Nombre d'actes produits en même temps (autant que le poste peut).",
)
@click.option(
    "--cluster",
    "grappe",
    type=Text(),
    default=None,
    metavar="ADRESSE",
    help="Grappe Dask dont les postes produisent les actes (tcp://poste:8786).",
)
@click.option(
    "--magasin",
    "magasin",
    type=Text(),
    envvar="DELIB_GEN_MAGASIN",
    default=None,
    metavar="DOSSIER",
    help="Dossier où garder ce qui est fait, pour ne pas le refaire (le cache de votre "
    "compte) ; « non » : rien n'est gardé.",
)
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
    magasin: str | None,
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
        store=_find_store(magasin),
        registre=registre,
    )
    outcome = follow(
        lambda progress: render_sessions(fichiers, request, progress), reporter
    )
    if outcome is None:
        return 1
    if outcome.kept is not None:
        _tell_store(outcome.kept)
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


def _find_store(asked: str | None) -> Path | None:
    """The folder of what is kept; None where nothing is to be."""
    if asked is not None:
        return None if asked == "non" else Path(asked)
    # Where an account keeps what may be thrown away: a path that starts nowhere is
    # none, as whoever defined that variable has it.
    cache = Path(os.environ.get("XDG_CACHE_HOME", "") or os.path.expanduser("~/.cache"))  # noqa: PTH111  (Path.home() may raise)
    return cache / "delib-gen" if cache.is_absolute() else None


def _tell_store(store: Store) -> None:
    """Say what went wrong with it: the documents are right all the same."""
    if store.torn:
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
    if store.refusal is not None:
        from delib_gen.bundle.errors import explain_reason

        say(
            f"delib-gen : rien n'est gardé dans le magasin « {store.folder} » : "
            f"{explain_reason(store.refusal)} ; la prochaine production refera tout",
            err=True,
        )
