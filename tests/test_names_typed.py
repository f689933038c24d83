"""Names as a small office types them: initials, a rapporteur, commissions in a list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from act_helpers import HEAD, make, render, write
from delib_gen.checking import check_session


def find(path: Path, code: str) -> list[Any]:
    return [f for f in check_session(path).findings if f.code == code]


@pytest.mark.parametrize("typed", ["M. BRISEVENT", "BRISEVENT M.", "m. brisevent"])
def test_an_initial_that_is_a_civility_too_is_a_given_name(
    typed: str, tmp_path: Path
) -> None:
    path = write(tmp_path, HEAD)
    autorite = tmp_path / "autorite.yaml"
    text = autorite.read_text("utf-8")
    text = text.replace("prenom: Casimir", "prenom: M.")
    text = text.replace("nom: COUDRAIN", "nom: BRISEVENT")
    autorite.write_text(text, "utf-8")
    session = path.read_text("utf-8").replace("BRISEVENT", typed)
    path.write_text(session.replace("COUDRAIN", "Édouard BRISEVENT"), "utf-8")
    assert not find(path, "PRE10")
    assert not find(path, "PRE02")


@pytest.mark.parametrize("name", ["html", "docx", "pdf"])
def test_a_member_may_report(name: str, tmp_path: Path) -> None:
    rapport = "rapport: {numero: 2026/1, corps: Voici.}\n    rapporteur: COUDRAIN"
    path = write(tmp_path, f"{rapport}\n    {HEAD}")
    view: Any = make(path)[0]
    said = [mention.replace("\u00a0", " ") for mention in view.mentions]
    assert said == ["SUR rapport de M. Édouard COUDRAIN,"]
    render(name, *make(path, "rapport"))


def test_a_rapporteur_who_is_nobody_is_told_once(tmp_path: Path) -> None:
    path = write(tmp_path, f"rapporteur: le-garde-champetre\n    {HEAD}")
    (found,) = find(path, "STR03")
    assert "membre" in found.message
    assert not find(path, "PRE02")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("[Commission Finances, Travaux et Réseaux]", True),
        ("[Comité des fêtes, Jeunesse]", True),
        ("[Commission Finances, Comité des fêtes]", False),
        ("[Finances, Travaux]", False),
        ('["Commission Finances, Travaux"]', False),
    ],
)
def test_a_commission_cut_at_its_comma_is_told(
    typed: str, told: bool, tmp_path: Path
) -> None:
    path = write(tmp_path, f"avis: {typed}\n    {HEAD}")
    assert bool(find(path, "STR08")) is told


def test_the_name_of_a_usual_text_is_not_cut(tmp_path: Path) -> None:
    path = write(tmp_path, f"visas: [{{ref: cgct}}, le Code rural]\n    {HEAD}")
    assert not find(path, "STR08")
    path = write(tmp_path, f"visas: [la loi, le Code rural]\n    {HEAD}")
    assert find(path, "STR08")
