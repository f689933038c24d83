"""Reading the settings, and the secret that they name; mistakes are findings."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.desk.serveur.reglages import Reglages
from delib_gen.findings.structure import STR02, STR06
from delib_gen.load.decode import decode_node
from delib_gen.load.files import decode_text
from delib_gen.load.nodes import find_node
from delib_gen.load.opening import read_yaml
from delib_gen.load.sources import Sources
from delib_gen.load.tree import parse_tree

if TYPE_CHECKING:
    from delib_gen.desk.serveur.reglages import Secret
    from delib_gen.findings import Diagnostic

_MOST_BYTES = 4096
_SECRET = ("fournisseur", "secret")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, read.

    Attributes:
        reglages: as they were typed.
        sessions: where those who are connected are kept; None for in memory.
        secret: what the provider knows us by; empty for none.
    """

    reglages: Reglages
    sessions: Path | None
    secret: str = field(default="", repr=False)


def read_settings(path: Path) -> tuple[Settings | None, list[Diagnostic]]:
    """The settings of a file; none where something is wrong with them."""
    file, findings = read_yaml(Sources(), path.parent, path.name, None, outside=True)
    if file is None:
        return None, findings
    text, findings = decode_text(file, None)
    root, found = parse_tree(text, file.name) if not findings else (None, findings)
    if root is None or found:
        return None, found
    decoded = decode_node(Reglages, root, (), {})
    reglages = decoded.value
    if reglages is None or decoded.findings:
        return None, decoded.findings
    named = reglages.fournisseur.secret
    secret, fault = _read_secret(path.parent, named) if named else ("", None)
    if fault is not None:
        kind = STR06 if named and named.fichier else STR02
        place = (*_SECRET, "fichier" if kind is STR06 else "environnement")
        return None, [kind.at(place, *fault, span=find_node(root, place)[0].span)]
    kept = path.parent / reglages.sessions if reglages.sessions else None
    return Settings(reglages, kept, secret), []


def _read_secret(folder: Path, named: Secret) -> tuple[str, tuple[str, str] | None]:
    """A secret, or what is wrong and what to do; what it holds is never said."""
    if named.environnement is not None:
        value = os.environ.get(named.environnement, "").strip()
        if value:
            return value, None
        return "", (
            f"la variable d'environnement « {named.environnement} » est vide",
            "donnez-la au service, ou nommez un fichier : `secret: {fichier: secret}`",
        )
    path = folder / (named.fichier or "")
    again = "mettez le secret, seul, dans un fichier que seul le service peut lire"
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode) or state.st_size > _MOST_BYTES:
            return "", (f"« {path.name} » n'est pas un fichier de secret", again)
        if state.st_mode & stat.S_IROTH:
            return "", (
                f"« {path.name} » est lisible par tous sur cette machine",
                f"retirez ce droit : chmod o-rwx {path}",
            )
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return "", (f"« {path.name} » ne se lit pas", again)
    return value, None if value else (f"« {path.name} » est vide", again)
