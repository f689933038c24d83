"""WeasyPrint, with our faces, our fetcher and nothing else."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from delib_gen.formats.pdf.archive import VARIANT, declare_accessible
from delib_gen.formats.pdf.cells import join_cells
from delib_gen.formats.pdf.columns import regroup_columns
from delib_gen.formats.pdf.fetcher import ForbiddenResource, LocalFetcher
from delib_gen.formats.pdf.freeze import freeze_objects
from delib_gen.formats.pdf.hooks import install_hooks
from delib_gen.formats.pdf.lean import LeanHTML
from delib_gen.formats.pdf.library import CSS, FontConfiguration
from delib_gen.formats.pdf.notes import place_notes
from delib_gen.formats.pdf.texts import keep_drawn
from delib_gen.machine.scratch import make_scratch
from delib_gen.templating.errors import make_address_fault, make_deed_fault
from delib_gen.templating.links import is_followed, show_address

if TYPE_CHECKING:
    from pathlib import Path

    from delib_gen.formats.base import RenderTools
    from delib_gen.formats.faces import Face

_VARIANTS = {
    "normal": "",
    "gras": "font-weight: bold;",
    "italique": "font-style: italic;",
    "gras-italique": "font-weight: bold; font-style: italic;",
}
Finisher = Callable[[Any, Any], None]
"""Given WeasyPrint's document and pydyf's file, just before that is written."""
_LOGGER = logging.getLogger("weasyprint")


def lay_out(html: str, tools: RenderTools, more: str = "") -> Any:  # noqa: ANN401 - weasyprint.Document
    """Lay a page of HTML out.

    Args:
        html: the whole page.
        tools: the folders of templates, which may hold images, and the faces.
        more: a style that comes after those of the page.

    Raises:
        TemplateFault: if the page asks for a file that may not be read, or leads to
            one.
    """
    install_hooks()
    folders = tools.library.folders
    fonts, sheet = _load_faces(tools.faces.found, os.getpid())
    fetcher = LocalFetcher(folders, tuple(face.path for face in tools.faces.found))
    base = folders[0].resolve().as_uri() + "/" if folders else None
    with _collect_warnings() as warnings, _explain_forbidden():
        page, style = _take_style(html, folders, tools.faces.found)
        if more:
            style.append(_read_style(more, folders, tools.faces.found))
        document = LeanHTML(string=page, base_url=base, url_fetcher=fetcher).render(
            font_config=fonts, stylesheets=[sheet, *style], pdf_variant=VARIANT
        )
    _check_links(document)
    document.delib_gen_warnings = tuple(warnings)
    return document


def _check_links(document: Any) -> None:  # noqa: ANN401
    """Refuse links into a computer, which a style can make of any element.

    The engine completes an address with the folder of the templates: that of a page
    beside would name it in the act.
    """
    for page in document.pages:
        for kind, target, *_ in page.links:
            if kind != "internal" and not is_followed(target):
                raise make_deed_fault(
                    "", "", f"un lien vers « {show_address(target)} »"
                )


_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def _take_style(
    html: str, folders: tuple[Path, ...], faces: tuple[Face, ...]
) -> tuple[str, list[CSS]]:
    """A page without its first style, and that style read.

    Every piece has the same one, and reading it costs a tenth of a layout: it
    is read once. Other styles of a page stay where they are.
    """
    match = _STYLE.search(html)
    if match is None:
        return html, []
    sheet = _read_style(match[1], folders, faces)
    return html[: match.start()] + html[match.end() :], [sheet]


@lru_cache(maxsize=8)
def _read_style(text: str, folders: tuple[Path, ...], faces: tuple[Face, ...]) -> CSS:
    fonts, _ = _load_faces(faces, os.getpid())
    base = folders[0].resolve().as_uri() + "/" if folders else None
    fetcher = LocalFetcher(folders, tuple(face.path for face in faces))
    return CSS(string=text, base_url=base, font_config=fonts, url_fetcher=fetcher)


def write_document(document: Any, finish: Finisher | None = None) -> bytes:  # noqa: ANN401
    """A laid-out document as an archival and accessible PDF.

    Args:
        document: WeasyPrint's.
        finish: what else is to be done to the PDF before it is written.

    Raises:
        TemplateFault: if an image turns out to be one that may not be read.
    """
    with _collect_warnings(), _explain_forbidden(), keep_drawn():

        def finisher(document: Any, pdf: Any) -> None:  # noqa: ANN401
            if finish is not None:
                finish(document, pdf)
            _finish(document, pdf)

        content: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=finisher)
    return content


def write_pages(document: Any, ranks: Sequence[int]) -> bytes:  # noqa: ANN401
    """Some pages of a laid-out document, to be looked at: they show what they will.

    Nothing of what archives and screen readers want is in it.
    """
    pages = document.copy([document.pages[rank] for rank in ranks])
    with _collect_warnings(), _explain_forbidden(), keep_drawn():
        content: bytes = pages.write_pdf(pdf_variant=None, pdf_tags=False)
    return content


def _finish(document: Any, pdf: Any) -> None:  # noqa: ANN401
    declare_accessible(document, pdf)
    place_notes(pdf)
    join_cells(pdf)
    regroup_columns(pdf)
    freeze_objects(pdf)


@cache  # not one is let go: it takes its folder with it, be it another process's
def _load_faces(faces: tuple[Face, ...], _: int) -> tuple[FontConfiguration, CSS]:
    """The faces as the engine wants them: loading them once serves every piece.

    A process that was forked has its own: what reads them may have a thread.
    """
    rules = "".join(
        f'@font-face {{ font-family: "{face.famille}"; {_VARIANTS[face.variante]} '
        f'src: url("{face.path.resolve().as_uri()}"); }}\n'
        for face in faces
    )
    fonts = FontConfiguration()
    fonts._folder = make_scratch()  # or its own, which stays behind
    fetcher = LocalFetcher((), tuple(face.path for face in faces))
    return fonts, CSS(string=rules, font_config=fonts, url_fetcher=fetcher)


@contextmanager
def _explain_forbidden() -> Iterator[None]:
    try:
        yield
    except ForbiddenResource as error:
        raise make_address_fault("", error.url) from error


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _collect_warnings() -> Iterator[list[str]]:
    """The engine's warnings, kept from the terminal: they are findings or tests."""
    collector = _Collector()
    handlers, propagate = _LOGGER.handlers, _LOGGER.propagate
    _LOGGER.handlers, _LOGGER.propagate = [collector], False
    try:
        yield collector.messages
    finally:
        _LOGGER.handlers, _LOGGER.propagate = handlers, propagate
