"""The pages of the papers: sheets of their own, who signs below rows, no orphans."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from delib_gen import catalogue
from delib_gen.catalogue import CATALOGUE
from delib_gen.checking import check_session
from delib_gen.composition.compose import compose
from delib_gen.composition.tree import Alinea as Line
from delib_gen.composition.tree import Ensemble, Rang
from delib_gen.formats.base import OutputFormat, RenderTools
from delib_gen.formats.docx import FORMAT as DOCX
from delib_gen.formats.pdf import FORMAT as PDF
from delib_gen.prose.tree import Brin, Tableau
from delib_gen.prose.tree import Paragraphe as Alinea
from delib_gen.prose.walk import iter_blocs, iter_brins, join_lines
from delib_gen.render import RenderSpec, make_tools
from delib_gen.view.base import View
from delib_gen.view.context import make_seance_context
from delib_gen.view.en_regard import EnRegardView, build_columns, pair_views
from delib_gen.view.papiers.convocation import ConvocationView
from delib_gen.view.papiers.feuilles import FeuilleView
from delib_gen.view.papiers.liste import ListeView
from delib_gen.view.papiers.statistiques import StatistiquesView
from delib_gen.view.sommaire import Entree, SommaireView
from en_regard_helpers import COLONNES
from format_helpers import render_piece
from pdf_helpers import read_pages
from test_papiers import COMMUNE, EXEMPLES, PLENIERE
from view_helpers import build_views, make_acte_context

EDITIONS = ("fr", "fr+co")
_FOOT = re.compile(r"\d+/\d+")


@cache
def build(name: str, edition: str, plenary: bool = False) -> tuple[View, RenderTools]:
    """A paper in one language or two, and what it is rendered with."""
    situation = check_session(PLENIERE if plenary else COMMUNE).situation
    assert situation is not None
    charte = situation.reference.charte
    assert charte is not None
    (kind,) = CATALOGUE.seance.select([name]).documents
    contexts = [make_seance_context(situation, lang, charte) for lang in ("fr", "co")]
    views = [catalogue.build_views([kind], context) for context in contexts]
    (view,) = (
        views[0] if edition == "fr" else pair_views(*views, build_columns(contexts))
    )
    spec = RenderSpec(situation.reference.autorite.code, charte, None)
    return view, make_tools(edition, spec)


def make(fmt: OutputFormat, view: View, tools: RenderTools) -> bytes:
    made = render_piece(fmt, view, tools)
    assert made is not None
    return made.content


def read(view: View, tools: RenderTools) -> list[list[str]]:
    """The lines of each page of the PDF, from above."""
    return read_pages(make(PDF, view, tools))


@pytest.mark.serie(4)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", ["convocation", "pouvoirs", "votes", "depouillement"])
def test_each_sheet_begins_a_page_and_has_its_own_numbers(
    name: str, edition: str
) -> None:
    view, tools = build(name, edition)
    whole = view.vues[0] if isinstance(view, EnRegardView) else view
    assert isinstance(whole, ConvocationView | FeuilleView)
    sheets = whole.lettres if isinstance(whole, ConvocationView) else whole.feuillets
    pages = read(view, tools)

    assert len(pages) == len(sheets) > 1
    assert [_FOOT.findall(" ".join(page))[-1] for page in pages] == ["1/1"] * len(
        sheets
    )


def test_a_letter_of_several_pages_counts_its_own() -> None:
    view, tools = build("convocation", "fr", plenary=True)
    assert isinstance(view, ConvocationView)
    pages = read(replace(view, lettres=view.lettres[:2]), tools)

    assert [page[-1] for page in pages] == ["1/2", "2/2"] * 2


def test_one_sheet_over_several_pages_is_numbered_as_any_document() -> None:
    pages = read(*build("presence", "fr"))

    assert [page[-1] for page in pages] == [
        f"{n + 1}/{len(pages)}" for n in range(len(pages))
    ]


@pytest.mark.parametrize(("name", "numbered"), [("votes", False), ("presence", True)])
def test_word_numbers_no_pages_where_sheets_go_their_own_way(
    name: str, numbered: bool
) -> None:
    document = Document(io.BytesIO(make(DOCX, *build(name, "fr"))))

    assert ("PAGE" in document.sections[0].footer._element.xml) is numbered


@pytest.mark.parametrize("name", ["ordre-du-jour", "pv"])
def test_the_matters_of_an_agenda_stand_side_by_side(name: str) -> None:
    """Though a language leaves what it lacks to the other."""
    view, tools = build(name, "fr+co", plenary=True)
    ranks = []
    for part in compose(view, tools.find_library).parties:
        for row in part.blocs:
            assert isinstance(row, Rang | Ensemble)
            cells = [c[0] for c in row.cellules if c] if isinstance(row, Rang) else []
            matters = [c for c in cells if isinstance(c, Line) and c.style == "Point"]
            ranks += [[matter.brins[0].texte for matter in matters]] if matters else []

    assert len(ranks) == 15
    assert [set(row) for row in ranks] == [{f"{n}."} for n in range(1, 16)]
    assert sum(len(row) == 2 for row in ranks) > 9


@pytest.mark.serie(4)
@pytest.mark.parametrize("plenary", [False, True])
@pytest.mark.parametrize(
    "name", ["presence", "votes", "depouillement", "liste", "statistiques"]
)
def test_no_table_of_a_paper_breaks_a_word(name: str, plenary: bool) -> None:
    """Each word of its heads and names stands on a line of the PDF."""
    view, tools = build(name, "fr", plenary)
    lines = [line.split() for page in read(view, tools) for line in page]
    shown = {word for line in lines for word in line}
    tables = [bloc for bloc in iter_blocs(view) if isinstance(bloc, Tableau)]

    said = [head for table in tables for head in table.entetes]
    said += [row[0] for table in tables for row in table.lignes]
    words = {w for cell in said for run in cell for w in run.texte.split()}
    assert tables
    assert {w for w in words if "-" not in w} - shown == set()


@pytest.mark.parametrize("plenary", [False, True])
def test_names_in_figures_have_a_line_each(plenary: bool) -> None:
    view, tools = build("statistiques", "fr", plenary)
    lines = [line for page in read(view, tools) for line in page]
    tables = [bloc for bloc in iter_blocs(view) if isinstance(bloc, Tableau)]
    named = [row[0][0].texte for table in tables[1:] for row in table.lignes]

    assert len(named) > 30
    assert [n for n in named if not any(line.startswith(n) for line in lines)] == []


def shorten(view: View, rows: int) -> View:
    """A list of so many rows."""

    def cut(vue: View) -> View:
        assert isinstance(vue, ListeView)
        (table,) = vue.tableau or (None,)
        if not isinstance(table, Tableau):
            return vue
        made = (table.lignes * (rows // len(table.lignes) + 1))[:rows]
        return replace(vue, tableau=(replace(table, lignes=made),))

    if isinstance(view, EnRegardView):
        first, second = map(cut, view.vues)
        return replace(view, vues=(first, second))
    return cut(view)


@pytest.mark.serie(5)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("rows", range(14, 30, 2))
def test_who_signs_a_list_has_rows_of_it_above(rows: int, edition: str) -> None:
    view, tools = build("liste", edition)
    pages = read(shorten(view, rows), tools)
    signed = next(
        page for page in pages if any("Liste affichée" in line for line in page)
    )

    above = signed[
        : next(n for n, line in enumerate(signed) if "Liste affichée" in line)
    ]
    assert sum("Adoption" in line or "Élection" in line for line in above) >= 1
    assert "FONTARELLE" in " ".join(signed)


@pytest.mark.serie(5)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("more", range(0, 28, 3))
def test_figures_are_with_what_introduces_them(more: int, edition: str) -> None:
    """No page ends with a heading, what is said below it, or one row of a table."""
    view, tools = build("statistiques", edition)

    def lengthen(vue: View) -> View:
        assert isinstance(vue, StatistiquesView)
        first, *others = vue.volets
        corps = (*first.corps, *[Alinea((Brin("Voilà."),))] * more)
        return replace(vue, volets=(replace(first, corps=corps), *others))

    if isinstance(view, EnRegardView):
        view = replace(view, vues=(lengthen(view.vues[0]), lengthen(view.vues[1])))
    else:
        view = lengthen(view)
    for page in read(view, tools)[:-1]:
        foot = [line for line in page if not _FOOT.fullmatch(line)][-3:]
        assert not any(line.startswith(("Membre", "La présence")) for line in foot[1:])
        assert not foot[-1].endswith("affaire.")


@pytest.mark.parametrize("lines", range(24, 34))
def test_the_last_line_of_contents_is_not_alone(lines: int) -> None:
    view, tools = build("liste", "fr")
    entrees = tuple(Entree(f"Pièce n° {n}", "", "a") for n in range(lines))
    page = SommaireView(view.meta, "Livre", (), "Sommaire", entrees)
    pages = read(page, tools)

    assert sum("Pièce" in line for line in pages[-1]) != 1


def _is_kept(paragraph: Paragraph) -> bool:
    """Whether Word keeps a paragraph on the page of the next one."""
    return paragraph._p.pPr.find(qn("w:keepNext")) is not None


def test_word_keeps_a_matter_with_its_details_and_leaves_room_below_the_last() -> None:
    document = Document(io.BytesIO(make(DOCX, *build("ordre-du-jour", "fr"))))
    lines = [p for p in document.paragraphs if p.style.name in ("Point", "Détail")]

    for line, following in pairwise(lines):
        assert _is_kept(line) is (following.style.name == "Détail"), line.text
    assert not _is_kept(lines[-1])
    room = lines[-1].paragraph_format.space_after
    assert room is not None
    assert room.pt == 14


def test_word_keeps_who_signs_with_rows_of_the_list() -> None:
    document = Document(io.BytesIO(make(DOCX, *build("liste", "fr"))))
    rows = document.tables[0].rows
    kept = [all(_is_kept(p) for c in row.cells for p in c.paragraphs) for row in rows]
    told = next(p for p in document.paragraphs if "Liste affichée" in p.text)

    assert kept[-2:] == [True, True]
    assert _is_kept(told)
    room = told.paragraph_format.space_before
    assert room is not None
    assert room.pt == 12


def test_word_leaves_room_below_a_table_in_two_languages_too() -> None:
    document = Document(io.BytesIO(make(DOCX, *build("liste", "fr+co"))))
    body = document.element.body
    inner = next(t for t in body.iter(qn("w:tbl")) if t.getparent().tag == qn("w:tc"))
    room = inner.getnext()
    spacing = room.find(f"{qn('w:pPr')}/{qn('w:spacing')}")

    assert int(spacing.get(qn("w:line"))) == 240
    # What ends a cell below a table is not shown.
    assert room.getnext().tag == qn("w:p")


def test_word_leaves_the_lines_of_what_stands_below_a_table_in_a_cell() -> None:
    situation = check_session(EXEMPLES / "2026-06-18-departement/seance.yaml").situation
    assert situation is not None
    charte = situation.reference.charte
    assert charte is not None
    acte = situation.actes[0]
    contexts = [make_acte_context(acte, lang, charte) for lang in ("fr", "co")]
    pairs = pair_views(*map(build_views, contexts), build_columns(contexts))
    view = next(v for v in pairs if v.meta.fichier == "rapport")
    spec = RenderSpec(situation.reference.autorite.code, charte, None)
    made = make(DOCX, view, make_tools("fr+co", spec))
    body = Document(io.BytesIO(made)).element.body
    emblems = next(t for t in body.iter(qn("w:tbl")) if t.getparent().tag == qn("w:tc"))
    spacing = emblems.getnext().find(f"{qn('w:pPr')}/{qn('w:spacing')}")

    assert dict(spacing.attrib) == {qn("w:before"): "240"}


@pytest.mark.serie(3)
@pytest.mark.parametrize("more", range(0, 12, 2))
def test_the_act_of_a_matter_is_with_what_is_said_of_it(more: int) -> None:
    """In two languages: no page ends with the name of an act in the minutes."""
    view, tools = build("pv", "fr+co")
    assert isinstance(view, EnRegardView)
    views = [
        replace(vue, horaires=(), envois=" ".join(["Une phrase de plus."] * 5 * more))
        for vue in view.vues
    ]
    pages = read(replace(view, vues=(views[0], views[1])), tools)

    for page in pages[:-1]:
        foot = [line for line in page if not _FOOT.fullmatch(line)][-2:]
        assert not any(line.startswith(("Délibération n", "Vœu n")) for line in foot)


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_the_law_wants_below_an_act_is_small_in_word_too(edition: str) -> None:
    view, tools = build("pv", edition)
    said = view.vues[0] if isinstance(view, EnRegardView) else view
    situation = check_session(COMMUNE).situation
    assert situation is not None
    charte = situation.reference.charte
    assert charte is not None
    (act, *_) = build_views(make_acte_context(situation.actes[0], "fr", charte))
    below = replace(act, mentions_legales=("Voies de recours.",))  # type: ignore[call-arg]
    shown = replace(view, vues=(below, below)) if said is not view else below  # type: ignore[call-arg]
    document = Document(io.BytesIO(make(DOCX, shown, tools)))
    runs = [
        run
        for run in document.element.body.iter(qn("w:r"))
        if "Voies de recours" in "".join(t.text for t in run.iter(qn("w:t")))
    ]

    sizes = {
        int(run.find(f"{qn('w:rPr')}/{qn('w:sz')}").get(qn("w:val"))) for run in runs
    }
    assert sizes == {17 if edition == "fr+co" else 19}


def test_a_frame_in_word_is_as_wide_as_its_longest_line() -> None:
    situation = check_session(COMMUNE).situation
    assert situation is not None
    charte = situation.reference.charte
    assert charte is not None
    (view, *_) = build_views(make_acte_context(situation.actes[0], "fr", charte))
    rooms = []
    for lines in (
        ("Acte retiré",),
        ("Acte retiré", "Acte annulé par " + "jugement " * 3),
    ):
        boxed = replace(view, suites=lines)  # type: ignore[call-arg]
        document = Document(io.BytesIO(make(DOCX, boxed, build("liste", "fr")[1])))
        framed = [p for p in document.paragraphs if p.text in lines]
        rooms.append({p.paragraph_format.right_indent.cm for p in framed})

    (wide,), (narrow,) = rooms
    measures = charte.mesures
    room = measures.largeur - 2 * measures.marge
    assert room - 4 < wide < room - 2
    assert 4 < narrow < wide


def test_word_leaves_no_row_nor_line_of_contents_alone() -> None:
    view, tools = build("statistiques", "fr")
    document = Document(io.BytesIO(make(DOCX, view, tools)))
    rows = max(document.tables, key=lambda table: len(table.rows)).rows
    kept = [all(_is_kept(p) for c in row.cells for p in c.paragraphs) for row in rows]
    assert kept == [True, True, *[False] * (len(kept) - 4), True, False]

    note = next(p for p in document.paragraphs if "Chaque membre compte" in p.text)
    assert _is_kept(note)

    entrees = tuple(Entree(f"Pièce n° {n}", "", "a") for n in range(5))
    page = SommaireView(view.meta, "Livre", (), "Sommaire", entrees)
    document = Document(io.BytesIO(make(DOCX, page, tools)))
    lines = [p for p in document.paragraphs if p.text.startswith("Pièce")]
    assert [_is_kept(line) for line in lines] == [False, False, False, True, False]


def test_two_languages_share_the_list_and_its_titles_stand_in_one_cell() -> None:
    """A title that has no version, and whatever is alike, stands there once."""
    view, tools = build(ListeView.genre, "fr+co", plenary=True)
    assert isinstance(view, EnRegardView)
    blocs = iter_blocs(compose(view, tools.find_library).parties)
    (table,) = [bloc for bloc in blocs if isinstance(bloc, Tableau)]

    numbers, titles, outcomes = zip(*table.lignes, strict=True)
    assert not any(brin.saut for cell in (*numbers, *outcomes) for brin in cell)
    both = [cell for cell in titles if any(brin.saut for brin in cell)]
    assert both, "no title of the plenary sitting has a version"
    for cell in both:
        _, _, *others = cell
        assert {(b.langue, b.version, b.italique) for b in others} == {
            ("co", True, True)
        }


@pytest.mark.parametrize("rows", [(1, 2), (2, 1)])
def test_tables_of_other_shapes_stay_two(rows: tuple[int, int]) -> None:
    view, _ = build(ListeView.genre, "fr", plenary=True)
    first, second = (shorten(view, count) for count in rows)
    second = replace(second, meta=replace(second.meta, langue="co"))
    (pair,) = pair_views([first], [second], COLONNES)

    assert isinstance(pair, EnRegardView)
    assert [len(vue.tableau[0].lignes) for vue in pair.vues] == [*rows]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", ["convocation", "pouvoirs", "votes"])
def test_each_sheet_has_a_bookmark_of_its_own(name: str, edition: str) -> None:
    """It says whose letter it is, or on which act the vote."""
    view, tools = build(name, edition)
    blocs = iter_blocs(compose(view, tools.find_library).parties)
    signets = [b.signet for b in blocs if isinstance(b, Line) and b.signet]

    sheets = view.vues[0] if isinstance(view, EnRegardView) else view
    count = len(getattr(sheets, "lettres", ()) or sheets.feuillets)
    assert len(dict.fromkeys(signets)) == count > 1


def test_one_sheet_has_the_bookmark_of_its_paper() -> None:
    view, tools = build("presence", "fr")
    blocs = iter_blocs(compose(view, tools.find_library).parties)

    assert [b.signet for b in blocs if isinstance(b, Line) and b.signet] == [
        view.meta.signet
    ]


@pytest.mark.parametrize("name", ["convocation", "votes"])
def test_each_leaf_says_that_french_prevails(name: str) -> None:
    """Each goes its own way: to a member, or to who counts an act's vote."""
    view, tools = build(name, "fr+co", plenary=True)
    assert isinstance(view, EnRegardView)
    (_, corse) = view.vues
    assert isinstance(corse, ConvocationView | FeuilleView)
    leaves = corse.lettres if isinstance(corse, ConvocationView) else corse.feuillets
    tree = compose(view, tools.find_library)
    mention = corse.traduction
    said = [line for line in iter_brins(tree.parties) if join_lines(line) == mention]

    assert mention
    assert len(said) == len(leaves) > 1
