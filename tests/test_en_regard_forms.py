"""A form of which a part alone has a version: what has none is printed once."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from cli_helpers import call, standing_in, write_annexed
from delib_gen.resources import data_dir
from docx_helpers import read_visible_text

FICHE = """genre: formulaire
reperes: puces
rubriques:
  - titre: Le projet
    questions:
      - {question: "Quel territoire ?", reponse: Toute la vallée.}
      - question: "Quel service ?"
        reponse: {fr: La direction des forêts., co: A direzzione di e fureste.}
      - question: {fr: "Quel calendrier ?", co: "Chì calendariu ?"}
        reponse: De mai à octobre.
      - {question: "Quelle suite ?"}
      - {question: {fr: "Quel lieu ?", co: "Chì locu ?"}}
      - {question: "Quelle aide ?", type: case, choix: [Un prêt, Un don]}
"""
ALONE = (
    *("Le projet", "Quel territoire ?", "Toute la vallée.", "Quel service ?"),
    *("De mai à octobre.", "Quelle suite ?", "Quelle aide ?", "Un prêt", "Un don"),
)
BESIDE = (
    *("La direction des forêts.", "A direzzione di e fureste.", "Quel calendrier ?"),
    *("Chì calendariu ?", "Quel lieu ?", "Chì locu ?"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an act whose annexe is such a form, side by side, read back."""
    folder = tmp_path_factory.mktemp("formulaire")
    write_annexed(folder, "{fr: Fiche, co: Scheda}", "fiche.yaml", FICHE)
    with standing_in(folder):
        result = call(
            *("render", "seance.yaml", "--lang", "fr+co", "-o", "out"),
            *("--format", "pdf,docx,html", "--only", "annexes"),
        )
    assert result.status == 0, result.err
    assert "SOR0" not in result.err
    (path,) = folder.glob("out/**/annexe*.pdf")
    return path


def read(path: Path) -> str:
    """What a file says, with plain spaces."""
    if path.suffix == ".pdf":
        pages = pdfium.PdfDocument(path)
        text = " ".join(page.get_textpage().get_text_range() for page in pages)
    elif path.suffix == ".html":
        page = path.read_text(encoding="utf-8")
        text = unescape(re.sub(r"<[^>]*>", " ", page.partition("<body")[2]))
    else:
        text = read_visible_text(path.read_bytes())
    return " ".join(re.sub("[\u00a0\u202f]", " ", text).split())


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".html"])
def test_what_has_no_version_is_printed_once(made: Path, suffix: str) -> None:
    text = read(made.with_suffix(suffix))

    assert {words: text.count(words) for words in (*ALONE, *BESIDE)} == dict.fromkeys(
        (*ALONE, *BESIDE), 1
    )


def test_who_signs_alone_leaves_no_empty_table_beside(tmp_path: Path) -> None:
    """What an edition leaves to the other is no place to sign without a name."""
    session = data_dir() / "exemples/2026-04-14-ccas/seance.yaml"
    with standing_in(tmp_path):
        result = call(
            *("render", str(session), "--lang", "fr+co", "-o", "out"),
            *("--format", "html", "--only", "deliberation"),
        )
    assert result.status == 0, result.err
    pages = [p.read_text(encoding="utf-8") for p in tmp_path.glob("out/**/*.html")]
    assert pages
    assert not any('<th scope="col"></th>' in page for page in pages)
