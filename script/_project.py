"""Running a script with the project's own Python, whichever one was typed."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def use_project_python() -> None:
    """Start again with `.venv`'s Python, if this one lacks the project's libraries.

    Raises:
        SystemExit: if the project was not set up yet.
    """
    if importlib.util.find_spec("docxtpl") is not None:
        return
    python = ROOT / ".venv/bin/python"
    if not python.exists():
        sys.exit("Lancez d'abord script/demo, qui installe le projet dans .venv.")
    os.execv(python, [str(python), *sys.argv])  # noqa: S606 - our own Python
