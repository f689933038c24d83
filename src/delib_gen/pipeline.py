"""The whole way, in order: load, model, rules, view, templates, formats, bundle.

The only module that knows every step; each step is a function of another one.
Rendering libraries are imported when they are needed: `check` does not pay for
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.bundle.staging import open_stages
from delib_gen.bundle.write import write_bundles
from delib_gen.catalogue import CATALOGUE, Catalogue
from delib_gen.checking import blocks, check_session, find_shared, select_actes
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
    from delib_gen.model.situation import ActeEnSeance

__all__ = [
    "Outcome",
    "Progress",
    "RenderRequest",
    "make_subjects",
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
        sans_vote: the acts that were not put to a vote.
        kept: the store that was looked in; None where none was.
        read: the files that were read.
    """

    findings: list[Diagnostic] = field(default_factory=list)
    bundles: list[WrittenBundle] = field(default_factory=list)
    sans_vote: list[ActeEnSeance] = field(default_factory=list)
    kept: Store | None = None
    read: list[Path] = field(default_factory=list)

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
    outcome, subjects = _check(paths, request, catalogue)
    make_subjects(subjects, outcome, request, progress, catalogue)
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
    outcome, subjects = _check(paths, request, catalogue)
    make_subjects(subjects, outcome, request, progress, catalogue, writing=False)
    return [
        finding
        for finding in outcome.findings
        if finding.severity is Severity.ERREUR or finding.code.startswith(_OF_TEMPLATES)
    ]


def _check(
    paths: Sequence[Path], request: RenderRequest, catalogue: Catalogue
) -> tuple[Outcome, list[Subject]]:
    """What is wrong with sessions, and those of which documents can be made."""
    outcome, sound = Outcome(), list[OfSitting]()
    papers = catalogue.seance.select(catalogue.spell_out(request.only)).names
    # A file given twice is one sitting.
    for path in {path.absolute(): path for path in paths}.values():
        checked = check_session(
            path,
            list_langues(request.langues),
            papiers=papers,
            registre=request.registre,
        )
        outcome.read += [Path(file.name) for file in checked.lue.sources.files]
        found, actes = select_actes(checked, request.acte)
        if checked.situation is not None and not blocks(found, strict=request.strict):
            found += checked.lue.locate(tell_not_transmitted(actes, request))
            sound.append(OfSitting(checked, actes, found, request, catalogue))
        outcome.findings += found
    outcome.findings += find_shared(each for s in sound for each in s.checked)
    return outcome, [*sound]


def make_subjects(
    subjects: Sequence[Subject],
    outcome: Outcome,
    request: RenderRequest,
    progress: Progress,
    catalogue: Catalogue,
    *,
    writing: bool = True,
) -> None:
    """Make and write what subjects want: all of it, or nothing.

    Nothing is laid out while an error stands, nor put in place; what was found, and
    what was written, is added to the outcome.

    Args:
        subjects: what is to be made, each into its folder.
        outcome: what the checks have found.
        request: what is asked for.
        progress: told how far it is.
        catalogue: what can be made.
        writing: whether anything is written at all.

    Raises:
        BundleError: if the files cannot be written where they are wanted.
    """
    store = Store(request.store) if request.store else None
    writing = writing and not outcome.blocked(strict=request.strict)
    with ExitStack() as held:
        targets = [request.out / subject.folder for subject in subjects]
        stages = held.enter_context(open_stages(targets)) if writing else ()
        makings = [
            Making(
                subject,
                stages[rank] if stages else None,
                Keeper(store, request, subject.checked, subject.asked),
                request,
                catalogue,
                list(subject.findings),
            )
            for rank, subject in enumerate(subjects)
        ]
        for making in makings:
            outcome.findings += making.begin()
        if outcome.blocked(strict=request.strict):
            return
        progress.start(sum(making.total for making in makings))
        for making in makings:
            outcome.findings += making.finish(progress)
        if store is not None:
            store.tidy()
            outcome.kept = store
        if stages and not outcome.blocked(strict=request.strict):
            _write(makings, outcome, request)


def _write(makings: Sequence[Making], outcome: Outcome, request: RenderRequest) -> None:
    """Put all that was made in place, and into the register."""
    before = list(outcome.findings)
    orders = [making.order() for making in makings]
    sittings = [
        (making.subject, order)
        for making, order in zip(makings, orders, strict=True)
        if isinstance(making.subject, OfSitting)
    ]
    with inscribe(sittings) as keep:
        outcome.bundles = write_bundles(
            orders,
            approve=lambda found: not blocks([*before, *found], strict=request.strict),
        )
        outcome.findings += [f for bundle in outcome.bundles for f in bundle.findings]
        if not outcome.blocked(strict=request.strict):
            keep()
    outcome.sans_vote = [a for s, _ in sittings for a in s.actes if not a.delibere]
