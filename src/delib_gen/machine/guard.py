"""Work in a process that can be stopped: held in time and memory, and gone with us.

The command runs in a child of its own, which says what it is about on a board that
both see. A library that never comes back, or that ends the process, ends the child
alone: its parent says which work that was. Time is the processor's, so that a slow or
a busy machine refuses nothing, and begins anew with each work.
"""

from __future__ import annotations

import fcntl
import json
import mmap
import os
import resource
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

TIME, MEMORY = "DELIB_GEN_TEMPS", "DELIB_GEN_MEMOIRE"
"""What a user may set: seconds for each work, mebibytes for the process."""
_SECONDS, _MEBIBYTES, _MEBI = 120, 4_000, 1 << 20
_SIGNS_PER_SECOND = 1_000
"""What each second more is given for: a page has 3,000, and takes a third of one."""
BYTES_FOR_A_SIGN = 50
"""Of a picture or a PDF, how many bytes take as long as a sign of a text."""
_BOARD = _MEBI
_PASSED_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


Begun = Sequence[Sequence[str]]
"""Folders beside which something is made, each with those that were made for it."""


class Work(NamedTuple):
    """What is being done.

    Attributes:
        what: in French, as a sentence begins: `la lecture de « plan.pdf »`.
        file: the file that it is for, as findings show it; empty where it has none.
        acte: the number of the act; empty where it has none.
        seconds: the processor's time that it was given.
        since: when it began, by a clock that only goes on.
    """

    what: str = ""
    file: str = ""
    acte: str = ""
    seconds: int = 0
    since: float = 0.0


class Stopped(NamedTuple):
    """A process that did not come to its end.

    Attributes:
        work: what it was about.
        number: the signal that ended it.
        begun: what it had begun on the disk.
    """

    work: Work
    number: int
    begun: Begun = ()

    @property
    def asked(self) -> bool:
        """Whether somebody had asked for it."""
        return self.number in _PASSED_ON

    @property
    def message(self) -> str:
        """What happened, in French."""
        if self.number == signal.SIGXCPU:
            why = f"a pris plus de {self.work.seconds} secondes de processeur"
        else:
            most = f"plus de {find_memory()} Mo de mémoire"
            why = f"a demandé {most}, ou a fait tomber le logiciel"
        return f"{self.work.what or 'cette commande'} {why}"

    @property
    def hint(self) -> str:
        """What to do, in French."""
        name, value = MEMORY, 2 * find_memory()
        if self.number == signal.SIGXCPU:
            name, value = TIME, 10 * max(self.work.seconds, find_seconds())
        return (
            "allégez ou partagez cette pièce ; si elle est bien celle que vous voulez, "
            f"faites précéder la commande de {name}={value}"
        )


class OutOfMemoryError(Exception):
    """A work asked for more memory than it may have.

    Attributes:
        stopped: the work, as if its process had ended.
    """

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.stopped = Stopped(work, signal.SIGSEGV)


class Board:
    """A piece of memory that a process and its children see."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _BOARD)

    def write(self, *said: Work | str | Begun) -> None:
        """Say what is being done, what was done to the disk, and what was begun."""
        text = json.dumps(said).encode()[: _BOARD - 1]
        self._memory[: len(text) + 1] = text + b"\n"

    def read(self) -> tuple[Work, str, Begun]:
        """What was said last."""
        try:
            work, written, begun = json.loads(self._memory[:].partition(b"\n")[0])
        except ValueError:  # nothing was said, or more than it holds
            return Work(), "", []
        return Work(*work), written, begun


class _Held:
    """What this process is about, and the board where it says so, if it is watched."""

    board: Board | None = None
    work = Work()
    written = ""
    begun: Begun = ()


def be_watched(board: Board) -> None:
    """Say on a board, from now on, what this process does, and hold it to bounds."""
    _limit(resource.RLIMIT_CORE, 0)
    _Held.board = board


def note_written(words: str, begun: Begun) -> None:
    """Say what was done to the disk, for the last words, and what was only begun."""
    _Held.written, _Held.begun = words, begun
    if _Held.board is not None:
        _Held.board.write(_Held.work, words, begun)


def tell_written(nothing: str = "rien n'a été écrit") -> str:
    """What this process, or the one that it watched, has done to the disk for good.

    Args:
        nothing: what is said where it has done nothing.
    """
    return _Held.written or nothing


def current() -> Work:
    """What this process is about."""
    return _Held.work


@contextmanager
def doing(what: str, file: str = "", acte: str = "", signs: int = 0) -> Iterator[None]:
    """Say what is being done, and bound the time and the memory that it takes.

    Without anybody who watches, it is said and no more.

    Args:
        what: as a sentence begins, in French.
        file: the file that it is for; that of the work around it where not given.
        acte: the number of the act, in the same way.
        signs: how large it is: it is given more time for that.

    Raises:
        OutOfMemoryError: if it lacked memory.
    """
    around, seconds = _Held.work, find_seconds() + signs // _SIGNS_PER_SECOND
    file, acte = file or around.file, acte or around.acte
    _begin(work := Work(what, file, acte, seconds, time.monotonic()))
    try:
        yield
    except MemoryError as error:
        raise OutOfMemoryError(work) from error
    finally:
        _begin(around)


def _begin(work: Work) -> None:
    _Held.work = work
    if _Held.board is None:
        return
    _Held.board.write(work, _Held.written, _Held.begun)
    seconds = memory = resource.RLIM_INFINITY
    if work.what:
        seconds = int(time.process_time()) + 1 + work.seconds
        memory = _measure_first(os.getpid()) + find_memory() * _MEBI
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_AS, memory)


@cache
def _measure_first(_process: int) -> int:
    """The addresses, in bytes, that this process had when its first work began.

    Whoever calls us from a program of his own may have a large one around us.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):  # no such file outside Linux
        return 0
    return pages * resource.getpagesize()


def _limit(kind: int, most: int) -> None:
    """Bound what this process takes, by what it may raise again."""
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = hard if most == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, hard))


def find_seconds() -> int:
    """The processor's time that a work is given, whatever its size."""
    return _read_number(TIME, _SECONDS)


def find_memory() -> int:
    """The mebibytes that a process may take."""
    return _read_number(MEMORY, _MEBIBYTES)


def _read_number(name: str, usual: int) -> int:
    text = os.environ.get(name, "")
    return int(text) if text.isdecimal() and 0 < int(text) < 10**9 else usual


def supervise(run: Callable[[], int]) -> int | Stopped:
    """What a run gives, in a process of its own that is stopped where it must be.

    Signals are passed on to it; and it never outlives this process.

    Args:
        run: gives an exit status.
    """
    if not hasattr(signal, "sigwaitinfo"):
        return run()
    waited = {*_PASSED_ON, signal.SIGCHLD}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, waited)
    board = Board()
    child, tie = fork_tied()
    if child == 0:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        be_watched(board)
        return run()
    status = _wait(child, waited)
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    os.close(tie)
    if os.WIFEXITED(status):
        return os.WEXITSTATUS(status)
    work, _Held.written, begun = board.read()
    return Stopped(work, os.WTERMSIG(status), begun)


def _wait(child: int, waited: set[signal.Signals]) -> int:
    """The status of a child that has ended."""
    while True:
        said = signal.sigwaitinfo(waited)
        if said.si_signo == signal.SIGCHLD:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return status
        elif said.si_code <= 0:
            # Somebody's own; what a terminal sends, the child was sent as well.
            os.kill(child, said.si_signo)


def fork_tied() -> tuple[int, int]:
    """Fork; the child ends when this process does, however that may be.

    A pipe ties them: when its other end goes, the system sends the child a signal
    that nobody handles, be it in the midst of a library.

    Returns:
        The child (0 in the child itself), and the end to close once it has ended.
    """
    tie, held = os.pipe()
    parent, child = os.getpid(), os.fork()
    if child:
        os.close(tie)
        return child, held
    os.close(held)
    fcntl.fcntl(tie, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(tie, fcntl.F_GETFL)
    fcntl.fcntl(tie, fcntl.F_SETFL, flags | os.O_ASYNC)
    if os.getppid() != parent:
        os._exit(1)
    return 0, tie
