"""What each code means: for `explain` and for `rules`."""

from __future__ import annotations

import re
from textwrap import fill
from typing import TYPE_CHECKING

from delib_gen.load.layers import list_autorites
from delib_gen.load.reference import load_autorite
from delib_gen.resources import data_dir
from delib_gen.rules.law_words import NAMES, OFFICES, write_record
from delib_gen.rules.registry import list_kinds
from delib_gen.rules.report import write_reading
from delib_gen.rules.words import name_fonction, write_day
from delib_gen.schema.droit import RegleDelai, find_in_force
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from delib_gen.findings import Kind
    from delib_gen.load.reference import LoadedAutorite
    from delib_gen.schema.autorite import Autorite, Organe
    from delib_gen.schema.regle import Regle

FAMILLES = {
    "STR": "Le fichier de séance",
    "PRE": "Les présences, la convocation et la présidence",
    "VOT": "Les votes",
    "ACT": "Les actes",
    "LAN": "Les langues",
    "TYP": "La typographie",
    "GAB": "Les gabarits",
    "SOR": "Les fichiers produits",
    "PER": "Les séances d'une période",
}
_WIDTH = 80


def list_rules() -> list[str]:
    """All the kinds of findings, a line each: code, severities, title."""
    return [f"{k.code}  {write_severities(k):<23}  {k.titre}" for k in sort_kinds()]


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
    lines = [f"{kind.code} ({write_severities(kind)}) : {kind.titre}"]
    for name, text in kind.sections.items():
        lines += ["", _fill(f"{name} : {text}")]
    if kind.regles:
        lines += ["", f"Règles en vigueur le {write_day(jour)} :"]
        # What several organs have is told once, below the names of them all.
        holders: dict[str, list[str]] = {}
        for named in list_autorites():
            autorite = load_autorite(named, data_dir(), None)
            for nom, regle in _write_autorite(kind, autorite, jour):
                holders.setdefault(regle, []).append(nom)
        shared: dict[tuple[str, ...], list[str]] = {}
        for regle, noms in holders.items():
            shared.setdefault(tuple(noms), []).append(regle)
        for names, regles in shared.items():
            lines += ["", *names, *regles]
    return "\n".join(lines)


def _fill(text: str, indent: int = 0) -> str:
    """A paragraph within the width of a terminal; no line begins with a sign."""
    nbsp = "\u00a0"
    words = re.sub(r" (?=[;:?!»%])|(?<=«) ", nbsp, " ".join(text.split()))
    margin = " " * indent
    filled = fill(words, _WIDTH, initial_indent=margin, subsequent_indent=margin)
    return filled.replace(nbsp, " ")


def sort_kinds() -> list[Kind]:
    """The kinds in the order of the families, a new family last."""
    order = list(FAMILLES)

    def rank(kind: Kind) -> tuple[int, str]:
        family = kind.code[:3]
        return (order.index(family) if family in order else len(order), kind.code)

    return sorted(list_kinds(), key=rank)


def write_severities(kind: Kind) -> str:
    """The severities that a finding may take, the gravest first."""
    return " ou ".join(severity.value for severity in kind.severities)


def _write_autorite(
    kind: Kind, loaded: LoadedAutorite, jour: dt.date
) -> Iterator[tuple[str, str]]:
    """The organs of an authority, each with one of its rules, and its article."""
    autorite = loaded.autorite
    if autorite is None:
        return
    for code, organe in autorite.organes.items():
        noms = organe.noms.get(LANGUE_DE_REFERENCE)
        nom = autorite.noms[LANGUE_DE_REFERENCE].nom
        regles = (
            *_iter_offices(kind, autorite, organe),
            *_write_regles(kind, loaded, organe, jour),
        )
        for regle in regles or ("  aucune règle en vigueur ce jour-là",):
            yield f"{nom}, {noms.sujet if noms else code}", regle


def _write_regles(
    kind: Kind, loaded: LoadedAutorite, organe: Organe, jour: dt.date
) -> Iterator[str]:
    """The rules of an organ, each with its article, how that was read, and a note."""
    for name, regle in _iter_regles(kind, organe, jour):
        article = loaded.droit.get(regle.article)
        read = f"{write_reading(article.lu)} ; " if article else ""
        said = (
            article.intitule if article else regle.article,
            f"{read}confiance {regle.confiance} %",
            regle.note,
        )
        yield "\n".join(
            (
                _fill(f"{name} : {write_record(regle)}", 2),
                *(_fill(text, 4) for text in said if text),
            )
        )


def _iter_offices(kind: Kind, autorite: Autorite, organe: Organe) -> Iterator[str]:
    """Who may hold a role, where the kind asks for an office."""
    for name in kind.regles:
        if name in OFFICES:
            codes = getattr(organe, name)
            names = (name_fonction(autorite, code) for code in codes)
            yield _fill(f"{OFFICES[name]} : {' ; '.join(names)}", 2)


def _iter_regles(
    kind: Kind, organe: Organe, jour: dt.date
) -> Iterator[tuple[str, Regle]]:
    """The records in force, each once although a kind may apply two of its values."""
    told: set[str] = set()
    for dotted in kind.regles:
        name, _, own = dotted.partition(".")
        if name in OFFICES:
            continue
        values = getattr(organe.regles, name)
        if own:
            for regime, records in values.items():
                regle = find_in_force(records, jour)
                if regle is not None and getattr(regle, own) and regime not in told:
                    told.add(regime)
                    yield f"régime `{regime}`", regle
            continue
        for subject in dict.fromkeys(_find_subject(r) for r in values):
            records = [r for r in values if _find_subject(r) == subject]
            regle = find_in_force(records, jour)
            if regle is not None:
                yield NAMES.get(name, name), regle


def _find_subject(regle: Regle) -> object:
    """What a record is about, where an organ has one for each of several things.

    A notice may be due for two things, at all sittings or at the first; a ballot be of
    two kinds.
    """
    if isinstance(regle, RegleDelai):
        return (regle.porte_sur, regle.premiere_seance)
    return getattr(regle, "scrutin", None)
