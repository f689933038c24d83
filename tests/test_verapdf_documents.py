"""Documents made up by the hundred claim PDF/A-3a and PDF/UA-1 where they keep them.

A few of them here; `script/long verapdf` makes 500.
"""

from __future__ import annotations

import collections
import io
from pathlib import Path

import pikepdf
import pytest

from cli_helpers import call, standing_in
from conftest import number_series
from verapdf_documents import Writer
from verapdf_helpers import PROFILES, Engine, start_engine

pytestmark = pytest.mark.verapdf
FEW = 12


def claims(content: bytes) -> bool:
    """Whether a file says that it keeps a standard."""
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as metadata:
        return "pdfaid:part" in metadata or "pdfuaid:part" in metadata


def test_what_is_claimed_is_kept(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Each document is told, or made; what it claims, the judge finds."""
    engine = start_engine()
    numbers = number_series(request.config, FEW, FEW)
    told: collections.Counter[str] = collections.Counter()
    broken: dict[tuple[int, str], list[str]] = {}
    for rank, number in enumerate(numbers, 1):
        folder = tmp_path / str(number)
        folder.mkdir()
        edition = Writer(number, folder).write()
        with standing_in(folder):
            result = call(
                *("render", "seance.yaml", "--format", "pdf", "--lang", edition),
                *("--only", "annexes,dossier", "--diagnostics", "json"),
            )
        if result.status not in (0, 1):
            broken[number, "render"] = [result.err]
            continue
        told.update(result.codes or {"produit"})
        broken |= {
            (number, place): failures
            for path in sorted(folder.glob("out/**/*.pdf"))
            for place, failures in judge(engine, path).items()
        }
        if rank % 25 == 0:
            done = f"{rank}/{len(numbers)}"
            print(done, dict(told), broken, flush=True)  # noqa: T201

    assert broken == {}
    assert told["produit"] > len(numbers) // 2, told


def judge(engine: Engine, path: Path) -> dict[str, list[str]]:
    """What a file claims and does not keep, by profile."""
    if not claims(path.read_bytes()):
        return {}
    found = {
        f"{path.name} {flavour}": engine.list_failures(path, flavour)
        for flavour in PROFILES
    }
    return {place: failures for place, failures in found.items() if failures}
