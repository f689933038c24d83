"""What an act says takes the prose of a rapport, and prints as such everywhere."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from lxml import html

from act_helpers import make, quote, render, write
from delib_gen.checking import check_session
from delib_gen.prose.tree import Liste, Tableau
from pdf_helpers import iter_structure

TABLE = [["Tarif", "Montant"], ["Habitants", "80\u00a0€"], ["Autres", "140\u00a0€"]]
TYPED = """\
| Tarif | Montant |
|:--|--:|
| Habitants | 80 € |
| Autres | 140 € |
"""
LIST = ["les associations paient la moitié\u00a0;", "l'école ne paie rien."]
KEYS = {
    "article": "articles: [{TEXT}, {ref: publication-affichage}]",
    "dispositif": "dispositif: {TEXT}",
    "visa": "visas: [{TEXT}]\n    articles: [APPROUVE.]",
    "considerant": "considerants: [{TEXT}]\n    articles: [APPROUVE.]",
    "expose": "expose: {par: La Maire, texte: {TEXT}}\n    articles: [APPROUVE.]",
    "expose-apres": (
        "expose: {place: apres-visas, texte: {TEXT}}\n    articles: [APPROUVE.]"
    ),
}


@pytest.mark.parametrize("key", KEYS)
def test_a_table_and_a_list_print_as_such_in_every_format(
    key: str, tmp_path: Path
) -> None:
    text = f"Voici :\n\n{TYPED}\nDIT que :\n\n- {LIST[0]}\n- {LIST[1]}\n"
    path = write(tmp_path, KEYS[key].replace("{TEXT}", quote(text)))
    view, tools = make(path)

    page = html.fromstring(render("html", view, tools))
    (table,) = page.iter("table")
    assert [[c.text_content() for c in row] for row in table.iter("tr")] == TABLE
    assert LIST in [
        [li.text_content().rstrip() for li in ul.iter("li")] for ul in page.iter("ul")
    ]

    word = docx.Document(io.BytesIO(render("docx", view, tools)))
    (made,) = word.tables
    assert [[cell.text for cell in row.cells] for row in made.rows] == TABLE
    items = [p for p in word.paragraphs if p.text in LIST]
    assert [p.text for p in items] == LIST
    assert all(p._p.pPr.numPr is not None for p in items)

    with pikepdf.open(io.BytesIO(render("pdf", view, tools))) as pdf:
        tags = [str(node.get("/S")) for node in iter_structure(pdf)]
    assert tags.count("/TH") == 2
    assert tags.count("/TD") == 4
    assert tags.count("/LI") >= 2


def test_bold_links_and_notes_go_with_a_visa(tmp_path: Path) -> None:
    text = "la **loi** et [son annexe](https://exemple.fr/x)[^1]\n\n[^1]: Lue en 2026."
    path = write(
        tmp_path, f"visas: [{quote(text)}, le décret]\n    articles: [APPROUVE.]"
    )
    view, tools = make(path)
    page = html.fromstring(render("html", view, tools))
    (visa, _) = page.find_class("visa")
    assert [b.text for b in visa.iter("strong")] == ["loi"]
    (link, *_) = [a for a in visa.iter("a") if "exemple" in a.get("href", "")]
    assert link.text_content() == "son annexe"  # what ends the visa is not in it
    assert "Lue en 2026." in page.text_content()
    assert "son annexe" in "".join(
        node.text or "" for node in docx_links(render("docx", view, tools))
    )


def docx_links(content: bytes) -> list[Any]:
    body = docx.Document(io.BytesIO(content)).element.body
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return [
        t for link in body.iter(f"{space}hyperlink") for t in link.iter(f"{space}t")
    ]


def test_paragraphs_of_a_visa_stay_apart_and_its_end_is_set_once(
    tmp_path: Path,
) -> None:
    act = 'visas: ["la loi ;\\n\\nle courrier"]\n    articles: [APPROUVE.]'
    view: Any = make(write(tmp_path, act))[0]
    (visa,) = view.visas
    assert visa.texte == "la loi\u00a0;"
    assert [b.brins[0].texte for b in visa.suite] == ["le courrier,"]


def test_a_usual_text_of_an_authority_takes_the_same_prose(tmp_path: Path) -> None:
    path = write(tmp_path, "articles: [{ref: tarifs}]")
    autorite = tmp_path / "autorite.yaml"
    text = autorite.read_text(encoding="utf-8")
    typed = "  tarifs: {texte: " + quote(f"FIXE :\n\n{TYPED}\n- un") + "}\n"
    autorite.write_text(text.replace("articles:\n", f"articles:\n{typed}", 1), "utf-8")
    view: Any = make(path)[0]
    assert [type(bloc) for bloc in view.articles[0].suite] == [Tableau, Liste]

    broken = typed.replace("- un", "`un`")
    autorite.write_text(text.replace("articles:\n", f"articles:\n{broken}", 1), "utf-8")
    (found,) = [f for f in check_session(path).findings if f.code == "STR10"]
    assert found.span
    assert Path(found.span.file).name == "autorite.yaml"


@pytest.mark.parametrize("typed", ["# Objet", "`code`", "Taxe\\t1\\nFoncier\\t2"])
def test_what_an_article_cannot_hold_is_told_where_it_stands(
    typed: str, tmp_path: Path
) -> None:
    act = f'articles:\n      - "FIXE :\\n\\n{typed}"'
    findings = check_session(write(tmp_path, act)).findings
    (found,) = [f for f in findings if f.code == "STR10"]
    assert found.severity.value == "erreur"
    assert found.span


def test_an_article_that_begins_with_a_verb_makes_a_request(tmp_path: Path) -> None:
    """Bold or with a table after it; one that begins with a list does not."""
    report = "rapport: {numero: 2026/1, corps: Voici.}\n    articles"

    def ask(article: str) -> list[str]:
        path = write(tmp_path, f"{report}: [{quote(article)}]")
        return [f.message for f in check_session(path).findings if f.code == "ACT11"]

    assert ask("**FIXE** le tarif.") == []
    assert ask(f"FIXE les tarifs :\n\n{TYPED}") == []
    assert len(ask(TYPED)) == 1


def test_who_sets_things_out_is_said_above(tmp_path: Path) -> None:
    act = "expose: {par: Madame la Maire, texte: Voici.}\n    articles: [APPROUVE.]"
    view: Any = make(write(tmp_path, act))[0]
    assert view.expose_intitule == "Madame la Maire expose\u00a0:"


@pytest.mark.parametrize(
    ("nature", "said"),
    [
        ("deliberation", "La présente délibération sera publiée par affichage"),
        ("voeu", "Le présent vœu sera publié par affichage"),
        ("motion", "La présente motion sera publiée par affichage"),
    ],
)
def test_a_usual_article_names_what_the_act_is(
    nature: str, said: str, tmp_path: Path
) -> None:
    act = f"nature: {nature}\n    articles: [DEMANDE., {{ref: publication-affichage}}]"
    view: Any = make(write(tmp_path, act))[0]
    (text,) = view.articles[1].alineas
    assert text.startswith(said)
