"""Reading PDFs in tests: lines as printed, words, structure."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2

from conftest import EVERYTHING
from delib_gen.audit.heard import read_heard
from delib_gen.audit.words import tokenize

_PAGE_NUMBER = re.compile(r"\d+/\d+")
_APART, _LOWER = 1.5, 3
"""How far a letter is from one of another word, and from one of the line above."""
_WIDER = 3.0
"""The same between words that are read in whole lines."""
_HYPHEN = "\ufffe"
"""What pdfium reads for a hyphen that ends a line."""


def fold(text: str) -> str:
    """A text with its white space folded: which kind of space does not matter."""
    return re.sub(
        r"\s+", " ", text.replace("\u00a0", " ").replace("\u202f", " ")
    ).strip()


def read_lines(content: bytes) -> list[str]:
    """The lines of a PDF, folded, without its page numbers."""
    return list(_read_lines(content))


def read_pages(content: bytes) -> list[list[str]]:
    """The lines of each page, from above; read as those of `read_lines` are."""
    return [*(_read_apart(content, _WIDER) if EVERYTHING else _read_quickly(content))]


@lru_cache(maxsize=16)
def _read_lines(content: bytes) -> list[str]:
    """By a reader that the product does not have, on CI; it takes ten times as long."""
    read = _read_apart if EVERYTHING else _read_quickly
    lines = [fold(line) for page in read(content) for line in page]
    return [line for line in lines if line and not _PAGE_NUMBER.fullmatch(line)]


def _read_apart(content: bytes, apart: float = _APART) -> Iterator[list[str]]:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            yield page.extract_text(x_tolerance=apart).split("\n")


def _read_quickly(content: bytes) -> Iterator[list[str]]:
    """Letters by their places, as above: they are written in another order."""
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            read = page.get_textpage()
            letters = []
            for rank in range(read.count_chars()):
                if letter := read.get_text_range(rank, 1).strip():
                    left, _, right, top = read.get_charbox(rank, loose=True)
                    letters.append((-top, left, right, letter))
            lines: list[list[tuple[float, float, str]]] = []
            below = -inf
            for top, *placed in sorted(letters):
                if top - below > _LOWER:
                    lines.append([])
                lines[-1].append(tuple(placed))
                below = top
            yield [_join_letters(sorted(line)) for line in lines]


def _join_letters(letters: list[tuple[float, float, str]]) -> str:
    text, end = "", inf
    for left, right, letter in letters:
        text += f" {letter}" if left - end > _APART else letter
        end = right
    return text.replace(_HYPHEN, "-")


def count_pages(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def read_fixture(path: Path) -> list[str]:
    """The lines of a published text."""
    return [
        fold(line)
        for line in path.read_text(encoding="utf-8").split("\n")
        if line.strip()
    ]


def join_words(lines: list[str]) -> str:
    """All the words without white space: lines and pages no longer matter."""
    return "".join("".join(lines).split())


def iter_structure(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every structure element of a tagged PDF, in reading order."""

    def walk(node: Any) -> Iterator[Any]:
        kids = node.get("/K")
        if kids is None:
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from walk(kid)

    yield from walk(pdf.Root.StructTreeRoot)


def read_visible_pages(content: bytes) -> list[list[str]]:
    """The words that can be seen on each page of a PDF, as they were painted."""
    return [tokenize(page) for page in read_heard(content).iter_pages()]
