"""Same input, same bytes: wherever, whenever and by whomever it is run."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import subprocess
from pathlib import Path

import docx
import pikepdf
import pytest

from cli_helpers import python_command, read_tree, spread_session, write_session
from conftest import ROOT

SESSION = spread_session(
    """
annexes:
  - {titre: Une note, fichier: textes/note.md}
  - {titre: Un plan, fichier: plan.pdf, de: rapport}
rapport: {numero: 2023/330/CP, corps: textes/rapport.md}
considerants: [l'intérêt de l’exemple]
"""
)
PLACES = {
    # The machine's zone and language, the seed of Python's sets, the folder.
    "un": ("UTC", "C.UTF-8", "0", "ici"),
    "deux": ("Pacific/Kiritimati", "tr_TR.UTF-8", "4242", "là bas/et là"),
}


def lay_session(folder: Path, age: float) -> None:
    """The session and its files, of a given age in days."""
    (folder / "textes").mkdir(parents=True)
    write_session(folder, SESSION)
    text = "# Titre\n\nUn *texte*, [un lien](https://exemple.test).\n\n1. un\n2. deux\n"
    for name in ("note", "rapport"):
        (folder / "textes" / f"{name}.md").write_text(text, encoding="utf-8")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(folder / "plan.pdf", deterministic_id=True)
    then = dt.datetime.now(tz=dt.UTC).timestamp() - age * 86_400
    for path in folder.rglob("*"):
        os.utime(path, (then, then))


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folders in which two runs wrote, each in circumstances of its own."""
    root = tmp_path_factory.mktemp("memes-octets")
    started: dict[Path, subprocess.Popen[str]] = {}
    folders: dict[str, Path] = {}
    for name, (zone, language, seed, place) in PLACES.items():
        folder = root / place
        lay_session(folder, age=len(started) * 400.0)
        folders[name] = folder
        started[folder] = subprocess.Popen(
            python_command(
                *("render", "seance.yaml" if name == "un" else folder / "seance.yaml"),
                *("--format", "pdf,docx,html", "--jobs", str(len(started) + 1)),
            ),
            cwd=folder,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT / "src"),
                "PYTHONHASHSEED": seed,
                "TZ": zone,
                "LANG": language,
                "LC_ALL": language,
                "HOME": str(folder),
                "USER": name,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    for process in started.values():
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    return {name: folder / "out" for name, folder in folders.items()}


def test_two_runs_write_the_same_bytes(runs: dict[str, Path]) -> None:
    first, second = (read_tree(out) for out in runs.values())

    assert sum(name.endswith(".pdf") for name in first) == 5
    assert sum(name.endswith(".docx") for name in first) == 4
    assert sum(name.endswith(".html") for name in first) == 4
    assert {n for n in first if first[n] != second.get(n)} == set()
    assert set(first) == set(second)


@pytest.fixture(scope="module")
def manifest(runs: dict[str, Path]) -> str:
    return (runs["deux"] / "2023-12-19-cp" / "manifest.json").read_text("utf-8")


def test_manifest_says_nothing_of_the_machine(
    manifest: str, runs: dict[str, Path]
) -> None:
    root = str(runs["un"].parents[1])

    assert root not in manifest
    assert "là bas" not in manifest
    assert str(ROOT) not in manifest
    assert not re.search(r'"(/|[A-Za-z]:\\|~|\.\.)', manifest)
    assert "deux" not in json.loads(manifest)["logiciel"].values()


def test_manifest_has_no_date_but_the_sittings(manifest: str) -> None:
    """Nor any file: what a clerk publishes does not say when it was made."""
    today = dt.datetime.now(tz=dt.UTC).date()
    days = {today + dt.timedelta(days=shift) for shift in (-1, 0, 1)}

    for day in days:
        assert day.isoformat() not in manifest
    told = json.loads(manifest)
    # Since when each one sits is what the office's file says.
    assert "2021-07-01" in json.dumps(told.pop("membres"))
    assert set(re.findall(r"\d{4}-\d{2}-\d{2}", json.dumps(told))) == {"2023-12-19"}


def test_files_have_no_date_but_the_sittings(runs: dict[str, Path]) -> None:
    folder = runs["un"] / "2023-12-19-cp" / "23-187-CP"

    for path in folder.glob("*.pdf"):
        if "annexe-rapport" in path.name:
            continue  # somebody else's file
        with pikepdf.open(path) as pdf:
            dates = [str(v) for k, v in pdf.docinfo.items() if "Date" in k]
            dates += re.findall(
                r"Date>([^<]+)<", bytes(pdf.Root.Metadata.read_bytes()).decode()
            )
        assert all("2023" in date for date in dates), path.name
    for path in folder.glob("*.docx"):
        properties = docx.Document(io.BytesIO(path.read_bytes())).core_properties
        for moment in (properties.created, properties.modified):
            assert moment is None or moment.year == 2023, path.name
