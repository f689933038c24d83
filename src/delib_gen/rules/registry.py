"""The rules, found in this folder: a new one is a function in a module here.

The function's French docstring is the rule's documentation, its name the fault.
There is no list to edit.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, overload

from delib_gen.findings import Diagnostic, Kind, Severity
from delib_gen.findings.kind import KindError
from delib_gen.rules.report import Report
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.rules.kept import KeptFindings

SeanceCheck = Callable[["Situation", Report], Iterable[Diagnostic]]
ActeCheck = Callable[["ActeEnSeance", Report], Iterable[Diagnostic]]
ActeScope = Literal["acte", "acte-parmi"]
"""One act; or one act among the others, or the registers, at which it looks too."""

_NEED_ATTENDANCE = ("PRE", "VOT")
"""The families that only make sense once attendance is known."""


@dataclass(frozen=True, slots=True)
class Check:
    """A function that looks for one kind of fault.

    Attributes:
        kind: what it finds.
        name: the function's name, which is the fault in French.
        on_seance: the function, where it looks at the whole sitting.
        on_acte: the function, where it looks at one act.
        with_statut: whether it also looks at the acts that were not put to
            the vote.
        around: whether it looks further than the act and what the sitting says outside
            of its acts.
        needs_attendance: whether it only makes sense of a sitting that was
            held, and whose attendance sheet was read whole.
    """

    kind: Kind
    name: str
    on_seance: SeanceCheck | None = None
    on_acte: ActeCheck | None = None
    with_statut: bool = False
    around: bool = False
    needs_attendance: bool = False


_checks: list[Check] = []
_declared: dict[str, Kind] = {}


@overload
def rule(
    code: str,
    *severities: Severity,
    scope: Literal["seance"] = "seance",
    regles: tuple[str, ...] = (),
    needs_attendance: bool | None = None,
) -> Callable[[SeanceCheck], Check]: ...


@overload
def rule(
    code: str,
    *severities: Severity,
    scope: ActeScope,
    regles: tuple[str, ...] = (),
    with_statut: bool = False,
    needs_attendance: bool | None = None,
) -> Callable[[ActeCheck], Check]: ...


def rule(
    code: str,
    *severities: Severity,
    scope: Literal["seance", "acte", "acte-parmi"] = "seance",
    regles: tuple[str, ...] = (),
    with_statut: bool = False,
    needs_attendance: bool | None = None,
) -> Callable[[SeanceCheck], Check] | Callable[[ActeCheck], Check]:
    """Declare a rule and the kind of finding that it makes.

    Args:
        code: the kind's code, never used before.
        severities: those that its findings may take, gravest first.
        scope: what the function takes: the sitting, or one act (see `ActeScope`).
        regles: the authority's records that it applies (`quorum`), its offices
            (`presidence`), or a value of its special regimes (`regimes.partage`).
        with_statut: see `Check`.
        needs_attendance: see `Check`; by default, whether the code is of a
            family that attendance grounds.

    Raises:
        KindError: if the code is taken or the docstring lacks a part.
    """

    def declare(function: Callable[..., Iterable[Diagnostic]]) -> Check:
        if code in _declared or code in _list_finding_kinds():
            raise KindError(f"{code} is declared twice")
        doc = function.__doc__ or ""
        kind = Kind.declare(code, *severities, doc=doc, regles=regles)
        _declared[code] = kind
        return _register(kind, function, scope, with_statut, needs_attendance)

    return declare


@overload
def check(
    kind: Kind,
    *,
    scope: Literal["seance"] = "seance",
    needs_attendance: bool | None = None,
) -> Callable[[SeanceCheck], Check]: ...


@overload
def check(
    kind: Kind,
    *,
    scope: ActeScope,
    with_statut: bool = False,
    needs_attendance: bool | None = None,
) -> Callable[[ActeCheck], Check]: ...


def check(
    kind: Kind,
    *,
    scope: Literal["seance", "acte", "acte-parmi"] = "seance",
    with_statut: bool = False,
    needs_attendance: bool | None = None,
) -> Callable[[SeanceCheck], Check] | Callable[[ActeCheck], Check]:
    """Declare a function that looks for a kind of fault declared elsewhere.

    Args:
        kind: what it finds.
        scope: what the function takes: the sitting, or one act (see `ActeScope`).
        with_statut: see `Check`.
        needs_attendance: see `rule`.
    """

    def declare(function: Callable[..., Iterable[Diagnostic]]) -> Check:
        return _register(kind, function, scope, with_statut, needs_attendance)

    return declare


def _register(
    kind: Kind,
    function: Callable[..., Iterable[Diagnostic]],
    scope: str,
    with_statut: bool,
    needs_attendance: bool | None,
) -> Check:
    if needs_attendance is None:
        needs_attendance = kind.code.startswith(_NEED_ATTENDANCE)
    declared = Check(
        kind,
        function.__name__,
        on_seance=function if scope == "seance" else None,
        on_acte=function if scope != "seance" else None,
        with_statut=with_statut,
        around=scope == "acte-parmi",
        needs_attendance=needs_attendance,
    )
    _checks.append(declared)
    return declared


@cache
def list_checks() -> tuple[Check, ...]:
    """All the functions that look for faults, by code."""
    _import_modules("delib_gen.rules")
    return tuple(sorted(_checks, key=lambda c: (c.kind.code, c.name)))


@cache
def list_kinds() -> tuple[Kind, ...]:
    """Every kind of finding that there is, by code."""
    list_checks()
    kinds = {**_list_finding_kinds(), **_declared}
    return tuple(kinds[code] for code in sorted(kinds))


@cache
def _list_finding_kinds() -> dict[str, Kind]:
    """The kinds that reading, templates and outputs make, by code."""
    found: dict[str, Kind] = {}
    for module in _import_modules("delib_gen.findings"):
        for value in vars(module).values():
            if not isinstance(value, Kind):
                continue
            if found.setdefault(value.code, value) is not value:
                raise KindError(f"{value.code} is declared twice")
    return found


def _import_modules(package_name: str) -> list[object]:
    package = importlib.import_module(package_name)
    return [
        importlib.import_module(f"{package_name}.{module.name}")
        for module in pkgutil.iter_modules(package.__path__)
    ]


def run_rules(
    situation: Situation,
    langues: Iterable[str] = (),
    papiers: Iterable[str] = (),
    kept: KeptFindings | None = None,
) -> list[Diagnostic]:
    """What the rules find: about the sitting, then about each act, with places.

    Args:
        situation: the sitting.
        langues: the languages of the editions asked for; what a translation
            lacks is told for those that are none of reference.
        papiers: the papers of the sitting that are asked for.
        kept: what was found of its acts before, which is not looked for again.
    """
    autres = tuple(lang for lang in langues if lang != LANGUE_DE_REFERENCE)
    if kept:
        kept.recall(situation, autres)
    found = [*_check_seance(situation, autres, frozenset(papiers))]
    for acte in situation.actes:
        if acte.lu.sound:
            found += _check_acte(situation, acte, autres)
    return situation.lue.locate(found)


def _check_seance(
    situation: Situation, langues: tuple[str, ...], papiers: frozenset[str]
) -> Iterator[Diagnostic]:
    known, droit = knows_attendance(situation), situation.reference.droit
    for declared in list_checks():
        if declared.on_seance is None or (declared.needs_attendance and not known):
            continue
        report = Report(declared.kind, droit, langues=langues, papiers=papiers)
        yield from declared.on_seance(situation, report)


def _check_acte(
    situation: Situation, acte: ActeEnSeance, langues: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """What is found of an act; whatever can be is added to what was."""
    found = acte.vu
    known, droit = knows_attendance(situation), situation.reference.droit
    for declared in list_checks():
        if declared.on_acte is None or (declared.needs_attendance and not known):
            continue
        if declared.name not in found and (acte.delibere or declared.with_statut):
            report = Report(declared.kind, droit, acte.repere, langues)
            told = [*declared.on_acte(acte, report)]
            if declared.around:
                yield from told
                continue
            found[declared.name] = told
        yield from found.get(declared.name, ())


def knows_attendance(situation: Situation) -> bool:
    """Whether the attendance sheet was read whole, of a sitting that was held.

    A stage that cannot be read says neither: nobody is accused before it is. Where
    the authority has no member, every name would be a stranger's: that it has none
    is told once.
    """
    return (
        situation.attendance_sound
        and situation.lue.tenue
        and bool(situation.autorite.membres)
    )
