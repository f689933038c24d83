"""What a run has done to the disk for good, for its last words to be true."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

written: list[Path] = []
"""The folders and files that are in their place, whole."""
restored: list[Path] = []
"""The folders that an interrupted run had hidden, and that are there again."""


def start() -> None:
    """Begin a run: nothing is done."""
    written.clear()
    restored.clear()


@contextlib.contextmanager
def hold_interrupts() -> Iterator[None]:
    """Let Ctrl-C wait: what is done meanwhile is done, and noted, or is not."""
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
