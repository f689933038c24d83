"""An act that has an `id`: called by it until it has a number, and after."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli_helpers import call, spread_session, standing_in, write_session
from delib_gen.checking import check_session

FAST = ("--format", "html", "--only", "deliberation")
OUT = Path("out/2023-12-19-cp")
ID = "budget-2026"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder to work in."""
    with standing_in(tmp_path):
        yield tmp_path


def act(head: str, titre: str) -> str:
    """One more act below those of a session."""
    text = spread_session(titre=titre).split("actes:\n")[1]
    return text.replace("numero: 23/187 CP", head)


def sitting(*heads: str, more: str = "") -> str:
    """A session of acts that begin with some keys."""
    head = spread_session().split("actes:\n")[0]
    titles = (f"{{fr: EXEMPLE {n}, co: PROVA {n}}}" for n in range(1, len(heads) + 1))
    acts = [act(keys, titre) for keys, titre in zip(heads, titles, strict=True)]
    return f"{head}{more}actes:\n{''.join(acts)}"


def read_page(folder: str) -> str:
    return (OUT / folder / "deliberation.fr.html").read_text("utf-8")


def read_manifest() -> dict[str, list[dict[str, str]]]:
    data: dict[str, list[dict[str, str]]] = json.loads(
        (OUT / "manifest.json").read_text("utf-8")
    )
    return data


# --- what is made of it


def test_documents_of_an_act_without_number_are_marked(folder: Path) -> None:
    write_session(folder, sitting("numero: 23/186 CP", f"id: {ID}"))

    result = call("render", "seance.yaml", *FAST, "--diagnostics", "line")

    assert result.status == 0, result.err
    assert "ACT16" in result.err
    assert sorted(p.name for p in OUT.iterdir()) == ["23-186-CP", ID, "manifest.json"]
    assert "PROVISOIRE – acte sans numéro" in read_page(ID)
    assert "<title>PROVISOIRE – " in read_page(ID)
    assert "PROVISOIRE" not in read_page("23-186-CP")


@pytest.mark.parametrize("papier", ["liste", "pv", "ordre-du-jour"])
def test_papers_that_tell_what_was_decided_are_marked(
    folder: Path, papier: str
) -> None:
    """Not an agenda, nor where the act has its number."""
    write_session(folder, sitting(f"id: {ID}"))
    write_session(folder, sitting("numero: 23/186 CP"), "nu.yaml")

    for session, numbered in (("seance.yaml", False), ("nu.yaml", True)):
        made = call("render", session, "--format", "html", "--only", papier)
        assert made.status == 0, made.err
        page = (OUT / f"seance/{papier}.fr.html").read_text("utf-8")
        marked = papier != "ordre-du-jour" and not numbered
        assert ("PROVISOIRE – acte sans numéro" in page) is marked
        assert ("<title>PROVISOIRE – " in page) is marked


def test_both_languages_and_a_dossier_are_marked(folder: Path) -> None:
    write_session(folder, sitting(f"id: {ID}"))

    made = call("render", "seance.yaml", "--format", "pdf,docx,html", "--lang", "fr+co")

    assert made.status == 0, made.err
    text = (OUT / ID / "dossier.fr+co.html").read_text("utf-8")
    assert "PROVISOIRE – acte sans numéro" in text


def test_draft_keeps_the_mark_of_drafts(folder: Path) -> None:
    write_session(folder, sitting(f"id: {ID}", more="stade: projet\n"))

    assert call("render", "seance.yaml", *FAST).status == 0
    assert "PROJET – texte non délibéré" in read_page(ID)
    assert "PROVISOIRE" not in read_page(ID)


def test_signed_act_without_number_is_refused(folder: Path) -> None:
    write_session(folder, sitting(f"id: {ID}", more="signe_le: 2023-12-20\n"))

    result = call("render", "seance.yaml", *FAST, "--diagnostics", "json")

    assert result.status == 1
    assert not OUT.exists()
    (found,) = (f for f in result.findings if f["code"] == "ACT16")
    assert found["severity"] == "erreur"
    assert "delib-gen numeroter" in found["hint"]
    assert found["acte"] == ID


def test_act_with_neither_is_told_kindly(folder: Path) -> None:
    path = write_session(folder, sitting("matiere: '7.5'"))

    (found,) = check_session(path).findings

    assert found.code == "STR02"
    assert "ni `numero` ni `id`" in found.message
    assert "`id:` et un mot court" in found.hint


@pytest.mark.parametrize("word", ["1er", "bud get", "été", "a/b", "..", "a" * 41])
def test_id_is_a_short_word(word: str, folder: Path) -> None:
    path = write_session(folder, sitting(f'id: "{word}"'))

    found = [f for f in check_session(path).findings if f.code == "STR03"]

    assert len(found) == 1
    assert "budget-2026" in found[0].hint
    assert found[0].span is not None
    assert found[0].span.column == 9


# --- what calls it by that word


@pytest.mark.parametrize("key", ["id: budget", "id: budget\n    numero: 23/187 CP"])
def test_movement_names_an_act_by_its_id(key: str, folder: Path) -> None:
    moves = "mouvements: [{membre: TIBERI, quitte: budget}]\n"
    head = "numero: 23/186 CP"
    path = write_session(folder, sitting(head, key, more=moves))

    checked = check_session(path)

    assert [f.code for f in checked.findings if f.code != "ACT16"] == []
    assert checked.situation is not None
    first, second = (len(a.presence.presents) for a in checked.situation.actes)
    assert (first, second) == (9, 8)


def test_movement_at_a_word_that_no_act_has_is_told(folder: Path) -> None:
    moves = "mouvements: [{membre: TIBERI, quitte: bugdet}]\n"
    path = write_session(folder, sitting("id: budget", more=moves))

    found = [f for f in check_session(path).findings if f.code == "PRE12"]

    assert [f.hint for f in found] == ["vouliez-vous écrire `budget` ?"]


def test_an_id_that_two_acts_have_is_listed_once(folder: Path) -> None:
    moves = "mouvements: [{membre: TIBERI, quitte: autre}]\n"
    twice = ("id: budget", "id: budget", "id: voirie")
    path = write_session(folder, sitting(*twice, more=moves))

    found = [f for f in check_session(path).findings if f.code == "PRE12"]

    assert [f.hint for f in found] == ["valeurs admises : `budget`, `voirie`"]


def test_roll_call_and_tolerance_name_an_act_by_its_id(folder: Path) -> None:
    here = "[ARRIGHI, BENEDETTI, BIANCUCCI, COLONNA, COMBETTE, LUCIANI, MONDOLONI]"
    more = (
        f"appels: [{{des: budget, presents: {here}}}]\n"
        "tolerances: [{regle: ACT16, motif: à venir, sur: budget}]\n"
    )
    path = write_session(folder, sitting("numero: 23/186 CP", "id: budget", more=more))

    checked = check_session(path)

    assert checked.situation is not None
    assert len(checked.situation.actes[1].presence.presents) == 7
    (told,) = (f for f in checked.findings if f.code == "ACT16")
    assert told.tolere == "à venir"
    assert not [f for f in checked.findings if f.code == "STR11"]


@pytest.mark.parametrize("word", ["budget", "23/187 CP"])
def test_tolerance_by_id_holds_once_the_act_has_its_number(
    word: str, folder: Path
) -> None:
    """A finding names the act by its number; either word lifts it."""
    more = f"tolerances: [{{regle: ACT06, motif: voulu, sur: {word}}}]\n"
    text = sitting("numero: 23/187 CP\n    id: budget", more=more)
    text = text.replace(", {ref: publication-electronique}", "")

    found = check_session(write_session(folder, text)).findings

    assert [(f.code, f.acte, f.tolere) for f in found] == [
        ("ACT06", "23/187 CP", "voulu")
    ]


@pytest.mark.parametrize("word", ["budget", "23/187 CP"])
def test_acte_option_takes_either_word(word: str, folder: Path) -> None:
    both = "numero: 23/187 CP\n    id: budget"
    write_session(folder, sitting("numero: 23/186 CP", both))

    result = call("render", "seance.yaml", *FAST, "--acte", word)

    assert result.status == 0, result.err
    assert sorted(p.name for p in OUT.iterdir()) == ["23-187-CP", "manifest.json"]


# --- once it has its number


@pytest.mark.parametrize("only", [(), ("--acte", "23/187 CP")])
def test_number_takes_the_place_of_the_word(
    only: tuple[str, ...], folder: Path
) -> None:
    """What was provisional goes, with one act rendered too; another act's stays."""
    write_session(folder, sitting("numero: 23/186 CP", "id: budget"))
    assert call("render", "seance.yaml", *FAST).status == 0
    both = "id: budget\n    numero: 23/187 CP"
    write_session(folder, sitting("numero: 23/186 CP", both))

    result = call("render", "seance.yaml", *FAST, *only)

    assert result.status == 0, result.err
    names = ["23-186-CP", "23-187-CP", "manifest.json"]
    assert sorted(p.name for p in OUT.iterdir()) == names
    assert "PROVISOIRE" not in read_page("23-187-CP")
    assert {f["acte"] for f in read_manifest()["fichiers"]} == {
        "23/186 CP",
        "23/187 CP",
    }


def test_manifest_has_both_words(folder: Path) -> None:
    write_session(folder, sitting("numero: 23/186 CP", "id: budget"))
    assert call("render", "seance.yaml", *FAST).status == 0

    first, second = read_manifest()["actes"]

    assert "id" not in first
    assert (second["id"], second["numero"]) == ("budget", "")
