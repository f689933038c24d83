"""What the rules' findings say: agreement, numbers explained, ways out."""

from __future__ import annotations

from pathlib import Path

import pytest

from message_helpers import EIGHT, SIX, case, elect, say

AGREEMENT = {
    "a woman whom the rounds do not elect": case(
        "VOT12",
        "Mme Inès IF est donnée pour élue, mais a 4 voix ;",
        **elect("[{candidats: {BOIS: 5, IF: 4}}]", "[IF]"),
    ),
    "the last of two rounds": case(
        "VOT12",
        "M. Basile BOIS est donné pour élu, mais a 3 voix au dernier tour",
        **elect(
            "[{candidats: {IF: 4, BOIS: 3, FAON: 2}}, {candidats: {IF: 6, BOIS: 3}}]",
            "[BOIS]",
        ),
    ),
    "a round too many": case(
        "VOT12",
        "Mme Inès IF est déjà élue",
        **elect("[{candidats: {IF: 5}}, {candidats: {IF: 6}}]", "[IF]"),
    ),
    "several forgotten": case(
        "VOT12",
        "Mme Inès IF, qui manque dans `elus`",
        **elect("[{candidats: {BOIS: 6, IF: 5}, exprimes: 9}]", "[BOIS, BOIS]"),
    ),
    "one who took no part": case(
        "VOT03",
        "1 membre n'a pas pris part au vote",
        vote="{scrutin: secret, non_participation: [IF, FAON], "
        "decompte: {pour: 8, contre: 0, non_participation: 1}}",
    ),
    "papers": case(
        "VOT03",
        "5 pour + 2 contre + 0 abstention + 0 non-participation + 1 blanc + 0 nul",
        vote="{scrutin: secret, decompte: {pour: 5, contre: 2, blancs: 1, nuls: 0}}",
    ),
    "abstentions": case(
        "VOT03",
        "`decompte` annonce 3 abstentions au lieu de 1",
        vote="{abstention: [IF], decompte: {abstention: 3}}",
    ),
    "papers of an election": case(
        "VOT03",
        "(9 suffrages exprimés, 1 blanc, 0 nul)",
        **elect("[{candidats: {IF: 9}, blancs: 1}]", "[IF]"),
    ),
    "outcome of the whole": case(
        "VOT06",
        "l'issue annoncée est « rejeté », mais toutes les parties sont adoptées",
        vote="{issue: rejete, parties: [{objet: A}, {objet: B}]}",
    ),
    "an absent voter": case(
        "VOT01",
        "n'est ni présente ni représentée à cet acte (absente)",
        seance=f"presents: {EIGHT}\nabsents: [IF]",
        vote="{contre: [IF]}",
    ),
    "a chair who is away": case(
        "PRE08",
        "si elle arrive plus tard",
        seance="presents: [BOIS, CHÊNE, Denis DUPONT, Édith DUPONT, FAON, GENÊT, "
        "HÊTRE, IF]\nabsents: [AMBRE]",
    ),
    "an article in two parts": case(
        "VOT13",
        "l'article 1 est donné à deux parties",
        vote="{parties: [{objet: A, articles: [1]}, {objet: B, articles: [1]}]}",
    ),
    "those who ask and do not count": case(
        "VOT14",
        "; Mme Gaëlle GENÊT (représentée par Mme Anne AMBRE) et M. Hugo HÊTRE (absent) "
        "ne comptent pas",
        seance=f"presents: {SIX}\nabsents: [HÊTRE]\npouvoirs: "
        "{GENÊT: AMBRE, IF: BOIS}",
        vote="{scrutin: public, demandeurs: [BOIS, GENÊT, HÊTRE]}",
    ),
    "a quorum from which some are taken": case(
        "PRE01",
        "4 membres présents (6, moins 2 qui se déportent ou sont sortis)",
        "des 8 membres en exercice (9, moins 1 qui se déporte)",
        seance=f"presents: {SIX}\nabsents: [GENÊT, HÊTRE, IF]",
        deports="[{membre: BOIS, motif: L1111-6}, "
        "{membre: FAON, motif: interet-personnel, sort: oui}]",
    ),
    "a chair without an office": case(
        "PRE14",
        "`president: {membre: CHÊNE, qualite: …}`",
        seance="president: CHÊNE",
    ),
    "a signatory without an office": case(
        "PRE14",
        "`signataire: {membre: CHÊNE, qualite: …}`",
        seance="signataire: CHÊNE",
    ),
    "a secretary from outside": case(
        "PRE02",
        "`{nom: Mme Untel QUELCONQUE, qualite: …}`",
        seance="secretaires: [Mme Untel QUELCONQUE]",
    ),
    "a secretary from outside, named almost like a member": case(
        "PRE02",
        "vouliez-vous écrire `AMBRE` (Mme Anne AMBRE) ? sinon, pour une personne",
        "`{nom: Anne AMBRES, qualite: …}`",
        seance="secretaires: [Anne AMBRES]",
    ),
    "two surnames without a comma": case(
        "PRE02",
        "une virgule est-elle oubliée entre `GENÊT` et `HÊTRE` ?",
        seance="presents: [AMBRE, BOIS, CHÊNE, Denis DUPONT, Édith DUPONT, FAON, "
        "GENÊT HÊTRE, IF]",
    ),
    "a mistyped code": case(
        "STR11",
        "vouliez-vous écrire `PRE06` ?",
        seance="tolerances: [{regle: PRE6, motif: essai}]",
    ),
    "an hour for an act": case(
        "PRE12",
        "l'heure se met sous `heure:`",
        seance="mouvements: [{membre: IF, quitte: 10h50}]",
    ),
}


@pytest.mark.parametrize("name", AGREEMENT)
def test_a_finding_of_a_rule_says_it_well(name: str, tmp_path: Path):
    one = AGREEMENT[name]

    said = " | ".join(say(tmp_path, one))

    for words in one.words:
        assert words in said
