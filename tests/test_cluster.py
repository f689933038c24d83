"""The works of a sitting on a cluster of two processes: the same bytes, or none."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli_helpers import call, read_tree, spread_session, standing_in, write_session
from delib_gen import cluster

OPTIONS = ("--format", "pdf,docx,html", "--magasin", "non")
ACTE = spread_session().split("actes:\n")[1]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster of two processes on this machine."""
    distributed: Any = pytest.importorskip(
        "distributed", reason="no cluster is tried without `delib-gen[distribue]`"
    )
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as local:
        yield local.scheduler_address


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A sitting of three acts."""
    text = spread_session()
    more = (ACTE.replace("23/187", number) for number in ("23/188", "23/189"))
    write_session(tmp_path, text + "".join(more))
    with standing_in(tmp_path):
        yield tmp_path


def test_a_cluster_makes_the_same_bytes(folder: Path, address: str) -> None:
    there = call("render", "seance.yaml", *OPTIONS, "--cluster", address, "-o", "la")
    here = call("render", "seance.yaml", *OPTIONS, "-o", "ici")

    assert there.status == 0, there.err
    assert (there.out.replace("la/", "ici/"), there.err) == (here.out, here.err)
    assert read_tree(folder / "la") == read_tree(folder / "ici")


def test_a_machine_that_has_something_else_is_refused(
    folder: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    means = cluster.describe_means

    def describe(spec: Any) -> dict[str, str]:
        return {**means(spec), "weasyprint": "1.0"}

    monkeypatch.setattr(cluster, "_describe_here", describe)
    result = call("render", "seance.yaml", *OPTIONS, "--cluster", address)

    assert result.status == 1
    assert "n'a pas le même « weasyprint » que celui-ci" in result.err
    assert not (folder / "out").exists()


def test_a_cluster_that_is_not_there_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="as above")
    monkeypatch.setattr(cluster, "_PATIENCE", "300ms")
    for where in ("tcp://127.0.0.1:9", "poste sans port"):
        result = call("render", "seance.yaml", *OPTIONS, "--cluster", where)
        assert result.status == 1, where
        assert f"aucune grappe Dask ne répond à « {where} »" in result.err


def test_an_extra_that_is_not_there_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = call("render", "seance.yaml", *OPTIONS, "--cluster", "tcp://x:1")

    assert result.status == 1
    assert "pip install 'delib-gen[distribue]'" in result.err
    assert not (folder / "out").exists()
