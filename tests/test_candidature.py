"""An application file: several pieces in one file, behind their list."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from docx.oxml.ns import qn

from cli_helpers import call, spread_session, standing_in, write_session
from docx_helpers import read_part
from pdf_helpers import read_pages
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
            *("render", "seance.yaml", "--format", "pdf,docx,html"),
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


@pytest.mark.parametrize("name", ["annexe-deliberation-1", "dossier"])
def test_word_asks_the_page_of_each_piece_by_its_bookmark(
    name: str, rendered: Path
) -> None:
    """The anchor of a piece ends in two numbers with a hyphen between them."""
    content = (rendered / f"{name}.fr.docx").read_bytes()
    body = read_part(content)
    names = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    asked = [order.text.split()[1] for order in body.iter(qn("w:instrText"))
             if order.text.split()[0] == "PAGEREF"]  # fmt: skip
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]

    assert len(asked) >= 2
    assert set(asked) <= names
    assert set(links) <= names
    assert "annexe-deliberation" not in "".join(t.text for t in body.iter(qn("w:t")))


def test_list_comes_first_then_the_pieces_in_order(rendered: Path) -> None:
    page = (rendered / "annexe-deliberation-1.fr.html").read_text()
    words = ["Ce dossier est inventé", ">Pièce 1\u00a0: Présentation</a>"]
    words += [">Pièce 2\u00a0: Budget</a>", "Une association", "Il est équilibré"]

    assert [page.count(word) for word in words[1:]] == [1] * 4
    assert [page.index(word) for word in words] == sorted(map(page.index, words))
    assert "Une autre annexe" not in page


def test_dossier_holds_every_piece_once(rendered: Path) -> None:
    page = (rendered / "dossier.fr.html").read_text()

    for word in ("Une association", "Il est équilibré", "Une autre annexe"):
        assert page.count(word) == 1


@pytest.mark.parametrize("name", ["annexe-deliberation-1", "dossier"])
def test_bookmarks_of_the_pieces_are_below_that_of_their_file(
    name: str, rendered: Path
) -> None:
    path = rendered / f"{name}.fr.pdf"
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        (item,) = (i for i in outline.root if i.title == "Annexe 1 : Candidature")
        below = [child.title for child in item.children]

    assert [t for t in below if t.startswith("Pièce ")] == [
        "Pièce 1 : Présentation",
        "Pièce 2 : Budget",
    ]


@pytest.mark.parametrize(
    ("name", "page", "numbers"),
    [("annexe-deliberation-1", 0, [2, 3]), ("dossier", 3, [5, 6])],
)
def test_list_names_the_pages_of_its_file(
    name: str, page: int, numbers: list[int], rendered: Path
) -> None:
    pages = read_pages((rendered / f"{name}.fr.pdf").read_bytes())
    starts = ["\n".join(pages[n - 1]) for n in numbers]

    titles = ("Pièce 1 : Présentation", "Pièce 2 : Budget")
    for titre, number, start in zip(titles, numbers, starts, strict=True):
        (line,) = (row for row in pages[page] if row.startswith(titre))
        assert line.endswith(str(number))
        assert titre in start


@pytest.mark.parametrize("name", ["annexe-deliberation-1", "dossier"])
def test_word_is_asked_for_the_page_of_each_piece(name: str, rendered: Path) -> None:
    with zipfile.ZipFile(rendered / f"{name}.fr.docx") as package:
        body = package.read("word/document.xml").decode()
    marks = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]*)"', body)
    pieces = ["_annexe_deliberation_1_1", "_annexe_deliberation_1_2"]

    for asked in (r" PAGEREF (.*?) \\h ", r'w:anchor="([^"]*)"'):
        found = re.findall(asked, body)
        assert [m for m in found if m in pieces][:2] == pieces
        assert set(found) <= set(marks)
    assert "annexe-deliberation" not in body


def test_dossier_lists_the_pieces_below_their_file(rendered: Path) -> None:
    page = (rendered / "dossier.fr.html").read_text()
    listed = page[page.index('<nav class="sommaire') : page.index("</nav>")]

    assert listed.count("niveau-2") == 2
    assert listed.count('href="#annexe-deliberation-1-1"') == 1


@pytest.mark.parametrize(
    ("name", "count"), [("annexe-deliberation-1", 2), ("dossier", 7)]
)
def test_word_asks_the_pages_of_bookmarks_that_are_there(
    name: str, count: int, rendered: Path
) -> None:
    """A name with a hyphen between digits was cut in two, and Word found nothing."""
    with zipfile.ZipFile(rendered / f"{name}.fr.docx") as archive:
        page = archive.read("word/document.xml").decode()
    asked = re.findall(r"PAGEREF (.*?) \\h", page)

    assert len(asked) == count
    assert set(asked) <= set(re.findall(r'<w:bookmarkStart[^>]*w:name="(\w+)"', page))


def test_piece_that_is_somebody_else_s_pdf_is_taken_in(tmp_path: Path) -> None:
    write_pieces(tmp_path, FICHE.replace("budget.md", "statuts.pdf"))
    (tmp_path / "tani" / "statuts.pdf").write_bytes(make_pdf(3))
    with standing_in(tmp_path):
        result = call(
            *("render", "seance.yaml", "--format", "pdf"),
            *("--only", "annexes,dossier"),
        )

    assert result.status == 0, result.err
    (path,) = tmp_path.glob("out/*/*/annexe-deliberation-1.fr.pdf")
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 2 + 3
    (dossier,) = tmp_path.glob("out/*/*/dossier.fr.pdf")
    for name, page in ((path, -1), (dossier, -2)):
        said = " ".join(" ".join(read_pages(name.read_bytes())[page]).split())
        assert "Annexe 1 à la délibération n° 23/187 CP, pièce 2 – " in said, name


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
