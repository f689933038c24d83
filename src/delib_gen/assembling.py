"""From kinds of documents to the pieces of an edition, and of files of several."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.catalogue import DOSSIER, build_views
from delib_gen.view.en_regard import build_columns, pair_views
from delib_gen.view.sommaire import add_contents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from delib_gen.kinds import Context, DocumentKind
    from delib_gen.view.base import Meta, View
    from delib_gen.view.context import ActeContext


def build_editions(
    kinds: Sequence[DocumentKind[Context]], contexts: Sequence[Context]
) -> list[View]:
    """The views of an edition; of two languages, the first leads.

    The only place where an edition becomes views: the first language's documents
    say what the file is.
    """
    first, *others = (build_views(kinds, context) for context in contexts)
    if not others or not first:
        return first
    return pair_views(first, others[0], build_columns(contexts))


def build_dossier(
    kinds: Sequence[DocumentKind[ActeContext]], contexts: Sequence[ActeContext]
) -> tuple[tuple[View, ...], Meta]:
    """The pieces of an act behind their contents page, and what the dossier is."""
    first, views = contexts[0], build_editions(kinds, contexts)
    titre = first.phrase("dossier.titre_document", du=first.name_acte("du"))
    return tuple(add_contents(first, views)), first.meta(titre, titre, DOSSIER)


def build_book(
    kind: DocumentKind[Context], contexts: Sequence[Context]
) -> tuple[tuple[View, ...], Meta | None]:
    """The pieces of a book with their contents, and what the book is.

    Nothing where it has no pieces.
    """
    pieces = build_editions([kind], contexts)
    if not pieces or kind.gather is None:
        return (), None
    views = tuple(kind.gather(contexts[0], pieces))
    return views, replace(views[0].meta)  # no file of its first piece alone
