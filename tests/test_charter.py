"""A charter: its articles, its blanks, and the places where parties sign."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pytest

from delib_gen.composition.compose import compose
from delib_gen.composition.pair import pair_parts
from delib_gen.composition.tree import Rang
from delib_gen.formats.base import RenderTools
from delib_gen.formats.pdf import FORMAT
from delib_gen.prose.lines import split_blanks
from delib_gen.prose.pieces import Signataire, Signatures
from delib_gen.prose.walk import iter_blocs
from delib_gen.view.annexes.base import AnnexeView
from fiche_helpers import make_views, write_fiches
from format_helpers import render_piece
from pdf_helpers import fold
from verapdf_helpers import PROFILES, start_engine

CHARTE = """\
genre: {genre}
preambule: Les parties se sont réunies.
texte: |
  # Article 1 - Objet

{texte}
  Fin de la charte.
fait: Fait à [[VILLE]], le [[JJ MOIS]] 2020
signataires:
  - nom: Mme Anne AMBRE
    qualite: |
      Présidente de la Vallée
      chargée des chemins
    mention: « lu et approuvé »
  - nom: M. Basile BOIS
  - nom: co-signataire
"""


def make_charter(folder: Path, lines: int = 1, genre: str = "charte") -> AnnexeView:
    texte = "  Une ligne de la charte.\n\n" * lines
    (view,) = make_views(write_fiches(folder, CHARTE.format(genre=genre, texte=texte)))
    return view


def render(view: AnnexeView, tools: RenderTools) -> bytes:
    rendered = render_piece(FORMAT, view, tools)
    assert rendered is not None
    assert FORMAT.audit(rendered.content, [view]) == []
    return rendered.content


def test_the_parts_of_a_charter_in_order(tmp_path: Path):
    words = [fold(text) for text in make_charter(tmp_path).iter_words()]

    assert words == [
        "Pièce 1",
        "Les parties se sont réunies.",
        "Article 1 - Objet",
        "Une ligne de la charte.",
        "Fin de la charte.",
        "Fait à VILLE, le JJ MOIS 2020",
        "Mme Anne AMBRE",
        "Présidente de la Vallée",
        "chargée des chemins",
        "« lu et approuvé »",
        "M. Basile BOIS",
        "co-signataire",
    ]


def test_a_convention_is_a_charter(tmp_path: Path):
    assert make_charter(tmp_path, genre="convention").genre == "charte"


def test_blanks_of_a_plain_line():
    runs = [(b.texte, b.blanc) for b in split_blanks("À [[ VILLE ]], ____ le __ [[]]")]

    assert runs == [
        ("À ", False),
        ("VILLE", True),
        (", ", False),
        ("", True),
        (" le __ [[]]", False),
    ]


def test_blanks_of_a_charter_are_blanks(tmp_path: Path):
    signed = make_charter(tmp_path).corps[-1]
    assert isinstance(signed, Signatures)

    assert [b.texte for b in signed.fait if b.blanc] == ["VILLE", "JJ MOIS"]
    assert [b.gras for b in signed.places[0].lignes[0]] == [True]
    assert [b.italique for b in signed.places[0].lignes[-1]] == [True]


def test_parties_sign_side_by_side(tmp_path: Path, tools: RenderTools):
    content = render(make_charter(tmp_path), tools)
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        found = {w["text"]: w for w in pdf.pages[0].extract_words()}

    names = [found[word] for word in ("AMBRE", "BOIS", "co-signataire")]
    assert [n["x0"] for n in names] == sorted(n["x0"] for n in names)
    assert all(b["x0"] - a["x0"] > 100 for a, b in pairwise(names))
    assert max(n["top"] for n in names) - min(n["top"] for n in names) < 15


@pytest.mark.parametrize(("count", "abreast"), [(1, 1), (3, 3), (4, 2), (5, 3)])
def test_three_sign_abreast_at_the_most(count: int, abreast: int):
    assert Signatures((), (Signataire(()),) * count).de_front == abreast


@pytest.mark.parametrize("lines", [10, 16, 17, 20])
def test_signatures_are_cut_neither_from_each_other_nor_from_the_text(
    lines: int, tmp_path: Path, tools: RenderTools
):
    """From a page that holds all to one that the signatures are pushed out of."""
    content = render(make_charter(tmp_path, lines), tools)
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        pages = [fold(page.extract_text()) for page in pdf.pages]

    for words in ("Fin de la charte.", "Mme Anne AMBRE", "« lu et", "co-signataire"):
        assert words in pages[-1]
    assert len(pages) == (1 if lines < 17 else 2)


@pytest.mark.verapdf
def test_a_charter_is_archival_and_accessible(tmp_path: Path, tools: RenderTools):
    path = tmp_path / "charte.pdf"
    path.write_bytes(render(make_charter(tmp_path), tools))

    for flavour in PROFILES:
        assert start_engine().list_failures(path, flavour) == []


def test_signatures_stay_whole_beside_another_language(
    tmp_path: Path, tools: RenderTools
):
    """Cut into rows, they would go over a page, one party alone."""
    parts = compose(make_charter(tmp_path), tools.find_library).parties
    paired = pair_parts(parts, parts, ("fr", "co"), commun=False)
    rows = [bloc for bloc in iter_blocs(paired) if isinstance(bloc, Rang)]
    (signed,) = (row for row in rows if find_signatures(row))

    for cell in signed.cellules:
        (signatures,) = find_signatures(cell)
        assert len(signatures.places) > 1


def find_signatures(blocs: object) -> list[Signatures]:
    return [bloc for bloc in iter_blocs(blocs) if isinstance(bloc, Signatures)]
