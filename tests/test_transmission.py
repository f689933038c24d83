"""A folder for each act with what is deposited to transmit it, and no more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from delib_gen.findings import has_errors
from delib_gen.pipeline import Outcome, RenderRequest, render_sessions
from test_papiers import PROJET, write
from test_seance_documents import Silent

RETRAIT = (
    "    titre: Affectation du résultat de l'exercice 2024\n",
    "    titre: Affectation du résultat de l'exercice 2024\n"
    "    annexes:\n"
    "      - {titre: Un plan, fichier: plan.md}\n"
    "      - {titre: Une note, fichier: plan.md, de: rapport}\n"
    "    rapport: {numero: 7, corps: Il est proposé de délibérer.}\n",
)


def render(session: Path, out: Path, **asked: object) -> Outcome:
    kinds = {"only": ("transmission",), "formats": ("pdf",), **asked}
    return render_sessions([session], RenderRequest(out, **kinds), Silent())  # type: ignore[arg-type]  # as the test asks


def list_sent(out: Path) -> list[str]:
    return sorted(path.name for path in out.glob("*/*/transmission/*"))


def test_a_folder_has_the_act_and_its_own_annexes(tmp_path: Path) -> None:
    """The very bytes of the act's files; the manifest has them, and they stay so."""
    session, out = write(tmp_path, RETRAIT), tmp_path / "out"
    (tmp_path / "plan.md").write_text("Le plan.\n", encoding="utf-8")
    outcome = render(session, out, acte="2025-06-042")

    assert not has_errors(outcome.findings), outcome.findings
    names = ["2025-06-042-annexe-1.pdf", "2025-06-042-deliberation.pdf"]
    assert list_sent(out) == names
    (folder,) = out.glob("*/2025-06-042")
    sent = folder / "transmission" / "2025-06-042-deliberation.pdf"
    assert sent.read_bytes() == (folder / "deliberation.fr.pdf").read_bytes()
    manifest = json.loads((folder.parent / "manifest.json").read_text())
    paths = {entry["chemin"] for entry in manifest["fichiers"]}
    assert {f"2025-06-042/transmission/{name}" for name in names} <= paths
    again = render(session, out, only=("deliberation",), acte="2025-06-042")
    assert "SOR06" not in [finding.code for finding in again.findings]
    assert list_sent(out) == names


def test_each_act_has_its_folder(tmp_path: Path) -> None:
    outcome = render(write(tmp_path), tmp_path / "out")

    assert not outcome.findings
    sent = list_sent(tmp_path / "out")
    assert sent == [f"2025-06-04{n}-deliberation.pdf" for n in range(1, 7)]


@pytest.mark.parametrize(
    "asked", [{"formats": ("docx",)}, {"langues": ("co",), "formats": ("pdf",)}]
)
def test_what_cannot_be_transmitted_is_told(
    asked: dict[str, object], tmp_path: Path
) -> None:
    outcome = render(write(tmp_path), tmp_path / "out", acte="2025-06-042", **asked)

    assert "SOR09" in [finding.code for finding in outcome.findings]
    assert not list_sent(tmp_path / "out")


def test_a_draft_is_not_transmitted(tmp_path: Path) -> None:
    outcome = render(PROJET, tmp_path / "out")

    assert "SOR09" in [finding.code for finding in outcome.findings]
    assert not list_sent(tmp_path / "out")
