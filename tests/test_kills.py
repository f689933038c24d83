"""Whatever stops a rendering, its folder holds one run's files, whole.

Each kill is of a real command over an output that is there, and the next run ends it.
The steps of the writing are tried one by one in `test_bundle`.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from cli_helpers import call, read_tree, spread_session, standing_in, write_session
from conftest import number_series
from test_guard import list_below

FEW, MORE = 8, 30
ACTES, SITTING = 4, "2023-12-19-cp"
NEW, LOCK = f".{SITTING}.nouveau", f".{SITTING}.verrou"
OPTIONS = ("--format", "html")
Tree = dict[str, bytes]


def write_version(folder: Path, word: str) -> None:
    """A sitting of some acts, each of which says a word."""
    text = spread_session(titre=f"{{fr: {word}, co: {word}}}")
    acte = text.split("actes:\n")[1]
    more = (acte.replace("23/187", f"23/{188 + n}") for n in range(ACTES - 1))
    write_session(folder, text + "".join(more))


def make_command(*options: str) -> list[str]:
    """A rendering of the session that is there."""
    command = (sys.executable, "-m", "delib_gen", "render", "seance.yaml")
    return [*command, *OPTIONS, *options]


def start(*options: str, most: int = resource.RLIM_INFINITY) -> subprocess.Popen[str]:
    """A rendering, in a group of processes of its own.

    Args:
        options: its options.
        most: the bytes of the largest file that it may write.
    """
    return subprocess.Popen(
        make_command(*options),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tree]:
    """What each version gives, where nothing stops it."""
    trees: dict[str, Tree] = {}
    for word in ("UN", "DEUX"):
        folder = tmp_path_factory.mktemp(word)
        write_version(folder, word)
        with standing_in(folder):
            assert call("render", "seance.yaml", *OPTIONS).status == 0
        trees[word] = read_tree(folder / "out")
    assert trees["UN"].keys() == trees["DEUX"].keys()
    return trees


@pytest.fixture
def folder(tmp_path: Path, wanted: dict[str, Tree]) -> Iterator[Path]:
    """A folder with the first version, rendered."""
    write_version(tmp_path, "UN")
    for name, content in wanted["UN"].items():
        path = tmp_path / "out" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with standing_in(tmp_path):
        yield tmp_path


def see(out: Path) -> Tree:
    """What somebody sees in a folder: names that begin with a dot are nobody's."""
    return {n: c for n, c in read_tree(out).items() if not n.startswith(".")}


def kill(process: subprocess.Popen[str]) -> None:
    """Stop a command and all its processes at once, for good."""
    with suppress(ProcessLookupError):  # it had just ended
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def wait_for(process: subprocess.Popen[str], condition: Callable[[], bool]) -> float:
    """Wait until something becomes so, or a command ends; how long that took."""
    begun = time.monotonic()
    while process.poll() is None and not condition():
        time.sleep(0.0002)
    return time.monotonic() - begun


def measure(out: Path) -> tuple[float, float]:
    """How long a rendering takes here, and how long it writes, in seconds."""
    process = start("--magasin", "non")
    before = wait_for(process, (out / NEW).exists)
    writing = wait_for(process, lambda: not (out / NEW).exists())
    after = wait_for(process, lambda: False)
    assert process.returncode == 0
    return before + writing + after, writing


def test_killed_at_any_moment(
    folder: Path, wanted: dict[str, Tree], request: pytest.FixtureRequest
) -> None:
    """Never torn, never mixed; the next run finishes, and says what it found."""
    numbers = number_series(request.config, FEW, MORE)
    write_version(folder, "DEUX")
    usual, writing = measure(folder / "out")
    there, killed, left = "DEUX", 0, 0
    for number in numbers:
        chance = random.Random(number)  # noqa: S311
        other = "DEUX" if there == "UN" else "UN"
        write_version(folder, other)
        store = chance.choice(("non", "magasin"))
        process = start("--jobs", chance.choice("12"), "--magasin", store)
        if number % 2:
            time.sleep(chance.uniform(0, usual))
        else:  # while it writes
            wait_for(process, (folder / "out" / NEW).exists)
            time.sleep(chance.uniform(0, writing))
        killed += process.poll() is None
        kill(process)
        seen = see(folder / "out")
        assert seen in (wanted["UN"], wanted["DEUX"]), f"kill {number}: torn or mixed"

        left += (torn := (folder / "out" / NEW).exists())
        again = call("render", "seance.yaml", *OPTIONS, "--magasin", store)
        assert again.status == 0, again.err
        assert ("a été interrompue" in again.err) == torn, f"kill {number}"
        assert read_tree(folder / "out") == wanted[other], f"kill {number}: not mended"
        there = other
    print(f"{len(numbers)} essais, {killed} arrêtés, {left} pendant l'écriture")  # noqa: T201
    assert killed >= len(numbers) // 2
    assert left >= len(numbers) // 8


@pytest.mark.serie(3)
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc here")
@pytest.mark.parametrize("seed", range(3))
def test_worker_that_dies(folder: Path, wanted: dict[str, Tree], seed: int) -> None:
    """It is named, and nothing is written; or it had no more work."""
    write_version(folder, "DEUX")
    process = start("--jobs", "2", "--magasin", "magasin")
    below: list[int] = []
    while len(below) < 3 and process.poll() is None:
        below = list_below(process.pid)
    time.sleep(0.1 * seed)
    with suppress(ProcessLookupError):  # it has just ended
        os.kill(below[-1], signal.SIGKILL)
    _, said = process.communicate()

    version = "DEUX" if process.returncode == 0 else "UN"
    assert process.returncode == 0 or "erreur[STR17]" in said, said
    assert read_tree(folder / "out") == wanted[version]
    again = call("render", "seance.yaml", *OPTIONS, "--magasin", "magasin")
    assert again.status == 0, again.err
    assert read_tree(folder / "out") == wanted["DEUX"]


def test_two_runs_at_once(folder: Path, wanted: dict[str, Tree]) -> None:
    """One waits for nobody: it is refused, or comes after the other."""
    write_version(folder, "DEUX")
    runs = [start("--magasin", "magasin") for _ in range(3)]
    said = [(run.communicate()[1], run.returncode) for run in runs]

    assert any(status == 0 for _, status in said), said
    for text, status in said:
        told = "une autre production écrit" in text or "a changé pendant" in text
        assert status == 0 or told, text
    assert read_tree(folder / "out") == wanted["DEUX"]


@pytest.mark.serie(3)
@pytest.mark.parametrize("most", [0, 100, 5_000])
def test_disk_that_takes_no_large_file(
    folder: Path, wanted: dict[str, Tree], most: int
) -> None:
    """Nothing is written, and why is said in French."""
    write_version(folder, "DEUX")
    process = start("--magasin", "non", most=most)
    _, said = process.communicate()

    assert process.returncode == 1, said
    assert "ce support ne prend pas de fichier si grand" in said
    assert read_tree(folder / "out") == wanted["UN"]
    assert call("render", "seance.yaml", *OPTIONS).status == 0
    assert read_tree(folder / "out") == wanted["DEUX"]


def render_on_small_disk(
    folder: Path, size: int, *options: str
) -> subprocess.CompletedProcess[str]:
    """Render where a folder is on a disk of so many bytes, with what was in it.

    That disk is there for this command alone; `.apres` beside has what it held then.
    """
    script = (
        'cp -r "$1" "$1.avant" && mount -t tmpfs -o "size=$2" tmpfs "$1" || exit 77; '
        'cp -r "$1.avant/." "$1" || exit 77; disk=$1; shift 2; "$@"; status=$?; '
        'cp -r "$disk/." "$disk.apres"; exit $status'
    )
    apart = shutil.which("unshare")
    if apart is None:
        pytest.skip("no `unshare` here: a small disk cannot be mounted")
    folder.with_name(f"{folder.name}.apres").mkdir()
    done = subprocess.run(
        [
            *(apart, "-rm", "sh", "-c", script, "sh", str(folder), str(size)),
            *make_command(*options),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        pytest.skip(f"this account may mount no disk: {done.stderr}")
    return done


@pytest.mark.serie(3)
@pytest.mark.parametrize("room", [0.1, 0.5, 0.8])
def test_full_disk(folder: Path, wanted: dict[str, Tree], room: float) -> None:
    """What was there stays, to the byte, and nothing beside it takes its room."""
    write_version(folder, "DEUX")
    blocks = sum(-(-len(content) // 4096) for content in wanted["UN"].values())
    size = int(4096 * (blocks * (1 + room) + 2))
    done = render_on_small_disk(folder / "out", size)

    assert done.returncode == 1, done.stderr
    assert "il n'y a plus de place sur le disque" in done.stderr
    assert read_tree(folder / "out.apres") == wanted["UN"]


def test_store_on_a_full_disk(folder: Path, wanted: dict[str, Tree]) -> None:
    """The documents are made all the same."""
    write_version(folder, "DEUX")
    (folder / "magasin").mkdir()
    done = render_on_small_disk(folder / "magasin", 40_000, "--magasin", "magasin")

    assert done.returncode == 0, done.stderr
    assert "rien n'est gardé dans le magasin « magasin » : il n'y a plus" in done.stderr
    assert not [p for p in (folder / "magasin.apres").iterdir() if p.name[0] == "."]
    assert read_tree(folder / "out") == wanted["DEUX"]
