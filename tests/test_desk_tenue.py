"""Presences, votes and the order of business, as pages send them."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from delib_gen.checking import check_session
from delib_gen.desk.web.gestes import GESTES
from delib_gen.resources import data_dir
from desk_helpers import Browser, see

EXAMPLES = data_dir() / "exemples"
PLENARY, COMING, COMMUNE = "2026-09-30-ac", "2026-11-26-ac-projet", "2025-06-24-commune"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a plenary, a sitting to come and a commune's."""
    for name in (PLENARY, COMING, COMMUNE):
        shutil.copytree(EXAMPLES / name, tmp_path / "salle" / name)
    return tmp_path / "salle"


@pytest.fixture
def browser(folder: Path) -> Browser:
    return Browser(folder)


def list_sent(page: str) -> list[dict[str, Any]]:
    """All that the controls of a page would send."""
    found = re.findall(r'data-envoi="([^"]+)"', page)
    return [json.loads(html.unescape(text)) for text in found]


def do(browser: Browser, name: str, geste: str, **sent: object) -> Any:
    """Send a gesture to a sitting."""
    return browser.post(f"/s/{name}/gestes", {"geste": geste, **sent})


@pytest.mark.parametrize(
    "path", ["presences", "presences?acte=appel", "presences?acte=appel-1", "votes", ""]
)
@pytest.mark.parametrize("name", [PLENARY, COMING, COMMUNE])
def test_controls_send_gestures_that_exist(
    browser: Browser, name: str, path: str
) -> None:
    sent = list_sent(browser.page(f"/s/{name}/{path}".rstrip("/")))

    assert {s["geste"] for s in sent} <= set(GESTES)


def test_presences_of_an_act_are_those_of_the_model(browser: Browser) -> None:
    page = browser.page(f"/s/{PLENARY}/presences?acte=3")
    situation = check_session(EXAMPLES / PLENARY / "seance.yaml").situation
    assert situation is not None
    there = situation.actes[2].presence

    assert page.count("tuile tuile-present") == len(there.presents)
    assert page.count("tuile tuile-represente") == len(there.representes)
    quorum = situation.actes[2].quorum
    assert f"{quorum.requis} requis" in see(page)
    assert f"{quorum.avec_pouvoirs} présents ou représentés" in see(page)


def test_the_members_are_one_link_away(browser: Browser, folder: Path) -> None:
    page = browser.page(f"/s/{COMMUNE}/presences?acte=2")
    (address,) = re.findall(r'href="([^"]+)">La liste des membres', page)
    assert browser.get(address).status_code == 200

    session = folder / COMMUNE / "seance.yaml"
    text = session.read_text(encoding="utf-8")
    session.write_text(
        re.sub(r"(?m)^collectivite:.*", "collectivite: nulle-part", text), "utf-8"
    )
    page = browser.page(f"/s/{COMMUNE}/presences?acte=2")
    assert "La liste des membres" not in page


def test_a_departure_is_noted_and_taken_back(browser: Browser, folder: Path) -> None:
    session = folder / COMMUNE / "seance.yaml"
    first = session.read_bytes()
    page = browser.page(f"/s/{COMMUNE}/presences?acte=3")
    names = re.findall(r"<h3>([^<]+)</h3>", page)
    who = {"membre": html.unescape(names[1]), "acte": 3}

    gone = do(browser, COMMUNE, "part", heure="18:45", **who)

    assert gone.status_code == 200, gone.text
    assert "18:45" in session.read_text(encoding="utf-8")
    assert do(browser, COMMUNE, "part", **who).json()["difference"] == ""
    assert do(browser, COMMUNE, "arrive", **who).status_code == 200
    assert session.read_bytes() == first


def test_votes_are_marked_by_name_by_group_and_all_at_once(
    browser: Browser, folder: Path
) -> None:
    page = browser.page(f"/s/{COMMUNE}/votes?acte=2")
    voters = [s for s in list_sent(page) if s["geste"] == "vote"]
    name = voters[0]["membre"]

    done = do(browser, COMMUNE, "vote", membre=name, sens="contre", acte=2)

    assert done.status_code == 200, done.text
    again = do(browser, COMMUNE, "vote", membre=name, sens="contre", acte=2)
    assert again.json()["difference"] == ""
    situation = check_session(folder / COMMUNE / "seance.yaml").situation
    assert situation is not None
    ballot = situation.actes[1].scrutin
    assert ballot is not None
    assert name in [e.nom_complet for e in ballot.decompte.contre]
    assert do(browser, COMMUNE, "vote-tous", acte=2).status_code == 200
    text = see(browser.page(f"/s/{COMMUNE}/votes?acte=2"))
    assert "à l'unanimité" in text


def test_a_secret_ballot_has_figures_and_no_names(
    browser: Browser, folder: Path
) -> None:
    assert do(browser, COMMUNE, "scrutin", scrutin="secret", acte=3).status_code == 200
    done = do(browser, COMMUNE, "chiffres", acte=3, pour="15", contre="5", blancs="2")

    assert done.status_code == 200, done.text
    page = browser.page(f"/s/{COMMUNE}/votes?acte=3")
    assert 'type="radio"' not in page
    assert "Scrutin secret" in see(page)
    refused = do(
        browser,
        COMMUNE,
        "vote",
        membre=html.unescape(
            re.findall(r"<h3>([^<]+)</h3>", browser.page(f"/s/{COMMUNE}/presences"))[0]
        ),
        sens="contre",
        acte=3,
    )
    assert refused.status_code == 422
    assert "secret" in refused.json()["message"]


def test_a_secret_ballot_asks_for_its_figures_before_they_are_known(
    browser: Browser,
) -> None:
    assert "Noter ces chiffres" not in see(browser.page(f"/s/{COMMUNE}/votes?acte=3"))

    assert do(browser, COMMUNE, "scrutin", scrutin="secret", acte=3).status_code == 200

    page = browser.page(f"/s/{COMMUNE}/votes?acte=3")
    assert "<option selected>secret</option>" in page
    assert "Noter ces chiffres" in see(page)
    assert "vote-tous" not in [sent["geste"] for sent in list_sent(page)]


def test_a_sitting_is_held_from_its_opening_to_its_last_vote(
    browser: Browser, folder: Path
) -> None:
    """No key of YAML is typed; nothing is left to say of who was there and of votes."""
    session = folder / COMING / "seance.yaml"
    assert "n'est pas ouverte" in see(browser.page(f"/s/{COMING}/presences"))

    assert do(browser, COMING, "ouvrir").status_code == 200
    page = browser.page(f"/s/{COMING}/presences")
    assert "à appeler" in page
    assert do(browser, COMING, "appel-tous").status_code == 200
    first, second = (
        html.unescape(n)
        for n in re.findall(
            r"<h3>([^<]+)</h3>", browser.page(f"/s/{COMING}/presences?acte=appel")
        )[1:3]
    )
    away = do(browser, COMING, "appel", membre=first, mandataire=second)
    assert away.status_code == 200, away.text
    assert (
        do(browser, COMING, "appel", membre=second, lieu="excuses").status_code == 200
    )
    assert (
        do(browser, COMING, "appel", membre=second, lieu="presents").status_code == 200
    )
    for rank in (1, 2):
        assert do(browser, COMING, "vote-tous", acte=rank).status_code == 200

    checked = check_session(session)
    assert checked.lue.tenue
    assert checked.situation is not None
    assert [a.resultat is not None for a in checked.situation.actes] == [True, True]
    told = [f.message for f in checked.findings if f.code in ("STR01", "STR03")]
    told += [f.message for f in checked.findings if f.code.startswith("VOT")]
    assert told == []
    assert not any("vote" in f.message for f in checked.findings)
    giver = next(iter(checked.situation.actes[0].presence.representes))
    assert giver.nom_complet == first


@pytest.mark.parametrize(
    "sent",
    [
        {"geste": "inconnu"},
        {"geste": "part", "membre": "Personne", "acte": 1},
        {"geste": "part", "membre": ["x"], "acte": 1},
        {"geste": "vote", "membre": "x", "acte": 99, "sens": "contre"},
        {"geste": "vote-tous", "acte": "x"},
        {"geste": "scrutin", "acte": 1, "scrutin": "à main levée"},
        {"geste": "tour", "acte": 4, "election": 1, "tour": 0},
        {"geste": "tour", "acte": 4, "election": 0, "tour": 5},
        {"geste": "elu", "acte": 1, "election": 0, "nom": "x"},
        {"geste": "partie-retirer", "acte": 1, "partie": 3},
        {"geste": "statut", "acte": 1, "statut": "perdu"},
        {"geste": "appel", "membre": "x", "lieu": "ailleurs"},
    ],
)
def test_what_no_page_sends_changes_nothing(
    browser: Browser, folder: Path, sent: dict[str, object]
) -> None:
    before = (folder / COMMUNE / "seance.yaml").read_bytes()

    assert browser.post(f"/s/{COMMUNE}/gestes", sent).status_code == 400
    assert (folder / COMMUNE / "seance.yaml").read_bytes() == before


def test_the_room_is_shown_what_is_public(browser: Browser, folder: Path) -> None:
    browser.page(f"/s/{PLENARY}/votes?acte=2")
    page = see(browser.page(f"/s/{PLENARY}/public"))
    situation = check_session(folder / PLENARY / "seance.yaml").situation
    assert situation is not None

    assert "APPROUVANT LE SCHÉMA DIRECTEUR DES TRANSPORTS" in page
    assert "adopté" in page
    names = [e.nom for e in situation.autorite.membres]
    assert [name for name in names if name in page] == []
    browser.page(f"/s/{PLENARY}/votes?acte=5")
    assert "26/104 AC" in see(browser.page(f"/s/{PLENARY}/public"))


def test_the_room_is_shown_nothing_of_a_closed_session(
    browser: Browser, folder: Path
) -> None:
    session = folder / PLENARY / "seance.yaml"
    text = session.read_text(encoding="utf-8")
    closed = "huis_clos: {demande_par: [DUNDOLI], pour: 60, contre: 0, abstention: 0}\n"
    session.write_text(
        text.replace("actes:\n", f"{closed}actes:\n", 1), encoding="utf-8"
    )

    browser.page(f"/s/{PLENARY}/votes?acte=3")
    page = see(browser.page(f"/s/{PLENARY}/public"))

    assert "huis clos" in page
    assert "NUMÉRIQUE" not in page
    assert "adopté" not in page


def test_somebody_is_elected_in_rounds_on_the_screen(
    browser: Browser, folder: Path
) -> None:
    """Whom to elect, who stands, the figures of each round; undone one by one."""
    session = folder / COMMUNE / "seance.yaml"
    place, first = f"/s/{COMMUNE}/votes?acte=3", session.read_bytes()
    sent = {"acte": 3, "election": 0}
    begun = do(
        browser, COMMUNE, "election", acte=3, poste="délégué", regime="nomination"
    )
    assert begun.status_code == 200, begun.text
    assert "à voter" in see(browser.page(place))
    voix = {"candidat-0": "Mme Gisèle HAUTERIVAL", "voix-0": "11"}
    voix |= {"candidat-1": "PALOMBIER", "voix-1": "11", "blancs": "2", "nuls": ""}
    for tour, told in enumerate(("un autre tour", "un autre tour", "égalité de voix")):
        done = do(browser, COMMUNE, "tour", tour=tour, **sent, **voix)
        assert done.status_code == 200, done.text
        page = see(browser.page(place))
        assert told in page
    assert "24 bulletins, 22 exprimés · majorité absolue : 12 voix" in page
    assert do(browser, COMMUNE, "elu", nom="PALOMBIER", **sent).status_code == 200

    situation = check_session(session).situation
    assert situation is not None
    (held,) = situation.actes[2].elections
    assert [m.texte for m in held.elus] == ["PALOMBIER"]
    assert {s["geste"] for s in list_sent(browser.page(place))} <= set(GESTES)
    assert "Prune PALOMBIER" in see(browser.page(f"/s/{COMMUNE}/public"))
    for _ in range(5):
        assert browser.post(f"/s/{COMMUNE}/annuler", {}).status_code == 200
    assert session.read_bytes() == first


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({"candidat-0": "PALOMBIER", "voix-0": "neuf"}, "« neuf » n'est pas un nombre"),
        ({"candidat-0": "PALOMBIER", "voix-0": "-9"}, "« -9 » n'est pas un nombre"),
        ({"candidat-0": "PALOMBIER"}, "donnez les voix de « PALOMBIER »"),
        ({"voix-0": "9"}, "dites qui a eu 9 voix"),
        ({}, "nommez d'abord un candidat"),
        (
            {"candidat-0": "A", "voix-0": "1", "candidat-3": "A", "voix-3": "2"},
            "« A » est deux fois",
        ),
    ],
)
def test_figures_that_say_nothing_are_refused_in_words(
    browser: Browser, folder: Path, figures: dict[str, str], told: str
) -> None:
    before = (folder / COMMUNE / "seance.yaml").read_bytes()
    refused = do(browser, COMMUNE, "tour", acte=4, election=0, tour=1, **figures)
    assert refused.status_code == 422
    papers = do(browser, COMMUNE, "chiffres", acte=3, pour="-1")
    assert "« -1 » n'est pas un nombre" in papers.json()["message"]
    assert told in refused.json()["message"]
    assert (folder / COMMUNE / "seance.yaml").read_bytes() == before


def test_lists_and_their_seats_are_shown_and_changed(browser: Browser) -> None:
    page = browser.page(f"/s/{COMMUNE}/votes?acte=6")
    assert 'value="Les Fontaines autrement"' in page
    assert "Prune PALOMBIER" in see(page)
    assert see(page).count("Retirer l'élection") == 2
    sent = {"acte": 6, "election": 1, "liste": "Les Fontaines autrement"}
    assert do(browser, COMMUNE, "liste", nom="RIVEDOUCE", **sent).status_code == 200
    page = browser.page(f"/s/{COMMUNE}/votes?acte=6")
    assert "Retirer RIVEDOUCE de la liste" not in page


def test_the_words_of_the_act_are_shown_as_votes_come(browser: Browser) -> None:
    place = f"/s/{COMMUNE}/votes?acte=3"
    assert "L'acte dira : À l’unanimité" in see(browser.page(place))
    voter = next(
        s["membre"] for s in list_sent(browser.page(place)) if s["geste"] == "vote"
    )
    do(browser, COMMUNE, "vote", membre=voter, sens="contre", acte=3)
    page = see(browser.page(place))
    assert "L'acte dira : À la majorité" in page


def test_a_part_has_its_own_secret_ballot(browser: Browser, folder: Path) -> None:
    """Its figures are asked for on its own board, before they are known; undone."""
    session = folder / COMMUNE / "seance.yaml"
    first, part = session.read_bytes(), {"acte": 3, "partie": 0}
    wrong = do(browser, COMMUNE, "partie", acte=3, objet="x", articles="1 et 2")
    assert "1, 2" in wrong.json()["message"]
    added = do(browser, COMMUNE, "partie", acte=3, objet="le tarif", articles="1, 2")
    assert added.status_code == 200, added.text
    assert "articles: [1, 2]" in session.read_text(encoding="utf-8")
    done = do(browser, COMMUNE, "scrutin", scrutin="secret", **part)
    assert done.status_code == 200, done.text

    page = browser.page(f"/s/{COMMUNE}/votes?acte=3&partie=0")

    assert "le tarif : à voter" in see(page)
    sent = [s for s in list_sent(page) if s["geste"] == "chiffres"]
    assert [s["partie"] for s in sent] == [0]
    figures = do(browser, COMMUNE, "chiffres", pour="20", contre="3", **part)
    assert figures.status_code == 200, figures.text
    page = browser.page(f"/s/{COMMUNE}/votes?acte=3&partie=0")
    assert "le tarif : adopté" in see(page)
    assert 'type="radio"' not in page
    whole = see(browser.page(f"/s/{COMMUNE}/votes?acte=3"))
    assert "les parties décident" in whole
    for _ in range(3):
        assert browser.post(f"/s/{COMMUNE}/annuler", {}).status_code == 200
    assert session.read_bytes() == first


def test_who_steps_aside_is_out_of_the_count_and_back(
    browser: Browser, folder: Path
) -> None:
    session = folder / COMMUNE / "seance.yaml"
    first = session.read_bytes()
    for rank in (3, 4):  # a vote, and an election
        place = f"/s/{COMMUNE}/votes?acte={rank}"
        assert "24" in see(browser.page(place))
        who = {"acte": rank, "membre": "Prune PALOMBIER"}
        done = do(browser, COMMUNE, "deport", motif="L1111-6", sort="oui", **who)
        assert done.status_code == 200, done.text
        page = browser.page(place)
        assert "Prune PALOMBIER L1111-6, quitte la salle" in see(page)
        situation = check_session(session).situation
        assert situation is not None
        voters = [e.nom for e in situation.actes[rank - 1].presence.votants]
        assert "PALOMBIER" not in voters
        assert do(browser, COMMUNE, "deport", **who).status_code == 200
    assert session.read_bytes() == first
