"""What each code means: for `explain`, for `rules`, and for docs/regles.md."""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction
from textwrap import fill
from typing import TYPE_CHECKING

from delib_gen.load.reference import list_autorites, load_autorite
from delib_gen.resources import data_dir
from delib_gen.rules.registry import list_kinds
from delib_gen.rules.report import write_reading
from delib_gen.rules.words import join, write_day, write_share
from delib_gen.schema.droit import Regle, find_in_force
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from delib_gen.findings import Kind
    from delib_gen.load.reference import LoadedAutorite
    from delib_gen.schema.autorite import Organe

FAMILLES = {
    "STR": "Le fichier de séance",
    "PRE": "Les présences, la convocation et la présidence",
    "VOT": "Les votes",
    "ACT": "Les actes",
    "LAN": "Les langues",
    "TYP": "La typographie",
    "GAB": "Les gabarits",
    "SOR": "Les fichiers produits",
}
_LABELS = {
    "valeur": "{} membres",
    "plus_de": "plus de {} des membres en exercice",
    "pouvoirs_comptes": "les pouvoirs comptent",
    "max_par_mandataire": "{} par mandataire au plus",
    "base": "plus de la moitié des voix, comptées sur : {}",
    "effet": "{}",
    "au_scrutin_secret": "au scrutin secret : {}",
    "scrutin": "scrutin {}",
    "part": "sur demande de {} des membres présents",
    "jours": "{} jours",
    "francs": "jours francs",
    "porte_sur": "pour : {}",
    "jour_fixe": "le jour même est fixé",
    "hors_quorum": "motifs qui ôtent le membre du calcul du quorum : {}",
    "majorite": "majorité comptée sur : {}",
    "partage": "en cas de partage : {}",
    "quorum_plus_de": "quorum : plus de {} des membres en exercice",
    "quorum_au_moins": "quorum : au moins {} des membres en exercice",
    "ordonnateur_exclu": "l'ordonnateur ne préside ni ne vote",
    "scrutin_secret": "au scrutin secret",
    "tours_absolus": "majorité absolue aux {} premiers tours, relative au suivant",
    "egalite": "à égalité : {}",
    "candidats_membres": "candidats pris parmi les membres",
}
"""The fields of the law's records, in words."""
_LABELS_FOR_NO = {
    "pouvoirs_comptes": "les pouvoirs ne comptent pas",
    "jour_fixe": "ou plus, après une nouvelle convocation",
}
"""What is worth telling of a field that says no."""
_WIDTH = 80
_INTRO = """\
# Les règles

Ce que le logiciel vérifie avant de produire quoi que ce soit. Chaque constatation
porte un code, qui ne change pas et ne sert jamais deux fois. Une **erreur** bloque
la production ; un **avertissement** ne bloque pas ; une **note** renseigne.

`delib-gen explain CODE` redonne ces textes, avec la valeur des règles de droit en
vigueur aujourd'hui pour chaque collectivité livrée.

Page écrite par `script/generate-docs` : ne la modifiez pas à la main.
"""


def list_rules() -> list[str]:
    """All the kinds of findings, a line each: code, severities, title."""
    return [f"{k.code}  {_write_severities(k):<23}  {k.titre}" for k in _sort_kinds()]


def explain(code: str, jour: dt.date) -> str | None:
    """What a code means, and the law that it applies; None for an unknown code.

    Args:
        code: the code, in either case.
        jour: the day for which the rules of law are given.
    """
    kinds = {kind.code: kind for kind in list_kinds()}
    kind = kinds.get(code.strip().upper())
    if kind is None:
        return None
    lines = [f"{kind.code} ({_write_severities(kind)}) : {kind.titre}"]
    for name, text in kind.sections.items():
        lines += ["", _fill(f"{name} : {text}")]
    if kind.regles:
        lines += ["", f"Règles en vigueur le {write_day(jour)} :"]
        for named in list_autorites():
            autorite = load_autorite(named, data_dir(), None)
            lines += _write_autorite(kind, autorite, jour)
    return "\n".join(lines)


def write_reference() -> str:
    """The text of docs/regles.md."""
    lines = [_INTRO]
    family = ""
    for kind in _sort_kinds():
        if kind.code[:3] != family:
            family = kind.code[:3]
            lines += [f"## {FAMILLES.get(family, family)} ({family})", ""]
        lines += [f"### {kind.code}", "", f"**{kind.titre}** {_bracket(kind)}", ""]
        for name, text in kind.sections.items():
            lines += [f"{name} : {' '.join(text.split())}", ""]
    return "\n".join(lines).rstrip() + "\n"


def _fill(text: str, indent: int = 0) -> str:
    """A paragraph within the width of a terminal; no line begins with a sign."""
    nbsp = "\u00a0"
    words = re.sub(r" (?=[;:?!»%])|(?<=«) ", nbsp, " ".join(text.split()))
    margin = " " * indent
    filled = fill(words, _WIDTH, initial_indent=margin, subsequent_indent=margin)
    return filled.replace(nbsp, " ")


def _bracket(kind: Kind) -> str:
    return f"({_write_severities(kind)})"


def _sort_kinds() -> list[Kind]:
    """The kinds in the order of the families, a new family last."""
    order = list(FAMILLES)

    def rank(kind: Kind) -> tuple[int, str]:
        family = kind.code[:3]
        return (order.index(family) if family in order else len(order), kind.code)

    return sorted(list_kinds(), key=rank)


def _write_severities(kind: Kind) -> str:
    return " ou ".join(severity.value for severity in kind.severities)


def _write_autorite(kind: Kind, loaded: LoadedAutorite, jour: dt.date) -> Iterator[str]:
    """The rules of an authority's organs, each with its article."""
    autorite = loaded.autorite
    if autorite is None:
        return
    for code, organe in autorite.organes.items():
        yield ""
        noms = organe.noms.get(LANGUE_DE_REFERENCE)
        nom = autorite.noms[LANGUE_DE_REFERENCE].nom
        yield f"{nom}, {noms.sujet if noms else code}"
        found = list(_iter_regles(kind, organe, jour))
        for name, regle in found:
            article = loaded.droit.get(regle.article)
            yield _fill(f"{name} : {_write_value(regle)}", 2)
            yield _fill(article.intitule if article else regle.article, 4)
            read = f"{write_reading(article.lu)} ; " if article else ""
            yield _fill(f"{read}confiance {regle.confiance} %", 4)
            if regle.note:
                yield _fill(regle.note, 4)
        if not found:
            yield "  aucune règle en vigueur ce jour-là"


def _iter_regles(
    kind: Kind, organe: Organe, jour: dt.date
) -> Iterator[tuple[str, Regle]]:
    for dotted in kind.regles:
        name, _, own = dotted.partition(".")
        values = getattr(organe.regles, name)
        if own:
            for regime, records in values.items():
                regle = find_in_force(records, jour)
                if regle is not None and getattr(regle, own):
                    yield f"régime {regime}", regle
            continue
        # A notice may be due for two things: each has its own records.
        objets = dict.fromkeys(getattr(r, "porte_sur", None) for r in values)
        for objet in objets:
            records = [r for r in values if getattr(r, "porte_sur", None) is objet]
            regle = find_in_force(records, jour)
            if regle is not None:
                yield name.replace("_", " "), regle


def _write_value(regle: Regle) -> str:
    """What a record says: its own fields, in the words of the authority file."""
    told = [
        _LABELS_FOR_NO.get(name, "")
        if value is False
        else _LABELS.get(name, f"{name} : {{}}").format(_write_one(value))
        for name in type(regle).model_fields
        if name not in Regle.model_fields
        and (value := getattr(regle, name)) is not None
    ]
    return " ; ".join(filter(None, told))


def _write_one(value: object) -> str:
    if isinstance(value, bool):
        return "oui"  # the label of a « no » stands by itself
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Fraction):
        return write_share(value)
    if isinstance(value, list):
        return join(_write_one(v) for v in value) if value else "aucun"
    return str(value)
