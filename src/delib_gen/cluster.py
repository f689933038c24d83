"""Works done by other machines: those of a Dask cluster that is there already.

What is sent and what comes back is what processes of one machine are sent. Each of the
cluster's must make the same bytes, so it must have what this one has.
"""

from __future__ import annotations

import hashlib
import importlib
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import delib_gen
from delib_gen.bundle.software import describe_software
from delib_gen.findings.told import ToldError
from delib_gen.formats.faces import describe_faces, find_faces
from delib_gen.load.files import list_own_files
from delib_gen.machine.guard import Stopped, Work
from delib_gen.render import Bench
from delib_gen.resources import digest_resources

if TYPE_CHECKING:
    from delib_gen.render import Job, Produced, RenderSpec

_PATIENCE = "10s"
_AHEAD = 3
"""The jobs that are sent, for each that is done at a time: none waits for the next."""
_benches: dict[str, Bench] = {}
_alone = threading.Lock()
"""What sets pages is made for one thread: a worker with several takes turns."""


def describe_means(spec: RenderSpec) -> dict[str, str]:
    """What a machine makes files with; where it is the same, so are the bytes."""
    code = hashlib.sha256()
    for path in sorted(Path(delib_gen.__file__).parent.rglob("*.py")):
        code.update(path.read_bytes())
    faces = describe_faces(find_faces(spec.charte))
    own = hashlib.sha256()
    for file in list_own_files(spec.own):
        own.update(f"{file.relative}\0".encode() + file.content)
    return {
        **describe_software(),
        "delib-gen (code)": code.hexdigest(),
        "données et gabarits": digest_resources(),
        **{name: face["sha256"] for name, face in faces.items()},
        "vos gabarits": own.hexdigest(),
    }


_describe_here = describe_means
"""Of this machine; a test has it say something else."""


def render_there(job: Job, spec: RenderSpec) -> Produced:
    """Render a job on a machine of the cluster."""
    with _alone:
        bench = _benches.setdefault(repr(spec), Bench(spec))
        return bench.render(job)


def do_all(
    jobs: Iterable[Job], spec: RenderSpec, address: str
) -> Iterator[tuple[int, Produced | Stopped]]:
    """Do jobs on a cluster: the rank of each, as it is done, and what it gave.

    Args:
        jobs: what to render; each is made when its turn comes.
        spec: what everything is rendered with.
        address: where the cluster's scheduler is (`tcp://poste:8786`).

    Raises:
        ToldError: if the cluster is not there, or makes other bytes.
    """
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise ToldError(
            "`--cluster` demande la bibliothèque « distributed », qui n'est pas là",
            "installez-la : pip install 'delib-gen[distribue]'",
        ) from error
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ToldError(
            f"aucune grappe Dask ne répond à « {address} »",
            "vérifiez l'adresse, ou démarrez-la : dask scheduler, puis dask worker",
        ) from error
    with client:
        _check_workers(client, spec, address)
        left, sent = enumerate(jobs), dict[Any, tuple[int, Work]]()
        ahead = distributed.as_completed([], loop=client.loop)

        def send(count: int) -> None:
            for rank, job in islice(left, count):
                future = client.submit(render_there, job, spec, pure=False)
                work = Work(f"la production de « {job.folder} »", acte=job.acte)
                sent[future] = rank, work
                ahead.add(future)

        send(_AHEAD * sum(client.nthreads().values()))
        for future in ahead:
            send(1)
            rank, work = sent.pop(future)
            failure = future.exception()
            if isinstance(failure, distributed.KilledWorker):
                yield rank, Stopped(work, signal.SIGKILL)
            elif failure is not None:
                raise failure
            else:
                yield rank, future.result()
            future.release()


def _check_workers(client: Any, spec: RenderSpec, address: str) -> None:  # noqa: ANN401
    """Refuse a cluster of nobody, or one that would make other bytes."""
    told = _ask(client, describe_means, spec)
    if not told:
        raise ToldError(
            f"la grappe « {address} » n'a aucun poste qui travaille",
            "démarrez-en : dask worker, avec l'adresse de la grappe",
        )
    here = _describe_here(spec)
    for worker, there in sorted(told.items()):
        for name in sorted({*here, *there}):
            if here.get(name) != there.get(name):
                raise ToldError(
                    f"le poste « {worker} » de la grappe n'a pas le même « {name} » "
                    "que celui-ci : il ferait d'autres fichiers",
                    "mettez-y les mêmes versions, polices et gabarits, au même endroit",
                )


def _ask(
    client: Any,  # noqa: ANN401
    question: Callable[[RenderSpec], dict[str, str]],
    spec: RenderSpec,
) -> Mapping[str, dict[str, str]]:
    """What each machine of a cluster answers; one that cannot lacks the software."""
    answers = client.run(question, spec, on_error="return")
    return {
        worker: answer if isinstance(answer, dict) else {}
        for worker, answer in answers.items()
    }
