"""A file that was made, before it is written, and what may still be done to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to be written.

    Attributes:
        folder: that of the act (`23-186-CP`), one below it, or that of the sitting
            (`seance`);
            empty for the books of a period.
        filename: `deliberation.fr.pdf`.
        content: its bytes.
        acte: the number of the act; empty where it has none, and for the sitting.
        document: the piece (`deliberation`, `dossier`).
        langue: `fr`, `co`, `fr+co`.
        format: `pdf`, `docx`, `html`, or what an export's file ends in.
    """

    folder: str
    filename: str
    content: bytes
    acte: str
    document: str
    langue: str
    format: str

    @property
    def name(self) -> str:
        """Its name below the sitting's folder."""
        return f"{self.folder}/{self.filename}" if self.folder else self.filename

    @property
    def place(self) -> tuple[str, ...]:
        """The folders that it is in, then what it is called."""
        return (*filter(None, self.folder.split("/")), self.filename)


@dataclass(frozen=True, slots=True)
class FinishingStep:
    """Something done to a file once it was read back and found right: a seal.

    Attributes:
        name: what the manifest calls it, in French.
        takes: whether a file is one that it is done to.
        finish: gives the file as it is afterwards, under the same name; raises
            BundleError where that cannot be, and nothing is written.
    """

    name: str
    takes: Callable[[OutputFile], bool]
    finish: Callable[[OutputFile], OutputFile]
