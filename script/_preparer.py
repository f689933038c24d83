"""Install what data/systeme.toml asks of the system, or say who must do it.

Called by the set-up scripts, before the project and its dependencies are there:
standard library only, like `delib_gen.machine`, which knows what is missing.
Exit status: 0 nothing is missing any more, 1 otherwise.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from delib_gen.machine.components import (
    Composant,
    find_missing,
    read_components,
    run_command,
)
from delib_gen.machine.packages import (
    DEBIAN,
    Systeme,
    find_system,
    install_command,
    is_untested,
    list_packages,
)

DEBUTS = {
    "rendu": "pour produire les documents",
    "essais": "pour produire les documents et passer tous les essais",
}


def dire(*lignes: str) -> None:
    """Tell the user something, on standard error as the project always does."""
    sys.stderr.write("\n".join(lignes) + "\n")


def prefixe(ici: Systeme) -> list[str] | None:
    """Return what to put before a command to install, or None if not allowed."""
    if ici.cle == "macos":  # Homebrew belongs to the user, and refuses root
        return [] if shutil.which(ici.outil) and os.geteuid() else None
    muet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return muet
    if shutil.which("sudo") and run_command(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n", *muet]
    return None


def refuser(manquants: list[Composant], ici: Systeme) -> None:
    """Print the exact command that somebody else must run."""
    if ici.cle == "macos":
        dire("Je ne peux pas l'installer sans Homebrew (https://brew.sh), et sous")
        dire("un compte ordinaire (Homebrew refuse root).")
        qui = "Commande à lancer une fois Homebrew installé :"
    else:
        dire(
            "Je n'ai pas le droit de l'installer : ni root, ni sudo sans mot de passe."
        )
        qui = "Commande à faire lancer par un administrateur de la machine"
        qui += " :" if shutil.which("sudo") else ", en root :"
    dire(qui, "", "    " + install_command(manquants))
    dire("", "Relancez ensuite ce que vous veniez de lancer.")


def installer(manquants: list[Composant], ici: Systeme, devant: list[str]) -> bool:
    """Install the packages of the missing components; tell whether it worked."""
    for commande in ici.avant:
        fait = run_command([*devant, *commande])
        if fait.returncode:
            dire(fait.stdout, "La liste des paquets n'a pas pu être rafraîchie.")
    noms = list_packages(manquants, ici)
    dire(f"J'installe avec {ici.outil} (quelques minutes au plus) :")
    dire("    " + " ".join(noms))
    fait = run_command([*devant, *ici.installe, *noms])
    if fait.returncode:
        dire(fait.stdout, "L'installation a échoué (détail ci-dessus).")
    return fait.returncode == 0


def decrire(manquants: list[Composant]) -> list[str]:
    """Return a line for each missing component: its name, and why it is needed."""
    return [f"  - {c.nom} : {c.role}" for c in manquants]


def main() -> int:
    """Find what is missing, and install it or say how to."""
    analyseur = argparse.ArgumentParser(description="Prépare la machine.")
    analyseur.add_argument("--pour", choices=DEBUTS, default="rendu")
    pour: str = analyseur.parse_args().pour
    voulus = [c for c in read_components() if pour in ("essais", c.pour)]
    manquants = find_missing(voulus)
    if not manquants:
        return 0
    dire(f"Il manque à cette machine, {DEBUTS[pour]} :", *decrire(manquants))
    ici = find_system()
    if ici is None:
        dire("Je ne connais pas le gestionnaire de paquets de ce système. Installez")
        dire("l'équivalent de ces paquets de Debian, puis relancez :", "")
        dire("    " + " ".join(list_packages(manquants, DEBIAN)))
        return 1
    if is_untested(manquants, ici):
        dire(f"Attention : jamais essayé sur {ici.nom}.")
    devant = prefixe(ici)
    if devant is None:
        refuser(manquants, ici)
        return 1
    if not installer(manquants, ici, devant):
        return 1
    if manquants := find_missing(manquants):
        dire("Après l'installation, il manque encore :", *decrire(manquants))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
