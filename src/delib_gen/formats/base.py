"""What an output format is, and what it is given to work with."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
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

    def speak(self, langue: str) -> RenderTools:
        """The tools of one of the languages of a document."""
        return replace(self, library=self.autres.get(langue, self.library))


@dataclass(frozen=True, slots=True)
class Rendered:
    """A produced file, and what producing it found.

    Attributes:
        content: its bytes.
        findings: what the format has to say (SOR05…).
    """

    content: bytes
    findings: tuple[Diagnostic, ...] = ()


class OutputFormat(Protocol):
    """A format: one object of this shape, named FORMAT, per module or package."""

    name: str
    suffix: str

    def render(self, view: View, tools: RenderTools) -> Rendered | None:
        """One piece; None where the format does not carry it."""

    def render_dossier(
        self, views: Sequence[View], meta: Meta, tools: RenderTools
    ) -> Rendered:
        """All the pieces of an act in one file."""

    def template_name(self, genre: str) -> str:
        """The name of the template that lays out a kind of document."""

    def audit(self, content: bytes, views: Sequence[View]) -> list[Diagnostic]:
        """The words of the views that the file lacks or hides (SOR01)."""


@cache
def list_formats() -> dict[str, OutputFormat]:
    """All the formats by name: every module of this folder that has a FORMAT."""
    package = importlib.import_module("delib_gen.formats")
    found: dict[str, OutputFormat] = {}
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"delib_gen.formats.{info.name}")
        fmt: OutputFormat | None = getattr(module, "FORMAT", None)
        if fmt is not None:
            found[fmt.name] = fmt
    return found
