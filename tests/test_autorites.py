"""The shipped authorities: each reads, and each applies the law of its own organs.

Thresholds are written here from the texts that `data/droit` names, never read from
the data that is tried. Members are made up.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from autorite_helpers import (
    COMMUNE,
    DEPARTEMENT,
    DEPARTEMENT_CP,
    GENRES,
    NOMS,
    PETITE_COMMUNE,
    REGION,
    REGION_CP,
    Genre,
    keep,
    list_codes,
    try_sitting,
)
from delib_gen.checking import Checked, check_session
from delib_gen.load.droit import load_droit
from delib_gen.load.layers import list_autorites
from delib_gen.load.reference import LoadedAutorite, load_autorite
from delib_gen.model.annuaire import Annuaire, Sort
from delib_gen.resources import data_dir, list_examples
from delib_gen.rules.explain import explain
from delib_gen.rules.registry import list_kinds
from delib_gen.rules.report import SURE, write_reserve
from delib_gen.schema.autorite import Autorite
from delib_gen.schema.droit import Regles, find_in_force
from delib_gen.schema.regle import Regle
from delib_gen.schema.vote import Scrutin

JOUR = dt.date(2026, 6, 15)
"""A Monday, after every change that the data know of."""
SANS_MEMBRES = ("commune", "commune-moins-3500", "departement", "region")
BY_NAME = pytest.mark.parametrize(
    "genre", GENRES, ids=[f"{g.base}-{g.organe}" for g in GENRES]
)


@cache
def load(code: str) -> LoadedAutorite:
    return load_autorite(code, data_dir(), None)


def read(code: str) -> Autorite:
    autorite = load(code).autorite
    assert autorite is not None
    return autorite


def list_records(regles: Regles) -> Iterator[tuple[str, list[Regle]]]:
    """The records of each rule of an organ, those of one thing together."""
    for name in type(regles).model_fields:
        value = getattr(regles, name)
        if isinstance(value, dict):
            for regime, records in value.items():
                yield f"{name}.{regime}", records
            continue
        things: dict[Any, list[Regle]] = {}
        for record in value:
            thing = getattr(record, "porte_sur", getattr(record, "scrutin", None))
            if getattr(record, "premiere_seance", None):
                thing = f"{thing}, première séance"
            things.setdefault(thing, []).append(record)
        for thing, records in things.items():
            yield f"{name} {thing or ''}".strip(), records


RECORDS = [
    pytest.param(code, organe, records, id=f"{code}-{organe}-{name}")
    for code in list_autorites()
    for organe, body in read(code).organes.items()
    for name, records in list_records(body.regles)
    if records
]
EVERY_RECORD = pytest.mark.parametrize(("code", "organe", "records"), RECORDS)


# --- The files ------------------------------------------------------------------


@pytest.mark.parametrize("code", list_autorites())
def test_each_shipped_authority_reads_without_a_finding(code: str):
    loaded = load(code)

    assert not loaded.findings
    assert loaded.autorite is not None
    assert loaded.autorite.code == code
    assert loaded.charte is not None
    assert loaded.nomenclature is not None


def test_a_base_keeps_what_is_not_said():
    """The small commune is the commune, its notice, commission and two texts apart."""
    big, small = (read(c).model_dump() for c in ("commune", "commune-moins-3500"))
    organ, commission = "conseil-municipal", "commission-appel-offres"
    for field, own in (("code", ""), ("noms", "")):
        assert big.pop(field) != small.pop(field), own
    big_notice, small_notice = (
        d["organes"][organ]["regles"].pop("delai") for d in (big, small)
    )
    for key in ("publication-affichage", "publication-papier"):
        assert small["articles"].pop(key)["habituel"] is False

    big_seats, small_seats = (
        [
            record.pop("sieges")
            for record in d["organes"][organ]["regles"]["regimes"][commission]
        ]
        for d in (big, small)
    )

    assert (big_seats, small_seats) == ([5], [3])
    assert [r["jours"] for r in big_notice] == [5, 3]
    assert [r["jours"] for r in small_notice] == [3]
    assert big == small


@pytest.mark.parametrize("code", SANS_MEMBRES)
def test_an_authority_without_members_is_told_once(code: str, tmp_path: Path):
    genre = next(g for g in GENRES if g.base == code)
    checked = try_sitting(
        tmp_path,
        genre,
        JOUR,
        membres=9,
        presents=9,
        seance={"collectivite": code},
    )

    (finding,) = checked.findings
    assert finding.code == "STR02"
    assert f"« {code} » n'a aucun membre" in finding.message
    assert f"`base: {code}`" in finding.hint


@BY_NAME
def test_an_own_file_over_it_has_nothing_to_be_told(genre: Genre, tmp_path: Path):
    checked = try_sitting(tmp_path, genre, JOUR, membres=9, presents=9)

    assert list_codes(checked) == []
    assert checked.situation is not None
    quorum = checked.situation.actes[0].quorum
    assert (quorum.base, quorum.requis) == (9, 5)


# --- The records of law -----------------------------------------------------------


@EVERY_RECORD
def test_each_record_has_a_known_article(code: str, organe: str, records: list[Regle]):
    known = {**load_droit(), **read(code).droit}

    assert organe
    assert all(r.article in known for r in records)


@EVERY_RECORD
def test_records_follow_each_other_without_hole_or_overlap(
    code: str, organe: str, records: list[Regle]
):
    assert code
    assert organe
    ordered = sorted(records, key=lambda r: r.depuis or dt.date.min)
    for earlier, later in pairwise(ordered):
        assert earlier.jusque == later.depuis
    assert ordered[-1].jusque is None, "nothing is in force today"


@EVERY_RECORD
def test_a_doubtful_record_says_how_it_was_read(
    code: str, organe: str, records: list[Regle]
):
    """Under the threshold, or unread: in findings, and in `explain`."""
    assert organe
    droit = {**load_droit(), **read(code).droit}
    for record in records:
        article = droit[record.article]
        doubtful = record.confiance < SURE or article.lu.startswith("non lu")
        told = write_reserve(record, article)
        assert bool(told) == doubtful
        if doubtful:
            assert f"confiance {record.confiance} %" in told
        if doubtful and code in SANS_MEMBRES:
            whole = article.lu == "en français, dans une copie publique"
            assert record.note or not whole, f"{record} does not say why"


def test_explain_gives_every_record_with_its_confidence_and_no_machine_word():
    for kind in list_kinds():
        if not kind.regles:
            continue
        text = explain(kind.code, JOUR)
        assert text is not None
        told = text.split("Règles en vigueur", 1)[1]
        assert not re.search(r"[a-z]_[a-z]", told), kind.code
        for code in SANS_MEMBRES:
            noms = read(code).noms["fr"].nom
            assert f"\n{noms}, " in told
    flat = " ".join((explain("PRE01", JOUR) or "").split())
    assert "les pouvoirs ne comptent pas CGCT, art. L. 4132-13 " in flat
    assert "les pouvoirs comptent CGCT, art. L. 4132-13-1 " in flat
    assert "confiance 98 %" in flat


def test_thresholds_of_public_and_secret_ballots_are_those_of_each_organ():
    found = {
        (code, organe): {
            r.scrutin: r.part for r in body.regles.scrutins if r.covers(JOUR)
        }
        for code in SANS_MEMBRES
        for organe, body in read(code).organes.items()
    }
    council = {Scrutin.PUBLIC: Fraction(1, 4), Scrutin.SECRET: Fraction(1, 3)}
    sixth = {Scrutin.PUBLIC: Fraction(1, 6)}

    assert found == {
        ("commune", "conseil-municipal"): council,
        ("commune-moins-3500", "conseil-municipal"): council,
        ("departement", "conseil-departemental"): sixth,
        ("departement", "commission-permanente"): sixth,
        ("region", "conseil-regional"): sixth,
        ("region", "commission-permanente"): sixth,
    }


def test_the_record_in_force_is_that_of_its_day():
    regles = read("commune").organes["conseil-municipal"].regles
    found = {
        day: find_in_force(regles.deports, dt.date.fromisoformat(day))
        for day in ("2022-02-22", "2022-02-23", "2025-12-23", "2025-12-24")
    }
    assert [r.hors_quorum if r else None for r in found.values()] == [
        [],
        *[["L1111-6"]] * 3,
    ]


# --- Quorum -----------------------------------------------------------------------


@BY_NAME
def test_powers_make_the_quorum_of_a_permanent_commission_and_of_no_council(
    genre: Genre, tmp_path: Path
):
    """Nine members: five are required. Four are there, two are represented."""
    checked = try_sitting(tmp_path, genre, JOUR, membres=9, presents=4, pouvoirs=2)
    if genre in (REGION_CP, DEPARTEMENT_CP):
        assert list_codes(checked) == []
        return
    (finding,) = checked.findings

    assert list_codes(checked) == ["PRE01 E"]
    assert "4 membres présents ; 6 présents ou représentés ; 5 requis" in (
        finding.message
    )


@BY_NAME
def test_those_present_are_enough_by_themselves(genre: Genre, tmp_path: Path):
    checked = try_sitting(tmp_path, genre, JOUR, membres=9, presents=5, pouvoirs=2)

    assert list_codes(checked) == []


@pytest.mark.parametrize("genre", [REGION, DEPARTEMENT])
@pytest.mark.parametrize(("presents", "codes"), [(6, ["PRE01 E"]), (7, [])])
def test_election_of_the_president_wants_two_thirds_present(
    genre: Genre, presents: int, codes: list[str], tmp_path: Path
):
    """Ten members: two thirds are 6.67, so seven; those represented do not count."""
    checked = try_sitting(
        tmp_path,
        genre,
        JOUR,
        membres=10,
        presents=presents,
        pouvoirs=3,
        acte={"regime": "election-president", "dispense_secret": "oui"},
    )

    assert keep(checked, ["PRE01"]) == codes


# --- Notice -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("genre", "sent", "held", "late"),
    [
        # 5 clear days: the 2nd to the 6th.
        (COMMUNE, "2026-06-01", "2026-06-07", False),
        (COMMUNE, "2026-06-02", "2026-06-07", True),
        # 3 clear days: the 2nd to the 4th.
        (PETITE_COMMUNE, "2026-06-01", "2026-06-05", False),
        (PETITE_COMMUNE, "2026-06-02", "2026-06-05", True),
        # 12 days, for the rapports.
        (REGION, "2026-06-03", "2026-06-15", False),
        (REGION, "2026-06-04", "2026-06-15", True),
        (DEPARTEMENT, "2026-06-03", "2026-06-15", False),
        (DEPARTEMENT, "2026-06-04", "2026-06-15", True),
        # No text gives a notice for the permanent commission.
        (REGION_CP, "2026-06-14", "2026-06-15", False),
    ],
)
def test_notice_at_its_boundary(
    genre: Genre, sent: str, held: str, late: bool, tmp_path: Path
):
    checked = try_sitting(
        tmp_path,
        genre,
        dt.date.fromisoformat(held),
        membres=9,
        presents=9,
        seance={"convocation": sent},
    )

    assert list_codes(checked) == (["PRE11 A"] if late else [])


@pytest.mark.parametrize(
    ("genre", "sent", "codes"),
    [
        # A clear day is left: the urgency may be tolerated, with its reason.
        (COMMUNE, "2026-06-13", ["PRE11 A"]),
        (COMMUNE, "2026-06-14", ["PRE18 E"]),
        (COMMUNE, "2026-06-15", ["PRE18 E"]),
        (PETITE_COMMUNE, "2026-06-13", ["PRE11 A"]),
        (PETITE_COMMUNE, "2026-06-14", ["PRE18 E"]),
        (REGION, "2026-06-13", ["PRE11 A"]),
        (REGION, "2026-06-14", ["PRE18 E"]),
        (DEPARTEMENT, "2026-06-13", ["PRE11 A"]),
        (DEPARTEMENT, "2026-06-14", ["PRE18 E"]),
        # No text sets a floor for the permanent commission.
        (DEPARTEMENT_CP, "2026-06-14", []),
    ],
)
def test_urgency_leaves_one_clear_day_whatever_is_tolerated(
    genre: Genre, sent: str, codes: list[str], tmp_path: Path
):
    for tolerances in ([], [{"regle": c[:5], "motif": "urgence"} for c in codes]):
        checked = try_sitting(
            tmp_path,
            genre,
            JOUR,
            membres=9,
            presents=9,
            seance={"convocation": sent, "tolerances": tolerances},
        )

        refused = ["STR11 A"] if tolerances and codes == ["PRE18 E"] else []
        assert list_codes(checked) == codes + refused
        lifted = [f.code for f in checked.findings if f.tolere]
        assert lifted == (["PRE11"] if tolerances and not refused else [])


@pytest.mark.parametrize("genre", [REGION, DEPARTEMENT], ids=lambda g: g.base)
@pytest.mark.parametrize(
    ("rapports", "codes"),
    [
        ("2026-06-03", []),
        ("2026-06-04", ["PRE11 A"]),
        ("2026-06-14", ["PRE18 E"]),
        ("2026-06-16", ["PRE11 E"]),
    ],
)
def test_rapports_sent_on_their_own_day_are_judged_by_it(
    genre: Genre, rapports: str, codes: list[str], tmp_path: Path
):
    checked = try_sitting(
        tmp_path,
        genre,
        JOUR,
        membres=9,
        presents=9,
        seance={"convocation": "2026-06-14", "envoi_rapports": rapports},
    )

    assert list_codes(checked) == codes
    assert all(f.path == ("envoi_rapports",) for f in checked.findings)


FIRST = {"regime": "election-president", "dispense_secret": "oui"}


@pytest.mark.parametrize(
    ("held", "sent", "since", "acte", "codes"),
    [
        # The Saturday after the second ballot of 2026: three clear days.
        ("2026-03-28", "2026-03-24", "2020-05-18", FIRST, []),
        ("2026-03-28", "2026-03-25", "2020-05-18", FIRST, ["PRE11 A"]),
        # In 2020, the councils elected in March took office on 18 May.
        ("2020-05-25", "2020-05-21", "2020-03-15", FIRST, []),
        # Nobody is elected: it is a sitting like the others.
        ("2026-03-28", "2026-03-24", "2026-03-22", {}, ["PRE11 A"]),
        # A mayor elected in mid term: five.
        ("2027-09-18", "2027-09-14", "2026-03-22", FIRST, ["PRE11 A"]),
        ("2027-09-18", "2027-09-12", "2026-03-22", FIRST, []),
        # A renewal that the data do not know: the day of the seats tells.
        ("2032-03-20", "2032-03-16", "2032-03-14", FIRST, []),
    ],
)
def test_first_sitting_of_a_council_has_three_clear_days(
    held: str,
    sent: str,
    since: str,
    acte: dict[str, str],
    codes: list[str],
    tmp_path: Path,
):
    checked = try_sitting(
        tmp_path,
        COMMUNE,
        dt.date.fromisoformat(held),
        membres=9,
        presents=9,
        seance={"convocation": sent},
        acte=acte,
    )
    path = tmp_path / "autorite.yaml"
    text = path.read_text(encoding="utf-8")
    seat = '{"organe": "conseil-municipal"'
    path.write_text(
        text.replace(seat, f'{seat}, "depuis": "{since}"'), encoding="utf-8"
    )
    again = check_session(checked.lue.folder / "seance.yaml")

    assert keep(again, ["PRE11", "PRE18"]) == codes


# --- After a failed quorum ----------------------------------------------------------


FIXED = [REGION, REGION_CP, DEPARTEMENT, DEPARTEMENT_CP]
ANEW = [COMMUNE, PETITE_COMMUNE]


@pytest.mark.parametrize("genre", [*FIXED, *ANEW], ids=lambda g: f"{g.base}-{g.organe}")
@pytest.mark.parametrize("days", [1, 2, 3, 4, 5, 10])
def test_new_sitting_after_a_failed_quorum(genre: Genre, days: int, tmp_path: Path):
    """Two of nine are there. The law gives the third day, except for communes.

    There, three clear days: the fourth day at the earliest (Conseil d'État, 1997).
    """
    failed = JOUR - dt.timedelta(days=days)
    checked = try_sitting(
        tmp_path,
        genre,
        JOUR,
        membres=9,
        presents=2,
        seance={"defaut_quorum": failed.isoformat()},
    )
    if genre in ANEW:
        expected = ["PRE13 E"] if days < 4 else []
    else:
        expected = ["PRE13 E"] if days < 3 else ["PRE13 A"] if days > 3 else []

    assert list_codes(checked) == expected


@pytest.mark.parametrize("genre", ANEW, ids=lambda g: g.base)
@pytest.mark.parametrize(
    ("sent", "codes"),
    [
        ("2026-06-09", ["PRE13 A"]),  # before the failed sitting: not a new one
        ("2026-06-10", []),  # the same evening
        ("2026-06-11", []),  # 12th, 13th, 14th
        ("2026-06-12", ["PRE11 A"]),
    ],
)
def test_new_convocation_of_a_council(
    genre: Genre, sent: str, codes: list[str], tmp_path: Path
):
    """Failed on the 10th, held on the 15th: three clear days, in large communes too."""
    checked = try_sitting(
        tmp_path,
        genre,
        JOUR,
        membres=9,
        presents=2,
        seance={"defaut_quorum": "2026-06-10", "convocation": sent},
    )

    assert list_codes(checked) == codes


# --- Members who step aside ---------------------------------------------------------


@pytest.mark.parametrize(
    ("genre", "first"),
    [
        *((g, dt.date(2025, 12, 24)) for g in FIXED),
        *((g, dt.date(2022, 2, 23)) for g in ANEW),
    ],
    ids=lambda v: f"{v.base}-{v.organe}" if isinstance(v, Genre) else str(v),
)
def test_representatives_leave_the_base_of_the_quorum_from_a_day(
    genre: Genre, first: dt.date, tmp_path: Path
):
    """Ten members, six there, of whom one steps aside (L. 1111-6) and goes out.

    The day before: 10 in office, more than 5 required, that is 6; 5 in the room.
    From the day on: 9 count, more than 4.5 required, that is 5; 5 in the room.
    """
    for jour, numbers, codes in (
        (first - dt.timedelta(days=1), (10, 6, 5), ["PRE01 E"]),
        (first, (9, 5, 5), []),
    ):
        checked = try_sitting(
            tmp_path,
            genre,
            jour,
            membres=10,
            presents=6,
            acte={
                "deports": [{"membre": NOMS[5], "motif": "L1111-6", "sort": "oui"}],
                # Before July 2022, and before 2018 for the visas, no usual article.
                "articles": ["APPROUVE le projet."]
                if jour < dt.date(2022, 7, 1)
                else ["APPROUVE le projet.", {"ref": "publication-electronique"}],
            },
        )
        assert checked.situation is not None
        quorum = checked.situation.actes[0].quorum
        assert (quorum.base, quorum.requis, quorum.presents) == numbers
        assert list_codes(checked) == codes


@BY_NAME
@pytest.mark.parametrize("motif", ["interet-personnel", "L1524-5"])
def test_other_grounds_leave_the_base_as_it_is(
    genre: Genre, motif: str, tmp_path: Path
):
    checked = try_sitting(
        tmp_path,
        genre,
        JOUR,
        membres=10,
        presents=6,
        acte={"deports": [{"membre": NOMS[5], "motif": motif, "sort": "oui"}]},
    )

    assert list_codes(checked) == ["PRE01 E"]


@BY_NAME
@pytest.mark.parametrize("jour", [dt.date(2025, 6, 16), JOUR], ids=str)
def test_who_steps_aside_and_stays_is_present_but_in_a_commune(
    genre: Genre, jour: dt.date, tmp_path: Path
):
    """Nine members, five there; one steps aside, and is still one of the nine."""
    aside = {"deports": [{"membre": NOMS[4], "motif": "interet-personnel"}]}
    few, enough = (
        try_sitting(tmp_path, genre, jour, membres=9, presents=n, acte=aside)
        for n in (5, 6)
    )

    assert list_codes(enough) == []
    if genre not in ANEW:
        assert list_codes(few) == []
        return
    (finding,) = few.findings
    assert finding.code == "PRE01"
    assert "4 membres présents (5, moins 1 qui se déporte" in finding.message
    assert "5 requis, soit plus de la moitié des 9 membres en exercice" in (
        finding.message
    )
    assert "Chauré" in finding.cites[0]
    assert "même s'il reste dans la salle" in finding.hint
    assert (finding.confidence or 0) >= SURE or jour == JOUR


def test_the_hint_on_a_departure_names_the_next_act():
    cas = Path(__file__).parent / "cas" / "PRE01" / "ko-depart-pendant-le-point.yaml"
    (finding,) = check_session(cas).findings

    assert "`quitte: 2023-03 J`" in finding.hint
    assert "`non_participation: [CHÊNE]`" in finding.hint
    assert ("mouvements", 0) in [path for path, _ in finding.related]


# --- Ties ---------------------------------------------------------------------------


def _tie(folder: Path, genre: Genre, contre: tuple[str, ...], **acte: Any) -> Checked:
    """Six of nine are there; three are against."""
    return try_sitting(
        folder,
        genre,
        JOUR,
        membres=9,
        presents=6,
        acte={"vote": {"contre": list(contre)}, **acte},
    )


@BY_NAME
@pytest.mark.parametrize(("contre", "adopted"), [(NOMS[3:6], True), (NOMS[0:3], False)])
def test_the_chair_s_vote_decides_a_tie(
    genre: Genre, contre: tuple[str, ...], adopted: bool, tmp_path: Path
):
    """Sure but for permanent commissions: there the outcome must be stated."""
    checked = _tie(tmp_path, genre, contre)

    assert checked.situation is not None
    resultat = checked.situation.actes[0].resultat
    assert resultat is not None
    assert resultat.adopte == adopted
    doubtful = genre in (REGION_CP, DEPARTEMENT_CP)
    assert list_codes(checked) == ["VOT05 E" if doubtful else "VOT05 A"]


@pytest.mark.parametrize("genre", [REGION, DEPARTEMENT], ids=lambda g: g.base)
@pytest.mark.parametrize(
    ("issue", "adopted", "codes"),
    [
        (None, False, ["VOT05 E"]),
        ("adopte", True, ["VOT05 A"]),
        ("rejete", False, ["VOT05 A"]),
    ],
)
def test_a_tie_in_a_secret_ballot_ends_as_proclaimed_where_the_text_is_silent(
    genre: Genre, issue: str | None, adopted: bool, codes: list[str], tmp_path: Path
):
    figures = {"pour": "3", "contre": "3"}
    vote: dict[str, Any] = {"scrutin": "secret", "decompte": figures}
    checked = try_sitting(
        tmp_path,
        genre,
        JOUR,
        membres=9,
        presents=6,
        acte={"vote": vote | ({"issue": issue} if issue else {})},
    )

    assert list_codes(checked) == codes
    assert checked.situation is not None
    resultat = checked.situation.actes[0].resultat
    assert resultat is not None
    assert resultat.adopte == adopted
    if issue is None:
        (finding,) = checked.findings
        assert "rejeté" not in finding.message
        assert "`issue: adopte` ou `issue: rejete`" in finding.hint


ACCOUNTS = {"regime": "compte-administratif"}
OUT = {"deports": [{"membre": NOMS[0], "motif": "ordonnateur", "sort": "oui"}]}


def _accounts(folder: Path, genre: Genre, jour: dt.date, **acte: Any) -> Checked:
    """Seven of nine are there, a deputy chairs: six vote, three of them against."""
    office = {"maire": "adjoint"}.get(genre.president, f"vice-{genre.president}")
    checked = try_sitting(
        folder,
        genre,
        jour,
        membres=9,
        presents=7,
        acte={"vote": {"contre": list(NOMS[4:7])}, **ACCOUNTS, **acte},
    )
    path = folder / "autorite.yaml"
    text = path.read_text(encoding="utf-8")
    deputy = f'"fonctions": [{{"fonction": "{office}"}}]'
    path.write_text(text.replace('"fonctions": []', deputy, 1), encoding="utf-8")
    return check_session(checked.lue.folder / "seance.yaml")


@pytest.mark.parametrize("genre", [*ANEW, DEPARTEMENT, REGION], ids=lambda g: g.base)
@pytest.mark.parametrize("jour", [dt.date(2025, 6, 16), JOUR], ids=str)
def test_a_tie_adopts_the_accounts_once_the_ordonnateur_is_out(
    genre: Genre, jour: dt.date, tmp_path: Path
):
    checked = _accounts(tmp_path, genre, jour, president=NOMS[1], **OUT)

    assert checked.situation is not None
    resultat = checked.situation.actes[0].resultat
    assert resultat is not None
    assert resultat.adopte
    # The law of 2026 was not read: the outcome must then be stated.
    assert list_codes(checked) == ["VOT05 A" if jour.year == 2025 else "VOT05 E"]


@pytest.mark.parametrize("genre", [*ANEW, DEPARTEMENT, REGION], ids=lambda g: g.base)
@pytest.mark.parametrize("jour", [dt.date(2025, 6, 16), JOUR], ids=str)
def test_the_ordonnateur_neither_chairs_nor_votes_on_his_accounts(
    genre: Genre, jour: dt.date, tmp_path: Path
):
    checked = _accounts(tmp_path, genre, jour)

    assert {"PRE14 E", "VOT08 E"} <= set(list_codes(checked))


@pytest.mark.parametrize("genre", [REGION_CP, DEPARTEMENT_CP], ids=lambda g: g.base)
@pytest.mark.parametrize("jour", [dt.date(2025, 6, 16), JOUR], ids=str)
def test_a_permanent_commission_does_not_settle_the_accounts(
    genre: Genre, jour: dt.date, tmp_path: Path
):
    checked = try_sitting(
        tmp_path, genre, jour, membres=9, presents=7, acte=dict(ACCOUNTS)
    )

    assert list_codes(checked) == ["PRE19 E"]


# --- The examples -------------------------------------------------------------------

ASSEMBLEE = data_dir() / "exemples" / "2026-09-30-ac"


def read_base(path: Path) -> str:
    """The authority that an example's own file starts from; empty without one."""
    own = path.parent / "autorite.yaml"
    lines = own.read_text(encoding="utf-8").splitlines() if own.is_file() else []
    named = (x.removeprefix("base:") for x in lines if x.startswith("base:"))
    return next(named, "").strip()


GENERAL = {code for code in list_autorites() if not read(code).membres}
OWN = [path for path in list_examples() if read_base(path) in GENERAL]


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.parent.name)
def test_each_example_over_a_shipped_authority_is_in_order(path: Path):
    assert check_session(path).findings == []


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.parent.name)
def test_what_is_made_up_says_so_in_the_file_and_in_the_documents(path: Path):
    own = (path.parent / "autorite.yaml").read_text(encoding="utf-8")
    first = own.split("\n", 1)[0]
    reference = check_session(path).reference

    assert first.startswith("#")
    assert "INVENTÉ" in first
    assert reference is not None
    assert reference.autorite is not None
    assert "imaginaire" in reference.autorite.noms["fr"].nom


def test_each_shipped_authority_without_members_has_an_example():
    assert {read_base(path) for path in OWN} == GENERAL


def read_assembly() -> Autorite:
    loaded = load_autorite("autorite.yaml", ASSEMBLEE, None)
    assert not loaded.findings
    assert loaded.autorite is not None
    return loaded.autorite


def test_the_made_up_assembly_of_corsica_is_whole():
    autorite, day = read_assembly(), dt.date(2026, 10, 29)
    annuaires = {o: Annuaire(tuple(autorite.membres), o, day) for o in autorite.organes}
    held = Counter(f for elu in autorite.membres for f in elu.fonctions_le(day))
    women = sum(elu.feminin for elu in autorite.membres)

    assert autorite.organes["assemblee"].membres_complets
    assert len(annuaires["assemblee"].membres) == len(autorite.membres) == 63
    assert len(annuaires["commission-permanente"].membres) == 14
    assert held == {"president-assemblee": 1, "vice-president-assemblee": 2}
    assert women == 32


def test_the_made_up_assembly_has_every_difficult_name_and_is_listed_as_printed():
    """The register is written in the order of printed lists, for who reads it."""
    autorite = read_assembly()
    membres = Annuaire(tuple(autorite.membres), "assemblee", dt.date(2026, 10, 29))
    noms = [elu.nom for elu in autorite.membres]

    assert membres.membres == tuple(autorite.membres)
    assert {"de CASTA VECCHIA", "D'OLMETACCIA", "LE FALCHER"} <= set(noms)
    assert [n for n, times in Counter(noms).items() if times > 1] == ["MUFRINACCI"]
    assert membres.find("MUFRINACCI").sort is Sort.HOMONYME
    assert membres.find("ghjuvan’battista albitroni").sort is Sort.TROUVE


def test_nobody_of_the_made_up_assembly_bears_an_elected_name():
    """Not even by a part of a name: `CASANOVA-SERVAS` is two."""
    elected, invented = (
        {part for elu in autorite.membres for part in re.split(r"[ '-]", elu.nom)}
        for autorite in (read("corse"), read_assembly())
    )
    assert not {p for p in elected & invented if p.isupper() and len(p) > 2}
