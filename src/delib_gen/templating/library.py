"""Finding templates: an office's own first, then the authority's, then the shipped."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import StrictUndefined

from delib_gen.resources import templates_dir
from delib_gen.schema.charte import Charte
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.templating.filters import equip
from delib_gen.templating.plain import PlainPlaces, refuse_records
from delib_gen.templating.runs import equip_runs
from delib_gen.templating.sandbox import FolderLoader, Sandbox
from delib_gen.templating.slide_filters import equip_slides

_LAYOUTS = (".j2", ".css", ".html", ".docx")


@dataclass(frozen=True, slots=True)
class TemplateLibrary:
    """The folders in which the templates of a language are looked for, in order.

    Attributes:
        folders: the first that has a file wins.
        own: how many of them, from the first, are the office's own.
        charte: the house style that templates see.
    """

    folders: tuple[Path, ...]
    own: int = 0
    charte: Charte | None = None
    _made: list[Sandbox] = field(default_factory=list, compare=False, repr=False)

    def find(self, name: str) -> Path | None:
        """The file that serves under a template's name, None where none does."""
        for folder in self.folders:
            path = folder / name
            if path.is_file():
                return path
        return None

    def is_own(self, path: Path) -> bool:
        """Whether a file is of the office's own folder."""
        return path.parent in self.folders[: self.own]

    def list_files(self) -> dict[str, Path]:
        """The templates that stand in the folders, by their names.

        Not those below: a user may give an odd folder, with a whole disk below.
        """
        found: dict[str, Path] = {}
        for folder in self.folders:
            for path in sorted(folder.iterdir()) if folder.is_dir() else ():
                if path.suffix in _LAYOUTS:
                    found.setdefault(path.name, path)
        return found

    def environment(self) -> Sandbox:
        """A Jinja environment over these folders: sandboxed, strict, escaping.

        The same settings serve HTML and Word: an unescaped `&` loses text in
        Word without a word, an undefined name prints a blank in both.
        """
        # Compiled templates live in the environment: a second act of the sitting does
        # not pay for them again, nor, where all are shipped, a second sitting. Not so
        # with an office's own: Jinja would see that one has changed, and not that one
        # has come to stand before another.
        if not self._made:
            make = _make_environment if self.own else _share_environment
            self._made.append(make(self.folders, self.charte))
        return self._made[0]


_shipped: dict[tuple[tuple[Path, ...], str], Sandbox] = {}
"""The environments of a process over shipped templates: one by language, authority
and house style."""


def _share_environment(folders: tuple[Path, ...], charte: Charte | None) -> Sandbox:
    """The environment that all libraries over some shipped folders share."""
    key = folders, repr(charte)
    if key not in _shipped:
        _shipped[key] = _make_environment(folders, charte)
    return _shipped[key]


def _make_environment(folders: tuple[Path, ...], charte: Charte | None) -> Sandbox:
    """The environment of some folders, under a house style."""
    env = Sandbox(
        loader=FolderLoader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        extensions=[PlainPlaces],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        finalize=refuse_records,
    )
    equip(env, charte)
    equip_runs(env)
    equip_slides(env)
    return env


def make_library(
    langue: str,
    autorite: str,
    own: Path | None = None,
    charte: Charte | None = None,
) -> TemplateLibrary:
    """The library of a language for an authority.

    Args:
        langue: the language's code; what it lacks is taken from the reference
            language, whose layouts are the shared ones.
        autorite: the authority's code, which may have a folder of its own.
        own: the office's folder (`--templates`): its files come first.
        charte: the authority's house style.
    """
    shipped = templates_dir()
    folders = [own / langue, own] if own is not None else []
    count = len(folders)
    for code in dict.fromkeys((langue, LANGUE_DE_REFERENCE)):
        folders += [shipped / code / autorite, shipped / code]
    return TemplateLibrary(tuple(folders), count, charte)
