"""The whole way, in order: load, model, rules, view, templates, formats, bundle.

The only module that knows every step; each step is a function of another one.
Rendering libraries are imported when they are needed: `check` does not pay for
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.bundle.staging import open_stages
from delib_gen.bundle.write import write_bundles
from delib_gen.catalogue import CATALOGUE, Catalogue
from delib_gen.checking import Claims, blocks, check_session, select_actes
from delib_gen.findings import Severity
from delib_gen.inscribing import inscribe
from delib_gen.keeping import Keeper
from delib_gen.lang.editions import list_langues
from delib_gen.production import Making
from delib_gen.request import Progress, RenderRequest
from delib_gen.store import Store
from delib_gen.transmission import tell_not_transmitted
from delib_gen.wanted import OfSitting, Subject

if TYPE_CHECKING:
    from delib_gen.bundle.write import WrittenBundle
    from delib_gen.findings import Diagnostic

__all__ = [
    "Outcome",
    "Progress",
    "RenderRequest",
    "begin",
    "finish",
    "render_sessions",
    "try_sessions",
]

_OF_TEMPLATES = ("GAB", "SOR")
"""The families of findings that templates and styles are to blame for."""


@dataclass(slots=True)
class Outcome:
    """What a run gave.

    Attributes:
        findings: what was found.
        bundles: what was written; nothing on an error.
        sans_vote: what those acts are called that were not put to a vote, and why.
        kept: the store that was looked in; None where none was.
        read: the files that were read.
    """

    findings: list[Diagnostic] = field(default_factory=list)
    bundles: list[WrittenBundle] = field(default_factory=list)
    sans_vote: list[tuple[str, str]] = field(default_factory=list)
    kept: Store | None = None
    read: list[Path] = field(default_factory=list)

    @classmethod
    def of(cls, request: RenderRequest) -> Outcome:
        """Nothing yet."""
        return cls(kept=Store(request.store) if request.store else None)

    def blocked(self, *, strict: bool) -> bool:
        """Whether something found keeps the files from being written."""
        return blocks(self.findings, strict=strict)


def render_sessions(
    paths: Sequence[Path],
    request: RenderRequest,
    progress: Progress,
    catalogue: Catalogue = CATALOGUE,
) -> Outcome:
    """The whole way for some session files: all is written, or nothing.

    Raises:
        BundleError: if the files cannot be written where they are wanted.
    """
    outcome, makings = _begin(paths, request, catalogue)
    finish(makings, outcome, request, progress)
    return outcome


def try_sessions(
    paths: Sequence[Path],
    request: RenderRequest,
    progress: Progress,
    catalogue: Catalogue = CATALOGUE,
) -> list[Diagnostic]:
    """The same way without its last step, to try templates: nothing is written.

    What is only worth a warning about the sessions themselves is left out.
    """
    outcome, makings = _begin(paths, request, catalogue)
    finish(makings, outcome, request, progress, writing=False)
    return [
        finding
        for finding in outcome.findings
        if finding.severity is Severity.ERREUR or finding.code.startswith(_OF_TEMPLATES)
    ]


def _begin(
    paths: Sequence[Path], request: RenderRequest, catalogue: Catalogue
) -> tuple[Outcome, list[Making]]:
    """What is wrong with sessions, and those of which documents can be made.

    Of several, one is held at a time.
    """
    outcome, makings = Outcome.of(request), list[Making]()
    early: list[Diagnostic] = []
    papers = catalogue.seance.select(catalogue.spell_out(request.only)).names
    langues, claims = list_langues(request.langues), Claims()
    # A file given twice is one sitting.
    files = {path.absolute(): path for path in paths}.values()
    for path in files:
        checked = check_session(
            path, langues, papiers=papers, registre=request.registre
        )
        outcome.read += [Path(file.name) for file in checked.lue.sources.files]
        found, actes = select_actes(checked, request.acte)
        if checked.situation is not None and not blocks(found, strict=request.strict):
            found += checked.lue.locate(tell_not_transmitted(actes, request))
            claims.add(checked)
            sitting = OfSitting(checked, actes, found, request, catalogue)
            makings.append(begin(sitting, outcome, early, request, catalogue))
            if len(files) > 1:
                del checked, actes
                sitting.let_go()
        outcome.findings += found
    outcome.findings += [*claims.findings, *early]
    return outcome, makings


def begin(
    subject: Subject,
    outcome: Outcome,
    found: list[Diagnostic],
    request: RenderRequest,
    catalogue: Catalogue,
) -> Making:
    """Begin to make what a subject wants.

    Args:
        subject: what is to be made.
        outcome: where its store is.
        found: what that finds is added to it.
        request: what is asked for.
        catalogue: what can be made.
    """
    keeper = Keeper(outcome.kept, request, subject.checked, subject.asked)
    making = Making(subject, keeper, request, catalogue, [*subject.findings])
    found += making.begin()
    return making


def finish(
    makings: Sequence[Making],
    outcome: Outcome,
    request: RenderRequest,
    progress: Progress,
    *,
    writing: bool = True,
) -> None:
    """Make and write all that was begun, or nothing.

    Nothing is laid out while an error stands, nor put in place; what was found, and
    what was written, is added to the outcome.

    Args:
        makings: what is to be made, each into its folder.
        outcome: what was found so far.
        request: what is asked for.
        progress: told how far it is.
        writing: whether anything is written at all.

    Raises:
        ToldError: if the files cannot be written where they are wanted, or if what
            they are made of has changed meanwhile.
    """
    if outcome.blocked(strict=request.strict):
        return
    targets = [request.out / making.subject.folder for making in makings]
    with open_stages(targets if writing else []) as stages:
        progress.start(sum(making.total for making in makings))
        for making, stage in zip_longest(makings, stages):
            outcome.findings += making.finish(stage, progress)
            if len(makings) > 1:
                making.subject.let_go()
        if outcome.kept is not None:
            outcome.kept.tidy()
        if writing and not outcome.blocked(strict=request.strict):
            _write(makings, outcome, request)


def _write(makings: Sequence[Making], outcome: Outcome, request: RenderRequest) -> None:
    """Put all that was made in place, and into the register."""
    before = list(outcome.findings)
    orders = [making.order() for making in makings]
    entries = [making.entry for making in makings]
    with inscribe(zip(entries, orders, strict=True)) as keep:
        outcome.bundles = write_bundles(
            orders,
            approve=lambda found: not blocks([*before, *found], strict=request.strict),
        )
        outcome.findings += [f for bundle in outcome.bundles for f in bundle.findings]
        if not outcome.blocked(strict=request.strict):
            keep()
    outcome.sans_vote = [told for m in makings for told in m.subject.sans_vote]
