"""Works done side by side, each in a process that can be stopped and is replaced."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, Pipe, wait
from typing import Generic, TypeVar

from delib_gen.machine import guard
from delib_gen.machine.guard import Stopped

W = TypeVar("W")
R = TypeVar("R")


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
        work, _ = self._board.read()
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
