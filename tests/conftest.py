"""What tests share: the reference dossier, golden files, a clean environment."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterable
from itertools import product
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from delib_gen import templatecheck
from delib_gen.checking import Checked, check_session
from delib_gen.formats.base import RenderTools
from delib_gen.render import RenderSpec, make_tools
from delib_gen.resources import data_dir
from delib_gen.startup import spare_startup
from delib_gen.view.base import View
from delib_gen.view.deliberation import DeliberationView
from delib_gen.view.sommaire import add_contents
from view_helpers import build_views, make_acte_context

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
FIXTURES = ROOT / "tests" / "fixtures"
REFERENCE = data_dir() / "exemples" / "2023-12-19-cp"


EVERYTHING = bool(os.environ.get("CI"))
"""Whether the longest series are run whole, as CI does; else a part stands for them."""


def is_drawn(name: str, out_of: int) -> bool:
    """Whether a case of a long series is run: all are on CI, one in so many elsewhere.

    It is drawn by its name, so that the same ones are run each time.
    """
    return EVERYTHING or crc32(name.encode()) % out_of == 0


def draw(out_of: int, *series: Iterable[str]) -> list[Any]:
    """The cases of a long series that are run, for `parametrize`: of several, products.

    Args:
        out_of: one in so many; see `is_drawn`.
        series: names, each of a case.
    """
    cases = [case for case in product(*series) if is_drawn(" ".join(case), out_of)]
    return cases if len(series) > 1 else [name for (name,) in cases]


def number_series(config: pytest.Config, few: int, more: int) -> range:
    """The numbers of what a long series makes, each of which draws one of its cases.

    Args:
        config: what pytest was asked (`script/long`).
        few: how many there are where nothing is asked.
        more: how many there are then on CI.
    """
    first = config.getoption("--premier") or 0
    count = config.getoption("--documents") or (more if EVERYTHING else few)
    return range(first, first + count)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the golden files with what the software now gives",
    )
    parser.addoption(
        "--documents",
        type=int,
        help="how many documents the series of made-up ones make (`script/long`)",
    )
    parser.addoption(
        "--premier", type=int, help="the number of the first of those documents"
    )


@pytest.fixture
def one_kind_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Own templates are tried on deliberations alone, but on CI: a tenth of the time.

    For tests of what is found, and of how it is told; others see that each is tried.
    """
    check = templatecheck.check_templates

    def check_one(*given: Any, shipped: bool) -> Any:
        return check(*given[:3], [DeliberationView], shipped=shipped)

    if not EVERYTHING:
        monkeypatch.setattr(templatecheck, "check_templates", check_one)


def pytest_configure(config: pytest.Config) -> None:
    """No test makes use of what another one made, unless it says so.

    Nor does one depend on the colours of who runs it. What is collected stays to the
    end: the collector would look at it again and again, a quarter of that time.
    """
    gc.disable()
    os.environ["DELIB_GEN_MAGASIN"] = "non"
    for name in ("NO_COLOR", "DELIB_GEN_TRACE", "FORCE_COLOR"):
        os.environ.pop(name, None)
    config.addinivalue_line(
        "markers", "serie(out_of): a long series: one case in so many but on CI"
    )


def pytest_report_header() -> str | None:
    """Says it aloud when series are not run whole."""
    return None if EVERYTHING else "long series: a part of their cases (all: CI=true)"


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leaves cases of the series that are marked so to CI, but one at least of each."""
    series: dict[str, list[pytest.Item]] = {}
    for item in items:
        series.setdefault(item.nodeid.partition("[")[0], []).append(item)
    kept, left = [], []
    for cases in series.values():
        mark = cases[0].get_closest_marker("serie")
        out_of = mark.args[0] if mark else 1
        drawn = [item for item in cases if is_drawn(item.nodeid, out_of)] or cases[:1]
        kept += drawn
        left += sorted({*cases} - {*drawn}, key=lambda item: item.nodeid)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def pytest_collection_finish() -> None:
    """As the command does, for what it reads first; what was imported stays."""
    spare_startup()
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with a golden file, or rewrites it under --update-golden."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"no golden file {name}: run with --update-golden"

        assert path.read_text(encoding="utf-8") == text

    return compare


@pytest.fixture(scope="session")
def reference() -> Checked:
    """The reference act, read and checked."""
    return check_session(REFERENCE / "seance.yaml")


@pytest.fixture(scope="session")
def views(reference: Checked) -> tuple[View, ...]:
    """The views of the reference act, in the order of the dossier."""
    assert reference.situation is not None
    assert reference.reference is not None
    assert reference.reference.charte is not None
    acte = reference.situation.actes[0]
    context = make_acte_context(acte, "fr", reference.reference.charte)
    return tuple(build_views(context))


@pytest.fixture(scope="session")
def whole(reference: Checked, views: tuple[View, ...]) -> tuple[View, ...]:
    """The same behind their contents page, as a dossier has them."""
    assert reference.situation is not None
    assert reference.reference is not None
    assert reference.reference.charte is not None
    acte = reference.situation.actes[0]
    context = make_acte_context(acte, "fr", reference.reference.charte)
    return tuple(add_contents(context, views))


@pytest.fixture(scope="session")
def tools(reference: Checked) -> RenderTools:
    """The shipped templates, the style and the faces of the reference act."""
    assert reference.reference is not None
    assert reference.reference.charte is not None
    return make_tools("fr", RenderSpec("corse", reference.reference.charte, None))


@pytest.fixture
def session_folder(tmp_path: Path) -> Path:
    """A copy of the reference dossier that a test may change."""
    folder = tmp_path / "seance"
    shutil.copytree(REFERENCE, folder)
    return folder


@pytest.fixture
def change(session_folder: Path) -> Callable[[str, str], Path]:
    """Replaces a text in the copied session; gives the session file's path."""
    path = session_folder / "seance.yaml"

    def replace(old: str, new: str) -> Path:
        text = path.read_text(encoding="utf-8")
        assert old in text, f"the session no longer has {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return replace
