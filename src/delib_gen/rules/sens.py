"""TYP03: signs without ink that show a text in another order than the one it has."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from delib_gen.findings import Severity
from delib_gen.prose.lines import drop_inkless
from delib_gen.rules.registry import check, rule
from delib_gen.schema.base import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.passages import Passage
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.rules.report import Report

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TURNS_IN_MARKDOWN = re.compile(
    _TURNS.pattern + r"|(?<!\\)&#(?:x0*(?:202[a-e]|206[6-9])|0*82(?:3[4-8]|9[4-7]));?",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\n[ \t>]*\n")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_OVERRIDES = ("LRO", "RLO")
_TURNING = ("RLE", "RLI")
_CLOSERS = {"PDF": ("LRE", "RLE", "LRO", "RLO"), "PDI": ("LRI", "RLI", "FSI")}


@rule("TYP03", Severity.ERREUR, Severity.AVERTISSEMENT, scope="acte", with_statut=True)
def ordre_trompeur(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Texte qui ne se voit pas dans l'ordre où il est tapé.

    Vérifie : aucun signe invisible (U+202A à U+202E, U+2066 à U+2069) ne retourne un
    texte qui se lit de gauche à droite, dans l'acte, ses annexes, les cellules de
    ses tableaux. Ceux qui entourent un passage en hébreu ou en arabe, et les marques
    U+200E et U+200F, sont admis. Un signe qui ouvre ou referme un sens de lecture
    sans son pendant n'est qu'un avertissement s'il ne retourne rien.
    Pourquoi : ce que l'on relit à l'écran ne serait pas ce qui est imprimé et voté.
    Exemple : « 12 000 € » tapé, derrière U+202E, pour que l'écran montre
    « € 000 21 ».
    Que faire : retapez le passage indiqué, sans copier ; l'hébreu et l'arabe se
    lisent bien sans ces signes.
    """
    for passage in (*acte.passages, *acte.cases):
        yield from _tell(passage, report)


@check(ordre_trompeur.kind)
def ordre_trompeur_en_seance(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """The same of the texts of the sitting."""
    for passage in situation.passages:
        yield from _tell(passage, report)


class _Turn(NamedTuple):
    """A sign that opens or closes a direction: where it stands, and what it is."""

    start: int
    end: int
    sign: str

    @property
    def sort(self) -> str:
        return unicodedata.bidirectional(self.sign)


def _tell(passage: Passage, report: Report) -> Iterator[Diagnostic]:
    """The first text that is turned, else the first sign that lacks its other."""
    pattern = _TURNS_IN_MARKDOWN if passage.markdown else _TURNS
    if not pattern.search(passage.text):
        return
    alone: list[_Turn] = []
    for turn, until, closed in _pair(passage.text, pattern):
        turned = passage.text[turn.end : until]
        foreign = bool(_LEFTWARD.search(turned))
        if turn.sort in _OVERRIDES or (
            turn.sort in _TURNING and not (closed and foreign)
        ):
            shown = shorten(drop_inkless(pattern.sub("", turned)).strip())
            yield _make(
                passage,
                turn,
                f"fait voir ce texte dans un autre ordre que le sien ; « {shown} » est "
                "ce qui serait imprimé",
                report,
            )
            return
        alone += [] if closed else [turn]
    if alone:
        what = "ouvre un sens de lecture que rien ne referme"
        if alone[0].sort in _CLOSERS:
            what = "referme un sens de lecture que rien n'ouvre"
        yield _make(passage, alone[0], what, report, Severity.AVERTISSEMENT)


def _make(
    passage: Passage,
    turn: _Turn,
    what: str,
    report: Report,
    severity: Severity | None = None,
) -> Diagnostic:
    place = f"{passage.cellule} : " if passage.cellule else ""
    return report(
        passage.path,
        f"{place}un signe invisible (U+{ord(turn.sign):04X}) {what}",
        "retapez ce passage sans le copier d'ailleurs",
        severity=severity,
        span=passage.place(turn.start, turn.end),
    )


def _pair(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[_Turn, int, bool]]:
    """Each sign, where what it opens ends, and whether it has its other."""
    start = 0
    for end in (*(m.start() for m in _PARAGRAPH.finditer(text)), len(text)):
        opened: list[_Turn] = []
        for match in pattern.finditer(text, start, end):
            turn = _Turn(match.start(), match.end(), unescape(match[0]))
            closes = _CLOSERS.get(turn.sort)
            if closes is None:
                opened.append(turn)
                continue
            ranks = [rank for rank, one in enumerate(opened) if one.sort in closes]
            if not ranks:
                yield turn, turn.end, False
                continue
            # What an isolate holds ends with it; an embedding ends alone.
            within = opened[ranks[-1] + 1 :]
            yield opened[ranks[-1]], turn.start, True
            yield from ((one, turn.start, False) for one in within)
            del opened[ranks[-1] :]
        yield from ((one, end, False) for one in opened)
        start = end
