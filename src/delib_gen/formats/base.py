"""What an output format is, and what it is given to work with."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from delib_gen.composition.pieces import Pieces
    from delib_gen.findings import Diagnostic
    from delib_gen.formats.faces import Faces
    from delib_gen.schema.charte import Charte
    from delib_gen.templating.library import TemplateLibrary
    from delib_gen.view.base import Meta, View


@dataclass(frozen=True, slots=True)
class RenderTools:
    """What every format needs beside the view.

    Attributes:
        library: where templates and styles are found.
        charte: the house style.
        faces: the fonts found on this machine.
        autres: the same as `library` for other languages, by their codes, where
            one document has several.
    """

    library: TemplateLibrary
    charte: Charte
    faces: Faces
    autres: Mapping[str, TemplateLibrary] = field(default_factory=dict)

    def find_library(self, langue: str) -> TemplateLibrary:
        """The templates of one of the languages of a document."""
        return self.autres.get(langue, self.library)

    def speak(self, langue: str) -> RenderTools:
        """The tools of one of the languages of a document."""
        return replace(self, library=self.find_library(langue))


@dataclass(frozen=True, slots=True)
class Rendered:
    """A produced file, and what producing it found.

    Attributes:
        content: its bytes.
        findings: what the format has to say (SOR05…).
    """

    content: bytes
    findings: tuple[Diagnostic, ...] = ()


class Writer(Protocol):
    """Writes the files of some pieces; what they share is made once."""

    def write(self, views: Sequence[View], meta: Meta) -> Rendered | None:
        """A file of one piece, or of several behind each other.

        Args:
            views: what is printed in it, in order.
            meta: what the file says of itself.

        Returns:
            None where the format does not carry the piece.
        """


class OutputFormat(Protocol):
    """A format: one object of this kind, named FORMAT, in a module of its name.

    One that lays out pages is `paged`, and is asked first: their numbers, which it
    leaves in the pieces, are told to the others.
    """

    name: str
    suffix: str

    def begin(self, pieces: Pieces, tools: RenderTools) -> Writer:
        """Begin the files of an act, or of the sitting."""

    def template_name(self, genre: str) -> str:
        """The name of the template that lays out a kind of document."""

    def audit(
        self, content: bytes, views: Sequence[View], own: bool | None = None
    ) -> list[Diagnostic]:
        """What the file lacks, hides or displaces of the views (SOR01).

        Args:
            content: the file.
            views: the documents that it should hold.
            own: whether a template, a layout or a style is the office's; None where
                that is not known.
        """


def is_alone(views: Sequence[View], meta: Meta) -> bool:
    """Whether a file is one piece's own, rather than a file that others are in."""
    return len(views) == 1 and meta is views[0].meta


class _Formats(Mapping[str, OutputFormat]):
    """The formats, each imported when it is asked for: their libraries are heavy."""

    def __init__(self, folder: Path) -> None:
        self._names = tuple(
            path.stem
            for path in sorted(folder.iterdir())
            if _has_format(path / "__init__.py" if path.is_dir() else path)
        )

    def __getitem__(self, name: str) -> OutputFormat:
        if name not in self._names:
            raise KeyError(name)
        module = importlib.import_module(f"delib_gen.formats.{name}")
        found: OutputFormat = module.FORMAT
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _has_format(path: Path) -> bool:
    """Whether a module has a FORMAT, read without running it."""
    return path.suffix == ".py" and path.is_file() and b"\nFORMAT" in path.read_bytes()


@cache
def list_formats() -> Mapping[str, OutputFormat]:
    """All the formats by name: every module of this folder that has a FORMAT."""
    return _Formats(Path(__file__).parent)
