"""The PDF dossier: contents page, heads and numbers; somebody else's pages in it."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from delib_gen.formats.base import RenderTools
from delib_gen.formats.pdf import FORMAT
from delib_gen.prose.parse import parse_prose
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.library import make_library
from delib_gen.view.annexe import AnnexeView
from delib_gen.view.base import Meta, View
from delib_gen.view.sommaire import SommaireView, list_entries
from format_helpers import render_pieces
from joined_helpers import act, annotate, make_pdf, write
from pdf_helpers import fold, iter_structure

ACT = "Délibération n° 23/186 CP"
NAME = "Annexe 1 à la délibération n° 23/186 CP"
LONG = "Un titre qui tient sur plusieurs lignes, " * 4


def join(content: bytes, piece: str = "annexe-deliberation-1") -> AnnexeView:
    """A joined file as an annexe."""
    return AnnexeView(
        meta=dataclasses.replace(describe(piece), intitule=NAME, objet="Le plan"),
        titre="Le plan",
        corps=(),
        renvoi="",
        joint=content,
    )


def describe(piece: str) -> Meta:
    """What a piece says of itself."""
    return Meta("fr", "Titre", "Auteur", "2023-12-19", f"Signet {piece}", piece, piece)


def make_contents(views: list[View]) -> SommaireView:
    """Their contents page."""
    return SommaireView(
        meta=dataclasses.replace(describe("sommaire"), intitule=ACT, signet="Sommaire"),
        intitule="Dossier",
        titres=(),
        sommaire="Sommaire",
        entrees=list_entries(views),
    )


def render(views: list[View], tools: RenderTools) -> bytes:
    """Their dossier, behind its contents page; nothing is lost in it."""
    whole = [make_contents(views), *views]
    content = render_pieces(FORMAT, whole, whole[0].meta, tools).content
    assert FORMAT.audit(content, whole) == []
    return content


def read_pages(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [fold(page.get_textpage().get_text_bounded()) for page in document]


def note(piece: str, text: str, titre: str = "La note") -> AnnexeView:
    """An annexe of ours, of one paragraph."""
    prose, _ = parse_prose(text)
    meta = dataclasses.replace(describe(piece), intitule=f"Pièce {piece}", objet=titre)
    return AnnexeView(meta=meta, titre=titre, corps=prose, renvoi="", joint=b"")


@pytest.fixture(scope="module")
def turned() -> bytes:
    """Four pages, each turned by another quarter, cropped off the origin."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf(*(write("PLAN", 200, 200),) * 4))) as pdf:
        for turns, page in enumerate(pdf.pages):
            page.obj.MediaBox = Array([0, 0, 700, 800])
            page.obj.CropBox = Array([100, 150, 500, 750])
            page.obj.Rotate = 90 * turns
        pdf.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def dossier(tools: RenderTools, turned: bytes) -> bytes:
    """A note of two pages, a turned plan, and a note again."""
    return render(
        [
            note("rapport", "Un mot.\n\n" * 35),
            join(turned),
            note("annexe-rapport-1", "# Titre\n\nUn autre mot.", LONG),
        ],
        tools,
    )


def test_contents_page_names_each_piece_with_its_page(dossier: bytes) -> None:
    first = read_pages(dossier)[0]

    assert "Pièce rapport La note 2" in first
    assert f"{NAME} Le plan 4" in first
    assert f"{fold(LONG)} 8" in first


def test_every_page_has_its_number_of_all(dossier: bytes) -> None:
    pages = read_pages(dossier)

    assert len(pages) == 8
    for number, text in enumerate(pages, start=1):
        assert text.endswith(f"{number}/8")


def test_pages_say_the_act_and_their_piece(dossier: bytes) -> None:
    pages = read_pages(dossier)

    assert pages[0].endswith(f"{ACT} 1/8")
    assert pages[2].endswith(f"{ACT} Pièce rapport 3/8")
    assert pages[3].endswith(f"{NAME} – 4/8")
    assert pages[7].endswith(f"{ACT} Pièce annexe-rapport-1 8/8")


def test_links_and_bookmarks_lead_to_the_pages(dossier: bytes) -> None:
    with pikepdf.open(io.BytesIO(dossier)) as pdf:
        dests: Any = pdf.Root.Names.Dests.Names
        places = {
            str(dests[rank]): pdf.pages.index(pikepdf.Page(dests[rank + 1][0]))
            for rank in range(0, len(dests), 2)
        }
        links = [str(a.Dest) for a in pdf.pages[0].Annots]
        with pdf.open_outline() as outline:
            marks = [
                (item.title, pdf.pages.index(pikepdf.Page(item.destination[0])))
                for item in outline.root
            ]
            below = [item.title for item in outline.root[-1].children]
            plan = [float(edge) for edge in list(outline.root[2].destination)[2:4]]
        named = dests[[str(d) for d in dests].index("annexe-deliberation-1") + 1]
        linked = [float(edge) for edge in list(named)[2:4]]

        assert str(pdf.Root.PageMode) == "/UseOutlines"
        assert [places[link] for link in dict.fromkeys(links)] == [1, 3, 7]
        assert marks == [
            ("Sommaire", 0),
            ("Signet rapport", 1),
            ("Signet annexe-deliberation-1", 3),
            ("Signet annexe-rapport-1", 7),
        ]
        assert below == ["Titre"]
        # The top of what is seen of the page, not that of the sheet under it.
        assert plan == linked == [100, 750]


def test_contents_page_is_tagged_as_one(dossier: bytes) -> None:
    with pikepdf.open(io.BytesIO(dossier)) as pdf:
        kinds = [str(e.S) for e in iter_structure(pdf)]

    assert kinds.count("/TOC") == 1
    assert kinds.count("/TOCI") == 3


def measure(content: bytes, rank: int, word: str) -> tuple[tuple[float, ...], Any]:
    """Where a word is on a page as pdfium shows it, and the page's size."""
    with pypdfium2.PdfDocument(content) as document:
        page = document[rank]
        textpage = page.get_textpage()
        place = textpage.search(word).get_next()
        assert place is not None
        boxes = [textpage.get_charbox(place[0] + i) for i in range(place[1])]
        return (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        ), page.get_bbox()


@pytest.mark.parametrize("turns", range(4))
def test_line_is_upright_within_what_is_seen(dossier: bytes, turns: int) -> None:
    """In the corner above on the right, whatever the turn and the crop."""
    (left, bottom, right, top), box = measure(dossier, 3 + turns, "Annexe 1")

    assert box == (100, 150, 500, 750)
    assert box[0] < left < right < box[2]
    assert box[1] < bottom < top < box[3]
    along = (right - left, top - bottom)
    assert (along[0] > along[1]) is (turns % 2 == 0)
    above = (box[3] - top, left - box[0], bottom - box[1], box[2] - right)[turns]
    beside = (box[2] - right, box[3] - top, left - box[0], bottom - box[1])[turns]
    assert above < 20
    assert 0 < beside < 200
    (start, low, *_), _ = measure(dossier, 3 + turns, "Annexe")
    (end, high, *_), _ = measure(dossier, 3 + turns, "186")
    assert (end - start, high - low, start - end, low - high)[turns] > 40
    with pikepdf.open(io.BytesIO(dossier)) as pdf:
        assert int(pdf.pages[3 + turns].obj.get("/Rotate", 0)) == 90 * turns


def draw(content: bytes, rank: int) -> Any:
    with pypdfium2.PdfDocument(content) as document:
        return document[rank].render(scale=1, grayscale=True).to_pil()


def has_ink(picture: Any, box: tuple[int, int, int, int]) -> bool:
    darkest, lightest = picture.crop(box).getextrema()
    return bool(lightest - darkest > 60)


STATES = {
    "left open": "3 0 0 3 90 90 cm q q 0.5 0 0 0.5 9 9 cm",
    "closed too often": "Q Q 3 0 0 3 90 90 cm",
    "clipped": "0 0 5 5 re W n",
    "written unseen": "3 Tr",
}


def test_line_stands_whatever_state_a_page_leaves(tools: RenderTools) -> None:
    content = make_pdf(*STATES.values())
    made = render([note("rapport", "Un mot."), join(content)], tools)

    for rank in range(len(STATES)):
        assert has_ink(draw(made, 2 + rank), (100, 5, 295, 25)), list(STATES)[rank]


def test_line_goes_where_nothing_is_printed(tools: RenderTools) -> None:
    """Above on the right there is a text: it goes to the left; nothing is hidden."""
    busy, dark = write("DEJA LA", 170, 375), "0.1 g 0 0 300 400 re f"
    made = render([note("rapport", "Un mot."), join(make_pdf(busy, dark))], tools)

    (left, bottom, *_), _ = measure(made, 2, NAME)
    assert left < 20
    assert bottom > 370
    (left, _, right, _), _ = measure(made, 3, NAME)
    assert right > 270
    assert draw(made, 3).crop((int(left), 5, 295, 25)).getextrema() == (26, 255)


SIZES = {"a stamp": (60, 40), "a great plan": (3370, 2384), "a strip": (2000, 50)}


@pytest.mark.parametrize("case", SIZES)
def test_line_fits_every_size_of_page(case: str, tools: RenderTools) -> None:
    content = make_pdf("", size=SIZES[case])
    made = render([note("rapport", "Un mot."), join(content)], tools)

    (left, bottom, right, top), box = measure(made, 2, NAME)
    assert box[2:] == SIZES[case]
    assert 0 < left < right < box[2]
    assert 0 < bottom < top < box[3]


def _fill(pdf: pikepdf.Pdf) -> None:
    """A filled field, as it looks; a hidden one; a link; a link that leads within."""
    look = pdf.make_stream(
        b"BT /F 12 Tf 2 2 Td (ROSSI) Tj ET",
        BBox=Array([0, 0, 80, 30]),
        Subtype=Name.Form,
        Resources=pdf.pages[0].obj.Resources,
    )
    look_hidden = pdf.make_stream(
        b"BT /F 12 Tf 2 2 Td (CACHE) Tj ET",
        BBox=Array([0, 0, 80, 30]),
        Subtype=Name.Form,
        Resources=pdf.pages[0].obj.Resources,
    )
    fields = [
        annotate(pdf, "Widget", FT=Name.Tx, T=String("a"), F=4, AP=Dictionary(N=look)),
        annotate(
            pdf, "Widget", FT=Name.Tx, T=String("b"), F=2, AP=Dictionary(N=look_hidden)
        ),
    ]
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields))
    annotate(pdf, "Link", A=act("URI", URI=String("https://exemple.test")))
    annotate(pdf, "Link", A=act("GoTo", D=Array([pdf.pages[0].obj, Name.Fit])))


def test_what_prints_is_kept_and_nothing_that_acts(tools: RenderTools) -> None:
    content = make_pdf(write("PLAN"), change=_fill)
    made = render([note("rapport", "Un mot."), join(content)], tools)

    text = read_pages(made)[2]
    assert "PLAN" in text
    assert "ROSSI" in text
    assert "CACHE" not in text
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert "/AcroForm" not in pdf.Root
        links = [str(a.A.URI) for a in pdf.pages[2].Annots]
        assert links == ["https://exemple.test"]


def _hide_layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Calque")))
    pdf.pages[0].obj.Resources.Properties = Dictionary(MC0=layer)
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]))
    )


def test_hidden_layer_stays_hidden(tools: RenderTools) -> None:
    """The control: shown, the same layer has ink there."""
    hidden = "/OC /MC0 BDC 0 g 100 100 50 50 re f EMC"
    shown = make_pdf("0 g 100 100 50 50 re f")
    content = make_pdf(hidden, change=_hide_layer)
    made = render(
        [note("rapport", "Un mot."), join(content), join(shown, "annexe-2")], tools
    )

    box = (90, 240, 160, 310)
    assert [has_ink(draw(made, rank), box) for rank in (2, 3)] == [False, True]


Spoil = Callable[[SommaireView], SommaireView]


def test_audit_finds_a_word_lost_that_heads_and_numbers_have(
    tools: RenderTools, turned: bytes
) -> None:
    """Neither the head of a page, nor a joined file, stands for a lost word."""
    views: list[View] = [note("rapport", "Un mot."), join(turned)]
    content = render(views, tools)
    lost = note("rapport", "Un mot. PLAN")
    headed = note("rapport", "Un mot. Pièce rapport")

    for view, words in ((lost, "« PLAN »"), (headed, "« Pièce », « rapport »")):
        given = [make_contents(views), view, views[1]]
        (found,) = FORMAT.audit(content, given)
        assert words in found.message


def test_audit_finds_a_number_that_is_wrong(tools: RenderTools) -> None:
    """What a contents page says is compared with where its links lead."""
    views: list[View] = [note("rapport", "Un mot."), note("annexe-1", "Deux.")]
    contents = make_contents(views)
    content = render_pieces(FORMAT, [contents, *views], contents.meta, tools).content
    swapped = [contents, *views, note("annexe-2", "")]
    assert FORMAT.audit(content, swapped) != []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        dests: Any = pdf.Root.Names.Dests.Names
        rank = [str(d) for d in dests].index("annexe-1") + 1
        dests[rank][0] = pdf.pages[0].obj
        out = io.BytesIO()
        pdf.save(out)

    (found,) = FORMAT.audit(out.getvalue(), [contents, *views])
    assert "« 1 »" in found.message


def test_long_contents_page_counts_its_own_pages(tools: RenderTools) -> None:
    """Three pages of contents shift what they name by three."""
    one = note("rapport", "Un mot.")
    contents = make_contents([one])
    entry = contents.entrees[0]
    lines = tuple(
        dataclasses.replace(entry, intitule=f"Ligne {n}", niveau=1 + n % 2)
        for n in range(60)
    )
    contents = dataclasses.replace(contents, entrees=lines)
    content = render_pieces(FORMAT, [contents, one], contents.meta, tools).content
    pages = read_pages(content)

    assert len(pages) > 3
    assert "Un mot." in pages[-1]
    assert f"Ligne 0 La note {len(pages)}" in pages[0]


def test_a_piece_alone_is_the_dossier(tools: RenderTools) -> None:
    one = note("rapport", "Un mot.")
    content = render_pieces(FORMAT, [one], one.meta, tools).content

    assert read_pages(content) == ["La note Un mot. 1/1"]


def test_layout_that_gives_no_room_to_a_joined_file_is_a_fault(
    tools: RenderTools, turned: bytes, tmp_path: Path
) -> None:
    """No page is lost in silence: the sheets are as many as the pages."""
    source = tools.library.find("feuilles.html.j2")
    assert source is not None
    layout = source.read_text("utf-8").replace("range(feuilles)", "range(1)")
    (tmp_path / source.name).write_text(layout, encoding="utf-8")
    library = make_library("fr", "corse", tmp_path, tools.charte)
    mine = dataclasses.replace(tools, library=library)

    with pytest.raises(TemplateFault) as caught:
        render_pieces(FORMAT, [join(turned)], describe("dossier"), mine)

    assert "4 feuilles, il en donne 1" in caught.value.message


def test_a_piece_may_have_contents_of_its_own(tools: RenderTools) -> None:
    """Within a file that has its own: both know where everything is."""
    one, two = note("rapport", "Un mot."), note("annexe-1", "Deux.")
    inner = make_contents([two])
    inner = dataclasses.replace(
        inner, meta=describe("partie"), entrees=list_entries([two])
    )
    outer = make_contents([one, inner, two])
    whole: list[View] = [outer, one, inner, two]
    content = render_pieces(FORMAT, whole, outer.meta, tools).content
    pages = read_pages(content)

    assert FORMAT.audit(content, whole) == []
    assert "Pièce annexe-1 La note 4" in pages[0]
    assert "Signet partie 3" in pages[0]
    assert "Pièce annexe-1 La note 4" in pages[2]


def test_file_damaged_where_nobody_looked_is_told(tools: RenderTools) -> None:
    """A number stands where the crop should be: a finding that blocks, no failure."""
    spoilt = make_pdf(write("PLAN"), keys={"/CropBox": Array([0, 0, Name.A, 9])})
    made = render_pieces(FORMAT, [join(spoilt)], describe("dossier"), tools)

    (found,) = made.findings
    assert found.code == "STR06"
    assert "abîmé" in found.message
    assert "Imprimer en PDF" in found.hint
