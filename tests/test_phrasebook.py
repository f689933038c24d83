"""The phrases of each language: the same sentences, their status, what stands in."""

from __future__ import annotations

import copy
import string
from collections.abc import Iterator
from typing import Any

import pytest

from delib_gen.lang.phrasebook import (
    FORMES,
    STATUTS,
    Phrase,
    Phrasebook,
    PhraseError,
    load_phrasebook,
    read_language_data,
)
from delib_gen.resources import list_languages, templates_dir
from delib_gen.schema.autorite import Civilite, Elu

OTHERS = [langue for langue in list_languages() if langue != "fr"]


def list_placeholders(phrase: Phrase) -> set[str]:
    """The names that any form of a phrase has between braces."""
    texts = [
        text
        for formes in (phrase.formes, *phrase.varietes.values())
        for text in formes.values()
    ]
    return {
        name
        for text in texts
        for _, name, _, _ in string.Formatter().parse(text)
        if name
    }


def compare_books(reference: Phrasebook, other: Phrasebook) -> Iterator[str]:
    """What one of two phrasebooks says and the other does not."""
    for key in sorted(set(reference.own) ^ set(other.own)):
        yield f"{key}: in {reference.langue if key in reference.own else other.langue}"
    for key in sorted(set(reference.own) & set(other.own)):
        ours, theirs = reference.own[key], other.own[key]
        if not theirs.absent and list_placeholders(ours) != list_placeholders(theirs):
            yield f"{key}: {list_placeholders(ours) ^ list_placeholders(theirs)}"


def find_unsaid(phrase: Phrase, varietes: set[str]) -> Iterator[str]:
    """The forms that nobody could be given, with the varieties that nobody knows."""
    agreeing = set(FORMES) & set(phrase.formes)
    needed = {"un_homme", "une_femme"} if len(agreeing) == 2 else set(FORMES)
    if agreeing and "" not in phrase.formes:
        yield from needed - agreeing
    yield from set(phrase.varietes) - varietes
    for formes in phrase.varietes.values():
        yield from set(formes) - set(phrase.formes)


def read(langue: str) -> dict[str, Any]:
    return copy.deepcopy(read_language_data(templates_dir() / langue / "phrases.yaml"))


def test_corsican_stands_beside_french():
    assert "co" in OTHERS


@pytest.mark.parametrize("langue", OTHERS)
def test_both_languages_have_the_same_phrases_and_the_same_placeholders(langue: str):
    assert list(compare_books(load_phrasebook("fr"), load_phrasebook(langue))) == []


def test_a_phrase_or_a_placeholder_that_one_lacks_is_told():
    data = read("co")
    del data["vote"]["pour"]
    data["vote"]["invente"] = {"texte": "?", "statut": "a-relire", "source": "?"}
    data["deliberation"]["lieu_date"]["texte"] = "{lieu}"

    found = list(compare_books(load_phrasebook("fr"), Phrasebook("co", data)))

    assert found == [
        "vote.invente: in co",
        "vote.pour: in fr",
        "deliberation.lieu_date: {'date'}",
    ]


@pytest.mark.parametrize("langue", OTHERS)
def test_every_phrase_says_where_it_comes_from(langue: str):
    for key, phrase in load_phrasebook(langue).own.items():
        assert phrase.source, key
        assert phrase.statut in STATUTS, key


@pytest.mark.parametrize("langue", OTHERS)
def test_every_status_is_written_out(langue: str):
    """A phrase whose status is forgotten would count as one to be read again."""

    def walk(value: Any, key: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield key
        elif "texte" in value or set(FORMES) & set(value):
            if "statut" not in value:
                yield key
        elif "absent" not in value:
            for name, item in value.items():
                yield from walk(item, f"{key}.{name}")

    assert list(walk(read(langue), langue)) == []


@pytest.mark.parametrize("langue", list_languages())
def test_a_phrase_that_agrees_does_so_with_everybody(langue: str):
    path = templates_dir() / langue / "langue.yaml"
    varietes = set(read_language_data(path).get("varietes", {}))

    for key, phrase in load_phrasebook(langue).own.items():
        assert list(find_unsaid(phrase, varietes)) == [], key


def test_a_form_or_a_variety_that_nobody_knows_is_told():
    half = Phrase({"un_homme": "a", "des_hommes": "b", "mixte": "c"}, "co")
    odd = Phrase({"": "a"}, "co", varietes={"ouest": {"": "b"}, "sud": {"mixte": "c"}})

    assert set(find_unsaid(half, set())) == {"une_femme", "des_femmes"}
    assert list(find_unsaid(odd, {"sud"})) == ["ouest", "mixte"]


@pytest.mark.parametrize(
    "block",
    [
        {"texte": "a", "statut": "lu"},
        {"texte": "a", "satut": "atteste"},
        {"absent": "non"},
    ],
)
def test_a_block_that_says_something_unknown_is_refused(block: dict[str, str]):
    with pytest.raises(PhraseError):
        Phrasebook("co", {"cle": block})


def test_a_phrase_without_status_awaits_a_reader_except_in_the_published_language():
    assert Phrasebook("fr", {"cle": "texte"}).own["cle"].statut == "atteste"
    assert Phrasebook("co", {"cle": "testu"}).own["cle"].statut == "a-relire"


def test_french_stands_in_for_what_corsican_cannot_say_and_is_known_as_french():
    book = load_phrasebook("co")
    men = (_elu("M."), _elu("M."))

    assert book.own["deliberation.pouvoirs"].absent
    assert book.find_language("deliberation.pouvoirs") == "fr"
    assert book.agree("deliberation.pouvoirs", men) == (
        "ETAIENT ABSENTS ET AVAIENT DONNE POUVOIR :"
    )
    assert book.find_language("deliberation.visa") == "co"
    assert book.get("deliberation.visa") == "VISTU"


def test_a_phrase_that_a_language_forgot_is_said_in_french_too():
    book = Phrasebook("xx", {}, reference=load_phrasebook("fr"))

    assert book.find_language("vote.unanimite") == "fr"
    assert book.get("vote.unanimite") == "À l’unanimité,"
    with pytest.raises(PhraseError):
        book.get("vote.inconnu")


def test_requests_come_from_french_where_a_language_has_no_verbs():
    assert (
        load_phrasebook("co").tables["conclusions"]
        == (load_phrasebook("fr").tables["conclusions"])
    )


def test_phrases_agree_in_number_and_gender():
    book, man, woman = load_phrasebook("co"), _elu("M."), _elu("Mme")

    assert book.agree("vote.elus", (man,)) == "HÈ ELETTU :"
    assert book.agree("vote.elus", (woman,)) == "HÈ ELETTA :"
    assert book.agree("vote.elus", (woman, woman)) == "SÒ ELETTE :"
    assert book.agree("vote.pour", (man, woman)) == "Anu vutatu À PRÒ (2) :"


def test_a_variety_has_its_own_endings_and_the_usual_ones_elsewhere():
    people = (_elu("M."), _elu("Mme"))

    assert load_phrasebook("co", "sud").agree("vote.pour", people) == (
        "Ani vutatu À PRÒ (2) :"
    )
    assert load_phrasebook("co", "nord").agree("vote.pour", people) == (
        load_phrasebook("co").agree("vote.pour", people)
    )
    assert load_phrasebook("co", "sud").get("deliberation.visa") == "VISTU"


def _elu(civilite: str) -> Elu:
    return Elu.model_validate(
        {"nom": "CHÊNE", "prenom": "A.", "civilite": Civilite(civilite), "mandats": []}
    )
