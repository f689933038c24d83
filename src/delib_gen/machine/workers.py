"""Works done side by side, each in a process that can be stopped and is replaced."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import Generic, TypeVar

from delib_gen.machine import guard
from delib_gen.machine.guard import Stopped

W = TypeVar("W")
R = TypeVar("R")
_WORKS_WORTH_A_PROCESS = 3
"""A process spends as much as on some works before it has done its first one."""
_BYTES_OF_A_PROCESS = 500_000_000
_BYTES_FOR_A_SIGN = 900
"""What one takes while it lays out a dossier of some two hundred pages, and for each
sign of a longer book."""


class _Worker(Generic[W, R]):
    """A process that does one work after the other."""

    def __init__(self, do: Callable[[W], R], others: Sequence[_Worker[W, R]]) -> None:
        self.rank = -1
        self._board = guard.Board()
        self.link, link = Pipe()
        self._child, self._tie = guard.fork_tied()
        if self._child == 0:
            # The ends of the others' ties, kept here, would keep them when we go.
            for other in others:
                os.close(other._tie)
                other.link.close()
            self.link.close()
            guard.be_watched(self._board)
            _serve(link, do)
        link.close()

    def begin(self, rank: int, work: W) -> None:
        """Give it a work."""
        self.rank = rank
        # One that has just died is told of when its answer is read: let through, this
        # would pass for a reader of ours that had gone, which is no fault at all.
        with suppress(ConnectionError):
            self.link.send(work)

    def end(self, *, now: bool = False) -> int:
        """Let it go, or stop it; the status that it ended with."""
        if now:
            os.kill(self._child, signal.SIGKILL)
        self.link.close()
        _, status = os.waitpid(self._child, 0)
        os.close(self._tie)
        return status

    def find_end(self) -> Stopped:
        """What it was about when it was stopped."""
        status = self.end()
        number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else signal.SIGKILL
        work, *_ = self._board.read()
        return Stopped(work, number)


def _serve(link: Connection, do: Callable[[W], R]) -> None:
    """Do the works that come, until none does."""
    try:
        while True:
            try:
                link.send((do(link.recv()), None))
            except EOFError:
                break
            except Exception as error:  # a bug of ours: told where it can be
                link.send((None, error))
    finally:
        os._exit(0)


def count_processes(works: int, signs: int = 0) -> int:
    """How many processes are of use for some works, by default.

    As many as there are processors, where the memory that is free holds them; and each
    has some works to do, since it begins by compiling and reading what they share.

    Args:
        works: how many works.
        signs: those of the longest one.
    """
    most = [_count_processors(), works // _WORKS_WORTH_A_PROCESS]
    if (free := _measure_free()) is not None:
        most.append(free // (_BYTES_OF_A_PROCESS + signs * _BYTES_FOR_A_SIGN))
    return max(1, min(most))


def _count_processors() -> int:
    """Those that this process may use, by the system and by the container it is in."""
    try:
        count = len(os.sched_getaffinity(0))
    except AttributeError:  # outside Linux
        count = os.cpu_count() or 1
    quota, _, period = _read("/sys/fs/cgroup/cpu.max").partition(" ")
    if quota.isdecimal() and period.isdecimal():
        count = min(count, -(-int(quota) // int(period)))
    return count


def _measure_free() -> int | None:
    """The bytes of memory that are free; None where that cannot be known."""
    free = [
        int(line.split()[1]) * 1024
        for line in _read("/proc/meminfo").splitlines()
        if line.startswith("MemAvailable:")
    ]
    most, now = (_read(f"/sys/fs/cgroup/memory.{n}") for n in ("max", "current"))
    if most.isdecimal() and now.isdecimal():
        free.append(int(most) - int(now))
    return min(free, default=None)


def _read(path: str) -> str:
    """What the system says in a file; nothing where it has none."""
    try:
        return Path(path).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def do_all(
    works: Sequence[W], do: Callable[[W], R], processes: int
) -> Iterator[tuple[int, R | Stopped]]:
    """Do works side by side: the rank of each, as it is done, and what it gave.

    Args:
        works: plain data.
        do: what does one; it may keep things from one work to the next.
        processes: how many at a time.
    """
    left, workers = list(enumerate(works))[::-1], list[_Worker[W, R]]()
    try:
        while left or workers:
            while left and len(workers) < processes:
                workers.append(_Worker(do, workers))
                workers[-1].begin(*left.pop())
            ready = wait([worker.link for worker in workers])
            for worker in [w for w in workers if w.link in ready]:
                rank = worker.rank
                try:
                    result, error = worker.link.recv()
                except (EOFError, ConnectionError):
                    workers.remove(worker)
                    yield rank, worker.find_end()
                    continue
                if error is not None:
                    raise error
                if left:
                    worker.begin(*left.pop())
                else:
                    workers.remove(worker)
                    worker.end()
                yield rank, result
    finally:
        for worker in workers:
            worker.end(now=True)
