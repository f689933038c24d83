"""Numbering the acts of a sitting: the register first, then the files.

A number is in the register before it is in a file: stopped between the two, the next
run finds it there, under the act's own name, and writes it. None is given twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.bundle.registre_tenu import hold_registre
from delib_gen.findings import Severity
from delib_gen.numeros.edit import make_changes
from delib_gen.numeros.entries import find_registre, list_seed, make_numero
from delib_gen.numeros.propose import Proposition, propose
from delib_gen.traduction.session import write_changes

if TYPE_CHECKING:
    from pathlib import Path

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import Situation
    from delib_gen.traduction.relecture import Change

_MENDED = ("ACT01", "ACT02", "ACT17")
"""What is wrong with a number, and is not once the act has another one."""


@dataclass(frozen=True, slots=True)
class Numerote:
    """What numbering came to.

    Attributes:
        registre: the register's file.
        nouveau: whether there was none.
        proposition: the numbers.
        changes: the files, and what they become.
        remarques: what is left to whoever wrote them.
    """

    registre: Path
    nouveau: bool
    proposition: Proposition
    changes: Sequence[Change]
    remarques: Sequence[str]


def list_blocking(
    findings: Iterable[Diagnostic], *, tout: bool = False
) -> list[Diagnostic]:
    """What is to be mended before numbers can be given; other errors may wait.

    Args:
        findings: what was found of the sitting.
        tout: see `propose`.
    """
    mended = _MENDED if tout else ()
    return [
        f
        for f in findings
        if f.severity is Severity.ERREUR
        and f.code not in mended
        and (f.code.startswith("STR") or f.code in _MENDED)
    ]


def number_acts(
    situation: Situation,
    *,
    ecrire: bool = False,
    tout: bool = False,
    premier: int | None = None,
    write: Callable[[Sequence[Change]], None] | None = None,
) -> Numerote:
    """Give the acts of a sitting the numbers that follow; write them where asked.

    Args:
        situation: the sitting, read without an error of its structure.
        ecrire: whether the register takes them and the files get them.
        tout: see `propose`.
        premier: see `propose`.
        write: how the files are written; in their place where left out.

    Raises:
        ToldError: if a number cannot be given, or a file not be changed.
        BundleError: if the register or a file cannot be written.
        ToldError: if a file changed meanwhile.
    """
    path, seed = find_registre(situation), list_seed(situation.reference)
    nouveau, code = not path.exists(), situation.autorite.code
    if nouveau:  # what is refused begins no register
        made = propose(situation, seed, tout=tout, premier=premier)
        planned = Numerote(path, nouveau, made, *make_changes(situation, made))
        if not ecrire:
            return planned
    with hold_registre(path, code, seed) as plume:
        known = plume.list_numeros(situation.code_organe)
        made = propose(situation, known, tout=tout, premier=premier)
        changes, remarques = make_changes(situation, made)
        if ecrire:
            plume.take(
                make_numero(acte, numero)
                for acte in situation.actes
                if acte.delibere and (numero := made.find_numero(acte))
            )
            plume.done = True
    if ecrire:
        (write or write_changes)(changes)
    return Numerote(path, nouveau, made, changes, remarques)
