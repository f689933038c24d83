"""What the minutes alone will say: hours, suspensions, debates; no act prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT
from delib_gen.catalogue import CATALOGUE
from delib_gen.checking import Checked, check_session
from delib_gen.load.contents import Contents
from delib_gen.prose.walk import iter_texts
from delib_gen.rules.untranslated import list_untranslated
from delib_gen.schema.acte import Acte
from delib_gen.schema.marques import Dit, list_fields
from delib_gen.schema.seance import Seance
from delib_gen.view.context import SeanceContext, make_seance_context

AUTORITE = ROOT / "tests" / "data" / "autorite-inventee.yaml"
HEAD = f"""\
collectivite: {AUTORITE}
organe: conseil
date: 2023-12-19
convocation: 2023-12-11
president: AMBRE
presents: [AMBRE, BOIS, CHÊNE, Denis DUPONT, Édith DUPONT, FAON, GENÊT, HÊTRE, IF]
"""
ACTES = """\
actes:
  - numero: 2023-01 C
    titre: {fr: ESSAI, co: PROVA}
    visas: [{ref: actuel}]
    vote: unanimite
    articles: [APPROUVE le projet.]
    debats: {fr: "M. BOIS demande **pourquoi**.", co: "M. BOIS dumanda."}
  - titre: {fr: RETIRÉ, co: CACCIATU}
    statut: retire
    debats: debats/retire.md
"""
SEANCE = """\
heure: 18 h 30
cloture: 22 h 15
suspensions:
  - {de: 20 h 10, a: 20 h 25, motif: à la demande d’un groupe}
debats: debats/seance.md
"""
RETIRE = "Le point est retiré.\n\n- voir l’annexe 7 ;\n- et la suite.\n"
ASIDE = (
    "# Questions\n\nMme CHÊNE interroge.\n\n| Mois | Nombre |\n|---|---|\n| Mai | 3 |"
)


def write(folder: Path, seance: str = SEANCE, actes: str = ACTES) -> Checked:
    (folder / "debats").mkdir(exist_ok=True)
    (folder / "debats" / "retire.md").write_text(RETIRE, encoding="utf-8")
    (folder / "debats" / "seance.md").write_text(ASIDE, encoding="utf-8")
    path = folder / "seance.yaml"
    path.write_text(HEAD + seance + actes, encoding="utf-8")
    return check_session(path)


def speak(checked: Checked, langue: str = "fr") -> SeanceContext:
    assert checked.situation is not None
    charte = checked.situation.reference.charte
    assert charte is not None
    return make_seance_context(checked.situation, langue, charte)


def hear(context: SeanceContext, contents: Contents) -> list[str]:
    return list(iter_texts(context.prose(contents.prose("debats"))))


def test_nothing_is_found_in_good_minutes(tmp_path: Path) -> None:
    """They may speak of anything: `annexe 7` is no reference of the act."""
    assert write(tmp_path).findings == []


@pytest.mark.parametrize(
    ("langue", "act"),
    [("fr", "M. BOIS demande pourquoi."), ("co", "M. BOIS dumanda.")],
)
def test_debates_are_said_in_the_language(
    tmp_path: Path, langue: str, act: str
) -> None:
    """The sitting's are prose with headings and tables, an act's are its own."""
    context = speak(write(tmp_path), langue)
    actes = context.situation.actes
    assert hear(context, actes[0].lu.contents) == [act]
    told = hear(context, actes[1].lu.contents)
    assert told[0::2] == ["Le point est retiré.", "et la suite."]
    said = hear(context, context.situation.lue.contents)
    assert said[:2] == ["Questions", "Mme CHÊNE interroge."]
    assert {"Mois", "Nombre", "Mai", "3"} <= set(said)
    silent = speak(write(tmp_path, "", ACTES), langue)
    assert hear(silent, silent.situation.lue.contents) == []


def test_debates_are_translated_like_any_prose(tmp_path: Path) -> None:
    """A withdrawn act's too; an act does not wait for them (LAN02)."""
    situation = write(tmp_path).situation
    assert situation is not None
    rows = [row.printed for row in list_untranslated(situation, "co")]
    lacking = [said.nature for said in rows if not said.is_in_act(held=True)]
    assert lacking == ["motif de la suspension 1", "débats de la séance", "débats"]


@pytest.mark.parametrize(
    ("papers", "natures"),
    [
        ((), set()),
        (("liste",), {"titre"}),
        (("ordre-du-jour",), {"titre", "thème", "commission entendue 1"}),
        (
            ("pv",),
            {
                *("titre", "thème", "commission entendue 1"),
                *("débats", "débats de la séance", "motif de la suspension 1"),
            },
        ),
    ],
)
def test_what_papers_alone_print_is_told_where_they_are_asked(
    papers: tuple[str, ...], natures: set[str], tmp_path: Path
) -> None:
    """Of a withdrawn act too (LAN02); a text that has its version is not."""
    withdrawn = "{fr: RETIRÉ, co: CACCIATU}"
    assert withdrawn in ACTES
    actes = ACTES.replace(withdrawn, "RETIRÉ\n    theme: Finances\n    avis: [Une]")
    write(tmp_path, actes=actes)
    session = tmp_path / "seance.yaml"
    found = check_session(session, ["co"], papiers=papers).findings
    told = [f.message.partition(" sans version")[0] for f in found if f.code == "LAN02"]
    acts = {"article premier", "1 texte habituel"}
    assert set(told) - acts == natures
    assert not check_session(session, ["fr"], papiers=papers).findings


def test_texts_are_printed_by_papers_that_there_are() -> None:
    named = {
        paper
        for block in (Seance, Acte)
        for champ in list_fields(block, (Dit,))
        for mark in champ.marques
        if isinstance(mark, Dit)
        for paper in mark.papiers
    }
    assert named <= set(CATALOGUE.seance.names)


@pytest.mark.parametrize("file", ["seance.md", "retire.md"])
def test_a_fault_is_told_in_the_file_of_the_debates(tmp_path: Path, file: str) -> None:
    """At its line there, as in a rapport."""
    write(tmp_path)
    path = tmp_path / "debats" / file
    path.write_text("Un mot.\n\nDeux <br> mots.\n", encoding="utf-8")
    found = check_session(tmp_path / "seance.yaml").findings
    assert [(f.code, f.span.line) for f in found if f.span] == [("STR10", 3)]
    assert all(f.span and f.span.file.endswith(file) for f in found)
    path.write_text("Un mot :  voici.\n", encoding="utf-8")
    found = check_session(tmp_path / "seance.yaml").findings
    assert [f.code for f in found] == ["TYP01"]


def test_a_file_that_lacks_is_told(tmp_path: Path) -> None:
    """And the name of another file is not the text (STR18)."""
    lacking = write(tmp_path, SEANCE.replace("seance.md", "autre.md"))
    assert [f.code for f in lacking.findings] == ["STR06"]
    other = write(tmp_path, SEANCE.replace("debats/seance.md", "debats.docx"))
    assert [f.code for f in other.findings] == ["STR18"]


@pytest.mark.parametrize(
    ("seance", "said"),
    [
        ("heure: 18:30\ncloture: 17:40\n", "la clôture (17:40) doit venir après"),
        ("heure: 9 h\ncloture: 8 h 59\n", "après l'ouverture (9 h)"),
        ("cloture: 25 h\n", "une heure est attendue, « 25 h » est donné"),
        ("suspensions: [{de: 20 h, a: 20 h}]\n", "la reprise (20 h) doit venir"),
        (
            "suspensions: [{de: 21 h, a: 21 h 10}, {de: 20 h, a: 20 h 10}]\n",
            "la suspension (20 h) doit venir après la reprise (21 h 10)",
        ),
        ("suspensions: [{de: 17 h, a: 19 h}]\nheure: 18 h\n", "après l'ouverture"),
        (
            "arrete_le: 2000-01-01\n",
            "serait arrêté le 1er janvier 2000, avant la séance",
        ),
    ],
)
def test_hours_follow_one_another(tmp_path: Path, seance: str, said: str) -> None:
    """What cannot be is told at the later of the two."""
    (found,) = write(tmp_path, seance).findings
    assert found.code == "STR03"
    assert said in found.message


@pytest.mark.parametrize(
    "seance",
    [
        "heure: 18:30\ncloture: 0:45\n",
        "heure: dix-huit heures\ncloture: 17 h\n",
        "heure: 9 h\ncloture: 18 heures 05\nsuspensions: [{de: 12 h, a: 14 h}]\n",
        "suspensions: [{de: 23 h 50, a: 0 h 10}, {de: 2 h, a: 2 h 30}]\n",
    ],
)
def test_lawful_hours_are_admitted(tmp_path: Path, seance: str) -> None:
    """After midnight, without an opening hour, with one in words."""
    assert write(tmp_path, seance).findings == []


def test_a_sitting_of_several_days_rests_at_night(tmp_path: Path) -> None:
    """Its hours are those of days that are not said."""
    actes = ACTES.replace("  - numero", "  - date: 2023-12-19\n    numero")
    actes = actes.replace("  - titre", "  - date: 2023-12-20\n    titre")
    seance = "heure: 14 h\ncloture: 11 h\nsuspensions: [{de: 20 h, a: 9 h}]\n"
    path = tmp_path / "seance.yaml"
    write(tmp_path, seance, actes)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("date: 2023-12-19\nconv", "dates: [2023-12-19, 2023-12-20]\nconv"),
        encoding="utf-8",
    )
    assert check_session(path).findings == []
