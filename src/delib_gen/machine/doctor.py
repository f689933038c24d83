"""What `delib-gen doctor` says: what is there, what is not, and what mends it.

Nothing here may fail for want of a library: that is what it is asked about.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import delib_gen
from delib_gen.machine.components import (
    Composant,
    find_font_file,
    find_missing,
    find_program,
    font_revision,
    load_library,
    read_components,
)
from delib_gen.machine.libraries import (
    BIBLIOTHEQUES,
    Bibliotheque,
    explain_import,
    pip_command,
    read_version,
    try_import,
)
from delib_gen.machine.packages import (
    DEBIAN,
    find_system,
    install_command,
    is_untested,
    list_packages,
)
from delib_gen.resources import data_dir, list_languages, templates_dir

_DATA_FOLDERS = ("autorites", "chartes", "droit", "nomenclatures")
_DATA_FILES = ("polices.yaml", "systeme.toml")
_VERSION_FUNCTIONS = ("pango_version_string", "hb_version_string")
_COMPONENT_GROUPS = {
    "bibliotheque": "Bibliothèques du système",
    "police": "Polices",
    "programme": "Programmes du système",
}
_SHIPPED = "Données et gabarits livrés"


@dataclass(frozen=True, slots=True)
class Health:
    """One thing that delib-gen needs, and whether it is there.

    Attributes:
        nom: its name.
        role: what it is for, in French.
        present: whether it is there and works.
        pour: `rendu`, or `essais` where only the heavy tests need it.
        groupe: the heading under which it is told.
        version: its version, where one is known.
        details: paths, or what is wrong, in French.
        composant: its entry in `data/systeme.toml`, where it has one.
        erreur: what importing it raised.
    """

    nom: str
    role: str
    present: bool
    pour: str
    groupe: str
    version: str = ""
    details: tuple[str, ...] = ()
    composant: Composant | None = None
    erreur: Exception | None = None


def examine() -> list[Health]:
    """Everything that delib-gen needs, there or not."""
    return [
        *_examine_software(),
        *_examine_shipped(),
        *map(_examine_library, BIBLIOTHEQUES),
        *_examine_components(),
    ]


def report_machine() -> tuple[str, bool]:
    """The whole examination in French, and whether documents can be rendered."""
    etats = examine()
    missing = [e for e in etats if not e.present]
    for_render = [e for e in missing if e.pour == "rendu"]
    lines: list[str] = []
    for groupe, members in groupby(etats, key=lambda e: e.groupe):
        lines += [groupe, *(line for e in members for line in _tell(e)), ""]
    if for_render:
        lines.append(
            f"Il manque de quoi produire les documents : {_names(for_render)}."
        )
        lines += _tell_remedy(for_render)
    else:
        lines.append("Tout ce qu'il faut pour produire les documents est là.")
    if for_tests := [e for e in missing if e.pour != "rendu"]:
        lines += ["", f"Il manque, pour les seuls essais : {_names(for_tests)}."]
        lines += _tell_remedy(for_tests)
    return "\n".join(lines), not for_render


# --- Examining ----------------------------------------------------------------


def _examine_software() -> Iterator[Health]:
    python = ".".join(map(str, sys.version_info[:3]))
    run = (sys.executable,) if sys.executable else ()
    own = (str(Path(delib_gen.__file__).parent),)
    version, group = delib_gen.__version__, "Logiciel"
    yield Health("Python", "Fait tourner delib-gen.", True, "rendu", group, python, run)
    yield Health("delib-gen", "Produit les actes.", True, "rendu", group, version, own)


def _examine_shipped() -> Iterator[Health]:
    folder, langues = data_dir(), list_languages()
    lacking = [f"{n}/" for n in _DATA_FOLDERS if not any((folder / n).glob("*.yaml"))]
    lacking += [n for n in _DATA_FILES if not (folder / n).is_file()]
    told = (f"il y manque {', '.join(lacking)}",) if lacking else ()
    role = "Collectivités, droit, chartes et nomenclatures."
    details = (str(folder), *told)
    yield Health("Données", role, not lacking, "rendu", _SHIPPED, "", details)
    known = f"langues : {', '.join(langues)}" if langues else "il y manque le français"
    role = "Phrases et mise en page de chaque langue."
    details = (str(templates_dir()), known)
    yield Health("Gabarits", role, "fr" in langues, "rendu", _SHIPPED, "", details)


def _examine_library(library: Bibliotheque) -> Health:
    error = try_import(library.module)
    return Health(
        library.nom,
        library.role,
        error is None,
        "rendu",
        "Bibliothèques Python",
        read_version(library.nom),
        () if error is None else (explain_import(library.module, error),),
        erreur=error,
    )


def _examine_components() -> list[Health]:
    try:
        composants = read_components()
    except OSError:  # told with the shipped data
        return []
    missing = find_missing(composants)
    return [
        Health(
            nom=c.nom,
            role=c.role,
            present=c not in missing,
            pour=c.pour,
            groupe=_COMPONENT_GROUPS[c.sorte],
            version=_find_version(c),
            details=tuple(_iter_details(c)),
            composant=c,
        )
        for c in composants
    ]


def _find_version(composant: Composant) -> str:
    """The version that a library of the system gives of itself, if it does."""
    if composant.sorte != "bibliotheque":
        return ""
    for library in filter(None, map(load_library, composant.essai)):
        for function in _VERSION_FUNCTIONS:
            with contextlib.suppress(AttributeError):
                call = getattr(library, function)
                call.restype = ctypes.c_char_p
                return str((call() or b"").decode())
    return ""


def _iter_details(composant: Composant) -> Iterator[str]:
    if composant.sorte == "programme":
        yield from list(filter(None, map(find_program, composant.essai)))[:1]
    elif composant.sorte == "police":
        for name in composant.essai:
            path = find_font_file(name)
            if path is None:
                yield f"{name} : introuvable"
                continue
            revision = font_revision(path)
            short = "" if revision >= composant.version_min else " : trop ancienne"
            yield f"{path} (révision {revision:.4g}{short})"


# --- Telling ------------------------------------------------------------------


def _tell(etat: Health) -> list[str]:
    """A line for what is there or not, and a line for each detail."""
    mark = "présent" if etat.present else "ABSENT "
    name = " ".join(filter(None, (etat.nom, etat.version)))
    only = "" if etat.pour == "rendu" else " (pour les essais seulement)"
    return [
        f"  {mark}  {name} : {etat.role}{only}",
        *(f"           {detail}" for detail in etat.details),
    ]


def _names(etats: Sequence[Health]) -> str:
    return ", ".join(e.nom for e in etats)


def _tell_remedy(missing: Sequence[Health]) -> list[str]:
    """The command that brings what is missing, or why there is none."""
    composants = [e.composant for e in missing if e.composant is not None]
    here = find_system()
    lines: list[str] = []
    if composants and here is None:
        lines += [
            "Je ne connais pas le gestionnaire de paquets de ce système : installez "
            "l'équivalent de ces paquets de Debian :",
            "    " + " ".join(list_packages(composants, DEBIAN)),
        ]
    elif composants and here is not None:
        if is_untested(composants, here):
            lines.append(f"Attention : jamais essayé sur {here.nom}.")
        if here.cle == "macos" and not shutil.which(here.outil):
            lines.append("Installez d'abord Homebrew (https://brew.sh).")
    system = install_command(composants)
    python = pip_command({e.nom: e.erreur for e in missing if e.erreur is not None})
    if command := " && ".join(filter(None, (system, python))):
        root = ", à lancer en root" if system and _needs_root() else ""
        lines += [f"Commande qui y remédie{root} :", "", f"    {command}"]
    if any(e.groupe == _SHIPPED for e in missing):
        lines.append("Réinstallez delib-gen : une partie de ses fichiers manque.")
    if not lines:
        lines.append("Je ne connais pas de commande qui y remédie : voyez ci-dessus.")
    return lines


def _needs_root() -> bool:
    """Whether only root can type the command, for want of `sudo`."""
    by_user = sys.platform == "darwin" or os.geteuid() == 0
    return not by_user and shutil.which("sudo") is None
