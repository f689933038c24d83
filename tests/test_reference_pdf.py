"""The PDFs of the reference act against the act as it was published."""

from __future__ import annotations

import dataclasses
import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from conftest import FIXTURES, REFERENCE, ROOT
from delib_gen.formats.base import RenderTools
from delib_gen.formats.pdf import FORMAT
from delib_gen.view.base import View
from format_helpers import render_piece, render_pieces
from pdf_helpers import (
    count_pages,
    fold,
    iter_structure,
    join_words,
    read_fixture,
    read_lines,
)

PUBLISHED = FIXTURES / "2023-12-19-cp"


@pytest.fixture(scope="module")
def pdfs(views: tuple[View, ...], tools: RenderTools) -> dict[str, bytes]:
    """The PDF of each piece by its file name."""
    found = {}
    for view in views:
        rendered = render_piece(FORMAT, view, tools)
        assert rendered is not None
        found[view.meta.fichier] = rendered.content
    return found


@pytest.fixture(scope="module")
def dossier(views: tuple[View, ...], tools: RenderTools) -> bytes:
    meta = dataclasses.replace(
        views[0].meta, titre_document="Dossier", fichier="dossier"
    )
    return render_pieces(FORMAT, views, meta, tools).content


_DELIBERATION = PUBLISHED / "deliberation.txt"


def test_deliberation_breaks_each_line_where_the_published_act_does(
    pdfs: dict[str, bytes],
) -> None:
    """82 lines of 82, in order, nothing more but page numbers, on three pages.

    The published act has two kinds of apostrophe, sometimes in one sentence; what the
    software says has one.
    """
    published = [line.replace("'", "’") for line in read_fixture(_DELIBERATION)]
    printed = [line.replace("'", "’") for line in read_lines(pdfs["deliberation"])]

    assert len(published) == 82
    assert printed == published
    assert count_pages(pdfs["deliberation"]) == 3


def test_rapport_has_every_word_and_nearly_every_line(pdfs: dict[str, bytes]) -> None:
    """Every word in order; at least 95 % of the lines broken as published."""
    published = read_fixture(PUBLISHED / "rapport.txt")
    lines = read_lines(pdfs["rapport"])

    assert join_words(lines) == join_words(published)
    same = sum(line in set(lines) for line in published)
    assert same >= 0.95 * len(published)


def test_first_annexe_has_every_published_word(pdfs: dict[str, bytes]) -> None:
    """The call for applications, from its title to its notes."""
    published = read_fixture(PUBLISHED / "annexe-rapport-1.txt")

    assert join_words(read_lines(pdfs["annexe-rapport-1"])) == join_words(published)


def test_second_annexe_has_every_published_word(
    pdfs: dict[str, bytes], views: tuple[View, ...]
) -> None:
    """The activity report, in slides; the title that the session gives it is on top.

    The published words have the foot of the slides once, where it stands first: on
    the opening slide. The next three bear it as well, as they do in the report.
    """
    published = join_words(read_fixture(PUBLISHED / "annexe-rapport-2.txt"))
    title = join_words([fold(views[3].titre)])  # type: ignore[attr-defined]
    lines = read_lines(pdfs["annexe-rapport-2"])
    foot = "Collectivité de Corse - DTAN – Décembre 2023"
    first = lines.index(foot)
    said = [line for rank, line in enumerate(lines) if line != foot or rank == first]

    assert lines.count(foot) == 4
    assert join_words(said) == title + published


def test_dossier_is_its_pieces_one_after_the_other(
    pdfs: dict[str, bytes], dossier: bytes
) -> None:
    """The same lines in the same order, and as many pages."""
    pieces = [line for content in pdfs.values() for line in read_lines(content)]

    assert read_lines(dossier) == pieces
    assert count_pages(dossier) == sum(count_pages(c) for c in pdfs.values())


def test_dossier_has_a_bookmark_per_piece_then_its_headings(dossier: bytes) -> None:
    """Top bookmarks are the pieces, by the words that readers look for."""
    with pikepdf.open(io.BytesIO(dossier)) as pdf, pdf.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
        below = [fold(str(item.title)) for item in outline.root[0].children]

    assert titles == [
        "Délibération n° 23/186 CP",
        "Rapport n° 2023/330/CP",
        "Annexe 1 : Appel à candidatures",
        "Annexe 2 : Bilan d’activité des deux Conseillers numériques",
    ]
    assert below == ["ARTICLE PREMIER :", "ARTICLE 2 :", "ARTICLE 3 :", "ARTICLE 4 :"]


def test_each_piece_has_one_first_heading(pdfs: dict[str, bytes]) -> None:
    """A screen reader finds one title per piece."""
    for name, content in pdfs.items():
        with pikepdf.open(io.BytesIO(content)) as pdf:
            kinds = [str(e.S) for e in iter_structure(pdf)]

            assert kinds.count("/H1") == 1, name


def test_corsican_title_is_tagged_as_corsican(pdfs: dict[str, bytes]) -> None:
    """The private hook writes /Lang; when WeasyPrint moves it, this says so."""
    with pikepdf.open(io.BytesIO(pdfs["deliberation"])) as pdf:
        languages = [str(e.Lang) for e in iter_structure(pdf) if "/Lang" in e]

        assert str(pdf.Root.Lang) == "fr"
        assert languages == ["fr", "co"]


def test_items_of_lists_have_a_label_and_a_body(pdfs: dict[str, bytes]) -> None:
    """PDF/UA wants Lbl and LBody, nothing else, in an item."""
    with pikepdf.open(io.BytesIO(pdfs["annexe-rapport-1"])) as pdf:
        items = [e for e in iter_structure(pdf) if e.S == "/LI"]

        assert len(items) > 90
        for item in items:
            kinds = {str(kid.S) for kid in item.K if "/S" in kid}
            assert kinds <= {"/Lbl", "/LBody"}
            assert "/LBody" in kinds


def test_file_says_what_it_is(pdfs: dict[str, bytes]) -> None:
    """Title, author, day of the act, PDF/A-3a and PDF/UA-1; never today's date."""
    with pikepdf.open(io.BytesIO(pdfs["deliberation"])) as pdf:
        with pdf.open_metadata() as metadata:
            found = {key: metadata.get(key) for key in ("pdfaid:part", "pdfuaid:part")}
            conformance = metadata.get("pdfaid:conformance")
        info = pdf.docinfo

        assert (found, conformance) == ({"pdfaid:part": "3", "pdfuaid:part": "1"}, "A")
        assert str(info.Title) == "Délibération n° 23/186 CP"
        assert str(info.Author) == "Collectivité de Corse"
        assert str(info.CreationDate).startswith("D:20231219")
        assert str(info.ModDate).startswith("D:20231219")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


def test_style_asks_for_nothing_the_engine_does_not_know(
    views: tuple[View, ...], tools: RenderTools
) -> None:
    """No warning of WeasyPrint on our own layouts."""
    from delib_gen.composition.compose import compose
    from delib_gen.formats.page import write_page
    from delib_gen.formats.pdf.engine import lay_out

    for view in views:
        piece = compose(view, tools.find_library)
        document = lay_out(write_page(piece, tools, impression=True), tools)

        assert document.delib_gen_warnings == ()


_RENDER = """
import hashlib, sys
from pathlib import Path
from delib_gen.checking import check_session
from delib_gen.composition.pieces import Pieces
from delib_gen.formats.pdf import FORMAT
from delib_gen.render import RenderSpec, make_tools
from delib_gen.view.context import make_seance_context
from delib_gen.catalogue import CATALOGUE, build_views
checked = check_session(Path(sys.argv[1]))
charte = checked.reference.charte
tools = make_tools("fr", RenderSpec("corse", charte, None))
context = make_seance_context(checked.situation, "fr", charte)
for view in build_views(
    CATALOGUE.acte.pieces, context.turn_to(checked.situation.actes[0])
)[:2]:
    writer = FORMAT.begin(Pieces([view], tools.find_library), tools)
    made = writer.write([view], view.meta)
    print(hashlib.sha256(made.content).hexdigest())
"""


def test_bytes_are_the_same_whatever_the_zone_the_folder_and_the_process(
    session_folder: Path, pdfs: dict[str, bytes]
) -> None:
    """Two processes, two zones, two folders, two hash seeds: one PDF."""
    outputs = []
    for zone, seed, path in (
        ("Pacific/Kiritimati", "1", REFERENCE / "seance.yaml"),
        ("America/Adak", "2", session_folder / "seance.yaml"),
    ):
        env = {
            **os.environ,
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(ROOT / "src"),
        }
        run = subprocess.run(
            [sys.executable, "-c", _RENDER, str(path)],
            env=env,
            cwd=session_folder,
            capture_output=True,
            text=True,
            check=True,
        )
        outputs.append(run.stdout)

    assert outputs[0] == outputs[1]
