"""A made-up council whose members have ranks, groups, communes and substitutes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from delib_gen.checking import Checked, check_session
from delib_gen.model.situation import ActeEnSeance
from delib_gen.view.deliberation import DeliberationView
from view_helpers import build_views, make_acte_context

DATED = {"article": "FICTIF", "confiance": "100"}
INVENTEE = str(Path(__file__).parent / "data" / "autorite-inventee.yaml")


def elu(civilite: str, prenom: str, nom: str, **keys: Any) -> dict[str, Any]:
    """A member, with a seat unless the mandates say otherwise."""
    return {
        "civilite": civilite,
        "prenom": prenom,
        "nom": nom,
        "mandats": [{"organe": "conseil"}],
        **keys,
    }


MEMBRES = (
    elu(
        *("Mme", "Aline", "GRANIT"),
        rang="1",
        titre="maire",
        groupe="Ensemble",
        commune="Roche",
        college="élus",
        fonctions=[{"fonction": "maire"}],
    ),
    elu("M.", "Bruno", "ARDOISE", rang="3", groupe="Avenir", commune="Val"),
    elu(
        *("Mme", "Cécile", "MARBRE"),
        rang="2",
        titre="1re adjointe",
        groupe="Ensemble",
        commune="Val",
    ),
    elu("M.", "Didier", "BASALTE", rang="4", groupe="Avenir", commune="Combe"),
    elu("Mme", "Elsa", "QUARTZ"),
    elu(
        *("M.", "Fabien", "SCHISTE"),
        mandats=[{"organe": "conseil", "suppleant_de": "BASALTE"}],
    ),
    elu(
        *("Mme", "Gisèle", "TALC"),
        mandats=[{"organe": "conseil", "suppleant_de": ["ARDOISE", "QUARTZ"]}],
    ),
    elu("M.", "Ivan", "OPALE", voix="consultative"),
)


def hold(
    folder: Path,
    *,
    organe: dict[str, Any] | None = None,
    membres: tuple[dict[str, Any], ...] = MEMBRES,
    acte: dict[str, Any] | None = None,
    **seance: Any,
) -> Checked:
    """A sitting of one act; five are members who vote, three make a quorum."""
    authority = {
        "base": INVENTEE,
        "code": "essai",
        "organes": {
            "conseil": {
                **(organe or {}),
                "regles": {
                    "effectif": [{"valeur": "5", **DATED}],
                    "suppleants": [DATED],
                },
            }
        },
        "membres": list(membres),
    }
    session = {
        "collectivite": "autorite.yaml",
        "organe": "conseil",
        "date": "2023-12-19",
        "convocation": "2023-12-11",
        "president": "GRANIT",
        "presents": ["GRANIT", "MARBRE", "SCHISTE"],
        "excuses": ["ARDOISE", "BASALTE", "QUARTZ"],
        **seance,
        "actes": [
            {
                "numero": "2023-01 C",
                "titre": {"fr": "Essai", "co": "Prova"},
                "visas": [{"ref": "actuel"}],
                "vote": "unanimite",
                "articles": ["APPROUVE le projet."],
                **(acte or {}),
            }
        ],
    }
    for name, data in (("autorite.yaml", authority), ("seance.yaml", session)):
        (folder / name).write_text(json.dumps(data), encoding="utf-8")
    return check_session(folder / "seance.yaml")


def take_acte(checked: Checked) -> ActeEnSeance:
    """The act, of a sitting in which nothing is found."""
    assert not checked.findings, [f.message for f in checked.findings]
    assert checked.situation is not None
    return checked.situation.actes[0]


def view(checked: Checked, langue: str = "fr") -> DeliberationView:
    """The deliberation of the act."""
    acte = take_acte(checked)
    assert checked.reference is not None
    assert checked.reference.charte is not None
    context = make_acte_context(acte, langue, checked.reference.charte)
    found = build_views(context)[0]
    assert isinstance(found, DeliberationView)
    return found


def spell(groupe: Any) -> str:
    """A list of people, as it is read."""
    return " ".join(
        " ".join(filter(None, (p.civilite, p.prenom, p.nom))) + p.complement + p.suite
        for p in groupe.personnes
    )


def plain(text: str) -> str:
    """A text with plain spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace(
        "\N{NARROW NO-BREAK SPACE}", " "
    )
