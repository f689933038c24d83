"""A key or a word mistyped, anywhere in the session: the nearest one is proposed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli_helpers import spread_session, write_session
from delib_gen.checking import check_session

KEYS = {
    # Where it is typed, in YAML: the mistyped key, the one that is meant.
    "a movement": (
        "mouvements: [{membre: VANNI, quite: 23/187 CP}]",
        "quite",
        "quitte",
    ),
    "a second roll-call": (
        "appels: [{des: 23/187 CP, presnts: [VANNI]}]",
        "presnts",
        "presents",
    ),
    "powers of a second roll-call": (
        "appels: [{des: 23/187 CP, presents: [VANNI], pouvoir: {A: B}}]",
        "pouvoir",
        "pouvoirs",
    ),
    "a secretary": ("secretaires: [{menbre: VANNI}]", "menbre", "membre"),
    "a tolerance": ("tolerances: [{regle: PRE06, motiff: x}]", "motiff", "motif"),
    "an election": (
        "election: {poste: x, tour: [{candidats: {X: 1}}], elus: [X]}",
        "tour",
        "tours",
    ),
    "a round": (
        "election: {poste: x, tours: [{candidats: {X: 1}, blanc: 1}], elus: [X]}",
        "blanc",
        "blancs",
    ),
    "figures": ("vote: {decompte: {pour: 15, contr: 0}}", "contr", "contre"),
    "a part": ("vote: {parties: [{objet: x, contr: [VANNI]}]}", "contr", "contre"),
    "figures of a part": (
        "vote: {parties: [{objet: x, decompte: {contr: 0}}]}",
        "contr",
        "contre",
    ),
    "a member who steps aside": (
        "deports: [{membre: TIBERI, motif: L1111-6, sor: oui}]",
        "sor",
        "sort",
    ),
    "a rapport": ("rapport: {numero: 1, corp: x}", "corp", "corps"),
    "an annexe": ("annexes: [{titre: x, fichiers: x.md}]", "fichiers", "fichier"),
}  # fmt: skip
WORDS = {
    "stage": ("stade: seence", "seence", "seance"),
    "nature": ("nature: resolutions", "resolutions", "resolution"),
    "status": ("statut: retiré", "retiré", "retire"),
    "vote": ("vote: unanimité", "unanimité", "unanimite"),
    "ballot": ("vote: {scrutin: secrets, contre: [VANNI]}", "secrets", "secret"),
    "outcome": ("vote: {issue: adopté, contre: [VANNI]}", "adopté", "adopte"),
    "outcome of a part": (
        "vote: {parties: [{objet: x, issue: rejetée}]}",
        "rejetée",
        "rejete",
    ),
    "ground": ("deports: [{membre: TIBERI, motif: L1111-5}]", "L1111-5", "L1111-6"),
    "destination": (
        "annexes: [{titre: x, fichier: x.md, de: raport}]",
        "raport",
        "rapport",
    ),
    "requests": (
        "rapport: {numero: 1, corps: x, conclusions: autos}",
        "autos",
        "auto",
    ),
    "rules": ("regime: nominations", "nominations", "nomination"),
}
OF_THE_SITTING = ("mouvements", "appels", "secretaires", "tolerances", "stade")
OF_THE_RESULT = ("vote", "election", "statut")


def find_hint(folder: Path, line: str, code: str, wrong: str) -> str:
    """What the finding about a wrong word proposes."""
    key = line.split(":")[0]
    text = spread_session() if key in OF_THE_SITTING else spread_session(line)
    if key in OF_THE_SITTING:
        text = f"{line}\n{text}"
    if key in OF_THE_RESULT:
        text = text.replace("    vote: unanimite\n", "")
    (folder / "x.md").write_text("Un essai.\n", encoding="utf-8")
    findings = check_session(write_session(folder, text)).findings
    (hint,) = {f.hint for f in findings if f.code == code and wrong in f.message}
    return hint


@pytest.mark.parametrize("place", KEYS)
def test_the_nearest_key_is_proposed(place: str, tmp_path: Path) -> None:
    line, wrong, meant = KEYS[place]

    found = find_hint(tmp_path, line, "STR01", f"`{wrong}`")

    assert found == f"vouliez-vous écrire `{meant}` ?"


@pytest.mark.parametrize("place", WORDS)
def test_the_nearest_word_is_proposed(place: str, tmp_path: Path) -> None:
    line, wrong, meant = WORDS[place]

    found = find_hint(tmp_path, line, "STR03", f"« {wrong} »")

    assert found == f"vouliez-vous écrire `{meant}` ?"


def test_a_key_like_no_other_has_all_of_them_listed(tmp_path: Path) -> None:
    """Of a part too, whose class is known only once it is built."""
    line = "vote: {parties: [{objet: x, zzz: [VANNI]}]}"

    found = find_hint(tmp_path, line, "STR01", "`zzz`")

    assert found.startswith("clés admises ici : `pour`, `contre`")
    assert found.endswith("`objet`, `articles`")
