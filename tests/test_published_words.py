"""Every word of the published dossiers is in ours, in order, as PDF and as Word.

What is left aside of the published texts is told in `tests/fixtures/LISEZMOI.md`.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from conftest import FIXTURES
from delib_gen.checking import check_session
from delib_gen.formats.base import RenderTools, list_formats
from delib_gen.render import RenderSpec, make_tools
from delib_gen.resources import data_dir
from delib_gen.view.base import View
from delib_gen.view.sommaire import add_contents
from format_helpers import render_pieces
from published_helpers import (
    find_lost,
    holds,
    read_docx,
    read_pdf,
    read_published,
    read_published_notes,
    split_words,
)
from view_helpers import build_views, make_acte_context

REFERENCE = "2023-12-19-cp"
TANI = "2019-10-04-tani"
NOTES = FIXTURES / TANI / "appel-notes.txt"
ANNEXES = ("appel", "candidature", "presentation", "charte")
PIECES = ("deliberation", "rapport", "annexe-rapport-1", "annexe-rapport-2")


def read_pieces(folder: str, names: tuple[str, ...]) -> list[str]:
    """The words of a published dossier, piece after piece."""
    return [w for n in names for w in read_published(FIXTURES / folder / f"{n}.txt")]


def render(views: tuple[View, ...], tools: RenderTools) -> dict[str, bytes]:
    """A dossier in the two formats that it was published in, or could have been."""
    meta = dataclasses.replace(views[0].meta, fichier="dossier")
    made = {}
    for name in ("pdf", "docx"):
        fmt = list_formats()[name]
        made[name] = render_pieces(fmt, views, meta, tools).content
        assert fmt.audit(made[name], views) == []
    return made


@pytest.fixture(scope="module")
def reference_dossier(views: tuple[View, ...], tools: RenderTools) -> dict[str, bytes]:
    return render(views, tools)


def test_pdf_of_the_reference_dossier_has_every_word_in_order(
    reference_dossier: dict[str, bytes],
) -> None:
    published = read_pieces(REFERENCE, PIECES)

    assert len(published) > 6500
    assert find_lost(published, read_pdf(reference_dossier["pdf"])) == ""


def test_word_file_of_the_reference_dossier_has_every_word_in_order(
    reference_dossier: dict[str, bytes],
) -> None:
    ours = read_docx(reference_dossier["docx"])

    assert find_lost(read_pieces(REFERENCE, PIECES), ours.body) == ""


@pytest.fixture(scope="module")
def tani_dossier() -> dict[str, bytes]:
    """That whose annexes are a call, an application, a form and a charter."""
    checked = check_session(data_dir() / "exemples" / TANI / "seance.yaml")
    assert checked.situation is not None
    assert checked.reference is not None
    assert checked.reference.charte is not None
    acte, charte = checked.situation.actes[0], checked.reference.charte
    context = make_acte_context(acte, "fr", charte)
    views = tuple(add_contents(context, build_views(context)))
    return render(views, make_tools("fr", RenderSpec("corse", charte, None)))


def test_pdf_of_the_tani_dossier_has_every_word_in_order(
    tani_dossier: dict[str, bytes],
) -> None:
    ours = read_pdf(tani_dossier["pdf"])

    assert find_lost(read_pieces(TANI, ANNEXES), ours) == ""
    for note in read_published_notes(NOTES):
        assert holds(ours, note), note


def test_word_file_of_the_tani_dossier_has_every_word_in_order(
    tani_dossier: dict[str, bytes],
) -> None:
    ours = read_docx(tani_dossier["docx"])

    assert find_lost(read_pieces(TANI, ANNEXES), ours.body) == ""
    for note in read_published_notes(NOTES):
        assert holds([*ours.body, *ours.notes], note), note


def test_published_texts_are_whole() -> None:
    """Nobody shortens a fixture unseen: so many words and numbers were published."""
    counts = {
        path.relative_to(FIXTURES).as_posix(): len(read_published(path))
        for path in sorted(FIXTURES.glob("*/*.txt"))
    }

    assert counts == COUNTS


COUNTS = {
    "2019-10-04-tani/appel-notes.txt": 21,
    "2019-10-04-tani/appel.txt": 1877,
    "2019-10-04-tani/candidature.txt": 1673,
    "2019-10-04-tani/charte.txt": 797,
    "2019-10-04-tani/presentation.txt": 1066,
    "2023-12-19-cp/annexe-rapport-1.txt": 4523,
    "2023-12-19-cp/annexe-rapport-2.txt": 530,
    "2023-12-19-cp/deliberation.txt": 690,
    "2023-12-19-cp/rapport.txt": 1620,
}
TEXT = "Le conseil vote le budget de la ville, puis le compte de la régie."


@pytest.mark.parametrize(
    ("ours", "found"),
    [
        (TEXT, True),
        ("Page 1. " + TEXT, True),
        (TEXT.replace("ville", "ville 2/7 DOSSIER"), True),
        (TEXT.replace("budget", "bud\u00adget"), True),
        (TEXT.replace("vote ", ""), False),
        (TEXT.replace("vote le", "le vote"), False),
        (TEXT.replace("régie", "rég ie"), False),
        (TEXT.replace("compte", "budget"), False),
        (TEXT.replace("la ville", f"la {'x ' * 200}ville"), False),
    ],
)
def test_lost_and_displaced_words_are_found(
    ours: str, found: bool, tmp_path: Path
) -> None:
    """The harness itself, on planted faults."""
    path = tmp_path / "texte.txt"
    path.write_text(TEXT, encoding="utf-8")

    assert (find_lost(read_published(path), split_words(ours)) == "") is found
