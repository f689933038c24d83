"""The first half of the way: load, model, rules; all that `check` needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.findings import Diagnostic, Severity, has_errors, sort_diagnostics
from delib_gen.findings.structure import STR03
from delib_gen.load.layers import RegisterPath
from delib_gen.load.loader import LoadedSeance, load_seance
from delib_gen.load.reference import LoadedAutorite, load_autorite
from delib_gen.load.registre import load_registres
from delib_gen.load.registre_place import join_tenu
from delib_gen.load.shipped import parse_kept
from delib_gen.load.sources import Sources
from delib_gen.machine.guard import doing
from delib_gen.model.build import build_situation
from delib_gen.model.cases import RARE
from delib_gen.model.issue import flatten
from delib_gen.model.situation import ActeEnSeance, Situation
from delib_gen.rules.actes import numero_deja_pris
from delib_gen.rules.registry import run_rules
from delib_gen.rules.tolerances import apply_tolerances
from delib_gen.schema.base import fold_word, suggest

if TYPE_CHECKING:
    from delib_gen.load.registre_tenu import RegistreTenu
    from delib_gen.rules.kept import KeptFindings
    from delib_gen.schema.charte import Charte


@dataclass(slots=True)
class Checked:
    """A session that was read and checked, or an authority's file.

    Attributes:
        lue: the file as it was read; an authority's has a tree, and no sitting.
        reference: its authority; None where it could not be read.
        situation: the sitting; None where it could not be worked out.
        findings: everything found, placed and sorted.
    """

    lue: LoadedSeance
    reference: LoadedAutorite | None
    situation: Situation | None
    findings: list[Diagnostic]

    @property
    def sure(self) -> list[ActeEnSeance]:
        """The acts without an error of their own: what became of them is known."""
        wrong = {f.path[:2] for f in self.findings if f.severity is Severity.ERREUR}
        actes = self.situation.actes if self.situation else []
        return [acte for acte in actes if acte.path not in wrong]

    @property
    def sound(self) -> tuple[Situation, Charte]:
        """The sitting and its house style, of a session that passed the checks.

        Raises:
            LookupError: if it did not.
        """
        charte = self.reference.charte if self.reference else None
        if self.situation is None or charte is None:
            raise LookupError("a session without a house style passed the checks")
        return self.situation, charte

    def forget_places(self) -> None:
        """Let go where each text was typed, once all that has a place was found."""
        self.lue.root = None
        for acte in self.situation.actes if self.situation else ():
            acte.forget_texts()

    @property
    def has_rare_signs(self) -> bool:
        """Whether a text has a character that no face may have."""
        read = self.situation.iter_read() if self.situation else ()
        return any(RARE.search(p.text) for _, passages in read for p in passages)


def blocks(findings: Iterable[Diagnostic], *, strict: bool) -> bool:
    """Whether findings keep anything from being written."""
    if has_errors(findings):
        return True
    return strict and any(
        f.severity is Severity.AVERTISSEMENT and not f.tolere for f in findings
    )


def check_text(text: str, path: Path, langues: Iterable[str] | None = None) -> Checked:
    """Check the text of a session that need not have been saved.

    Args:
        text: the whole text.
        path: where it would be saved: it names other files from there.
        langues: see `read_session`.
    """
    return check_session(path, langues, Sources({path: text}))


def check_session(
    path: Path,
    langues: Iterable[str] | None = None,
    sources: Sources | None = None,
    papiers: Iterable[str] = (),
    registre: Path | None = None,
    kept: KeptFindings | None = None,
) -> Checked:
    """Load, model, rules: everything that is wrong with a session file.

    Args: see `read_session` and `run_rules`.
    """
    langues = None if langues is None else tuple(langues)
    checked = read_session(path, langues, sources, registre)
    with doing("la vérification de la séance", str(path)):
        return _check(checked, langues or (), papiers, kept)


def _check(
    checked: Checked,
    langues: tuple[str, ...],
    papiers: Iterable[str],
    kept: KeptFindings | None,
) -> Checked:
    lue, situation = checked.lue, checked.situation
    if situation is not None:
        findings = [*checked.findings, *run_rules(situation, langues, papiers, kept)]
        reperes = {word: a.repere for a in situation.actes for word in a.acte.reperes}
        tenu = situation.reference.tenu
        findings += tenu.tell_fault() if tenu else []
        findings = apply_tolerances(situation.seance.tolerances, findings, reperes)
        checked.findings = sort_diagnostics(lue.locate(findings))
    return checked


def read_session(
    path: Path,
    langues: Iterable[str] | None = None,
    sources: Sources | None = None,
    registre: Path | None = None,
    tenu: RegistreTenu | None = None,
) -> Checked:
    """Load and model alone: a session, and what keeps it from being understood.

    Args:
        path: the session file.
        langues: the languages in which it is to be rendered, none for a check
            alone; names in other ones are not read. Where None is given, all are.
        sources: where it is read, and all that it names; by default, the disk.
        registre: the register that the software keeps, where the command names it.
        tenu: the same, as an earlier reading has opened it.
    """
    with doing("la lecture de la séance", str(path)):
        return _read(path, langues, sources or Sources(), registre, tenu)


def _read(
    path: Path,
    langues: Iterable[str] | None,
    sources: Sources,
    registre: Path | None,
    tenu: RegistreTenu | None,
) -> Checked:
    lue = load_seance(path, sources)
    if lue.seance is None:
        findings = sort_diagnostics(lue.locate(lue.findings))
        return Checked(lue, None, None, findings)
    span = lue.find_span(("collectivite",))
    reference = load_autorite(
        lue.seance.collectivite, lue.folder, span, lue.seance.variete, langues, sources
    )
    own = lue.seance.registre
    span = lue.find_span(("registre",))
    register_paths = [RegisterPath(own, lue.folder, span)] if own is not None else []
    reference = load_registres(reference, register_paths, sources)
    reference = join_tenu(reference, lue, registre, tenu)
    findings = [*lue.findings, *reference.findings]
    findings += _check_organe(lue, reference)
    situation = build_situation(lue, reference)
    return Checked(lue, reference, situation, sort_diagnostics(lue.locate(findings)))


def _check_organe(lue: LoadedSeance, reference: LoadedAutorite) -> list[Diagnostic]:
    seance, autorite = lue.seance, reference.autorite
    if seance is None or autorite is None or seance.organe in autorite.organes:
        return []
    return [
        STR03.at(
            ("organe",),
            f"« {seance.organe} » n'est pas un organe de cette collectivité",
            suggest(seance.organe, autorite.organes),
        )
    ]


def check_autorite(path: Path, sources: Sources | None = None) -> Checked:
    """An authority's file read as a session is: its tree, and what is wrong with it.

    Args:
        path: the file.
        sources: where it is read, with those that it starts from.
    """
    lue = LoadedSeance(str(path), path.parent, sources or Sources())
    with doing("la lecture de la collectivité", str(path)):
        reference = load_autorite(path.name, path.parent, None, sources=lue.sources)
        lue.root = next((parse_kept(file)[0] for file in lue.sources.files), None)
    findings = sort_diagnostics(lue.locate(reference.findings))
    return Checked(lue, reference, None, findings)


class Claims:
    """The numbers that sessions given together claim, and what is wrong with them.

    Attributes:
        findings: ACT17, a number that two of them claim, at its place in the second.
    """

    def __init__(self) -> None:
        """No session was given yet."""
        self.findings: list[Diagnostic] = []
        self._seen: dict[tuple[str, str, str], tuple[str, str]] = {}

    def add(self, checked: Checked) -> None:
        """One more session; nothing of it is held but the numbers and the titles."""
        file = checked.lue.file
        for acte in checked.situation.actes if checked.situation else ():
            if not acte.numero or not acte.delibere:
                continue
            situation = acte.situation
            whose = (situation.autorite.code, situation.code_organe)
            key = (*whose, fold_word(acte.numero))
            titre = flatten(acte.acte.titre.reference)
            first, known = self._seen.setdefault(key, (file, titre))
            if first == file:
                continue  # twice in one sitting is ACT02
            same = fold_word(titre) == fold_word(known)
            finding = numero_deja_pris.kind.at(
                (*acte.path, "numero"),
                f"le numéro « {acte.numero} » est aussi celui d'un acte de "
                f"« {first} » : « {known} »",
                "si c'est le même acte, ne gardez qu'un des deux fichiers ; sinon, "
                "corrigez l'un des deux numéros, ou `delib-gen numeroter --tout` sur "
                "celui dont les numéros ne sont pas encore pris",
                acte=acte.repere,
                severity=Severity.AVERTISSEMENT if same else Severity.ERREUR,
            )
            self.findings += checked.lue.locate([finding])


def select_actes(
    checked: Checked, repere: str
) -> tuple[list[Diagnostic], list[ActeEnSeance]]:
    """The acts wanted, and the findings that count for them.

    With `--acte`, what is wrong with another act of the sitting does not count.
    """
    situation = checked.situation
    actes = situation.actes if situation else []
    if not repere:
        return checked.findings, actes
    wanted = [a for a in actes if repere in a.acte.reperes]
    if situation is not None and not wanted:
        known = [word for a in actes for word in a.acte.reperes]
        finding = STR03.at(
            ("actes",),
            f"aucun acte n° {repere} dans cette séance",
            suggest(repere, known),
        )
        return [*checked.findings, *checked.lue.locate([finding])], []
    paths = {a.path for a in wanted}
    kept = [
        f
        for f in checked.findings
        if f.path[:1] != ("actes",) or len(f.path) < 2 or f.path[:2] in paths
    ]
    return kept, wanted
