"""Findings and results on the right stream, in the form asked for."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

import click

from delib_gen.cli.life import LIFE
from delib_gen.cli.values import (
    Editions,
    FilePath,
    FolderPath,
    Word,
    option,
)
from delib_gen.machine import ledger
from delib_gen.machine.guard import tell_written
from delib_gen.reporters import list_reporters, load_reporter, show_controls
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.findings.told import ToldError

FILES = click.argument(
    "fichiers", nargs=-1, required=True, type=FilePath(), metavar="FICHIER…"
)
DIAGNOSTICS = option(
    "--diagnostics=FORME",
    Word(list_reporters),
    "Forme des constats : text (encadrés), line (pour les éditeurs), json "
    "(pour les programmes), github (pour l'intégration continue).",
    to="reporter",
    default="text",
)
LANGUES = option(
    "--lang=LANGUES",
    Editions(),
    "Langues, séparées par des virgules ; deux en regard se joignent par « + » "
    f"({LANGUE_DE_REFERENCE}).",
    to="langues",
    default=LANGUE_DE_REFERENCE,
)
REGISTRE = option(
    "--registre=FICHIER",
    FilePath(),
    "Le registre tenu par le logiciel (celui de la collectivité, ou "
    "registre.sqlite à côté des séances).",
)


STRICT = click.option(
    "--strict", is_flag=True, help="Les avertissements bloquent aussi."
)
TEMPLATES = option(
    "--templates=DOSSIER",
    FolderPath(),
    "Vos propres gabarits et styles, qui passent devant.",
    to="gabarits",
)


class OutputError(Exception):
    """What was to be said cannot be: the stream takes nothing more.

    Attributes:
        reason: why, in French.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def say(text: str, *, err: bool = False) -> None:
    """Print a text; where its reader has gone away, go on without.

    Args:
        text: a line, or several.
        err: whether it goes to standard error.

    Raises:
        OutputError: if it cannot be printed for another reason.
    """
    stream = sys.stderr if err else sys.stdout
    try:
        LIFE.clear()
        click.echo(text, file=stream)
    except OSError as error:
        silence(stream)
        if isinstance(error, BrokenPipeError):
            return  # the status still says what was found, to whoever asks for it
        from delib_gen.bundle.errors import explain_reason

        raise OutputError(explain_reason(error)) from error


def tell_refusal(error: ToldError) -> None:
    """Say what stands in the way, and what to do."""
    say(show_controls(f"delib-gen : {error.message}"), err=True)
    if error.hint:
        say(show_controls(f"  {error.hint}"), err=True)


def say_last(text: str) -> None:
    """Last words; where even these cannot be printed, the status says them."""
    try:
        click.echo(text, err=True)
    except OSError:
        silence(sys.stderr)


def tell_unsaid(error: OutputError) -> None:
    """Last words where what was to be said cannot be."""
    say_last(f"delib-gen : l'affichage a échoué, {error.reason} ; {tell_written()}")


def silence(stream: TextIO) -> None:
    """Have a stream that takes nothing more take all, and keep nothing."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def print_findings(
    findings: Sequence[Diagnostic], reporter: str, *, to_stdout: bool = False
) -> None:
    """Print findings on standard error, or on standard output where asked."""
    stream = sys.stdout if to_stdout else sys.stderr
    text = load_reporter(reporter)(findings, wants_color(stream))
    if text:
        say(text, err=not to_stdout)


def tell_restored() -> None:
    """Say what an interrupted run had hidden or left, and this one put in order."""
    for path in ledger.restored:
        say(
            f"delib-gen : « {path} » avait été caché par une production "
            "interrompue ; il est remis en place",
            err=True,
        )
    for path in ledger.cleared:
        say(
            "delib-gen : une production précédente a été interrompue ; "
            f"« {path} » était resté entier, ce qu'elle laissait à côté est ôté",
            err=True,
        )


def wants_color(stream: TextIO) -> bool:
    """Whether a stream is a terminal, and its user has not asked for plain text."""
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return bool(stream.isatty()) and not plain


class TerminalProgress:
    """A progress bar on a terminal; nothing elsewhere."""

    def __init__(self) -> None:
        self._bar: Any = None

    def start(self, total: int) -> None:
        """Show the bar, where somebody watches."""
        if total and wants_color(sys.stderr):
            self._bar = click.progressbar(
                length=total, label="Production", file=sys.stderr, show_eta=False
            )
            self._bar.__enter__()
            LIFE.label = self._tell

    def _tell(self, text: str) -> None:
        if self._bar is not None:
            self._bar.label = text
            self._bar.render_progress()

    def advance(self, acte: str) -> None:
        """One more file is made."""
        if self._bar is not None:
            self._bar.label = f"Acte {show_controls(acte)}" if acte else "Séance"
            self._bar.update(1)

    def finish(self) -> None:
        """Take the bar away."""
        LIFE.label = None
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
