"""What the tests of the register that the software keeps share."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from cli_helpers import spread_session

FAST = ("--format", "html", "--only", "deliberation")
TABLE = Path("registre.sqlite")


def sitting(*heads: str, jour: str = "2023-12-19", more: str = "") -> str:
    """A session of acts that begin with some keys, on a day."""
    head, acts = spread_session().split("actes:\n")
    head = head.replace("2023-12-19", jour).replace("2023-12-11", f"{jour[:-2]}01")
    titles = (f"{{fr: EXEMPLE {n} DU {jour}, co: PROVA}}" for n in range(len(heads)))
    known = "{fr: APPROUVANT UN EXEMPLE, co: CHÌ APPROVA UN ESEMPIU}"
    made = (
        acts.replace("numero: 23/187 CP", keys).replace(known, titre)
        for keys, titre in zip(heads, titles, strict=True)
    )
    return f"{head}{more}actes:\n{''.join(made)}"


def ask(question: str, path: Path = TABLE) -> list[tuple[Any, ...]]:
    """What a register says."""
    base = sqlite3.connect(path)
    try:
        return base.execute(question).fetchall()
    finally:
        base.close()
