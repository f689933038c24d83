"""An edition in another language: whole, honest about what it lacks, and tagged so.

The language is made up on the fly, so that nothing holds for one language alone.
"""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pikepdf
import pytest
import yaml
from docx.oxml.ns import qn

from cli_helpers import call
from conftest import REFERENCE, ROOT
from delib_gen.checking import check_session
from delib_gen.lang.phrasebook import TABLES, read_language_data
from delib_gen.lang.said import Said, read_pieces
from delib_gen.prose.walk import iter_brins
from delib_gen.resources import list_text_languages
from delib_gen.view.base import View, is_prose
from test_same_words import READERS
from verapdf_helpers import PROFILES, start_engine
from view_helpers import build_views, make_acte_context

ZZ = "zz"
SAID = "Zz "
"""What every phrase of the made-up language begins with."""
TITLE = "ZZ TITLE OF THE ACT"
ARTICLE = "Zzapprove the report."
OLD_ARTICLE = (
    "- >-\n"
    "        APPROUVE le rapport du Président du Conseil exécutif de Corse tel "
    "qu’annexé à la présente\n        délibération.\n"
)
NEW_ARTICLE = (
    "APPROUVE le rapport du Président du Conseil exécutif de Corse tel qu’annexé à la "
    "présente délibération."
)
FORMATS = "pdf,docx,html"
LACKING_PHRASES = (
    "deliberation.formule",
    "deliberation.lieu_date",
    "vote.unanimite",
)
FRENCH = (
    "le Code général des collectivités territoriales",
    "LA COMMISSION PERMANENTE",
    "APRES EN AVOIR DELIBERE",
    "À l’unanimité,",
    "La Présidente de l’Assemblée de Corse",
    "candidature de la Collectivité de Corse",
)
"""Texts, names and phrases that the language lacks, in the deliberation."""
FOREIGN = (SAID.strip(), "Zzapprove")


def make_language(folder: Path) -> None:
    """A language: the French phrases, each of them said otherwise, and some lacking."""
    source = ROOT / "templates" / "fr"
    phrases = read_language_data(source / "phrases.yaml")
    phrases = {k: v for k, v in phrases.items() if k not in TABLES}
    said = _say(phrases)
    for key in LACKING_PHRASES:
        *path, last = key.split(".")
        place = said
        for step in path:
            place = place[step]
        place[last] = {"absent": "oui", "source": "aucune"}
    said |= {name: {"absent": "oui", "source": "aucune"} for name in TABLES}
    folder.mkdir()
    (folder / "phrases.yaml").write_text(yaml.safe_dump(said), encoding="utf-8")
    text = (source / "langue.yaml").read_text(encoding="utf-8")
    (folder / "langue.yaml").write_text(
        text.replace("nom: français", "nom: zz").replace("décembre", "dicembre"),
        encoding="utf-8",
    )


def _say(data: Any) -> Any:
    if isinstance(data, dict):
        kept = {k: v for k, v in data.items() if k not in ("statut", "source")}
        return {k: _say(v) for k, v in kept.items()}
    return f"{SAID}{data}" if str(data).strip(" ;.") else data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("edition")


@pytest.fixture(scope="module")
def root(folder: Path) -> Iterator[Path]:
    """Templates and data with one more language."""
    root = folder / "ressources"
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copytree(
        ROOT / "data", root / "data", ignore=shutil.ignore_patterns("exemples")
    )
    make_language(root / "templates" / ZZ)
    (root / "templates" / "it").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("delib_gen.resources._root", lambda: root)
        yield root


@pytest.fixture(scope="module")
def session(root: Path, folder: Path) -> Path:
    """The reference dossier with two texts in the language."""
    assert ZZ in {path.name for path in (root / "templates").iterdir()}
    path = folder / "seance" / "seance.yaml"
    shutil.copytree(REFERENCE, path.parent)
    text = path.read_text(encoding="utf-8")
    for old, new in (
        ("      co: >-", f"      {ZZ}: {TITLE}\n      co: >-"),
        (OLD_ARTICLE, f"- {{fr: {NEW_ARTICLE}, {ZZ}: {ARTICLE}}}\n"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return path


def render(session: Path, out: Path, *options: str) -> dict[str, bytes]:
    """The files of an edition, by name."""
    result = call("render", str(session), "-o", str(out), *options)
    assert result.status == 0, result.err
    return {p.name: p.read_bytes() for p in out.glob("*/*/*") if p.is_file()}


@pytest.fixture(scope="module")
def made(session: Path, folder: Path) -> dict[str, bytes]:
    return render(session, folder / "out", "--lang", ZZ, "--format", FORMATS)


@pytest.fixture(scope="module")
def views_zz(session: Path) -> tuple[View, ...]:
    checked = check_session(session)
    assert checked.situation is not None
    assert checked.reference is not None
    assert checked.reference.charte is not None
    acte = checked.situation.actes[0]
    return tuple(build_views(make_acte_context(acte, ZZ, checked.reference.charte)))


class _Tongues(HTMLParser):
    """The text of a page, each piece with the language around it."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br", "link"):
            around = self._open[-1][1] if self._open else ""
            self._open.append((tag, dict(attrs).get("lang") or around))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if not {tag for tag, _ in self._open} & {"style", "title"}:
            self.said.append((data, self._open[-1][1] if self._open else ""))


def read_html(content: bytes) -> list[tuple[str, str]]:
    reader = _Tongues()
    reader.feed(content.decode())
    return reader.said


def read_docx(content: bytes) -> list[tuple[str, str]]:
    body = docx.Document(io.BytesIO(content)).element.body
    return [
        (
            "".join(t.text or "" for t in run.iter(qn("w:t"), qn("w:noBreakHyphen"))),
            run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val"))[:2],
        )
        for run in body.iter(qn("w:r"))
    ]


def read_pdf(content: bytes) -> list[tuple[str, str]]:
    """The text of each marked piece, with the language that its tags give it."""
    texts: dict[tuple[int, int], str] = {}
    with pdfplumber.open(io.BytesIO(content)) as pages:
        for number, page in enumerate(pages.pages):
            for char in page.chars:
                if char.get("mcid") is not None:
                    place = (number, char["mcid"])
                    texts[place] = texts.get(place, "") + char["text"]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        ranks = {page.objgen: n for n, page in enumerate(p.obj for p in pdf.pages)}
        root = pdf.Root.StructTreeRoot
        main = str(pdf.Root.Lang)
        return [
            (texts.get((ranks[page.objgen], mcid), ""), langue)
            for page, mcid, langue in _walk(root, main, None)
        ]


def _walk(node: Any, langue: str, page: Any) -> Iterator[tuple[Any, int, str]]:
    langue = str(node.get("/Lang", langue))
    page = node.get("/Pg", page)
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if "/S" in kid:
                yield from _walk(kid, langue, page)
        else:
            yield page, int(kid), langue


TONGUES = {"html": read_html, "docx": read_docx, "pdf": read_pdf}


def gather(said: list[tuple[str, str]], langue: str) -> str:
    """All that is said in a language; a space where another one comes between."""
    text = "".join(piece if lang == langue else "\n" for piece, lang in said)
    return re.sub(r"[\s\u00a0]+", "", text.replace("\u2011", "-"))


@pytest.mark.parametrize("fmt", TONGUES)
def test_every_text_bears_its_language(made: dict[str, bytes], fmt: str) -> None:
    said = TONGUES[fmt](made[f"deliberation.zz.{fmt}"])
    french, own = gather(said, "fr"), gather(said, ZZ)

    assert {lang for text, lang in said if text.strip()} == {"fr", ZZ, "co"}
    for text in FRENCH:
        folded = re.sub(r"[\s\u00a0]+", "", text)
        assert folded in french, text
        assert folded not in own, text
    for text in FOREIGN:
        assert text in own
        assert text not in french


@pytest.mark.parametrize("fmt", TONGUES)
def test_a_body_without_version_is_all_in_its_language(
    made: dict[str, bytes], fmt: str
) -> None:
    """Prose too: an annexe that is all in French is no translation, and says none."""
    said = TONGUES[fmt](made[f"annexe-rapport-2.zz.{fmt}"])

    own = gather(said, ZZ)
    assert "Traduction" not in own
    assert len(own) < 150
    assert len(gather(said, "fr")) > 1000


def test_formats_say_the_same_words(made: dict[str, bytes]) -> None:
    for piece in ("deliberation", "rapport"):
        words = {
            fmt: read(made[f"{piece}.zz.{fmt}"]).text for fmt, read in READERS.items()
        }

        assert words["docx"] == words["html"]
        assert set(words["docx"]) <= set(words["pdf"])
        assert words["html"].count("Zz") > 5


def test_no_mark_stays_in_a_file(made: dict[str, bytes]) -> None:
    """A language is told by what the format has for it, and by nothing else."""
    assert len(made) == 15
    for name, content in made.items():
        parts = [content]
        if name.endswith(".docx"):
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                parts = [package.read(part) for part in package.namelist()]
            assert not any(b"<span" in part for part in parts), name
        for part in parts:
            assert b"\xf3\xa0\x80\x81" not in part, name  # U+E0001, LANGUAGE TAG


def test_each_piece_that_is_one_is_headed_as_a_translation(
    views_zz: tuple[View, ...],
) -> None:
    """The act and its rapport are; of the annexes, not a word is translated."""
    heading = "Zz Traduction. Le texte français seul fait foi."

    assert [view.traduction for view in views_zz] == [heading, heading, "", ""]
    for view in views_zz[:2]:
        assert next(view.iter_words()) == heading


def test_the_reference_edition_has_no_heading(views: tuple[View, ...]) -> None:
    assert {view.traduction for view in views} == {""}
    assert not any(isinstance(t, Said) for view in views for t in view.iter_words())


def test_runs_have_one_language_each(views_zz: tuple[View, ...]) -> None:
    """What writes a run reads its language there, and nowhere else."""
    brins = [
        brin
        for view in views_zz
        for value in view.context().values()
        if is_prose(value)
        for runs in iter_brins(value)
        for brin in runs
    ]

    assert "fr" in {brin.langue for brin in brins}
    assert not any(isinstance(brin.texte, Said) for brin in brins)


def test_a_phrase_that_is_lacking_is_french_to_its_days(
    views_zz: tuple[View, ...],
) -> None:
    """No « le 19 dicembre »: what a French phrase is filled with is French too."""
    said = views_zz[0].context()

    date = "Aiacciu, le 19\u00a0décembre 2023"
    assert read_pieces(said["lieu_date"]) == ((date, "fr"),)
    assert "19 DICEMBRE 2023" in said["reunion"].replace("\u00a0", " ")


def test_a_body_may_have_a_version(session: Path, folder: Path) -> None:
    """A rapport by languages: each edition prints its own file, and no other's."""
    shutil.copytree(session.parent, folder / "corps")
    path = folder / "corps" / session.name
    text = path.read_text(encoding="utf-8")
    old = "corps: 23-186/rapport.md"
    assert old in text
    new = f"corps: {{fr: 23-186/rapport.md, {ZZ}: 23-186/zz.md}}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    (path.parent / "23-186" / "zz.md").write_text("Zzbody of the *rapport*.\n")
    files = render(
        path, folder / "out-corps", "--lang", f"fr,{ZZ}", "--format", "html",
        "--only", "rapport",
    )  # fmt: skip

    assert "Zzbody" in gather(read_html(files[f"rapport.{ZZ}.html"]), ZZ)
    assert b"CONTEXTE" not in files[f"rapport.{ZZ}.html"]
    assert b"Zzbody" not in files["rapport.fr.html"]
    assert b"CONTEXTE" in files["rapport.fr.html"]


def test_titles_keep_the_order_of_the_style(views_zz: tuple[View, ...]) -> None:
    titles = views_zz[0].context()["titres"]

    assert [t.langue for t in titles] == [ZZ, "fr", "co"]
    assert titles[0].texte == f"Zz {TITLE}"  # what is said around it, in its language


def test_a_draft_shows_what_it_lacks(session: Path, folder: Path) -> None:
    """On a ground of its own, in Word as in HTML; an act that was taken shows none."""
    shutil.copytree(session.parent, folder / "projet")
    path = folder / "projet" / session.name
    text = path.read_text(encoding="utf-8")
    head, _, acts = text.partition("president: VANNI")
    acts = acts[acts.index("actes:") :]
    for line in ("    vote: unanimite", "    numero: 23/186 CP\n"):
        acts = re.sub(f"{line}[^\n]*\n", "", acts) if line in acts else acts
    path.write_text(f"{head}stade: projet\n{acts}", encoding="utf-8")
    files = render(
        path, folder / "out-projet", "--lang", ZZ, "--format", FORMATS,
        "--only", "deliberation",
    )  # fmt: skip
    body = docx.Document(io.BytesIO(files[f"deliberation.{ZZ}.docx"])).element.body
    shaded = [
        run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val"))
        for run in body.iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:shd')}") is not None
    ]

    assert set(shaded) == {"fr-FR"}
    assert len(shaded) > 10
    assert has_grey(files[f"deliberation.{ZZ}.pdf"])


def has_grey(content: bytes) -> bool:
    """Whether the pages of a PDF have a ground in the house style's grey."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        grounds = {r["non_stroking_color"] for page in pdf.pages for r in page.rects}
    return any(round(255 * shade[0]) == 0xE8 for shade in grounds)


def test_an_act_shows_no_grey(made: dict[str, bytes]) -> None:
    body = docx.Document(io.BytesIO(made["deliberation.zz.docx"])).element.body

    assert list(body.iter(qn("w:shd"))) == []
    assert not has_grey(made["deliberation.zz.pdf"])


@pytest.mark.verapdf
def test_the_edition_is_archival_and_accessible(
    made: dict[str, bytes], tmp_path: Path
) -> None:
    engine = start_engine()
    for piece in ("deliberation", "rapport", "annexe-rapport-2"):
        path = tmp_path / f"{piece}.pdf"
        path.write_bytes(made[f"{piece}.zz.pdf"])
        for flavour in PROFILES:
            assert engine.list_failures(path, flavour) == []


def test_rules_are_told_the_other_languages(
    session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a translation lacks is told for the editions that are none of reference."""
    from delib_gen.rules.report import Report

    told: set[tuple[str, ...]] = set()
    made = Report.__init__

    def note(self: Report, *args: Any, **kwargs: Any) -> None:
        made(self, *args, **kwargs)
        told.add(self.langues)

    monkeypatch.setattr(Report, "__init__", note)
    check_session(session, ("fr", ZZ))
    assert told == {(ZZ,)}
    told.clear()
    check_session(session, ("fr",))
    assert told == {()}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("xx", "« xx » n'est pas connu"),
        ("fr+fr", "ne se met pas en regard"),
        ("fr+zz+co", "ne se met pas en regard"),
        ("it", "n'a pas encore ses phrases"),
    ],
)
def test_a_language_that_cannot_be_rendered(
    session: Path, asked: str, said: str
) -> None:
    assert "it" in list_text_languages()

    for command in ("check", "render"):
        result = call(command, str(session), "--lang", asked)

        assert result.status == 2
        assert said in result.err


def test_each_language_has_its_own_files(session: Path, folder: Path) -> None:
    files = render(
        session, folder / "deux", "--lang", f"fr,{ZZ}", "--format", "html",
        "--only", "deliberation",
    )  # fmt: skip

    assert set(files) == {"deliberation.fr.html", f"deliberation.{ZZ}.html"}
