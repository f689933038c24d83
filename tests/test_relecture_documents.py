"""Ordinary documents made up by the hundred are never refused when they are read back.

A few of them here, more on CI; `script/long relecture` makes 3,000.
"""

from __future__ import annotations

import collections
from pathlib import Path

import pytest

from cli_helpers import call, standing_in
from conftest import number_series
from relecture_documents import Writer

FEW, MORE = 3, 12
BLOCKED = ("SOR01", "SOR08")


def test_what_is_clean_is_made(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """What passes `check` comes out in every format without a doubt."""
    numbers = number_series(request.config, FEW, MORE)
    told: collections.Counter[str] = collections.Counter()
    refused: dict[int, list[str]] = {}
    for rank, number in enumerate(numbers, 1):
        folder = tmp_path / str(number)
        folder.mkdir()
        edition = Writer(number, folder).write()
        with standing_in(folder):
            result = call(
                *("render", "seance.yaml", "--format", "pdf,docx,html"),
                *("--lang", edition, "--diagnostics", "json"),
            )
        assert result.status in (0, 1), (number, result.err)
        found = [f for f in result.findings if f["code"] in BLOCKED]
        told.update(result.codes or {"produit"})
        if found:
            refused[number] = [edition, *(f["message"] for f in found)]
        if rank % 25 == 0:
            done = f"{rank}/{len(numbers)}"
            print(done, dict(told), refused, flush=True)  # noqa: T201

    assert refused == {}
    assert told["produit"] > 0.8 * len(numbers), told
