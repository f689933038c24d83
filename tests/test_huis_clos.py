"""What was said behind closed doors, and protected names, are not published."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delib_gen.findings import has_errors
from delib_gen.lang.proteges import protect
from delib_gen.pipeline import RenderRequest, render_sessions
from delib_gen.prose.tree import Image
from delib_gen.prose.walk import iter_blocs
from test_papiers import build, read, write
from test_seance_documents import Silent

SECRET, NOM = "Une sanction est envisagée.", "Jeanne ORMESANT"
FERME = (
    "huis_clos: {demande_par: [ARBALESTRE, MALVERNE, OUCHEVAL], pour: 20, contre: 3}"
)
TITRE = "    titre: Affectation du résultat de l'exercice 2024\n"
AUTRE = "    titre: Compte administratif de l'exercice 2024\n"
PROTEGE = (
    TITRE,
    "    titre: Recours de Mme Jeanne ORMESANT\n"
    f"    {FERME}\n    noms_proteges: [{NOM}]\n"
    f"    debats: {SECRET} Mme Ormesant y répond.\n",
)
DIT = (
    AUTRE,
    f"{AUTRE}    debats: |\n      Le recours de Mme **Jeanne**\n      ORMESANT sera "
    "[vu](https://exemple.fr/jeanne-ormesant).[^1]\n\n      [^1]: Ormesant Jeanne.\n",
)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Mme Jeanne ORMESANT parle", "Mme [-] parle"),
        ("Mme Jeanne Ormesant parle", "Mme [-] parle"),
        ("Ormesant\u00a0Jeanne, OR\u00adMESANT", "[-], [-]"),
        ("les Ormesants et Jeanne", "les Ormesants et Jeanne"),
    ],
)
def test_a_name_is_found_however_it_is_typed(text: str, hidden: str) -> None:
    assert protect([NOM]).hide([text], "[-]") == [hidden]


@pytest.mark.parametrize("title", ["Mme", "M.", "Me"])
def test_a_title_typed_before_a_name_is_not_part_of_it(title: str) -> None:
    hide = protect([f"{title} {NOM}"], ["ORMESANT"]).hide
    assert hide(["Jeanne Ormesant, ORMESANT Jeanne"], "[-]") == ["[-], [-]"]
    assert hide([f"{title} Ormesant"], "[-]") == [f"{title} Ormesant"]
    alone = protect([f"{title} ORMESANT"], ["ORMESANT"]).hide
    assert alone([f"{title} Ormesant, Ormesant"], "[-]") == ["[-], Ormesant"]


def test_a_name_across_runs_leaves_none_of_its_parts() -> None:
    runs = ["Mme Jea", "nne ", "ORMESANT, ORMESANT", "."]
    assert protect([NOM]).hide(runs, "[-]") == ["Mme [-]", "", ", [-]", "."]


def test_the_surname_of_a_member_is_not_taken_out_alone() -> None:
    kept = protect([NOM], ["Ormesant"])
    assert kept.hide(["M. ORMESANT, Jeanne ORMESANT"], "[-]") == ["M. ORMESANT, [-]"]


@given(
    st.lists(
        st.sampled_from(["Jeanne", "ORMESANT", "ormesant", "Mme", "x"]), max_size=6
    ),
    st.sampled_from([" ", "\u00a0", "-", " \n", "’"]),
    st.lists(st.integers(0, 40), max_size=4),
)
def test_whatever_the_cuts_no_name_is_left(
    words: list[str], between: str, cuts: list[int]
) -> None:
    text = between.join(words)
    places = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    runs = [text[a:b] for a, b in pairwise(places)]
    hidden = protect([NOM]).hide(runs, "[nom protégé]")

    assert len(hidden) == len(runs)
    assert not protect([NOM]).find("".join(hidden))
    assert "ormesant" not in "".join(hidden).casefold()


def test_a_drawing_that_says_a_name_is_left_out(tmp_path: Path) -> None:
    """Another one stays."""
    for name, word in (("plan", "Parc"), ("nom", "Mme ORMESANT")):
        (tmp_path / f"{name}.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">'
            f'<text x="0" y="15" font-size="12">{word}</text></svg>',
            encoding="utf-8",
        )
    debate = (
        AUTRE,
        f"{AUTRE}    noms_proteges: [{NOM}]\n    debats: |\n"
        "      ![Le plan](plan.svg)\n\n      ![Un nom](nom.svg)\n",
    )
    session = write(tmp_path, debate)

    def count(paper: str) -> int:
        blocs = [b for view in build(session, paper) for b in iter_blocs(view)]
        return sum(isinstance(bloc, Image) for bloc in blocs)

    assert (count("pv"), count("pv-public")) == (2, 1)


def test_minutes_say_who_asked_for_closed_doors_and_by_which_vote(
    tmp_path: Path,
) -> None:
    said = read(write(tmp_path, PROTEGE), "pv")

    assert "À la demande de Mme Agathe ARBALESTRE, " in said
    assert "de se réunir à huis clos (20 pour, 3 contre)." in said
    assert SECRET in said
    assert "elle ne se publie pas" in said


def test_the_public_minutes_keep_titles_votes_and_other_debates(tmp_path: Path) -> None:
    said = read(write(tmp_path, PROTEGE, DIT), "pv-public")

    assert SECRET not in said
    assert "Recours de Mme [nom protégé]" in said
    assert "Les débats se sont tenus à huis clos." in said
    assert "sera vu" in said
    assert "ARBALESTRE" in said
    assert not protect([NOM]).find(said)


def test_a_closed_sitting_keeps_all_its_debates(tmp_path: Path) -> None:
    head = (
        "date: 2025-06-24\n",
        f"date: 2025-06-24\n{FERME}\ndebats: Il est dit ceci.\n",
    )
    session = write(tmp_path, head, (DIT[0], DIT[1].replace("sera", "vient d’être")))

    assert "Il est dit ceci" in read(session, "pv")
    public = read(session, "pv-public")
    assert "Il est dit ceci" not in public
    assert "vient d’être" not in public


def test_minutes_that_hide_nothing_are_one(tmp_path: Path) -> None:
    session = write(tmp_path, DIT)

    assert not build(session, "pv-public")
    assert "Édition" not in read(session, "pv")


def _read_pdf(content: bytes) -> str:
    """Pages, streams, and every string of the file: titles, bookmarks, metadata."""
    document = pypdfium2.PdfDocument(content)
    told = [page.get_textpage().get_text_bounded() for page in document]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream):
                told.append(item.read_bytes().decode("latin-1"))
            told += _iter_strings(item)
    return "\n".join(told)


def _iter_strings(item: object) -> list[str]:
    if isinstance(item, pikepdf.String):
        return [str(item)]
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return [s for _, v in item.items() for s in _iter_direct(v)]
    return [s for v in item for s in _iter_direct(v)] if _is_array(item) else []


def _iter_direct(item: object) -> list[str]:
    indirect = isinstance(item, pikepdf.Object) and item.is_indirect
    return [] if indirect else _iter_strings(item)


def _is_array(item: object) -> bool:
    return isinstance(item, pikepdf.Array)


def _read_docx(content: bytes) -> str:
    """Each part with its tags, and without them."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        texts = [
            parts.read(name).decode("utf-8", "replace") for name in parts.namelist()
        ]
    return "\n".join((*texts, *(re.sub("<[^>]*>", "", text) for text in texts)))


def _read_html(content: bytes) -> str:
    text = content.decode()
    return text + re.sub("<[^>]*>", "", text)


READERS = {".pdf": _read_pdf, ".docx": _read_docx, ".html": _read_html}


def test_no_file_of_the_public_minutes_has_the_secret(tmp_path: Path) -> None:
    """In all formats and editions; and the full minutes show that the search finds."""
    session = write(tmp_path, PROTEGE, DIT)
    request = RenderRequest(
        tmp_path / "out",
        ("fr", "co", "fr+co"),
        ("pdf", "docx", "html"),
        only=("pv", "pv-public"),
    )
    outcome = render_sessions([session], request, Silent())

    assert not has_errors(outcome.findings), outcome.findings
    names, found = protect([NOM]), {"pv": 0, "pv-public": 0}
    files = [p for p in (tmp_path / "out").rglob("*") if p.suffix in READERS]
    assert len(files) == 18
    for path in files:
        said = READERS[path.suffix](path.read_bytes())
        secret = "sanction" in said or bool(names.find(said))
        found[path.name.split(".")[0]] += secret
    assert found == {"pv": 9, "pv-public": 0}
