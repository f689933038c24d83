"""A record of the law in words: what `explain` prints of it, and messages quote."""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction

from delib_gen.rules.words import join, write_share
from delib_gen.schema.acte import MotifDeport
from delib_gen.schema.droit import Majorite, ObjetDelai, Partage
from delib_gen.schema.electif import Egalite, Parite, Proportionnelle
from delib_gen.schema.regle import Regle

NAMES = {
    "quorum": "quorum",
    "pouvoirs": "pouvoirs",
    "majorite": "majorité",
    "partage": "partage des voix",
    "scrutins": "scrutin demandé",
    "delai": "délai",
    "nouvelle_reunion": "nouvelle réunion",
    "huis_clos": "huis clos",
    "visioconference": "visioconférence",
    "sessions": "sessions",
    "deports": "déports",
    "interesses": "membres qui se déportent",
    "secretaire": "secrétaire de séance",
    "suppleants": "suppléants",
    "effectif": "effectif",
}
"""The records of an organ, by their key in its file."""
OFFICES = {
    "presidence": "peuvent présider",
    "signataires": "peuvent signer",
}
"""What an organ says of its offices, by the key in its file."""
EGALITES: dict[Enum, str] = {
    Egalite.PLUS_AGE: "le plus âgé est élu",
    Egalite.MOYENNE_AGE: "la liste dont la moyenne d'âge est la plus élevée l'emporte",
}
_VALUES: dict[Enum, str] = {
    **EGALITES,
    Majorite.SUFFRAGES_EXPRIMES: "suffrages exprimés",
    Majorite.MEMBRES_COMPOSANT: "membres qui composent l'organe",
    Partage.VOIX_PREPONDERANTE: "la voix du président de séance l'emporte",
    Partage.REJET: "l'acte est rejeté",
    Partage.ADOPTION: "l'acte est adopté, faute de majorité contre lui",
    Proportionnelle.PLUS_FORTE_MOYENNE: "à la plus forte moyenne",
    Proportionnelle.PLUS_FORT_RESTE: "au plus fort reste",
    Proportionnelle.NON_LUE: "selon un texte non lu",
    Parite.ALTERNANCE: "alternent",
    Parite.ECART_UN: "sont en nombre égal, à un près",
    ObjetDelai.CONVOCATION: "la convocation",
    ObjetDelai.RAPPORTS: "l'envoi des rapports",
}
_LABELS = {
    "valeur": "{} membres",
    "plus_de": "plus de {} des membres en exercice",
    "au_moins": "au moins {} des membres en exercice",
    "pouvoirs_comptes": "les pouvoirs comptent",
    "comptes_presents": "comptés parmi les présents",
    "sans_quorum_si": "plus de quorum s'ils sont au moins {} des membres en exercice",
    "max_par_mandataire": "{} par mandataire au plus",
    "base": "plus de la moitié des {}",
    "effet": "{}",
    "au_scrutin_secret": "au scrutin secret, {}",
    "scrutin": "scrutin {}",
    "part": "sur demande de {} des membres présents",
    "jours": "{} jours",
    "francs": "francs",
    "porte_sur": "pour {}",
    "urgence": "en urgence, {} jours au moins",
    "urgence_francs": "francs",
    "premiere_seance": "à la première séance après le renouvellement général",
    "jours_apres": "",
    "note_de_synthese": "avec une note explicative de synthèse",
    "jour_fixe": "le jour même est fixé",
    "hors_quorum": "motifs qui ôtent le membre du calcul du quorum : {}",
    "majorite": "majorité : plus de la moitié des {}",
    "partage": "en cas de partage des voix, {}",
    "quorum_plus_de": "quorum : plus de {} des membres en exercice",
    "quorum_au_moins": "quorum : au moins {} des membres en exercice",
    "ordonnateur_exclu": "l'ordonnateur ne préside ni ne vote",
    "hors_competence": "l'organe n'a pas compétence pour un tel acte",
    "scrutin_secret": "au scrutin secret",
    "tours_absolus": "majorité absolue aux {} premiers tours, relative au suivant",
    "egalite": "à égalité de voix, {}",
    "dispense_exclue": "sans dispense possible",
    "proportionnelle": "sièges partagés entre les listes à la proportionnelle, {}",
    "sieges": "{} sièges, et autant de suppléants",
    "sieges_selon": "sièges selon la population : {}",
    "uninominal": "chacun élu séparément, sans liste",
    "debuts": "sessions ordinaires ouvertes le {} (mois et jour)",
    "mois": "pour {} mois au plus",
    "mention": "ou session que `session` dit « {} »",
    "candidature_unique": "une candidature ou une liste unique est élue sans vote",
    "exclue": "exclue",
    "scrutin_public": "tous les votes sont au scrutin public",
    "regimes_exclus": "non pour les régimes : {}",
    "candidats_membres": "candidats pris parmi les membres",
    "parite": "femmes et hommes {} sur chaque liste",
    "preside": "élection présidée par : {}",
    "vacances_moins_de": "l'organe complet, ou privé de moins de {} de ses membres "
    "depuis les dernières élections",
}
"""The fields of the law's records, in words."""
_LABELS_FOR_NO = {
    "pouvoirs_comptes": "les pouvoirs ne comptent pas",
    "comptes_presents": "non comptés parmi les présents, même dans la salle",
    "jour_fixe": "ou plus, après une nouvelle convocation",
}
"""What is worth telling of a field that says no."""


def write_record(regle: Regle) -> str:
    """What a record says: its own fields, in words."""
    told = [
        _LABELS_FOR_NO.get(name, "")
        if value is False
        else _LABELS.get(name, f"{name} : {{}}").format(_write_one(value))
        for name in type(regle).model_fields
        if name not in Regle.model_fields
        and (value := getattr(regle, name)) not in (None, {})
    ]
    text = " ; ".join(filter(None, told)).replace("jours ; francs", "jours francs")
    text = text.replace("jours au moins ; francs", "jours francs au moins")
    return re.sub(r"\b([01] jour)s( franc)?s?\b", r"\1\2", text)


def _write_one(value: object) -> str:
    if isinstance(value, bool):
        return "oui"  # the label of a « no » stands by itself
    if isinstance(value, MotifDeport):
        return f"`{value.value}`"
    if isinstance(value, Enum):
        return _VALUES.get(value, str(value.value))
    if isinstance(value, Fraction):
        return write_share(value)
    if isinstance(value, dict):
        return join(f"{seats} dès {least} habitants" for least, seats in value.items())
    if isinstance(value, list):
        return join(_write_one(v) for v in value) if value else "aucun"
    return str(value)
