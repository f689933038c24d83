"""`delib-gen render`: checks, then writes everything asked, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.output import (
    DIAGNOSTICS,
    STRICT,
    TerminalProgress,
    print_findings,
)


def _split(known: Callable[[], Iterable[str]]) -> Callable[..., tuple[str, ...]]:
    """A callback for an option that lists words of a known set."""

    def split(
        ctx: click.Context,  # noqa: ARG001
        param: click.Parameter,
        value: str | None,
    ) -> tuple[str, ...]:
        from delib_gen.schema.base import suggest

        words = tuple(w.strip() for w in (value or "").split(",") if w.strip())
        if value is not None and not words:
            raise click.BadParameter("aucune valeur n'est donnée", param=param)
        choices = list(known())
        for word in words:
            if word not in choices:
                message = f"« {word} » n'est pas connu ; {suggest(word, choices)}"
                raise click.BadParameter(message, param=param)
        return tuple(dict.fromkeys(words))

    return split


def _formats() -> Iterable[str]:
    from delib_gen.formats.base import list_formats

    return list_formats()


def _genres() -> Iterable[str]:
    from delib_gen.render import DOSSIER
    from delib_gen.view.registry import list_document_kinds

    return [*(kind.option for kind in list_document_kinds()), DOSSIER]


def _langues() -> Iterable[str]:
    from delib_gen.resources import list_languages

    return list_languages()


@click.command("render", cls=FrenchCommand)
@click.argument("fichiers", nargs=-1, required=True, metavar="FICHIER…")
@click.option(
    "-o",
    "--out",
    "sortie",
    type=click.Path(path_type=Path),
    default=Path("out"),
    metavar="DOSSIER",
    help="Dossier où ranger les documents (out).",
)
@click.option(
    "--lang",
    "langues",
    default="fr",
    callback=_split(_langues),
    metavar="LANGUES",
    help="Langues, séparées par des virgules (fr).",
)
@click.option(
    "--format",
    "formats",
    default="pdf,docx",
    callback=_split(_formats),
    metavar="FORMATS",
    help="Formats : pdf, docx, html (pdf,docx).",
)
@click.option(
    "--only",
    "genres",
    default=None,
    callback=_split(_genres),
    metavar="DOCUMENTS",
    help="Documents : deliberation, rapport, annexes, dossier (tous).",
)
@click.option(
    "--acte", default="", metavar="NUMERO", help="Un seul acte, par son numéro."
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    metavar="N",
    help="Nombre d'actes produits en même temps (1).",
)
@click.option(
    "--templates",
    "gabarits",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DOSSIER",
    help="Vos propres gabarits et styles, qui passent devant.",
)
@DIAGNOSTICS
@STRICT
def COMMAND(  # noqa: N802
    fichiers: tuple[str, ...],
    sortie: Path,
    langues: tuple[str, ...],
    formats: tuple[str, ...],
    genres: tuple[str, ...],
    acte: str,
    jobs: int,
    gabarits: Path | None,
    reporter: str,
    strict: bool,
) -> int:
    """Vérifie, puis produit les documents ; une seule erreur, et rien n'est écrit."""
    from delib_gen.bundle.errors import BundleError
    from delib_gen.pipeline import RenderRequest, render_sessions

    if gabarits is not None and not gabarits.is_dir():
        raise click.BadParameter(
            f"« {gabarits} » n'est pas un dossier", param_hint="--templates"
        )
    request = RenderRequest(
        sortie, langues, formats, genres, acte, gabarits, jobs, strict
    )
    progress = TerminalProgress()
    try:
        outcome = render_sessions([Path(f) for f in fichiers], request, progress)
    except BundleError as error:
        progress.finish()
        click.echo(f"delib-gen : {error.message}", err=True)
        click.echo(f"  {error.hint}", err=True)
        return 1
    finally:
        progress.finish()
    print_findings(outcome.findings, reporter)
    for bundle in outcome.bundles:
        for path in bundle.paths:
            click.echo(path)
    return int(outcome.blocked(strict=strict))
