"""Whatever the software itself prints has one kind of apostrophe, the curly one.

A phrase is filled with another one and with names of the authority: two kinds would
meet in one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT

STRAIGHT = re.compile(r"\w'\w")
UNPRINTED = {"note", "lu", "source", "membres", "regles"}
"""What a record says of itself, and what people are called."""
FILES = sorted(
    path
    for folder in ("templates/*/phrases.yaml", "templates/*/langue.yaml",
                   "data/autorites/**/*.yaml")
    for path in ROOT.glob(folder)
)  # fmt: skip


def _iter_texts(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, below in value.items():
            if key not in UNPRINTED:
                yield from _iter_texts(below, f"{place}.{key}")
    elif isinstance(value, list):
        for below in value:
            yield from _iter_texts(below, place)
    elif isinstance(value, str):
        yield place, value


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_printed_phrases_have_curly_apostrophes(path: Path) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))

    assert {p: t for p, t in _iter_texts(data) if STRAIGHT.search(t)} == {}


def test_layouts_and_pages_have_none_of_the_other_kind() -> None:
    for path in sorted((ROOT / "templates").glob("*/*.j2")):
        if ".css" in path.name:
            continue
        text = re.sub(r"\{[#{%].*?[#}%]\}", "", path.read_text(), flags=re.DOTALL)
        text = re.sub(r"<[^>]*>|@\{\{.*?\}\}", "", text)
        if path.name.endswith(".plan.j2"):  # its left side names styles
            text = "\n".join(row.partition("|")[2] for row in text.splitlines())
        assert not STRAIGHT.search(text), path.name
