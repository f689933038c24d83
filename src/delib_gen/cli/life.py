"""A sign of life on a terminal: what is going on, where that takes long."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TYPE_CHECKING

from delib_gen.machine.guard import current

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

_SILENCE = 2.0
"""Seconds that nobody minds waiting without a word."""
_BAR = 55
"""Columns of a progress bar without its label."""
_CLEAR = "\r\x1b[K"


class SignOfLife:
    """Says each second, beside the work, what it is about: be it stuck in a library.

    Attributes:
        label: shows a text on the progress bar that is there; None where there is none.
    """

    label: Callable[[str], None] | None = None

    def __init__(self) -> None:
        self._done: threading.Event | None = None
        self._thread: threading.Thread | None = None
        self._shown, self._quiet = False, time.monotonic()

    def start(self, *, watched: bool) -> None:
        """Begin, where somebody watches."""
        if watched:
            import threading  # most often nobody does

            self._done = threading.Event()
            self._thread = threading.Thread(
                target=self._go_on, args=(self._done,), daemon=True
            )
            self._thread.start()

    def stop(self) -> None:
        """Say no more."""
        if self._done is not None and self._thread is not None:
            self._done.set()
            self._thread.join()
            self._thread = None
        self.clear()

    def clear(self) -> None:
        """Take away what is shown: something else is to be printed."""
        self._quiet = time.monotonic()
        if self._shown:
            self._shown = False
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()

    def _go_on(self, done: threading.Event) -> None:
        while not done.wait(1):
            self.tell()

    def tell(self) -> None:
        """Say what is going on, if it has been for a while."""
        work, columns = current(), shutil.get_terminal_size().columns
        now = time.monotonic()
        # Many short works are as long as a long one: it is the silence that counts.
        if not work.what or now - self._quiet < _SILENCE:
            return
        spent = int(now - work.since)
        acte = f"acte {work.acte}, " if work.acte else ""
        text = f"{acte}{work.what}"
        if self.label is not None:
            self.label(_shorten(text, columns - _BAR))
            return
        said = _shorten(f"{text[:1].upper()}{text[1:]}", columns - 12)
        sys.stderr.write(f"{_CLEAR}{said}… {spent} s")
        sys.stderr.flush()
        self._shown = True


def _shorten(text: str, width: int) -> str:
    """A text that a line of the terminal holds: its end says most, a file's name."""
    if len(text) <= width:
        return text
    return f"…{text[1 - width :]}" if width > 1 else ""


LIFE = SignOfLife()
"""That of this process."""
