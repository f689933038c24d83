"""Who sits in somebody's place: counted once, and printed as such."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from autorite_helpers import NOMS, Genre, list_codes, make_autorite, try_sitting
from delib_gen.checking import Checked, check_session
from presences_helpers import hold, plain, spell, take_acte, view


def test_substitute_counts_once_in_the_place_of_the_member(tmp_path: Path):
    acte = take_acte(hold(tmp_path))
    assert (acte.quorum.base, acte.quorum.requis, acte.quorum.presents) == (5, 3, 3)
    assert [elu.nom for elu in acte.presence.votants] == ["GRANIT", "MARBRE", "SCHISTE"]
    assert acte.decompte is not None
    assert acte.decompte.count("pour") == 3


def test_two_substitutes_hold_two_seats(tmp_path: Path):
    sitting = hold(
        tmp_path,
        presents=["GRANIT", "SCHISTE", "TALC"],
        suppleants={"TALC": "ARDOISE"},
        absents=["MARBRE", "QUARTZ"],
        excuses=["BASALTE"],
    )
    acte = take_acte(sitting)
    assert (acte.quorum.base, acte.quorum.presents) == (5, 3)
    seats = acte.presence.suppleances.sieges
    assert {e.nom: t.nom for e, t in seats.items()} == {
        "SCHISTE": "BASALTE",
        "TALC": "ARDOISE",
    }


def test_without_the_substitute_the_quorum_is_not_there(tmp_path: Path):
    found = hold(tmp_path, presents=["GRANIT", "MARBRE"]).findings
    assert [f.code for f in found] == ["PRE01"]


def test_substitute_is_printed_with_the_member_replaced(tmp_path: Path):
    seen = view(hold(tmp_path))
    assert plain(spell(seen.presences[0])) == (
        "Aline GRANIT ; Cécile MARBRE ; Fabien SCHISTE, suppléant de M. Didier BASALTE"
    )
    assert "BASALTE" in spell(seen.absences[0])


def test_woman_who_replaces_a_woman_is_said_so_where_votes_name_her(tmp_path: Path):
    seen = view(
        hold(
            tmp_path,
            presents=["GRANIT", "MARBRE", "TALC"],
            suppleants={"TALC": "QUARTZ"},
            excuses=["ARDOISE", "BASALTE"],
            acte={"vote": {"contre": ["TALC"]}},
        )
    )
    against = next(g for g in seen.scrutins[0].groupes if "CONTRE" in g.intitule)
    assert plain(spell(against)) == "Gisèle TALC, suppléante de Mme Elsa QUARTZ."
    assert [g.intitule for g in seen.absences] == [
        "ETAIENT EXCUSES\N{NO-BREAK SPACE}: MM."
    ]


def test_substitute_steps_aside_as_the_seat_and_the_member_does_not(tmp_path: Path):
    motif = {"motif": "L1111-6"}
    lists = {
        "presents": ["GRANIT", "MARBRE", "ARDOISE", "QUARTZ", "SCHISTE"],
        "excuses": ["BASALTE"],
    }
    for deports, base, there in (
        (["SCHISTE"], 4, 4),
        (["BASALTE"], 5, 5),
        (["BASALTE", "SCHISTE"], 4, 4),
    ):
        acte = {"deports": [{"membre": nom, **motif} for nom in deports]}
        checked = hold(tmp_path, acte=acte, **lists)
        assert checked.situation is not None
        quorum = checked.situation.actes[0].quorum
        assert (quorum.base, quorum.presents) == (base, there), deports


def test_power_of_the_member_ends_when_the_substitute_comes(tmp_path: Path):
    checked = hold(
        tmp_path,
        presents=["GRANIT", "MARBRE", "ARDOISE"],
        excuses=["QUARTZ"],
        pouvoirs={"BASALTE": "MARBRE"},
        mouvements=[{"membre": "SCHISTE", "arrive": "2023-01 C"}],
    )
    acte = take_acte(checked)
    assert acte.presence.representes == {}
    assert [e.nom for e in acte.presence.votants] == [
        *("ARDOISE", "GRANIT", "MARBRE", "SCHISTE")
    ]


def test_member_who_comes_back_beside_his_substitute_is_told(tmp_path: Path):
    lists = {
        "presents": ["GRANIT", "MARBRE", "SCHISTE"],
        "excuses": ["ARDOISE", "QUARTZ"],
    }
    comes = {"membre": "BASALTE", "arrive": "2023-01 C"}
    leaves = {"membre": "SCHISTE", "quitte": "2023-01 C"}
    told = hold(tmp_path, mouvements=[comes], **lists)
    assert "PRE21" in [f.code for f in told.findings]
    acte = take_acte(hold(tmp_path, mouvements=[leaves, comes], **lists))
    assert acte.quorum.presents == 3
    assert not acte.presence.suppleances.sieges


def test_advisory_voice_neither_counts_nor_votes_and_is_printed_apart(tmp_path: Path):
    seen_by = hold(
        tmp_path,
        presents=["GRANIT", "MARBRE", "SCHISTE", "OPALE"],
        assistent=[{"nom": "Mme Rose PIERRE", "qualite": "directrice"}, "TALC"],
    )
    acte = take_acte(seen_by)
    assert (acte.quorum.base, acte.quorum.presents) == (5, 3)
    assert "OPALE" not in [elu.nom for elu in acte.presence.votants]
    assert "OPALE" not in spell(view(seen_by).presences[0])
    assert plain(spell(view(seen_by).assistants[0])) == (
        "M. Ivan OPALE, avec voix consultative ; Mme Rose PIERRE, directrice ; "
        "Mme Gisèle TALC"
    )


def test_substitute_who_gives_the_seat_back_is_not_absent(tmp_path: Path):
    seen = view(
        hold(
            tmp_path,
            presents=["GRANIT", "MARBRE", "SCHISTE", "OPALE"],
            excuses=["ARDOISE", "QUARTZ"],
            mouvements=[
                {"membre": "SCHISTE", "quitte": "2023-01 C"},
                {"membre": "OPALE", "quitte": "2023-01 C"},
                {"membre": "BASALTE", "arrive": "2023-01 C"},
            ],
        )
    )
    assert [spell(g) for g in seen.absences] == ["Bruno ARDOISE, Elsa QUARTZ"]


def test_substitute_whom_the_sheet_names_absent_is_printed_so(tmp_path: Path):
    seen = view(hold(tmp_path, absents=["TALC"]))
    assert spell(seen.absences[0]) == "Gisèle TALC"


EPCI = Genre("epci", "conseil-communautaire", "president", "{}-01-001")
SYNDICAT = Genre("syndicat", "comite-syndical", "president", "{}-01-001")
COMMUNE = Genre("commune", "conseil-municipal", "maire", "{}-01-001")
JOUR = dt.date(2025, 3, 14)


def sit_with_substitute(
    folder: Path, genre: Genre, *, registered: bool = True, titulaire: str = NOMS[4]
) -> Checked:
    """Five members, of whom two are there, and the substitute of one who is not."""
    seance = {"convocation": "2025-03-06", "secretaires": [NOMS[1]]}
    try_sitting(folder, genre, JOUR, membres=5, presents=2, seance=seance)
    session = json.loads((folder / "seance.yaml").read_text(encoding="utf-8"))
    session["presents"].append(NOMS[7])
    (folder / "seance.yaml").write_text(json.dumps(session), encoding="utf-8")
    authority = make_autorite(genre, 5)
    if registered:
        mandat = {"organe": genre.organe, "suppleant_de": titulaire}
        authority["membres"].append(
            {
                "civilite": "M.",
                "prenom": "Dominique",
                "nom": NOMS[7],
                "mandats": [mandat],
            }
        )
    (folder / "autorite.yaml").write_text(json.dumps(authority), encoding="utf-8")
    return check_session(folder / "seance.yaml")


@pytest.mark.parametrize("genre", [EPCI, SYNDICAT], ids=lambda genre: genre.base)
def test_groupings_have_substitutes_by_law(genre: Genre, tmp_path: Path):
    checked = sit_with_substitute(tmp_path, genre)
    assert list_codes(checked) == []
    assert checked.situation is not None
    quorum = checked.situation.actes[0].quorum
    assert (quorum.base, quorum.requis, quorum.presents) == (5, 3, 3)


def test_a_commune_has_none(tmp_path: Path):
    assert "PRE21 E" in list_codes(sit_with_substitute(tmp_path, COMMUNE))


def test_one_who_is_not_registered_is_told_how(tmp_path: Path):
    (found,) = (
        f
        for f in sit_with_substitute(tmp_path, EPCI, registered=False).findings
        if f.code == "PRE02"
    )
    assert "`suppleant_de`" in found.hint
