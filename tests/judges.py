"""Programs of others that judge what is produced; a test without one skips, aloud.

Those of Node are pinned in `tests/outils`; `npm install --no-save` there installs them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from delib_gen.pipeline import render_sessions
from delib_gen.request import RenderRequest
from delib_gen.resources import data_dir


class _Silent:
    def start(self, total: int) -> None:
        """A production begins."""

    def advance(self, acte: str) -> None:
        """A file is made."""


TOOLS = Path(__file__).parent / "outils"
_SESSIONS = data_dir().glob("exemples/*/seance.yaml")
EXAMPLES = sorted(session.parent.name for session in _SESSIONS)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def find_program(*names: str) -> str:
    """The path of the first program that is there; skips the test without one."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"needs {names[0]}, which is not installed")
    return found


def need_package(name: str) -> Path:
    """The folder of a package of `tests/outils`; skips the test without it."""
    folder = TOOLS / "node_modules" / name
    if not folder.is_dir():
        pytest.skip(f"needs {name}: run `npm install --no-save` in tests/outils")
    return folder


def ask_node(script: str, files: Iterable[Path], *packages: str) -> dict[str, Any]:
    """What a script of `tests/outils` says of some files, by their paths."""
    for package in packages:
        need_package(package)
    node = find_program("node")
    environment = dict(os.environ)
    if "puppeteer-core" in packages:
        environment["CHROMIUM"] = find_program(*_BROWSERS)
    asked = [node, str(TOOLS / script), *map(str, files)]
    told = subprocess.run(asked, capture_output=True, text=True, env=environment)
    assert told.returncode == 0, told.stderr[-2000:]
    found: dict[str, Any] = json.loads(told.stdout)
    return found


@cache
def make_example(name: str, folder: Path) -> tuple[Path, ...]:
    """The files of an example in all languages: pages, Word files and PDF."""
    request = RenderRequest(folder, ("fr", "co", "fr+co"), ("pdf", "docx", "html"))
    session = data_dir() / "exemples" / name / "seance.yaml"
    (bundle,) = render_sessions([session], request, _Silent()).bundles
    return tuple(sorted(path for path in bundle.folder.rglob("*") if path.is_file()))
