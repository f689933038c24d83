"""The bases that a file of ten lines makes one's own: each applies its own law.

Thresholds are written here from the texts, never read from the data. The bases that
came first (commune, département, région) are tried in `test_autorites.py`.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autorite_helpers import (
    COMMUNE,
    DEPARTEMENT_CP,
    NOMS,
    PETITE_COMMUNE,
    Genre,
    keep,
    list_codes,
    try_sitting,
)
from delib_gen.checking import Checked, check_session

JOUR = dt.date(2026, 6, 15)
EPCI = Genre("epci", "conseil-communautaire", "president", "{}-01-001", secretaire=True)
SYNDICAT = replace(EPCI, base="syndicat", organe="comite-syndical")
ALSACE = replace(COMMUNE, base="commune-alsace-moselle")
HAMEAU = replace(PETITE_COMMUNE, base="commune-moins-1000")
CCAS = Genre("ccas", "conseil-administration", "president", "{}-01-001")
SDIS = replace(CCAS, base="sdis")
LYON = Genre(
    "metropole-de-lyon", "conseil-metropole", "president-conseil-metropole", "{}-0001"
)
LYON_CP = replace(LYON, organe=DEPARTEMENT_CP.organe, numero="{}-CP-0001")
MARTINIQUE = Genre("martinique", "assemblee", "president-assemblee", "26-1")
GUYANE = replace(MARTINIQUE, base="guyane")
MUNICIPAL = (EPCI, SYNDICAT, ALSACE, HAMEAU)
ALL = (*MUNICIPAL, CCAS, SDIS, LYON, MARTINIQUE, GUYANE)
EACH = pytest.mark.parametrize("genre", ALL, ids=lambda g: g.base)


def sit(folder: Path, genre: Genre, presents: int = 9, **keys: Any) -> Checked:
    return try_sitting(folder, genre, JOUR, membres=9, presents=presents, **keys)


@EACH
def test_an_own_file_of_ten_lines_over_it_has_nothing_to_be_told(
    genre: Genre, tmp_path: Path
):
    checked = sit(tmp_path, genre)

    assert list_codes(checked) == []
    assert checked.reference is not None
    assert checked.reference.autorite is not None
    organes = checked.reference.autorite.organes
    assert genre.organe in organes
    assert not {"conseil-municipal", "conseil-regional"} & organes.keys() or (
        genre in (ALSACE, HAMEAU)
    )


@EACH
def test_five_of_nine_are_there_and_powers_do_not_make_up_for_the_fifth(
    genre: Genre, tmp_path: Path
):
    assert list_codes(sit(tmp_path, genre, 5, pouvoirs=2)) == []
    assert list_codes(sit(tmp_path, genre, 4, pouvoirs=2)) == ["PRE01 E"]


@EACH
def test_nobody_holds_two_powers(genre: Genre, tmp_path: Path):
    powers = {NOMS[7]: NOMS[1], NOMS[8]: NOMS[1]}
    checked = sit(tmp_path, genre, 7, seance={"pouvoirs": powers, "absents": []})

    assert list_codes(checked) == ["PRE06 E"]


@EACH
def test_a_secretary_is_named_where_municipal_rules_are_followed(
    genre: Genre, tmp_path: Path
):
    checked = sit(tmp_path, genre, seance={"secretaires": []})

    assert list_codes(checked) == (["PRE17 A"] if genre in MUNICIPAL else [])


@pytest.mark.parametrize(
    ("genre", "sent", "codes"),
    [
        # Five clear days whatever the population: the 10th to the 14th.
        (EPCI, "2026-06-09", []),
        (EPCI, "2026-06-10", ["PRE11 A"]),
        (EPCI, "2026-06-14", ["PRE18 E"]),
        (SYNDICAT, "2026-06-09", []),
        (SYNDICAT, "2026-06-10", ["PRE11 A"]),
        (HAMEAU, "2026-06-11", []),
        (HAMEAU, "2026-06-12", ["PRE11 A"]),
        # Three days, and the eve where it is urgent; neither is clear.
        (ALSACE, "2026-06-12", []),
        (ALSACE, "2026-06-13", ["PRE11 A"]),
        (ALSACE, "2026-06-14", ["PRE11 A"]),
        (ALSACE, "2026-06-15", ["PRE18 E"]),
        # Three days, not clear; no urgency, hence no floor.
        (CCAS, "2026-06-12", []),
        (CCAS, "2026-06-13", ["PRE11 A"]),
        # No delay was found for these.
        (SDIS, "2026-06-14", []),
        # Rapports, as in départements.
        (LYON, "2026-06-03", []),
        (LYON, "2026-06-04", ["PRE11 A"]),
    ],
    ids=lambda v: v.base if isinstance(v, Genre) else None,
)
def test_notice_at_its_boundary(
    genre: Genre, sent: str, codes: list[str], tmp_path: Path
):
    assert list_codes(sit(tmp_path, genre, seance={"convocation": sent})) == codes


@pytest.mark.parametrize(
    ("genre", "days", "codes"),
    [
        (EPCI, 3, ["PRE13 E"]),
        (EPCI, 4, []),
        (ALSACE, 1, []),
        (CCAS, 2, ["PRE13 E"]),
        (CCAS, 3, []),
        (MARTINIQUE, 2, ["PRE13 E"]),
        (MARTINIQUE, 3, []),
        (GUYANE, 4, ["PRE13 A"]),
        (LYON, 3, []),
    ],
    ids=lambda v: v.base if isinstance(v, Genre) else None,
)
def test_new_sitting_after_a_failed_quorum(
    genre: Genre, days: int, codes: list[str], tmp_path: Path
):
    failed = (JOUR - dt.timedelta(days=days)).isoformat()
    checked = sit(tmp_path, genre, 2, seance={"defaut_quorum": failed})

    assert list_codes(checked) == codes


@pytest.mark.parametrize("genre", [EPCI, SYNDICAT, HAMEAU], ids=lambda g: g.base)
def test_who_steps_aside_is_not_present_where_municipal_rules_are_followed(
    genre: Genre, tmp_path: Path
):
    aside = {"deports": [{"membre": NOMS[4], "motif": "interet-personnel"}]}

    assert list_codes(sit(tmp_path, genre, 5, acte=aside)) == ["PRE01 E"]
    assert list_codes(sit(tmp_path, genre, 6, acte=aside)) == []


@pytest.mark.parametrize(("aside", "codes"), [(4, ["PRE01 E"]), (5, [])])
def test_no_quorum_in_alsace_once_half_of_the_council_is_concerned(
    aside: int, codes: list[str], tmp_path: Path
):
    """Seven of nine are there; of those, four or five step aside."""
    deports = [
        {"membre": nom, "motif": "interet-personnel"} for nom in NOMS[2 : 2 + aside]
    ]

    assert list_codes(sit(tmp_path, ALSACE, 7, acte={"deports": deports})) == codes


def _tie(folder: Path, genre: Genre, **vote: Any) -> list[str]:
    figures = {"pour": "3", "contre": "3"}
    secret = {"scrutin": "secret", "decompte": figures, **vote}
    return list_codes(sit(folder, genre, 6, acte={"vote": secret}))


@EACH
def test_a_secret_tie_rejects_in_municipal_rules_and_is_as_proclaimed_elsewhere(
    genre: Genre, tmp_path: Path
):
    if genre in MUNICIPAL:
        assert _tie(tmp_path, genre) == ["VOT05 A"]
        assert _tie(tmp_path, genre, issue="adopte") == ["VOT06 E"]
    else:
        assert _tie(tmp_path, genre) == ["VOT05 E"]
        assert _tie(tmp_path, genre, issue="adopte") == ["VOT05 A"]


@pytest.mark.parametrize(
    ("genre", "scrutin", "needed"),
    [
        (EPCI, "public", 3),  # a quarter of nine
        (EPCI, "secret", 3),  # a third
        (CCAS, "secret", 3),
        (LYON, "public", 2),  # a sixth
        (LYON, "secret", 3),
    ],
    ids=lambda v: v.base if isinstance(v, Genre) else None,
)
def test_ballots_asked_for_by_few(
    genre: Genre, scrutin: str, needed: int, tmp_path: Path
):
    for number in (needed - 1, needed):
        vote: dict[str, Any] = {
            "scrutin": scrutin,
            "demandeurs": list(NOMS[:number]),
        }
        if scrutin == "secret":
            vote["decompte"] = {"pour": "9", "contre": "0"}
        checked = sit(tmp_path, genre, acte={"vote": vote})

        assert keep(checked, ["VOT14"]) == ([] if number == needed else ["VOT14 A"])


def test_the_permanent_commission_of_lyon_settles_no_accounts(tmp_path: Path):
    checked = sit(tmp_path, LYON_CP, acte={"regime": "compte-administratif"})

    assert list_codes(checked) == ["PRE19 E"]
    assert checked.findings[0].cites == ("CGCT, art. L. 3631-6",)


# --- Where statutes say all --------------------------------------------------------

STATUTS = {"article": "INVENTE", "confiance": "100"}
REGLES = {
    "quorum": [{"au_moins": "1/2", "pouvoirs_comptes": "oui", **STATUTS}],
    "pouvoirs": [{"max_par_mandataire": "2", **STATUTS}],
    "majorite": [{"base": "suffrages-exprimes", **STATUTS}],
    "partage": [{"effet": "voix-preponderante", **STATUTS}],
    "delai": [{"jours": "8", "porte_sur": "convocation", **STATUTS}],
}
CONSEIL = Genre(
    "conseil-administration", "conseil-administration", "president", "{}-01-001"
)
OUVERT = replace(CONSEIL, base="syndicat-mixte-ouvert", organe="comite-syndical")
STATUTAIRES = pytest.mark.parametrize("genre", [CONSEIL, OUVERT], ids=lambda g: g.base)
PLAIN = {"visas": [], "articles": ["APPROUVE le projet."]}


def sit_by_statutes(
    folder: Path, genre: Genre, presents: int, pouvoirs: int, sent: str
) -> Checked:
    """Ten members, the rules of statutes written in the own file."""
    seance = {"convocation": sent}
    acte = PLAIN if genre is CONSEIL else {}
    checked = try_sitting(
        folder,
        genre,
        JOUR,
        membres=10,
        presents=presents,
        pouvoirs=pouvoirs,
        seance=seance,
        acte=acte,
    )
    path = folder / "autorite.yaml"
    autorite = json.loads(path.read_text(encoding="utf-8"))
    autorite["organes"][genre.organe]["regles"] |= REGLES
    path.write_text(json.dumps(autorite), encoding="utf-8")
    return check_session(checked.lue.folder / "seance.yaml")


@STATUTAIRES
def test_the_software_asks_for_the_rules_that_statutes_must_give(
    genre: Genre, tmp_path: Path
):
    checked = sit(tmp_path, genre, acte=PLAIN if genre is CONSEIL else {})

    (finding,) = checked.findings
    assert finding.code == "STR02"
    told = "`quorum`, `pouvoirs`, `majorite`, `partage`"
    assert told in finding.message


@STATUTAIRES
@pytest.mark.parametrize(
    ("presents", "pouvoirs", "sent", "codes"),
    [
        (4, 1, "2026-06-07", []),  # half, powers counted; eight days
        (4, 0, "2026-06-07", ["PRE01 E"]),
        (4, 1, "2026-06-08", ["PRE11 A"]),
    ],
)
def test_rules_of_statutes_are_applied_as_written(
    genre: Genre,
    presents: int,
    pouvoirs: int,
    sent: str,
    codes: list[str],
    tmp_path: Path,
):
    assert (
        list_codes(sit_by_statutes(tmp_path, genre, presents, pouvoirs, sent)) == codes
    )
