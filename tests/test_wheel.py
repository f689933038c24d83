"""The wheel carries all that the command needs, and works on its own."""

from __future__ import annotations

import importlib.util
import os
import site
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT
from delib_gen.formats.base import RenderTools, list_formats
from delib_gen.view.base import View
from format_helpers import render_piece

pytestmark = pytest.mark.wheel

EXAMPLE = "_ressources/data/exemples/2023-12-19-cp/seance.yaml"
ACT = "2023-12-19-cp/23-186-CP"
UNREACHABLE = ("hatchling", "Connection", "resolve", "network", "index", "timed out")


def run(
    *words: str | Path, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program without anything of this tree in its environment."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return subprocess.run(
        [str(word) for word in words],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env=kept,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree; skips where pip cannot have its builder."""
    folder = tmp_path_factory.mktemp("roue")
    there = importlib.util.find_spec("hatchling") is not None
    done = run(
        *(sys.executable, "-m", "pip", "wheel", ROOT, "--no-deps", "-w", folder),
        *(["--no-build-isolation"] if there else []),
    )
    if done.returncode and not there and any(w in done.stderr for w in UNREACHABLE):
        pytest.skip("pip cannot reach hatchling, which builds the wheel")
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("delib_gen-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an environment with the wheel, and this one's libraries."""
    folder = tmp_path_factory.mktemp("poste") / "env"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    done = run(
        *(sys.executable, "-m", "pip", "--python", python, "install"),
        *("--no-deps", "--no-index", wheel),
    )
    assert done.returncode == 0, done.stderr
    libraries = {*site.getsitepackages(), sysconfig.get_path("purelib")}
    inside = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    package_folder = Path(inside.stdout.strip())
    lines = "\n".join(sorted(libraries))
    (package_folder / "bibliotheques.pth").write_text(lines, encoding="utf-8")
    return folder


def list_shipped(folder: str) -> set[str]:
    """The files of this tree that the wheel is to carry."""
    return {
        f"delib_gen/_ressources/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }


def test_wheel_carries_the_code_the_templates_and_the_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())

    shipped = list_shipped("templates") | list_shipped("data")
    assert len(shipped) > 15
    assert shipped <= names
    assert {
        f"delib_gen/{path.relative_to(ROOT / 'src' / 'delib_gen').as_posix()}"
        for path in (ROOT / "src" / "delib_gen").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    } <= names
    others = {name for name in names if not name.startswith("delib_gen/")}
    assert all(".dist-info/" in name for name in others)
    assert any(name.endswith("licenses/LICENSE") for name in others)


def test_wheel_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        metadata = archive.read(name).decode()
        (name,) = (n for n in archive.namelist() if n.endswith("entry_points.txt"))
        commands = archive.read(name).decode()

    assert "Name: delib-gen\n" in metadata
    assert "License-Expression: Apache-2.0\n" in metadata
    assert "delib-gen = delib_gen.__main__:main" in commands


def test_installed_wheel_checks_and_renders_its_own_example(
    installed: Path, tmp_path: Path, views: tuple[View, ...], tools: RenderTools
) -> None:
    python, command = (installed / "bin" / name for name in ("python", "delib-gen"))
    found = run(python, "-c", "import delib_gen; print(delib_gen.__file__)").stdout
    package = Path(found.strip()).parent
    assert package.is_relative_to(installed)

    checked = run(command, "check", package / EXAMPLE, cwd=tmp_path)
    rendered = run(
        *(command, "render", package / EXAMPLE, "--format", "pdf,docx"), cwd=tmp_path
    )

    assert checked.returncode == 0, checked.stderr
    assert "23/186 CP : adopté à l'unanimité" in checked.stdout
    assert rendered.returncode == 0, rendered.stderr
    assert "Traceback" not in rendered.stderr
    assert len(rendered.stdout.split()) == 10
    for name, fmt in list_formats().items():
        if name != "html":
            here = render_piece(fmt, views[0], tools)
            assert here is not None
            there = tmp_path / "out" / ACT / f"deliberation.fr{fmt.suffix}"
            assert there.read_bytes() == here.content
