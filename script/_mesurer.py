"""Ratios of processor time, each of two things done in turn.

What is counted is what the children spend, and theirs: a busy machine does not
show. Ratios travel from machine to machine, seconds do not: nothing here is a test.
With `--contre`, the other thing is the same one by another checkout's code.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from _grande_seance import write_seance
from _long_dossier import write_dossier

ROOT = Path(__file__).parents[1]
EXEMPLES = ROOT / "data/exemples"
SEANCE = str(EXEMPLES / "2023-12-19-cp/seance.yaml")
IMPORTS = "import yaml, pydantic, jinja2"
_WARM = str(Path(__file__).with_name("_mesurer_chaud.py"))
_PDF = "from weasyprint import HTML; HTML(string='<p>Un mot.</p>').write_pdf()"
_DOCX = """
import io, docx, docxtpl
made = io.BytesIO()
document = docx.Document()
document.add_paragraph('{{ mot }}')
document.save(made)
template = docxtpl.DocxTemplate(made)
template.render({'mot': 'Un mot.'})
template.save(io.BytesIO())
"""
_PAGE = """
import sys, time
from weasyprint import HTML
costs = []
for _ in range(int(sys.argv[1]) + 1):
    start = time.process_time()
    HTML(filename=sys.argv[2]).write_pdf()
    costs.append(time.process_time() - start)
print(*costs[1:], sep='\\n')
"""
_MEBI = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What a child took.

    Attributes:
        seconds: of processor, those of its children among them.
        memory: mebibytes, of the largest process, at the most.
        said: what it printed.
        elapsed: seconds that somebody waits.
    """

    seconds: float
    memory: float
    said: str = ""
    elapsed: float = 0


Action = Callable[[Path], Cost]
"""Something that is measured, by the code of a checkout."""


def run_child(*arguments: str, store: Path | None = None) -> Action:
    """A command of this Python, from start to end, with the children it has.

    Modules stay compiled from one run to the next, as they are once installed.

    Args:
        arguments: those of Python.
        store: the folder of what was made before; nothing is kept where not given.
    """

    def act(tree: Path) -> Cost:
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        environment["PYTHONPATH"] = str(tree / "src")
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["DELIB_GEN_MAGASIN"] = str(store or "non")
        with tempfile.TemporaryDirectory() as out, tempfile.TemporaryFile() as said:
            given = [word.replace("{out}", out) for word in arguments]
            cost = spend([sys.executable, *given], environment, said)
            said.seek(0)
            return replace(cost, said=said.read().decode())

    return act


def spend(
    command: Sequence[str], environment: Mapping[str, str], said: IO[bytes] | int
) -> Cost:
    """What a command takes, with the children it has."""
    begun = time.monotonic()
    child = subprocess.Popen(  # noqa: S603 - fixed words
        command, env=environment, stdout=said, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"échec de {' '.join(command)}")
    seconds, elapsed = used.ru_utime + used.ru_stime, time.monotonic() - begun
    return Cost(seconds, used.ru_maxrss / _MEBI, elapsed=elapsed)


def run_command(*arguments: str) -> Action:
    """A command of delib-gen, from a cold start."""
    return run_child("-m", "delib_gen", *arguments)


def run_warm(script: list[str]) -> Action:
    """What a child that stays up says that it spends each time: the median."""
    act = run_child(*script)

    def measure(tree: Path) -> Cost:
        cost = act(tree)
        costs = [float(line) for line in cost.said.split()]
        return Cost(statistics.median(costs), cost.memory)

    return measure


def run_again(times: int, changed: str, *arguments: str) -> Action:
    """A command done again in a process that stays up, a word of a file changed."""
    return run_warm([_WARM, str(times), changed or "-", *arguments])


@dataclass(frozen=True, slots=True)
class Line:
    """A ratio that is promised.

    Attributes:
        name: the word that asks for it alone.
        title: what is measured, against what.
        one: the thing.
        other: what it is held against.
        promise: the ratio that it stays below.
        rarity: of so many rounds, it is measured in one.
        memory: the mebibytes that the thing stays below, where they are promised.
        least: whether it is the ratio that it stays above.
        waited: whether what counts is the time that somebody waits: the machine must
            then have nothing else to do.
        held: whether what counts is the memory of the largest process.
    """

    name: str
    title: str
    one: Action
    other: Action
    promise: float
    rarity: int = 1
    memory: float = 0
    least: bool = False
    waited: bool = False
    held: bool = False

    def read(self, cost: Cost) -> float:
        """What counts: seconds, or mebibytes."""
        if self.held:
            return cost.memory
        return cost.elapsed if self.waited else cost.seconds


def iter_lines(folder: Path) -> Iterator[Line]:
    """All that is promised.

    Args:
        folder: where made-up sittings may be written.
    """
    imports = run_child("-c", IMPORTS)
    yield Line(
        "check",
        f"`check` de la séance de référence contre « {IMPORTS} »",
        run_command("check", SEANCE),
        imports,
        2.5,
    )
    long, one = (str(write_seance(folder, acts)) for acts in (120, 1))
    sixty = str(write_seance(folder, 60))
    yield Line(
        "actes",
        "séance de 63 membres vérifiée, 60 actes contre 1",
        run_command("check", sixty),
        run_command("check", one),
        5,
    )
    pleniere = str(shutil.copytree(EXEMPLES / "2026-09-30-ac", folder / "pleniere"))
    for name, title, path, promise in (
        ("encore", "plénière", f"{pleniere}/seance.yaml", 0.5),
        ("encore-120", "120 actes", long, 2.8),
    ):
        yield Line(
            name,
            f"{title} : un texte changé, vérifiée encore (processus qui reste) "
            "contre les imports",
            run_again(5, path, "check", path),
            imports,
            promise,
        )
    deliberation = ("render", SEANCE, "-o", "{out}", "--only", "deliberation")
    yield Line(
        "pdf",
        "un PDF, départ à froid, contre un script WeasyPrint d’un mot",
        run_command(*deliberation, "--format", "pdf"),
        run_child("-c", _PDF),
        1.6,
    )
    yield Line(
        "docx",
        "un DOCX, départ à froid, contre docxtpl nu",
        run_command(*deliberation, "--format", "docx"),
        run_child("-c", _DOCX),
        3.3,
    )
    page = _write_page(folder)
    bare = run_warm(["-c", _PAGE, "3", page])
    yield Line(
        "page",
        "délibération vérifiée, produite et relue, à chaud, contre `write_pdf` nu",
        run_again(5, "", *_to(deliberation), "--format", "pdf"),
        bare,
        1.8,
    )
    every = ("render", SEANCE, "-o", "{sortie}", "--format", "pdf,docx,html")
    yield Line(
        "tout",
        "tous les documents de la référence (pdf, docx, html), à chaud, contre "
        "`write_pdf` nu de la délibération",
        run_again(3, "", *every),
        bare,
        15,
    )
    yield Line(
        "en-regard",
        "deux langues en regard, 120 visas produits contre 30 (linéaire)",
        *(
            run_again(1, "", *_to(deliberation, path), "--lang", "fr+co")
            for path in (_write_visas(folder, visas) for visas in (120, 30))
        ),
        4,
        rarity=3,
    )
    yield from _iter_kept_lines(folder, sixty)
    yield from _iter_long_lines(folder)


def _iter_kept_lines(folder: Path, sixty: str) -> Iterator[Line]:
    """What was made before, of which nothing has changed, or one act."""
    store = folder / "magasin"
    render = ("-m", "delib_gen", "render")
    yield Line(
        "garde",
        "60 actes produits encore, rien n’ayant changé, contre `check`",
        run_child(*render, sixty, "-o", str(folder / "garde"), store=store),
        run_command("check", sixty),
        1.5,
    )
    place = folder / "un-acte"
    place.mkdir()
    changing = write_seance(place, 60)
    again = run_child(*render, str(changing), "-o", str(place / "out"), store=store)
    text, ranks = changing.read_text(encoding="utf-8"), itertools.count()

    def change_one(tree: Path) -> Cost:
        """A word of one act is another one each time."""
        word = f"APPROUVANT {next(ranks)}"
        changing.write_text(text.replace("APPROUVANT", word, 1), encoding="utf-8")
        return again(tree)

    yield Line(
        "garde-un",
        "un acte changé sur 60 contre une séance de ce seul acte",
        change_one,
        run_command("render", str(write_seance(place, 1)), "-o", "{out}"),
        1.3,
        rarity=2,
    )


def _iter_long_lines(folder: Path) -> Iterator[Line]:
    """What takes minutes: several processes, and dossiers of hundreds of pages."""
    sixty = folder / "seance-60.yaml"
    alone, both = (
        run_command("render", str(sixty), "-o", "{out}", "--jobs", jobs)
        for jobs in ("1", "2")
    )
    yield Line("jobs", "60 actes en deux processus contre un", both, alone, 1.1, 5)
    yield Line(
        "jobs-attente",
        "60 actes en un processus contre deux, le temps qu’on attend",
        alone,
        both,
        1.8,
        rarity=5,
        least=True,
        waited=True,
    )
    small = ("-o", "{out}", "--format", "pdf", "--jobs", "2")
    base = run_command("render", str(sixty), *small)
    for sittings, rarity in ((1, 8), (5, 15)):
        paths = (str(write_seance(folder, 300, rank=n)) for n in range(sittings))
        many, acts = run_command("render", *paths, *small), 300 * sittings
        title = f"{acts} actes contre 60, en PDF"
        most = acts / 60 * 1.1
        yield Line(f"actes-{acts}", title, many, base, most, rarity, memory=300)
    yield from _iter_held_lines(folder, sixty)
    yield from _iter_converted_lines(sixty, folder / "convertis")
    dossiers = {
        pages: run_command(
            "render",
            str(write_dossier(folder / str(pages), pages)),
            *("-o", "{out}", "--format", "pdf", "--only", "dossier"),
        )
        for pages in (30, 100, 300)
    }
    for pages, memory in ((100, 400), (300, 620)):
        yield Line(
            f"dossier-{pages}",
            f"dossier d’environ {pages} pages contre un de 30",
            dossiers[pages],
            dossiers[30],
            pages / 30,
            rarity=5,
            memory=memory,
        )


def _iter_held_lines(folder: Path, sixty: Path) -> Iterator[Line]:
    """What acts take of memory: those of one sitting are held, of several one is."""
    small = ("-o", "{out}", "--format", "html", "--jobs", "1")
    sittings = [str(write_seance(folder, 300, rank=n)) for n in range(5)]
    one, many, few = (
        run_command("render", *paths, *small)
        for paths in (sittings[:1], sittings, [str(sixty)])
    )
    for name, title, more, less, promise in (
        ("300", "300 actes contre 60", one, few, 1.3),
        ("1500", "1 500 actes en cinq séances contre 300", many, one, 1.25),
    ):
        said = f"{title}, en HTML, la mémoire du plus grand processus"
        yield Line(f"memoire-{name}", said, more, less, promise, 15, held=True)


def _iter_converted_lines(sixty: Path, folder: Path) -> Iterator[Line]:
    """What LibreOffice takes to make PDF files of the DOCX of some acts.

    Against it, what both kinds of files take here, from the session.
    """
    office = shutil.which("soffice")
    if office is None:
        print("sans LibreOffice, il n’est pas mesuré", flush=True)  # noqa: T201
        return
    acts = ("--only", "deliberation", "--format")
    profile = f"-env:UserInstallation=file://{folder / 'profil'}"
    convert = (office, profile, "--headless", "--convert-to", "pdf", "--outdir")

    def convert_all(size: int) -> Cost:
        """All of them, so many at a time."""
        if not folder.exists():
            run_command("render", str(sixty), "-o", str(folder), *acts, "docx")(ROOT)
            for rank, path in enumerate(sorted(folder.rglob("*.docx"))):
                path.rename(folder / f"{rank}.docx")  # one name would be one PDF
        files = sorted(map(str, folder.glob("*.docx")))
        costs = [
            spend([*convert, str(folder), *group], os.environ, subprocess.DEVNULL)
            for group in (files[n : n + size] for n in range(0, len(files), size))
        ]
        largest = max(cost.memory for cost in costs)
        return Cost(sum(cost.seconds for cost in costs), largest)

    for kind, (name, how, size, promise) in itertools.product(
        ("docx", "pdf"), (("lot", "en un lot", 60, 1.5), ("un", "un par un", 1, 10))
    ):
        yield Line(
            f"libreoffice-{name}-{kind}",
            f"60 DOCX convertis en PDF par LibreOffice, {how}, contre 60 {kind} faits "
            "du YAML",
            lambda _, size=size: convert_all(size),  # type: ignore[misc]  # its own
            run_command("render", str(sixty), "-o", "{out}", *acts, kind),
            promise,
            rarity=15,
            least=True,
        )


def _to(arguments: tuple[str, ...], path: str = SEANCE) -> list[str]:
    """The same command for a process that stays up, perhaps of another sitting."""
    places = {"{out}": "{sortie}", SEANCE: path}
    return [places.get(word, word) for word in arguments]


def _write_page(folder: Path) -> str:
    """The page of HTML of the reference deliberation."""
    out = folder / "page"
    arguments = ("render", SEANCE, "-o", str(out), "--format", "html")
    run_command(*arguments, "--only", "deliberation")(ROOT)
    return str(next(out.rglob("deliberation*.html")))


def _write_visas(folder: Path, visas: int) -> str:
    """A sitting of one act with so many visas."""
    place = folder / f"visas-{visas}"
    place.mkdir()
    return str(write_seance(place, 1, visas))


def report(line: Line, pairs: list[tuple[Cost, Cost]], promise: str) -> None:
    """One line: the median of the ratios, their range, and the medians."""
    ratios = [line.read(one) / line.read(other) for one, other in pairs]
    unit, times = ("Mio", 1) if line.held else ("ms", 1000)
    first, second = (
        statistics.median(map(line.read, side)) for side in zip(*pairs, strict=True)
    )
    memory = statistics.median(one.memory for one, _ in pairs)
    wanted = f", annoncé ≤ {line.memory:.0f}" if line.memory else ""
    print(  # noqa: T201
        f"{line.name} : {line.title} : {statistics.median(ratios):.2f} "
        f"(de {min(ratios):.2f} à {max(ratios):.2f}{promise}) ; médianes "
        f"{first * times:.0f} {unit} et {second * times:.0f} {unit}, "
        f"{len(pairs)} mesures ; "
        f"{memory:.0f} Mio{wanted}",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Mesure les rapports annoncés.")
    parser.add_argument("mots", nargs="*", help="les seules lignes voulues")
    parser.add_argument("--mesures", type=int, default=15)
    parser.add_argument(
        "--contre", type=Path, help="un autre dépôt, dont le code est mesuré en face"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for line in iter_lines(Path(name)):
            if given.mots and line.name not in given.mots:
                continue
            other = line.one if given.contre else line.other
            against = given.contre or ROOT
            other(against.absolute()), line.one(ROOT)
            pairs = [
                (line.one(ROOT), other(against.absolute()))
                for _ in range(max(given.mesures // line.rarity, 1))
            ]
            sign = "≥" if line.least else "≤"
            promise = "" if given.contre else f", annoncé {sign} {line.promise:.2f}"
            report(line, pairs, promise)


if __name__ == "__main__":
    main()
