"""Two languages side by side: pair against pair, each whole, in every format."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from delib_gen.audit.words import tokenize
from delib_gen.composition.pair import match_blocks
from delib_gen.formats.base import OutputFormat, RenderTools, list_formats
from delib_gen.formats.pdf import engine
from delib_gen.prose.pieces import Diapositive
from delib_gen.prose.tree import Image, Paragraphe
from delib_gen.view.annexes.diapositives import DiapositivesView
from delib_gen.view.base import LigneVisa, View, read_joined
from delib_gen.view.en_regard import EnRegardView
from docx_blocks_helpers import png
from docx_helpers import iter_labelled, read_visible_columns
from en_regard_helpers import (
    COLONNES,
    FIRST,
    SECOND,
    build_first,
    dossier_meta,
    hear,
    make_pairs,
    pair_views,
    translate_view,
)
from format_helpers import render_piece, render_pieces
from pdf_helpers import read_visible_pages

PIECES = ("deliberation", "rapport", "annexe-rapport-2")


@pytest.fixture(scope="module")
def made() -> tuple[list[View], RenderTools]:
    return make_pairs()


@pytest.fixture(scope="module")
def pairs(made: tuple[list[View], RenderTools]) -> list[View]:
    return made[0]


@pytest.fixture(scope="module")
def both(made: tuple[list[View], RenderTools]) -> RenderTools:
    return made[1]


@pytest.fixture(scope="module")
def pdf(pairs: list[View], both: RenderTools) -> bytes:
    """The deliberation."""
    return render_once("pdf", pairs[0], both)


@pytest.fixture(scope="module")
def parts(pairs: list[View]) -> list[View]:
    """The pieces that are looked at, of all."""
    return [pair for pair in pairs if pair.meta.fichier in PIECES]


@pytest.fixture(scope="module")
def dossier(parts: list[View], both: RenderTools) -> bytes:
    """The PDF of all of them."""
    return render_pieces(
        list_formats()["pdf"], parts, dossier_meta(parts), both
    ).content


def render(name: str, view: View, tools: RenderTools) -> bytes:
    rendered = render_piece(list_formats()[name], view, tools)
    assert rendered is not None
    return rendered.content


_KEPT: dict[tuple[str, int], bytes] = {}


def render_once(name: str, view: View, tools: RenderTools) -> bytes:
    """The same of a piece of `pairs`, which stay as long as this module does."""
    key = (name, id(view))
    if key not in _KEPT:
        _KEPT[key] = render(name, view, tools)
    return _KEPT[key]


def get_piece(views: Sequence[View], fichier: str) -> EnRegardView:
    view = next(view for view in views if view.meta.fichier == fichier)
    assert isinstance(view, EnRegardView)
    return view


@pytest.fixture(scope="module")
def alone(pairs: list[View], both: RenderTools) -> dict[str, list[list[str]]]:
    """What is heard of each piece, in each of its languages, in files of their own."""
    return {
        name: [read_alone(view, both) for view in get_piece(pairs, name).vues]
        for name in PIECES
    }


def read_alone(view: View, tools: RenderTools) -> list[str]:
    """What is heard of an edition in a file of its own.

    The foot of a slide is then at the foot of the page, where it is not heard; side
    by side, slides are a text that goes on, and it is the slide's last paragraph.
    """
    if isinstance(view, DiapositivesView):
        slides = tuple(map(_end_with_foot, view.corps))
        view = dataclasses.replace(view, corps=slides)
    content = render("pdf", view, tools)
    return [word for _, words in hear(content) for word in words]


def _end_with_foot(bloc: Any) -> Any:
    if not isinstance(bloc, Diapositive) or bloc.ouverture or not bloc.pied:
        return bloc
    blocs = (*bloc.blocs, Paragraphe(bloc.pied))
    return dataclasses.replace(bloc, blocs=blocs, pied=())


# --- pairs ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("abc", "abc", "aa bb cc"),
        ("abc", "ac", "aa b- cc"),
        ("ac", "abc", "aa -b cc"),
        ("avvvz", "avvz", "aa vv vv v- zz"),
        ("axc", "ayc", "aa xy cc"),
        ("", "a", "-a"),
        ("vvv", "wvvv", "-w vv vv vv"),
    ],
)
def test_a_block_that_one_edition_alone_has_stands_alone(
    first: str, second: str, expected: str
) -> None:
    pairs = match_blocks(first, second, str)

    shown = " ".join(f"{one or '-'}{other or '-'}" for one, other in pairs)
    assert shown == expected


# --- views -----------------------------------------------------------------------


def test_each_column_has_the_title_of_its_own_language(pairs: list[View]) -> None:
    view: Any = get_piece(pairs, "deliberation")

    assert [[t.langue for t in vue.titres] for vue in view.vues] == [[FIRST], [SECOND]]


def test_a_title_that_has_one_version_goes_across_both_columns() -> None:
    def drop(views: Sequence[View]) -> list[View]:
        first: Any = views[0]
        titres = tuple(t for t in first.titres if t.langue == FIRST)
        return [dataclasses.replace(first, titres=titres), *views[1:]]

    views, tools = make_pairs(drop)
    view: Any = views[0]
    page = render("html", view, tools).decode()

    (titre,), (other,) = (vue.titres for vue in view.vues)
    assert (titre.langue, other.texte) == (FIRST, "")
    assert len(re.findall(r'<p class="titre"', page)) == 1


def test_a_piece_that_one_edition_alone_has_is_not_lost() -> None:
    first = build_first()
    second = [translate_view(view) for view in first]

    paired = pair_views(first[:1], second[1:], COLONNES)

    assert [v.meta.fichier for v in paired] == [v.meta.fichier for v in first]
    assert not any(isinstance(view, EnRegardView) for view in paired)


def test_the_words_are_those_of_both_editions(pairs: list[View]) -> None:
    view = get_piece(pairs, "rapport")

    assert list(view.iter_words()) == [w for vue in view.vues for w in vue.iter_words()]


# --- each column is whole ----------------------------------------------------------


@pytest.mark.parametrize("fichier", PIECES)
def test_a_screen_reader_hears_one_language_whole_then_the_other(
    fichier: str,
    pairs: list[View],
    both: RenderTools,
    alone: dict[str, list[list[str]]],
) -> None:
    """Word for word what is heard of each edition in a file of its own."""
    view = get_piece(pairs, fichier)

    heard = hear(render_once("pdf", view, both))

    langues = [v.meta.langue for v in view.vues]
    assert heard == list(zip(langues, alone[fichier], strict=True))


def test_the_dossier_is_heard_in_one_language_then_in_the_other(
    parts: list[View], dossier: bytes, alone: dict[str, list[list[str]]]
) -> None:
    heard = hear(dossier)

    assert [langue for langue, _ in heard] == [FIRST, SECOND]
    for rank, (_, words) in enumerate(heard):
        assert words == [
            word for view in parts for word in alone[view.meta.fichier][rank]
        ]
    assert list_formats()["pdf"].audit(dossier, parts) == []


@pytest.mark.parametrize("name", ["html", "docx"])
@pytest.mark.parametrize("fichier", PIECES)
def test_each_column_of_a_file_is_its_edition(
    name: str, fichier: str, pairs: list[View], both: RenderTools
) -> None:
    """In the order in which the edition alone has its words."""
    view = get_piece(pairs, fichier)
    content = render_once(name, view, both)

    for rank, vue in enumerate(view.vues):
        alone = read_file(name, render(name, vue, both))
        assert read_columns(name, content)[rank] == alone


def read_file(name: str, content: bytes) -> list[str]:
    if name == "docx":
        labelled = iter_labelled(content)
        return tokenize("\n".join(f"{a}{''.join(_iter_texts(p))}" for a, p in labelled))
    page = re.sub(r"<head>.*</head>", "", content.decode(), flags=re.DOTALL)
    return tokenize(re.sub(r"<[^>]*>", " ", page))


def _iter_texts(paragraph: Any) -> Any:
    for element in paragraph.iter():
        if element.tag == qn("w:t"):
            yield element.text
        elif element.tag in (qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen")):
            yield "-" if element.tag == qn("w:noBreakHyphen") else " "


def read_columns(name: str, content: bytes) -> list[list[str]]:
    if name == "docx":
        return [tokenize(text) for text in read_visible_columns(content)]
    page = content.decode()
    columns: list[list[str]] = []
    for rank in range(2):
        cells = re.findall(
            rf'<div class="colonne" lang="[^"]*" data-colonne="{rank}">(.*?)'
            r'(?=<div class="(?:colonne|rang)|</main>)',
            page,
            re.DOTALL,
        )
        columns.append(tokenize(re.sub(r"<[^>]*>", " ", " ".join(cells))))
    return columns


@pytest.mark.parametrize("name", ["pdf", "html", "docx"])
def test_nothing_is_found_wrong(
    name: str, pairs: list[View], both: RenderTools
) -> None:
    fmt = list_formats()[name]

    for fichier in PIECES:
        view = get_piece(pairs, fichier)
        assert fmt.audit(render_once(name, view, both), [view]) == []


# --- the audit sees faults ------------------------------------------------------


def audit(fmt: OutputFormat, content: bytes, view: View) -> list[str]:
    return [f"{f.code} {f.message}" for f in fmt.audit(content, [view])]


def test_a_word_in_the_wrong_column_is_found(
    pairs: list[View], both: RenderTools
) -> None:
    """All words are there as often as they should: only the columns tell."""
    fmt, view = list_formats()["html"], pairs[0]
    page = render_once("html", view, both).decode()
    mended = page.replace("convoquée", "\0").replace("zz\0", "convoquée")
    assert mended.count("\0") == 1
    swapped = mended.replace("\0", "zzconvoquée")

    found = audit(fmt, swapped.encode(), view)

    assert len(found) == 2
    assert "« convoquée »" in found[0]
    assert "colonne « Français »" in found[0]
    assert "« zzconvoquée »" in found[1]
    assert "colonne « Zz-zz »" in found[1]


def test_words_in_disorder_are_found(pairs: list[View], both: RenderTools) -> None:
    fmt, view = list_formats()["html"], pairs[0]
    page = render_once("html", view, both).decode()
    assert "Code général des" in page
    page = page.replace("Code général des", "général Code des")

    (found,) = audit(fmt, page.encode(), view)

    assert found.startswith("SOR01 un texte n'est pas entier dans le HTML")
    assert "Code général des" in found


def test_a_pdf_read_row_by_row_is_found(
    pairs: list[View], both: RenderTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the finisher, no language is heard whole."""
    monkeypatch.setattr(engine, "regroup_columns", lambda _: None)
    content = render("pdf", pairs[0], both)

    found = audit(list_formats()["pdf"], content, pairs[0])

    assert len(found) == 2
    assert all("colonne" in message for message in found)


def test_a_cell_emptied_in_word_is_found(pairs: list[View], both: RenderTools) -> None:
    document = Document(io.BytesIO(render_once("docx", pairs[0], both)))
    cells = document.tables[0].rows[9].cells
    for text, other in zip(
        cells[0]._tc.iter(qn("w:t")), cells[1]._tc.iter(qn("w:t")), strict=False
    ):
        text.text, other.text = other.text, text.text
    out = io.BytesIO()
    document.save(out)

    found = audit(list_formats()["docx"], out.getvalue(), pairs[0])

    assert len(found) == 2
    assert all("colonne" in message for message in found)


# --- the look -----------------------------------------------------------------


def list_tops(content: bytes, words: set[str]) -> list[list[tuple[int, float]]]:
    """The page and the height of each of some words, by column."""
    tops: list[list[tuple[int, float]]] = [[], []]
    with pypdfium2.PdfDocument(content) as document:
        for number, page in enumerate(document):
            textpage = page.get_textpage()
            for rank in range(textpage.count_rects()):
                left, bottom, right, top = textpage.get_rect(rank)
                text = textpage.get_text_bounded(left, bottom, right, top).strip()
                if text in words:
                    middle = page.get_width() / 2
                    tops[left > middle].append((number, round(top)))
    return tops


def test_pairs_stay_level_over_the_pages(pairs: list[View], both: RenderTools) -> None:
    """However much longer one language is, each visa begins beside its other."""
    view = lengthen(get_piece(pairs, "deliberation"), 40)

    left, right = list_tops(render("pdf", view, both), {"VU", "zzVU"})

    assert len(left) == 40
    assert [page for page, _ in left] == sorted(page for page, _ in left)
    assert left[-1][0] >= 4
    assert left == right


def test_a_picture_of_both_columns_leaves_room_for_their_heads_in_word(
    pairs: list[View], both: RenderTools
) -> None:
    """Or it goes to the next page, and what ends its table to one more."""
    view = get_piece(pairs, "annexe-rapport-2")
    picture = Image(png(800, 1600), "png", "Une tour", largeur=40.0)
    first, second = (
        dataclasses.replace(vue, corps=corps)
        for vue, corps in zip(view.vues, ((picture,), ()), strict=True)
    )
    view = dataclasses.replace(view, vues=(first, second), commun=True)

    body = Document(io.BytesIO(render("docx", view, both))).element.body
    (extent,) = body.iter("{*}extent")
    *_, last = body.iterchildren(qn("w:p"))
    spacing = next(last.iter(qn("w:spacing")))

    assert int(extent.get("cy")) / 360_000 == pytest.approx(16.0 * 0.7 * 0.85, abs=0.01)
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("20", "exact")


def lengthen(view: EnRegardView, count: int) -> EnRegardView:
    """The same deliberation with more visas."""
    changed = []
    for vue in view.vues:
        whole: Any = vue
        visas: tuple[LigneVisa, ...] = whole.visas
        many = tuple(visas[rank % len(visas)] for rank in range(count))
        changed.append(dataclasses.replace(whole, visas=many))
    return dataclasses.replace(view, vues=(changed[0], changed[1]))


@pytest.mark.parametrize("count", [6, 7, 8])
def test_no_heading_is_left_at_the_foot_of_a_page(
    count: int, pairs: list[View], both: RenderTools
) -> None:
    view = lengthen(get_piece(pairs, "deliberation"), count)

    for words in read_visible_pages(render("pdf", view, both)):
        text = " ".join(words)
        assert not re.search(r"ARTICLE \S+ :( zzARTICLE \S+ :)?$", text)
        assert text.count("zzARTICLE") * 2 == text.count("ARTICLE")


def test_a_block_of_the_second_edition_alone_keeps_its_place() -> None:
    """A translation says at its head what it is; the other has nothing there."""

    def head(views: Sequence[View]) -> list[View]:
        return [dataclasses.replace(views[0], traduction="Zz seule."), *views[1:]]

    views, tools = make_pairs(head)
    view = views[0]

    content = render("pdf", view, tools)

    assert list_formats()["pdf"].audit(content, [view]) == []
    first, second = hear(content)
    assert first[1][0] == "DELIBERATION"
    assert second[1][:3] == ["Zz", "seule", "."]


def test_a_container_of_one_edition_alone_leaves_no_empty_tag() -> None:
    """An article too many in the second edition: the first has nothing for it."""

    def add(views: Sequence[View]) -> list[View]:
        first: Any = views[0]
        articles = (*first.articles, first.articles[-1])
        return [dataclasses.replace(first, articles=articles), *views[1:]]

    views, tools = make_pairs(add)
    content = render("pdf", views[0], tools)

    assert b"None" not in content
    with pikepdf.open(io.BytesIO(content)) as file:
        root: Any = file.Root.StructTreeRoot.K[0]
        counts = [_count_sections(part.K[0]) for part in root.K]
    assert counts[1] == counts[0] + 1


def _count_sections(part: Any) -> int:
    return sum(str(kid.get("/S")) == "/Sect" for kid in part.K)


def test_every_page_names_both_languages(pdf: bytes) -> None:
    for words in read_visible_pages(pdf):
        assert "Français" in words
        assert "Zz" in words


def test_headings_are_bookmarked_once(parts: list[View], dossier: bytes) -> None:
    """In the first language, with the name that the piece has in a dossier."""
    with pikepdf.open(io.BytesIO(dossier)) as file, file.open_outline() as outline:
        titles = [item.title for item in outline.root]

    own = [view.meta.signet for view in parts]
    assert [title for title in titles if title in own] == own
    assert not any(title.startswith("zz") for title in titles)


def test_a_paragraph_longer_than_a_page_is_whole(
    pairs: list[View], both: RenderTools
) -> None:
    view = get_piece(pairs, "deliberation")
    changed = []
    for vue in view.vues:
        whole: Any = vue
        visas = (
            dataclasses.replace(whole.visas[0], texte=whole.visas[0].texte * 60),
            *whole.visas[1:],
        )
        changed.append(dataclasses.replace(whole, visas=visas))
    view = dataclasses.replace(view, vues=(changed[0], changed[1]))

    for name in ("pdf", "html", "docx"):
        fmt = list_formats()[name]
        assert fmt.audit(render(name, view, both), [view]) == []


# --- a prose that has one version -----------------------------------------------


@pytest.fixture(scope="module")
def common() -> tuple[list[View], RenderTools]:
    """The Corsican edition has the French body, as it has where no other is given."""

    def keep_body(views: Sequence[View]) -> list[View]:
        bodies: dict[str, Any] = {v.meta.piece: v for v in build_first()}
        kept: list[View] = []
        for view in views:
            body = getattr(bodies[view.meta.piece], "corps", None)
            whole: Any = view
            change = {} if body is None else {"corps": body}
            kept.append(dataclasses.replace(whole, **change))
        return kept

    return make_pairs(keep_body)


@pytest.mark.parametrize("name", ["pdf", "html", "docx"])
def test_a_prose_that_has_one_version_is_printed_once(
    name: str, common: tuple[list[View], RenderTools]
) -> None:
    views, tools = common
    view = get_piece(views, "annexe-rapport-2")
    body: Any = view.vues[0]
    content = render(name, view, tools)

    assert view.commun
    assert list_formats()[name].audit(content, [view]) == []
    words = tokenize(read_all(name, content))
    expected = tokenize("\n".join(body.iter_words()))
    longest = max(set(expected), key=len)
    assert words.count(longest) == expected.count(longest)


def read_all(name: str, content: bytes) -> str:
    if name == "pdf":
        return "\n".join(" ".join(words) for words in read_visible_pages(content))
    if name == "docx":
        return "\n".join(read_visible_columns(content))
    return re.sub(r"<[^>]*>", " ", content.decode())


def test_a_common_prose_goes_across_both_columns(
    common: tuple[list[View], RenderTools],
) -> None:
    views, tools = common
    view = get_piece(views, "annexe-rapport-2")
    page = render("html", view, tools).decode()
    table = Document(io.BytesIO(render("docx", view, tools))).element.body[2]

    assert page.count('class="rang commun') > 1
    spans = [span.get(qn("w:val")) for span in table.iter(qn("w:gridSpan"))]
    assert len(spans) > 1
    assert set(spans) == {"2"}


# --- Word ------------------------------------------------------------------------


def test_the_word_table_says_how_it_is_read(
    pairs: list[View], both: RenderTools
) -> None:
    """In its properties and the file's: no other format prints it in the text."""
    document = Document(io.BytesIO(render("docx", pairs[0], both)))
    table = document.tables[0]
    said = " ".join(c.lecture for c in COLONNES)

    assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == said
    assert document.core_properties.comments == said
    assert not [p.text for p in document.paragraphs if p.text]
    assert [cell.text for cell in table.rows[0].cells] == [c.nom for c in COLONNES]
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_each_run_in_word_says_its_language(
    pairs: list[View], both: RenderTools
) -> None:
    document = Document(io.BytesIO(render("docx", pairs[0], both)))

    for row in document.tables[0].rows:
        for cell, langue in zip(row.cells, ("fr-FR", "co-FR"), strict=True):
            tags = {tag.get(qn("w:val")) for tag in cell._tc.iter(qn("w:lang"))}
            runs = list(cell._tc.iter(qn("w:r")))
            assert tags <= {langue}
            assert len(list(cell._tc.iter(qn("w:lang")))) == len(runs)


def test_a_page_begins_before_its_table(pairs: list[View], both: RenderTools) -> None:
    """Word begins no page within a table: the cover has one of its own."""
    document = Document(io.BytesIO(render("docx", get_piece(pairs, "rapport"), both)))

    assert len(document.tables) == 2
    begins = [
        p.getparent().getparent().getparent().tag
        for p in document.element.body.iter(qn("w:pageBreakBefore"))
        if p.get(qn("w:val"), "1") == "1"
    ]
    assert begins == [qn("w:body")]


# --- drafts, bytes -----------------------------------------------------------------


@pytest.mark.parametrize("name", ["pdf", "html", "docx"])
def test_a_draft_says_so_in_both_languages(name: str) -> None:
    first = [mark(view, "PROJET essai") for view in build_first()[:1]]
    second = [translate_view(view) for view in first]
    tools = make_pairs()[1]
    (view,) = pair_views(first, second, COLONNES)

    fmt = list_formats()[name]

    assert view.meta.marque == "PROJET essai / zzPROJET zzessai"
    assert fmt.audit(render(name, view, tools), [view]) == []


def mark(view: View, marque: str) -> View:
    return dataclasses.replace(view, meta=dataclasses.replace(view.meta, marque=marque))


@pytest.mark.parametrize("name", ["pdf", "html", "docx"])
def test_the_same_pieces_make_the_same_bytes(
    name: str, pairs: list[View], both: RenderTools
) -> None:
    assert render(name, pairs[0], both) == render_once(name, pairs[0], both)


def test_a_joined_pdf_stays_what_it_is(pairs: list[View], both: RenderTools) -> None:
    pdf = render_once("pdf", pairs[0], both)
    first: Any = build_first()[2]
    joined = dataclasses.replace(first, corps=(), joint=pdf, renvoi="Pièce jointe : x")

    (view,) = pair_views([joined], [translate_view(joined)], COLONNES)

    assert read_joined(view) == pdf
    assert render("pdf", view, both) == pdf
    assert render_piece(list_formats()["docx"], view, both) is None
    assert render_piece(list_formats()["html"], view, both) is None


def test_the_reference_act_is_rendered_side_by_side(tmp_path: Path) -> None:
    """The whole way, in real Corsican: `fr+co` in the names, in every format."""
    from cli_helpers import call
    from conftest import REFERENCE

    result = call(
        "render", REFERENCE / "seance.yaml", "-o", tmp_path, "--lang", "fr+co",
        "--format", "pdf,docx,html",
    )  # fmt: skip

    assert result.status == 0, result.err
    folder = tmp_path / "2023-12-19-cp" / "23-186-CP"
    for piece in ("deliberation", "rapport", "annexe-rapport-1", "dossier"):
        for ending in ("pdf", "docx", "html"):
            assert (folder / f"{piece}.fr+co.{ending}").is_file()
    heard = hear((folder / "deliberation.fr+co.pdf").read_bytes())
    assert [langue for langue, _ in heard] == ["fr", "co"]
    assert "DELIBERATION" in heard[0][1]
    assert "DELIBERAZIONE" in heard[1][1]
