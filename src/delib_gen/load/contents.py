"""What named files hold, read and parsed: one class for each sort of file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from delib_gen.schema.fiche import Fiche

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import YamlPath
    from delib_gen.graphiques.donnees import Donnees
    from delib_gen.load.files import NamedFile
    from delib_gen.load.nodes import Node
    from delib_gen.prose.images import ImageLue
    from delib_gen.prose.tree import Prose
    from delib_gen.tableaux.table import Table

F_co = TypeVar("F_co", bound=Fiche, covariant=True)


@dataclass(frozen=True, slots=True)
class Content:
    """What each of them has.

    Attributes:
        file: its name and bytes.
        named: its name as it was typed.
    """

    file: NamedFile
    named: str


@dataclass(frozen=True, slots=True)
class MarkdownFile(Content):
    """A text in Markdown, as it was typed and as it is printed."""

    sorte: ClassVar[str] = "markdown"

    text: str
    prose: Prose


@dataclass(frozen=True, slots=True)
class PictureFile(Content):
    """A picture, safe to print."""

    sorte: ClassVar[str] = "image"

    image: ImageLue


@dataclass(frozen=True, slots=True)
class PdfFile(Content):
    """Somebody else's PDF, cleaned, that may be joined as it is."""

    sorte: ClassVar[str] = "pdf"


@dataclass(frozen=True, slots=True)
class TableFile(Content):
    """A file of data, as the table that it makes by itself or by its fiche."""

    sorte: ClassVar[str] = "donnees"

    table: Table


@dataclass(frozen=True, slots=True)
class FicheFile(Content, Generic[F_co]):
    """A fiche: its keys, where they stand in it, and what they name."""

    fiche: F_co
    tree: Node
    contents: Contents

    @property
    def sorte(self) -> str:
        """Its genre."""
        return self.fiche.genre


ReadFile = MarkdownFile | PictureFile | PdfFile | TableFile | FicheFile[Fiche]


@dataclass(frozen=True, slots=True)
class ProseLue:
    """A text in Markdown that a key holds, or the file that the key names.

    Attributes:
        prose: the text, parsed.
        fichier: the file, below the session's folder; empty where there is none.
    """

    prose: Prose
    fichier: str = ""


@dataclass(slots=True)
class Contents:
    """What an act or a fiche names, and its texts in Markdown, by their places in it.

    Attributes:
        files: the files.
        proses: the texts in Markdown, by language.
        graphiques: the numbers of the charts.
    """

    files: dict[YamlPath, ReadFile] = field(default_factory=dict)
    proses: dict[YamlPath, dict[str, ProseLue]] = field(default_factory=dict)
    graphiques: dict[YamlPath, Donnees] = field(default_factory=dict)

    def prose(self, *path: str | int) -> dict[str, ProseLue]:
        """A text in Markdown by language; nothing where it was not given."""
        return self.proses.get(path, {})

    def iter_fiches(
        self, path: YamlPath
    ) -> Iterator[tuple[YamlPath, FicheFile[Fiche]]]:
        """The fiches, those that others name among them, with their places.

        Args:
            path: the place of what names them.
        """
        for where, content in self.files.items():
            if isinstance(content, FicheFile):
                place = (*path, *where)
                yield place, content
                yield from content.contents.iter_fiches(place)
