"""Ratios, each of two things done in turn so that a busy machine slows both.

Ratios travel from machine to machine, seconds do not: nothing here is a test.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from _grande_seance import write_seance
from _long_dossier import write_dossier

SEANCE = Path(__file__).parents[1] / "data/exemples/2023-12-19-cp/seance.yaml"
IMPORTS = "import yaml, pydantic, jinja2"


def measure(
    one: Callable[[], object], other: Callable[[], object], runs: int
) -> tuple[list[float], list[float]]:
    """The durations in seconds of two things done in turn, warm."""
    one(), other()
    first: list[float] = []
    second: list[float] = []
    for _ in range(runs):
        for action, durations in ((other, second), (one, first)):
            start = time.perf_counter()
            action()
            durations.append(time.perf_counter() - start)
    return first, second


def report(name: str, first: list[float], second: list[float], promise: float) -> None:
    """One line: the median of the ratios, their range, and the medians."""
    ratios = [a / b for a, b in zip(first, second, strict=True)]
    median = statistics.median(ratios)
    print(  # noqa: T201
        f"{name} : rapport médian {median:.2f} (de {min(ratios):.2f} à "
        f"{max(ratios):.2f}, annoncé ≤ {promise}) ; médianes "
        f"{statistics.median(first) * 1000:.0f} ms et "
        f"{statistics.median(second) * 1000:.0f} ms, {len(ratios)} mesures"
    )


def run_process(arguments: list[str]) -> Callable[[], object]:
    """Run a command of this Python, its output thrown away.

    Modules stay compiled from one run to the next, as they are once installed.
    """
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return lambda: subprocess.run(  # noqa: S603 - fixed words
        [sys.executable, *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )


def measure_rendering(runs: int) -> tuple[list[float], list[float]]:
    """One deliberation with its audit, and WeasyPrint's plain write_pdf."""
    from weasyprint import HTML

    from delib_gen.checking import check_session
    from delib_gen.formats.page import compose_page
    from delib_gen.formats.pdf import FORMAT
    from delib_gen.formats.pdf.engine import _load_faces
    from delib_gen.render import RenderSpec, make_tools
    from delib_gen.view.context import make_view_context
    from delib_gen.view.registry import build_views

    checked = check_session(SEANCE)
    if checked.situation is None or checked.reference is None:
        raise SystemExit("the reference session cannot be read")
    charte = checked.situation.reference.charte
    if charte is None:
        raise SystemExit("the reference session has no house style")
    tools = make_tools("fr", RenderSpec("corse", charte, None))
    view = build_views(make_view_context(checked.situation.actes[0], "fr", charte))[0]
    page = compose_page(view, tools)
    fonts, sheet = _load_faces(tools.faces.found)

    def render() -> None:
        rendered = FORMAT.render(view, tools)
        if rendered is None or FORMAT.audit(rendered.content, (view,)):
            raise SystemExit("the deliberation is not whole")

    def plain() -> None:
        HTML(string=page).write_pdf(font_config=fonts, stylesheets=[sheet])

    return measure(render, plain, runs)


def measure_long_sitting(runs: int) -> tuple[list[float], list[float]]:
    """A sitting of sixty-three members: sixty acts checked, and one."""
    with tempfile.TemporaryDirectory() as folder:
        long, short = (
            run_process(
                ["-m", "delib_gen", "check", str(write_seance(Path(folder), n))]
            )
            for n in (60, 1)
        )
        return measure(long, short, runs)


def measure_columns(runs: int) -> tuple[list[float], list[float]]:
    """Two languages side by side: 120 visas laid out, and 30."""
    from delib_gen.checking import check_session
    from delib_gen.formats.en_regard import compose_any_page
    from delib_gen.formats.pdf import engine
    from delib_gen.render import RenderSpec, make_tools
    from delib_gen.view.context import make_view_context
    from delib_gen.view.deliberation import DeliberationView
    from delib_gen.view.en_regard import build_columns, pair_views
    from delib_gen.view.registry import build_views

    checked = check_session(SEANCE)
    charte = checked.reference.charte if checked.reference else None
    if checked.situation is None or charte is None:
        raise SystemExit("the reference session cannot be read")
    tools = make_tools("fr+co", RenderSpec("corse", charte, None))
    acte = checked.situation.actes[0]

    def lay_out(visas: int) -> Callable[[], object]:
        contexts = [make_view_context(acte, code, charte) for code in ("fr", "co")]
        editions = []
        for context in contexts:
            views = build_views(context)
            for rank, view in enumerate(views):
                if isinstance(view, DeliberationView):
                    many = tuple(view.visas[n % len(view.visas)] for n in range(visas))
                    views[rank] = dataclasses.replace(view, visas=many)
            editions.append(views)
        pairs = pair_views(editions[0], editions[1], build_columns(contexts))
        page = compose_any_page(pairs[0], tools)
        return lambda: engine.lay_out(page, tools)

    return measure(lay_out(120), lay_out(30), runs)


DOSSIERS = (30, 100, 300)
"""About how many pages the long dossiers have."""
_PRODUCE = """
import pathlib, resource, sys, time
from delib_gen.startup import spare_startup
spare_startup()
from delib_gen.cli.run import run
from delib_gen.audit.pdf import count_pages
seance, out = sys.argv[1:]
start = time.process_time()
code = run(["render", seance, "-o", out, "--format", "pdf", "--only", "dossier"])
spent = time.process_time() - start
dossier = next(pathlib.Path(out).rglob("dossier.fr.pdf"))
pages = count_pages(dossier.read_bytes())
print(code, pages, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
_MEBI = 1024


def report_long_dossiers(runs: int) -> None:
    """Dossiers of 30, 100 and 300 pages: what a page costs, and the memory taken."""
    costs: dict[int, list[float]] = {size: [] for size in DOSSIERS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for run in range(runs):
            for size in DOSSIERS:
                path = write_dossier(folder / str(size), size)
                out = folder / f"out-{size}-{run}"
                done = subprocess.run(  # noqa: S603 - fixed words
                    [sys.executable, "-c", _PRODUCE, str(path), str(out)],
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    text=True,
                    check=True,
                )
                _, pages, spent, memory = done.stdout.split()[-4:]
                costs[size].append(float(spent) / int(pages))
                print(  # noqa: T201
                    f"dossier de {pages} pages : {float(spent):.1f} s de processeur, "
                    f"{int(memory) / _MEBI:.0f} Mio de mémoire au plus (annoncé ≤ 1024)"
                )
    smallest = min(DOSSIERS)
    for size in DOSSIERS[1:]:
        report(
            f"une page d’un dossier de {size} pages contre une de {smallest}",
            costs[size],
            costs[smallest],
            1,
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Mesure les rapports annoncés.")
    parser.add_argument("--mesures", type=int, default=15)
    runs: int = parser.parse_args().mesures
    check = run_process(["-m", "delib_gen", "check", str(SEANCE)])
    imports = run_process(["-c", IMPORTS])
    report(f"`delib-gen check` contre « {IMPORTS} »", *measure(check, imports, runs), 3)
    report(
        "séance de 63 membres vérifiée, 60 actes contre 1",
        *measure_long_sitting(runs),
        5,
    )
    report(
        "délibération produite et relue contre `write_pdf` nu",
        *measure_rendering(runs),
        1.15,
    )
    report(
        "deux langues en regard, 120 visas mis en page contre 30 (linéaire)",
        *measure_columns(max(runs // 3, 3)),
        4,
    )
    report_long_dossiers(max(runs // 5, 1))


if __name__ == "__main__":
    main()
