"""What is asked of `render`, and whom it tells how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from delib_gen.schema.texte import LANGUE_DE_REFERENCE


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """What is asked of `render`.

    Attributes:
        out: the folder that receives the sittings' folders.
        langues: the editions: a language each, or two side by side (`fr+co`).
        formats: the formats.
        only: what is wanted, by its names in the catalogue; the usual documents
            where empty.
        acte: the number, or the `id`, of the only act wanted; empty for all.
        own: the office's own folder of templates.
        jobs: how many processes; 0 for as many as are of use here.
        strict: whether warnings block.
        all_templates: whether every template is read for unknown names, the
            shipped ones too (their tests have done it).
        registre: the register that the software keeps, where the command names it.
        cluster: where the scheduler of a cluster is that does it; empty for none.
        store: the folder of what is kept from run to run; None where nothing is.
    """

    out: Path
    langues: tuple[str, ...] = (LANGUE_DE_REFERENCE,)
    formats: tuple[str, ...] = ("pdf", "docx")
    only: tuple[str, ...] = ()
    acte: str = ""
    own: Path | None = None
    jobs: int = 1
    strict: bool = False
    all_templates: bool = False
    cluster: str = ""
    store: Path | None = None
    registre: Path | None = None


class Progress(Protocol):
    """Told how much there is to do, then of each file done, and of which act."""

    def start(self, total: int) -> None:
        """So many files are to be made."""

    def advance(self, acte: str) -> None:
        """One more is made, of an act or of none: the sitting's."""
