"""`watch`: what a saved change touches is made again, until somebody has enough."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cli_helpers import call, read_tree, spread_session, write_session
from conftest import ROOT
from delib_gen.machine.watching import list_below, look, wait_for_change

WAITING = "en attente d'un enregistrement"
PATIENCE = 90
ACTE = spread_session().split("actes:\n")[1]


class Watch:
    """A `watch` that runs, and what it says."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.log = folder / "log.txt"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "delib_gen", "watch", "seance.yaml"),
                    *("--format", "html", "--magasin", "magasin", *options),
                ],
                cwd=folder,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.said = ""

    def read(self) -> str:
        """What it says until it waits."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            text = self.log.read_text(encoding="utf-8").removeprefix(self.said)
            if WAITING in text:
                self.said += text
                return text
            time.sleep(0.05)
        raise AssertionError(self.log.read_text(encoding="utf-8"))

    def end(self) -> int:
        """Stop it as Ctrl-C does; the status."""
        os.kill(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def watching(folder: Path, *options: str) -> Iterator[Watch]:
    """A `watch` that does not outlive the test."""
    watch = Watch(folder, *options)
    try:
        yield watch
    finally:
        if watch.process.poll() is None:
            os.killpg(watch.process.pid, signal.SIGKILL)
            watch.process.wait()


def test_each_saved_change_is_rendered(tmp_path: Path) -> None:
    text = spread_session() + ACTE.replace("23/187", "23/188")
    path = write_session(tmp_path, text)
    with watching(tmp_path) as watch:
        assert "23-187-CP/deliberation.fr.html" in watch.read()

        write_session(tmp_path, text.replace("UN EXEMPLE", "DEUX EXEMPLES", 1))
        said = watch.read()
        assert "« seance.yaml » : enregistré" in said
        assert "23-187-CP/deliberation.fr.html" in said
        assert "23-188-CP" not in said, "the other act has not changed"

        write_session(tmp_path, text.replace("organe:", "organne:"))
        said = watch.read()
        assert "erreur[STR01]" in said
        assert "rien n'a été écrit" in said

        path.unlink()
        assert "ce fichier n'existe pas" in watch.read()

        write_session(tmp_path, text)
        watch.read()
        assert watch.end() == 0
    assert watch.log.read_text(encoding="utf-8").endswith("surveillance terminée\n")
    there = read_tree(tmp_path / "out")
    call("render", path, "--format", "html", "-o", tmp_path / "sans")
    assert there == read_tree(tmp_path / "sans")


def test_whatever_the_session_names_is_watched(tmp_path: Path) -> None:
    """An act in a file of its own, a template, a file that is still to come."""
    folder = tmp_path / "seance"
    (folder / "actes").mkdir(parents=True)
    gabarits = tmp_path / "gabarits"
    gabarits.mkdir()
    style = (ROOT / "templates/fr/acte.css").read_text(encoding="utf-8")
    (gabarits / "acte.css").write_text(style, encoding="utf-8")
    head = spread_session().split("actes:\n")[0]
    (folder / "seance.yaml").write_text(f"{head}actes: [actes/un.yaml]\n")
    text = "\n".join(line[4:] for line in ACTE.splitlines()) + "\n"
    with watching(folder, "--templates", "../gabarits") as watch:
        assert "ce fichier n'existe pas" in watch.read()

        (folder / "actes/un.yaml").write_text(text, encoding="utf-8")
        assert "deliberation.fr.html" in watch.read()

        (gabarits / "acte.css").write_text(f"{style}\np {{ color: navy }}")
        said = watch.read()
        assert "acte.css » : enregistré" in said
        assert "deliberation.fr.html" in said
        (folder / ".un.yaml.swp").write_bytes(b"x")
        (folder / "notes.txt").write_bytes(b"x")
        (folder / "actes/un.yaml").write_text(text.replace("UN EX", "1 EX"))
        assert "« actes/un.yaml » : enregistré" in watch.read()


def test_options_are_those_of_render(tmp_path: Path) -> None:
    write_session(tmp_path, spread_session())
    result = call("watch", tmp_path / "seance.yaml", "--jobs", "beaucoup")
    assert (result.status, result.out) == (2, "")
    assert "un nombre de 1 à 64 est attendu" in result.err
    assert call("watch").status == 2
    assert "OPTIONS DE RENDER" in call("watch", "--help").out


@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL"])
def test_nothing_outlives_it(tmp_path: Path, name: str) -> None:
    write_session(tmp_path, spread_session())
    with watching(tmp_path) as watch:
        watch.read()
        os.kill(watch.process.pid, getattr(signal, name))
        watch.process.wait(PATIENCE)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                os.killpg(watch.process.pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.05)
        raise AssertionError("a process is left")


def test_a_change_is_told_once_files_are_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = iter([1, 1, 2, 3, 3, 4])
    monkeypatch.setattr("time.sleep", lambda _: None)

    def find() -> dict[str, tuple[int, int, int]]:
        return {"a": (next(looks), 0, 0), "b": (0, 0, 0)}

    before = {"a": (1, 0, 0), "b": (0, 0, 0)}
    assert wait_for_change(before, find) == ["a"]
    assert next(looks) == 4


def test_files_that_somebody_types_are_looked_at(tmp_path: Path) -> None:
    for name in (
        "a.yaml",
        ".a.yaml",
        "~$a.xlsx",
        "b.md~",
        "b/c.MD",
        "out/d.pdf",
        "e.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    found = list_below(tmp_path, (".yaml", ".md", ".pdf"), [tmp_path / "out"])

    assert [p.relative_to(tmp_path).as_posix() for p in found] == ["a.yaml", "b/c.MD"]
    assert set(look([*found, tmp_path / "nulle part"])) == set(map(str, found))
