"""`delib-gen watch`: renders what each saved change touches, until Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

import click

from delib_gen.cli.commands import render
from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.output import say, silence

if TYPE_CHECKING:
    from delib_gen.machine.guard import Stopped
    from delib_gen.machine.watching import States
    from delib_gen.pipeline import Outcome

_WAITING = "delib-gen : en attente d'un enregistrement (Ctrl-C pour finir)"
_NAMED = 12
"""How many files are named after a change."""


@click.command(
    "watch",
    cls=FrenchCommand,
    context_settings={"ignore_unknown_options": True},
    options_metavar="[OPTIONS DE RENDER]",
)
@click.argument("mots", nargs=-1, required=True, metavar="FICHIER…", type=str)
def COMMAND(mots: tuple[str, ...]) -> int:  # noqa: N802
    """Produit, puis refait ce que touche chaque enregistrement, jusqu'à Ctrl-C.

    Les options sont celles de `delib-gen render`. Sont surveillés les fichiers de
    séance, tout ce qu'ils nomment, le fichier de la collectivité et vos gabarits.
    """
    context = render.COMMAND.make_context("watch", list(mots))
    watcher = _Watcher(mots, context.params)
    try:
        return watcher.run()
    except KeyboardInterrupt:
        say("delib-gen : surveillance terminée", err=True)
        return 0


class _Watcher:
    """Renders again and again, each time in a process that sees all files anew."""

    def __init__(self, mots: Sequence[str], given: dict[str, object]) -> None:
        self._words = ("render", *mots)
        sessions: tuple[Path, ...] = given["fichiers"]  # type: ignore[assignment]
        self._sessions = [path.absolute() for path in sessions]
        self._formats: tuple[str, ...] = given["formats"]  # type: ignore[assignment]
        own, out = given["gabarits"], given["sortie"]
        self._own = own if isinstance(own, Path) else None
        self._out = [out.absolute()] if isinstance(out, Path) else []
        self._read: set[Path] = set()

    def run(self) -> int:
        """Render, and wait for what is saved next.

        Returns:
            The status, where a rendering was interrupted.
        """
        from delib_gen.cli.run import INTERRUPTED
        from delib_gen.machine.watching import wait_for_change

        self._load_libraries()
        while True:
            before = self._look()
            if self._render() == INTERRUPTED:
                return INTERRUPTED
            # A file that is known only now is as it should be; another may have been
            # saved while the documents were made.
            before = {**self._look(), **before}
            say(_WAITING, err=True)
            changed = wait_for_change(before, self._look)
            names = [f"« {os.path.relpath(name)} »" for name in changed]
            said = ", ".join(names[:_NAMED]) + (" …" if names[_NAMED:] else "")
            say(f"\ndelib-gen : {said} : enregistré, je refais", err=True)

    def _load_libraries(self) -> None:
        """Load what renders once: the processes that render begin with it."""
        from delib_gen.formats.base import list_formats

        for name in self._formats:
            list_formats()[name]
        import delib_gen.making
        import delib_gen.pipeline  # noqa: F401

    def _look(self) -> States:
        from delib_gen.load.files import ENDINGS
        from delib_gen.machine.watching import list_below, look
        from delib_gen.resources import data_dir, templates_dir

        paths = {*self._sessions, *self._read}
        for folder in {path.parent for path in self._sessions}:
            paths.update(list_below(folder, ENDINGS, self._out))
        for shipped in (data_dir(), templates_dir(), self._own):
            paths.update(list_below(shipped) if shipped else ())
        return look(paths)

    def _render(self) -> int:
        """Render in a process of its own; the status that it ended with."""
        from delib_gen.cli.stopped import report_stopped

        with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
            ended = _run_apart(self._words, said)
            said.seek(0)
            text = said.read()
        self._read.update(map(Path, json.loads(text) if text else ()))
        if isinstance(ended, int):
            return ended
        return report_stopped(ended, self._words)


def _run_apart(words: Sequence[str], said: IO[str]) -> int | Stopped:
    """Run a command in a process of its own, which says what it read."""
    from delib_gen.machine.guard import supervise

    def act() -> NoReturn:
        from delib_gen.cli.run import run

        def tell(outcome: Outcome) -> None:
            json.dump([os.path.abspath(path) for path in outcome.read], said)  # noqa: PTH100
            said.flush()
            for line in _describe(outcome):
                say(line)

        status = run(words, tell)
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                silence(stream)
        os._exit(status)

    if hasattr(signal, "sigwaitinfo"):
        return supervise(act)
    child = os.fork()
    if child == 0:
        act()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _describe(outcome: Outcome) -> Iterator[str]:
    """What was written anew, briefly; or that nothing was."""
    renewed = [path for bundle in outcome.bundles for path in bundle.renewed]
    if not any(bundle.paths for bundle in outcome.bundles):
        yield "rien n'a été écrit : les documents restent ce qu'ils étaient"
    elif not renewed:
        yield "aucun document n'a changé"
    for path in renewed[:_NAMED]:
        yield str(path)
    if more := renewed[_NAMED:]:
        yield f"… et {len(more)} autres fichiers"
