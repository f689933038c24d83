"""The books of a period: whole acts, leaves, tables; or findings, and nothing."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from cli_helpers import call, read_tree
from delib_gen import making
from delib_gen.audit.pdf import read_anchors
from delib_gen.bundle.manifest import Manifest
from delib_gen.catalogue import CATALOGUE
from delib_gen.checking import check_session
from delib_gen.findings import Severity, has_errors
from delib_gen.pipeline import Outcome, RenderRequest, render_sessions
from delib_gen.recueil import Period, render_period
from delib_gen.view.base import View
from delib_gen.view.context import make_seance_context
from delib_gen.view.periode.context import make_period_context
from delib_gen.view.sommaire import SommaireView
from test_papiers import COMMUNE, EXEMPLES, PLENIERE
from test_seance_documents import Silent
from verapdf_helpers import PROFILES, start_engine

YEAR = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
KEPT = (0, 3, 4)
FOLDER = "recueil-2025-01-01-2025-12-31"


def write(
    folder: Path, name: str, month: int, first: int, *changes: tuple[str, str]
) -> Path:
    """The commune's sitting as one of another month, with three of its acts.

    They are accounts, an election and a vœu, numbered from a number on.
    """
    head, *acts = re.split(r"(?m)^(?=  - numero: )", COMMUNE.read_text("utf-8"))
    text = head + "".join(acts[rank] for rank in KEPT)
    text = text.replace("autorite.yaml", str(COMMUNE.parent / "autorite.yaml"))
    text = re.sub(r"(date|convocation): 2025-06", rf"\1: 2025-{month:02}", text)
    numbers = iter(range(first, first + len(KEPT)))
    text = re.sub(
        r"numero: 2025-06-04\d",
        lambda _: f"numero: 2025-{month:02}-{next(numbers):03}",
        text,
    )
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def june(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("juin"), "juin", 6, 41)


@pytest.fixture(scope="module")
def autumn(june: Path) -> Path:
    return write(june.parent, "automne", 9, 44)


def _plain(text: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", text)


def tell(outcome: Outcome) -> list[tuple[str, str]]:
    """The findings of a period, by their codes and places."""
    return [
        (f.code, f"{Path(f.span.file).stem}:{f.span.line}" if f.span else "")
        for f in outcome.findings
        if f.code.startswith("PER")
    ]


def render(
    folder: Path,
    *paths: Path,
    period: Period = YEAR,
    langues: tuple[str, ...] = ("fr",),
    formats: tuple[str, ...] = ("html",),
) -> Outcome:
    request = RenderRequest(folder, langues, formats)
    return render_period(paths, period, request, Silent())


@pytest.fixture(scope="module")
def books(june: Path, autumn: Path) -> Path:
    """The folder of a period, its files given out of order, and one of them twice."""
    outcome = render(
        june.parent,
        *(autumn, june, june),
        langues=("fr", "co", "fr+co"),
        formats=("pdf", "docx", "html"),
    )
    assert not has_errors(outcome.findings), outcome.findings
    assert outcome.bundles[0].folder.name == FOLDER
    return outcome.bundles[0].folder


def test_two_books_and_the_figures_in_each_edition_and_format(books: Path) -> None:
    names = {path.name for path in books.iterdir()}
    made = {
        f"{book}.{edition}.{suffix}"
        for book in ("recueil", "registre", "statistiques")
        for edition in ("fr", "co", "fr+co")
        for suffix in ("pdf", "docx", "html")
    }
    assert names == {*made, "manifest.json"}


def test_the_manifest_has_the_acts_and_the_inputs_of_each_sitting(books: Path) -> None:
    manifest = Manifest.from_bytes((books / "manifest.json").read_bytes())

    assert manifest.seance.dates == ("2025-01-01", "2025-12-31")
    assert len({acte.numero for acte in manifest.actes}) == 6
    assert {"2025-06-24-cm/juin.yaml", "2025-09-24-cm/automne.yaml"} <= {
        file.fichier for file in manifest.entrees
    }
    assert {file.chemin for file in manifest.fichiers} == {
        path.name for path in books.iterdir()
    } - {"manifest.json"}


@pytest.mark.parametrize(
    ("day", "told"),
    [("2025-09-24", False), ("2025-09-20", True), ("2025-12-01", False)],
)
def test_minutes_are_adopted_at_a_sitting(
    autumn: Path, tmp_path: Path, day: str, told: bool
) -> None:
    """Of those that are given; one of a later day is none of theirs."""
    dated = ("date: 2025-06-24\n", f"date: 2025-06-24\narrete_le: {day}\n")
    june = write(tmp_path, "juin", 6, 41, dated)

    outcome = render(tmp_path / "o", june, autumn)

    assert ("PER05" in [code for code, _ in tell(outcome)]) is told
    assert not has_errors(outcome.findings)


def test_the_register_goes_on_from_the_leaf_that_is_asked_for(
    june: Path, tmp_path: Path
) -> None:
    """Its leaves, its contents and its tables; the recueil begins with 1."""
    formats = ("pdf", "docx")
    outcome = render(
        tmp_path, june, period=replace(YEAR, feuillet=121), formats=formats
    )
    assert not has_errors(outcome.findings), outcome.findings
    folder = outcome.bundles[0].folder

    with pypdfium2.PdfDocument(folder / "registre.fr.pdf") as register:
        pages = [page.get_textpage().get_text_bounded() for page in register]
    for number, page in enumerate(pages, start=121):
        assert f"Feuillet {number}" in page
    assert "Séance du 24 juin 2025 123" in _plain(pages[1])
    assert "123" in pages[-1]
    word = Document(str(folder / "registre.fr.docx"))
    first, *others = word.element.body.iter(qn("w:pgNumType"))
    assert first.get(qn("w:start")) == "121"
    assert not [o for o in others if o.get(qn("w:start"))]
    with pypdfium2.PdfDocument(folder / "recueil.fr.pdf") as book:
        assert "1/" in book[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize("book", ["recueil", "registre"])
@pytest.mark.parametrize("edition", ["fr", "fr+co"])
def test_pages_have_no_two_anchors_of_one_name(
    books: Path, book: str, edition: str
) -> None:
    page = (books / f"{book}.{edition}.html").read_text(encoding="utf-8")
    anchors = re.findall(r'\bid="([^"]+)"', page)

    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)


@pytest.mark.verapdf
@pytest.mark.parametrize(
    "name", ["recueil.fr", "registre.fr", "registre.fr+co", "statistiques.fr+co"]
)
def test_books_keep_both_standards(books: Path, name: str) -> None:
    engine, path = start_engine(), books / f"{name}.pdf"
    assert [engine.list_failures(path, flavour) for flavour in PROFILES] == [[], []]


def build(name: str, *paths: Path) -> list[View]:
    """The pieces of a book in French, its contents and tables among them."""
    contexts = []
    for path in paths:
        situation = check_session(path).situation
        assert situation is not None
        assert situation.reference.charte is not None
        context = make_seance_context(situation, "fr", situation.reference.charte)
        contexts.append(context)
    period = make_period_context(contexts, YEAR.du, YEAR.au)
    (kind,) = CATALOGUE.periode.select([name]).documents
    assert kind.gather is not None
    return kind.gather(period, list(kind.build(period)))


def read_table(views: list[View], name: str) -> list[str]:
    """The lines of a table, its headings among them."""
    (table,) = (view for view in views if view.meta.piece == f"table-{name}")
    assert isinstance(table, SommaireView)
    return [_plain(line.intitule) for line in table.entrees]


def test_the_register_numbers_each_act_within_its_sitting(
    june: Path, autumn: Path
) -> None:
    """From one at each sitting, whose acts a leaf then closes (R. 2121-9)."""
    acts = [
        view.ordre.rpartition(" ")[2] if view.genre == "deliberation" else view.genre  # type: ignore[attr-defined]
        for view in build("registre", june, autumn)
        if view.genre in ("deliberation", "cloture")
    ]
    assert acts == [*"123", "cloture"] * 2


def test_the_closing_leaf_says_the_numbers_and_who_was_there(june: Path) -> None:
    """Twenty were at the opening: the mayor too, who left for one act."""
    (view,) = (v for v in build("registre", june) if v.genre == "cloture")
    words = [_plain(word) for word in view.iter_words()]

    assert [n for n in words if re.fullmatch(r"2025-06-\d{3}", n)] == [
        f"2025-06-{number:03}" for number in range(41, 44)
    ]
    present = view.presences[0].personnes  # type: ignore[attr-defined]
    assert len(present) == 20
    assert "FONTARELLE" in {personne.nom for personne in present}
    places = [line.nom for line in view.signatures]  # type: ignore[attr-defined]
    assert places == ["Sylvain FONTARELLE", "Katell LE GUILVEN"]


def test_each_leaf_is_numbered_and_says_its_sitting(books: Path, june: Path) -> None:
    metas = {view.meta.folio for view in build("registre", june)}
    assert metas == {"Feuillet"}
    assert {v.meta.folio for v in build("recueil", june)} == {""}
    document = Document(str(books / "registre.fr.docx"))
    feet = {s.footer.paragraphs[0].text for s in document.sections}
    assert feet == {"Feuillet "}  # the number is a field
    heads = [_plain(s.header.paragraphs[0].text) for s in document.sections]
    assert sum("Séance du 24 septembre 2025" in head for head in heads) == 4


def test_the_tables_find_each_act_by_date_subject_and_name(
    june: Path, autumn: Path
) -> None:
    views = build("recueil", june, autumn)
    dates, subjects, names = (read_table(views, n) for n in ("date", "objet", "nom"))

    assert [line for line in dates if " : " not in line] == [
        "24 juin 2025",
        "24 septembre 2025",
    ]
    assert [line[:3] for line in subjects if not line.startswith("2025")] == [
        *("5.3", "7.1", "9.4"),
    ]
    at = names.index("MALVERNE Loïc")
    assert names[at + 1].startswith("2025-06-043 : ")
    assert names[at + 1].endswith("(proposition)")
    assert names[at + 2].startswith("2025-09-046 : ")
    elected = names.index("HAUTERIVAL Gisèle")
    assert names[elected + 1].startswith("2025-06-042 : ")
    assert names[elected + 1].endswith("(élection)")


def test_names_of_a_list_that_is_elected_are_those_of_its_people(
    tmp_path: Path,
) -> None:
    """As far as the session names them; members first, groups and lists at the end."""
    text = PLENIERE.read_text(encoding="utf-8")
    text = text.replace("autorite.yaml", str(PLENIERE.parent / "autorite.yaml"))
    elected = "      elus: [liste « Les Rivages »]\n"
    people = (
        "      listes: {liste « Les Rivages »: [Letizia DUNDOLI, Lucia NEBBIAJOLI]}\n"
    )
    told = tmp_path / "seance.yaml"
    told.write_text(text.replace(elected, people + elected), encoding="utf-8")

    for session, names in (
        (PLENIERE, ["liste « Les Rivages »"]),
        (told, ["DUNDOLI Letizia", "NEBBIAJOLI Lucia"]),
    ):
        lines = read_table(build("recueil", session), "nom")
        at = [n for n, line in enumerate(lines) if line.endswith("(élection)")]
        assert [lines[n - 1] for n in at] == names
        heads = [line for line in lines if " : " not in line]
        members = [head for head in heads if head.split()[0].isupper()]
        assert heads[: len(members)] == sorted(members)


def test_tables_name_the_page_on_which_an_act_begins(books: Path) -> None:
    """That of the contents, which Word shows too."""
    pages = read_anchors((books / "recueil.fr.pdf").read_bytes())
    paragraphs = Document(str(books / "recueil.fr.docx")).paragraphs
    lines = {_plain(paragraph.text) for paragraph in paragraphs}
    first = pages["seance-2-acte-1-deliberation"] + 1

    assert "24 septembre 2025" in lines  # a heading: no number, no dots before it
    assert f"2025-09-044 : Compte administratif de l'exercice 2024\t{first}" in lines


def test_a_sitting_outside_the_period_stops_all(
    june: Path, autumn: Path, tmp_path: Path
) -> None:
    summer = Period(dt.date(2025, 6, 1), dt.date(2025, 8, 31))
    outcome = render(tmp_path, june, autumn, period=summer)

    assert tell(outcome) == [("PER01", "automne:5")]
    assert not list(tmp_path.iterdir())


def test_drafts_and_other_organs_stop_all(june: Path, tmp_path: Path) -> None:
    draft = write(tmp_path, "projet", 9, 44, ("organe:", "stade: projet\norgane:"))
    other = EXEMPLES / "2026-06-05-hameau/seance.yaml"
    years = Period(dt.date(2025, 1, 1), dt.date(2026, 12, 31))
    outcome = render(tmp_path / "out", june, draft, other, period=years)

    assert {code for code, _ in tell(outcome)} == {"PER01", "PER03"}
    assert not (tmp_path / "out").exists()


def test_two_sittings_cannot_claim_one_number(june: Path, tmp_path: Path) -> None:
    twin = write(tmp_path, "double", 6, 43, ("date: 2025-06-24", "date: 2025-06-26"))
    outcome = render(tmp_path / "out", june, twin)

    assert tell(outcome) == [("PER02", "double:39")]
    assert "2025-06-043" in outcome.findings[-1].message
    assert not (tmp_path / "out").exists()


def test_a_missing_sitting_is_told_unless_numbers_may_lack(
    june: Path, tmp_path: Path
) -> None:
    """Numbers 44 to 46 are nobody's; a twin shows that those who follow are right."""
    late = write(tmp_path, "tard", 11, 47)
    stopped = render(tmp_path / "out", june, late)
    assert tell(stopped) == [("PER04", "tard:39")]
    assert not (tmp_path / "out").exists()

    granted = render(
        tmp_path / "out", june, late, period=Period(YEAR.du, YEAR.au, gaps=True)
    )
    assert tell(granted) == [("PER04", "tard:39")]
    assert granted.findings[-1].severity is Severity.AVERTISSEMENT
    assert granted.bundles


def test_an_act_that_the_register_knows_is_missed(june: Path, tmp_path: Path) -> None:
    register = tmp_path / "registre.yaml"
    register.write_text(
        "autorite: saint-aubrac\nactes:\n"
        "  - {numero: 2025-03-012, date: 2025-03-11, titre: Un acte de mars}\n"
        "  - {numero: 2024-12-099, date: 2024-12-10, titre: Un acte d'avant}\n",
        encoding="utf-8",
    )
    known = ("organe:", f"registre: {register}\norgane:")
    outcome = render(tmp_path / "out", write(tmp_path, "juin", 6, 41, known))

    assert tell(outcome) == [("PER04", "registre:3")]
    assert "2025-03-012" in outcome.findings[-1].message


def test_the_register_that_is_kept_knows_what_was_rendered(
    june: Path, autumn: Path, tmp_path: Path
) -> None:
    """What June's rendering put into it is missed in a period without June."""
    request = RenderRequest(
        tmp_path / "actes", formats=("html",), registre=tmp_path / "registre.sqlite"
    )
    assert render_sessions([june], request, Silent()).bundles

    books = replace(request, out=tmp_path / "livres")
    missed = render_period([autumn], YEAR, books, Silent())
    assert [code for code, _ in tell(missed)] == ["PER04"] * 3
    whole = render_period([june, autumn], YEAR, books, Silent())
    assert not has_errors(whole.findings)
    assert whole.bundles


def test_what_did_not_change_is_not_made_again(
    june: Path, autumn: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By as many processes as asked, or from the store: the same bytes."""
    laid_out: list[str] = []
    original = making.render_job

    def note(job, *others):
        laid_out.append(job.dossier.fichier)
        return original(job, *others)

    monkeypatch.setattr(making, "render_job", note)
    alone = RenderRequest(tmp_path / "un", formats=("html",), jobs=1)
    kept = replace(alone, store=tmp_path / "magasin")
    runs = [
        (replace(alone, out=tmp_path / "deux", jobs=2), 0),
        (alone, 3),
        (replace(kept, out=tmp_path / "premier"), 3),
        (replace(kept, out=tmp_path / "encore"), 0),
        (replace(kept, out=tmp_path / "livre", only=("registre",)), 0),
    ]
    for request, count in runs:
        laid_out.clear()
        assert render_period([june, autumn], YEAR, request, Silent()).bundles
        assert len(laid_out) == count, request.out
    trees = [read_tree(request.out) for request, _ in runs]
    assert trees[0] == trees[1] == trees[2] == trees[3]
    book = f"{FOLDER}/registre.fr.html"
    assert trees[4][book] == trees[0][book]

    later = replace(YEAR, du=dt.date(2025, 1, 2))
    laid_out.clear()
    outcome = render_period([june, autumn], later, kept, Silent())
    assert outcome.bundles
    assert laid_out == ["recueil", "registre", "statistiques"]


def test_the_command_refuses_a_period_that_ends_before_it_begins(june: Path) -> None:
    told = call("recueil", str(june), "--du", "2025-12-31", "--au", "2025-01-01")
    assert told.status == 2
    assert "--au" in told.err


def test_the_command_names_what_it_wrote(june: Path, tmp_path: Path) -> None:
    days = ("--du", "2025-06-01", "--au", "2025-06-30")
    options = ("--only", "registre", "--format", "html", "-o", str(tmp_path))
    told = call("recueil", str(june), *days, *options)

    assert told.status == 0, told.err
    (line,) = told.out.splitlines()
    assert line.endswith("recueil-2025-06-01-2025-06-30/registre.fr.html")
    folder = Path(line).parent
    assert json.loads((folder / "manifest.json").read_text())["version"] == 1
