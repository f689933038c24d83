"""The starter session as text: its template filled in, and put into a folder."""

from __future__ import annotations

import os
import shlex
import sys
import textwrap
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import yaml
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from delib_gen.aide.starter import MODELES, Starter
from delib_gen.aide.texts import load_aide, shorten_help
from delib_gen.bundle.disk import write_file
from delib_gen.bundle.errors import BundleError, explain_os_error
from delib_gen.load.nodes import to_data
from delib_gen.load.tree import parse_tree
from delib_gen.machine import ledger
from delib_gen.schema.acte import Acte
from delib_gen.schema.base import Schema
from delib_gen.schema.seance import Seance

SESSION_FILE = "seance.yaml"
SCHEMA_FILE = "seance.schema.json"
_WIDTH = 98
_OWNERS: dict[str, type[Schema]] = {cls.__name__: cls for cls in (Seance, Acte)}


def write_remarks(starter: Starter) -> list[str]:
    """What could not be prepared, and what to do about it; a line for each."""
    text = fill_model("remarques.txt.j2", **asdict(starter))
    return [line for line in text.splitlines() if line.strip()]


def write_starter(starter: Starter, folder: Path) -> str:
    """The text of the session file.

    Args:
        starter: what is filled in.
        folder: where the file is to stand, for the commands that it shows.
    """
    path = str(folder / SESSION_FILE)
    return fill_model(
        f"{SESSION_FILE}.j2",
        **asdict(starter),
        remarques=write_remarks(starter),
        schema=SCHEMA_FILE,
        # A line break in a folder's name would end the remark that shows it.
        fichier=shlex.quote(path) if path.isprintable() else SESSION_FILE,
    )


def fill_model(name: str, **values: object) -> str:
    """The text of a model, filled in."""
    return _environment().get_template(name).render(**values)


def quote_scalar(text: str) -> str:
    """A text as a value of YAML: as it is, where the loader would read it so."""
    for sample in (f"- {text}\n", f"[{text}]\n", f"{text}: x\n"):
        tree, findings = parse_tree(sample, "")
        data = to_data(tree) if tree is not None and not findings else None
        if data not in ([text], {text: "x"}):
            quoted = yaml.safe_dump(
                text, default_style='"', allow_unicode=True, width=sys.maxsize
            )
            return str(quoted).rstrip("\n")
    return text


def put_files(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write new files into a folder, all of them or none; replace nothing.

    Raises:
        BundleError: if one is there already, or cannot be written.
    """
    paths = {folder / name: text for name, text in files.items()}
    for path in paths:
        if os.path.lexists(path):
            raise BundleError(
                f"« {path} » existe déjà ; rien n'a été écrit",
                "indiquez un autre dossier, ou changez ce fichier de nom",
            )
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ledger.writing(list(paths)):
            for path, text in paths.items():
                written.append(path)
                write_file(path, text.encode())
    except BaseException as error:
        # The last one may be somebody else's, made since we looked.
        taken = isinstance(error, FileExistsError)
        for path in written[:-1] if taken else written:
            path.unlink(missing_ok=True)
        if isinstance(error, OSError | ValueError):
            raise BundleError(explain_os_error(error, folder).message) from error
        raise
    return written


def _environment() -> ImmutableSandboxedEnvironment:
    """Jinja as for the documents, but for YAML: nothing is escaped for HTML."""
    env = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(str(MODELES)),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["yaml"] = quote_scalar
    env.filters["commentaire"] = _comment
    env.globals["aide"] = _help
    return env


def _comment(text: str, indent: int = 0) -> str:
    """A text as lines of remarks."""
    margin = " " * indent
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=f"{margin}# ",
        subsequent_indent=f"{margin}# ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _help(owner: str, key: str) -> str:
    """The first sentence of what a key holds."""
    return shorten_help(load_aide().find_key(_OWNERS[owner], key) or "")
