"""The Python libraries that delib-gen uses: whether they load, and pip's command.

Nothing here may fail for want of a library: that is what it is asked about.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import re
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata

from delib_gen.resources import data_dir

_MAX_MESSAGE = 200


@dataclass(frozen=True, slots=True)
class Bibliotheque:
    """A library: its name for pip, its name for Python, what it is for."""

    nom: str
    module: str
    role: str


BIBLIOTHEQUES = (
    Bibliotheque("babel", "babel", "Écrit les dates et les nombres de chaque langue."),
    Bibliotheque("click", "click", "Lit la ligne de commande."),
    Bibliotheque(
        "cssselect2", "cssselect2", "Dit ce qu'un style touche dans une page."
    ),
    Bibliotheque("docxtpl", "docxtpl", "Remplit les gabarits Word."),
    Bibliotheque("fonttools", "fontTools", "Dit quels caractères une police possède."),
    Bibliotheque("jinja2", "jinja2", "Remplit les gabarits HTML."),
    Bibliotheque("lxml", "lxml.etree", "Lit et écrit les fichiers Word."),
    Bibliotheque("markdown-it-py", "markdown_it", "Lit les textes en Markdown."),
    Bibliotheque("markupsafe", "markupsafe", "Protège les textes dans les gabarits."),
    Bibliotheque("mdit-py-plugins", "mdit_py_plugins", "Complète markdown-it-py."),
    Bibliotheque("openpyxl", "openpyxl", "Lit et écrit les classeurs Excel."),
    Bibliotheque("pikepdf", "pikepdf", "Joint les PDF venus d'ailleurs."),
    Bibliotheque("pillow", "PIL", "Examine les images."),
    Bibliotheque("pydantic", "pydantic", "Vérifie les données de la séance."),
    Bibliotheque("pydyf", "pydyf", "Écrit les fichiers PDF, pour WeasyPrint."),
    Bibliotheque("pypdfium2", "pypdfium2", "Relit chaque PDF produit."),
    Bibliotheque("python-docx", "docx", "Ouvre et compose les fichiers Word."),
    Bibliotheque("pyyaml", "yaml", "Lit les fichiers YAML."),
    Bibliotheque("tinycss2", "tinycss2", "Lit le style d'une page."),
    Bibliotheque("tinyhtml5", "tinyhtml5", "Lit une page comme un navigateur."),
    Bibliotheque("weasyprint", "weasyprint", "Met les documents en pages PDF."),
)
"""Those that pyproject.toml asks for."""


def read_version(nom: str) -> str:
    """The version of an installed library, empty if it is not."""
    try:
        return metadata.version(nom)
    except metadata.PackageNotFoundError:
        return ""


def try_import(module: str) -> Exception | None:
    """What importing a library raises; what it prints besides is not kept."""
    silence = io.StringIO()
    with contextlib.redirect_stdout(silence), contextlib.redirect_stderr(silence):
        try:
            importlib.import_module(module)
        except Exception as error:  # a broken library may raise anything
            return error
    return None


def explain_import(module: str, error: Exception) -> str:
    """What importing a library raised, in French and on one line."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        if error.name == module:
            return "n'est pas installée"
        return f"installée, mais il lui manque le module Python « {error.name} »"
    first = (str(error).strip() or type(error).__name__).splitlines()[0]
    return f"installée, mais ne se charge pas : « {first[:_MAX_MESSAGE]} »"


def pip_command(errors: Mapping[str, Exception]) -> str:
    """The command that mends libraries that do not load; empty if pip cannot.

    A library that cannot load one of the system's (`OSError`) is not to blame.
    One that is broken some other way must be forced: pip thinks it is there.

    Args:
        errors: what importing them raised, by their name for pip.
    """
    faulty = {n: e for n, e in errors.items() if not isinstance(e, OSError)}
    if not faulty:
        return ""
    absent = all(isinstance(e, ModuleNotFoundError) for e in faulty.values())
    force = [] if absent else ["--force-reinstall"]
    pip = [sys.executable or "python3", "-m", "pip", "install", *force]
    root = data_dir().parent
    if (root / "pyproject.toml").is_file():
        pip += ["-e", str(root), "-c", str(root / "requirements.lock")]
    else:
        wanted = _read_requirements()
        pip += [wanted.get(nom, nom) for nom in faulty]
    return shlex.join(pip)


def _read_requirements() -> dict[str, str]:
    """What the installed delib-gen asks for, by name and without the extras."""
    try:
        required = metadata.requires("delib-gen") or []
    except metadata.PackageNotFoundError:
        return {}
    plain = [r for r in required if ";" not in r]
    return {re.split(r"[^\w.-]", r, maxsplit=1)[0].lower(): r for r in plain}
