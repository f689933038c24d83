"""What an act says of itself, as its authority has it, with days or blanks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from act_helpers import HEAD, make, render, write
from delib_gen.checking import check_session

ALL = "[extrait-conforme, signe-au-registre, recu, publie, executoire, recours]"
BLANK = "_" * 16


def turn_on(folder: Path, mentions: str, acte: str = HEAD) -> Path:
    """A sitting of the example's, whose organ has mentions."""
    path = write(folder, acte)
    autorite = folder / "autorite.yaml"
    text = autorite.read_text("utf-8")
    organ = "  conseil-municipal:\n"
    text = text.replace(organ, f"{organ}    mentions: {mentions}\n", 1)
    court = "    lieu_signature:"
    text = text.replace(court, f"    tribunal: le tribunal de Brise\n{court}", 1)
    autorite.write_text(text, "utf-8")
    return path


def test_none_is_said_unless_the_authority_turns_it_on(tmp_path: Path) -> None:
    view: Any = make(write(tmp_path, HEAD))[0]
    assert view.certifications == view.mentions_legales == ()


@pytest.mark.parametrize("name", ["html", "docx", "pdf"])
def test_certified_above_the_signatures_and_the_rest_below(
    name: str, tmp_path: Path
) -> None:
    view: Any
    view, tools = make(turn_on(tmp_path, ALL))
    assert [m.split()[0] for m in view.certifications] == ["Pour", "Ont"]
    below = [m.split()[0] for m in view.mentions_legales]
    assert below == ["Reçu", "Mis", "Acte", "La"]
    assert "le tribunal de Brise" in view.mentions_legales[-1]
    render(name, view, tools)  # read back


def test_days_take_the_place_of_blanks(tmp_path: Path) -> None:
    view: Any = make(turn_on(tmp_path, "[executoire]"))[0]
    assert view.mentions_legales[0].count(BLANK) == 2
    act = f"recu_le: 2026-05-26\n    {HEAD}"
    view = make(turn_on(tmp_path, "[executoire]", act))[0]
    assert "26\u00a0mai\u00a02026" in view.mentions_legales[0]
    assert view.mentions_legales[0].count(BLANK) == 1


def test_a_mention_that_is_not_known_is_told(tmp_path: Path) -> None:
    findings = check_session(turn_on(tmp_path, "[recour]")).findings
    assert any("recours" in f.hint for f in findings)


def test_an_annexe_says_which_act_it_is_annexed_to(tmp_path: Path) -> None:
    act = f"annexes: [{{titre: Plan, fichier: plan.md}}]\n    {HEAD}"
    path = write(tmp_path, act)
    (tmp_path / "plan.md").write_text("Le plan.", "utf-8")
    view: Any
    view, tools = make(path, "annexe")
    said = view.rattachement.replace("\u00a0", " ")
    assert said == "Annexe 1 à la délibération n° 2026-05-010 du 22 mai 2026"
    for name in ("html", "docx", "pdf"):
        render(name, view, tools)


def test_the_list_may_say_where_the_signatures_stand(tmp_path: Path) -> None:
    view: Any = make(turn_on(tmp_path, "[executoire, signature, extrait-conforme]"))[0]
    assert [m.split()[0] for m in view.certifications] == ["Acte"]
    assert [m.split()[0] for m in view.mentions_legales] == ["Pour"]
