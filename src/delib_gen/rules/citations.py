"""ACT03, ACT04: the other acts that the texts cite."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache, partial
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.lang.days import rank_months
from delib_gen.load.registre import find_known
from delib_gen.rules.references import quote
from delib_gen.rules.registry import rule
from delib_gen.rules.words import write_day
from delib_gen.schema.base import fold_word
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic, Span, YamlPath
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.rules.report import Report
    from delib_gen.schema.autorite import Autorite

A = Severity.AVERTISSEMENT

_LAW = r"\d{4}-\d+"
"""The numbers of laws, ordonnances and décrets."""
_REACH = 120
"""How far after a number its date may stand, in characters."""
_END = re.compile(r"[.;:()]|  |n° ")
_DAY = re.compile(
    r"\bdu (?:(\d{1,2})(?:er)? ([^\W\d_]+)|(\d{1,2})/(\d{1,2})/) ?(\d{4})\b"
)
_CITED = "actes cités"
_TITLED = ("visas", "considerants")
"""Where the title of an act cited runs to the end of the text."""


@dataclass(frozen=True)
class CitedAct:
    """An act cited somewhere.

    Attributes:
        numero: its number, as it is written there.
        jour: the day it is given; None where none is.
        titre: the title it is given; empty where none is.
        path: where.
        place: gives where, by line and column: few are asked.
        acte: what the act that cites it is called.
        lieu: where, in words.
        connu: whether it is no citation, but what a register says of the act.
    """

    numero: str
    jour: dt.date | None
    titre: str
    path: YamlPath
    place: Callable[[], Span | None]
    acte: str
    lieu: str
    connu: bool = False

    @cached_property
    def mots(self) -> str:
        """Its title, to be compared."""
        return fold_word(self.titre)


@rule("ACT03", A)
def citation_discordante(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Acte cité sous deux dates ou sous deux titres.

    Vérifie : dans tous les textes de la séance (visas, articles, rapports, annexes)
    et dans les textes habituels de la collectivité, un même acte porte toujours la
    même date ; et, dans les visas, le même titre. Si le registre des actes connus a
    cet acte, ce sont la date et le titre du registre.
    Pourquoi : une des deux est fausse ; un visa inexact affaiblit l'acte.
    Exemple : « n° 21/083 AC du 31 mai 2021 » dans un visa, « du 30 avril 2021 » dans
    le rapport.
    Que faire : vérifiez au registre, corrigez l'endroit fautif.
    """
    known: dict[str, list[CitedAct]] = {}
    for citation in _iter_all(situation):
        known.setdefault(fold_word(citation.numero), []).append(citation)
    for numero, cited in known.items():
        citations = [*_iter_known(situation, numero), *cited]
        dated = [c for c in citations if c.jour is not None]
        for other in _list_apart(dated, lambda a, b: a.jour == b.jour):
            first, day, other_day = dated[0], dated[0].jour, other.jour
            if day is not None and other_day is not None:
                yield replace(report, acte=other.acte)(
                    other.path,
                    f"l'acte n° {other.numero} est daté ici du {write_day(other_day)}, "
                    f"mais du {write_day(day)} {first.lieu}",
                    _advise("la date", first),
                    span=other.place(),
                    related=((first.path, f"daté du {write_day(day)}, ici"),),
                )
        titled = [c for c in citations if c.titre]
        for other in _list_apart(titled, _is_same_title):
            first = titled[0]
            yield replace(report, acte=other.acte)(
                other.path,
                f"l'acte n° {other.numero} est cité ici sous le titre "
                f"{quote(other.titre)}, mais {first.lieu} sous le titre "
                f"{quote(first.titre)}",
                _advise("le titre", first),
                span=other.place(),
                related=((first.path, "l'autre titre, ici"),),
            )


@rule("ACT04", A, scope="acte", with_statut=True)
def citation_posterieure(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Acte cité qui est postérieur à la séance.

    Vérifie : les délibérations, lois et décrets cités par leur numéro et leur date
    ne sont pas d'après la séance.
    Pourquoi : l'organe ne peut se fonder sur un texte qui n'existe pas encore ; c'est
    le plus souvent une année mal tapée.
    Exemple : « n° 23/125 AC du 26 octobre 2024 » dans un acte de décembre 2023.
    Que faire : corrigez la date.
    """
    for citation in _list_act(acte):
        if citation.jour is not None and citation.jour > acte.jour:
            yield report(
                citation.path,
                f"le texte n° {citation.numero} est daté du "
                f"{write_day(citation.jour)}, après la séance "
                f"({write_day(acte.jour)})",
                "vérifiez la date, surtout l'année",
                span=citation.place(),
            )


def _advise(what: str, first: CitedAct) -> str:
    if first.connu:
        return f"vérifiez {what} sur l'acte lui-même, et corrigez l'endroit fautif"
    return f"vérifiez {what} au registre, et corrigez l'endroit fautif"


def _list_apart(
    citations: list[CitedAct], same: Callable[[CitedAct, CitedAct], bool]
) -> Iterator[CitedAct]:
    """The citations that differ from the first, each way of differing once."""
    seen = citations[:1]
    for citation in citations[1:]:
        if not any(same(citation, other) for other in seen):
            seen.append(citation)
            yield citation


def _is_same_title(one: CitedAct, other: CitedAct) -> bool:
    """A title may be cut short, or followed by « modifiée »."""
    return one.mots.startswith(other.mots) or other.mots.startswith(one.mots)


def _iter_all(situation: Situation) -> Iterator[CitedAct]:
    """The acts of the sitting, those of the usual texts, then all that is cited."""
    for acte in situation.actes:
        if acte.numero and acte.delibere:
            told = (*acte.path, "numero"), _find_nowhere, acte.numero, "à la séance"
            yield CitedAct(acte.numero, acte.jour, "", *told)
    patterns = _list_patterns(situation.autorite)
    for code, text in situation.autorite.visas.items():
        where = f"dans le texte habituel « {code} » de la collectivité"
        for number, jour, titre, _ in _search(text.texte.reference, patterns):
            place = ("collectivite",), _find_nowhere
            yield CitedAct(number, jour, titre, *place, "", where)
    for acte in situation.actes:
        if acte.lu.sound:
            yield from _list_act(acte)


def _iter_known(situation: Situation, numero: str) -> Iterator[CitedAct]:
    """What the registers say of an act that is cited."""
    registres = situation.reference.registres
    for registre, (known, jour, titre, source, span) in find_known(registres, numero):
        where = f"au registre « {registre.name} »"
        if source:
            where += f" ({source})"
        place = ("collectivite",), partial(_give, span)
        yield CitedAct(known, jour, titre, *place, "", where, connu=True)


def _find_nowhere() -> None:
    """The place of what is in no text."""


def _give(span: Span | None) -> Span | None:
    return span


def _list_act(acte: ActeEnSeance) -> list[CitedAct]:
    """What an act cites: two rules ask for it."""
    if _CITED not in acte.vu:
        acte.vu[_CITED] = [*_iter_act(acte)]
    found: list[CitedAct] = acte.vu[_CITED]
    return found


def _iter_act(acte: ActeEnSeance) -> Iterator[CitedAct]:
    where = f"dans l'acte n° {acte.repere}" if acte.repere else "dans un autre acte"
    patterns = _list_patterns(acte.situation.autorite)
    for passage in acte.passages:
        if passage.langue != LANGUE_DE_REFERENCE:
            continue
        lieu = f"{where} (`{passage.part}`)"
        for number, jour, titre, stretch in _search(passage.flat, patterns):
            yield CitedAct(
                number,
                jour,
                titre if passage.part in _TITLED else "",
                passage.path,
                partial(passage.place, *stretch),
                acte.repere,
                lieu,
            )


_Found = tuple[str, dt.date | None, str, tuple[int, int]]


def _list_patterns(autorite: Autorite) -> tuple[str, ...]:
    """What the numbers of the acts that may be cited look like."""
    patterns = (organe.numeros.motif for organe in autorite.organes.values())
    return (*patterns, rf"(?<=n° ){_LAW}")


@lru_cache(maxsize=2048)
def _search(text: str, patterns: tuple[str, ...]) -> tuple[_Found, ...]:
    """The acts that a text cites: number, day, title and place of each.

    They are kept: whoever types has all of them checked again at each key.
    """
    return tuple(_iter_found(text, patterns))


def _iter_found(text: str, patterns: tuple[str, ...]) -> Iterator[_Found]:
    for match in _compile(patterns).finditer(text):
        tail = text[match.end() : match.end() + _REACH]
        stop = _END.search(tail)
        day = _DAY.search(tail[: stop.start()] if stop else tail)
        jour = _read_day(day) if day else None
        titre = ""
        if jour is not None and day is not None:
            titre = text[match.end() + day.end() :].strip(" ,.;")
        yield match[0], jour, titre, match.span()


@cache
def _compile(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """All the patterns as one: a long annexe is read once, not once for each."""
    unnamed = (re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern in patterns)
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(unnamed)})(?![\w/-])")


def _read_day(match: re.Match[str]) -> dt.date | None:
    number, name, other, month, year = match.groups()
    try:
        if name is None:
            return dt.date(int(year), int(month), int(other))
        rank = rank_months(LANGUE_DE_REFERENCE).get(fold_word(name))
        return dt.date(int(year), rank, int(number)) if rank else None
    except ValueError:
        return None
