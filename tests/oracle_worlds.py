"""Made-up organs for the oracle: their law, and the same law as an authority file.

Neither the members, nor the texts, nor the shares exist. The organs differ only by
what the tests compare. Everybody may chair, and may hold any number of powers, so
that nothing but the counting can go wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

from oracle import Law, Tree

MEMBRES = (
    "AMBRE",
    "BOIS",
    "CHÊNE",
    "DUNE",
    "ÉRABLE",
    "FAON",
    "GENÊT",
    "HÊTRE",
    "IF",
)
ORDONNATEUR = "IF"
"""Who keeps the accounts: out of the room when they are voted on."""
PRENOMS = ("Anne", "Basile", "Claire", "Denis", "Édith", "Félix", "Gaëlle", "Hugo")
FEMMES = {"AMBRE", "CHÊNE", "ÉRABLE", "GENÊT", "IF"}
GROUPES = {
    **dict.fromkeys(("AMBRE", "BOIS", "ÉRABLE"), "Amont"),
    **dict.fromkeys(("CHÊNE", "DUNE", "FAON", "HÊTRE"), "Aval"),
}
"""The groups of the members; `GENÊT` and `IF` are of none."""
DEUX_TIERS = {"renforce": Fraction(2, 3)}


def _law(*, pouvoirs_comptes: bool, **changes: Any) -> Law:
    values = {"membres": MEMBRES, "composant": len(MEMBRES), "au_moins": DEUX_TIERS}
    values["groupes"] = GROUPES
    return Law(pouvoirs_comptes=pouvoirs_comptes, **{**values, **changes})


LAWS = {
    "presents": _law(pouvoirs_comptes=False),
    "representes": _law(pouvoirs_comptes=True),
    "sans-voix": _law(pouvoirs_comptes=True, voix_preponderante=False),
    "pair": _law(
        pouvoirs_comptes=True, membres=MEMBRES[:-1], composant=len(MEMBRES) - 1
    ),
    "vacances": _law(pouvoirs_comptes=False, membres=MEMBRES[2:]),
    "tiers": _law(
        pouvoirs_comptes=True, plus_de=Fraction(1, 3), hors_quorum=frozenset()
    ),
    "suppleants": _law(
        pouvoirs_comptes=True,
        membres=MEMBRES[:7],
        composant=7,
        suppleants={"HÊTRE": "AMBRE", "IF": "CHÊNE"},
    ),
    "suppleants-presents": _law(
        pouvoirs_comptes=False, membres=MEMBRES[:8], suppleants={"IF": "BOIS"}
    ),
    "interets": _law(
        pouvoirs_comptes=True,
        hors_quorum=frozenset({"L1111-6", "interet-personnel"}),
    ),
    "commune": _law(pouvoirs_comptes=False, interesses_presents=False),
    "alsace": _law(
        pouvoirs_comptes=False, interesses_presents=False, leve=Fraction(2, 9)
    ),
    "statuts": _law(pouvoirs_comptes=True, plus_de=Fraction(2, 3), part_suffit=True),
    "fondation": _law(pouvoirs_comptes=False, plus_de=Fraction(3, 5), part_suffit=True),
}
"""`vacances` has two empty seats of its nine; of `pair`, there is an exact half."""
DAY = "2023-12-19"
FAILED_DAY = "2023-12-12"
"""That of the sitting which failed for want of quorum."""
ELECTIONS = {
    "moyenne": {"proportionnelle": "plus-forte-moyenne", "egalite": "plus-age"},
    "reste": {"proportionnelle": "plus-fort-reste", "egalite": "plus-age"},
    "liste": {"tours_absolus": "2", "egalite": "moyenne-age"},
}
"""The regimes under which lists are elected."""
DATED = {"article": "FICTIF", "confiance": "100"}
NOMS = {
    "titre": "DU CONSEIL",
    "sujet": "le Conseil",
    "capitales": "LE CONSEIL",
    "couverture": "CONSEIL",
    "reunion": "SEANCE",
    "convoque": "convoqué",
    "reunie": "s'est réuni",
    "saisine": "au Conseil",
}


def _write_interests(law: Law) -> dict[str, str]:
    there = "oui" if law.interesses_presents else "non"
    lifted = {"sans_quorum_si": str(law.leve)} if law.leve is not None else {}
    return {"comptes_presents": there, **lifted, **DATED}


def _organ(law: Law, **keys: str) -> dict[str, Any]:
    partage = {"effet": "rejet", **DATED}
    if law.voix_preponderante:
        partage |= {"effet": "voix-preponderante", "au_scrutin_secret": "rejet"}
    quorum = {
        "au_moins" if law.part_suffit else "plus_de": str(law.plus_de),
        "pouvoirs_comptes": "oui" if law.pouvoirs_comptes else "non",
        **DATED,
    }
    special: dict[str, dict[str, str]] = {
        "compte-administratif": {"partage": "adoption", "ordonnateur_exclu": "oui"},
        "reglement-interieur": {"majorite": "membres-composant"},
        **{name: {"quorum_au_moins": str(s)} for name, s in law.au_moins.items()},
        **ELECTIONS,
    }
    regimes = {name: [{**record, **DATED}] for name, record in special.items()}
    return {
        "noms": {"fr": NOMS},
        "numeros": {
            "motif": r"(?P<annee>\d{4})-(?P<rang>\d{4})",
            "exemple": "2023-0001",
        },
        "presidence": ["adjoint"],
        "signataires": ["adjoint"],
        "regles": {
            "effectif": [{"valeur": str(law.composant), **DATED}],
            "quorum": [quorum],
            "pouvoirs": [{"max_par_mandataire": str(len(MEMBRES)), **DATED}],
            "majorite": [{"base": "suffrages-exprimes", **DATED}],
            "partage": [partage],
            "nouvelle_reunion": [{"jours": "3", "jour_fixe": "non", **DATED}],
            "interesses": [_write_interests(law)],
            "deports": [{"hors_quorum": sorted(law.hors_quorum), **DATED}],
            "suppleants": [DATED] if law.suppleants else [],
            "regimes": {"ordinaire": [], **regimes},
        },
        **keys,
    }


def _member(rank: int, nom: str, organe: str) -> dict[str, Any]:
    offices = ["adjoint", *(["tresorier"] if nom == ORDONNATEUR else [])]
    law, mandat = LAWS[organe], {"organe": organe}
    if nom in law.suppleants:
        mandat["suppleant_de"] = law.suppleants[nom]
    return {
        "civilite": "Mme" if nom in FEMMES else "M.",
        "prenom": PRENOMS[rank % len(PRENOMS)],
        "nom": nom,
        **({"groupe": GROUPES[nom]} if nom in GROUPES else {}),
        "mandats": [mandat] if nom in (*law.membres, *law.suppleants) else [],
        "fonctions": [{"fonction": office} for office in offices],
    }


def make_authority(organe: str, *, ordonnateur: bool) -> dict[str, Any]:
    """An authority that has one organ, as a tree.

    Args:
        organe: the organ; its law is in `LAWS`.
        ordonnateur: whether a member keeps the accounts.
    """
    office = {
        "masculin": "Adjoint",
        "feminin": "Adjointe",
        "signature_masculin": "L'Adjoint,",
        "signature_feminin": "L'Adjointe,",
    }
    return {
        "code": "essais",
        "noms": {
            "fr": {
                "nom": "Communauté des Essais",
                "couverture": "COMMUNAUTE DES ESSAIS",
                "lieu_signature": "Ici",
            }
        },
        "charte": "corse",
        **({"ordonnateur": "tresorier"} if ordonnateur else {}),
        "organes": {organe: _organ(LAWS[organe])},
        "fonctions": {name: {"fr": office} for name in ("adjoint", "tresorier")},
        "membres": [_member(rank, nom, organe) for rank, nom in enumerate(MEMBRES)],
        "droit": {
            "FICTIF": {
                "intitule": "texte inventé",
                "objet": "toutes les règles de cette collectivité",
                "lu": "en français",
            }
        },
    }


def write_tree(path: Path, tree: Tree) -> Path:
    """A tree as a file: JSON, quoted throughout, is YAML."""
    path.write_text(json.dumps(tree, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def write_authorities(folder: Path, *, ordonnateur: bool) -> Path:
    """The files of the authorities, which sessions of the same folder name."""
    for organe in LAWS:
        authority = make_authority(organe, ordonnateur=ordonnateur)
        write_tree(folder / name_authority(organe), authority)
    return folder


def name_authority(organe: str) -> str:
    """The file of the authority that has an organ."""
    return f"autorite-{organe}.yaml"


def make_session(organe: str, actes: Iterable[Tree], **keys: Any) -> dict[str, Any]:
    """A sitting of an organ; whoever is in no list of the opening is absent."""
    named = {*keys["presents"], *keys.get("excuses", ()), *keys.get("pouvoirs", ())}
    return {
        "collectivite": name_authority(organe),
        "organe": organe,
        "date": DAY,
        "signataire": LAWS[organe].membres[0],
        "absents": [nom for nom in LAWS[organe].membres if nom not in named],
        **keys,
        "actes": list(actes),
    }


def make_acte(rank: int, **keys: Any) -> dict[str, Any]:
    """An act with nothing but what a vote needs."""
    return {
        "numero": f"2023-{rank:04d}",
        "titre": "ESSAI",
        "dispositif": "APPROUVE cet essai.",
        **keys,
    }
