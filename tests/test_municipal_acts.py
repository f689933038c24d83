"""Acts of four made-up bodies, by data alone, line by line.

The bodies and their members are made up; they say things as such bodies do in the
acts that they publish: register, block of the republic, ordre du tableau, powers,
what the mayor sets out, tables of tariffs, two signatures, mentions.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from act_helpers import make, render
from delib_gen.checking import check_session
from pdf_helpers import join_words, read_fixture, read_lines

ACTES = Path(__file__).parent / "fixtures" / "actes"
BODIES = ("commune", "communaute", "ccas", "syndicat")


@pytest.mark.parametrize("body", BODIES)
def test_every_line_comes_out(body: str) -> None:
    folder = ACTES / body
    assert check_session(folder / "seance.yaml").findings == []
    view, tools = make(folder / "seance.yaml")
    lines = read_lines(render("pdf", view, tools))
    assert lines == read_fixture(folder / "attendu.txt")


@pytest.mark.parametrize("name", ["html", "docx"])
@pytest.mark.parametrize("body", BODIES)
def test_every_word_stands_in_every_format(body: str, name: str) -> None:
    """What is read back finds each word of the view; the view says those of the PDF."""
    folder = ACTES / body
    view, tools = make(folder / "seance.yaml")
    render(name, view, tools)
    said = join_words([" ".join(view.iter_words())])
    wanted = {
        word
        for line in read_fixture(folder / "attendu.txt")
        for word in line.split()
        if word.isalpha() and len(word) > 3
    }
    assert {word for word in wanted if word not in said} == set()
