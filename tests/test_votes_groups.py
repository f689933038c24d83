"""Votes typed by group: counted and printed as if each name had been typed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from delib_gen.checking import check_session
from delib_gen.model.situation import ActeEnSeance

CAS = Path(__file__).parent / "cas"
HEAD = (CAS / "VOT20" / "ok-un-groupe.yaml").read_text("utf-8")
TYPED = "{contre: {groupes: [Demain], sauf: FAON}, abstention: [FAON]}"


def hold(folder: Path, vote: str, **changes: str) -> ActeEnSeance:
    """An act of nine members, three of them of a group, with a vote."""
    text = HEAD.replace(TYPED, vote)
    text = text.replace("../..", str(CAS.parent))
    for key, value in changes.items():
        text = re.sub(f"(?m)^{key}:.*$", f"{key}: {value}", text)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "seance.yaml").write_text(text, "utf-8")
    checked = check_session(folder / "seance.yaml")
    assert checked.situation is not None, checked.findings
    assert not [f for f in checked.findings if f.severity.value == "erreur"]
    return checked.situation.actes[0]


def tell(acte: ActeEnSeance) -> dict[str, list[str]]:
    decompte: Any = acte.decompte
    lists = ("pour", "contre", "abstention", "non_participation")
    told = {key: [elu.nom for elu in getattr(decompte, key)] for key in lists}
    return {key: names for key, names in told.items() if names}


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("{contre: {groupes: [Demain]}}", "{contre: [ÉRABLE, FAON, GENÊT]}"),
        ("{contre: {groupes: demain}}", "{contre: [ÉRABLE, FAON, GENÊT]}"),
        (
            "{contre: {groupes: [Demain], membres: [IF]}}",
            "{contre: [ÉRABLE, FAON, GENÊT, IF]}",
        ),
        (TYPED, "{contre: [ÉRABLE, GENÊT], abstention: [FAON]}"),
        (
            "{pour: {groupes: [Ensemble, Demain], membres: [IF]}}",
            "{pour: [AMBRE, BOIS, CHÊNE, DUVAL, ÉRABLE, FAON, GENÊT, IF]}",
        ),
        (
            "{non_participation: {groupes: [Demain]}}",
            "{non_participation: [ÉRABLE, FAON, GENÊT]}",
        ),
        (
            "{parties: [{objet: Un, contre: {groupes: [Demain]}}]}",
            "{parties: [{objet: Un, contre: [ÉRABLE, FAON, GENÊT]}]}",
        ),
    ],
)
def test_a_group_counts_as_its_names(group: str, names: str, tmp_path: Path) -> None:
    by_group, by_name = hold(tmp_path / "a", group), hold(tmp_path / "b", names)
    told = [[tell_one(s) for s in acte.scrutins] for acte in (by_group, by_name)]
    assert told[0] == told[1]


def tell_one(scrutin: Any) -> list[Any]:
    lists = (scrutin.decompte.contre, scrutin.decompte.abstention)
    out = scrutin.decompte.non_participation
    return [
        [elu.nom for elu in names] for names in (*lists, out, scrutin.decompte.pour)
    ]


def test_who_is_away_does_not_vote_with_the_group(tmp_path: Path) -> None:
    acte = hold(
        tmp_path,
        "{contre: {groupes: [Demain]}}",
        absents="[HÊTRE, GENÊT]",
        pouvoirs="{}",
    )
    assert tell(acte)["contre"] == ["ÉRABLE", "FAON"]


def test_who_steps_aside_does_not_vote_with_the_group(tmp_path: Path) -> None:
    aside = "deports: [{membre: ÉRABLE, motif: interet-personnel}]"
    told = tell(hold(tmp_path, f"{{contre: {{groupes: [Demain]}}}}\n    {aside}"))
    assert told["contre"] == ["FAON", "GENÊT"]
    assert told["non_participation"] == ["ÉRABLE"]


def test_a_power_follows_its_holder(tmp_path: Path) -> None:
    """The holder's group decides, not the giver's."""
    acte = hold(
        tmp_path,
        "{contre: {groupes: [Demain]}}",
        pouvoirs="{GENÊT: BOIS, HÊTRE: FAON}",
        absents="[]",
    )
    assert tell(acte)["contre"] == ["ÉRABLE", "FAON", "HÊTRE"]
    assert "GENÊT" in tell(acte)["pour"]


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("VOT20/ko-groupe-mal-tape", "vouliez-vous écrire `Demain` ?"),
        ("VOT02/ko-par-son-groupe", "ajoutez après `groupes` `sauf: [FAON]`"),
    ],
)
def test_what_to_change_is_said(case: str, said: str) -> None:
    (finding,) = check_session(CAS / f"{case}.yaml").findings
    assert said in finding.hint
    assert finding.span is not None
    assert finding.span.line == len(HEAD.split("vote:")[0].splitlines()) + 1


@pytest.mark.parametrize(
    ("vote", "path", "said"),
    [
        ("{contre: {group: [Demain]}}", "group", "vouliez-vous écrire `groupes` ?"),
        ("{groupes: [Demain]}", "groupes", "écrivez `contre: {groupes: […]}`"),
        ("{contre: {sauf: [FAON]}}", "groupes", "ajoutez `groupes:` sous `contre:`"),
        (
            "{contre: [{groupes: [Demain]}, IF]}",
            "contre",
            "écrivez `contre: {groupes: […], membres: […]}`, sans tirets",
        ),
        (
            "{contre: [demain]}",
            0,
            "c'est un groupe : écrivez `contre: {groupes: [demain]}`",
        ),
        ("{contre: [DEMIN]}", 0, "corrigez le nom, ou ajoutez cette personne"),
    ],
)
def test_a_block_that_is_none_is_told(
    vote: str, path: str | int, said: str, tmp_path: Path
) -> None:
    text = HEAD.replace(TYPED, vote).replace("../..", str(CAS.parent))
    (tmp_path / "seance.yaml").write_text(text, "utf-8")
    found = check_session(tmp_path / "seance.yaml").findings
    assert [f.path[-1] for f in found] == [path], found
    assert said in found[0].hint
