"""The elections of each shipped body, by the law of its own: members are made up."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autorite_helpers import (
    COMMUNE,
    DEPARTEMENT,
    NOMS,
    PETITE_COMMUNE,
    REGION,
    Genre,
    keep,
    try_sitting,
)
from cli_helpers import call
from delib_gen.checking import Checked, check_session
from delib_gen.load.reference import load_autorite
from delib_gen.resources import data_dir
from delib_gen.rules.report import SURE

JOUR = dt.date(2026, 4, 23)
MEMBRES = 19
VOTES = [f"VOT{n:02}" for n in range(1, 20)]
DOYEN = {"membre": NOMS[3], "qualite": "doyen d'âge"}
WAIVED = {"dispense_secret": "oui"}
HAUTE, BASSE = NOMS[1:7], NOMS[7:12]
"""Two lists, of which each alternates women and men."""


def elect(
    folder: Path,
    genre: Genre,
    regime: str,
    election: dict[str, Any] | None,
    **acte: Any,
) -> Checked:
    """A sitting at which everybody is there, for one election."""
    try_sitting(
        folder,
        genre,
        JOUR,
        membres=MEMBRES,
        presents=MEMBRES,
        acte={"regime": regime, "vote": None, "election": election, **acte},
    )
    return check_session(folder / "seance.yaml")


def change(folder: Path, name: str, edit: Callable[[dict[str, Any]], None]) -> None:
    """Write a file of the sitting anew, with something changed."""
    path = folder / name
    tree = json.loads(path.read_text(encoding="utf-8"))
    edit(tree)
    path.write_text(json.dumps(tree), encoding="utf-8")


def by_lists(haute: int, basse: int, elus: list[str], **keys: Any) -> dict[str, Any]:
    """An election of two lists, and blank papers."""
    voix = {"Liste Haute": str(haute), "Liste Basse": str(basse)}
    return {
        "poste": "les sièges",
        "listes": {"Liste Haute": list(HAUTE), "Liste Basse": list(BASSE)},
        "tours": [{"candidats": voix, "blancs": str(MEMBRES - haute - basse)}],
        "elus": elus,
        **keys,
    }


def by_names(voix: dict[str, int], elu: str, **keys: Any) -> dict[str, Any]:
    tour = {"candidats": {name: str(n) for name, n in voix.items()}}
    return {"poste": "un siège", "tours": [tour], "elus": [elu], **keys}


REMAINDERS = (COMMUNE, PETITE_COMMUNE, DEPARTEMENT, REGION)
AVERAGES = (DEPARTEMENT, REGION)


@pytest.mark.parametrize("genre", REMAINDERS, ids=lambda g: g.base)
@pytest.mark.parametrize(
    ("haute", "basse", "seats"),
    [(14, 4, (4, 1)), (11, 7, (3, 2)), (9, 8, (3, 2)), (17, 1, (5, 0))],
)
def test_a_tender_commission_goes_by_the_greatest_remainder(
    genre: Genre, haute: int, basse: int, seats: tuple[int, int], tmp_path: Path
):
    """Five seats: quotients of 3.6, 3.6, 3.4 and 3.6 votes."""
    right = [*HAUTE[: seats[0]], *BASSE[: seats[1]]]
    wrong = [*HAUTE[: seats[0] - 1], *BASSE[: seats[1] + 1]]
    cao = "commission-appel-offres"

    checked = elect(tmp_path, genre, cao, by_lists(haute, basse, right))
    assert keep(checked, VOTES) == []
    checked = elect(tmp_path, genre, cao, by_lists(haute, basse, wrong))
    assert keep(checked, VOTES) == ["VOT12 E"]


@pytest.mark.parametrize("genre", AVERAGES, ids=lambda g: g.base)
@pytest.mark.parametrize(
    ("haute", "basse", "seats"), [(14, 4, (3, 1)), (11, 7, (3, 1)), (15, 3, (4, 0))]
)
def test_a_permanent_commission_goes_by_the_highest_average(
    genre: Genre, haute: int, basse: int, seats: tuple[int, int], tmp_path: Path
):
    """Four seats: 14 / 4 is less than 4; 11 / 3 more than 7 / 2; 15 / 4 than 3."""
    right = [*HAUTE[: seats[0]], *BASSE[: seats[1]]]
    wrong = [*HAUTE[: seats[0] - 1], *BASSE[: seats[1] + 1]]

    checked = elect(tmp_path, genre, "election-cp", by_lists(haute, basse, right))
    assert keep(checked, VOTES) == []
    checked = elect(tmp_path, genre, "election-cp", by_lists(haute, basse, wrong))
    assert keep(checked, VOTES) == ["VOT12 E"]


@pytest.mark.parametrize("genre", AVERAGES, ids=lambda g: g.base)
def test_level_lists_leave_the_last_seat_to_the_eldest_candidate(
    genre: Genre, tmp_path: Path
):
    for third in (HAUTE[1], BASSE[1]):
        election = by_lists(9, 9, [HAUTE[0], BASSE[0], third])
        checked = elect(tmp_path, genre, "election-cp", election)
        assert keep(checked, VOTES) == ["VOT15 A"]
        (told,) = (f for f in checked.findings if f.code == "VOT15")
        assert "le plus âgé est élu" in told.message
        assert HAUTE[1] in told.message
        assert BASSE[1] in told.message


LISTS = [
    (COMMUNE, "election-adjoints"),
    (PETITE_COMMUNE, "election-adjoints"),
    (DEPARTEMENT, "election-vice-presidents"),
    (REGION, "election-vice-presidents"),
]


@pytest.mark.parametrize(("genre", "regime"), LISTS, ids=str)
def test_deputies_are_a_list_elected_whole(genre: Genre, regime: str, tmp_path: Path):
    checked = elect(tmp_path, genre, regime, by_lists(11, 7, list(HAUTE)))
    assert keep(checked, VOTES) == []
    for wrong in (list(BASSE), list(HAUTE[:-1])):
        checked = elect(tmp_path, genre, regime, by_lists(11, 7, wrong))
        assert keep(checked, VOTES) == ["VOT12 E"]


@pytest.mark.parametrize(("genre", "regime"), LISTS, ids=str)
def test_level_lists_of_deputies_are_told_apart_by_their_mean_age(
    genre: Genre, regime: str, tmp_path: Path
):
    election = by_lists(9, 9, list(BASSE))
    election["tours"] *= 3
    checked = elect(tmp_path, genre, regime, election)
    assert keep(checked, VOTES) == ["VOT15 A"]
    (told,) = (f for f in checked.findings if f.code == "VOT15")
    assert "moyenne d'âge" in told.message


def test_a_list_of_deputies_must_alternate(tmp_path: Path):
    election = by_lists(11, 7, list(HAUTE))
    election["listes"]["Liste Basse"] = [NOMS[8], NOMS[10], NOMS[7]]
    checked = elect(tmp_path, COMMUNE, "election-adjoints", election)
    assert keep(checked, VOTES) == ["VOT19 A"]


def test_a_list_typed_for_a_mayor_is_told_what_it_wants(tmp_path: Path):
    election = by_lists(11, 7, ["Liste Haute"])
    del election["listes"]
    checked = elect(tmp_path, COMMUNE, "election-president", election, president=DOYEN)
    hints = [f.hint for f in checked.findings if f.code == "PRE02"]
    assert hints
    assert all("un régime qui élit des listes" in hint for hint in hints)


UNOPPOSED = {"poste": "délégué", "candidature_unique": "oui", "elus": [NOMS[6]]}


@pytest.mark.parametrize("genre", REMAINDERS, ids=lambda g: g.base)
def test_a_single_candidate_takes_office_without_a_vote(genre: Genre, tmp_path: Path):
    checked = elect(tmp_path, genre, "nomination", UNOPPOSED)
    assert keep(checked, VOTES) == []


@pytest.mark.parametrize(
    ("genre", "regime"),
    [(COMMUNE, "commission-appel-offres"), *((g, "election-cp") for g in AVERAGES)],
    ids=str,
)
def test_a_single_list_has_the_seats_in_its_order(
    genre: Genre, regime: str, tmp_path: Path
):
    listes = {"Liste Haute": list(HAUTE)}
    election = {**UNOPPOSED, "listes": listes, "elus": list(HAUTE[:3])}
    assert keep(elect(tmp_path, genre, regime, election), VOTES) == []
    election["elus"] = [HAUTE[1], HAUTE[0], HAUTE[2]]
    assert keep(elect(tmp_path, genre, regime, election), VOTES) == ["VOT12 E"]


@pytest.mark.parametrize("regime", ["election-president", "election-adjoint-seul"])
def test_a_mayor_and_a_deputy_are_voted_on_be_they_alone(regime: str, tmp_path: Path):
    checked = elect(tmp_path, COMMUNE, regime, UNOPPOSED, president=DOYEN)
    assert keep(checked, VOTES) == ["VOT17 E"]


@pytest.mark.parametrize("genre", REMAINDERS, ids=lambda g: g.base)
def test_who_presides_over_the_election_of_a_president(genre: Genre, tmp_path: Path):
    election = by_names({NOMS[0]: 12, NOMS[5]: 7}, NOMS[0])
    other = {"membre": NOMS[2], "qualite": "premier vice-président"}
    for president, told in ((DOYEN, []), (None, ["VOT18 A"]), (other, ["VOT18 A"])):
        more = {"president": president} if president else {}
        checked = elect(tmp_path, genre, "election-president", election, **more)
        assert keep(checked, VOTES) == told, president


@pytest.mark.parametrize(
    ("vacant", "told"), [(0, []), (1, ["VOT18 A"]), (6, ["VOT18 A"]), (7, ["VOT18 E"])]
)
def test_a_council_is_whole_before_it_elects_a_mayor(
    vacant: int, told: list[str], tmp_path: Path
):
    """Of 19 seats, a third is more than six."""
    elect(
        tmp_path,
        COMMUNE,
        "election-president",
        by_names({NOMS[0]: 8, NOMS[5]: 4}, NOMS[0]),
        president=DOYEN,
    )
    left = MEMBRES - vacant

    def lose(authority: dict[str, Any]) -> None:
        del authority["membres"][left:]

    def attend(seance: dict[str, Any]) -> None:
        del seance["presents"][left:]

    change(tmp_path, "autorite.yaml", lose)
    change(tmp_path, "seance.yaml", attend)

    assert keep(check_session(tmp_path / "seance.yaml"), VOTES) == told


def test_secrecy_can_be_waived_but_where_the_law_itself_wants_it(tmp_path: Path):
    voix = by_names({NOMS[0]: 12, NOMS[5]: 7}, NOMS[0])
    for regime, told in (
        ("nomination", []),
        ("election-president", ["VOT11 E"]),
        ("election-adjoint-seul", ["VOT11 E"]),
    ):
        checked = elect(tmp_path, COMMUNE, regime, voix, president=DOYEN, **WAIVED)
        assert keep(checked, VOTES) == told, regime


def test_a_body_s_own_rule_is_a_record_of_its_file(tmp_path: Path):
    """Seats by the highest average where the statutes say so, and nothing in code."""
    record = {
        "scrutin_secret": "oui",
        "proportionnelle": "plus-forte-moyenne",
        "egalite": "plus-age",
        "article": "INVENTE",
        "confiance": "100",
    }

    def add(authority: dict[str, Any]) -> None:
        organe = authority["organes"][COMMUNE.organe]
        organe["regles"]["regimes"] = {"bureau": [record]}

    for elus, told in (
        ([*HAUTE[:3], BASSE[0]], []),
        (list(HAUTE[:4]), ["VOT12 E"]),
    ):
        elect(tmp_path, COMMUNE, "bureau", by_lists(14, 4, elus))
        change(tmp_path, "autorite.yaml", add)
        assert keep(check_session(tmp_path / "seance.yaml"), VOTES) == told


EPCI = Genre("epci", "conseil-communautaire", "president", "{}-01-001")
HAMEAU = Genre("commune-moins-1000", "conseil-municipal", "maire", "{}-01-001")


def one_by_one(*winners: str) -> list[dict[str, Any]]:
    """As many elections as there are seats, each between its winner and another."""
    return [
        by_names({name: 12, NOMS[9]: 7}, name, poste=f"siège n° {rank}")
        for rank, name in enumerate(winners, start=1)
    ]


@pytest.mark.parametrize(
    ("genre", "regime"),
    [(EPCI, "election-vice-presidents"), (HAMEAU, "election-adjoint-seul")],
    ids=str,
)
def test_a_bureau_is_elected_one_by_one(genre: Genre, regime: str, tmp_path: Path):
    voted = one_by_one(*NOMS[1:4])
    checked = elect(tmp_path, genre, regime, None, elections=voted)
    assert keep(checked, VOTES) == []
    voted[1]["elus"] = [NOMS[9]]
    checked = elect(tmp_path, genre, regime, None, elections=voted)
    assert keep(checked, VOTES) == ["VOT12 E"]


def test_a_grouping_follows_the_councils_that_it_is_like(tmp_path: Path):
    cao = by_lists(14, 4, [*HAUTE[:4], BASSE[0]])
    checked = elect(tmp_path, EPCI, "commission-appel-offres", cao)
    assert keep(checked, VOTES) == []
    president = by_names({NOMS[0]: 12, NOMS[5]: 7}, NOMS[0])
    checked = elect(tmp_path, EPCI, "election-president", president)
    assert keep(checked, VOTES) == ["VOT18 A"]
    adjoints = by_lists(11, 7, list(HAUTE))
    checked = elect(tmp_path, EPCI, "election-adjoints", adjoints)
    assert keep(checked, VOTES) == ["VOT16 E"]


@pytest.mark.parametrize(
    ("code", "organe", "sieges", "sure"),
    [
        ("commune", "conseil-municipal", 5, True),
        ("commune-moins-3500", "conseil-municipal", 3, True),
        ("commune-moins-1000", "conseil-municipal", 3, True),
        ("commune-alsace-moselle", "conseil-municipal", None, True),  # by population
        ("epci", "conseil-communautaire", 5, True),
        ("syndicat", "comite-syndical", 5, True),
        ("departement", "conseil-departemental", 5, True),
        ("region", "conseil-regional", 5, True),
        ("corse", "assemblee", 5, True),
        ("metropole-de-lyon", "conseil-metropole", 5, False),
        ("martinique", "assemblee", 5, False),
    ],
)
def test_a_tender_commission_has_the_seats_of_its_authority(
    code: str, organe: str, sieges: int | None, sure: bool
):
    autorite = load_autorite(code, data_dir(), None).autorite
    assert autorite is not None
    (record,) = autorite.organes[organe].regles.regimes["commission-appel-offres"]
    assert record.sieges == sieges
    assert (record.confiance >= SURE) is sure


def test_a_commission_of_four_is_refused_where_the_law_wants_five(tmp_path: Path):
    four = by_lists(14, 4, [*HAUTE[:3], BASSE[0]])
    checked = elect(tmp_path, EPCI, "commission-appel-offres", four)
    (told,) = (f for f in checked.findings if f.code == "VOT21")
    assert told.severity.value == "erreur"
    assert "L. 1411-5" in told.cites[0]
    assert "sieges: 5" in told.hint


@pytest.mark.parametrize(("population", "sieges"), [(3499, 3), (3500, 5)])
def test_seats_by_population_are_those_of_the_commune(
    population: int, sieges: int, tmp_path: Path
):
    """In Alsace and Moselle one base is for all sizes."""
    path = tmp_path / "a.yaml"
    path.write_text(
        f"base: commune-alsace-moselle\ncode: a\npopulation: {population}\n", "utf-8"
    )
    autorite = load_autorite("a.yaml", tmp_path, None).autorite
    assert autorite is not None
    regimes = autorite.organes["conseil-municipal"].regles.regimes
    (record,) = regimes["commission-appel-offres"]
    assert record.sieges == sieges


def test_what_a_small_commune_s_law_has_become_is_not_held_for_certain(tmp_path: Path):
    """Its deputies were elected one by one; what a law of 2025 changed was not read."""
    checked = elect(tmp_path, HAMEAU, "election-adjoints", by_lists(11, 7, list(BASSE)))
    (told,) = (f for f in checked.findings if f.code == "VOT12")
    assert told.confidence is not None
    assert told.confidence < SURE


# --- What is printed ------------------------------------------------------------


def render(folder: Path) -> tuple[str, dict[str, Any]]:
    """The words of the act in HTML, and the manifest; PDF and Word are made too."""
    out = folder / "out"
    done = call(
        *("render", folder / "seance.yaml", "-o", out, "--lang", "fr"),
        *("--format", "pdf,docx,html"),
    )
    assert done.status == 0, done.err
    (page,) = [p for p in out.rglob("*.html") if "deliberation" in p.name]
    (manifest,) = out.rglob("manifest.json")
    body = page.read_text(encoding="utf-8").partition("<body")[2]
    words = re.sub(r"<[^>]+>", " ", body)
    return " ".join(words.split()), json.loads(manifest.read_text(encoding="utf-8"))


def test_lists_seats_and_people_are_printed_in_every_format(tmp_path: Path):
    right = [*HAUTE[:4], BASSE[0]]
    elect(tmp_path, COMMUNE, "commission-appel-offres", by_lists(14, 4, right))
    words, _ = render(tmp_path)
    said = (
        "Au scrutin secret, il est procédé à l’élection suivante : les sièges.",
        "à la représentation proportionnelle au plus fort reste : 5.",
        "Listes présentées",
        "Liste Basse : Mme Dominique HETRE, M. Dominique IRIS",
        "Résultats du scrutin",
        "Liste Haute : 14 voix ; sièges obtenus : 4",
        "Liste Basse : 4 voix ; sièges obtenus : 1",
        "SONT ÉLUS : Mmes et MM.",
    )
    for part in said:
        assert part in words.replace("\xa0", " ").replace("\u202f", " "), words


def test_a_single_candidature_is_printed_and_no_vote_is(tmp_path: Path):
    elect(tmp_path, COMMUNE, "nomination", UNOPPOSED)
    words, _ = render(tmp_path)
    plain = words.replace("\xa0", " ").replace("\u202f", " ")
    assert "Une seule candidature ayant été déposée pour chaque poste" in plain
    assert "prend effet immédiatement : délégué." in plain
    assert "EST NOMMÉ : M." in plain
    assert "scrutin secret" not in plain
    told = call("check", tmp_path / "seance.yaml").out
    assert f": candidature unique ({NOMS[6]})" in told
    assert "ÉLU" not in plain


def test_two_elections_of_an_act_are_printed_one_after_the_other(tmp_path: Path):
    first = by_names({NOMS[0]: 12, NOMS[5]: 7}, NOMS[0], poste="titulaire")
    second = by_names({NOMS[6]: 11, NOMS[5]: 8}, NOMS[6], poste="suppléant")
    checked = elect(
        tmp_path,
        COMMUNE,
        "nomination",
        None,
        elections=[first, second],
    )
    assert keep(checked, VOTES) == []
    plain = render(tmp_path)[0].replace("\xa0", " ").replace("\u202f", " ")
    assert plain.index("suivante : titulaire.") < plain.index("suivante : suppléant.")


def test_another_way_of_electing_is_noted_and_kept_in_the_manifest(tmp_path: Path):
    motif = "vote préférentiel, article 9 du règlement inventé"
    election = by_names({NOMS[0]: 7, NOMS[5]: 12}, NOMS[0], mode="autre", motif=motif)
    checked = elect(tmp_path, COMMUNE, "nomination", election)
    assert keep(checked, VOTES) == ["VOT16 N"]
    words, manifest = render(tmp_path)
    assert motif not in words
    (kept,) = [c for c in manifest["constats"] if c["code"] == "VOT16"]
    assert kept["severity"] == "note"
    assert motif in kept["message"]


def test_what_another_way_of_electing_leaves_checked(tmp_path: Path):
    """Papers, members, secrecy: only who is elected is taken as typed."""
    motif = "vote préférentiel, article 9 du règlement inventé"
    keys = {"mode": "autre", "motif": motif}
    too_many = by_names({NOMS[0]: 15, NOMS[5]: 12}, NOMS[0], **keys)
    stranger = by_names({"Zoé ZEBRE": 12}, NOMS[0], **keys)
    waived = by_names({NOMS[0]: 12}, NOMS[0], **keys)
    for regime, election, acte, code in (
        ("nomination", too_many, {}, "VOT03 E"),
        ("election-adjoint-seul", stranger, {}, "PRE02 E"),
        ("election-adjoint-seul", waived, WAIVED, "VOT11 E"),
    ):
        checked = elect(tmp_path, COMMUNE, regime, election, **acte)
        assert code in keep(checked, [code[:5]]), regime
