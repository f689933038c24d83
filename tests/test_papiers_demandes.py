"""What of a sitting is made at once, what is told of the rest, and what others read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli_helpers import call
from conftest import ROOT
from delib_gen.bundle.manifest import Manifest, ManifestError

EXEMPLES = ROOT / "data/exemples"
COMMUNE = EXEMPLES / "2025-06-24-commune/seance.yaml"
PROJET = EXEMPLES / "2026-11-26-ac-projet/seance.yaml"
CORSE = EXEMPLES / "2023-12-19-cp/seance.yaml"


def render(out: Path, session: Path, *options: str) -> Any:
    """A run of `render` that makes pages alone."""
    more = ("-o", str(out), "--format", "html", "--diagnostics", "json")
    return call("render", str(session), *more, *options)


def tell(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What SOR09 says: how severe it is, and its message."""
    return [(f["severity"], f["message"]) for f in found if f["code"] == "SOR09"]


def test_everything_is_made_at_once_and_the_rest_is_told(tmp_path: Path) -> None:
    """The acts and the papers of the stage; those of another stage are named."""
    result = render(tmp_path, PROJET, "--only", "tout")

    (made,) = tmp_path.iterdir()
    names = {path.name.split(".")[0] for path in (made / "seance").iterdir()}
    assert {"convocation", "ordre-du-jour", "presence", "pouvoirs"} <= names
    assert not {"liste", "pv"} & names
    assert (made / "acte-1" / "deliberation.fr.html").exists()
    (stage, _) = told = tell(result.findings)
    assert [severity for severity, _ in told] == ["note", "note"]
    assert all(f"« {name} »" in stage[1] for name in ("liste", "pv", "classeur"))
    assert "`projet`" in stage[1]


@pytest.mark.parametrize(
    ("session", "name", "told"),
    [
        (PROJET, "pv", "au stade `projet`"),
        (PROJET, "depouillement", "rien à y mettre"),
        (COMMUNE, "pv", None),
        (COMMUNE, "depouillement", None),
    ],
)
def test_a_paper_asked_for_by_its_name_and_not_made_is_warned_of(
    session: Path, name: str, told: str | None, tmp_path: Path
) -> None:
    found = tell(render(tmp_path, session, "--only", name).findings)

    assert [severity for severity, _ in found] == (["avertissement"] if told else [])
    assert all(f"« {name} »" in said and str(told) in said for _, said in found)


def test_one_act_is_not_asked_for_with_the_whole_sitting(tmp_path: Path) -> None:
    result = render(tmp_path, COMMUNE, "--only", "tout", "--acte", "2025-06-041")

    assert result.status == 2
    assert list(tmp_path.iterdir()) == []


def read_acts(out: Path, session: Path) -> tuple[dict[str, Any], Manifest]:
    """What the manifest tells of each act, by its number; and the manifest."""
    render(out, session, "--only", "deliberation")
    (path,) = out.glob("*/manifest.json")
    content = path.read_bytes()
    acts = json.loads(content)["actes"]
    return {act["numero"]: act.get("tenue") for act in acts}, Manifest.from_bytes(
        content
    )


def test_the_manifest_says_who_was_there_and_how_each_voted(tmp_path: Path) -> None:
    acts, manifest = read_acts(tmp_path, COMMUNE)
    held = acts["2025-06-041"]
    (ballot,) = held["scrutins"]

    assert held["preside"] == "Agathe ARBALESTRE"
    there = held["presence"]
    assert there["retires"] == ["Sylvain FONTARELLE"]  # and does not count as present
    assert len(there["presents"]) - 1 == there["comptes"] == 19
    assert {"donneur": "Noël MOULINEAU", "mandataire": "Agathe ARBALESTRE"} in there[
        "pouvoirs"
    ]
    assert ballot["chiffres"]["pour"] == 17
    assert ballot["noms"]["abstention"] == ["Urielle ROSEMBRUN", "Yolande VERTEPRÉE"]
    assert "pour" not in ballot["noms"]  # its acts name those who opposed alone
    assert Manifest.from_bytes(manifest.to_bytes()).actes[0].tenue == (
        manifest.actes[0].tenue
    )


def test_the_manifest_has_figures_alone_of_a_secret_ballot(tmp_path: Path) -> None:
    """And of an act that was withdrawn or only prepared, nothing."""
    acts, _ = read_acts(tmp_path / "a", COMMUNE)
    (election,) = acts["2025-06-044"]["elections"]
    (tour,) = election["tours"]

    assert (election["secret"], tour["exprimes"], tour["blancs"]) == (True, 22, 1)
    assert acts["2025-06-044"]["scrutins"] == []
    drafts, _ = read_acts(tmp_path / "b", PROJET)
    assert set(drafts.values()) == {None}


@pytest.mark.parametrize("held", [3, {"presence": 3}, {"preside": "x"}])
def test_a_manifest_with_a_wrong_attendance_is_refused(
    held: object, tmp_path: Path
) -> None:
    _, manifest = read_acts(tmp_path, CORSE)
    data = json.loads(manifest.to_bytes())
    data["actes"][0]["tenue"] = held

    with pytest.raises(ManifestError, match="validation"):
        Manifest.from_bytes(json.dumps(data).encode())
