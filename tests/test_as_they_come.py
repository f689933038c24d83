"""Files are on the disk as soon as they are made, and views gone once looked at."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli_helpers import call, read_tree, spread_session, standing_in, write_session
from delib_gen import making
from delib_gen.view.deliberation import DeliberationView

ACTES = 6
OPTIONS = ("--format", "html", "--jobs", "1")
NEW = Path("out/.2023-12-19-cp.nouveau")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder to work in, with a sitting of some acts."""
    text = spread_session()
    acte = text.split("actes:\n")[1]
    more = (acte.replace("23/187", f"23/{188 + n}") for n in range(ACTES - 1))
    write_session(tmp_path, text + "".join(more))
    with standing_in(tmp_path):
        yield tmp_path


@pytest.mark.serie(2)
@pytest.mark.parametrize("store", ["non", "magasin"])
def test_one_act_at_a_time_is_held(
    folder: Path, monkeypatch: pytest.MonkeyPatch, store: str
) -> None:
    """While an act is laid out, those before it are written, and no other has views."""
    there: list[int] = []
    alive: list[int] = []
    original = making.render_job

    def look(*given):
        there.append(len(list(NEW.glob("*/dossier.*"))))
        gc.collect()
        alive.append(sum(isinstance(o, DeliberationView) for o in gc.get_objects()))
        return original(*given)

    monkeypatch.setattr(making, "render_job", look)
    assert call("render", "seance.yaml", *OPTIONS, "--magasin", store).status == 0

    assert there == list(range(ACTES))
    assert alive == [alive[0]] * ACTES
    assert not NEW.exists()


def test_an_error_at_the_end_takes_all_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written of the acts before is no output."""
    assert call("render", "seance.yaml", *OPTIONS, "--magasin", "non").status == 0
    before = read_tree(folder)
    original = making.render_job

    def fail(job, *others):
        if job.acte == f"23/{187 + ACTES - 1} CP":
            assert list(NEW.glob("*/dossier.*"))
            raise RuntimeError("a bug of ours")
        return original(job, *others)

    monkeypatch.setattr(making, "render_job", fail)
    text = (folder / "seance.yaml").read_text(encoding="utf-8")
    write_session(folder, text.replace("APPROUVANT", "APPROUVANT ENFIN"))
    assert call("render", "seance.yaml", *OPTIONS, "--magasin", "non").status == 3

    write_session(folder, text)
    assert read_tree(folder) == before


def test_a_template_that_breaks_one_act_writes_none(folder: Path) -> None:
    own = folder / "gabarits"
    own.mkdir()
    (own / "deliberation.html.j2").write_text(
        "{{ partie.visas }}{% if document.numero == 'x' %}{{ rien }}{% endif %}",
        encoding="utf-8",
    )
    result = call("render", "seance.yaml", *OPTIONS, "--templates", "gabarits")
    assert result.status == 1
    assert not (folder / "out").exists()
