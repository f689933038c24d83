"""An organ that is like another: what it takes, what it does not, what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from delib_gen.load.reference import LoadedAutorite, load_autorite

NOMS = {
    name: name
    for name in (
        *("titre", "sujet", "capitales", "couverture"),
        *("reunion", "convoque", "reunie", "saisine"),
    )
}
EFFECTIF = [{"valeur": "11", "article": "INVENTE", "confiance": "100"}]


def load(folder: Path, organes: dict[str, Any]) -> LoadedAutorite:
    """A file over the commune, with organs of its own."""
    council = {"regles": {"effectif": [{**EFFECTIF[0], "valeur": "27"}]}}
    data = {
        "base": "commune",
        "code": "essai",
        "organes": {"conseil-municipal": council, **organes},
        "droit": {"INVENTE": {"intitule": "x", "objet": "x", "lu": "inventé"}},
    }
    (folder / "autorite.yaml").write_text(json.dumps(data), encoding="utf-8")
    return load_autorite("autorite.yaml", folder, None)


def like(other: str, **more: Any) -> dict[str, Any]:
    return {"comme": other, "noms": {"fr": NOMS}, **more}


def test_it_takes_rules_offices_and_numbers_but_neither_names_nor_size(tmp_path: Path):
    own = like("conseil-municipal", regles={"effectif": EFFECTIF})
    loaded = load(tmp_path, {"bureau": own, "comite": {**own, "comme": "bureau"}})

    assert not loaded.findings
    assert loaded.autorite is not None
    council = loaded.autorite.organes["conseil-municipal"]
    for code in ("bureau", "comite"):
        organe = loaded.autorite.organes[code]
        assert organe.noms["fr"].sujet == "sujet"
        assert organe.sigle is None
        assert organe.numeros == council.numeros
        assert organe.presidence == council.presidence
        assert [r.valeur for r in organe.regles.effectif] == [11]
        rest = {"effectif"}
        assert organe.regles.model_dump(exclude=rest) == council.regles.model_dump(
            exclude=rest
        )


def test_a_rule_of_its_own_takes_the_place_of_the_other_s(tmp_path: Path):
    quorum = [{"au_moins": "2/3", "pouvoirs_comptes": "oui", "article": "INVENTE"}]
    quorum[0]["confiance"] = "100"
    rules = {"effectif": EFFECTIF, "quorum": quorum}
    loaded = load(tmp_path, {"bureau": like("conseil-municipal", regles=rules)})

    assert loaded.autorite is not None
    (found,) = loaded.autorite.organes["bureau"].regles.quorum
    assert (str(found.au_moins), found.plus_de) == ("2/3", None)


@pytest.mark.parametrize(
    ("organes", "code", "told"),
    [
        ({"bureau": like("conseil-municipal")}, "STR02", "`effectif` manque"),
        ({"bureau": like("conseil-municipa")}, "STR03", "n'est pas un organe"),
        ({"bureau": like("bureau")}, "STR03", "tourne en rond"),
        (
            {"bureau": like("comite"), "comite": like("bureau")},
            "STR03",
            "tourne en rond",
        ),
        (
            {
                "bureau": {
                    "comme": "conseil-municipal",
                    "regles": {"effectif": EFFECTIF},
                }
            },
            "STR02",
            "`noms` manque",
        ),
    ],
)
def test_what_cannot_be_is_told_at_its_place(
    organes: dict[str, Any], code: str, told: str, tmp_path: Path
):
    findings = load(tmp_path, organes).findings

    assert any(f.code == code and told in f.message for f in findings), findings
    assert all(f.span is not None for f in findings)


def test_rules_that_lack_say_that_another_organ_may_give_them(tmp_path: Path):
    alone = {"noms": {"fr": NOMS}, "regles": {"effectif": EFFECTIF}}
    findings = load(tmp_path, {"bureau": alone}).findings

    lacking = [f for f in findings if "`quorum` manque" in f.message]
    assert "`comme:`" in lacking[0].hint


@pytest.mark.parametrize(
    ("share", "told"),
    [
        ({}, "quelle part des membres"),
        ({"plus_de": "1/2", "au_moins": "1/2"}, "donnés ensemble"),
    ],
)
def test_a_quorum_is_more_than_a_share_or_at_least_one(
    share: dict[str, str], told: str, tmp_path: Path
):
    quorum = {"pouvoirs_comptes": "non", "article": "INVENTE", "confiance": "100"}
    rules = {"effectif": EFFECTIF, "quorum": [{**quorum, **share}]}
    findings = load(
        tmp_path, {"bureau": like("conseil-municipal", regles=rules)}
    ).findings

    assert any(told in f.message for f in findings), findings
