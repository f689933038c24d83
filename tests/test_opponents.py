"""Figures, and beside them the names of those who opposed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from act_helpers import HEAD, make, render, write
from delib_gen.checking import check_session


def vote(folder: Path, typed: str, organ: str = "") -> Path:
    """A sitting of the example's, with a vote of its own."""
    path = write(folder, HEAD)
    text = path.read_text("utf-8")
    path.write_text(text.replace("vote: unanimite", f"vote: {typed}"), "utf-8")
    if organ:
        autorite = folder / "autorite.yaml"
        said = f"  conseil-municipal:\n    votes_nominatifs: {organ}\n"
        text = autorite.read_text("utf-8")
        autorite.write_text(text.replace("  conseil-municipal:\n", said, 1), "utf-8")
    return path


def tell(view: Any) -> tuple[str, ...]:
    (bloc,) = view.scrutins
    return tuple(line.replace("\u00a0", " ") for line in bloc.chiffres)


@pytest.mark.parametrize("name", ["html", "docx", "pdf"])
def test_opponents_are_named_beside_their_figure(name: str, tmp_path: Path) -> None:
    view, tools = make(
        vote(tmp_path, "{contre: [COUDRAIN, TREMBLEFEUILLE], abstention: [BRISEVENT]}")
    )
    assert tell(view) == (
        "POUR : 6",
        "CONTRE : 2 (M. Édouard COUDRAIN et Mme Mauricette TREMBLEFEUILLE)",
        "ABSTENTION : 1 (M. Casimir BRISEVENT)",
    )
    render(name, view, tools)


def test_figures_alone_are_told_as_before(tmp_path: Path) -> None:
    typed = "{decompte: {pour: 7, contre: 2, abstention: 0}}"
    assert tell(make(vote(tmp_path, typed))[0]) == ("POUR : 7", "CONTRE : 2")


@pytest.mark.parametrize(
    ("typed", "organ", "named"),
    [
        ("{contre: [COUDRAIN]}", "non", False),
        ("{contre: [COUDRAIN], noms: opposants}", "non", True),
        ("{contre: [COUDRAIN], noms: non}", "opposants", False),
    ],
)
def test_a_vote_may_say_otherwise(
    typed: str, organ: str, named: bool, tmp_path: Path
) -> None:
    lines = tell(make(vote(tmp_path, typed, organ))[0])
    assert ("COUDRAIN" in lines[1]) is named


def test_all_may_be_named(tmp_path: Path) -> None:
    view: Any = make(vote(tmp_path, "{contre: [COUDRAIN], noms: oui}"))[0]
    (bloc,) = view.scrutins
    assert bloc.chiffres == ()
    assert len(bloc.groupes) == 2


def test_a_secret_ballot_names_nobody(tmp_path: Path) -> None:
    typed = "{scrutin: secret, decompte: {pour: 7, contre: 2, blancs: 0, nuls: 0}}"
    lines = tell(make(vote(tmp_path, typed))[0])
    assert not [line for line in lines if "(" in line]


def test_a_word_that_is_none_of_them_is_told(tmp_path: Path) -> None:
    found = check_session(vote(tmp_path, "{contre: [COUDRAIN], noms: opposant}"))
    assert any("opposants" in f.hint for f in found.findings)


def test_no_abstention_is_told_where_the_organ_says_so(tmp_path: Path) -> None:
    kept = "opposants\n    chiffres_nuls: oui"
    assert tell(make(vote(tmp_path, "unanimite", kept))[0])[1:] == (
        "CONTRE : 0",
        "ABSTENTION : 0",
    )
    assert tell(make(vote(tmp_path / "b", "unanimite", "opposants"))[0])[1:] == (
        "CONTRE : 0",
    )
