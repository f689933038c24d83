"""Why the files could not be written, in words that a clerk can act upon."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from delib_gen.findings.told import ToldError

_NOTHING_LOST = "rien n'a été remplacé"
_ANOTHER = "indiquez un autre dossier de sortie (`-o`)"
_REASONS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("il n'y a plus de place sur le disque", "libérez de la place"),
    errno.EDQUOT: ("votre quota de disque est atteint", "libérez de la place"),
    errno.EFBIG: ("ce support ne prend pas de fichier si grand", _ANOTHER),
    errno.EACCES: ("vous n'avez pas le droit d'y écrire", _ANOTHER),
    errno.EPERM: ("vous n'avez pas le droit d'y écrire", _ANOTHER),
    errno.EROFS: ("ce support est en lecture seule", _ANOTHER),
    errno.ENAMETOOLONG: ("ce chemin est trop long", _ANOTHER),
    errno.ENOTDIR: ("un fichier se trouve là où un dossier est attendu", _ANOTHER),
    errno.EEXIST: ("un fichier se trouve là où un dossier est attendu", _ANOTHER),
    errno.EISDIR: ("un dossier se trouve là où un fichier est attendu", _ANOTHER),
    errno.ELOOP: ("des liens symboliques s'y renvoient l'un à l'autre", _ANOTHER),
    errno.EBUSY: (
        "un fichier y est ouvert dans un autre programme",
        "fermez-le, puis relancez",
    ),
    errno.EIO: ("le disque ne répond pas comme il faut", "vérifiez-le, puis relancez"),
}
_REASONS[errno.ETXTBSY] = _REASONS[errno.EBUSY]


class BundleError(ToldError):
    """The files could not be written; what stood there before is whole."""


@contextmanager
def explaining(target: Path) -> Iterator[None]:
    """Explain what the system refuses while a folder is written.

    Args:
        target: the folder.

    Raises:
        BundleError: for what the system said, be it of a path that cannot exist.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        raise explain_os_error(error, target) from error


def explain_os_error(error: OSError | ValueError, target: Path) -> BundleError:
    """The error of ours that an error of the system amounts to.

    Args:
        error: what the system said; a ValueError for a path that cannot exist.
        target: the folder that was being written.
    """
    reason, hint = _find_reason(error)
    place = str(target)
    name = error.filename if isinstance(error, OSError) else None
    if isinstance(name, str) and f"{os.sep}.{target.name}." not in name:
        place = name
    return BundleError(f"« {place} » : {reason} ; {_NOTHING_LOST}", hint)


def explain_reason(error: OSError) -> str:
    """Why the system refuses, in a few words."""
    return _find_reason(error)[0]


def _find_reason(error: OSError | ValueError) -> tuple[str, str]:
    """Why, and what to do."""
    number = error.errno if isinstance(error, OSError) else None
    known = _REASONS.get(number or 0)
    if known is None:
        reason = os.strerror(number) if number else str(error)
        known = f"le système a répondu « {reason} »", _ANOTHER
    return known
