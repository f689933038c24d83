"""From a key to what it shows, in a real browser, as the one who types waits for it.

Each key is held against a bare request of the same server, made just before: a busy
machine slows both. Nothing is measured where there is no browser, and that is said.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from _grande_seance import write_seance

ROOT = Path(__file__).parents[1]
PLENARY = ROOT / "data/exemples/2026-09-30-ac"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_BARE = """async () => {
  const debut = performance.now();
  await (await fetch("/fixe/bureau.svg", { cache: "no-store" })).text();
  return performance.now() - debut;
}"""
_ARM = """() => {
  const image = () => document.querySelector(".page img");
  const version = document.getElementById("pied").dataset.version;
  const avant = image()?.getAttribute("src");
  window.mesure = new Promise((fini) => addEventListener("keydown", () => {
    const debut = performance.now();
    let constats = 0;
    const regarder = () => {
      const passe = performance.now() - debut;
      const vue = document.getElementById("pied").dataset.version;
      if (!constats && vue !== version) constats = passe;
      const la = image();
      const page = la && la.getAttribute("src") !== avant && la.complete;
      if (constats && (page || !avant)) fini([constats, avant ? passe : 0]);
      else if (passe > 20000) fini([constats || passe, passe]);
      else requestAnimationFrame(regarder);
    };
    regarder();
  }, { once: true, capture: true }));
}"""
"""The page shows another version: its findings are those of what was typed."""


class Case(NamedTuple):
    """A sitting in which one types, and what is promised of it, in milliseconds.

    Attributes:
        name: what it is called.
        slug: its name in addresses.
        acts: the acts in which something is typed.
        findings, page: at most how long, nineteen times in twenty; 0 for no promise.
    """

    name: str
    slug: str
    acts: Sequence[int]
    findings: int
    page: int = 0


CASES = (
    Case("plénière de 63 membres", "pleniere", range(1, 16), 100, 300),
    Case("120 actes", "seance-120", range(1, 120, 13), 250),
)


def measure(
    place: str,
    acts: Sequence[int],
    window: Any,  # noqa: ANN401 - a page of playwright, which need not be there
    keys: int,
) -> list[tuple[float, float, float]]:
    """What each key took: a bare request, to the findings, to the page.

    Args:
        place: the address of the sitting.
        acts: the acts in which something is typed.
        window: the browser's page.
        keys: how many keys in each.
    """
    rows = []
    for act in acts:
        window.goto(f"{place}/actes/{act}")
        window.wait_for_selector("#apercu img, #apercu-etat:not(:empty)")
        window.wait_for_timeout(1500)
        window.focus(f"#c-actes-{act - 1}-titre-fr")
        window.keyboard.press("Control+End")
        for rank in range(keys + 1):
            bare = window.evaluate(_BARE)
            window.evaluate(_ARM)
            window.keyboard.press("abcdefghij"[rank % 10])
            found, page = window.evaluate("window.mesure")
            if rank:  # the first one warms
                rows.append((bare, found, page))
            window.wait_for_timeout(400)
    return rows


def serve(folder: Path, tree: Path) -> subprocess.Popen[str]:
    """A desk by the code of a checkout; its first line is the one-time address."""
    command = [sys.executable, "-m", "delib_gen", "desk", folder, "--sans-navigateur"]
    environment = {**os.environ, "PYTHONPATH": str(tree / "src")}
    return subprocess.Popen(  # noqa: S603 - fixed words
        command, stdout=subprocess.PIPE, text=True, env=environment
    )


def report(case: Case, rows: list[tuple[float, float, float]]) -> None:
    """Two lines: times beside what is promised, and ratios to a bare request."""
    bare = statistics.median(row[0] for row in rows)
    promised = (("aux constats", 1, case.findings), ("à la page", 2, case.page))
    for what, rank, most in promised:
        times = sorted(row[rank] for row in rows if row[rank])
        if not times:
            continue
        half, high = (times[int(len(times) * part)] for part in (0.5, 0.95))
        wanted = f" (promis : {most} ms)" if most else ""
        print(  # noqa: T201
            f"bureau : {case.name}, de la touche {what} : p50 {half:.0f} ms, p95 "
            f"{high:.0f} ms{wanted} ; {half / bare:.0f} et {high / bare:.0f} requêtes "
            f"nues ({bare:.1f} ms), {len(times)} touches",
            flush=True,
        )


def tell_load() -> None:
    """How busy the machine is: where it is, the ratios alone say something."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    busy = " : poste occupé, les durées ne valent rien" if load > cores / 2 else ""
    print(f"bureau : charge {load:.1f} pour {cores} cœurs{busy}", flush=True)  # noqa: T201


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Mesure le bureau, au navigateur.")
    parser.add_argument("--touches", type=int, default=6, help="par acte")
    parser.add_argument(
        "--contre", type=Path, default=ROOT, help="le dépôt dont le code est mesuré"
    )
    given = parser.parse_args()
    path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        path = None
    if path is None:
        print("sans navigateur (Chromium et playwright), le bureau n’est pas mesuré")  # noqa: T201
        return
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name) / "salle"
        shutil.copytree(PLENARY, folder / "pleniere")
        write_seance(folder, 120)
        served = serve(folder, given.contre.absolute())
        try:
            address = served.stdout.readline().strip() if served.stdout else ""
            with closing(
                playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            ) as browser:
                window = browser.new_page(viewport={"width": 1280, "height": 800})
                window.goto(address)
                base = "/".join(window.url.split("/")[:3])
                tell_load()
                for case in CASES:
                    place = f"{base}/s/{case.slug}"
                    report(case, measure(place, case.acts, window, given.touches))
                tell_load()
        finally:
            served.terminate()
            served.wait()


if __name__ == "__main__":
    main()
