"""Where the shipped data and templates are; the only module that knows paths."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def digest_resources() -> str:
    """The SHA-256 of the shipped data and templates, the examples apart.

    They make the documents as much as the code does, and an office that works
    from a checkout may change them without a new version.
    """
    import hashlib  # `check` needs it not

    total = hashlib.sha256()
    for folder in (data_dir(), templates_dir()):
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            name = path.relative_to(folder).as_posix()
            if not name.startswith("exemples/"):
                total.update(name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


@cache
def _root() -> Path:
    """The folder that holds `data/` and `templates/`.

    A wheel carries them below the package; a checkout has them at its top.
    The package comes first, so that an installed copy never reads a checkout
    that happens to lie around it.
    """
    installed = _PACKAGE / "_ressources"
    return installed if installed.is_dir() else _PACKAGE.parents[1]


def data_dir() -> Path:
    """The folder of authorities, law, styles, nomenclatures and examples."""
    return _root() / "data"


def templates_dir() -> Path:
    """The folder that has one folder per language."""
    return _root() / "templates"


def list_examples() -> list[Path]:
    """The session files of the shipped examples."""
    return sorted((data_dir() / "exemples").glob("*/seance.yaml"))


def list_languages() -> tuple[str, ...]:
    """The languages that can be rendered: those with a phrase book."""
    return tuple(sorted(p.parent.name for p in templates_dir().glob("*/phrases.yaml")))


def list_text_languages() -> tuple[str, ...]:
    """The languages a text may be given in: the folders of `templates/`."""
    return tuple(sorted(p.name for p in templates_dir().iterdir() if p.is_dir()))
