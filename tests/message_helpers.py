"""What the tests of messages share: a small sitting with one fault.

A case gives the keys put in place of those of a sitting of the invented authority,
the code that is then found, and words that its message or its hint must have.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from delib_gen.checking import check_session

AUTORITE = Path(__file__).parent / "data" / "autorite-inventee.yaml"
SEANCE = {
    "collectivite": str(AUTORITE),
    "organe": "conseil",
    "date": "2023-12-19",
    "convocation": "2023-12-11",
    "president": "AMBRE",
    "presents": (
        "[AMBRE, BOIS, CHÊNE, Denis DUPONT, Édith DUPONT, FAON, GENÊT, HÊTRE, IF]"
    ),
}
ACTE = {
    "numero": "2023-01 C",
    "titre": "{fr: ESSAI, co: PROVA}",
    "visas": "[{ref: actuel}]",
    "vote": "unanimite",
    "articles": "[APPROUVE le projet.]",
}
EIGHT = "[AMBRE, BOIS, CHÊNE, Denis DUPONT, Édith DUPONT, FAON, GENÊT, HÊTRE]"
SIX = "[AMBRE, BOIS, CHÊNE, Denis DUPONT, Édith DUPONT, FAON]"


@dataclass(frozen=True)
class Case:
    """Keys put in place of those of the sitting and of its act; what is then said."""

    code: str
    words: tuple[str, ...]
    acte: dict[str, str]
    seance: dict[str, str]


def case(code: str, *words: str, seance: str = "", **acte: str) -> Case:
    """A case; `seance` holds the sitting's keys, a line each; "" takes a key out."""
    lines = [line.partition(": ") for line in seance.splitlines()]
    return Case(code, words, acte, {key: value for key, _, value in lines})


def elect(tours: str, elus: str) -> dict[str, str]:
    return {
        "vote": "",
        "articles": "",
        "dispositif": "PROCLAME les résultats.",
        "regime": "nomination",
        "election": f"{{poste: Siège, tours: {tours}, elus: {elus}}}",
    }


def write(folder: Path, one: Case) -> Path:
    seance = {**SEANCE, **one.seance}
    acte = {**ACTE, **one.acte}
    lines = [f"{key}: {value}" for key, value in seance.items() if value]
    rows = [f"    {key}: {value}" for key, value in acte.items() if value]
    path = folder / "seance.yaml"
    text = "\n".join([*lines, "actes:", f"  - {rows[0].strip()}", *rows[1:], ""])
    path.write_text(text, encoding="utf-8")
    return path


def say(folder: Path, one: Case) -> list[str]:
    """Message and hint of each finding of the case's code, on one line."""
    found = check_session(write(folder, one)).findings
    said = [f"{f.message} – {f.hint}" for f in found if f.code == one.code]
    assert said, found
    return said
