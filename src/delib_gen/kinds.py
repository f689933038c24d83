"""What a catalogue names: kinds of documents, exports, and what each is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from delib_gen.schema.seance import Stade
from delib_gen.view.base import View
from delib_gen.view.context import SeanceContext

Context = TypeVar("Context", bound=SeanceContext, contravariant=True)


@dataclass(frozen=True, slots=True)
class DocumentKind(Generic[Context]):
    """A kind of document: a view that templates lay out, in every format.

    Attributes:
        view_type: what its views are; its `genre` names its templates.
        build: makes its views, none where there is nothing to say.
        option: what `--only` calls it, where that is not its `genre`.
        list_sorts: the types of its views, where it has several.
        stades: when it is made: before the sitting, after it, or at both stages.
        gather: for a book, puts its contents among its pieces, which are its views:
            they make one file, which is what the first one says.
        apart: whether, of an act, it is no piece of the dossier, and made if named.
    """

    view_type: type[View]
    build: Callable[[Context], Iterator[View]]
    option: str = ""
    list_sorts: Callable[[], tuple[type[View], ...]] | None = None
    stades: frozenset[Stade] = frozenset(Stade)
    gather: Callable[[Context, Sequence[View]], list[View]] | None = None
    apart: bool = False

    @property
    def name(self) -> str:
        """What `--only` calls it."""
        return self.option or self.view_type.genre

    @property
    def view_types(self) -> tuple[type[View], ...]:
        """The types of its views, each with templates of its own."""
        return self.list_sorts() if self.list_sorts else (self.view_type,)


@dataclass(frozen=True, slots=True)
class Export(Generic[Context]):
    """Data made without a page: no template, no format, its bytes at once.

    Attributes:
        name: what `--only` calls it; its file is named so too.
        suffix: what its file ends in (`csv`).
        write: makes its bytes; None where there is nothing to say.
        stades: when it is made: before the sitting, after it, or at both stages.
    """

    name: str
    suffix: str
    write: Callable[[Context], bytes | None]
    stades: frozenset[Stade] = frozenset(Stade)


@dataclass(frozen=True, slots=True)
class Scope(Generic[Context]):
    """What can be made of one thing: an act, or the sitting."""

    documents: tuple[DocumentKind[Context], ...] = ()
    exports: tuple[Export[Context], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What `--only` calls each of them."""
        documents = (kind.name for kind in self.documents)
        return (*documents, *(export.name for export in self.exports))

    @property
    def pieces(self) -> tuple[DocumentKind[Context], ...]:
        """The documents that a dossier is made of."""
        return tuple(kind for kind in self.documents if not kind.apart)

    @property
    def genres(self) -> frozenset[str]:
        """The documents, by what their views say that they are."""
        return frozenset(
            kind.view_type.genre for kind in self.documents if kind.gather is None
        )

    @property
    def view_types(self) -> tuple[type[View], ...]:
        """The types of all the views, each with templates of its own."""
        return tuple(sort for kind in self.documents for sort in kind.view_types)

    def select(self, names: Iterable[str]) -> Scope[Context]:
        """Those that are named."""
        wanted = frozenset(names)
        return Scope(
            tuple(kind for kind in self.documents if kind.name in wanted),
            tuple(export for export in self.exports if export.name in wanted),
        )
