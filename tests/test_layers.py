"""Imports go one way, modules stay small, and `check` loads nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from conftest import ROOT

PACKAGE = ROOT / "src" / "delib_gen"
# From the ground up: a layer may import those that stand before it, and itself.
# A name stands for a module or a package of `delib_gen`.
LAYERS = (
    ("hooks", "letters", "resources", "startup"),
    ("machine",),
    ("findings", "produced", "tenue"),
    ("store",),
    ("schema",),
    ("prose", "tableaux"),
    ("graphiques",),
    ("load",),
    ("model",),
    ("lang",),
    ("rules",),
    ("view",),
    ("kinds",),
    ("catalogue",),
    ("templating",),
    ("composition",),
    ("audit",),
    ("formats",),
    ("render",),
    ("bundle",),
    ("checking",),
    ("rereading",),
    ("edits",),
    ("traduction",),
    ("membres",),
    ("numeros",),
    ("aide",),
    ("templatecheck",),
    ("reporters",),
    ("assembling",),
    ("left_out",),
    ("request",),
    ("transmission",),
    ("wanted",),
    ("keeping",),
    ("period",),
    ("recalled",),
    ("preparing",),
    ("inscribing",),
    ("cluster",),
    ("making",),
    ("ending",),
    ("production",),
    ("pipeline",),
    ("recueil",),
    ("desk",),
    ("cli",),
    ("__main__",),
)
# The one way is the layers' order; these steps stand side by side, and must not
# know of each other although the order alone would let them.
APART = {
    "view": {"rules"},
    "templating": {"rules", "load", "model"},
    "composition": {"rules", "load", "model"},
    "audit": {"rules", "load", "model", "templating", "composition"},
    "formats": {"rules", "model"},
    "bundle": {
        "rules",
        "model",
        "view",
        "catalogue",
        "templating",
        "composition",
        "formats",
        "render",
    },
    "traduction": {"view", "templating", "audit", "formats", "render"},
    "membres": {"view", "templating", "audit", "formats", "render"},
    "aide": {"rules", "view", "audit", "formats", "render"},
    "reporters": {"rules", "model", "view", "formats", "bundle", "render"},
    "checking": {"view", "templating", "formats", "bundle", "render", "reporters"},
}
_RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
MAX_LINES = 300


def _layer_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def _imports(path: Path) -> set[str]:
    """The layers of ours that a module imports, at any depth of the code."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "delib_gen" and len(parts) > 1 and parts[1] in _RANK:
                found.add(parts[1])
    return found


def _modules() -> list[Path]:
    return [p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py"]


def find_wrong_imports(layer: str, imported: set[str]) -> set[str]:
    """Which of some imports a layer may not make."""
    return {
        other
        for other in imported
        if _RANK[other] > _RANK[layer] or other in APART.get(layer, set())
    }


def test_every_module_has_a_layer() -> None:
    """A new package must be given its place in the way."""
    unknown = {_layer_of(path) for path in _modules()} - set(_RANK)

    assert unknown == set()


def test_imports_go_one_way() -> None:
    """No module imports what comes after it on the way."""
    wrong = {
        str(path.relative_to(PACKAGE)): found
        for path in _modules()
        if (found := find_wrong_imports(_layer_of(path), _imports(path)))
    }

    assert wrong == {}


def test_the_guard_sees_a_wrong_import() -> None:
    """The guard itself, on planted faults."""
    assert find_wrong_imports("model", {"view", "load"}) == {"view"}
    assert find_wrong_imports("view", {"rules", "model"}) == {"rules"}


def test_modules_stay_small() -> None:
    """300 lines is where a module has become two."""
    long = {
        str(path.relative_to(PACKAGE)): count
        for path in _modules()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    }

    assert long == {}


SEANCE = str(ROOT / "data/exemples/2023-12-19-cp/seance.yaml")
PDF = ("weasyprint", "pydyf", "pypdfium2", "pikepdf", "delib_gen.formats.pdf")


def _list_loaded(modules: tuple[str, ...], *command: str) -> str:
    """Which of some modules a command loads, a check of the reference session else."""
    code = (
        "import sys; from delib_gen.startup import spare_startup; spare_startup(); "
        "from delib_gen.cli.run import run; "
        f"run({list(command or ('check', SEANCE))!r}); "
        f"print([m for m in {modules!r} if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return run.stdout.splitlines()[-1]


def test_check_loads_no_rendering_library() -> None:
    """`check` starts fast: nothing that lays out, writes Word or reads PDF."""
    heavy = (
        "weasyprint",
        "docxtpl",
        "docx",
        "pypdfium2",
        "pikepdf",
        "babel",
        "lxml",
        "openpyxl",
        "PIL",
    )
    ours = (
        "delib_gen.aide",
        "delib_gen.traduction",
        "delib_gen.formats",
        "delib_gen.templating",
    )

    assert _list_loaded(heavy + ours) == "[]"


def test_word_loads_no_pdf_library(tmp_path: Path) -> None:
    """A Word file is made by what writes Word files, and by nothing else."""
    command = ("render", SEANCE, "-o", str(tmp_path), "--format", "docx")

    assert _list_loaded(("docxtpl", *PDF), *command) == "['docxtpl']"


def test_a_mistyped_format_loads_no_library() -> None:
    """The names of the formats are known without what these are made with."""
    assert _list_loaded(("docxtpl", *PDF), "render", SEANCE, "--format", "pfd") == "[]"


def test_the_layout_engine_looks_for_no_library() -> None:
    """Where C libraries answer to their names, no program is started to find them."""
    code = (
        "import sys; started = []; "
        "sys.addaudithook(lambda event, _: event == 'subprocess.Popen' "
        "and started.append(1)); "
        "import delib_gen.formats.pdf; print(len(started))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert run.stdout == "0\n"


def test_pages_load_nothing_that_cuts_fonts_in_python(tmp_path: Path) -> None:
    """HarfBuzz does it: what would do it else is imported when it is called."""
    only = ("--format", "pdf", "--only", "deliberation")
    command = ("render", SEANCE, "-o", str(tmp_path), *only)

    assert (
        _list_loaded(("weasyprint", "fontTools.varLib"), *command) == "['weasyprint']"
    )


def test_pydantic_reads_no_metadata_of_packages() -> None:
    """Pydantic's loader of plugins is where `startup` leaves it out."""
    assert _list_loaded(("importlib.metadata", "email.message")) == "[]"
