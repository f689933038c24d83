"""Where an act says how it was voted: as its organ has it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from act_helpers import HEAD, make, render, write


def place(folder: Path, where: str, vote: str = "unanimite") -> Path:
    """A sitting of the example's, whose organ has a place for votes."""
    path = write(folder, HEAD)
    text = path.read_text("utf-8")
    path.write_text(text.replace("vote: unanimite", f"vote: {vote}"), "utf-8")
    autorite = folder / "autorite.yaml"
    organ = "  conseil-municipal:\n"
    said = f"{organ}    place_vote: {where}\n"
    text = autorite.read_text("utf-8")
    autorite.write_text(text.replace(organ, said, 1), "utf-8")
    return path


@pytest.mark.parametrize("name", ["html", "docx", "pdf"])
@pytest.mark.parametrize("where", ["avant-articles", "formule", "apres-articles"])
def test_it_is_read_back_wherever_it_stands(
    where: str, name: str, tmp_path: Path
) -> None:
    vote = "{contre: [COUDRAIN]}"
    render(name, *make(place(tmp_path, where, vote)))


def test_the_result_stands_in_the_sentence_that_decides(tmp_path: Path) -> None:
    view: Any = make(place(tmp_path, "formule"))[0]
    assert view.formule == "Après en avoir délibéré, à l’unanimité,"
    (bloc,) = view.scrutins
    assert bloc.annonces == ()


def test_the_vote_closes_the_act(tmp_path: Path) -> None:
    view, tools = make(place(tmp_path, "apres-articles"))
    text = html.fromstring(render("html", view, tools)).text_content()
    assert text.index("APPROUVE.") < text.index("À l’unanimité")
    view, tools = make(place(tmp_path / "x", "avant-articles"))
    text = html.fromstring(render("html", view, tools)).text_content()
    assert text.index("APPROUVE.") > text.index("À l’unanimité")


def test_ballots_by_parts_say_their_results_themselves(tmp_path: Path) -> None:
    vote = "{parties: [{objet: Un, contre: [COUDRAIN]}, {objet: Deux}]}"
    view: Any = make(place(tmp_path, "formule", vote))[0]
    assert view.formule == "APRÈS EN AVOIR DÉLIBÉRÉ"
