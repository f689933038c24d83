"""The small words of messages: people, days, counts, in French."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from delib_gen.lang import days
from delib_gen.model.resultat import Mode
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from delib_gen.model.annuaire import Annuaire
    from delib_gen.model.situation import Situation
    from delib_gen.schema.autorite import Autorite, Elu, Periode

MODES = {
    Mode.UNANIMITE: "à l'unanimité",
    Mode.UNANIMITE_EXPRIMES: "à l'unanimité des suffrages exprimés",
    Mode.MAJORITE: "à la majorité",
    Mode.MAJORITE_NON_ATTEINTE: "faute de la majorité absolue des membres",
    Mode.VOIX_PREPONDERANTE: "par la voix prépondérante du président",
    Mode.PARTAGE: "à égalité des voix",
    Mode.PARTAGE_ADOPTE: "à égalité des voix",
    Mode.AUCUN_SUFFRAGE: "faute de suffrage exprimé",
    Mode.PARTIES: "par parties",
}
"""How a decision came about, after `adopté` or `rejeté`."""
STATUTS = {
    "retire": "retiré de l'ordre du jour",
    "reporte": "reporté",
    "renvoye": "renvoyé",
}
"""Why an act was not put to the sitting."""


def write_day(day: dt.date) -> str:
    """A day: `19 décembre 2023`."""
    return days.write_day(day, LANGUE_DE_REFERENCE)


def write_elu(elu: Elu) -> str:
    """A member: `M. Hyacinthe VANNI`."""
    return f"{elu.civilite.value} {elu.nom_complet}"


def name_to_type(annuaire: Annuaire, elu: Elu) -> str:
    """What a session calls a member: the surname, unless another one bears it."""
    return elu.nom if annuaire.find(elu.nom).elu == elu else elu.nom_complet


def agree(elu: Elu, masculine: str, feminine: str) -> str:
    """The form of a word that agrees with a member."""
    return feminine if elu.feminin else masculine


def agree_all(elus: Iterable[Elu | None], masculine: str, feminine: str) -> str:
    """The form of a word for all of them, one or several; None is no member."""
    people = list(elus)
    women = bool(people) and all(elu is not None and elu.feminin for elu in people)
    return (feminine if women else masculine) + ("s" if len(people) > 1 else "")


def join(words: Iterable[str]) -> str:
    """Words in a sentence: `A, B et C`."""
    *first, last = list(words)
    return f"{', '.join(first)} et {last}" if first else last


def count(number: int, singular: str, plural: str = "") -> str:
    """A number of things: `0 voix`, `1 membre`, `2 membres`."""
    return f"{number} {singular if number < 2 else plural or singular + 's'}"


def write_share(share: Fraction) -> str:
    """A share of the members: `la moitié`, `2/3`."""
    return "la moitié" if share == Fraction(1, 2) else f"{share}"


def write_period(period: Periode) -> str:
    """A period: `du 1er juillet 2021 au 30 juin 2023 exclu`."""
    begin, end = period.depuis, period.jusque
    if begin and end:
        return f"du {write_day(begin)} au {write_day(end)} exclu"
    if begin:
        return f"à partir du {write_day(begin)}"
    return f"jusqu'au {write_day(end)} exclu" if end else "sans date"


def name_organe(situation: Situation) -> str:
    """The organ that sat, as the subject of a sentence, or its code."""
    noms = situation.organe.noms.get(LANGUE_DE_REFERENCE)
    return noms.sujet if noms else situation.code_organe


def title_organe(situation: Situation) -> str:
    """The same at the head of a line."""
    words = name_organe(situation)
    return f"{words[:1].upper()}{words[1:]}"


def name_fonction(autorite: Autorite, code: str, elu: Elu | None = None) -> str:
    """An office by its name, or by its code where it has none."""
    noms = autorite.fonctions.get(code, {}).get(LANGUE_DE_REFERENCE)
    if noms is None:
        return code
    return noms.feminin if elu is not None and elu.feminin else noms.masculin
