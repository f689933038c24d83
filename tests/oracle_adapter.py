"""The one place where the oracle meets the product: its results, in oracle's terms.

Every attribute of the product that the judge looks at is read here and nowhere else.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from delib_gen.checking import Checked, check_session
from delib_gen.findings import Diagnostic
from delib_gen.formats.base import RenderTools, list_formats
from delib_gen.load.loader import LoadedActe, LoadedSeance
from delib_gen.load.reference import LoadedAutorite, load_autorite
from delib_gen.load.sources import Sources
from delib_gen.model.build import build_situation
from delib_gen.model.resultat import Mode
from delib_gen.model.situation import ActeEnSeance
from delib_gen.render import RenderSpec, make_tools
from delib_gen.rules.registry import list_checks
from delib_gen.rules.report import Report
from delib_gen.schema.acte import Acte
from delib_gen.schema.autorite import Elu
from delib_gen.schema.seance import Seance
from delib_gen.view.base import Groupe, View
from format_helpers import render_piece
from oracle import BULLETINS, SENS, Attendance, Count, Judged, Quorum, Tree
from view_helpers import build_views, make_acte_context

_HEADINGS = {
    "POUR": "pour",
    "CONTRE": "contre",
    "abstenu": "abstention",
    "ABSTENTION": "abstention",
    "pris part au vote": "non_participation",
    "NON-PARTICIPATION": "non_participation",
    "pris part à la délibération": "deport",
    "BLANCS": "blancs",
    "NULS": "nuls",
}
"""The words by which a heading is known, printed above names or before a figure."""
_UNANIMOUS = (Mode.UNANIMITE, Mode.UNANIMITE_EXPRIMES)
_FIGURE = re.compile(r"\((\d+)\)|:\s(\d+)$")
_PEOPLE = re.compile(r"\s*[,.;]\s*")
_REPLACES = re.compile(r",\s+suppléante?\s+de\s+(?:M\.|Mme)\s+[^,;.]+")


@dataclass(frozen=True)
class Printed:
    """What a deliberation prints of attendance and votes, as lists of surnames.

    A heading of the vote has its figure and its names; none where none are told.
    """

    presents: tuple[str, ...]
    pouvoirs: tuple[tuple[str, str], ...]
    absents: tuple[str, ...]
    excuses: tuple[str, ...]
    votes: Mapping[str, tuple[int, tuple[str, ...]]]


# Sittings


def check(path: Path) -> Checked:
    """A session file by the public path."""
    return check_session(path)


def hold(seance: Tree, actes: Iterable[Acte], folder: Path) -> list[ActeEnSeance]:
    """A sitting in memory; its acts may have been read already (`read_acte`)."""
    header = {key: value for key, value in seance.items() if key != "actes"}
    lue = LoadedSeance(
        "essai.yaml",
        folder,
        Sources(),
        seance=Seance.model_validate(header),
        actes=[LoadedActe(rank, acte) for rank, acte in enumerate(actes)],
    )
    situation = build_situation(lue, read_authority(folder, seance["collectivite"]))
    assert situation is not None
    return situation.actes


def read_acte(tree: Tree) -> Acte:
    """An act as the reader would make it."""
    return Acte.model_validate(tree)


@cache
def read_authority(folder: Path, file: str) -> LoadedAutorite:
    """A made-up authority of a folder, without a finding."""
    loaded = load_autorite(file, folder, None)
    assert not loaded.findings
    return loaded


# What the product made of an act


def see(acte: ActeEnSeance) -> Judged:
    """An act as the product sees it, in the oracle's words."""
    presence = acte.presence
    powers = {giver.nom: held.nom for giver, held in presence.representes.items()}
    return Judged(
        Attendance(
            _names(presence.presents),
            powers,
            _names(presence.absents),
            _names(presence.excuses),
        ),
        votants=_names(presence.votants),
        ecartes=_names(presence.retires),
        quorum=_see_quorum(acte),
        count=_see_count(acte),
    )


def _see_quorum(acte: ActeEnSeance) -> Quorum | None:
    if not acte.delibere:
        return None
    quorum = acte.quorum
    return Quorum(
        quorum.base,
        quorum.requis or 0,
        quorum.presents,
        quorum.avec_pouvoirs,
        quorum.atteint,
    )


def _see_count(acte: ActeEnSeance) -> Count | None:
    decompte, resultat = acte.decompte, acte.resultat
    if decompte is None or resultat is None:
        return None
    names = {sens: _names(getattr(decompte, sens)) for sens in SENS}
    chiffres = decompte.chiffres
    figures = {key: getattr(chiffres, key) for key in BULLETINS}
    return Count(
        figures,
        {sens: people for sens, people in names.items() if people},
        resultat.adopte,
        unanime=resultat.mode in _UNANIMOUS,
        partage=figures["pour"] == figures["contre"] > 0,
        voix_preponderante=resultat.mode is Mode.VOIX_PREPONDERANTE,
    )


def _names(elus: Iterable[Elu]) -> frozenset[str]:
    """Surnames; a member who stands twice in a list is an error."""
    names = [elu.nom for elu in elus]
    assert len(set(names)) == len(names), f"named twice: {names}"
    return frozenset(names)


def find_codes(acte: ActeEnSeance, codes: Iterable[str]) -> set[str]:
    """Those of some codes that the rules of an act give for it."""
    wanted, droit = frozenset(codes), acte.situation.reference.droit
    return {
        finding.code
        for rule in _rules_of_an_act(wanted)
        for finding in rule.on_acte(acte, Report(rule.kind, droit, acte.numero))
    }


@cache
def _rules_of_an_act(codes: frozenset[str]) -> tuple[Any, ...]:
    return tuple(
        rule
        for rule in list_checks()
        if rule.on_acte is not None and rule.kind.code in codes
    )


def list_findings(
    checked: Checked, acte: ActeEnSeance | None = None
) -> list[Diagnostic]:
    """The findings of a sitting, or of one of its acts."""
    if acte is None:
        return checked.findings
    return [f for f in checked.findings if f.path[:2] == acte.path]


# What is printed


def make_views(checked: Checked, acte: ActeEnSeance) -> tuple[View, ...]:
    """The views of an act in French; none where there is no style to set them in."""
    assert checked.reference is not None
    assert checked.reference.charte is not None
    return tuple(build_views(make_acte_context(acte, "fr", checked.reference.charte)))


def read_printed(view: Any) -> Printed:
    """The lists and the figures of a deliberation."""
    absences: dict[bool, tuple[str, ...]] = {False: (), True: ()}
    for group in view.absences:
        absences["EXCUSE" in group.intitule] += _surnames(group)
    return Printed(
        tuple(name for group in view.presences for name in _surnames(group)),
        tuple((line.donneur.nom, line.mandataire.nom) for line in view.pouvoirs),
        absences[False],
        absences[True],
        read_votes(view),
    )


def read_votes(view: Any) -> dict[str, tuple[int, tuple[str, ...]]]:
    """The headings of the ballots, in groups of names or in plain figures."""
    found: dict[str, tuple[int, tuple[str, ...]]] = {}
    for ballot in view.scrutins:
        lines = [(group.intitule, _surnames(group)) for group in ballot.groupes]
        lines += [(line, ()) for line in ballot.chiffres]
        for line, names in lines:
            heading = _read_heading(line)
            assert heading is not None, line
            assert heading[0] not in found, f"printed twice: {line}"
            found[heading[0]] = (heading[1], names)
    return found


def _surnames(group: Groupe) -> tuple[str, ...]:
    return tuple(person.nom for person in group.personnes)


def _read_heading(line: str) -> tuple[str, int] | None:
    """What a line of a vote counts, and how many; None where it is none."""
    figure = _FIGURE.search(line)
    kinds = {sens for word, sens in _HEADINGS.items() if word in line}
    if figure is None or not kinds:
        return None
    (sens,) = kinds
    return sens, int(figure[1] or figure[2])


def render_page(checked: Checked, view: View) -> bytes:
    """A view as a page of HTML."""
    rendered = render_piece(list_formats()["html"], view, _make_tools(checked))
    assert rendered is not None
    return rendered.content


def _make_tools(checked: Checked) -> RenderTools:
    assert checked.reference is not None
    assert checked.reference.charte is not None
    assert checked.situation is not None
    code = checked.situation.autorite.code
    if code not in _tools:
        _tools[code] = make_tools(
            "fr", RenderSpec(code, checked.reference.charte, None)
        )
    return _tools[code]


_tools: dict[str, RenderTools] = {}


class _Page(HTMLParser):
    """The lines of a page: one a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [""]

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag not in ("span", "strong", "em", "a"):
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data


def read_page(content: bytes) -> dict[str, tuple[int, tuple[str, ...]]]:
    """The headings of a vote on a page, each with its figure and the names below."""
    page = _Page()
    page.feed(content.decode())
    page.close()
    lines = [line.strip() for line in page.lines if line.strip()]
    found: dict[str, tuple[int, tuple[str, ...]]] = {}
    for line, below in itertools.pairwise([*lines, ""]):
        heading = _read_heading(line)
        if heading is not None:
            below = _REPLACES.sub("", below)
            named = "(" in line  # names follow, rather than the next figure
            people = [p for p in _PEOPLE.split(below) if p] if named else []
            found[heading[0]] = (heading[1], tuple(p.split()[-1] for p in people))
    return found
