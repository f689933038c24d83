"""Mandates that end or begin during a sitting: who counts, at which act."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from delib_gen.checking import Checked, check_session
from delib_gen.model.build import count_en_exercice

NOMS = ("ALISIER", "BOULEAU", "CORMIER", "DRAGONNIER", "ERABLE", "FRENE", "GENEVRIER")
NOUVEAU = "HETRE"
JOUR, LENDEMAIN, VEILLE = "2026-06-15", "2026-06-16", "2026-06-14"
SUCCESSION = [
    {"membre": "GENEVRIER", "cesse": "2026-01-002"},
    {"membre": NOUVEAU, "installe": "2026-01-002"},
]


def sit(
    folder: Path,
    *,
    presents: tuple[str, ...] = NOMS,
    absents: tuple[str, ...] = (),
    mouvements: list[dict[str, str]] | None = None,
    fin: str | None = LENDEMAIN,
    debut: str = JOUR,
    seance: dict[str, Any] | None = None,
    actes: int = 3,
) -> Checked:
    """Check a sitting of seven members, of whom one is replaced that day."""

    def member(nom: str, mandat: dict[str, str], *fonctions: str) -> dict[str, Any]:
        return {
            "civilite": "Mme",
            "prenom": "Dominique",
            "nom": nom,
            "mandats": [{"organe": "conseil-municipal", **mandat}],
            "fonctions": [{"fonction": f} for f in fonctions],
        }

    ends = {"jusque": fin} if fin else {}
    autorite = {
        "base": "commune",
        "code": "essai",
        "organes": {
            "conseil-municipal": {
                "regles": {
                    "effectif": [{"valeur": "7", "article": "X", "confiance": "100"}]
                }
            }
        },
        "membres": [
            member(NOMS[0], {}, "maire"),
            *(member(nom, {}) for nom in NOMS[1:6]),
            member(NOMS[6], ends),
            member(NOUVEAU, {"depuis": debut}),
        ],
        "droit": {"X": {"intitule": "x", "objet": "x", "lu": "inventé"}},
    }
    session = {
        "collectivite": "autorite.yaml",
        "organe": "conseil-municipal",
        "date": JOUR,
        "president": NOMS[0],
        "secretaires": [NOMS[1]],
        "presents": list(presents),
        "absents": list(absents),
        "mouvements": SUCCESSION if mouvements is None else mouvements,
        **(seance or {}),
        "actes": [
            {
                "numero": f"2026-01-{rank:03}",
                "titre": "Essai",
                "visas": [{"ref": "cgct"}],
                "vote": "unanimite",
                "articles": [
                    "APPROUVE le projet.",
                    {"ref": "publication-electronique"},
                ],
            }
            for rank in range(1, actes + 1)
        ],
    }
    for name, data in (("autorite.yaml", autorite), ("seance.yaml", session)):
        (folder / name).write_text(json.dumps(data), encoding="utf-8")
    return check_session(folder / "seance.yaml")


def list_codes(checked: Checked) -> list[str]:
    return [f"{f.code} {f.severity.value[0].upper()}" for f in checked.findings]


def count(checked: Checked) -> list[tuple[int, int, int]]:
    """In office, base and present, act by act."""
    assert checked.situation is not None
    return [
        (
            count_en_exercice(checked.situation, acte.jour, acte.etat),
            acte.quorum.base,
            acte.quorum.presents,
        )
        for acte in checked.situation.actes
    ]


@pytest.mark.parametrize("fin", [LENDEMAIN, JOUR, None])
def test_the_one_sits_until_the_act_and_the_other_from_it(
    fin: str | None, tmp_path: Path
):
    """Whether the register already has the day as the first without a mandate."""
    checked = sit(tmp_path, fin=fin)

    assert list_codes(checked) == []
    assert count(checked) == [(7, 7, 7)] * 3
    assert checked.situation is not None
    there = [
        {"GENEVRIER", NOUVEAU} & {elu.nom for elu in acte.presence.presents}
        for acte in checked.situation.actes
    ]
    assert there == [{"GENEVRIER"}, {NOUVEAU}, {NOUVEAU}]


def test_without_a_word_the_register_has_one_too_many(tmp_path: Path):
    checked = sit(tmp_path, absents=(NOUVEAU,), mouvements=[])

    assert list_codes(checked) == ["PRE20 E"]
    assert "`{membre: …, cesse: …}`" in checked.findings[0].hint


def test_one_too_many_does_not_make_the_quorum_lack_too(tmp_path: Path):
    """Four are there: enough of seven, not of eight. Three are enough of neither."""
    for presents, codes in (
        (NOMS[:4], ["PRE20 E"]),
        (NOMS[:3], ["PRE20 E", *["PRE01 E"] * 3]),
    ):
        checked = sit(
            tmp_path,
            presents=presents,
            absents=(*NOMS[len(presents) :], NOUVEAU),
            mouvements=[],
        )

        assert list_codes(checked) == codes


def test_a_seat_that_nobody_takes_leaves_the_base(tmp_path: Path):
    """Four of seven are there, then four of six: four are required of both."""
    checked = sit(
        tmp_path,
        presents=(*NOMS[:3], "GENEVRIER"),
        absents=NOMS[3:6],
        mouvements=[
            {"membre": "GENEVRIER", "cesse": "2026-01-002"},
            {"membre": NOUVEAU, "installe": "2026-01-003"},
        ],
    )

    assert count(checked) == [(7, 7, 4), (6, 6, 3), (7, 7, 4)]
    (finding,) = checked.findings
    assert (finding.code, finding.acte) == ("PRE01", "2026-01-002")
    assert "4 requis, soit plus de la moitié des 6 membres" in finding.message


@pytest.mark.parametrize(
    ("seance", "present", "represente"),
    [
        ({}, True, False),
        ({"absents": [NOUVEAU]}, False, False),
        ({"excuses": [NOUVEAU]}, False, False),
        ({"pouvoirs": {NOUVEAU: "BOULEAU"}}, False, True),
    ],
)
def test_the_sheet_says_whether_who_takes_office_is_there(
    seance: dict[str, Any], present: bool, represente: bool, tmp_path: Path
):
    checked = sit(tmp_path, seance=seance)

    assert list_codes(checked) == []
    assert checked.situation is not None
    first, second, _ = (acte.presence for acte in checked.situation.actes)
    everywhere = (*first.presents, *first.representes, *first.absents, *first.excuses)
    assert NOUVEAU not in {elu.nom for elu in everywhere}
    assert (NOUVEAU in {e.nom for e in second.presents}) == present
    assert (NOUVEAU in {e.nom for e in second.representes}) == represente


def test_powers_end_with_the_mandate_of_who_gave_or_holds_them(tmp_path: Path):
    checked = sit(
        tmp_path,
        presents=NOMS[:5],
        seance={"pouvoirs": {"GENEVRIER": "BOULEAU", "FRENE": "CORMIER"}},
        mouvements=[
            *SUCCESSION,
            {"membre": "CORMIER", "cesse": "2026-01-003"},
        ],
    )

    assert list_codes(checked) == ["PRE05 A"]
    assert "cesse ses fonctions" in checked.findings[0].message
    assert checked.situation is not None
    given = [
        {e.nom for e in acte.presence.representes} for acte in checked.situation.actes
    ]
    assert given == [{"GENEVRIER", "FRENE"}, {"FRENE"}, set()]


@pytest.mark.parametrize(
    ("mouvements", "told"),
    [
        ([*SUCCESSION, {"membre": "GENEVRIER", "cesse": "2026-01-003"}], "en cours"),
        ([*SUCCESSION, {"membre": "BOULEAU", "installe": "2026-01-002"}], "déjà un"),
        (
            [*SUCCESSION, {"membre": "GENEVRIER", "quitte": "2026-01-003"}],
            "quitte la séance",
        ),
        ([{**SUCCESSION[0], "cesse": "2026-01-009"}, SUCCESSION[1]], "aucun acte"),
    ],
)
def test_a_mandate_that_cannot_end_or_begin_so_is_told(
    mouvements: list[dict[str, str]], told: str, tmp_path: Path
):
    checked = sit(tmp_path, mouvements=mouvements)

    assert any(f.code == "PRE12" and told in f.message for f in checked.findings), (
        checked.findings
    )


def test_who_is_out_of_office_has_no_vote(tmp_path: Path):
    checked = sit(tmp_path)
    path = tmp_path / "seance.yaml"
    session = json.loads(path.read_text(encoding="utf-8"))
    session["actes"][0]["vote"] = {"contre": [NOUVEAU]}
    session["actes"][2]["vote"] = {"contre": ["GENEVRIER"]}
    path.write_text(json.dumps(session), encoding="utf-8")

    checked = check_session(path)
    assert list_codes(checked) == ["VOT01 E", "VOT01 E"]
    assert all("n'est pas en fonction" in f.message for f in checked.findings)
