"""Laying out what is left to make of a sitting, on as many processors as there are."""

from __future__ import annotations

import gc
from contextlib import closing
from typing import TYPE_CHECKING

from delib_gen.formats.base import list_formats
from delib_gen.machine.workers import count_processes, do_all
from delib_gen.render import Produced, render_job

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from delib_gen.machine.guard import Stopped
    from delib_gen.preparing import Prepared, Work
    from delib_gen.request import RenderRequest

_WORTH_ONE = 3
"""Of how many works a process one is done first, for all of them."""


def make_all(
    item: Prepared,
    left: dict[int, Work],
    request: RenderRequest,
    end: Callable[[int, Produced], None],
    advance: Callable[[str], None],
) -> None:
    """Make some works.

    Args:
        item: what they are made with.
        left: the works, by their ranks.
        request: how many processes, or where else.
        end: told of each work that is done, by its rank, and of what it gave.
        advance: told of each file, by its act.

    Raises:
        ToldError: if the cluster that is asked for cannot do it.
    """
    left = {**left}
    signs = max((work.signs for work in left.values()), default=0)
    jobs = request.jobs or count_processes(len(left), signs)

    def make_here(rank: int) -> None:
        work = left.pop(rank)
        job = work.job
        end(rank, render_job(job, item.tools[job.langue], advance))
        if not work.acte:
            gc.collect()  # a book's pages refer to each other, and are many

    if not request.cluster and 1 < jobs * _WORTH_ONE < len(left):
        # What it compiles, loads and reads, the processes have from the start.
        make_here(min(left, key=lambda rank: left[rank].signs))
    if left and (request.cluster or (jobs > 1 and len(left) > 1)):
        from delib_gen.findings.stopped import make_finding

        ranks, works = list(left), list(left.values())
        # Where what was made cannot be taken, the processes are stopped at once.
        with closing(_do_apart(works, item, jobs, request)) as results:
            for place, made in results:
                if not isinstance(made, Produced):
                    made = Produced((), (make_finding(made),))
                end(ranks[place], made)
                for _ in range(works[place].count):
                    advance(works[place].acte)
        return
    for rank in list(left):
        make_here(rank)


def _do_apart(
    works: Sequence[Work], item: Prepared, jobs: int, request: RenderRequest
) -> Generator[tuple[int, Produced | Stopped]]:
    """Do works in other processes, of this machine or of others."""
    if request.cluster:
        from delib_gen.cluster import do_all as do_all_there

        yield from do_all_there((w.job for w in works), item.spec, request.cluster)
        return
    for name in request.formats:
        list_formats()[name]  # what is imported here, a forked process has

    def make(rank: int) -> Produced:
        job = works[rank].job
        return render_job(job, item.tools[job.langue])

    # Views are made where they are laid out: no process is sent more than a rank.
    yield from do_all(range(len(works)), make, jobs)
