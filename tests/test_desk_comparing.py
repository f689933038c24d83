"""Two sets of documents, compared as a clerk would: documents, then lines."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs the extra `desk`")

from cli_helpers import call
from conftest import REFERENCE
from delib_gen.desk.web.comparing import compare_sets, read_lines

FORMATS = ("docx", "html", "pdf")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deliberation in every format."""
    out = tmp_path_factory.mktemp("out")
    options = ("--only", "deliberation", "--format", ",".join(FORMATS))
    assert call("render", REFERENCE / "seance.yaml", "-o", out, *options).status == 0
    return out / "2023-12-19-cp"


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_read_line_by_line(made: Path, name: str) -> None:
    lines = list(read_lines(made / "23-186-CP" / f"deliberation.fr.{name}"))

    words = " ".join(lines)
    assert "DELIBERATION N° 23/186 CP" in words
    assert "ARTICLE PREMIER" in words
    assert all(line == " ".join(line.split()) != "" for line in lines)


def test_a_set_is_like_itself(made: Path) -> None:
    assert compare_sets(made, made) == []


def test_what_was_never_made_is_new(made: Path, tmp_path: Path) -> None:
    (one,) = compare_sets(tmp_path, made)
    (other,) = compare_sets(made, tmp_path)

    assert (one["sort"], other["sort"]) == ("nouveau", "n'y serait plus")
    assert one["acte"] == "23/186 CP"
    assert one["formats"] == list(FORMATS)
    assert one["lignes"] == []
