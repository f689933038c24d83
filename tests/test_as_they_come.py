"""Files are on the disk as soon as they are made; views and sittings go in time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli_helpers import call, read_tree, spread_session, standing_in, write_session
from delib_gen import making, pipeline
from delib_gen.model.situation import Situation
from delib_gen.view.deliberation import DeliberationView

ACTES = 6
OPTIONS = ("--format", "html", "--jobs", "1")
NEW = Path("out/.2023-12-19-cp.nouveau")


@pytest.fixture(autouse=True)
def _of_this_test() -> None:
    """What other tests left is not looked at again and again.

    It stays frozen, as does what `conftest` has frozen for the whole run.
    """
    gc.collect()
    gc.freeze()


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
    assert alive == alive[:1] * ACTES
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


@pytest.fixture
def three(folder: Path) -> list[str]:
    """The files of three sittings, of two acts each."""
    text = spread_session()
    head, acte = text.split("actes:\n")
    names = [f"seance-{rank}.yaml" for rank in range(3)]
    for rank, name in enumerate(names):
        numbers = (f"23/{190 + 2 * rank + n}" for n in range(2))
        actes = "".join(acte.replace("23/187", number) for number in numbers)
        said = f"{head}suffixe: s{rank}\nactes:\n{actes}"
        (folder / name).write_text(said, encoding="utf-8")
    return names


@pytest.mark.parametrize("store", ["non", "magasin"])
def test_one_sitting_at_a_time_is_held(
    three: list[str], monkeypatch: pytest.MonkeyPatch, store: str
) -> None:
    """Those that were checked are let go, and are what they would be alone."""
    alive: list[int] = []

    def count(original):
        def look(*given, **how):
            gc.collect()
            alive.append(sum(isinstance(o, Situation) for o in gc.get_objects()))
            return original(*given, **how)

        return look

    options = (*OPTIONS, "--magasin", store)
    with monkeypatch.context() as counted:
        counted.setattr(making, "render_job", count(making.render_job))
        counted.setattr(pipeline, "check_session", count(pipeline.check_session))
        assert call("render", *three, *options).status == 0
    assert alive == [0] * 3 + [1] * 6

    for name in three:
        assert call("render", name, *options, "-o", "seules").status == 0
    for again in ("out", "encore"):
        assert call("render", *three, *options, "-o", again).status == 0
        assert read_tree(Path(again)) == read_tree(Path("seules"))


def test_a_sitting_that_changes_before_its_turn_is_told(
    three: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was checked is what is made, or nothing is."""
    original, last = making.render_job, Path(three[-1])

    def save(*given):
        text = last.read_text(encoding="utf-8")
        last.write_text(text.replace("APPROUVANT", "REFUSANT"), encoding="utf-8")
        return original(*given)

    monkeypatch.setattr(making, "render_job", save)
    result = call("render", *three, *OPTIONS, "--magasin", "non")

    assert result.status == 1
    assert f"« {last} », ou un fichier qui y est nommé, a changé" in result.err
    assert not Path("out").exists()


def test_what_goes_from_the_store_before_its_turn_is_made_again(
    three: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    options = (*OPTIONS, "--magasin", "magasin", "--diagnostics", "json")
    first = call("render", *three, *options)
    original = pipeline.finish

    def remove(*given, **how):
        for path in sorted(Path("magasin").iterdir())[::2]:
            path.unlink()
        original(*given, **how)

    monkeypatch.setattr(pipeline, "finish", remove)
    again = call("render", *three, *options, "-o", "encore")

    assert (again.status, again.findings) == (0, first.findings)
    assert read_tree(Path("encore")) == read_tree(Path("out"))
