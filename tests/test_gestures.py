"""Gestures of a sitting: what they write is what was meant, and nothing else."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from conftest import EVERYTHING, ROOT, draw
from delib_gen.checking import Checked, check_session
from delib_gen.desk.gestures import Gesture, agenda, aside, elections, presence, votes
from delib_gen.desk.gestures.ballots import find_scrutin, read_parties
from delib_gen.desk.gestures.naming import name_elu
from delib_gen.desk.gestures.roll_calls import (
    Lieu,
    call,
    call_all,
    recall,
    withdraw_call,
)
from delib_gen.edits.apply import apply_changes
from delib_gen.edits.changes import Delete, Edited, Insert, Refused, Set
from delib_gen.findings import Severity
from delib_gen.load.sources import Sources
from delib_gen.model.groupes import find_group
from delib_gen.model.situation import ActeEnSeance, Situation
from delib_gen.resources import data_dir
from delib_gen.schema.acte import MotifDeport, Statut
from delib_gen.schema.autorite import Elu
from delib_gen.schema.vote import SENS, Scrutin

EXEMPLES = data_dir() / "exemples"
PLENIERE, COMMUNE = "2026-09-30-ac", "2025-06-24-commune"
FEW, MORE = 8, 40
HELD = sorted(
    path.parent.name
    for path in EXEMPLES.glob("*/seance.yaml")
    if "stade: projet" not in path.read_text(encoding="utf-8")
)


class Desk:
    """A sitting in memory, that gestures change one after the other."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.texts: dict[Path, str] = {}
        self.check()

    def check(self) -> None:
        self.checked: Checked = check_session(self.path, sources=Sources(self.texts))
        assert self.checked.situation is not None
        self.situation: Situation = self.checked.situation

    def do(self, gesture: Gesture) -> str:
        """What a gesture makes of the session's text."""
        assert not isinstance(gesture, Refused), gesture
        edited = apply_changes(Sources(self.texts), self.path, gesture)
        assert isinstance(edited, Edited), (gesture, edited)
        self.texts |= edited.files
        self.check()
        return self.texts.get(self.path, self.path.read_text(encoding="utf-8"))

    @property
    def text(self) -> str:
        return self.do([])

    def acte(self, rank: int) -> ActeEnSeance:
        return self.situation.actes[rank]

    def elu(self, name: str) -> Elu:
        elu = self.situation.annuaire.find(name).elu
        assert elu is not None
        return elu

    def errors(self) -> set[str]:
        found = self.checked.findings
        return {f.code for f in found if f.severity is Severity.ERREUR}


@pytest.fixture
def pleniere() -> Desk:
    return Desk(EXEMPLES / PLENIERE / "seance.yaml")


@pytest.fixture
def commune() -> Desk:
    return Desk(EXEMPLES / COMMUNE / "seance.yaml")


def show(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that left, and those that came."""
    old, new = before.splitlines(), after.splitlines()
    return [x for x in old if x not in new], [x for x in new if x not in old]


def test_an_arrival_is_a_line_and_a_second_click_takes_it_back(commune: Desk) -> None:
    """In the order of the acts, with its hour; the whole list goes with the last."""
    first, elu = commune.text, commune.elu("VOLPELIER")
    after = commune.do(presence.toggle(commune.acte(2), elu, "18 h 30"))

    assert show(first, after) == (
        [],
        [
            "mouvements:",
            "  - {membre: VOLPELIER, arrive: 2025-06-043, heure: 18 h 30}",
        ],
    )
    assert [elu in a.etat.presents for a in commune.situation.actes] == [
        *[False] * 2,
        *[True] * 4,
    ]
    other = commune.elu("OUCHEVAL")
    sooner = commune.do(presence.toggle(commune.acte(1), other))
    assert sooner.index("membre: OUCHEVAL, quitte") < sooner.index("membre: VOLPELIER")
    for acte, someone in ((1, other), (2, elu)):
        last = commune.do(presence.toggle(commune.acte(acte), someone))
    assert last == first


def test_who_comes_sooner_than_was_noted_has_one_arrival(commune: Desk) -> None:
    """The later one moves; it is not noted twice."""
    elu = commune.elu("VOLPELIER")
    commune.do(presence.arrive(commune.acte(4), elu, "20 h"))
    text = commune.do(presence.arrive(commune.acte(1), elu, "19 h"))

    assert text.count("VOLPELIER, arrive") == 1
    assert "{membre: VOLPELIER, arrive: 2025-06-042, heure: 19 h}" in text


def test_a_departure_taken_back_takes_the_return_along(pleniere: Desk) -> None:
    """Who never left does not come back: the return would be one of somebody there."""
    elu = pleniere.elu("de CASTA VECCHIA")
    rank = next(a.lu.index for a in pleniere.situation.actes if a.numero == "26/103 AC")
    before = pleniere.text
    left, came = show(before, pleniere.do(presence.toggle(pleniere.acte(rank), elu)))

    assert [line.split(",")[1].strip() for line in left if "membre" in line] == [
        "quitte: 26/103 AC",
        "arrive: 26/106 AC",
    ]
    assert came == []
    assert "PRE12" not in pleniere.errors()


def test_a_power_is_left_given_later_and_taken_back(commune: Desk) -> None:
    """With the departure, or from an act of its own; its giver's return ends it."""
    elu, holder, other = map(commune.elu, ("OUCHEVAL", "BELCOMBE", "CASTELVIEL"))
    first = commune.text
    text = commune.do(presence.leave(commune.acte(1), elu, "19 h", holder))
    assert "{membre: OUCHEVAL, quitte: 2025-06-042, pouvoir: BELCOMBE, " in text
    commune.do(presence.give_power(commune.acte(3), elu, other))
    held = [a.etat.pouvoirs.get(elu) for a in commune.situation.actes]
    assert held == [None, holder, holder, other, other, other]
    commune.do(presence.arrive(commune.acte(5), elu))
    assert [a.etat.pouvoirs.get(elu) for a in commune.situation.actes] == [
        *held[:5],
        None,
    ]
    commune.do(presence.toggle(commune.acte(5), elu))
    commune.do(presence.give_power(commune.acte(3), elu, None))
    assert commune.do(presence.toggle(commune.acte(1), elu)) == first


def test_who_comes_before_his_power_began_gives_none(commune: Desk) -> None:
    """It would be one of somebody who is there."""
    first, elu = commune.text, commune.elu("VOLPELIER")
    holder = commune.elu("BELCOMBE")
    commune.do(presence.give_power(commune.acte(3), elu, holder))
    text = commune.do(presence.arrive(commune.acte(1), elu))

    assert "des:" not in text
    assert commune.do(presence.toggle(commune.acte(1), elu)) == first


def test_a_departure_that_was_none_does_not_keep_one_away(commune: Desk) -> None:
    """Somebody typed that an absent left: a click makes him come all the same."""
    elu = commune.elu("VOLPELIER")
    wrong = {"membre": "VOLPELIER", "quitte": "2025-06-042"}
    commune.do([Insert(("mouvements",), 0, wrong)])
    assert "PRE12" in commune.errors()
    commune.do(presence.arrive(commune.acte(1), elu))

    assert elu in commune.acte(1).etat.presents


def test_what_follows_the_next_roll_call_is_left_alone(pleniere: Desk) -> None:
    """The second day has its own sheet: its departures are not those of the first."""
    elu = pleniere.elu("INCUDINACCI")
    text = pleniere.do(presence.leave(pleniere.acte(1), elu, "11 h"))

    assert "{membre: INCUDINACCI, quitte: 26/109 AC, heure: 11 h 20}" in text
    assert text.count("INCUDINACCI, quitte") == 2


def test_nobody_gives_a_power_to_who_is_away_or_while_there(commune: Desk) -> None:
    """It is said in words, and nothing is written."""
    here, away = commune.elu("OUCHEVAL"), commune.elu("VOLPELIER")
    acte = commune.acte(1)

    assert isinstance(presence.give_power(acte, here, away), Refused)
    assert isinstance(
        presence.give_power(acte, away, commune.elu("VALBRESSE")), Refused
    )
    assert isinstance(presence.leave(acte, here, mandataire=away), Refused)


def test_at_the_opening_somebody_is_in_one_list(commune: Desk) -> None:
    """Where it was left, the name goes; into the next one it goes at its place."""
    first, elu = commune.text, commune.elu("MALVERNE")
    holder = commune.elu("BELCOMBE")
    for lieu in (Lieu.EXCUSE, Lieu.ABSENT, holder, Lieu.PRESENT):
        text = commune.do(call(commune.situation, elu, lieu))
        etat = commune.acte(0).etat
        assert (elu in etat.presents) is (lieu is Lieu.PRESENT)
        assert (elu in etat.excuses) is (lieu is Lieu.EXCUSE)
        assert etat.pouvoirs.get(elu) is (holder if lieu is holder else None)
        again = call(commune.situation, elu, lieu)
        assert commune.do(again) == text
    assert text == first


def test_an_act_without_a_name_is_given_one(commune: Desk) -> None:
    """A movement names its act: `id` will do until there is a number."""
    commune.do([Delete(("actes", 1, "numero"))])
    text = commune.do(presence.arrive(commune.acte(1), commune.elu("VOLPELIER")))

    assert "  - id: point-2\n    matiere:" in text
    assert "arrive: point-2}" in text
    text = commune.do(agenda.add_acte(commune.situation, "Un point", rank=1))
    assert "  - id: point-7\n    titre: Un point\n" in text


def test_a_vote_is_marked_and_marked_again(commune: Desk) -> None:
    """Everybody for, but those marked; the second click is for again."""
    first, acte = commune.text, 2
    one, two = commune.elu("RIVEDOUCE"), commune.elu("PALOMBIER")
    commune.do(votes.mark(commune.acte(acte), [one], "contre"))
    text = commune.do(votes.mark(commune.acte(acte), [two], "contre"))
    assert "    vote:\n      contre: [PALOMBIER, RIVEDOUCE]\n" in text
    text = commune.do(votes.mark(commune.acte(acte), [one], "abstention"))
    assert (
        "    vote:\n      contre: [PALOMBIER]\n      abstention: [RIVEDOUCE]\n" in text
    )
    commune.do(votes.mark(commune.acte(acte), [one], "abstention"))
    assert commune.do(votes.mark(commune.acte(acte), [two], "contre")) == first


def test_one_name_out_of_a_vote_keeps_the_remarks(commune: Desk) -> None:
    """And all other names where they were."""
    before = commune.text
    after = commune.do(votes.mark(commune.acte(0), [commune.elu("RENARDIERE")], "pour"))

    assert show(before, after) == (
        ["      contre: [PALOMBIER, RENARDIERE, RIVEDOUCE, SAUVETERRAIN]"],
        ["      contre: [PALOMBIER, RIVEDOUCE, SAUVETERRAIN]"],
    )


def test_the_same_vote_as_another_act(commune: Desk) -> None:
    """Of those who vote at this one: FONTARELLE may at the second, not at the first."""
    commune.do(votes.mark(commune.acte(1), [commune.elu("FONTARELLE")], "contre"))
    commune.do(votes.vote_as(commune.acte(0), commune.acte(1).scrutin))
    first, second = (a.scrutin for a in commune.situation.actes[:2])

    assert first is not None
    assert second is not None
    assert commune.elu("FONTARELLE") not in first.decompte.contre
    assert first.decompte.abstention == second.decompte.abstention
    commune.do(votes.vote_all(commune.acte(0)))
    assert "    vote: unanimite                       # 19 présents" in commune.text


def test_a_group_votes_by_names() -> None:
    """All of it that votes, each by name; who was of a list for groups leaves it."""
    desk = Desk(ROOT / "tests/cas/VOT20/ok-un-groupe.yaml")
    acte = desk.acte(0)
    groupe = next(g for e in acte.presence.votants if (g := find_group(acte, e)))
    wanted = [e for e in acte.presence.votants if find_group(acte, e) == groupe]
    for sens in ("contre", "abstention", "pour"):
        desk.do(votes.mark_group(desk.acte(0), groupe, sens))
        scrutin = desk.acte(0).scrutin
        assert scrutin is not None
        names = {e.nom_complet for e in getattr(scrutin.decompte, sens)}
        assert {e.nom_complet for e in wanted} <= names
    assert isinstance(votes.mark_group(acte, "Personne", "contre"), Refused)


def test_one_of_a_group_votes_otherwise_and_with_it_again() -> None:
    """An exception to the group, which is named as it was; the second click ends it."""
    desk = Desk(ROOT / "tests/cas/VOT20/ok-un-groupe.yaml")
    first, scrutin = desk.text, desk.acte(0).scrutin
    assert scrutin is not None
    elu = scrutin.decompte.contre[0]
    text = desk.do(votes.mark(desk.acte(0), [elu], "non_participation"))

    assert f"groupes: [Demain], sauf: [FAON, {elu.nom}]" in text
    assert f"non_participation: [{elu.nom}]" in text
    now = desk.acte(0).scrutin
    assert now is not None
    assert [e.nom for e in now.decompte.contre] == [
        e.nom for e in scrutin.decompte.contre[1:]
    ]
    again = desk.do(votes.mark(desk.acte(0), [elu], "contre"))
    assert again == first.replace("sauf: FAON", "sauf: [FAON]")


def test_a_secret_ballot_takes_figures_and_no_name(commune: Desk) -> None:
    """Names that were marked go when it becomes secret; marking one is refused."""
    acte = 2
    commune.do(votes.mark(commune.acte(acte), [commune.elu("PALOMBIER")], "contre"))
    commune.do(votes.choose_scrutin(commune.acte(acte), Scrutin.SECRET))
    figures = {"pour": 22, "contre": 1, "blancs": 1, "nuls": 0}
    text = commune.do(votes.state_figures(commune.acte(acte), figures))

    wanted = "decompte: {pour: 22, contre: 1, blancs: 1, nuls: 0}"
    assert f"    vote:\n      scrutin: secret\n      {wanted}\n" in text
    assert isinstance(
        votes.mark(commune.acte(acte), [commune.elu("PALOMBIER")], "contre"), Refused
    )
    assert isinstance(votes.vote_all(commune.acte(acte)), Refused)
    opened = commune.do(votes.choose_scrutin(commune.acte(acte), Scrutin.ORDINAIRE))
    assert "      decompte: {pour: 22, contre: 1}\n" in opened


def test_parts_are_voted_on_one_by_one(commune: Desk) -> None:
    """Each has its lists; the last one gone, the vote is as before."""
    first, acte = commune.text, 2
    for objet in ("le règlement", "les conventions"):
        commune.do(votes.add_partie(commune.acte(acte), objet, [1]))
    commune.do(votes.mark(commune.acte(acte), [commune.elu("PALOMBIER")], "contre", 1))
    parties = commune.acte(acte).parties

    assert [len(p.decompte.contre) for p in parties] == [0, 1]
    for rank in (1, 0):
        commune.do(votes.remove_partie(commune.acte(acte), rank))
    assert commune.text == first


def test_a_part_is_voted_on_in_secret_and_the_others_wait(commune: Desk) -> None:
    """Its figures are asked for; nobody is marked in the other part meanwhile."""
    acte, elu = 2, commune.elu("PALOMBIER")
    for objet in ("le règlement", "les conventions"):
        commune.do(votes.add_partie(commune.acte(acte), objet))
    commune.do(votes.choose_scrutin(commune.acte(acte), Scrutin.SECRET, (), 0))
    assert commune.acte(acte).parties == ()
    assert len(read_parties(commune.acte(acte))) == 2
    assert isinstance(votes.mark(commune.acte(acte), [elu], "contre", 1), Refused)
    figures = {"pour": 20, "contre": 3, "blancs": 1}
    commune.do(votes.state_figures(commune.acte(acte), figures, 0))
    commune.do(votes.mark(commune.acte(acte), [elu], "contre", 1))
    assert [p.decompte.count("contre") for p in commune.acte(acte).parties] == [3, 1]
    assert commune.errors() == set()
    refused = votes.vote_as(commune.acte(acte), find_scrutin(commune.acte(acte), 0), 1)
    assert isinstance(refused, Refused)


def test_a_part_is_voted_on_like_the_one_before(commune: Desk) -> None:
    acte, elu = 2, commune.elu("PALOMBIER")
    for objet in ("le règlement", "les conventions"):
        commune.do(votes.add_partie(commune.acte(acte), objet))
    commune.do(votes.mark(commune.acte(acte), [elu], "abstention", 0))
    first = find_scrutin(commune.acte(acte), 0)
    commune.do(votes.vote_as(commune.acte(acte), first, 1))
    assert [p.decompte.abstention for p in commune.acte(acte).parties] == [(elu,)] * 2
    assert [f"{p['objet']}" for p in read_parties(commune.acte(acte))] == [
        "le règlement",
        "les conventions",
    ]


def test_the_whole_of_parts_is_voted_by_everybody(commune: Desk) -> None:
    """Without a name the parts alone would decide: all are named."""
    acte = 2
    commune.do(votes.add_partie(commune.acte(acte), "le règlement"))
    assert commune.acte(acte).scrutin is None
    commune.do(votes.vote_all(commune.acte(acte)))
    held = commune.acte(acte).scrutin
    assert held is not None
    assert held.decompte.chiffres.pour == len(commune.acte(acte).presence.votants)
    assert commune.errors() == set()
    commune.do(votes.mark(commune.acte(acte), [commune.elu("PALOMBIER")], "contre"))
    held = commune.acte(acte).scrutin
    assert held is not None
    assert held.decompte.chiffres.contre == 1
    assert commune.errors() == set()


def test_who_takes_no_part_in_a_secret_ballot_is_named(commune: Desk) -> None:
    """All see it: the name stays where figures come; who votes is never named."""
    acte, elu = 2, commune.elu("PALOMBIER")
    commune.do(votes.mark(commune.acte(acte), [commune.elu("HAUTERIVAL")], "contre"))
    commune.do(votes.choose_scrutin(commune.acte(acte), Scrutin.SECRET))
    commune.do(aside.stay_out(commune.acte(acte), elu))
    figures = {"pour": 20, "contre": 2, "non_participation": 1, "blancs": 1}
    text = commune.do(votes.state_figures(commune.acte(acte), figures))
    assert "      non_participation: [PALOMBIER]\n" in text
    assert "HAUTERIVAL]" not in text[text.index("2025-06-043") :][:600]
    held = commune.acte(acte).scrutin
    assert held is not None
    assert held.decompte.non_participation == (elu,)
    assert commune.errors() == set()
    assert "[PALOMBIER]" not in commune.do(aside.stay_out(commune.acte(acte), elu))


def test_the_roll_is_called_again_on_the_second_day(pleniere: Desk) -> None:
    """Nobody's place is told yet; the sheet goes where it was not held after all."""
    acte = 7
    pleniere.do([Delete(("appels",))])
    first = pleniere.text
    pleniere.do(recall(pleniere.acte(acte)))
    assert isinstance(recall(pleniere.acte(acte)), Refused)
    assert pleniere.acte(acte).presence.presents == ()
    away, holder = pleniere.elu("ALBITRONI"), pleniere.elu("ARDIPOLI")
    pleniere.do(call(pleniere.situation, away, holder, 1))
    pleniere.do(call(pleniere.situation, pleniere.elu("MELARIA"), Lieu.EXCUSE, 1))
    pleniere.do(call_all(pleniere.situation, 1))
    there = pleniere.acte(acte).presence
    assert len(there.presents) == 61
    assert there.representes[pleniere.elu("ALBITRONI")] is pleniere.elu("ARDIPOLI")
    assert pleniere.elu("MELARIA") in there.excuses
    assert len(pleniere.acte(6).presence.presents) < 61
    assert pleniere.do(withdraw_call(pleniere.situation, 1)) == first


def test_who_steps_aside_takes_part_again(commune: Desk) -> None:
    """The list goes with the last one."""
    first, elu = commune.text, commune.elu("PALOMBIER")
    motif = MotifDeport.L1111_6
    text = commune.do(aside.step_aside(commune.acte(2), elu, motif, sort=True))

    assert "      - {membre: PALOMBIER, motif: L1111-6, sort: oui}\n" in text
    assert elu in commune.acte(2).presence.ecartes
    assert isinstance(votes.mark(commune.acte(2), [elu], "contre"), Refused)
    assert commune.do(aside.step_aside(commune.acte(2), elu, motif)) == first


def test_items_come_move_and_are_put_off(commune: Desk) -> None:
    """Arrivals follow their act; one put off has no vote, and is put to it again."""
    commune.do(presence.arrive(commune.acte(2), commune.elu("VOLPELIER")))
    commune.do(agenda.move_acte(commune.acte(2), 0))
    assert commune.acte(0).numero == "2025-06-043"
    assert commune.elu("VOLPELIER") in commune.acte(0).etat.presents
    text = commune.do(agenda.set_aside(commune.acte(0), Statut.REPORTE))
    assert "    statut: reporte\n" in text
    assert commune.acte(0).acte.vote is None
    assert "VOT07" not in commune.errors()
    text = commune.do(agenda.set_aside(commune.acte(0), Statut.REPORTE))
    assert "statut:" not in text
    commune.do(agenda.remove_acte(commune.acte(0)))
    assert "numero: 2025-06-043\n" not in commune.text


def test_an_act_that_waits_for_its_vote_is_there_to_be_voted_on(commune: Desk) -> None:
    """Before its turn an act of a sitting has no vote: it is told, and can be taken."""
    before = commune.text
    commune.do([Delete(("actes", 2, "vote"))])
    assert "STR02" in commune.errors()
    assert [a.lu.index for a in commune.situation.actes] == list(range(6))
    commune.do(presence.arrive(commune.acte(2), commune.elu("VOLPELIER"), "19 h"))
    assert commune.elu("VOLPELIER") in commune.acte(2).etat.presents
    commune.do(presence.toggle(commune.acte(2), commune.elu("VOLPELIER")))
    commune.do(votes.vote_all(commune.acte(2)))
    assert commune.text == before


def test_a_name_that_two_bear_is_written_whole(pleniere: Desk) -> None:
    """As short as the register allows."""
    situation = pleniere.situation
    for elu in situation.annuaire.membres:
        assert situation.annuaire.find(name_elu(situation, elu)).elu is elu


def _list_states(situation: Situation) -> list[tuple[frozenset[Elu], dict[Elu, Elu]]]:
    return [(a.etat.presents, a.etat.pouvoirs) for a in situation.actes]


def _named(states: list[tuple[frozenset[Elu], dict[Elu, Elu]]], but: Elu) -> object:
    """Where everybody else is, act by act."""
    return [
        (
            sorted(e.nom_complet for e in presents if e.nom_complet != but.nom_complet),
            sorted(
                (g.nom_complet, h.nom_complet)
                for g, h in powers.items()
                if g.nom_complet != but.nom_complet
            ),
        )
        for presents, powers in states
    ]


@pytest.mark.parametrize("example", draw(4, HELD))
def test_clicks_at_random_move_nobody_else(example: str) -> None:
    """From the act on the member is where he was put; before, and others, as before."""
    desk = Desk(EXEMPLES / example / "seance.yaml")
    random = Random(7)  # noqa: S311 - the same each time
    known = desk.errors()
    for _ in range(MORE if EVERYTHING else FEW):
        situation = desk.situation
        before = _list_states(situation)
        acte = random.choice(situation.actes)
        elu = random.choice(situation.annuaire.membres)
        here = elu in acte.etat.presents
        there = sorted(acte.etat.presents, key=lambda e: e.nom_complet)
        holder = random.choice(there or [elu])  # small organs empty out
        gesture: Gesture
        draw, power = random.random(), False
        if here and draw < 0.3 and holder is not elu:
            gesture = presence.leave(acte, elu, "20 h", holder)
        elif not here and draw < 0.4 and holder is not elu:
            gesture, power = presence.give_power(acte, elu, holder), True
        else:
            gesture = presence.toggle(acte, elu, "20 h")
        desk.do(gesture)
        after = _list_states(desk.situation)
        name, rank = elu.nom_complet, acte.lu.index
        now = {e.nom_complet for e in after[rank][0]}
        assert (name in now) is (here if power else not here), (name, rank, gesture)
        assert _named(before, elu) == _named(after, elu)
        assert [name in {e.nom_complet for e in p} for p, _ in before[:rank]] == [
            name in {e.nom_complet for e in p} for p, _ in after[:rank]
        ]
        if power:
            held = {g.nom_complet: h.nom_complet for g, h in after[rank][1].items()}
            assert held[name] == holder.nom_complet
        assert "PRE12" not in desk.errors() - known, gesture


@pytest.mark.parametrize("example", draw(4, HELD))
def test_votes_at_random_are_as_marked(example: str) -> None:
    """Whatever the form of the vote: by names, by groups, with those for named too."""
    desk = Desk(EXEMPLES / example / "seance.yaml")
    random = Random(8)  # noqa: S311 - the same each time
    for _ in range(MORE if EVERYTHING else FEW):
        ordinary = [
            a for a in desk.situation.actes if a.scrutin and not a.scrutin.secret
        ]
        acte = random.choice(ordinary)
        elu, sens = random.choice(acte.presence.votants), random.choice(SENS)
        scrutin = acte.scrutin
        assert scrutin is not None
        before = {s: {m.elu for m in scrutin.votes[s]} for s in SENS}
        desk.do(votes.mark(acte, [elu], sens))
        marked = desk.acte(acte.lu.index).scrutin
        assert marked is not None
        name = elu.nom_complet
        wanted = "pour" if elu in before[sens] else sens
        for heading in SENS:
            names = {m.elu.nom_complet for m in marked.votes[heading] if m.elu}
            others = {e.nom_complet for e in before[heading] if e} - {name}
            assert names - {name} == others
            told = heading != "pour" or marked.vote.pour is not None
            assert (name in names) is (heading == wanted and told), (
                name,
                sens,
                heading,
            )


def _elect(desk: Desk, rank: int, poste: str, regime: str, sieges: int = 1) -> None:
    """Begin an election on an act, whatever it did before."""
    for _ in elections.read_elections(desk.acte(rank)):
        desk.do(elections.withdraw(desk.acte(rank), 0))
    desk.do(elections.begin(desk.acte(rank), poste, regime, sieges))


def _round(
    desk: Desk, rank: int, tour: int, voix: dict[str, int], **papers: int
) -> list[str]:
    """Note a round; whom the session names as elected then."""
    desk.do(elections.state_round(desk.acte(rank), 0, tour, voix, papers))
    return elections.read_elections(desk.acte(rank))[0].elus


def test_an_election_is_held_round_by_round(commune: Desk) -> None:
    """Nobody has the majority at first; whom the second one elects is written."""
    acte = 3
    before = commune.text
    _elect(commune, acte, "représentant de la commune", "nomination")
    assert commune.acte(acte).elections == ()
    first, second = {"HAUTERIVAL": 11, "PALOMBIER": 10}, {"HAUTERIVAL": 11}
    assert _round(commune, acte, 0, {**first, "RIVEDOUCE": 3}, blancs=0) == []
    assert "STR02" in commune.errors()
    assert _round(commune, acte, 1, {**second, "PALOMBIER": 11}, blancs=2) == []
    third = {"HAUTERIVAL": 12, "PALOMBIER": 11}
    assert _round(commune, acte, 2, third, blancs=1) == ["HAUTERIVAL"]

    assert commune.errors() == set()
    (held,) = commune.acte(acte).elections
    assert [t.blancs for t in held.tours] == [0, 2, 1]
    assert "        - candidats: {HAUTERIVAL: 12, PALOMBIER: 11}\n" in commune.text
    commune.do(elections.take_round_back(commune.acte(acte), 0))
    assert elections.read_elections(commune.acte(acte))[0].elus == []
    assert "représentant de la commune au conseil" in before


def test_a_corrected_figure_elects_another_one(commune: Desk) -> None:
    acte = 3
    assert _round(commune, acte, 0, {"HAUTERIVAL": 9, "PALOMBIER": 13}, blancs=2) == [
        "PALOMBIER"
    ]
    (held,) = commune.acte(acte).elections
    assert [(c.mention.texte, c.voix) for c in held.tours[0].candidats] == [
        ("HAUTERIVAL", 9),
        ("PALOMBIER", 13),
    ]
    assert commune.errors() == set()


def test_a_first_election_becomes_one_of_several(commune: Desk) -> None:
    acte = 3
    first = elections.read_elections(commune.acte(acte))[0].saisie
    commune.do(elections.begin(commune.acte(acte), "suppléant"))
    typed = [e.saisie for e in elections.read_elections(commune.acte(acte))]
    assert typed == [first, {"poste": "suppléant"}]
    commune.do(
        elections.state_round(commune.acte(acte), 1, 0, {"MALVERNE": 23}, {"blancs": 1})
    )
    assert [e.elus[0].texte for e in commune.acte(acte).elections] == [
        "HAUTERIVAL",
        "MALVERNE",
    ]
    assert commune.errors() == set()


def test_lists_have_their_seats_and_their_people(commune: Desk) -> None:
    """The seats of each by the largest remainder, as the example has them."""
    acte = 5
    wanted = [e.saisie for e in elections.read_elections(commune.acte(acte))]
    _elect(commune, acte, str(wanted[0]["poste"]), "commission-appel-offres", 5)
    for liste, people in wanted[0]["listes"].items():
        for name in people:
            commune.do(elections.put_on_list(commune.acte(acte), 0, liste, name))
    voix = {"Saint-Aubrac ensemble": 17, "Les Fontaines autrement": 6}

    assert _round(commune, acte, 0, voix, blancs=1) == wanted[0]["elus"]

    assert commune.errors() == set()
    first = commune.text
    gone = elections.put_on_list(
        commune.acte(acte), 0, "Les Fontaines autrement", "SAUVETERRAIN"
    )
    commune.do(gone)
    (known,) = elections.read_elections(commune.acte(acte))
    assert known.listes["Les Fontaines autrement"] == ["PALOMBIER"]
    commune.do(
        elections.put_on_list(
            commune.acte(acte), 0, "Les Fontaines autrement", "SAUVETERRAIN"
        )
    )
    assert commune.text == first


def test_age_decides_between_equals_and_a_clerk_says_whom(commune: Desk) -> None:
    """Nobody is elected by the software; who is chosen is, and no third one."""
    acte, voix = 3, {"HAUTERIVAL": 11, "PALOMBIER": 11, "RIVEDOUCE": 1}
    _elect(commune, acte, "représentant", "nomination")
    for tour in range(3):
        assert _round(commune, acte, tour, voix, blancs=1) == []
    (known,) = elections.read_elections(commune.acte(acte))
    assert [m.texte for m in known.au_choix] == ["HAUTERIVAL", "PALOMBIER"]
    for name, elus in (
        ("PALOMBIER", ["PALOMBIER"]),
        ("HAUTERIVAL", ["HAUTERIVAL"]),
        ("RIVEDOUCE", ["HAUTERIVAL"]),
        ("HAUTERIVAL", []),
    ):
        commune.do(elections.choose(commune.acte(acte), 0, name))
        assert elections.read_elections(commune.acte(acte))[0].elus == elus
    commune.do(elections.choose(commune.acte(acte), 0, "PALOMBIER"))
    assert commune.errors() == set()


def test_a_single_candidate_is_elected_without_a_vote(commune: Desk) -> None:
    acte = 3
    elu = commune.elu("HAUTERIVAL")
    alone = elections.stand_alone(commune.acte(acte), 0, [elu.nom_complet])
    assert isinstance(alone, Refused)
    commune.do(elections.take_round_back(commune.acte(acte), 0))
    text = commune.do(elections.stand_alone(commune.acte(acte), 0, [elu.nom_complet]))
    assert "      candidature_unique: oui\n" in text
    assert commune.errors() == set()
    assert _round(commune, acte, 0, {elu.nom_complet: 24}) == ["HAUTERIVAL"]
    assert "candidature_unique" not in commune.text


def test_seats_that_a_round_leaves_empty_are_not_forgotten(commune: Desk) -> None:
    """As many as were named as elected are still to be, whatever a figure becomes."""
    acte = 3
    _elect(commune, acte, "deux représentants", "nomination", 2)
    voix = {"HAUTERIVAL": 18, "PALOMBIER": 17, "RIVEDOUCE": 9}
    elus = _round(commune, acte, 0, voix, exprimes=24)
    assert elus == ["HAUTERIVAL", "PALOMBIER"]
    commune.do([Delete(("actes", acte, "election", "sieges"))])
    voix |= {"PALOMBIER": 11}
    assert _round(commune, acte, 0, voix, exprimes=24) == ["HAUTERIVAL"]
    assert commune.acte(acte).elections[0].designation.manquants == 1
    elus = _round(commune, acte, 1, {"PALOMBIER": 9, "RIVEDOUCE": 14}, blancs=1)
    assert elus == ["HAUTERIVAL", "RIVEDOUCE"]
    assert commune.errors() == set()


def test_where_no_rule_tells_a_clerk_says_who_is_elected(commune: Desk) -> None:
    acte = 3
    commune.do([Set(("actes", acte, "regime"), "ordinaire")])
    _elect(commune, acte, "membres du collège", "", 2)
    assert _round(commune, acte, 0, {"HAUTERIVAL": 11, "PALOMBIER": 9}) == []
    (known,) = elections.read_elections(commune.acte(acte))
    assert known.a_la_main
    for name in ("HAUTERIVAL", "PALOMBIER"):
        commune.do(elections.choose(commune.acte(acte), 0, name))
    assert elections.read_elections(commune.acte(acte))[0].elus == [
        "HAUTERIVAL",
        "PALOMBIER",
    ]


def test_an_election_takes_the_place_of_a_vote(commune: Desk) -> None:
    acte = 2
    assert commune.acte(acte).acte.vote is not None
    refused = elections.begin(commune.acte(acte), "", "nomination")
    assert isinstance(refused, Refused)
    _elect(commune, acte, "déléguée", "nomination")
    assert _round(commune, acte, 0, {"HAUTERIVAL": 24}) == ["HAUTERIVAL"]
    assert commune.acte(acte).acte.vote is None
    assert commune.errors() == set()
