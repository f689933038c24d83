"""The whole way, in order: load, model, rules, view, templates, formats, bundle.

The only module that knows every step; each step is a function of another one.
Rendering libraries are imported when they are needed: `check` does not pay for
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.bundle.manifest import FichierLu, SeanceInscrite
from delib_gen.bundle.naming import name_sitting
from delib_gen.bundle.write import BundleOrder, write_bundles
from delib_gen.catalogue import CATALOGUE, TRANSMISSION, Catalogue
from delib_gen.checking import blocks, check_session, find_shared, select_actes
from delib_gen.ending import make_manifest, place_texts
from delib_gen.findings import Severity
from delib_gen.inscribing import inscribe
from delib_gen.keeping import Keeper
from delib_gen.lang.editions import list_langues
from delib_gen.load.files import list_own_files
from delib_gen.preparing import Prepared, prepare
from delib_gen.request import Progress, RenderRequest
from delib_gen.store import Kept, Store
from delib_gen.transmission import copy_to_transmit, tell_not_transmitted

if TYPE_CHECKING:
    from delib_gen.bundle.write import WrittenBundle
    from delib_gen.checking import Checked
    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.produced import OutputFile

__all__ = ["Outcome", "Progress", "RenderRequest", "render_sessions", "try_sessions"]

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


@dataclass(slots=True)
class _Sitting:
    """A sitting of which everything is to be made, or is.

    Attributes:
        checked: the session.
        actes: the acts wanted.
        findings: everything found so far: they go into the manifest.
        only_folder: the one folder that is written to; None for all.
        files: what is made.
        prepared: what is still to be laid out.
        keeper: what keeps that.
        key: what it is kept under as a whole.
    """

    checked: Checked
    actes: Sequence[ActeEnSeance]
    findings: list[Diagnostic]
    only_folder: str | None
    files: list[OutputFile]
    prepared: Prepared | None
    keeper: Keeper
    key: str


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
    outcome, made = _make(paths, request, progress, catalogue)
    if outcome.blocked(strict=request.strict):
        return outcome
    before = list(outcome.findings)
    orders = [_order_bundle(item, request, catalogue) for item in made]
    with inscribe([(m.checked, m.actes) for m in made], orders) as keep:
        outcome.bundles = write_bundles(
            orders,
            approve=lambda found: not blocks([*before, *found], strict=request.strict),
        )
        outcome.findings += [f for bundle in outcome.bundles for f in bundle.findings]
        if not outcome.blocked(strict=request.strict):
            keep()
    outcome.sans_vote = [a for m in made for a in m.actes if not a.delibere]
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
    outcome, _ = _make(paths, request, progress, catalogue)
    return [
        finding
        for finding in outcome.findings
        if finding.severity is Severity.ERREUR or finding.code.startswith(_OF_TEMPLATES)
    ]


def _make(
    paths: Sequence[Path],
    request: RenderRequest,
    progress: Progress,
    catalogue: Catalogue,
) -> tuple[Outcome, list[_Sitting]]:
    """Everything but the writing; nothing is laid out while an error stands."""
    outcome = Outcome()
    sittings: list[_Sitting] = []
    store = Store(request.store) if request.store else None
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
            keeper = Keeper(store, request, checked)
            found += checked.lue.locate(tell_not_transmitted(actes, request))
            sittings.append(_begin(keeper, actes, found, request, catalogue))
            found = sittings[-1].findings
        outcome.findings += found
    outcome.findings += find_shared(sitting.checked for sitting in sittings)
    if outcome.blocked(strict=request.strict):
        return outcome, []
    progress.start(sum(s.prepared.total for s in sittings if s.prepared))
    for sitting in sittings:
        outcome.findings += _finish(sitting, request, progress)
    if store is not None:
        store.tidy()
        outcome.kept = store
    return outcome, sittings


def _begin(
    keeper: Keeper,
    actes: Sequence[ActeEnSeance],
    found: Sequence[Diagnostic],
    request: RenderRequest,
    catalogue: Catalogue,
) -> _Sitting:
    """What is kept of a sitting, or what is to be laid out of it."""
    key = keeper.name_sitting(catalogue)
    if whole := keeper.find_whole(key):
        findings, files = [*found, *whole.early, *whole.findings], list(whole.files)
        folder, prepared = whole.folder or None, None
    else:
        prepared = prepare(keeper, actes, request, catalogue)
        findings, files = [*found, *prepared.findings], []
        folder = prepared.only_folder
    return _Sitting(
        keeper.checked, actes, findings, folder, files, prepared, keeper, key
    )


def _finish(
    sitting: _Sitting, request: RenderRequest, progress: Progress
) -> list[Diagnostic]:
    """Lay out what is left of a sitting, and keep it; what that finds."""
    prepared = sitting.prepared
    if prepared is None:
        return []
    from delib_gen.making import make_all

    results = make_all(prepared, request, sitting.keeper, progress.advance)
    sitting.files = [file for result in results for file in result.files]
    told = [finding for result in results for finding in result.findings]
    told = place_texts(told, sitting.checked.lue.sources)
    keys, folder = tuple(w.key for w in prepared.works), sitting.only_folder or ""
    whole = Kept(prepared.exports, tuple(told), prepared.findings, keys, folder)
    sitting.keeper.keep(sitting.key, whole)
    sitting.files += prepared.exports
    sitting.findings += told
    return told


def _order_bundle(
    made: _Sitting, request: RenderRequest, catalogue: Catalogue
) -> BundleOrder:
    """The files of a sitting and its manifest, ready to be written."""
    situation, charte = made.checked.sound
    seance, lue = situation.seance, situation.lue
    read = [*lue.sources.files, *list_own_files(request.own)]
    tenu = situation.reference.tenu
    told = [FichierLu(tenu.name, tenu.digest)] if tenu and tenu.digest else []
    sure = made.checked.sure
    jours = seance.jours
    manifest = make_manifest(
        SeanceInscrite.on(jours, seance.organe, situation.autorite.code),
        charte,
        [*(FichierLu.of(f.relative, f.content) for f in read), *told],
        made.findings,
        sure,
    )
    files = [*made.files]
    if TRANSMISSION in request.only:
        files += copy_to_transmit(files, made.actes)
    return BundleOrder(
        files,
        manifest,
        request.out,
        name_sitting(jours, seance.organe, situation.organe.sigle, seance.suffixe),
        made.only_folder,
        catalogue.steps,
    )
