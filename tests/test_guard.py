"""Work that never ends, or takes all memory, ends alone: it is named, and told.

Each runs in a process that is given little time: it is the processor's own count that
ends it, never a clock.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import pytest

from cli_helpers import spread_session, standing_in, write_session
from conftest import EVERYTHING, draw
from delib_gen.machine import workers
from delib_gen.machine.guard import MEMORY, TIME, Stopped, doing
from delib_gen.machine.workers import do_all

_ENDLESS = """
import sys
from delib_gen.machine import guard
from delib_gen.__main__ import main
import {module} as module
def spin(*_, **__):
    {body}
module.{name} = spin
sys.argv[1:] = {arguments}
main()
"""


def run_with(
    module: str, name: str, body: str, *arguments: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    """The command, a function of ours being replaced by one that does harm."""
    text = _ENDLESS.format(
        module=module, name=name, body=body, arguments=list(arguments)
    )
    return subprocess.run(
        [sys.executable, "-c", text],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Path]:
    first = spread_session()
    second = first[first.index("  - numero:") :].replace("23/187", "23/188")
    write_session(tmp_path, first + second)
    with standing_in(tmp_path):
        yield Path("seance.yaml")


SPIN = "while True: pass"
DEEP = "import hashlib; hashlib.pbkdf2_hmac('sha256', b'a', b'b', 2**31 - 1)"
"""It stays in a library, and lets no handler of Python's run."""
FILL = "kept = [bytes(2**22) for _ in range(2**20)]"
ABORT = "import os; os.abort()"


@pytest.mark.parametrize("body", [SPIN, DEEP])
def test_reading_without_end_is_stopped_and_placed(session: Path, body: str) -> None:
    done = run_with(
        *("delib_gen.checking", "load_seance", body, "check", str(session)),
        *("--diagnostics", "json"),
        **{TIME: "1"},
    )

    (found,) = json.loads(done.stdout)["diagnostics"]
    assert done.returncode == 1
    assert (found["code"], found["file"], found["line"]) == ("STR17", str(session), 1)
    assert "la lecture de la séance a pris plus de" in found["message"]
    assert f"{TIME}=" in found["hint"]


ENDS = {
    SPIN: "secondes de processeur",
    DEEP: "secondes de processeur",
    FILL: "plus de 700 Mo de mémoire",
    ABORT: "a fait tomber le logiciel",
}


ENDED = [*zip(ENDS, ("2", "1", "1", "2"), strict=True)]
"""Each end by one process or by two: on CI, by both."""


@pytest.mark.serie(2)
@pytest.mark.parametrize(
    ("body", "jobs"), [*product(ENDS, "12")] if EVERYTHING else ENDED
)
def test_rendering_without_end_is_stopped_and_named(
    session: Path, body: str, jobs: str
) -> None:
    words = ENDS[body]
    done = run_with(
        *("delib_gen.formats.html", "HtmlFormat.audit", body),
        *("render", str(session), "--format", "html", "--only", "deliberation"),
        *("--diagnostics", "json", "--jobs", jobs),
        **{TIME: "1", MEMORY: "700"},
    )

    assert done.returncode == 1, done.stderr
    report, _, _ = done.stderr.partition("\n}")
    found = json.loads(report + "\n}")["diagnostics"]
    stopped = [f for f in found if f["code"] == "STR17"]
    actes = [f["acte"] for f in stopped]
    assert actes == (["23/187 CP", "23/188 CP"] if jobs == "2" else actes[:2])
    assert actes[0] == "23/187 CP"
    assert "« 23-187-CP/deliberation.fr.html »" in stopped[0]["message"]
    assert all(words in f["message"] for f in stopped)
    assert not Path("out").exists()


SIGNAL = "import os; os.kill(os.getpid(), {})"
TIMED_OUT = SIGNAL.format(int(signal.SIGXCPU))
INTERRUPTED = "raise KeyboardInterrupt"
LACKING = "with module.ledger.guard.doing('un essai'): raise MemoryError"
BUG = "raise LookupError"
NOTHING = "rien n'a été écrit"
ALL = "tout était déjà écrit dans « out/2023-12-19-cp »"


@pytest.mark.serie(3)
@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("build", TIMED_OUT, f"arrêté ; le reste n'a pas été vérifié, {NOTHING}"),
        ("build", LACKING, f"arrêté ; le reste n'a pas été vérifié, {NOTHING}"),
        ("build", INTERRUPTED, f"interrompu, {NOTHING}"),
        ("forget_old", ABORT, f"arrêté ; {ALL}"),
        ("forget_old", TIMED_OUT, f"arrêté ; {ALL}"),
        ("forget_old", LACKING, f"arrêté ; {ALL}"),
        ("forget_old", INTERRUPTED, f"interrompu, {ALL}"),
        ("forget_old", BUG, f"(LookupError : ) ; {ALL}."),
        # Between the two moments nobody can tell.
        (
            "put_in_place",
            ABORT,
            "arrêté ; l'écriture de « out/2023-12-19-cp » n'est peut-être pas finie : "
            "relancez",
        ),
    ],
)
def test_last_words_are_true(session: Path, name: str, body: str, words: str) -> None:
    """Whatever ends a run, before and after the new set is in its place."""
    module = "staging" if name == "build" else "write"
    done = run_with(
        *(f"delib_gen.bundle.{module}", name, body),
        *("render", str(session), "--format", "html", "--only", "deliberation"),
    )

    assert Path("out/2023-12-19-cp").is_dir() == (name == "forget_old")
    assert Path("out").exists() == (name == "forget_old")
    told = [line for line in done.stderr.splitlines() if line.startswith("delib-gen :")]
    assert told[-1].endswith(words), done.stderr
    assert len(told) == 1


IN_THE_CHILD = f"if module.ledger.guard._Held.board: {ABORT}"


@pytest.mark.parametrize("name", ["restore_hidden", "recover"])
def test_nothing_is_left_of_what_had_hardly_begun(session: Path, name: str) -> None:
    """The folders are made, without a lock then with one; the new set is not begun."""
    done = run_with(
        *("delib_gen.bundle.staging", name, IN_THE_CHILD),
        *("render", str(session), "-o", "deux/dossiers", "--format", "html"),
    )

    assert f"arrêté ; le reste n'a pas été vérifié, {NOTHING}" in done.stderr
    assert not Path("deux").exists()


def test_nothing_is_left_of_two_sittings(session: Path) -> None:
    """The folder that both are in goes last, whichever of them made it."""
    other = Path("autre.yaml")
    other.write_text(session.read_text().replace("2023-12-19", "2023-12-20"))
    done = run_with(
        *("delib_gen.bundle.staging", "build", ABORT),
        *("render", str(session), str(other), "--format", "html"),
        *("--only", "deliberation"),
    )

    assert f"arrêté ; le reste n'a pas été vérifié, {NOTHING}" in done.stderr
    assert not Path("out").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_stop_that_cannot_be_told_has_last_words(session: Path) -> None:
    text = _ENDLESS.format(
        module="delib_gen.checking",
        name="load_seance",
        body=ABORT,
        arguments=["check", str(session), "--diagnostics", "json"],
    )
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", text],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("disque ; rien n'a été écrit")


def test_who_wants_more_gets_more(session: Path) -> None:
    """A second of work, on any machine, for a work that is given an hour."""
    body = "import time\n    while time.process_time() < 2: pass\n    return []"

    done = run_with(
        *("delib_gen.formats.html", "HtmlFormat.audit", body),
        *("render", str(session), "--format", "html", "--only", "deliberation"),
        **{TIME: "3600"},
    )

    assert done.returncode == 0, done.stderr


def is_running(process: int) -> bool:
    """Whether a process is there, and not merely waited for."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def list_below(process: int) -> list[int]:
    """The processes that a process began, and theirs."""
    below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [p for child in map(int, below) for p in (child, *list_below(child))]


def wait_until(condition: object, tries: int = 600) -> bool:
    """Whether something becomes true; a long while is waited on a busy machine."""
    assert callable(condition)
    for _ in range(tries):
        if condition():
            return True
        time.sleep(0.05)
    return False


@contextmanager
def spinning(session: Path, jobs: str) -> Iterator[subprocess.Popen[str]]:
    """The command, in the midst of works that do not end."""
    text = _ENDLESS.format(
        module="delib_gen.formats.html",
        name="HtmlFormat.audit",
        body=DEEP,
        arguments=[
            *("render", str(session), "--format", "html", "--jobs", jobs),
            *("--only", "deliberation"),
        ],
    )
    process = subprocess.Popen(
        [sys.executable, "-c", text],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wanted = 1 if jobs == "1" else 3
        assert wait_until(lambda: len(list_below(process.pid)) == wanted)
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc here")
@pytest.mark.parametrize(
    ("jobs", "name"), draw(2, ["1", "2"], ["SIGKILL", "SIGTERM", "SIGHUP", "SIGINT"])
)
def test_no_process_outlives_the_command(session: Path, jobs: str, name: str) -> None:
    number = signal.Signals[name]
    with spinning(session, jobs) as command:
        below = list_below(command.pid)

        command.send_signal(number)
        if number == signal.SIGINT:  # what only Python's own code would answer
            os.kill(below[0], signal.SIGKILL)
        status = command.wait(timeout=60)

        assert wait_until(lambda: not any(map(is_running, below)))
        if number != signal.SIGINT:
            assert status == -number
    # Killed, nobody is left to take away what was begun, or to say that it was.
    if number in (signal.SIGKILL, signal.SIGINT):
        assert all(path.name.startswith(".") for path in Path("out").glob("*"))
    else:
        assert not Path("out").exists()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc here")
def test_a_worker_that_lags_keeps_nothing_from_being_taken_away(session: Path) -> None:
    """On a busy machine the workers end after the command that they work for."""
    with spinning(session, "2") as command:
        _, *workers = list_below(command.pid)
        for worker in workers:
            os.kill(worker, signal.SIGSTOP)
        try:
            command.send_signal(signal.SIGHUP)

            assert command.wait(timeout=60) == -signal.SIGHUP
            assert not Path("out").exists()
        finally:
            for worker in workers:
                os.kill(worker, signal.SIGCONT)
        assert wait_until(lambda: not any(map(is_running, workers)))


def _double(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 5:
        raise LookupError("five")
    return 2 * number


@pytest.mark.parametrize(
    ("works", "said", "count"),
    [
        (60, {}, 8),
        (60, {"/sys/fs/cgroup/cpu.max": "150000 100000"}, 2),
        (60, {"/sys/fs/cgroup/cpu.max": "max 100000"}, 8),
        (60, {"/proc/meminfo": "MemTotal: 9 kB\nMemAvailable: 1600000 kB"}, 3),
        (60, {"/proc/meminfo": "MemAvailable: 9 kB"}, 1),
        (
            60,
            {
                "/sys/fs/cgroup/memory.max": "2500000000",
                "/sys/fs/cgroup/memory.current": "500000000",
            },
            4,
        ),
        (60, {"/sys/fs/cgroup/memory.max": "max"}, 8),
        ((60, 1_500_000), {"/proc/meminfo": "MemAvailable: 4000000 kB"}, 2),
        ((60, 4_000), {"/proc/meminfo": "MemAvailable: 4000000 kB"}, 8),
        (1, {}, 1),
        (2, {}, 1),
        (6, {}, 2),
        (0, {}, 1),
    ],
)
def test_processes_are_as_many_as_the_machine_holds(
    monkeypatch: pytest.MonkeyPatch,
    works: int | tuple[int, int],
    said: dict[str, str],
    count: int,
) -> None:
    """A long book takes more than an act."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(8)))
    monkeypatch.setattr(workers, "_read", lambda path: said.get(path, ""))

    given = works if isinstance(works, tuple) else (works,)
    assert workers.count_processes(*given) == count


def test_a_worker_that_ends_is_replaced() -> None:
    done = dict(do_all([1, 2, 3, 4], _double, 2))

    assert isinstance(done.pop(2), Stopped)
    assert done == {0: 2, 1: 4, 3: 8}


def test_a_bug_in_a_worker_is_raised_here() -> None:
    with pytest.raises(LookupError, match="five"):
        list(do_all([1, 5, 2], _double, 2))


def test_nothing_is_bounded_where_nobody_watches() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_CPU)
    with doing("un essai"):
        assert resource.getrlimit(resource.RLIMIT_CPU) == before


def test_what_a_process_has_before_its_work_is_not_held_against_it() -> None:
    """A program that calls us may have taken more addresses than a work is given."""
    told = subprocess.run(
        [sys.executable, "-c", _LARGE],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (told.returncode, told.stdout) == (0, "fait\n"), told.stderr


_LARGE = """
import mmap, resource
room = mmap.mmap(-1, 3_000 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
from delib_gen.machine import guard
guard._MEBIBYTES = 1_000
guard._Held.board = guard.Board()
with guard.doing("un essai"):
    bytearray(50 << 20)
print("fait")
"""
