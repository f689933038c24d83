"""Where a run puts what libraries want as files: whoever waits for it takes it away.

A process of the command ends at once, or is ended: nothing of its own is tidied then.
"""

from __future__ import annotations

import os
from pathlib import Path

_USUAL = "/tmp"  # noqa: S108 - where nothing is said: of a name that nobody foresees
_root: Path | None = None


def name_scratch() -> None:
    """Say where the run that begins has its folders; none is made yet."""
    global _root
    folder = os.environ.get("TMPDIR") or _USUAL
    _root = Path(folder) / f"delib-gen-{os.urandom(8).hex()}"


def make_scratch() -> Path | None:
    """A new folder that goes when the run has ended; none where nobody waits for it."""
    if _root is None:
        return None
    folder = _root / os.urandom(8).hex()
    _root.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir()
    return folder


def clear_scratch() -> None:
    """Take the folders of a run away, which has ended."""
    if _root is not None and _root.is_dir():
        import shutil  # most runs have none

        shutil.rmtree(_root, ignore_errors=True)
