"""The requests of a rapport, drawn from the articles that answer them."""

from __future__ import annotations

import pytest

from delib_gen.lang.conclusions import (
    derive_conclusions,
    derive_request,
    find_underivable,
)
from delib_gen.lang.phrasebook import load_phrasebook, load_table

PHRASES = load_table("fr", "conclusions")

DERIVED = {
    # The verb: elided or not, in capitals or not, with accents or without.
    "APPROUVE le plan.": "D’approuver le plan.",
    "Approuve le plan.": "D’approuver le plan.",
    "approuve le plan.": "D’approuver le plan.",
    "CRÉE un comité.": "De créer un comité.",
    "CREE un comité.": "De créer un comité.",
    "Décide d’agir.": "De décider d’agir.",
    "DIT que la dépense est imputée.": "De dire que la dépense est imputée.",
    "HABILITE le Président à signer.": "D’habiliter le Président à signer.",
    "ÉLIT son bureau.": "D’élire son bureau.",
    "CHARGE le comité du suivi.": "De charger le comité du suivi.",
    "APPROUVE\u00a0: le plan.": "D’approuver\u00a0: le plan.",
    "APPROUVE, sur avis du comité, le plan.": "D’approuver, sur avis du comité, "
    "le plan.",
    "APPROUVE\u00a0le plan.": "D’approuver\u00a0le plan.",
    # What is in capitals with the verb, and does not stay so; initials do.
    "PREND ACTE de la présentation.": "De prendre acte de la présentation.",
    "Prend acte du rapport.": "De prendre acte du rapport.",
    "DONNE ACTE au Président de sa communication.": "De donner acte au Président de "
    "sa communication.",
    "PROCÈDE À l’élection.": "De procéder à l’élection.",
    "PROCEDE A l’élection.": "De procéder à l’élection.",
    "ÉMET UN AVIS FAVORABLE au projet.": "D’émettre un avis favorable au projet.",
    "MET FIN à la convention.": "De mettre fin à la convention.",
    "APPROUVE LE SDTAN.": "D’approuver le SDTAN.",
    "MANDATE L’ANCT.": "De mandater l’ANCT.",
    "DIT QU’il sera rendu compte.": "De dire qu’il sera rendu compte.",
    # Reflexive verbs, pronouns, and what is refused.
    "SE PRONONCE sur le projet.": "De se prononcer sur le projet.",
    "Se prononce sur le projet.": "De se prononcer sur le projet.",
    "S’ENGAGE à payer.": "De s’engager à payer.",
    "S'ENGAGE à payer.": "De s’engager à payer.",
    "S’EN REMET à la sagesse du juge.": "De s’en remettre à la sagesse du juge.",
    "LUI DONNE pouvoir.": "De lui donner pouvoir.",
    "EN PREND ACTE.": "D’en prendre acte.",
    "N’APPROUVE PAS le plan.": "De ne pas approuver le plan.",
    "NE DONNE PAS SUITE à la demande.": "De ne pas donner suite à la demande.",
    "NE SE PRONONCE PAS sur le plan.": "De ne pas se prononcer sur le plan.",
    "NE PARTICIPE PLUS au capital.": "De ne plus participer au capital.",
    # Several verbs in an article.
    "APPROUVE le plan et AUTORISE le Président à le signer.": "D’approuver le plan et "
    "d’autoriser le Président à le signer.",
    "APPROUVE le plan, CRÉE le comité et LUI CONFIE le suivi.": "D’approuver le plan, "
    "de créer le comité et de lui confier le suivi.",
    "Approuve le plan et autorise le Président à signer.": "D’approuver le plan et "
    "d’autoriser le Président à signer.",
    "Approuve la convention qui fixe le prix et précise les délais.": "D’approuver la "
    "convention qui fixe le prix et précise les délais.",
    "APPROUVE la convention qui fixe le prix et précise les délais.": "D’approuver la "
    "convention qui fixe le prix et précise les délais.",
    "Approuve la délégation et demande de subvention.": "D’approuver la délégation et "
    "demande de subvention.",
    "APPROUVE la CREE et le DIT.": "D’approuver la CREE et le DIT.",
    # What comes before the verb.
    "Sous réserve de l’avis du comité, AUTORISE le Président à signer.": "Sous réserve "
    "de l’avis du comité, d’autoriser le Président à signer.",
    "À compter du 1er janvier 2024, FIXE le tarif à 3 €.": "À compter du 1er janvier "
    "2024, de fixer le tarif à 3 €.",
    "En application de la loi, et sur avis du comité, PREND ACTE du plan.": "En "
    "application de la loi, et sur avis du comité, de prendre acte du plan.",
    # Already a request.
    "D’approuver le plan.": "D’approuver le plan.",
    "DE CRÉER un comité.": "De créer un comité.",
    # The rapport speaks of itself.
    "APPROUVE le rapport susvisé.": "D’approuver le présent rapport.",
    "ADOPTE les conclusions du rapport susmentionné.": "D’adopter les conclusions du "
    "présent rapport.",
    "APPROUVE ledit rapport.": "D’approuver le présent rapport.",
    "APPROUVE le tri tel qu'annexé à la présente délibération.": "D’approuver le tri.",
    "APPROUVE le plan tel qu’annexé à\u00a0la présente délibération.": "D’approuver le "
    "plan.",
    "APPROUVE l’annexe 1 à la présente délibération.": "D’approuver l’annexe 1 à la "
    "présente délibération.",
    # Several paragraphs.
    "APPROUVE le plan.\n\nIl est joint.": "D’approuver le plan. Il est joint.",
    "APPROUVE le plan.\nAUTORISE le Président à signer.": "D’approuver le plan ; "
    "d’autoriser le Président à signer.",
}


@pytest.mark.parametrize("article", DERIVED)
def test_request_is_the_article_as_it_is_asked_for(article: str) -> None:
    assert derive_conclusions([article], PHRASES) == [DERIVED[article]]


@pytest.mark.parametrize(
    "article",
    [
        "La convention est approuvée.",
        "Le Président est autorisé à signer.",
        "La demande est acceptée.",
        "La charge est inscrite au budget.",
        "Les vote chaque année le conseil.",
        "L’Assemblée de Corse, sur proposition du Président, APPROUVE le plan.",
        "Conformément à la loi, la Commission, réunie ce jour, APPROUVE le plan.",
        "De la convention.",
        "N’APPROUVE le plan.",
        "3 postes sont créés.",
    ],
)
def test_article_that_would_make_a_faulty_request_is_named(article: str) -> None:
    """Its first word is told, and it is left as it stands."""
    assert find_underivable(article, PHRASES) == article.split()[0]
    assert derive_conclusions([article], PHRASES) == [article]


def test_verbs_of_a_request_are_told_in_order() -> None:
    request = derive_request("PREND ACTE du plan et L’APPROUVE.", PHRASES)

    assert request.verbes == ("De prendre acte", "De l’approuver")


def test_every_verb_makes_a_request() -> None:
    """Each infinitive of the table is one, and is opened by the elided form or not."""
    for verb, infinitive in PHRASES.tables["conclusions"]["verbes"].items():
        assert infinitive.endswith(("er", "ir", "re", "oir")), verb
        (asked,) = derive_conclusions([f"{verb} cela"], PHRASES)
        opening = "D’" if infinitive[0] in "aeéiouh" else "De "
        assert asked == f"{opening}{infinitive} cela"


def test_corsican_has_no_verbs_of_its_own() -> None:
    """`DECIDE` is also Corsican: the French table must not be used on it."""
    assert not load_phrasebook("co").has_table("conclusions")
    assert load_phrasebook("fr").has_table("conclusions")
