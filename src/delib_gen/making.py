"""Laying out what is left to make of a sitting, on as many processors as there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.formats.base import list_formats
from delib_gen.machine.workers import count_processes, do_all
from delib_gen.render import Bench, Produced, count_files, render_job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from delib_gen.keeping import Keeper
    from delib_gen.machine.guard import Stopped
    from delib_gen.preparing import Prepared
    from delib_gen.render import Job, RenderSpec
    from delib_gen.request import RenderRequest


def make_all(
    item: Prepared,
    request: RenderRequest,
    keeper: Keeper,
    advance: Callable[[str], None],
) -> list[Produced]:
    """What is made of each work of a sitting, in their order; what is kept is taken.

    Args:
        item: the works.
        request: how many processes, or where else.
        keeper: keeps what is made.
        advance: told of each file, by its act.

    Raises:
        ClusterError: if the cluster that is asked for cannot do it.
    """
    results = {
        rank: Produced(work.kept.files, work.kept.findings)
        for rank, work in enumerate(item.works)
        if work.kept
    }
    left = {r: work for r, work in enumerate(item.works) if not work.kept}

    def end(rank: int, made: Produced) -> None:
        results[rank] = made
        keeper.keep_work(left[rank], made)

    jobs = request.jobs or count_processes(len(left))
    if request.cluster or (jobs > 1 and len(left) > 1):
        from delib_gen.findings.stopped import make_finding

        ranks, works = list(left), [work.job for work in left.values()]
        for place, made in _do_apart(works, item.spec, jobs, request.cluster):
            if not isinstance(made, Produced):
                made = Produced((), (make_finding(made),))
            end(ranks[place], made)
            for _ in range(count_files(works[place])):
                advance(works[place].acte)
    else:
        for rank, work in left.items():
            end(rank, render_job(work.job, item.tools[work.job.langue], advance))
    return [results[rank] for rank in sorted(results)]


def _do_apart(
    works: Sequence[Job], spec: RenderSpec, jobs: int, cluster: str
) -> Iterator[tuple[int, Produced | Stopped]]:
    """Do works in other processes, of this machine or of others."""
    if not works:
        return iter(())
    if cluster:
        from delib_gen.cluster import do_all as do_all_there

        return do_all_there(works, spec, cluster)
    for name in {name for job in works for name in job.formats}:
        list_formats()[name]  # what is imported here, a forked process has
    return do_all(works, Bench(spec).render, jobs)
