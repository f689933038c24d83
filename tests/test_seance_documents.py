"""Documents and exports of the sitting: one file beside the folders of its acts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cli_helpers import call
from conftest import REFERENCE, ROOT
from delib_gen import catalogue
from delib_gen.catalogue import CATALOGUE, Catalogue
from delib_gen.findings import has_errors
from delib_gen.kinds import Scope
from delib_gen.pipeline import Outcome, RenderRequest, render_sessions
from seance_helpers import WITH_SEANCE, write_templates

PROJET = ROOT / "data/exemples/2026-11-26-ac-projet/seance.yaml"
PLENIERE = ROOT / "data/exemples/2026-09-30-ac/seance.yaml"


class Silent:
    def start(self, total: int) -> None:
        self.total = total
        self.done = 0

    def advance(self, acte: str) -> None:  # noqa: ARG002
        self.done += 1


def render(
    out: Path, *only: str, session: Path = REFERENCE / "seance.yaml", **asked: object
) -> Outcome:
    own = write_templates(out.parent)
    request = RenderRequest(out, only=only, own=own, **asked)  # type: ignore[arg-type]  # any of its fields
    progress = Silent()
    outcome = render_sessions([session], request, progress, WITH_SEANCE)
    assert not has_errors(outcome.findings), outcome.findings
    assert progress.done == progress.total
    return outcome


def list_files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    }


def read_manifest(outcome: Outcome) -> dict[str, list[dict[str, str]]]:
    data: dict[str, list[dict[str, str]]] = json.loads(
        outcome.bundles[0].manifest.read_bytes()
    )
    return data


def test_a_document_of_the_sitting_is_one_file_in_each_format(tmp_path: Path) -> None:
    """One, however many acts there are, with the titles of them all."""
    outcome = render(
        tmp_path / "out",
        "ordre-du-jour",
        session=PLENIERE,
        formats=("pdf", "docx", "html"),
    )

    folder = outcome.bundles[0].folder
    names = {f"seance/ordre-du-jour.fr.{f}" for f in ("pdf", "docx", "html")}
    assert list_files(folder) == {"manifest.json", *names}
    page = (folder / "seance/ordre-du-jour.fr.html").read_text(encoding="utf-8")
    assert page.count("<h2>") == len(read_manifest(outcome)["actes"])
    assert {(f["chemin"], f["acte"]) for f in read_manifest(outcome)["fichiers"]} == {
        (name, "") for name in names
    }


def test_two_languages_stand_side_by_side_in_it(tmp_path: Path) -> None:
    outcome = render(
        tmp_path / "out",
        "ordre-du-jour",
        langues=("co", "fr+co"),
        formats=("html",),
        jobs=2,
    )

    folder = outcome.bundles[0].folder / "seance"
    assert list_files(folder) == {
        "ordre-du-jour.co.html",
        "ordre-du-jour.fr+co.html",
    }
    both = (folder / "ordre-du-jour.fr+co.html").read_text(encoding="utf-8")
    assert 'data-colonne="0"' in both
    assert 'data-colonne="1"' in both


def test_a_draft_of_it_bears_its_mark(tmp_path: Path) -> None:
    outcome = render(
        tmp_path / "out", "ordre-du-jour", session=PROJET, formats=("html",)
    )

    (path,) = outcome.bundles[0].paths
    assert "data-marque" in path.read_text(encoding="utf-8")


def test_an_export_is_made_without_a_format(tmp_path: Path) -> None:
    """In each language once, were it asked for beside another one too."""
    outcome = render(tmp_path / "out", "liste-des-actes", langues=("fr", "fr+co"))

    folder = outcome.bundles[0].folder
    names = {f"seance/liste-des-actes.{langue}.csv" for langue in ("fr", "co")}
    assert list_files(folder) == {"manifest.json", *names}
    (line,) = (folder / "seance/liste-des-actes.fr.csv").read_text("utf-8").splitlines()
    assert line.startswith("23/186 CP,")
    assert {f["format"] for f in read_manifest(outcome)["fichiers"]} == {"csv"}


def test_without_a_name_only_the_acts_are_made(tmp_path: Path) -> None:
    """What `render` alone makes does not change with what the catalogue gains."""
    outcome = render(tmp_path / "out", formats=("html",))

    folder = outcome.bundles[0].folder
    assert not (folder / "seance").exists()
    assert (folder / "23-186-CP/dossier.fr.html").is_file()


def test_what_is_made_of_the_sitting_leaves_the_acts_as_they_are(
    tmp_path: Path, session_folder: Path
) -> None:
    """Even when the session has changed since they were made."""
    session = session_folder / "seance.yaml"
    render(tmp_path / "out", session=session, formats=("html",), acte="23/186 CP")
    made = list_files(tmp_path / "out")
    session.write_text(session.read_text("utf-8") + "\n# relu\n", encoding="utf-8")

    outcome = render(tmp_path / "out", "liste-des-actes", session=session)

    assert outcome.bundles[0].findings == ()
    added = "2023-12-19-cp/seance/liste-des-actes.fr.csv"
    assert list_files(tmp_path / "out") == {*made, added}


def test_nothing_is_made_of_the_sitting_for_one_act(tmp_path: Path) -> None:
    asked = ("deliberation", "ordre-du-jour", "liste-des-actes")
    outcome = render(tmp_path / "out", *asked, formats=("html",), acte="23/186 CP")

    names = [path.name for path in outcome.bundles[0].paths]
    assert names == ["deliberation.fr.html"]


def test_the_command_refuses_it_for_one_act(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "CATALOGUE", WITH_SEANCE)
    session = REFERENCE / "seance.yaml"

    result = call("render", session, "--acte", "1", "--only", "ordre-du-jour")

    assert result.status == 2
    assert "`ordre-du-jour` est de toute la séance : ôtez `--acte`" in result.err


def test_a_name_stands_for_one_thing() -> None:
    """Two kinds that `--only` could not tell apart are a bug."""
    with pytest.raises(ValueError, match="deliberation"):
        replace(CATALOGUE, seance=Scope(documents=CATALOGUE.acte.documents[:1]))


def test_an_act_can_have_exports_too(tmp_path: Path) -> None:
    """They stand in its folder."""
    (export,) = WITH_SEANCE.seance.exports
    acte = replace(CATALOGUE.acte, exports=(replace(export, name="acte"),))
    request = RenderRequest(tmp_path, only=("acte",))

    catalogue = Catalogue(acte, Scope(), ())
    outcome = render_sessions([REFERENCE / "seance.yaml"], request, Silent(), catalogue)

    (path,) = outcome.bundles[0].paths
    assert path.parent.name == "23-186-CP"
    assert path.name == "acte.fr.csv"
