"""What a sitting, and the registers that it reads, are in the register that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.bundle.registre_tenu import Numero
from delib_gen.load.registre import Registre
from delib_gen.load.registre_place import choose_path, name_seance
from delib_gen.model.issue import flatten

if TYPE_CHECKING:
    from pathlib import Path

    from delib_gen.load.reference import LoadedAutorite
    from delib_gen.model.situation import ActeEnSeance, Situation


def list_seed(reference: LoadedAutorite) -> list[Numero]:
    """The acts that a new register begins with: those of the others, nearest first."""
    return [
        Numero(a.numero, "", "", a.jour, a.titre, source=a.source)
        for registre in reference.registres
        if isinstance(registre, Registre)
        for found in registre.actes.values()
        for a in found
    ]


def make_numero(acte: ActeEnSeance, numero: str) -> Numero:
    """A number of an act, as the register has it."""
    titre, situation = flatten(acte.acte.titre.reference), acte.situation
    seance = name_seance(situation.seance)
    name = acte.acte.id or titre
    return Numero(numero, seance, name, acte.jour, titre, situation.code_organe)


def find_registre(situation: Situation) -> Path:
    """The register of a sitting; beside the sittings' folders where nobody has one."""
    tenu, code = situation.reference.tenu, situation.autorite.code
    return tenu.path if tenu is not None else choose_path(situation.lue.folder, code)
