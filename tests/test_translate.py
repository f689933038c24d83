"""What is to be translated goes out as a table, and comes back without a scratch."""

# ruff: noqa: ARG005 - styles that all take the same arguments
from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli_helpers import Result, call, spread_session, standing_in, write_session
from conftest import REFERENCE, ROOT
from delib_gen.checking import check_session
from delib_gen.edits.page import Edit, Page
from delib_gen.edits.scalars import write_block, write_quoted
from delib_gen.findings.told import ToldError
from delib_gen.model.situation import Situation
from delib_gen.rules.untranslated import list_untranslated
from delib_gen.traduction.ecarts import compare_texts
from delib_gen.traduction.insert import add_version
from delib_gen.traduction.lignes import HEADS, Ligne, list_missing
from delib_gen.traduction.memoire import Memoire, Paire
from delib_gen.traduction.session import open_session, put_back
from delib_gen.traduction.tableau import guard, read_lines, unguard, write_lines
from fiche_helpers import write_fiches

LINE = "co actes[23/187 CP].titre 12345678"


def _list_figures(place: str, count: int) -> list[str]:
    """What figures say beside their digits, which are the same in every language."""
    return [f"{place}, chiffre {n}, « libelle »" for n in range(1, count + 1)]


SLIDE_TEXTS = [
    *(
        f"diapositive {rank}, « {key} »"
        for rank in range(1, 5)
        for key in ("titre", "texte", "pied")
    ),
    *("diapositive 5, « titre »", "diapositive 5, « texte »"),
    *_list_figures("diapositive 5", 4),
    "diapositive 5, puis 1, « texte »",
    *_list_figures("diapositive 5, puis 1", 5),
    "diapositive 5, puis 2, « texte »",
    *(
        f"diapositive {rank}, « {key} »"
        for rank in range(6, 11)
        for key in ("titre", "texte")
    ),
]
"""What annexe 2 of the reference dossier prints, as a translator is told of it."""
TEXTS = 19 + len(SLIDE_TEXTS)
"""What is to be translated of the reference dossier: its session's texts, and these."""


def situation_of(path: Path) -> Situation:
    situation, wrong = open_session(path)
    assert situation is not None, wrong
    return situation


def list_lignes(path: Path, langue: str = "co") -> list[Ligne]:
    return [ligne for ligne, _ in list_missing(situation_of(path), langue).lignes]


def fill(path: Path, table: Path, translate: Callable[[Ligne], str]) -> Result:
    """A table of a session, filled by a function and read back."""
    assert call("translate", path, "-o", table).status == 0
    rows = read_lines(table.name, table.read_bytes())
    filled = [
        Ligne(r.identifiant, r.acte, r.nature, r.contexte, r.francais, translate(r))
        for r in rows
    ]
    table.write_bytes(write_lines(filled, table.name))
    return call("translate", path, "--lire", table)


def test_an_organ_that_is_none_is_told_before_anything_is_written(tmp_path: Path):
    text = (REFERENCE / "seance.yaml").read_text(encoding="utf-8")
    path = write_session(tmp_path, text.replace("organe: ", "organe: sans-"))

    told = call("translate", path, "-o", tmp_path / "t.csv")

    assert told.status == 1
    assert "n'est pas un organe de cette collectivité" in told.err
    assert not (tmp_path / "t.csv").exists()


def load(path: Path) -> Any:
    return yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506


# --- What is missing ----------------------------------------------------------


def test_every_printed_text_of_the_reference_act_is_listed_in_order():
    checked = check_session(REFERENCE / "seance.yaml")
    assert checked.situation is not None

    rows = list_untranslated(checked.situation, "co")

    slides = [row for row in rows if row.printed.nature.startswith("annexe 2, ")]
    assert rows[-len(slides) :] == slides
    rows = rows[: -len(slides)]
    kinds = [re.sub(r" \d+$| premier$", "", row.printed.nature) for row in rows]
    assert list(dict.fromkeys(kinds)) == [
        "visa",
        "commission entendue",
        "article",
        "commission du rapport",
        "demande du rapport",
        "corps du rapport",
        "titre de l'annexe",
    ]
    assert len(rows) == 23
    assert [r.printed.ref for r in rows if r.printed.ref] == [
        "cgct",
        "delegation-cp-2021",
        "publication-electronique",
    ]
    assert [r.fichier for r in rows if r.fichier] == ["23-186/rapport.md"]
    assert [row.printed.nature for row in slides] == [
        f"annexe 2, {x}" for x in SLIDE_TEXTS
    ]
    spans = [(row.span.line, row.span.column) for row in slides]
    assert spans == sorted(spans)


def test_french_lacks_nothing():
    checked = check_session(REFERENCE / "seance.yaml")
    assert checked.situation is not None
    assert list_untranslated(checked.situation, "fr") == []


def test_a_finding_shows_the_line_of_the_text_and_the_command():
    found = check_session(REFERENCE / "seance.yaml", ("co",)).findings
    lines = (REFERENCE / "seance.yaml").read_text(encoding="utf-8").split("\n")
    finding = next(f for f in found if f.path[-2:] == ("articles", 0))

    assert finding.code == "LAN02"
    assert finding.acte == "23/186 CP"
    assert finding.span is not None
    assert lines[finding.span.line - 1].strip().startswith("APPROUVE le rapport")
    assert "delib-gen translate" in finding.hint
    assert "--lang co" in finding.hint


def test_a_rejected_article_is_listed_only_where_a_rapport_asks_for_it(tmp_path: Path):
    vote = (
        "{parties: [{objet: {fr: un, co: unu}, articles: [1], "
        "contre: [ARRIGHI, BENEDETTI, BIANCUCCI, COLONNA, COMBETTE, LUCIANI, "
        "MONDOLONI, TIBERI, VANNI]}, {objet: {fr: deux, co: dui}, articles: [2]}], "
        "issue: adopte}"
    )
    articles = (
        "[ADOPTE le premier., ADOPTE le second., {ref: publication-electronique}]"
    )
    text = spread_session(vote=vote, articles=articles)
    rapport = (
        "rapport: {numero: 2023/1/CP, titre: {fr: T, co: T}, corps: {fr: C, co: C}}"
    )
    asked = spread_session(rapport, vote=vote, articles=articles)

    natures = [
        [ligne.nature for ligne in list_lignes(write_session(tmp_path, t))]
        for t in (text, asked)
    ]

    assert natures == [["article 2"], ["article premier", "article 2"]]


def test_the_guide_shows_what_the_command_says(
    session_folder: Path, monkeypatch: pytest.MonkeyPatch
):
    guide = (ROOT / "docs" / "guide-secretariat.md").read_text(encoding="utf-8")
    match = re.search(r"```console\n\$ (delib-gen translate .*)\n((?:.+\n)+)```", guide)
    assert match
    session_folder.rename(session_folder.with_name("ma-seance"))
    monkeypatch.chdir(session_folder.parent)

    result = call(*match[1].split()[1:])

    assert result.status == 0
    assert result.err + result.out == match[2]


# --- Out and back -------------------------------------------------------------


@pytest.mark.parametrize("name", ["table.csv", "table.xlsx"])
def test_the_reference_act_is_filled_and_the_rest_of_its_file_is_the_same(
    session_folder: Path, tmp_path: Path, name: str
):
    path = session_folder / "seance.yaml"
    before, data = path.read_text(encoding="utf-8"), load(path)
    untouched = list_untouched(path)
    assert len(untouched) > 40

    result = fill(path, tmp_path / name, lambda r: f"[corsu] {r.francais} à è ’")

    assert result.status == 0, result.err
    assert f"{TEXTS} traductions écrites" in result.err
    after = path.read_text(encoding="utf-8")
    acte = load(path)["actes"][0]
    for key in ("avis", "visas", "articles"):
        for old, new in zip(data["actes"][0][key], acte[key], strict=True):
            ref = isinstance(old, dict)
            wanted = old if ref else {"fr": old, "co": f"[corsu] {old} à è ’"}
            assert new == wanted
    assert re.findall("#.*", after) == re.findall("#.*", before)
    rest = iter(after.split("\n"))
    assert all(line in rest for line in untouched)
    assert list_lignes(path) == []


def list_untouched(path: Path) -> list[str]:
    """The lines of a session that hold none of the texts to be translated."""
    source = path.read_text(encoding="utf-8")
    page = Page(source)
    held: set[int] = set()
    for row in list_untranslated(situation_of(path), "co"):
        if row.span.file != str(path) and not row.fichier:
            continue  # a text of a fiche
        found = page.find(row.printed.path)
        assert found is not None
        start, end = found.value.start, found.value.end
        held.update(range(source.count("\n", 0, start), source.count("\n", 0, end) + 1))
    return [x for i, x in enumerate(source.split("\n")) if i not in held]


def test_a_table_read_twice_changes_nothing_the_second_time(
    session_folder: Path, tmp_path: Path
):
    path, table = session_folder / "seance.yaml", tmp_path / "t.csv"
    fill(path, table, lambda r: "prova " + " ".join(re.findall(r"\d+", r.francais)))
    once = path.read_bytes()

    result = call("translate", path, "--lire", table)

    assert result.status == 0
    assert path.read_bytes() == once
    assert f"{TEXTS} déjà dans la séance" in result.err


def test_an_act_in_a_file_of_its_own_is_completed_there(tmp_path: Path):
    text = spread_session()
    head, _, acte = text.partition("actes:\n")
    body = "".join(line[4:] for line in acte.splitlines(keepends=True))
    (tmp_path / "actes").mkdir()
    included = tmp_path / "actes" / "187.yaml"
    included.write_text(f"# un acte\n{body}", encoding="utf-8")
    path = write_session(tmp_path, head + "actes: [actes/187.yaml]\n")
    before = path.read_bytes()

    result = fill(path, tmp_path / "t.csv", lambda r: "prova")

    assert result.status == 0, result.err
    assert path.read_bytes() == before
    assert load(included)["articles"][0] == {
        "fr": "ADOPTE le présent exemple.",
        "co": "prova",
    }
    assert included.read_text(encoding="utf-8").startswith("# un acte\n")
    assert str(included) in result.out


def test_a_text_that_an_alias_uses_too_is_refused_by_name(tmp_path: Path):
    articles = "[&a ADOPTE le présent exemple., *a, {ref: publication-electronique}]"
    path = write_session(tmp_path, spread_session(articles=articles))
    before = path.read_bytes()

    result = fill(path, tmp_path / "t.csv", lambda r: "prova")

    assert result.status == 1
    assert result.err.count("ancre") == 2
    assert path.read_bytes() == before


def test_empty_lines_stay_after_the_text_and_its_translation(tmp_path: Path):
    text = spread_session().split("    vote:")[0].replace("[{ref: cgct}]", "[]")
    tail = "    vote: unanimite\n    articles:\n      - >-\n        ADOPTE ceci.\n\n\n"
    path = write_session(tmp_path, f"{text}{tail}# fin\n")

    assert fill(path, tmp_path / "t.csv", lambda r: "prova").status == 0

    assert path.read_text(encoding="utf-8").endswith(
        "      - fr: >-\n          ADOPTE ceci.\n"
        "        co: >-\n          prova\n\n\n# fin\n"
    )


def test_an_anchor_that_nothing_uses_stays(tmp_path: Path):
    articles = "[&a ADOPTE le présent exemple., {ref: publication-electronique}]"
    path = write_session(tmp_path, spread_session(articles=articles))

    assert fill(path, tmp_path / "t.csv", lambda r: "prova").status == 0

    assert '[{fr: &a ADOPTE le présent exemple., co: "prova"}' in path.read_text(
        encoding="utf-8"
    )


def test_a_french_text_that_changed_since_is_refused_and_the_others_are_written(
    session_folder: Path, tmp_path: Path
):
    path, table = session_folder / "seance.yaml", tmp_path / "t.csv"
    call("translate", path, "-o", table)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("Commission des Finances et", "Commission des"), "utf-8"
    )
    rows = read_lines(table.name, table.read_bytes())
    table.write_bytes(
        write_lines(
            [Ligne(r.identifiant, "", r.nature, "", "", "prova") for r in rows],
            "t.csv",
        )
    )

    result = call("translate", path, "--lire", table)

    assert result.status == 1
    assert "avis[2] (commission entendue 2) : le texte français a changé" in result.err
    assert load(path)["actes"][0]["avis"][1] == "Commission des de la Fiscalité"
    assert load(path)["actes"][0]["avis"][0]["co"] == "prova"


def test_a_version_that_the_session_has_is_kept(tmp_path: Path):
    path, table = write_session(tmp_path, spread_session()), tmp_path / "t.csv"
    call("translate", path, "-o", table)
    (row,) = read_lines(table.name, table.read_bytes())
    fill(path, tmp_path / "u.csv", lambda r: "a prima")
    before = path.read_bytes()
    other = Ligne(row.identifiant, "", "", "", "", "a siconda")
    table.write_bytes(write_lines([other], "t.csv"))

    result = call("translate", path, "--lire", table)

    assert result.status == 1
    assert "la séance en a déjà une version" in result.err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("identifiant", "said"),
    [
        ("n'importe quoi", "l'identifiant n'est pas de ceux"),
        ("vide", "l'identifiant n'est pas de ceux"),
        ("fr actes[23/187 CP].articles[1] 12345678", "n'est pas une langue connue"),
        ("co actes[99/999 CP].articles[1] 12345678", "plus de texte à cet endroit"),
        ("co actes[23/187 CP].vote 12345678", "plus de texte à cet endroit"),
        ("co actes[23/187 CP].articles[1] 12345678", "a changé depuis"),
    ],
)
def test_a_line_about_nothing_is_refused(tmp_path: Path, identifiant: str, said: str):
    path, table = write_session(tmp_path, spread_session()), tmp_path / "t.csv"
    before = path.read_bytes()
    table.write_bytes(write_lines([Ligne(identifiant, "", "", "", "", "x")], "t.csv"))

    result = call("translate", path, "--lire", table)

    assert result.status == 1
    assert said in result.err
    assert path.read_bytes() == before


def test_figures_that_differ_are_told_and_written_all_the_same(tmp_path: Path):
    text = spread_session(articles="[ADOPTE 50 000 € le 3 mai 2021.]")
    path = write_session(tmp_path, text)

    result = fill(path, tmp_path / "t.csv", lambda r: "50.000 € u 4 di maghju 2021")

    assert result.status == 0
    assert "à vérifier" in result.err
    assert "le français a « 3 », pas la traduction" in result.err
    assert "la traduction a « 4 », pas le français" in result.err


@pytest.mark.parametrize(
    ("francais", "version", "told"),
    [
        ("n° 21/083 AC du 31 mai 2021", "nu 21/083 AC di u 31 di maghju di u 2021", []),
        ("le 1er mai 2024", "u 1mu di maghju di u 2024", []),
        ("50\u202f000 €", "50 000 €", []),
        ("art. L. 4421-1", "art. L4421-1", []),
        ("art. L. 4421-1", "art. R. 4421-1", ["L4421-1", "R4421-1"]),
        ("{nom} et 3", "{nome} è 3", ["{nom}", "{nome}"]),
        ("n° 21/083 AC", "nu 21/038 AC", ["21/083", "21/038"]),
        ("deux fois 3 et 3", "3", ["3"]),
    ],
)
def test_what_a_translation_may_not_change(
    francais: str, version: str, told: list[str]
):
    found = re.findall("« (.*?) »", " ".join(compare_texts(francais, version)))
    assert found == told


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ("di u 3 di maghju è di u 4 d’aprile", []),
        ("di u 3 di maghju è di u 4 d'aprili", []),
        ("di u 3 di ghjugnu è di u 4 d’aprile", ["juin"]),
        ("di u 3 di LUDDU è di u 4 d’aprile", ["juillet"]),
        ("di u 3 di chissà è di u 4 d’aprile", []),
    ],
)
def test_a_month_that_the_french_has_not_is_told(version: str, told: list[str]):
    found = compare_texts("du 3 mai et du 4 avril", version, "co")
    assert found == [
        f"la traduction parle du mois de {month}, pas le français" for month in told
    ]


def test_a_file_that_changed_meanwhile_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path, table = write_session(tmp_path, spread_session()), tmp_path / "t.csv"
    call("translate", path, "-o", table)
    (row,) = read_lines(table.name, table.read_bytes())
    filled = Ligne(row.identifiant, "", "", "", "", "prova")
    table.write_bytes(write_lines([filled], "t.csv"))
    situation = situation_of(path)
    path.write_bytes(path.read_bytes() + b"# ajout\n")
    before = path.read_bytes()

    with pytest.raises(ToldError, match="a changé entre-temps"):
        put_back(situation, table)

    assert path.read_bytes() == before

    path.unlink()
    with pytest.raises(ToldError, match="a changé entre-temps"):
        put_back(situation, table)


def test_a_line_that_would_spoil_the_file_is_refused_and_the_others_are_written(
    session_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path, data = session_folder / "seance.yaml", load(session_folder / "seance.yaml")

    def spoil(page: Page, found: Any, langue: str, version: str) -> Any:
        if version == "prova 2":
            at = page.source.index("objet:")
            return Edit(at, at + 1, "x")
        return add_version(page, found, langue, version)

    monkeypatch.setattr("delib_gen.traduction.relecture.add_version", spoil)
    ranks = iter(range(100))

    result = fill(path, tmp_path / "t.csv", lambda r: f"prova {next(ranks)}")

    assert result.status == 1
    assert result.err.count("refusé :") == 1
    assert "ne se complète pas sans risque" in result.err
    assert f"{TEXTS - 1} traductions écrites" in result.err
    assert load(path)["actes"][0]["objet"] == data["actes"][0]["objet"]
    assert len(list_lignes(path)) == 1


def test_a_third_language_has_to_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = write_session(tmp_path, spread_session())
    known = ("co", "fr", "it")
    monkeypatch.setattr("delib_gen.resources.list_text_languages", lambda: known)

    unnamed = call("translate", path, "-o", tmp_path / "t.csv")
    named = call("translate", path, "-o", tmp_path / "t.csv", "--lang", "it")

    assert unnamed.status == 2
    assert "`co`, `it`" in unnamed.err
    assert named.status == 0, named.err
    rows = read_lines("t.csv", (tmp_path / "t.csv").read_bytes())
    assert [row.identifiant.split(" ")[0] for row in rows] == ["it", "it"]


def test_a_session_with_an_error_is_left_alone(tmp_path: Path):
    path = write_session(tmp_path, spread_session() + "presnts: [VANNI]\n")

    result = call("translate", path, "-o", tmp_path / "t.csv")

    assert result.status == 1
    assert "STR01" in result.err
    assert not (tmp_path / "t.csv").exists()


def test_a_table_that_may_be_filled_is_never_written_over(tmp_path: Path):
    path = write_session(tmp_path, spread_session())
    (tmp_path / "t.csv").write_text("travail", encoding="utf-8")

    result = call("translate", path, "-o", tmp_path / "t.csv")

    assert result.status == 1
    assert "existe déjà" in result.err
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == "travail"


def test_the_table_goes_to_the_folder_one_stands_in(tmp_path: Path):
    path = write_session(tmp_path, spread_session())
    with standing_in(tmp_path):
        result = call("translate", path)
    assert result.out == "traductions.csv\n"
    assert (tmp_path / "traductions.csv").is_file()


@pytest.mark.parametrize(
    "arguments",
    [["--lang", "fr"], ["--lang", "xx"], ["--lire", "t.csv", "-o", "u.csv"]],
)
def test_a_command_that_cannot_be_followed_is_a_misuse(
    tmp_path: Path, arguments: list[str]
):
    path = write_session(tmp_path, spread_session())
    assert call("translate", path, *arguments).status == 2


@pytest.mark.parametrize("name", ["t.ods", "t"])
def test_another_kind_of_table_is_refused(tmp_path: Path, name: str):
    path = write_session(tmp_path, spread_session())
    result = call("translate", path, "-o", tmp_path / name)
    assert result.status == 1
    assert "`.csv` ou `.xlsx`" in result.err


# --- The table ----------------------------------------------------------------

_CELL = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff"
    )
    | st.sampled_from("\n=+-@';\"\t"),
    max_size=30,
).map(str.strip)


@given(texts=st.lists(_CELL, min_size=1, max_size=4))
@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
@settings(max_examples=30, deadline=None)
def test_a_table_gives_back_what_was_put_in(name: str, texts: list[str]):
    lignes = [Ligne(LINE, t, t, t, t, t, t, t) for t in texts]

    assert read_lines(name, write_lines(lignes, name)) == lignes


def test_a_csv_is_what_a_french_spreadsheet_opens():
    content = write_lines([Ligne(LINE, "a", "b", "c", "=1+1", "-2")], "t.csv")

    assert content.startswith(b"\xef\xbb\xbfidentifiant;acte;")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == list(HEADS.values())
    assert rows[1][4:6] == ["'=1+1", "'-2"]


@given(text=st.text("'=+-@ab\t", max_size=6))
def test_a_guarded_cell_is_no_formula_and_comes_back(text: str):
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t"))


def test_a_workbook_holds_texts_and_no_formula():
    content = write_lines([Ligne(LINE, "=1+1", "+1", "-1", "@x", "=2")], "t.xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert {c.data_type for row in sheet.iter_rows() for c in row if c.value} == {"s"}
    assert sheet["B2"].value == "=1+1"
    assert sheet["B2"].quotePrefix


def test_a_formula_in_a_workbook_is_refused_by_its_cell():
    book = openpyxl.load_workbook(
        io.BytesIO(write_lines([Ligne(LINE, *"abcd")], "t.xlsx"))
    )
    book.active["F2"] = '=HYPERLINK("http://example.org")'
    out = io.BytesIO()
    book.save(out)

    with pytest.raises(ToldError, match="F2 est une formule"):
        read_lines("t.xlsx", out.getvalue())


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 70_000_000)
    return out.getvalue()


def _entity() -> bytes:
    source = io.BytesIO(write_lines([Ligne(LINE, *"abcd")], "t.xlsx"))
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                data = b'<!DOCTYPE x [<!ENTITY a "b">]>' + data
            new.writestr(part, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.xlsx", b"pas un classeur", "ne se lit pas"),
        ("t.xlsx", b"", "ne se lit pas"),
        ("t.xlsx", _bomb(), "bien plus qu'un tableau"),
        ("t.xlsx", _entity(), "ne se lit pas"),
        ("t.csv", b"", "colonne"),
        ("t.csv", "identifiant;français\n".encode(), "« traduction »"),
        ("t.csv", "identifiant;fran\xe7ais".encode("latin-1"), "UTF-8"),
        ("t.csv", bytes(10_000_001), "pèse plus"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_a_file_that_is_no_table_is_refused(name: str, content: bytes, said: str):
    with pytest.raises(ToldError, match=said):
        read_lines(name, content)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_columns_may_move_and_separators_change(separator: str):
    heads = ["Traduction", "remarque", "Identifiant", "Français"]
    text = "\n".join(separator.join(row) for row in (heads, ["t", "r", "i", "f"]))
    (ligne,) = read_lines("t.csv", text.encode())
    assert (ligne.identifiant, ligne.francais, ligne.traduction) == ("i", "f", "t")


# --- Anywhere a text may stand ------------------------------------------------

_WORDS = st.lists(
    st.sampled_from(
        ["le", "projet", "l'avis", "à", "n° 3", "« un »", "(a)", "été", "x-y"]
    ),
    min_size=2,
    max_size=6,
).map(" ".join)
_VERSION = st.one_of(
    _WORDS,
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))
        | st.sampled_from("\n:#'\"-&*!|>{}[], ")
        | st.sampled_from("\u00a0\u0085\u2028\ufeff"),
        min_size=1,
        max_size=150,
    )
    .map(str.strip)
    .filter(bool)
    .map(lambda t: t.removeprefix("\ufeff").strip())
    .filter(bool),
)


@given(text=_VERSION, column=st.integers(0, 12))
def test_a_text_is_the_same_once_written_as_yaml(text: str, column: int):
    margin = " " * column
    for written in (write_block("co", text, column, "\n"), f"co: {write_quoted(text)}"):
        source = f"{margin}{written}\n{margin}fin: x\n"
        data = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506
        assert data == {"co": text, "fin": "x"}


def _write_value(draw: Any, text: str, key_column: int) -> str:
    """A text as a value of a block, in one of the styles of YAML."""
    style = draw(st.sampled_from(sorted(_STYLES)))
    pad = " " * (key_column + draw(st.integers(2, 4)))
    remark = draw(st.sampled_from(["", "  # remarque"]))
    words = text.split(" ")
    cut = draw(st.integers(1, len(words) - 1))
    first, second = " ".join(words[:cut]), " ".join(words[cut:])
    return _STYLES[style](first, second, pad, remark, key_column)


_STYLES: dict[str, Callable[[str, str, str, str, int], str]] = {
    "plain": lambda a, b, p, r, c: f" {a} {b}{r}\n",
    "plain-lines": lambda a, b, p, r, c: f" {a}\n{p}{b}{r}\n",
    "plain-below": lambda a, b, p, r, c: f"{r}\n{p}{a} {b}\n",
    "single": lambda a, b, p, r, c: " '" + f"{a} {b}".replace("'", "''") + f"'{r}\n",
    "double": lambda a, b, p, r, c: f' "{a} {b}"{r}\n',
    "double-lines": lambda a, b, p, r, c: f' "{a}\n{p}{b}"{r}\n',
    "folded": lambda a, b, p, r, c: f" >-{r}\n{p}{a}\n{p}{b}\n",
    "literal": lambda a, b, p, r, c: f" |-{r}\n{p}{a}\n{p}{b}\n",
    "clip": lambda a, b, p, r, c: f" >{r}\n{p}{a}\n\n{p}{b}\n\n\n",
    "keep": lambda a, b, p, r, c: f" |+{r}\n{p}{a}\n{p}{b}\n\n\n",
    "indicator": lambda a, b, p, r, c: (
        f" >2-{r}\n{' ' * (c + 2)}{a}\n{' ' * (c + 2)}{b}\n"
    ),
    "flow-fr": lambda a, b, p, r, c: f' {{fr: "{a} {b}"}}{r}\n',
    "flow-waiting": lambda a, b, p, r, c: f' {{fr: "{a} {b}", co: }}{r}\n',
    "block-fr": lambda a, b, p, r, c: f"{r}\n{p}fr: {a} {b}{r}\n",
    "block-fr-folded": lambda a, b, p, r, c: f"\n{p}fr: >-{r}\n{p}  {a}\n{p}  {b}\n",
    "block-waiting": lambda a, b, p, r, c: f"\n{p}co:{r}\n{p}fr: {a} {b}\n",
}
_HEAD = spread_session().split("actes:")[0].replace("president: VANNI\n", "")


@st.composite
def sessions(draw: Any) -> tuple[str, list[str]]:
    """A session whose texts stand in all kinds of ways; and its lines without text."""
    kept: list[str] = []
    out = _HEAD
    count = 0

    def mark(margin: int) -> None:
        nonlocal out, count
        if draw(st.booleans()):
            count += 1
            line = f"{' ' * margin}# repère {count}"
            kept.append(line)
            out += line + "\n" + draw(st.sampled_from(["", "\n"]))

    def put(key: str, column: int) -> None:
        nonlocal out
        mark(column)
        out += f"{' ' * column}{key}:" + _write_value(draw, draw(_WORDS), column)

    def put_list(key: str, column: int, begin: str = "le") -> None:
        nonlocal out
        dash = column + draw(st.sampled_from([0, 2]))
        out += f"{' ' * column}{key}:\n"
        for _ in range(draw(st.integers(1, 3))):
            mark(dash)
            out += (
                " " * dash + "-" + _write_value(draw, f"{begin} {draw(_WORDS)}", dash)
            )

    put("lieu", 0)
    put("session", 0)
    out += "president:\n  membre: VANNI\n"
    put("qualite", 2)
    out += "actes:\n  - numero: 23/187 CP\n"
    put("titre", 4)
    put_list("visas", 4)
    put_list("considerants", 4)
    put_list("avis", 4)
    out += "    vote:\n      parties:\n        - articles: [1]\n"
    put("objet", 10)
    put_list("articles", 4, "ADOPTE")
    out += "    rapport:\n      numero: 2023/1/CP\n"
    put("titre", 6)
    put_list("conclusions", 6)
    put("corps", 6)
    mark(2)
    out += "  - numero: 23/188 CP\n    vote: unanimite\n"
    flow = draw(
        st.sampled_from(["ADOPTE le texte", '"ADOPTE, oui"', "{fr: ADOPTE ceci}"])
    )
    out += f"    titre: {{fr: UN AUTRE}}\n    articles: [{flow}, 'ADOPTE le reste']\n"
    if draw(st.booleans()):
        out = out.rstrip("\n")
    return out, kept


@given(session=sessions(), version=_VERSION, crlf=st.booleans(), mark=st.booleans())
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_translation_comes_back_wherever_its_text_stands(
    tmp_path: Path, session: tuple[str, list[str]], version: str, crlf: bool, mark: bool
):
    text, kept = session
    source = text.replace("\n", "\r\n") if crlf else text
    path = write_session(tmp_path, (b"\xef\xbb\xbf" if mark else b"") + source.encode())
    before = load(path)
    lignes = list_lignes(path)
    filled = [
        Ligne(r.identifiant, "", r.nature, "", "", f"{version} {rank}")
        for rank, r in enumerate(lignes)
    ]
    table = tmp_path / "t.csv"
    table.write_bytes(write_lines(filled, "t.csv"))

    relecture = put_back(situation_of(path), table)

    assert relecture.refus == []
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") == mark
    after = content.decode("utf-8-sig")
    if crlf:
        assert "\n" not in after.replace("\r\n", "")
    assert list_lignes(path) == []
    told: list[str] = []
    assert _strip(load(path), told) == _strip(before, [])
    assert sorted(told) == sorted(f"{version} {rank}" for rank in range(len(lignes)))
    lines = after.replace("\r\n", "\n").split("\n")
    assert [line for line in lines if "# repère" in line] == kept
    assert after.count("# remarque") == text.count("# remarque")
    plain = [x for x in text.split("\n") if re.fullmatch(r" *[-\w ]+:( \[\d\])?", x)]
    rest = iter(lines)
    assert all(line in rest for line in plain if "co:" not in line)


def _strip(data: Any, told: list[str]) -> Any:
    """Data with texts given by languages as French alone; the versions apart."""
    if isinstance(data, list):
        return [_strip(item, told) for item in data]
    if not isinstance(data, dict):
        return data
    if "fr" in data:
        told += [data["co"]] if data.get("co") else []
        return data["fr"]
    return {key: _strip(value, told) for key, value in data.items()}


# --- What was translated before -----------------------------------------------


def test_an_exact_text_is_filled_and_a_near_one_proposed_apart():
    memoire = Memoire(
        [Paire("l’avis de la Commission des Finances", "prova", "acte n° 1")]
    )

    exact = memoire.propose(
        Ligne(LINE, "", "", "", "l'avis de la  Commission des Finances")
    )
    near = memoire.propose(
        Ligne(LINE, "", "", "", "l'avis de la Commission des Forêts")
    )
    far = memoire.propose(Ligne(LINE, "", "", "", "ADOPTE le présent exemple"))

    assert (exact.traduction, exact.proposition) == ("prova", "")
    assert exact.venue_de == "acte n° 1 (texte identique)"
    assert (near.traduction, near.proposition) == ("", "prova")
    assert re.fullmatch(r"acte n° 1 \(proche à \d\d %\)", near.venue_de)
    assert (far.traduction, far.proposition, far.venue_de) == ("", "", "")


def test_the_same_words_in_another_order_are_not_near():
    memoire = Memoire([Paire("un deux trois quatre cinq six", "prova", "acte n° 1")])
    ligne = Ligne(LINE, "", "", "", "six cinq quatre trois deux un")
    assert memoire.propose(ligne) == ligne


def test_earlier_sessions_of_a_folder_propose_what_they_have(
    tmp_path: Path, session_folder: Path
):
    earlier = tmp_path / "actes-de-2023" / "decembre"
    shutil.copytree(session_folder, earlier)
    fill(earlier / "seance.yaml", tmp_path / "t.csv", lambda r: f"<{r.francais}>")
    (earlier / "autre.yaml").write_text("cle: valeur\n", encoding="utf-8")
    path, table = session_folder / "seance.yaml", tmp_path / "u.csv"

    result = call("translate", path, "-o", table, "--memoire", earlier.parent)

    assert result.status == 0
    assert "1 séance relue" in result.err
    assert (
        f"{TEXTS} textes à traduire en corse, dont {TEXTS} déjà en mémoire"
        in result.err
    )
    for row in read_lines(table.name, table.read_bytes()):
        assert row.traduction == f"<{row.francais}>"
        assert row.venue_de == "acte n° 23/186 CP (texte identique)"


def test_of_two_translations_the_later_is_proposed_and_the_other_told(tmp_path: Path):
    import datetime as dt

    days = [dt.date(2024, 1, 1), dt.date(2025, 1, 1), dt.date.min]
    pairs = [Paire("un texte", f"v{i}", f"acte n° {i}", d) for i, d in enumerate(days)]
    (filled,) = [Memoire(pairs).propose(Ligne(LINE, "", "", "", "un texte"))]
    assert filled.traduction == "v1"
    assert filled.venue_de.startswith("acte n° 1, une autre version existe")


def test_a_memory_that_cannot_be_read_is_told(tmp_path: Path):
    path = write_session(tmp_path, spread_session())
    result = call(
        "translate", path, "-o", tmp_path / "t.csv", "--memoire", "absent.yaml"
    )
    assert result.status == 0
    assert "mémoire : « absent.yaml »" in result.err


# --- The fiches of annexes ----------------------------------------------------

FICHE = """\
# Une charte inventée.
genre: charte
texte: charte.md
fait: Fait à Corte  # une remarque
signataires:
  - nom: Mme Anne AMBRE
    qualite: |
      Présidente
      de la Vallée
"""


def test_a_fiche_is_translated_in_its_own_file(tmp_path: Path):
    (tmp_path / "charte.md").write_text("# Article 1\n", encoding="utf-8")
    path = write_fiches(tmp_path, FICHE)
    before = path.read_bytes()
    natures = ("annexe 1, « fait »", "annexe 1, signataire 1, « qualite »")

    filled = fill(
        path, tmp_path / "t.csv", lambda r: "Prova\nsana" if r.nature in natures else ""
    )

    assert filled.status == 0, filled.err
    fiche = tmp_path / "fiche-1.yaml"
    assert load(fiche)["fait"] == {"fr": "Fait à Corte", "co": "Prova\nsana"}
    assert load(fiche)["signataires"][0]["qualite"]["co"].strip() == "Prova\nsana"
    assert fiche.read_text(encoding="utf-8").startswith("# Une charte inventée.\n")
    assert path.read_bytes() == before
    told = call("translate", path, "-o", tmp_path / "u.csv").err
    assert "« charte.md » est à traduire dans un fichier à part" in told
    assert "`texte: {fr: …, co: …}`" in told
