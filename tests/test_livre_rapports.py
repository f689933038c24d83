"""The book of the rapports of a sitting: one file, in which each act stays itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from conftest import ROOT
from delib_gen.findings import has_errors
from delib_gen.pipeline import RenderRequest, render_sessions
from delib_gen.view.base import View
from test_papiers import COMMUNE, PROJET, build, write
from test_seance_documents import Silent
from verapdf_helpers import PROFILES, start_engine

PLANS = "    annexes:\n      - {titre: Le plan, fichier: plan.md}\n"
EXPOSE = "    expose: {texte: La commune arrête ses comptes chaque année.}\n"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draft of two acts; each names its own annexe 1, and has a note 1."""
    folder = tmp_path_factory.mktemp("livre")
    text = PROJET.read_text(encoding="utf-8")
    known = ROOT / "data/exemples/2026-09-30-ac/autorite.yaml"
    text = text.replace("../2026-09-30-ac/autorite.yaml", str(known))
    text = text.replace(
        "délégation de\n        service public aérien.\n",
        "délégation de\n        service public aérien (annexe 1).\n",
    )
    text = text.replace("demander.\n", "demander[^1].\n\n        [^1]: À midi.\n")
    text = text.rstrip() + "[^1].\n\n        [^1]: À minuit.\n" + PLANS
    (folder / "schema.md").write_text("Un lieu.\n", encoding="utf-8")
    (folder / "plan.md").write_text("Une carte.\n", encoding="utf-8")
    (folder / "seance.yaml").write_text(text, encoding="utf-8")
    return folder / "seance.yaml"


@pytest.fixture(scope="module")
def books(session: Path) -> dict[str, Path]:
    """The book in each format and edition, by the endings of its names."""
    request = RenderRequest(
        session.parent,
        ("fr", "co", "fr+co"),
        ("pdf", "docx", "html"),
        only=("rapports",),
    )
    outcome = render_sessions([session], request, Silent())

    assert not has_errors(outcome.findings), outcome.findings
    found = {p.name: session.parent / p for p in outcome.bundles[0].paths}
    return {name.removeprefix("rapports."): path for name, path in found.items()}


def test_one_file_of_each_edition_and_format(books: dict[str, Path]) -> None:
    editions, formats = ("fr", "co", "fr+co"), ("pdf", "docx", "html")
    assert set(books) == {f"{e}.{f}" for e in editions for f in formats}


def test_the_pieces_stand_act_by_act_behind_their_dividers(session: Path) -> None:
    cover, *pieces = (view.meta.piece for view in build(session, "rapports"))

    assert cover == "rapports"
    assert pieces == [
        *("acte-1-intercalaire", "acte-1-rapport", "acte-1-annexe-deliberation-1"),
        *("acte-2-intercalaire", "acte-2-rapport", "acte-2-annexe-deliberation-1"),
    ]


def test_each_piece_of_a_draft_is_marked(session: Path) -> None:
    marks = {view.meta.marque for view in build(session, "rapports")}
    assert len(marks) == 1
    assert all(marks)


@pytest.mark.parametrize("edition", ["fr", "co", "fr+co"])
def test_pages_have_no_two_anchors_of_one_name(
    books: dict[str, Path], edition: str
) -> None:
    page = books[f"{edition}.html"].read_text(encoding="utf-8")
    anchors = re.findall(r'\bid="([^"]+)"', page)

    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)


def test_what_an_act_sends_to_is_its_own(books: dict[str, Path]) -> None:
    """Both rapports ask for what their articles say of an annexe 1, note 1 aside."""
    page = books["fr.html"].read_text(encoding="utf-8")
    for rank in (1, 2):
        _, _, rapport = page.partition(f'id="acte-{rank}-rapport"')
        sent = set(re.findall(r'href="#([^"]+)"', rapport.partition("</section>")[0]))
        assert sent
        assert all(target.startswith(f"acte-{rank}-") for target in sent), sent


def test_word_has_no_two_bookmarks_of_one_name(books: dict[str, Path]) -> None:
    body = Document(str(books["fr.docx"])).element.body
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names)) == 8


@pytest.mark.verapdf
@pytest.mark.parametrize("edition", ["fr", "co", "fr+co"])
def test_the_book_keeps_both_standards(books: dict[str, Path], edition: str) -> None:
    engine, path = start_engine(), books[f"{edition}.pdf"]
    assert [engine.list_failures(path, flavour) for flavour in PROFILES] == [[], []]


def find(views: list[View], genre: str, field: str) -> list[object]:
    """What the pieces of a kind say in one of their parts."""
    return [getattr(view, field) for view in views if view.genre == genre]


def test_a_commune_has_its_note_where_acts_set_things_out(tmp_path: Path) -> None:
    """The law of the organ gives the name; an act without a rapport sets it out."""
    first = "    regime: compte-administratif\n"
    views = build(write(tmp_path, (first, first + EXPOSE)), "rapports")

    assert "NOTE EXPLICATIVE DE SYNTHÈSE" in views[0].iter_words()
    said = find(views, "intercalaire", "expose")
    assert [bool(prose) for prose in said] == [True, *[False] * (len(said) - 1)]
    alone = find(views, "intercalaire", "mention")
    assert [not mention for mention in alone] == [bool(prose) for prose in said]


def test_an_assembly_has_rapports(session: Path) -> None:
    views = build(session, "rapports")
    assert "RAPPORTS" in views[0].iter_words()
    assert find(views, "intercalaire", "mention") == ["", ""]


def test_no_book_is_made_of_nothing() -> None:
    assert not build(COMMUNE, "rapports")
