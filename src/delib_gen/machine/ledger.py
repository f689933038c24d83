"""What a run has done to the disk for good, for its last words to be true.

Whoever watches this process knows it too: it may be stopped at any moment.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

from delib_gen.machine import guard

restored: list[Path] = []
"""The folders that an interrupted run had hidden, and that are there again."""
cleared: list[Path] = []
"""The folders, whole, beside which one had left what it had not finished."""
_written: list[Path] = []
_begun: list[Path] = []
_staged: list[list[str]] = []


def start() -> None:
    """Begin a run: nothing is done."""
    for known in (restored, cleared, _written, _begun, _staged):
        known.clear()
    _publish()


@contextlib.contextmanager
def writing(paths: Sequence[Path]) -> Iterator[None]:
    """Put folders or files in their place: all of them, or none where that fails.

    Ctrl-C waits: what is done meanwhile is done, and noted, or is not. Within another
    one nothing more is noted.
    """
    if _begun or not paths:
        yield
        return
    with _hold_interrupts():
        _begun.extend(paths)
        _publish()
        try:
            yield
            _written.extend(paths)
        finally:
            _begun.clear()
            _publish()


@contextlib.contextmanager
def staging(target: Path, made: Sequence[Path]) -> Iterator[None]:
    """Make something beside a folder, for whoever watches to take away where this ends.

    Args:
        target: the folder.
        made: the folders that are made to hold it.
    """
    begun = [str(path.absolute()) for path in (target, *made)]
    _staged.append(begun)
    _publish()
    try:
        yield
    finally:
        _staged.remove(begun)
        _publish()


def _publish() -> None:
    guard.note_written(
        f"l'écriture de {_name(_begun)} n'est peut-être pas finie : relancez"
        if _begun
        else f"tout était déjà écrit dans {_name(_written)}"
        if _written
        else "",
        _staged,
    )


def _name(paths: Sequence[Path]) -> str:
    return ", ".join(f"« {path} »" for path in paths)


@contextlib.contextmanager
def _hold_interrupts() -> Iterator[None]:
    import threading  # most commands write nothing

    if threading.current_thread() is not threading.main_thread():
        yield  # no other one is interrupted
        return
    waiting: list[int] = []
    before = {
        number: signal.signal(number, lambda number, _: waiting.append(number))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        for held in waiting:
            signal.raise_signal(held)
