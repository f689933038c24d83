"""Every PDF of the reference dossier is PDF/A-3a and PDF/UA-1, as veraPDF judges."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pikepdf
import pytest
import weasyprint

from delib_gen.formats.base import RenderTools
from delib_gen.formats.pdf import FORMAT
from delib_gen.view.base import View
from delib_gen.view.en_regard import pair_views
from delib_gen.view.sommaire import SommaireView, list_entries
from en_regard_helpers import COLONNES, dossier_meta, make_pairs, translate_view
from format_helpers import render_piece, render_pieces
from prose_helpers import EVERYTHING, make_annexe, make_prose_tools
from verapdf_helpers import PROFILES, Engine, start_engine

pytestmark = pytest.mark.verapdf

DOCUMENTS = (
    "deliberation",
    "rapport",
    "annexe-rapport-1",
    "annexe-rapport-2",
    "dossier",
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return start_engine()


@pytest.fixture(scope="module")
def pdfs(
    engine: Engine,
    views: tuple[View, ...],
    whole: tuple[View, ...],
    tools: RenderTools,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Path]:
    """The PDFs of the reference dossier, the whole one included."""
    folder = tmp_path_factory.mktemp("pdf")
    contents: dict[str, bytes] = {}
    for view in views:
        rendered = render_piece(FORMAT, view, tools)
        assert rendered is not None
        contents[view.meta.fichier] = rendered.content
    meta = dataclasses.replace(views[0].meta, fichier="dossier")
    contents["dossier"] = render_pieces(FORMAT, whole, meta, tools).content
    for name, content in contents.items():
        (folder / f"{name}.pdf").write_bytes(content)
    return {name: folder / f"{name}.pdf" for name in contents}


def test_every_document_conforms_to_both_standards(
    engine: Engine, pdfs: dict[str, Path]
) -> None:
    assert tuple(pdfs) == DOCUMENTS

    broken = {
        (name, flavour): failures
        for name, path in pdfs.items()
        for flavour in PROFILES
        if (failures := engine.list_failures(path, flavour))
    }

    assert broken == {}


def test_two_languages_side_by_side_conform_to_both_standards(
    engine: Engine, whole: tuple[View, ...], tmp_path: Path
) -> None:
    """Each piece, and a dossier: its tags are gathered anew by language."""
    pairs, both = make_pairs()
    pairs = [pair for pair in pairs if pair.meta.fichier != "annexe-rapport-1"]
    contents = {view.meta.fichier: render_piece(FORMAT, view, both) for view in pairs}
    meta = dossier_meta(pairs)
    sommaire = whole[0]
    assert isinstance(sommaire, SommaireView)
    sommaire = dataclasses.replace(sommaire, entrees=list_entries(pairs))
    contents["dossier"] = render_pieces(FORMAT, [sommaire, *pairs], meta, both)

    for name, rendered in contents.items():
        assert rendered is not None
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(rendered.content)
        for flavour in PROFILES:
            assert engine.list_failures(path, flavour) == [], (name, flavour)


@pytest.mark.parametrize("edition", ["fr", "co", "fr+co"])
def test_every_construct_of_prose_conforms_to_both_standards(
    engine: Engine, edition: str, tmp_path: Path
) -> None:
    """Tables, notes, pictures, definitions, blanks; French marked in Corsican."""
    view = make_annexe(EVERYTHING, edition[:2])
    if edition == "fr+co":
        (view,) = pair_views([view], [translate_view(view)], COLONNES)
    rendered = render_piece(FORMAT, view, make_prose_tools(edition))
    assert rendered is not None
    path = tmp_path / "annexe.pdf"
    path.write_bytes(rendered.content)

    assert [engine.list_failures(path, flavour) for flavour in PROFILES] == [[], []]


@pytest.mark.parametrize("flavour", PROFILES)
def test_plain_pdf_fails(engine: Engine, flavour: str, tmp_path: Path) -> None:
    """The control: a judge that lets everything through proves nothing."""
    path = tmp_path / "ordinaire.pdf"
    weasyprint.HTML(string="<p>Un texte.</p>").write_pdf(path)

    assert len(engine.list_failures(path, flavour)) >= 2


def test_claim_without_tags_fails(
    engine: Engine, views: tuple[View, ...], tools: RenderTools, tmp_path: Path
) -> None:
    """Nor does a claim alone convince it: one of ours, its structure taken out."""
    path = tmp_path / "sans-structure.pdf"
    rendered = render_piece(FORMAT, views[0], tools)
    assert rendered is not None
    with pikepdf.open(io.BytesIO(rendered.content)) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(path)

    for flavour in PROFILES:
        assert engine.list_failures(path, flavour)
