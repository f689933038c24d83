"""What is said of a file that is typed wrong: the way to write it is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from delib_gen.checking import check_session
from message_helpers import EIGHT, case, elect, write

FILE = {
    "a number for names": case(
        "STR03",
        "ici des noms ; un nombre se met sous `decompte: {contre: 3}`",
        vote="{contre: 3}",
    ),
    "a name without brackets": case(
        "STR03", "`[BOIS, FAON]`", seance="absents: BOIS, FAON"
    ),
    "a block for a list of movements": case(
        "STR03",
        "commencez par un tiret : `- {membre: …, quitte: …}`",
        seance="mouvements: {membre: IF, quitte: 2023-01 C}",
    ),
    "a block for a list of roll-calls": case(
        "STR03",
        "commencez par un tiret : `- {des: …, presents: […]}`",
        seance="appels: {des: 2023-01 C, presents: [IF]}",
    ),
    "a block for a list of parts": case(
        "STR03",
        "commencez par un tiret : `- {objet: …, contre: […]}`",
        vote="{parties: {objet: A}}",
    ),
    "a block for a list of rounds": case(
        "STR03",
        "commencez par un tiret : `- {candidats: …}`",
        **elect("{candidats: {IF: 9}}", "[IF]"),
    ),
    "a name for a block": case(
        "STR03", "`{membre: IF, motif: …}`", deports="[IF]"
    ),
    "an outcome for a vote": case(
        "STR03",
        "nommez ceux qui ont voté contre ou se sont abstenus : `vote: {contre: […]}`",
        vote="adopté",
    ),
    "a majority for a vote": case(
        "STR03", "nommez ceux qui ont voté contre", vote="majorite"
    ),
    "a part as a mere text": case(
        "STR03",
        "`{objet: Les principes, contre: […]}`",
        vote="{parties: [Les principes]}",
    ),
    "a ligature": case("STR03", "vouliez-vous écrire `voeu` ?", nature="vœu"),
    "an authority with a capital": case(
        "STR03", "vouliez-vous écrire `corse` ?", seance="collectivite: Corse"
    ),
    "an authority that is none": case(
        "STR03",
        "« Bretagne » n'est pas une collectivité livrée",
        seance="collectivite: Bretagne",
    ),
    "a chair between brackets": case(
        "STR03", "`president: AMBRE`", seance="president: [AMBRE]"
    ),
    "names for a vote": case("STR03", "`{contre: […], abstention: […]}`", vote="[IF]"),
    "a key of the vote beside it": case(
        "STR01", "`scrutin` se met sous `vote:`", scrutin="public"
    ),
    "a key of the vote in the sitting": case(
        "STR01", "`vote` se met dans un acte, sous `actes:`", seance="vote: unanimite"
    ),
    "a leaver": case(
        "STR01",
        "vouliez-vous écrire `quitte` ?",
        seance="mouvements: [{membre: IF, part: 2023-01 C}]",
    ),
    "a departure": case(
        "STR01",
        "vouliez-vous écrire `quitte` ?",
        seance="mouvements: [{membre: IF, depart: 2023-01 C}]",
    ),
    "an arrival": case(
        "STR01",
        "vouliez-vous écrire `arrive` ?",
        seance=f"presents: {EIGHT}\nabsents: [IF]\n"
        "mouvements: [{membre: IF, arrivee: 2023-01 C}]",
    ),
    "a power without a space": case(
        "STR03",
        "une espace manque après les deux-points : `IF: BOIS`",
        seance=f"presents: {EIGHT}\npouvoirs: IF:BOIS",
    ),
    "a power without a space, in braces": case(
        "STR03",
        "une espace manque après les deux-points : `IF: BOIS`",
        seance=f"presents: {EIGHT}\npouvoirs: {{IF:BOIS}}",
    ),
    "nobody elected": case(
        "STR02",
        "nommez au moins une personne : `elus: […]`",
        **elect("[{candidats: {IF: 9}}]", "[]"),
    ),
    "a key that the sitting lacks": case(
        "STR02",
        "ajoutez `president:` dans la séance, sans retrait",
        seance="president: ",
    ),
    "a key that an act lacks": case(
        "STR02", "ajoutez `titre:` dans l'acte", titre=""
    ),
    "a key that a block lacks": case(
        "STR02", "ajoutez `motif:` sous `deports:`", deports="[{membre: IF}]"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILE)
def test_a_finding_of_the_file_shows_the_way(name: str, tmp_path: Path):
    """One mistake, one finding."""
    one = FILE[name]
    found = check_session(write(tmp_path, one)).findings

    (said,) = [f"{f.message} – {f.hint}" for f in found if f.code == one.code]

    for words in one.words:
        assert words in said
    assert {f.code for f in found if f.code.startswith("STR")} == {one.code}


def test_days_without_brackets_are_one_mistake(tmp_path: Path):
    one = case("STR03", seance="date: \ndates: 2023-12-19, 2023-12-20")

    found = check_session(write(tmp_path, one)).findings

    assert [f.code for f in found if f.code.startswith("STR")] == ["STR03"]
    assert "`[2023-12-19, 2023-12-20]`" in found[0].hint


@pytest.mark.parametrize(
    "line", ["organe:conseil", "pouvoirs:\n  IF:BOIS\n  FAON: BOIS"]
)
def test_a_colon_without_its_space_is_shown(line: str, tmp_path: Path):
    path = tmp_path / "seance.yaml"
    path.write_text(f"{line}\ndate: 2023-12-19\n", encoding="utf-8")

    (finding,) = check_session(path).findings

    assert finding.code == "STR05"
    assert "une espace manque après les deux-points" in finding.hint


def test_no_finding_of_the_cases_speaks_of_a_block_or_counts_badly():
    """Over all the sessions that break a rule."""
    bad = re.compile(r"dans ce bloc|\b(?:[01]) \w+s (?:présents|exprimés|blancs)\b")
    for path in sorted((Path(__file__).parent / "cas").glob("*/ko-*.yaml")):
        for finding in check_session(path).findings:
            assert not bad.search(f"{finding.message} {finding.hint}"), finding
