"""All the pieces of an act in one PDF; other people's pages taken in as they are."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf

from delib_gen.findings.sorties import SOR05
from delib_gen.formats.base import Rendered, RenderTools
from delib_gen.formats.en_regard import compose_any_page
from delib_gen.formats.pdf.engine import lay_out, write_document
from delib_gen.formats.renvois import link_page
from delib_gen.view.base import read_joined

if TYPE_CHECKING:
    from delib_gen.view.base import Meta, View


@dataclass(frozen=True, slots=True)
class _Joined:
    """A foreign file: the page before which it comes, and its bookmark."""

    page: int
    signet: str
    content: bytes


def assemble_dossier(views: Sequence[View], meta: Meta, tools: RenderTools) -> Rendered:
    """The dossier of an act.

    Each piece is laid out on its own, so that its footers stay its own, and the
    pages are written together: the layout is not done twice. A foreign PDF goes
    between the written pages; the file then no longer claims PDF/A and PDF/UA,
    since nobody has checked that each of its pages keeps them.
    """
    documents: list[Any] = []
    joined: list[_Joined] = []
    pages = 0
    for view in views:
        if read_joined(view):
            joined.append(_Joined(pages, view.meta.signet, read_joined(view)))
            continue
        page = link_page(compose_any_page(view, tools), view, views, bound=True)
        document = lay_out(page, tools)
        pages += len(document.pages)
        documents.append(document)
    whole = documents[0].copy([page for doc in documents for page in doc.pages])
    whole.metadata.title = meta.titre_document
    content = write_document(whole)
    if not joined:
        return Rendered(content)
    finding = SOR05.at(
        (),
        "le dossier contient un PDF extérieur : il n'annonce ni PDF/A ni PDF/UA",
        "les pièces séparées gardent leur format d'archivage",
    )
    return Rendered(_insert(content, joined), (finding,))


def _insert(content: bytes, joined: Sequence[_Joined]) -> bytes:
    """The written pages with foreign files among them."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        shift = 0
        starts: list[tuple[int, str]] = []
        for item in joined:
            with pikepdf.open(io.BytesIO(item.content)) as foreign:
                for page in foreign.pages:
                    _detach(page)
                start = item.page + shift
                for offset, page in enumerate(foreign.pages):
                    pdf.pages.insert(start + offset, page)
                starts.append((start, item.signet))
                shift += len(foreign.pages)
        _add_bookmarks(pdf, starts)
        _withdraw_claims(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, linearize=False)
    return out.getvalue()


def _detach(page: pikepdf.Page) -> None:
    """Take from a foreign page what would tie it to its old file or do something.

    Its keys into its own structure tree would collide with ours; a script that
    runs when the page opens has no place in an act.
    """
    for key in ("/StructParents", "/AA"):
        if key in page.obj:
            del page.obj[key]


def _add_bookmarks(pdf: pikepdf.Pdf, starts: Sequence[tuple[int, str]]) -> None:
    """A bookmark for each foreign file, in its place among the others."""
    with pdf.open_outline() as outline:
        for start, signet in starts:
            item = pikepdf.OutlineItem(signet, start)
            before = sum(1 for other in outline.root if _page_rank(pdf, other) < start)
            outline.root.insert(before, item)


def _page_rank(pdf: pikepdf.Pdf, item: pikepdf.OutlineItem) -> int:
    target: Any = item.destination
    if isinstance(target, pikepdf.Array):
        return pdf.pages.index(pikepdf.Page(target[0]))
    return int(target or 0)


def _withdraw_claims(pdf: pikepdf.Pdf) -> None:
    """Say nothing of PDF/A and PDF/UA where a foreign page may break them."""
    with pdf.open_metadata(
        set_pikepdf_as_editor=False, update_docinfo=False
    ) as metadata:
        for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part"):
            if name in metadata:
                del metadata[name]
