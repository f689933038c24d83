"""Slides: what a fiche gives, that nothing is lost of it, and that all may read it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from delib_gen.checking import check_session
from delib_gen.formats.base import RenderTools
from delib_gen.formats.html import FORMAT as HTML
from delib_gen.formats.pdf import FORMAT as PDF
from delib_gen.graphiques.sheet import SIZE
from delib_gen.prose.fitting import BESIDE, DRAWN, GUTTER, fit_set
from delib_gen.prose.pieces import Chiffres, Diapositive, Graphique
from delib_gen.prose.tree import Image, Paragraphe
from delib_gen.prose.visuals import pair_visuals
from delib_gen.schema.charte import StyleDiapositives
from delib_gen.view.annexes.base import AnnexeView
from fiche_helpers import make_views, write_fiches
from format_helpers import render_piece
from pdf_helpers import iter_structure
from verapdf_helpers import PROFILES, start_engine

LONG = " ".join(f"phrase{n} d'un texte trop long pour une page." for n in range(150))
SLIDES = f"""\
genre: diapositives
pied: Un pied
diapositives:
  - titre: Ouverture
    ouverture: oui
    texte: Un service, [un lien](https://exemple.invalid/).
  - titre: Trois chiffres
    chiffres:
      - {{valeur: 32, libelle: ateliers}}
      - {{valeur: ~700, libelle: citoyens}}
    puis:
      - texte: |
          # Un titre dans le texte

          1. un

             - dedans
  - titre: Un graphique
    texte: À côté du graphique.
    graphique:
      type: barres
      titre: Voyageurs
      unite: par jour
      fichier: donnees.csv
    pied: Un autre pied
  - titre: Une page ne suffit pas
    texte: {LONG}
"""
DATA = "Année;Deux Cols;Ligne de nuit\n2024;1 200;\n2025;1 350,5;-20\n"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("diapositives")
    (folder / "donnees.csv").write_text(DATA, encoding="utf-8")
    return write_fiches(folder, SLIDES)


@pytest.fixture(scope="module")
def view(session: Path) -> AnnexeView:
    return make_views(session)[0]


@pytest.fixture(scope="module")
def pdf(view: AnnexeView, tools: RenderTools) -> bytes:
    rendered = render_piece(PDF, view, tools)
    assert rendered is not None
    return rendered.content


def read_pages(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def get_slide(view: AnnexeView, rank: int) -> Diapositive:
    slide = view.corps[rank]
    assert isinstance(slide, Diapositive)
    return slide


def test_fiche_has_no_fault(session: Path):
    assert [f for f in check_session(session).findings if f.code[:3] == "STR"] == []


def test_each_slide_is_a_page_of_sixteen_by_nine(pdf: bytes):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        boxes = {tuple(map(float, page.mediabox)) for page in document.pages}

    ((_, _, width, height),) = boxes
    assert width / height == pytest.approx(16 / 9, abs=0.001)


def test_a_text_too_long_goes_on_and_loses_nothing(view: AnnexeView, pdf: bytes):
    """It shrinks no further than the floor; each page that follows says what it is."""
    pages = read_pages(pdf)
    following = [page for page in pages if "Une page ne suffit pas (suite)" in page]

    assert PDF.audit(pdf, [view]) == []
    assert len(following) == len(pages) - 4 >= 1
    assert not any("Un graphique (suite)" in page for page in pages)


@pytest.mark.parametrize(
    "beside",
    [
        "graphique: {type: barres, titre: T, donnees: {Bastia: 1, Corte: 2}}",
        "chiffres: [{valeur: 12, libelle: élus}]\n"
        "    graphique: {type: secteurs, titre: U, donnees: {Bastia: 1, Corte: 2}}",
    ],
)
def test_a_text_that_goes_on_is_heard_whole_beside_a_chart(
    beside: str, tmp_path: Path, tools: RenderTools
):
    """It goes on over the page; what stands beside it on the first comes after it."""
    fiche = f"genre: diapositives\ndiapositives:\n  - titre: A\n    texte: {LONG}\n"
    (view,) = make_views(write_fiches(tmp_path, f"{fiche}    {beside}\n"))
    rendered = render_piece(PDF, view, tools)
    assert rendered is not None

    assert len(read_pages(rendered.content)) > 1
    assert PDF.audit(rendered.content, [view]) == []


def test_no_figure_is_cut_beside_a_chart(tmp_path: Path, tools: RenderTools):
    """They have half a slide between them: figures and words stay whole."""
    figures = ", ".join(
        f"{{valeur: 1 850 00{n}, libelle: personnes accompagnées}}" for n in range(4)
    )
    (view,) = make_views(
        write_fiches(
            tmp_path,
            "genre: diapositives\ndiapositives:\n"
            f"  - titre: A\n    chiffres: [{figures}]\n"
            "    graphique: {type: barres, titre: T, donnees: {Bastia: 1, Corte: 2}}\n"
            f"  - titre: B\n    chiffres: [{figures}]\n",
        )
    )
    rendered = render_piece(PDF, view, tools)
    assert rendered is not None

    assert PDF.audit(rendered.content, [view]) == []
    text = "\n".join(read_pages(rendered.content))
    assert len(re.findall(r"^\W*1\s850\s00\d\b", text, re.MULTILINE)) == 8
    assert len(read_pages(rendered.content)) == 2  # the table stays with its chart


def test_each_page_has_the_foot_of_its_slide(pdf: bytes):
    pages = read_pages(pdf)

    assert ["Un autre pied" in page for page in pages[:4]] == [0, 0, 1, 0]
    assert all("Un pied" in page for page in (*pages[:2], *pages[3:]))


def test_a_text_is_set_as_large_as_it_may_be(view: AnnexeView):
    floor = 13 / 20

    assert get_slide(view, 0).echelle > 1
    assert floor <= get_slide(view, 3).echelle < 1


def test_headings_go_down_without_a_jump(pdf: bytes):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        kinds = [str(e.S) for e in iter_structure(document)]

    levels = [int(kind[2]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert levels == [1, 2, 2, 3, 2, 2]
    assert kinds.count("/Table") == 1
    assert kinds.count("/Figure") >= 1


def test_page_for_a_screen_has_a_section_for_each_slide(
    view: AnnexeView, tools: RenderTools
):
    rendered = render_piece(HTML, view, tools)
    assert rendered is not None
    page = rendered.content.decode()

    assert page.count('<section class="diapositive') == 4
    assert HTML.audit(rendered.content, [view]) == []
    assert re.search(r"32</strong> <span[^>]*>ateliers", page)


def test_chart_says_in_words_what_it_shows(view: AnnexeView):
    """Its kind, title and unit, the extremes and where they are; the numbers beside."""
    chart = get_slide(view, 2).blocs[-1]
    assert isinstance(chart, Graphique)
    rows = [["".join(b.texte for b in c) for c in row] for row in chart.tableau.lignes]

    told = chart.image.alternative.replace("\u00a0", " ")
    assert told.startswith("Diagramme en barres : Voyageurs (par jour).")
    assert "la plus haute : 1 350,5 (Deux Cols, 2025)" in told
    assert "la plus basse : \u221220 (Ligne de nuit, 2025)" in told
    assert rows == [["2024", "1\u00a0200", "–"], ["2025", "1\u00a0350,5", "\u221220"]]


def test_what_french_alone_has_is_read_as_french_in_the_other_edition(
    session: Path, tools: RenderTools
):
    view = make_views(session, "co")[0]
    rendered = render_piece(HTML, view, tools)
    assert rendered is not None

    assert HTML.audit(rendered.content, [view]) == []
    assert re.search(r'lang="fr"[^>]*>Trois chiffres', rendered.content.decode())


def test_texts_and_pictures_stand_side_by_side_in_their_order():
    text, figures = Paragraphe(()), Chiffres(())
    picture, other = Image(b"", "png", "a"), Image(b"", "png", "b")
    rows = pair_visuals((picture, text, figures, picture, other, text))

    assert rows == [
        ((), (picture,)),
        ((text, figures), (picture, other)),
        ((text,), ()),
    ]


def test_a_chart_of_many_names_beside_a_text_can_be_read(
    tmp_path: Path, tools: RenderTools
):
    """Nothing of it is smaller than what the audit holds for text."""
    numbers = ", ".join(f"Commune {n}: {n}" for n in range(1, 31))
    slide = f"""\
genre: diapositives
diapositives:
  - titre: {"Un titre bien trop long pour une marge " * 3}
    texte: À côté.
    graphique: {{type: barres-horizontales, titre: T, donnees: {{{numbers}}}}}
"""
    (view,) = make_views(write_fiches(tmp_path, slide))
    rendered = render_piece(PDF, view, tools)
    assert rendered is not None

    assert PDF.audit(rendered.content, [view]) == []
    assert len(get_slide(view, 0).suite) < 60


@pytest.mark.verapdf
@pytest.mark.parametrize("flavour", PROFILES)
def test_slides_conform_to_both_standards(flavour: str, pdf: bytes, tmp_path: Path):
    path = tmp_path / "diapositives.pdf"
    path.write_bytes(pdf)

    assert start_engine().list_failures(path, flavour) == []


WRONG = {
    "type: barres\n      titre: A\n      donnees: {}": ("STR03", "aucune valeur"),
    "type: barres\n      titre: A": ("STR02", "un `fichier` ou des `donnees`"),
    "type: barres\n      titre: A\n      donnees: {x: douze}": ("STR03", "« douze »"),
    "type: camembert\n      titre: A\n      donnees: {x: 1}": ("STR03", "camembert"),
    "type: secteurs\n      titre: A\n      donnees: {x: -1}": ("STR03", "négative"),
    "type: courbe\n      titre: A\n      fichier: faux.csv": ("STR03", "ligne 2"),
    "type: courbe\n      titre: A\n      fichier: note.md": ("STR03", "note.md"),
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_chart_is_told_in_its_place(text: str, tmp_path: Path):
    (tmp_path / "faux.csv").write_text("x;y\na;douze\n", encoding="utf-8")
    (tmp_path / "note.md").write_text("Une note.\n", encoding="utf-8")
    head = "genre: diapositives\ndiapositives:\n  - titre: T\n    graphique:\n      "
    slide = f"{head}{text}\n"
    findings = check_session(write_fiches(tmp_path, slide)).findings
    told = [f for f in findings if f.code[:3] == "STR"]
    code, words = WRONG[text]

    assert [f.code for f in told] == [code]
    assert words in told[0].message
    assert told[0].hint
    assert told[0].span is not None
    assert "seance.yaml" not in told[0].span.file


TIGHT = """\
genre: diapositives
diapositives:
  - titre: Une image en hauteur, à côté d'un texte
    texte: Un texte.
    image: {fichier: tour.svg, alternative: Une tour, legende: La tour}
  - titre: Une deuxième, qui n'a pas de titre d'annexe au-dessus d'elle
    texte: Un texte.
    image: {fichier: tour.svg, alternative: Une tour, legende: La tour}
  - titre: Des chiffres dont un est nommé longuement
    chiffres:
      - {valeur: 1 250 000 €, libelle: versés aux communes de la vallée et des
         montagnes qui en avaient fait
         la demande avant la fin du mois de mars de cette année-là}
      - {valeur: 12, libelle: lignes}
      - {valeur: 7, libelle: gares}
      - {valeur: 8, libelle: cars}
      - {valeur: 9, libelle: ports}
      - {valeur: 98 %, libelle: à l'heure}
      - {valeur: 900, libelle: vélos}
  - titre: Un chiffre plus large qu'une carte
    chiffres:
      - {valeur: 1 250 000 €, libelle: versés}
      - {valeur: 12, libelle: lignes}
      - {valeur: 7, libelle: gares}
      - {valeur: 8, libelle: cars}
"""
TOWER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="700" height="1300" '
    'viewBox="0 0 70 130"><rect width="70" height="130"/></svg>'
)


def test_what_a_slide_can_hold_stands_on_its_page(tmp_path: Path, tools: RenderTools):
    """A high picture beside a text, figures over several lines: no page « suite »."""
    (tmp_path / "tour.svg").write_text(TOWER, encoding="utf-8")
    view = make_views(write_fiches(tmp_path, TIGHT))[0]
    rendered = render_piece(PDF, view, tools)

    assert rendered is not None
    pages = read_pages(rendered.content)
    assert len(pages) == 4
    assert re.search("1\\s250\\s000\\s€", pages[3].replace("\r\n", "|"))


def test_a_set_of_slides_has_one_size_of_text(tmp_path: Path):
    """A slide that is far denser than most is set smaller; none is set larger."""
    short = "".join(f"  - titre: T{n}\n    texte: Peu de mots.\n" for n in range(6))
    dense = "  - titre: D\n    texte: |\n" + "      Un alinéa de plus.\n\n" * 12
    text = f"genre: diapositives\ndiapositives:\n{short}{dense}"
    (view,) = make_views(write_fiches(tmp_path, text))
    scales = [s.echelle for s in view.corps if isinstance(s, Diapositive)]

    assert len(set(scales[:-1])) == 1
    assert scales[-1] < scales[0]


def test_a_slide_that_is_little_denser_than_most_sets_the_size_of_all():
    assert fit_set([1.25, 1.25, 1.1, 0.65, 1.05, 1.25]) == 1.05
    assert fit_set([0.65]) == fit_set([0.65, 0.7, 0.65]) == 0.65


@pytest.mark.parametrize("before", ["", "    texte: Un texte à côté.\n"])
def test_the_texts_of_a_chart_are_read_as_far_as_those_of_its_slide(
    before: str, tmp_path: Path
):
    """They are six tenths of the slide's, and the picture fills its place."""
    chart = "graphique: {type: barres, titre: T, donnees: {Bastia: 1, Corte: 2}}"
    text = f"genre: diapositives\ndiapositives:\n  - titre: A\n{before}    {chart}\n"
    (view,) = make_views(write_fiches(tmp_path, text))
    (slide,) = view.corps
    assert isinstance(slide, Diapositive)
    shown = slide.blocs[-1]
    assert isinstance(shown, Graphique)
    svg = etree.fromstring(shown.image.contenu)
    style = StyleDiapositives()
    share = 1 - BESIDE if before else DRAWN
    width = style.largeur_utile * share - (0 if before else GUTTER)
    letter = SIZE * width / float(svg.get("width"))

    assert letter == pytest.approx(0.6 * style.corps, abs=0.001)
    high = float(svg.get("height")) * width / float(svg.get("width"))
    assert high == pytest.approx(shown.hauteur, abs=0.01)
    assert shown.hauteur > 5
