"""A session that is let go while others are made, and read again in its turn.

What was found in it stands: the same bytes are read again, or nothing is made.
"""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from delib_gen.checking import read_session
from delib_gen.findings.told import ToldError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from delib_gen.checking import Checked


class Trace:
    """What stays of a session that is let go, to have it again as it was."""

    def __init__(
        self, checked: Checked, langues: Iterable[str], registre: Path | None
    ) -> None:
        """Note what it is.

        Args:
            checked: the session, which passed the checks.
            langues: see `read_session`.
            registre: likewise.
        """
        self._path, self._findings = Path(checked.lue.file), checked.findings
        self._tenu, self._digest = checked.sound[0].reference.tenu, _digest(checked)
        self._read = partial(
            read_session, self._path, tuple(langues), None, registre, self._tenu
        )

    def follow(self) -> Checked:
        """The session again; the register tells what it told before.

        Raises:
            ToldError: if a file has changed since.
        """
        checked = self._read()
        if _digest(checked) != self._digest:
            raise ToldError(
                f"« {self._path} », ou un fichier qui y est nommé, a changé pendant la "
                "production : rien n'a été remplacé",
                "enregistrez et fermez les fichiers ouverts, puis relancez",
            )
        checked.findings = self._findings
        return checked


def _digest(checked: Checked) -> str:
    """The digest of all that was read for a session."""
    read = hashlib.sha256()
    for file in checked.lue.sources.files:
        name = f"{file.name}\n{len(file.content)}\n"
        read.update(name.encode("utf-8", "surrogatepass"))
        read.update(file.content)
    return read.hexdigest()
