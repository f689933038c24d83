"""Putting the acts of rendered sittings into a register.

A register is an office's own file, with its order and its remarks: lines are added
at its end, and nothing that stands there is written anew. One act that it has
under another day or another title, and nothing at all is added.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from delib_gen.bundle.errors import BundleError, explain_os_error
from delib_gen.bundle.lock import hold_lock
from delib_gen.bundle.manifest import ActeInscrit, Manifest, ManifestError
from delib_gen.bundle.registre_copie import read_taken
from delib_gen.bundle.registre_file import lengthen, open_registre, replace_file
from delib_gen.findings import Diagnostic
from delib_gen.lang.days import write_day
from delib_gen.load.limits import MAX_YAML_BYTES
from delib_gen.load.registre import Registre, read_registre
from delib_gen.load.sources import Sources
from delib_gen.schema.base import fold_word
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.tenue import TAKEN


@dataclass(slots=True)
class FilledRegistre:
    """What filling a register came to.

    Attributes:
        ajoutes: the numbers of the acts that were added.
        connus: how many acts it had already.
        autres: how many acts of the sittings were not taken (withdrawn, put off).
        findings: what is wrong with a file; nothing was written then.
        refus: what else stands in the way, in French; nothing was written then.
    """

    ajoutes: list[str] = field(default_factory=list)
    connus: int = 0
    autres: int = 0
    findings: list[Diagnostic] = field(default_factory=list)
    refus: list[str] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether something keeps the register from being written."""
        return bool(self.findings or self.refus)


@dataclass(frozen=True, slots=True)
class _Pris:
    """An act that a manifest says was taken."""

    numero: str
    jour: dt.date
    titre: str
    place: str


def fill_registre(manifests: Sequence[Path], target: Path) -> FilledRegistre:
    """Add to a register the acts that rendered sittings took.

    Args:
        manifests: the manifests of the sittings.
        target: the register; made where it is not there.

    Raises:
        BundleError: if it cannot be written; what stood there is whole.
    """
    filled = FilledRegistre()
    codes: dict[str, None] = {}
    pris = [p for path in manifests for p in _read_manifest(path, codes, filled)]
    if len(codes) > 1:
        names = ", ".join(f"« {code} »" for code in codes)
        filled.refus.append(
            f"ces séances sont de plusieurs collectivités ({names}) : chacune a son "
            "registre"
        )
    if filled.refused:
        return filled
    _put(pris, next(iter(codes)), target, filled)
    return filled


def export_registre(source: Path, target: Path) -> FilledRegistre:
    """Add to a register that people read the acts of one that is kept.

    Args:
        source: the register that is kept.
        target: the other; made where it is not there.

    Raises:
        BundleError: if one cannot be read, or the other written.
    """
    filled = FilledRegistre()
    autorite, acts = read_taken(source)
    place = f"« {source} »"
    pris = [_Pris(one.numero, one.jour, one.titre, place) for one in acts]
    _put(pris, autorite, target, filled)
    return filled


def _put(
    pris: list[_Pris], autorite: str, target: Path, filled: FilledRegistre
) -> None:
    """Add what a register lacks, while it is held."""
    target = Path(os.path.realpath(target)) if target.is_symlink() else target
    try:
        if not target.parent.is_dir():
            raise BundleError(f"le dossier « {target.parent} » n'existe pas")
        with hold_lock(target.with_name(f".{target.name}.verrou")):
            _fill(pris, autorite, target, filled)
    except OSError as error:
        raise explain_os_error(error, target) from error


def _read_manifest(
    path: Path, codes: dict[str, None], filled: FilledRegistre
) -> Iterator[_Pris]:
    """The acts that a sitting took; its authority is noted."""
    file, findings = Sources().read(Path(), str(path), None, outside=True)
    filled.findings += findings
    if file is None:
        return
    try:
        manifest = Manifest.from_bytes(file.content)
        jours = [_read_day(acte) for acte in manifest.actes]
    except ManifestError:
        filled.refus.append(f"« {path} » n'est pas le manifeste d'une séance produite")
        return
    if not manifest.actes or not manifest.seance.collectivite:
        filled.refus.append(
            f"« {path} » vient d'une version qui n'énumérait pas les actes : produisez "
            "à nouveau la séance"
        )
        return
    codes[manifest.seance.collectivite] = None
    for acte, jour in zip(manifest.actes, jours, strict=True):
        if jour is None:
            filled.autres += 1
        else:
            yield _Pris(acte.numero, jour, acte.titre, f"« {path} »")


def _read_day(acte: ActeInscrit) -> dt.date | None:
    """The day of an act that was taken; None for another."""
    if acte.issue not in TAKEN or not acte.numero.strip():
        return None
    try:
        return dt.date.fromisoformat(acte.date)
    except ValueError as error:
        raise ManifestError(str(error)) from error


def _fill(
    pris: list[_Pris], autorite: str, target: Path, filled: FilledRegistre
) -> None:
    """Compare, then write; the lock is held."""
    sources = Sources()
    file, findings = open_registre(target, autorite, sources)
    filled.findings += findings
    if file is None:
        return
    registre, findings = read_registre(file, [autorite])
    filled.findings += sources.quote(findings)
    if registre is None:
        return
    new = list(_list_new(pris, registre, target, filled))
    if filled.refused or not new:
        return
    rows = [(acte.numero, acte.jour, acte.titre) for acte in new]
    longer = lengthen(file, registre, rows)
    if longer is None:
        filled.refus.append(
            f"« {target} » ne se complète pas tel qu'il est écrit : mettez `actes:` à "
            "la fin, avec un tiret par acte, à la ligne"
        )
        return
    if len(longer) > MAX_YAML_BYTES:
        filled.refus.append(
            f"« {target} » dépasserait {MAX_YAML_BYTES / 1e6:.0f} Mo, et ne serait "
            "plus lu : commencez un autre registre"
        )
        return
    replace_file(target, longer)
    filled.ajoutes = [acte.numero for acte in new]


def _list_new(
    pris: list[_Pris], registre: Registre, target: Path, filled: FilledRegistre
) -> Iterator[_Pris]:
    """The acts that the register does not have; each contradiction is told."""
    seen: dict[str, list[_Pris]] = {
        key: [
            _Pris(a.numero, a.jour, a.titre, f"« {target} » (ligne {a.span.line})")
            for a in found
        ]
        for key, found in registre.actes.items()
    }
    for acte in pris:
        known = seen.setdefault(fold_word(acte.numero), [])
        against = [words for one in known if (words := _contradict(one, acte))]
        filled.refus += against[:1]
        if not known:
            known.append(acte)
            yield acte
        elif not against:
            filled.connus += 1


def _contradict(known: _Pris, acte: _Pris) -> str:
    """What two sayings about an act have against each other; empty for nothing."""
    if known.jour != acte.jour:
        said, says = (write_day(p.jour, LANGUE_DE_REFERENCE) for p in (known, acte))
        return (
            f"l'acte n° {acte.numero} est daté du {said} dans {known.place}, mais du "
            f"{says} dans {acte.place}"
        )
    differ = fold_word(known.titre) != fold_word(acte.titre)
    if known.titre and acte.titre and differ:
        return (
            f"l'acte n° {acte.numero} a pour titre « {known.titre} » dans "
            f"{known.place}, mais « {acte.titre} » dans {acte.place}"
        )
    return ""
