"""Tables and pictures as annexes, from the file to the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from cli_helpers import call, spread_session, standing_in, write_session

NB = "\u00a0"
WIDE = ";".join(["Opération", *(f"Exercice {2020 + n}" for n in range(7))])
FILES = {
    "budget.csv": "Opération;Année;Montant\nVoirie;2026;1234,5\nÉcole;2027;12 000\n",
    "fiche.yaml": (
        "genre: tableau\ndonnees: budget.csv\nlegende: Dépenses\n"
        "source: budget primitif\nchoix: [Opération, Montant]\n"
        "colonnes: {Montant: {type: euros, total: oui, titre: Montant voté}}\n"
    ),
    "large.csv": f"{WIDE}\n" + ";".join(["Route", *["1 234 567,00 €"] * 7]) + "\n",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("tableaux")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    Image.new("RGB", (60, 20), "navy").save(folder / "plan.png")
    names = ("budget.csv", "fiche.yaml", "large.csv", "plan.png")
    annexes = "".join(f"      - {{titre: Pièce, fichier: {n}}}\n" for n in names)
    articles = "[ADOPTE les annexes ci-jointes., {ref: publication-electronique}]"
    write_session(folder, spread_session(f"annexes:\n{annexes}", articles=articles))
    with standing_in(folder):
        call("render", "seance.yaml", "--format", "html", "--only", "annexes")
    (acte,) = (path for path in (folder / "out").glob("*/*") if path.is_dir())
    return [path.read_text() for path in sorted(acte.glob("*.html"))]


def test_csv_alone_is_printed_with_french_numbers(pages: list[str]) -> None:
    assert f">1{NB}234,5<" in pages[0]
    assert f">12{NB}000<" in pages[0]
    assert ">2026<" in pages[0]  # a year has no thousands


def test_fiche_chooses_names_and_adds_up(pages: list[str]) -> None:
    page = pages[1]

    assert "Année" not in page
    assert "Montant voté" in page
    foot = page[page.index("<tfoot>") :]
    assert f">13{NB}234,50{NB}€<" in foot
    assert ">Total<" in foot
    assert page.index("Dépenses") < page.index("<tfoot>") < page.index("Source")


def test_wide_table_and_wide_picture_lie_on_their_side(pages: list[str]) -> None:
    kinds = ["annexe-paysage" in p.split('<main class="piece ')[1][:20] for p in pages]

    assert kinds == [False, False, True, True]


def test_picture_stands_below_its_title_which_tells_it(pages: list[str]) -> None:
    assert 'src="data:image/png;base64,' in pages[3]
    assert 'alt="Pièce"' in pages[3]


def test_table_has_the_same_words_in_word_and_in_two_languages(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    annexes = "annexes: [{titre: Pièce, fichier: fiche.yaml}]"
    articles = "[ADOPTE l'annexe ci-jointe., {ref: publication-electronique}]"
    write_session(tmp_path, spread_session(annexes, articles=articles))
    with standing_in(tmp_path):
        result = call(
            *("render", "seance.yaml", "--format", "docx,html"),
            *("--only", "annexes", "--lang", "co,fr+co"),
        )

    assert result.status == 0, result.err
