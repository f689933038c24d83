"""The packages that bring what is missing, and the command that installs them.

Read by the set-up before any dependency is there: standard library only.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from delib_gen.machine.components import (
    Composant,
    is_present,
    read_components,
    run_command,
)


@dataclass(frozen=True, slots=True)
class Systeme:
    """A family of systems: how packages are asked about and installed there.

    Attributes:
        cle: its key in `data/systeme.toml`.
        nom: its name, in French.
        outil: its package manager.
        connait: the command that tells whether a package is known.
        avant: the commands to run before installing.
        installe: the command that installs.
        polices: the folder for the fonts that a user installs by hand.
    """

    cle: str
    nom: str
    outil: str
    connait: list[str]
    avant: list[list[str]]
    installe: list[str]
    polices: str = "~/.local/share/fonts"


DEBIAN = Systeme(
    "debian",
    "Debian et ses dérivés",
    "apt-get",
    ["apt-cache", "show"],
    [["apt-get", "update"]],
    ["apt-get", "install", "-y", "--no-install-recommends"],
)
_DNF, _BREW = ["dnf", "install", "-y"], ["brew", "install"]
FEDORA = Systeme(
    "fedora", "Fedora et ses dérivés", "dnf", ["dnf", "-q", "info"], [], _DNF
)
MACOS = Systeme(
    "macos", "macOS (Homebrew)", "brew", ["brew", "info"], [], _BREW, "~/Library/Fonts"
)


def find_system() -> Systeme | None:
    """The family of this system, or None where none is known."""
    if sys.platform == "darwin":
        return MACOS
    return next((s for s in (DEBIAN, FEDORA) if shutil.which(s.outil)), None)


def is_untested(missing: Iterable[Composant], here: Systeme) -> bool:
    """Whether installing one of these was never really tried on such a system."""
    return any(here.cle not in c.teste for c in missing)


def list_packages(missing: Iterable[Composant], here: Systeme) -> list[str]:
    """The packages that bring the missing components, each one once."""
    wanted = [p for c in missing for p in c.paquets[here.cle]]
    return list(dict.fromkeys(_choose_package(p, here) for p in wanted))


def install_command(missing: Sequence[Composant]) -> str:
    """The exact command to type to install the missing components.

    `sudo` is in it where it is needed and there. Empty if nothing is missing,
    or where the package manager of this system is not known.
    """
    here = find_system()
    if here is None or not missing:
        return ""
    commands = [*here.avant, [*here.installe, *list_packages(missing, here)]]
    sudo = ["sudo"] if _wants_sudo(here) else []
    return " && ".join(shlex.join([*sudo, *command]) for command in commands)


def command_for_font(file_names: Sequence[str]) -> str:
    """What brings a missing font family, to follow « installez-la : ».

    The command, or what to do in words where no command is known. Empty if the
    machine has the font: asking always costs little.

    Args:
        file_names: the names of its files; the family's own name also does.
    """
    known = [c for c in read_components() if _is_font(c, file_names)]
    missing = [c for c in known if not is_present(c)]
    if known and not missing:
        return ""
    if command := install_command(missing):
        return command
    if missing:
        packages = " ".join(list_packages(missing, DEBIAN))
        return f"prenez l'équivalent, pour ce système, du paquet Debian {packages}"
    here = find_system() or DEBIAN
    return f"copiez {', '.join(file_names)} dans {here.polices}"


def _is_font(composant: Composant, names: Sequence[str]) -> bool:
    """Whether a component brings one of these files, or is this family."""
    famille = composant.nom.partition(" (")[0]
    return composant.sorte == "police" and any(
        name in composant.essai or name == famille for name in names
    )


def _wants_sudo(here: Systeme) -> bool:
    """Homebrew belongs to the user, and refuses root."""
    if here.cle == "macos" or os.geteuid() == 0:
        return False
    return shutil.which("sudo") is not None


def _choose_package(package: str | list[str], here: Systeme) -> str:
    """A package, the first one known here where equivalents are given."""
    if isinstance(package, str):
        return package
    if not shutil.which(here.outil):
        return package[0]
    known = (p for p in package if run_command([*here.connait, p]).returncode == 0)
    return next(known, package[0])
