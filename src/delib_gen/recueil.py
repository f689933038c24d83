"""The books of a period, from several session files: the whole way, once more.

As for a sitting: all is checked, then views, then bytes, then one folder, or nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.assembling import build_book
from delib_gen.bundle.manifest import SeanceInscrite
from delib_gen.catalogue import CATALOGUE, Catalogue
from delib_gen.checking import check_session
from delib_gen.findings import has_errors
from delib_gen.lang.editions import list_langues, split_edition
from delib_gen.load.registre_place import FICHIER
from delib_gen.period import Sitting, check_period, sort_sittings
from delib_gen.pipeline import Outcome, begin, finish
from delib_gen.view.context import make_seance_context
from delib_gen.view.periode.context import make_period_context
from delib_gen.wanted import Subject

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.kinds import DocumentKind
    from delib_gen.pipeline import Progress
    from delib_gen.render import Job
    from delib_gen.request import RenderRequest
    from delib_gen.view.periode.context import PeriodContext

FOLDER = "recueil"
"""What the name of a period's folder begins with, where its books are in it."""


@dataclass(frozen=True, slots=True)
class Period:
    """What is asked: the days, first and last, and whether numbers may lack.

    Attributes:
        du: its first day; where none is asked for, that of the first sitting.
        au: its last day; likewise.
        gaps: whether numbers may be lacking between two sittings.
        label: what the name of its folder begins with.
        feuillet: the number of the first leaf of the register.
        organe: the organ whose sittings the register is asked for; empty for the only
            one that there is.
    """

    du: dt.date = dt.date.min
    au: dt.date = dt.date.max
    gaps: bool = False
    label: str = FOLDER
    feuillet: int = 1
    organe: str = ""

    def fit(self, sittings: Sequence[Sitting]) -> Period:
        """The same with days of its own, where it had none; there is a sitting."""
        first, last = (sittings[n].situation.seance.jours for n in (0, -1))
        return replace(
            self,
            du=first[0] if self.du == dt.date.min else self.du,
            au=last[-1] if self.au == dt.date.max else self.au,
        )

    @property
    def folder(self) -> str:
        """Its folder's name."""
        return f"{self.label}-{self.du.isoformat()}-{self.au.isoformat()}"


def render_period(
    paths: Sequence[Path],
    period: Period,
    request: RenderRequest,
    progress: Progress,
    catalogue: Catalogue = CATALOGUE,
) -> Outcome:
    """The books of a period: all are written, or nothing.

    Args:
        paths: the session files; none for the sittings that the register of the
            request recalls.
        period: the days.
        request: what is asked for.
        progress: told how far it is.
        catalogue: what can be made.

    Raises:
        BundleError: if they cannot be written where they are wanted.
    """
    outcome, sittings = (
        _check(paths, period, request) if paths else recall(period, request)
    )
    found = outcome.findings
    if sittings and not outcome.blocked(strict=request.strict):
        books = OfPeriod(sittings, period, tuple(found), request, catalogue)
        making = begin(books, outcome, found, request, catalogue)
        finish([making], outcome, request, progress)
    return outcome


def recall(period: Period, request: RenderRequest) -> tuple[Outcome, list[Sitting]]:
    """The sittings that the register recalls, and what is wrong with them together."""
    from delib_gen.recalled import recall_sittings

    outcome, langues = Outcome.of(request), list_langues(request.langues)
    outcome.findings, sittings = recall_sittings(
        request.registre or Path(FICHIER), period.organe, period.du, period.au, langues
    )
    if sittings and not has_errors(outcome.findings):
        days = period.fit(sittings)
        found = check_period(sittings, days.du, days.au, gaps=days.gaps)
        places = (sitting.checked.reference for sitting in sittings)
        span = next(each.tenu.span for each in places if each and each.tenu)
        outcome.findings += [replace(f, span=f.span or span) for f in found]
    return outcome, sittings


def _check(
    paths: Sequence[Path], period: Period, request: RenderRequest
) -> tuple[Outcome, list[Sitting]]:
    """Each sitting, then all of them together, where each can be read."""
    outcome = Outcome.of(request)
    langues = list_langues(request.langues)
    # A file given twice is one sitting.
    files = {path.absolute(): path for path in paths}.values()
    checked = [
        check_session(path, langues, registre=request.registre) for path in files
    ]
    found = [f for each in checked for f in each.findings]
    outcome.findings += dict.fromkeys(found)  # that of a shared file is told once
    sittings = sort_sittings(checked)
    if sittings and len(sittings) == len(checked):
        days = period.fit(sittings)
        outcome.findings += check_period(sittings, days.du, days.au, gaps=days.gaps)
    return outcome, sittings


class OfPeriod(Subject):
    """The books that are wanted of a period, in each language that is asked for."""

    def __init__(
        self,
        sittings: Sequence[Sitting],
        period: Period,
        findings: Sequence[Diagnostic],
        request: RenderRequest,
        catalogue: Catalogue,
    ) -> None:
        """Know what is wanted, and make nothing of it yet.

        Args:
            sittings: its sittings, in their order, which passed the checks.
            period: its days.
            findings: what the checks have found.
            request: what is asked for.
            catalogue: what can be made.
        """
        period, last = period.fit(sittings), sittings[-1].situation
        self.sittings = [(f"{s.name}/", s.checked) for s in sittings]
        self.folder, self.asked = period.folder, astuple(period)
        days, autorite = [period.du, period.au], last.autorite.code
        self.seance = SeanceInscrite.on(days, last.seance.organe, autorite)
        self.findings = findings
        self._period, self._request = period, request
        self._recalled = [s.recalled for s in sittings if s.recalled is not None]
        names = request.only or catalogue.periode.names
        self._books = catalogue.periode.select(names).documents

    @cached_property
    def _contexts(self) -> dict[str, PeriodContext]:
        found = [checked.sound for checked in self.checked]
        return {
            langue: make_period_context(
                [make_seance_context(s, langue, found[-1][1]) for s, _ in found],
                self._period.du,
                self._period.au,
                self._period.feuillet,
                self._recalled,
            )
            for langue in list_langues(self._request.langues)
        }

    def list_jobs(self, edition: str) -> Iterator[Callable[[], Job | None]]:
        """What makes each book of an edition."""
        return (partial(self._make_book, edition, kind) for kind in self._books)

    def _make_book(self, edition: str, kind: DocumentKind[PeriodContext]) -> Job | None:
        from delib_gen.render import Job

        contexts = [self._contexts[langue] for langue in split_edition(edition)]
        views, meta = build_book(kind, contexts)
        formats = self._request.formats
        if not views:
            return None
        return Job("", "", edition, views, frozenset(), formats, meta)
