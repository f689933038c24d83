"""Reading PDFs in tests: lines as printed, words, structure."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf

from delib_gen.audit.heard import read_heard
from delib_gen.audit.words import tokenize

_PAGE_NUMBER = re.compile(r"\d+/\d+")


def fold(text: str) -> str:
    """A text with its white space folded: which kind of space does not matter."""
    return re.sub(
        r"\s+", " ", text.replace("\u00a0", " ").replace("\u202f", " ")
    ).strip()


def read_lines(content: bytes) -> list[str]:
    """The lines of a PDF, folded, without its page numbers."""
    return list(_read_lines(content))


@lru_cache(maxsize=16)
def _read_lines(content: bytes) -> list[str]:
    lines: list[str] = []
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            lines += [
                fold(line) for line in page.extract_text(x_tolerance=1.5).split("\n")
            ]
    return [line for line in lines if line and not _PAGE_NUMBER.fullmatch(line)]


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
