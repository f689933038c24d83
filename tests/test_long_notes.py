"""A footnote that no page holds goes on at the foot of the next, whole and tagged."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import pytest

from delib_gen.formats.pdf import FORMAT as PDF
from delib_gen.view.en_regard import pair_views
from en_regard_helpers import COLONNES, translate_view
from format_helpers import render_piece
from pdf_helpers import iter_structure
from prose_helpers import make_annexe, make_prose_tools

SENTENCES = " ".join(
    f"Renvoi {rank} : le texte cité s'applique, avec *ses réserves* et "
    f"[son annexe](https://exemple.test/{rank})."
    for rank in range(1, 101)
)
TEXT = """\
Avant l'appel{before}[^longue], et la suite de l'alinéa.

Plus loin[^courte].

[^longue]: {note}

[^courte]: Une note courte.
"""


def lay_out(text: str, edition: str = "fr") -> bytes:
    view = make_annexe(text)
    if edition != "fr":
        (view,) = pair_views([view], [translate_view(view)], COLONNES)
    made = render_piece(PDF, view, make_prose_tools(edition))
    assert made is not None
    return made.content


@pytest.mark.parametrize("before", ["", " et la suite" * 250], ids=["top", "foot"])
def test_a_long_note_goes_on_over_pages(before: str) -> None:
    content = lay_out(TEXT.format(before=before, note=SENTENCES))

    with pypdfium2.PdfDocument(content) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
        lowest = [
            min(text.get_charbox(rank)[1] for rank in range(text.count_chars()))
            for text in (page.get_textpage() for page in document)
        ]
    numbers = re.findall(r"Renvoi\s+(\d+)", " ".join(pages))
    assert numbers == [str(rank) for rank in range(1, 101)]
    assert len(pages) > 1
    assert "Une note courte." in pages[-1]
    assert min(lowest) > 25


def test_a_long_note_is_tagged_as_notes_after_its_call() -> None:
    content = lay_out(TEXT.format(before="", note=SENTENCES))

    with pikepdf.open(io.BytesIO(content)) as pdf:
        notes = [e for e in iter_structure(pdf) if e.S == "/Note"]
        calls = [e for e in iter_structure(pdf) if e.S == "/Reference"]
        ids = [str(note.ID) for note in notes]
        kids = [kid.objgen for kid in calls[0].P.K if hasattr(kid, "objgen")]
        after = kids.index(calls[0].objgen) + 1

        assert len(calls) == 2
        assert len(set(ids)) == len(ids) > 3
        long = [note.objgen for note in notes[:-1]]
        assert kids[after : after + len(long)] == long


def test_an_ordinary_note_is_in_one_piece() -> None:
    note = " ".join(SENTENCES.split(" ")[:300])
    with pikepdf.open(io.BytesIO(lay_out(TEXT.format(before="", note=note)))) as pdf:
        assert [e.S for e in iter_structure(pdf)].count("/Note") == 2


def test_two_languages_have_their_long_notes_whole() -> None:
    content = lay_out(TEXT.format(before="", note=SENTENCES), "fr+co")

    with pypdfium2.PdfDocument(content) as document:
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert re.findall(r"zzRenvoi\s+zz(\d+)", text) == [str(r) for r in range(1, 101)]
    assert re.findall(r"\bRenvoi\s+(\d+)", text) == [str(r) for r in range(1, 101)]
