"""What is found wrong when a file is read back is told at the line of its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli_helpers import call, line_of, spread_session, standing_in, write_session
from delib_gen.resources import templates_dir

SWAPS = {
    "a visa": (
        "deliberation.plan.j2",
        "{% for visa in visas %}",
        "{% for visa in visas | reverse %}",
        "vu un",
    ),
    "a power": (
        "_acte.plan.j2",
        "{{ personne(ligne.donneur) }} {{ ligne.lien }} "
        "{{ personne(ligne.mandataire) }}",
        "{{ personne(ligne.mandataire) }} {{ ligne.lien }} "
        "{{ personne(ligne.donneur) }}",
        "BOZZI",
    ),
}


@pytest.mark.parametrize("case", SWAPS)
def test_a_text_out_of_its_place_is_told_at_its_line(
    case: str, tmp_path: Path, one_kind_tried: None
) -> None:
    name, old, new, typed = SWAPS[case]
    text = spread_session(visas="[vu un premier texte, vu un deuxième texte]")
    write_session(tmp_path, text)
    plan = (templates_dir() / "fr" / name).read_text(encoding="utf-8")
    assert old in plan
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / name).write_text(plan.replace(old, new), encoding="utf-8")

    with standing_in(tmp_path):
        result = call(
            *("render", "seance.yaml", "--templates", "own", "--format", "html"),
            *("--only", "deliberation", "--diagnostics", "json"),
        )

    (found,) = [f for f in result.findings if f["code"] == "SOR01"]
    assert found["line"] == line_of(text, typed), found
    assert "votre plan" in found["hint"]
