"""LibreOffice, as another judge of a file."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def convert(folder: Path, form: str, *names: str, lost: str) -> None:
    """Write files of a folder in another form, beside them; skip where it cannot be.

    Args:
        folder: the folder; LibreOffice keeps its profile in it.
        form: the form, as its command line has it.
        names: the names of the files.
        lost: what is not checked where LibreOffice is not installed.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip(f"LibreOffice is not installed: {lost}")
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(folder),
            *(str(folder / name) for name in names),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
