"""An application file: several pieces in one file, behind their list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from cli_helpers import call, spread_session, standing_in, write_session
from test_bad_input import make_pdf

FICHE = """genre: candidature
introduction: |
  Ce dossier est inventé.
pieces:
  - {titre: Présentation, fichier: presentation.md}
  - {titre: Budget, fichier: budget.md}
"""
ARTICLES = "[ADOPTE les annexes ci-jointes., {ref: publication-electronique}]"


def write_pieces(folder: Path, fiche: str = FICHE) -> None:
    below = folder / "tani"
    below.mkdir()
    (below / "fiche.yaml").write_text(fiche)
    (below / "presentation.md").write_text("# Qui nous sommes\n\nUne association.\n")
    (below / "budget.md").write_text("Il est équilibré.\n")
    (folder / "suite.md").write_text("Une autre annexe.\n")
    annexes = (
        "annexes:\n      - {titre: Candidature, fichier: tani/fiche.yaml}\n"
        "      - {titre: Suite, fichier: suite.md}"
    )
    write_session(folder, spread_session(annexes, articles=ARTICLES))


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("candidature")
    write_pieces(folder)
    with standing_in(folder):
        result = call(
            *("render", "seance.yaml", "--format", "pdf,html"),
            *("--only", "annexes,dossier"),
        )
    assert result.status == 0, result.err
    (acte,) = (path for path in (folder / "out").glob("*/*") if path.is_dir())
    return acte


def test_pieces_have_one_file(rendered: Path) -> None:
    assert sorted(p.name for p in rendered.glob("*.html")) == [
        "annexe-deliberation-1.fr.html",
        "annexe-deliberation-2.fr.html",
        "dossier.fr.html",
    ]


def test_list_comes_first_then_the_pieces_in_order(rendered: Path) -> None:
    page = (rendered / "annexe-deliberation-1.fr.html").read_text()
    words = ["Ce dossier est inventé", "Pièce 1 : Présentation", "Pièce 2 : Budget"]
    words = [word.replace(" :", "\u00a0:") for word in words]
    words += ["Une association", "Il est équilibré"]

    assert [page.count(word) for word in words[3:]] == [1, 1]
    assert [page.index(word) for word in words] == sorted(map(page.index, words))
    assert "Une autre annexe" not in page


def test_dossier_holds_every_piece_once(rendered: Path) -> None:
    page = (rendered / "dossier.fr.html").read_text()

    for word in ("Une association", "Il est équilibré", "Une autre annexe"):
        assert page.count(word) == 1


def test_bookmarks_name_the_pieces(rendered: Path) -> None:
    def walk(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
        for item in items:
            yield item.title
            yield from walk(item.children)

    path = rendered / "annexe-deliberation-1.fr.pdf"
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        titles = list(walk(outline.root))

    assert [t for t in titles if t.startswith(("Annexe", "Pièce"))] == [
        "Annexe 1 : Candidature",
        "Pièce 1 : Présentation",
        "Pièce 2 : Budget",
    ]


def test_piece_that_is_somebody_else_s_pdf_is_taken_in(tmp_path: Path) -> None:
    write_pieces(tmp_path, FICHE.replace("budget.md", "statuts.pdf"))
    (tmp_path / "tani" / "statuts.pdf").write_bytes(make_pdf(3))
    with standing_in(tmp_path):
        result = call("render", "seance.yaml", "--format", "pdf", "--only", "annexes")

    assert result.status == 0, result.err
    (path,) = tmp_path.glob("out/*/*/annexe-deliberation-1.fr.pdf")
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 2 + 3


@pytest.mark.parametrize(
    ("fiche", "code"),
    [
        ("genre: candidature\n", "STR02"),
        ("genre: candidature\npieces: []\n", "STR02"),
        ("genre: candidature\npieces: [{titre: A}]\n", "STR02"),
        ("genre: candidature\npieces: [{titre: A, fichier: rien.md}]\n", "STR06"),
        (FICHE.replace("budget.md", "html.md"), "STR10"),
    ],
)
def test_wrong_fiche_gets_its_finding_in_the_fiche(
    fiche: str, code: str, tmp_path: Path
) -> None:
    write_pieces(tmp_path, fiche)
    (tmp_path / "tani" / "html.md").write_text("<b>gras</b>\n")
    with standing_in(tmp_path):
        result = call("check", "seance.yaml", "--diagnostics", "json")

    (error,) = (f for f in result.findings if f["severity"] == "erreur")
    assert error["code"] == code
    assert error["file"].startswith("tani/")
