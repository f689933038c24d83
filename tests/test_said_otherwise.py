"""What a phrase of an authority's own may ask for: the sitting's hour, days, counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from delib_gen.checking import check_session
from delib_gen.lang.offered import DAYS, OFFERED, TYPED
from delib_gen.view.offers import _OF_ACTE, _OF_SEANCE
from presences_helpers import hold, plain, view

HOUR = {"heure": "18 h 30"}


def say(folder: Path, phrases: dict[str, Any], **seance: Any) -> Any:
    """The sitting of an authority that says some phrases otherwise."""
    hold(folder, **seance)
    path = folder / "autorite.yaml"
    data = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**data, "phrases": {"fr": phrases}}), "utf-8")
    return check_session(folder / "seance.yaml")


def preamble(folder: Path, phrase: str, **seance: Any) -> str:
    checked = say(folder, {"deliberation.preambule": phrase}, **seance)
    return plain(view(checked).preambule)


def test_every_name_that_is_offered_is_given():
    assert {*_OF_ACTE, *_OF_SEANCE} == set(OFFERED)
    assert set(TYPED) < set(OFFERED)


def test_the_preamble_says_the_day_of_the_week_and_the_hour(tmp_path: Path):
    phrase = "L’an {annee}, le {jour:semaine} à {heure}, {organe} {reunie}"
    said = preamble(tmp_path, phrase, **HOUR)
    assert "le mardi 19 décembre 2023 à 18 h 30, " in said


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("{jour:chiffres}", "19/12/2023"),
        ("{jour:court}", "19 décembre"),
        ("{jour:nom}", "mardi"),
        ("{jour:capitales}", "19 DÉCEMBRE 2023"),
        ("{jour:lettres}", "dix neuf décembre deux mille vingt trois"),
        ("{convocation:chiffres}", "11/12/2023"),
        ("{annee:mil}", "deux mil vingt-trois"),
        ("{annee:chiffres}", "2023"),
        ("{presents} sur {en_exercice}, quorum {quorum}", "3 sur 5, quorum 3"),
        ("{votants}, {representes}, {numero}", "3, 0, 2023-01 C"),
        ("{president}, {qualite}", "Mme Aline GRANIT, Maire"),
        ("{president:nom-prenom}", "Mme GRANIT Aline"),
        ("{president:nom}", "Mme GRANIT"),
        ("{president:simple}", "Aline GRANIT"),
        ("{president:simple-nom-prenom}", "GRANIT Aline"),
    ],
)
def test_a_phrase_has_what_it_asks_for(asked: str, expected: str, tmp_path: Path):
    assert preamble(tmp_path, asked) == expected


def test_a_day_that_is_not_known_is_a_blank_in_any_form(tmp_path: Path):
    organe = {"mentions": ["recu"]}
    phrases = {"mention.recu": "Reçu le {recu:chiffres}"}
    shown = view(say(tmp_path, phrases, organe=organe))
    assert shown.mentions_legales == (f"Reçu le {'_' * 16}",)
    shown = view(say(tmp_path, phrases, organe=organe, recu_le="2023-12-20"))
    assert shown.mentions_legales == ("Reçu le 20/12/2023",)


@pytest.mark.parametrize(
    ("phrase", "told", "hint"),
    [
        ("{heures}", "demande « {heures} »", "heure"),
        ("{jour:chifres}", "« {jour:chifres} »", "chiffres"),
        ("{president:court}", "« {president:court} »", "nom-prenom"),
        ("{organe:court}", "« {organe:court} »", "écrivez `{organe}`"),
        ("{heure}", "que la séance ne donne pas", "ajoutez `heure:`"),
    ],
)
def test_what_cannot_be_given_is_told(
    phrase: str, told: str, hint: str, tmp_path: Path
):
    found = say(tmp_path, {"deliberation.preambule": phrase}).findings
    assert [f.code for f in found] == ["GAB01"]
    assert told in found[0].message
    assert hint in (found[0].hint or "")


def test_a_phrase_of_another_paper_has_no_more_than_its_own(tmp_path: Path):
    found = say(tmp_path, {"annexe.rang": "{heure}"}).findings
    assert [f.code for f in found] == ["GAB01"]


def test_the_days_of_a_phrase_all_have_forms():
    assert {"convocation", "recu", "publie", "signe", "seance"} < set(DAYS)


def test_the_title_and_the_organ_may_be_said_otherwise(tmp_path: Path):
    phrases = {"deliberation.titre": "Objet : {titre}", "deliberation.organe": ""}
    shown = view(say(tmp_path, phrases))
    assert [plain(titre.texte) for titre in shown.titres] == ["Objet : Essai", "Prova"]
    assert shown.organe == ""


def test_a_civility_may_be_said_in_full(tmp_path: Path):
    whole = {"un_homme": "Monsieur", "une_femme": "Madame"}
    checked = say(tmp_path, {"personne.civilites": whole})
    assert "sous la présidence de Madame Aline GRANIT" in plain(view(checked).preambule)


def test_forms_of_a_phrase_that_does_not_agree_are_told(tmp_path: Path):
    found = say(tmp_path, {"deliberation.formule": {"un_homme": "Décide"}}).findings
    assert [f.code for f in found] == ["GAB01"]
    assert "ne s'accorde pas" in found[0].message
    assert found[0].hint == "donnez-lui un texte : `deliberation.formule: …`"


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (["MARBRE"], "Mme Cécile MARBRE est nommée secrétaire."),
        ([{"nom": "M. Paul SABLE"}], "Secrétaire de séance : M. Paul SABLE"),
    ],
)
def test_the_secretary_s_sentence_may_agree(who: Any, said: str, tmp_path: Path):
    phrases = {
        "deliberation.secretaires.un": {
            "un_homme": "{noms} est nommé secrétaire.",
            "une_femme": "{noms} est nommée secrétaire.",
        }
    }
    checked = say(tmp_path, phrases, secretaires=who)
    assert plain(view(checked).secretaires) == said
