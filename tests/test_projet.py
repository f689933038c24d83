"""Before the sitting: a rapport, its annexes and a draft, marked on every page."""

from __future__ import annotations

import dataclasses
import io
import shutil
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from lxml import etree

from cli_helpers import call
from conftest import REFERENCE
from delib_gen.checking import check_session
from delib_gen.formats.base import RenderTools, list_formats
from delib_gen.render import RenderSpec, make_tools
from delib_gen.rules.registry import list_checks
from delib_gen.templating.library import make_library
from delib_gen.view.annexe import AnnexeView
from delib_gen.view.base import View
from delib_gen.view.deliberation import DeliberationView
from delib_gen.view.rapport import RapportView
from format_helpers import render_piece, render_pieces
from test_same_words import READERS, split
from verapdf_helpers import start_engine
from view_helpers import build_views, make_acte_context

MARK = "PROJET – texte non délibéré"
PIECES = ("deliberation", "rapport", "annexe-rapport-2", "dossier")


def make_draft(folder: Path) -> Path:
    """The reference dossier before its sitting: no attendance, vote nor number."""
    shutil.copytree(REFERENCE, folder)
    path = folder / "seance.yaml"
    text = path.read_text(encoding="utf-8")
    head, _, acts = text.partition("president: VANNI")
    acts = acts[acts.index("actes:") :]
    for line in (
        "numero: 23/186 CP\n    ",
        "    vote: unanimite     # 9 présents et 6 représentés : 15 voix pour\n",
        "      numero: 2023/330/CP\n",
    ):
        assert line in acts
        acts = acts.replace(line, "")
    path.write_text(f"{head}stade: projet\n{acts}", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_draft(tmp_path_factory.mktemp("projet") / "seance")


@pytest.fixture(scope="module")
def views(path: Path) -> tuple[View, ...]:
    return tuple(build_draft(path))


def build_draft(path: Path) -> list[View]:
    checked = check_session(path)
    assert checked.situation is not None
    assert checked.reference is not None
    assert checked.reference.charte is not None
    acte = checked.situation.actes[0]
    return build_views(make_acte_context(acte, "fr", checked.reference.charte))


@pytest.fixture(scope="module")
def draft(views: tuple[View, ...]) -> DeliberationView:
    assert isinstance(views[0], DeliberationView)
    return views[0]


def make(name: str, piece: str, views: tuple[View, ...], tools: RenderTools) -> bytes:
    """A piece of the draft in a format."""
    fmt = list_formats()[name]
    if piece == "dossier":
        return render_pieces(fmt, views, views[0].meta, tools).content
    view = next(v for v in views if v.meta.fichier == piece)
    rendered = render_piece(fmt, view, tools)
    assert rendered is not None
    return rendered.content


@pytest.fixture(scope="module")
def made(views: tuple[View, ...], tools: RenderTools) -> Callable[[str, str], bytes]:
    """The pieces of the draft by format and name, each made once."""
    return cache(lambda name, piece: make(name, piece, views, tools))


def change_meta(views: tuple[View, ...], marque: str) -> tuple[View, ...]:
    """The same documents, with another mark."""
    return tuple(
        dataclasses.replace(v, meta=dataclasses.replace(v.meta, marque=marque))
        for v in views
    )


def tell(name: str, content: bytes, views: tuple[View, ...]) -> list[str]:
    """What reading a file back finds, as codes and messages."""
    found = list_formats()[name].audit(content, views)
    return [f"{f.code} {f.message}" for f in found]


# --- What it says -------------------------------------------------------------


def test_the_draft_is_headed_as_one_and_says_what_is_proposed(draft: DeliberationView):
    assert draft.entete == "PROJET DE DELIBERATION DE LA COMMISSION PERMANENTE"
    assert draft.reunion == "REUNION DU 19 DÉCEMBRE 2023"
    assert draft.preambule.replace("\u00a0", " ") == (
        "Le 19 décembre 2023, la Commission Permanente, convoquée le 11 décembre 2023, "
        "aura à délibérer du projet qui suit."
    )
    assert draft.formule == "APRES EN AVOIR DELIBERE"
    headings = [a.intitule.split()[1] for a in draft.articles]
    assert headings == ["PREMIER", "2", "3", "4"]
    assert (len(draft.visas), len(draft.mentions)) == (9, 3)


def test_the_draft_says_nothing_of_a_sitting_that_was_not_held(
    draft: DeliberationView,
):
    for name in (
        *("presences", "pouvoirs_intitule", "pouvoirs", "absences"),
        *("mouvements", "scrutins", "suite", "lieu_date"),
        *("signature_qualite", "signature_nom"),
    ):
        assert not getattr(draft, name), name
    printed = "\n".join(draft.iter_words())
    for untrue in ("s’est réunie", "VANNI", "sous la présidence", "Aiacciu"):
        assert untrue not in printed


def test_attendance_and_vote_typed_too_early_are_not_printed(
    views: tuple[View, ...], session_folder: Path
):
    """The whole reference act, only called a draft: numbers apart, the same draft."""
    path = session_folder / "seance.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("date:", "stade: projet\ndate:", 1), encoding="utf-8")

    draft, rapport, *_ = build_draft(path)

    assert isinstance(draft, DeliberationView)
    assert isinstance(rapport, RapportView)
    numbered = "PROJET DE DELIBERATION N° 23/186 CP DE LA COMMISSION PERMANENTE"
    assert draft.entete == numbered
    assert dataclasses.replace(draft, meta=views[0].meta, entete="") == (
        dataclasses.replace(views[0], entete="")  # type: ignore[call-arg]
    )
    assert rapport.numero.replace("\u00a0", " ") == "N° 2023/330/CP"
    assert draft.meta.titre_document == "PROJET – Délibération n° 23/186 CP"


def test_a_draft_without_numbers_has_titles_without_numbers(views: tuple[View, ...]):
    titles = [view.meta.titre_document for view in views]

    assert titles[:2] == ["PROJET – Délibération", "PROJET – Rapport"]
    assert titles[2].startswith("PROJET – Annexe 1 (rapport) : Appel")
    assert isinstance(views[1], RapportView)
    assert views[1].numero == ""


def test_an_act_only_taken_note_of_says_so_in_its_draft(path: Path, tmp_path: Path):
    shutil.copytree(path.parent, tmp_path / "seance")
    other = tmp_path / "seance" / "seance.yaml"
    text = other.read_text(encoding="utf-8")
    other.write_text(
        text.replace("    articles:\n", "    prend_acte: oui\n    articles:\n", 1),
        encoding="utf-8",
    )
    view = build_draft(other)[0]

    assert isinstance(view, DeliberationView)
    assert view.suite == "PREND ACTE de ce qui suit."


def test_the_same_file_completed_makes_the_act(
    path: Path, tmp_path: Path, reference: object
):
    """The draft's folder gives way to that of the number, and nothing remains."""
    out = tmp_path / "out"
    drafts = call("render", path, "-o", out, "--format", "html")
    act = call("render", REFERENCE / "seance.yaml", "-o", out, "--format", "html")

    assert (drafts.status, act.status) == (0, 0)
    assert "acte-1/deliberation.fr.html" in drafts.out
    assert sorted(p.name for p in (out / "2023-12-19-cp").iterdir()) == [
        "23-186-CP",
        "manifest.json",
    ]
    for page in (out / "2023-12-19-cp" / "23-186-CP").glob("*.html"):
        assert "PROJET –" not in page.read_text(encoding="utf-8"), page.name


def test_the_summary_tells_a_draft_and_no_result(path: Path):
    done = call("check", path)

    assert done.status == 0
    told = done.out.splitlines()[1].strip()
    assert told.startswith("acte 1 (« AUTORISANT")
    assert told.endswith("») : projet")


# --- The mark, on every page --------------------------------------------------


@pytest.mark.serie(2)
@pytest.mark.parametrize("piece", PIECES)
def test_each_page_of_each_pdf_has_the_mark_at_its_head(
    piece: str, made: Callable[[str, str], bytes]
):
    """Alone in the fourteenth part of the page's height, be it a sheet or a slide."""
    content = made("pdf", piece)

    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            head = page.get_height() * 13 / 14
            top = page.get_textpage().get_text_bounded(bottom=head)
            assert top.strip() == MARK


@pytest.mark.parametrize("piece", PIECES)
def test_each_section_of_each_word_file_has_the_mark_in_its_headers(
    piece: str, views: tuple[View, ...], made: Callable[[str, str], bytes]
):
    document = docx.Document(io.BytesIO(made("docx", piece)))

    assert len(document.sections) == (len(views) if piece == "dossier" else 1)
    for section in document.sections:
        assert section.header.paragraphs[0].text == MARK
        if section.different_first_page_header_footer:
            assert section.first_page_header.paragraphs[0].text == MARK


@pytest.mark.parametrize("piece", PIECES)
def test_each_piece_in_html_begins_with_the_mark(
    piece: str, views: tuple[View, ...], made: Callable[[str, str], bytes]
):
    page = made("html", piece).decode()

    begins, count = ("<section", len(views)) if piece == "dossier" else ("<main", 1)

    assert page.count(f'<header class="marque">{MARK}</header>\n{begins}') == count


@pytest.mark.parametrize("name", ["pdf", "docx", "html"])
@pytest.mark.parametrize("piece", PIECES)
def test_a_draft_that_has_its_marks_is_let_through(
    name: str,
    piece: str,
    views: tuple[View, ...],
    made: Callable[[str, str], bytes],
):
    kept = tuple(v for v in views if piece in (v.meta.fichier, "dossier"))

    assert tell(name, made(name, piece), kept) == []


@pytest.mark.parametrize(
    ("name", "where"),
    [("pdf", "2 pages"), ("docx", "1 en-tête"), ("html", "1 pièce")],
)
def test_a_draft_without_its_mark_is_found(
    name: str, where: str, views: tuple[View, ...], tools: RenderTools
):
    bare = make(name, "deliberation", change_meta(views, ""), tools)

    (found,) = tell(name, bare, views[:1])
    assert found.startswith(f"SOR01 la marque « {MARK} » manque")
    assert where in found


@pytest.mark.parametrize("name", ["pdf", "docx", "html"])
def test_one_piece_of_a_dossier_without_its_mark_is_found(
    name: str, views: tuple[View, ...], tools: RenderTools
):
    given = (views[0], views[3])
    mixed = (*change_meta(views[:1], ""), views[3])
    content = render_pieces(list_formats()[name], mixed, views[0].meta, tools).content

    (found,) = tell(name, content, given)
    assert "la marque" in found


@pytest.mark.parametrize("name", ["pdf", "docx", "html"])
def test_the_words_of_the_mark_do_not_stand_for_lost_ones(
    name: str, views: tuple[View, ...], made: Callable[[str, str], bytes]
):
    """« délibéré », lost from the text, is not found in the mark instead."""
    content = made(name, "deliberation")
    longer = dataclasses.replace(views[0], formule="APRES EN AVOIR DELIBERE délibéré")

    (found,) = tell(name, content, (longer,))
    assert "« délibéré »" in found
    assert "la marque" not in found


OWN_CSS = {
    "white": ".marque, html { }\n@page { @top-center { color: white !important } }",
    "emptied": "@page { @top-center { content: none !important } }",
    "only on the first page": "@page :left { @top-center { content: none } }",
    "out of the page": "@page { @top-center { text-indent: -40cm } }",
    "too small": "@page { @top-center { font-size: 0.5pt !important } }",
}


@pytest.mark.parametrize("css", OWN_CSS.values(), ids=OWN_CSS)
def test_a_style_that_takes_the_mark_away_is_found(
    css: str, views: tuple[View, ...], tmp_path: Path, tools: RenderTools
):
    shipped = tools.library.find("acte.css")
    assert shipped is not None
    text = shipped.read_text(encoding="utf-8")
    (tmp_path / "acte.css").write_text(f"{text}\n{css}", encoding="utf-8")
    own = make_tools("fr", RenderSpec("corse", tools.charte, tmp_path))

    (found,) = tell("pdf", make("pdf", "deliberation", views, own), views[:1])
    assert "la marque" in found


def without_header(xml: bytes) -> bytes:
    return xml.replace(b"{{ meta.marque }}", b"")


def hidden_header(xml: bytes) -> bytes:
    return xml.replace(b"<w:r><w:t>", b"<w:r><w:rPr><w:vanish/></w:rPr><w:t>")


WORD = {
    "no mark": ("deliberation", "word/header1.xml", without_header, "1 en-tête"),
    "hidden": ("deliberation", "word/header1.xml", hidden_header, "1 en-tête"),
    "not on the cover": (
        "rapport",
        "word/document.xml",
        lambda xml: _drop(xml, "headerReference", "first"),
        "1 en-tête",
    ),
    "not on even pages": (
        "deliberation",
        "word/settings.xml",
        lambda xml: xml.replace(b"<w:compat>", b"<w:evenAndOddHeaders/><w:compat>"),
        "1 en-tête",
    ),
}


def _drop(xml: bytes, tag: str, kind: str) -> bytes:
    root = etree.fromstring(xml)
    word = root.nsmap["w"]
    for element in root.findall(f".//{{{word}}}{tag}[@{{{word}}}type='{kind}']"):
        element.getparent().remove(element)
    return etree.tostring(root)


@pytest.mark.parametrize(("piece", "part", "spoil", "where"), WORD.values(), ids=WORD)
def test_a_word_template_that_takes_the_mark_away_is_found(
    piece: str,
    part: str,
    spoil: Callable[[bytes], bytes],
    where: str,
    views: tuple[View, ...],
    tmp_path: Path,
    tools: RenderTools,
):
    shipped = tools.library.find(f"{piece}.docx")
    assert shipped is not None
    with (
        zipfile.ZipFile(shipped) as source,
        zipfile.ZipFile(tmp_path / f"{piece}.docx", "w") as own,
    ):
        for info in source.infolist():
            content = source.read(info)
            changed = spoil(content) if info.filename == part else content
            assert info.filename != part or changed != content
            own.writestr(info, changed)
    library = make_library("fr", "corse", own=tmp_path, charte=tools.charte)
    mine = RenderTools(library, tools.charte, tools.faces)
    view = next(v for v in views if v.meta.fichier == piece)

    (found,) = tell("docx", make("docx", piece, views, mine), (view,))
    assert "la marque" in found
    assert where in found


def test_somebody_elses_pages_are_taken_as_they_are(
    views: tuple[View, ...], tools: RenderTools
):
    """They have no mark; all the other pages of the dossier do, and are counted."""
    foreign = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(2):
            pdf.add_blank_page()
        pdf.save(foreign)
    last = views[-1]
    assert isinstance(last, AnnexeView)
    joined = dataclasses.replace(last, corps=(), joint=foreign.getvalue())
    given = (views[0], joined)

    fmt = list_formats()["pdf"]
    content = render_pieces(fmt, given, views[0].meta, tools).content
    assert tell("pdf", content, given) == []
    bare = (*change_meta(views[:1], ""), joined)
    content = render_pieces(fmt, bare, views[0].meta, tools).content
    (found,) = tell("pdf", content, given)
    assert "2 pages" in found


def test_the_act_itself_has_no_mark(reference: object, tools: RenderTools):
    checked = check_session(REFERENCE / "seance.yaml")
    assert checked.situation is not None
    acte = checked.situation.actes[0]
    views = build_views(make_acte_context(acte, "fr", tools.charte))

    assert {view.meta.marque for view in views} == {""}
    document = docx.Document(
        io.BytesIO(make("docx", "deliberation", tuple(views), tools))
    )
    assert document.sections[0].header.paragraphs[0].text == ""


def test_words_of_a_draft_are_the_same_in_every_format(
    made: Callable[[str, str], bytes],
):
    page = made("html", "deliberation").decode()
    word = made("docx", "deliberation")
    body = etree.HTML(page).find(".//main")

    assert split("".join(body.itertext())) == READERS["docx"](word).text


# --- What is checked before the sitting ---------------------------------------


def test_only_these_rules_on_attendance_run_before_the_sitting():
    early = {
        check.kind.code
        for check in list_checks()
        if check.kind.code.startswith(("PRE", "VOT")) and not check.needs_attendance
    }

    # PRE10, for the authors of a motion alone: a draft prints them.
    assert early == {
        *("PRE10", "PRE11", "PRE13", "PRE18", "PRE19", "PRE20", "PRE22", "PRE24")
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("convocation: 2023-12-18", "PRE11"),
        ("convocation: 2023-12-20", "PRE11"),
        ("defaut_quorum: 2023-12-18", "PRE13"),
    ],
)
def test_notice_is_checked_before_the_sitting(
    change: str, code: str, path: Path, tmp_path: Path
):
    shutil.copytree(path.parent, tmp_path / "seance")
    other = tmp_path / "seance" / "seance.yaml"
    text = other.read_text(encoding="utf-8")
    kept = "" if change.startswith("convocation") else "convocation: 2023-12-11\n"
    other.write_text(
        text.replace("convocation: 2023-12-11\n", f"{kept}{change}\n"), encoding="utf-8"
    )

    assert code in {f.code for f in check_session(other).findings}


def test_a_stage_that_is_no_stage_is_told_alone(tmp_path: Path):
    folder = tmp_path / "seance"
    path = make_draft(folder)
    before = {f.code for f in check_session(path).findings}
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("stade: projet", "stade: projett"), encoding="utf-8")
    found = check_session(path).findings

    assert {f.code for f in found} - before == {"STR03"}
    (finding,) = (f for f in found if f.code == "STR03")
    assert "`projet`" in finding.hint


@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_the_mark_breaks_neither_archive_nor_access(
    flavour: str, made: Callable[[str, str], bytes], tmp_path: Path
):
    """A mark at the head of pages is no part of the text that is read aloud."""
    path = tmp_path / "projet.pdf"
    path.write_bytes(made("pdf", "dossier"))

    assert start_engine().list_failures(path, flavour) == []
