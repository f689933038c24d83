"""The process that makes the documents of a sitting, and says how far it is.

It is one of its own, so that pages are answered while it works. What it says is a line
of JSON each: how much there is, each file that is done, and how it ended.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from delib_gen.bundle.manifest import MANIFEST
from delib_gen.bundle.registre_copie import copy_registre
from delib_gen.checking import read_session
from delib_gen.desk.state import hide_folder
from delib_gen.desk.web.comparing import compare_sets
from delib_gen.findings import Diagnostic
from delib_gen.findings.told import ToldError
from delib_gen.pipeline import Outcome, render_sessions
from delib_gen.request import RenderRequest
from delib_gen.rules.words import count

_CODE = "from delib_gen.desk.web.producing import work; work()"


@dataclass(slots=True)
class Production:
    """A production that goes on, or has ended.

    Attributes:
        total: how many files there are to make; 0 until that is known.
        faits: how many are made.
        acte: the act of the last one.
        en_cours: whether it goes on.
        mots: how it ended, in French.
        bon: whether it ended well.
        constats: what was found, as plain data.
        refaits: the documents that changed, by their names.
        ecarts: where nothing was made but only compared, the documents that would
            change, as `compare_sets` has them.
    """

    total: int = 0
    faits: int = 0
    acte: str = ""
    en_cours: bool = True
    mots: str = ""
    bon: bool = False
    constats: list[dict[str, str]] = field(default_factory=list)
    refaits: list[str] = field(default_factory=list)
    ecarts: list[dict[str, Any]] | None = None


class Workshop:
    """Makes documents, a sitting at a time."""

    def __init__(self) -> None:
        self._made: dict[Path, Production] = {}
        self._processes: dict[Path, subprocess.Popen[str]] = {}
        self._lock = threading.Lock()

    def find(self, session: Path) -> Production | None:
        """The last production of a sitting."""
        return self._made.get(session)

    def begin(
        self,
        session: Path,
        out: Path,
        asked: dict[str, Any],
        tell: Callable[[Production], None],
    ) -> bool:
        """Begin to make documents; not while those of the sitting are being made.

        Args:
            session: the sitting.
            out: where they go.
            asked: which ones.
            tell: told once they are there; not of what was only compared.
        """
        with self._lock:
            known = self._made.get(session)
            if known is not None and known.en_cours:
                return False
            production = self._made[session] = Production()
            process = subprocess.Popen(  # noqa: S603 - our own words alone
                [sys.executable, "-c", _CODE],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
            self._processes[session] = process
        told = json.dumps({"session": str(session), "out": str(out), **asked})
        watcher = threading.Thread(
            target=_watch, args=(process, told, production, tell), daemon=True
        )
        watcher.start()
        return True

    def close(self) -> None:
        """Stop what is still being made: what was there stays whole."""
        for process in self._processes.values():
            if process.poll() is None:
                process.terminate()


def _watch(
    process: subprocess.Popen[str],
    told: str,
    production: Production,
    tell: Callable[[Production], None],
) -> None:
    """Note what the process says, until it ends."""
    if process.stdin is None or process.stdout is None:
        return
    process.stdin.write(told)
    process.stdin.close()
    for line in process.stdout:
        said = json.loads(line)
        production.total = said.get("total", production.total)
        production.faits += "fait" in said
        production.acte = said.get("fait", production.acte)
        if "mots" in said:
            production.mots, production.bon = said["mots"], said["bon"]
            production.constats = said["constats"]
            production.refaits = said.get("refaits", [])
            production.ecarts = said.get("ecarts")
    process.wait()
    if not production.mots:
        production.mots = "la production s'est arrêtée avant la fin ; rien n'a changé"
    if production.bon and production.ecarts is None:
        tell(production)
    production.en_cours = False


class _Said:
    """Says on standard output how far it is."""

    def start(self, total: int) -> None:
        """So many files are to be made."""
        _say({"total": total})

    def advance(self, acte: str) -> None:
        """One more is made."""
        _say({"fait": acte})


def _say(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def work() -> None:
    """Make what standard input asks for."""
    asked = json.load(sys.stdin)
    request = RenderRequest(
        out=Path(asked["out"]),
        langues=tuple(asked["langues"]),
        formats=tuple(asked["formats"]),
        only=tuple(asked["pieces"]),
    )
    session = Path(asked["session"])
    try:
        do = _compare if asked["comparer"] else _make
        said = do(session, request)
    except ToldError as error:
        words = hide_folder(f"{error.message} ; {error.hint}", request.out.parent)
        said = {"mots": words, "bon": False, "constats": []}
    _say(said)


def _make(session: Path, request: RenderRequest) -> dict[str, object]:
    """Make the documents; what there is to say of it."""
    outcome = render_sessions([session], request, _Said())
    paths = [path for bundle in outcome.bundles for path in bundle.paths]
    renewed = [path for bundle in outcome.bundles for path in bundle.renewed]
    return {
        **_conclude(
            outcome,
            f"{count(len(paths), 'document')}, dont {len(renewed)} qui ont changé",
            "rien n'a été produit : il reste des erreurs à corriger",
        ),
        "refaits": [f"{path.parent.name}/{path.name}" for path in renewed],
    }


def _compare(session: Path, request: RenderRequest) -> dict[str, object]:
    """Make them elsewhere, and say how they differ from those that are there."""
    with tempfile.TemporaryDirectory() as folder:
        elsewhere = replace(
            request, out=Path(folder, "out"), registre=_copy_register(session, folder)
        )
        outcome = render_sessions([session], elsewhere, _Said())
        made = next(elsewhere.out.glob(f"*/{MANIFEST}"), None)
        found = (
            compare_sets(request.out / made.parent.name, made.parent) if made else []
        )
    words = count(
        len(found), "document serait différent", "documents seraient différents"
    )
    same = "ces documents sont ceux qui seraient produits maintenant"
    return {
        **_conclude(
            outcome,
            words if found else same,
            "rien ne se compare : il reste des erreurs à corriger",
        ),
        "ecarts": found,
    }


def _copy_register(session: Path, folder: str) -> Path | None:
    """The register that is read, and in which nothing is to be written."""
    reference = read_session(session).reference
    tenu = reference.tenu if reference else None
    if tenu is None:
        return None
    copy = Path(folder, tenu.name)
    if tenu.path.exists():
        copy_registre(tenu.path, copy)
    return copy


def _conclude(outcome: Outcome, done: str, refused: str) -> dict[str, object]:
    blocked = outcome.blocked(strict=False)
    found = [_tell(finding) for finding in outcome.findings]
    return {"mots": refused if blocked else done, "bon": not blocked, "constats": found}


def _tell(finding: Diagnostic) -> dict[str, str]:
    return {
        "code": finding.code,
        "gravite": finding.severity.value,
        "message": finding.message,
        "aide": finding.hint,
    }
