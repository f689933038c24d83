"""What was found of an act is kept while it may be, and is what a check finds."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from conftest import ROOT, draw
from delib_gen.checking import check_session
from delib_gen.load.sources import Sources
from delib_gen.rules.kept import KeptFindings
from delib_gen.rules.registry import list_checks
from delib_gen.rules.report import Report

EXAMPLES = sorted((ROOT / "data/exemples").glob("*/seance.yaml"))
CASES = sorted((ROOT / "tests/cas").glob("*/*.yaml"))
FILES = {f.relative_to(ROOT).as_posix(): f for f in (*EXAMPLES, *CASES)}
COMMUNE = ROOT / "data/exemples/2025-06-24-commune/seance.yaml"
PLENARY = ROOT / "data/exemples/2026-09-30-ac/seance.yaml"


@pytest.mark.parametrize("name", draw(8, FILES))
def test_a_kept_check_finds_what_a_whole_one_does(name: str) -> None:
    """Of a file that is changed at random, and back, over and over."""
    path, kept, chance = FILES[name], KeptFindings(), random.Random(name)  # noqa: S311
    first = text = path.read_text(encoding="utf-8")
    for _ in range(4):
        sources = Sources({path: text}), Sources({path: text})
        again = check_session(path, sources=sources[0], kept=kept)
        assert again.findings == check_session(path, sources=sources[1]).findings
        text = first if chance.random() < 0.4 else _spoil(text, chance)


def test_what_is_taken_away_above_the_acts_is_told_in_them() -> None:
    """A line after the other: who is not there any more cannot have voted."""
    kept, told = KeptFindings(), set[str]()
    lines = COMMUNE.read_text(encoding="utf-8").split("\n")
    for rank in range(lines.index("actes:")):
        text = "\n".join(lines[:rank] + lines[rank + 1 :])
        sources = Sources({COMMUNE: text}), Sources({COMMUNE: text})
        again = check_session(COMMUNE, sources=sources[0], kept=kept)
        assert again.findings == check_session(COMMUNE, sources=sources[1]).findings
        told |= {f.code for f in again.findings if f.path[:1] == ("actes",)}
    assert told >= {"VOT01", "VOT03", "VOT08"}


def _spoil(text: str, chance: random.Random) -> str:
    """A text with a letter, a line or two changed."""
    lines = text.split("\n")
    here, there = chance.randrange(len(lines)), chance.randrange(len(lines))
    line = lines[here]
    at = chance.randrange(len(line) + 1)
    way = chance.randrange(5)
    if way == 0:
        lines[here] = line[:at] + chance.choice("abéZ19 :,.«") + line[at:]
    elif way == 1:
        lines[here] = line[:at] + line[at + 1 :]
    elif way == 2:
        del lines[here]
    elif way == 3:
        lines.insert(here, line)
    else:
        lines[here], lines[there] = lines[there], line
    return "\n".join(lines)


class _Apart:
    """A sitting, or what was read of it, without what is said of its acts."""

    HIDDEN = frozenset({"actes", "mentions", "iter_read", "sources", "tenu"})

    def __init__(self, whole: Any) -> None:
        self._whole = whole

    def __getattr__(self, name: str) -> Any:
        if name in self.HIDDEN:
            raise AssertionError(f"`{name}` is looked at: the scope is `acte-parmi`")
        found = getattr(self._whole, name)
        return _Apart(found) if name in ("lue", "reference") else found


@pytest.mark.parametrize("name", draw(4, FILES))
def test_what_looks_at_an_act_alone_sees_nothing_of_the_others(name: str) -> None:
    """So what it found stays true whatever becomes of them."""
    situation = check_session(FILES[name]).situation
    apart = [check for check in list_checks() if check.on_acte and not check.around]
    assert apart
    for acte in situation.actes if situation else ():
        if acte.lu.sound:
            _ = acte.passages, acte.cases  # they are its own
            acte.situation = _Apart(situation)  # type: ignore[assignment]
            droit = situation.reference.droit
            for check in apart:
                if check.on_acte and (acte.delibere or check.with_statut):
                    list(check.on_acte(acte, Report(check.kind, droit, acte.repere)))


def test_what_looks_at_an_act_is_known_by_its_name() -> None:
    names = [check.name for check in list_checks()]
    assert len(names) == len(set(names))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ranks of the acts that one of the rules looks at, as it does."""
    seen: list[int] = []
    declared = next(c for c in list_checks() if c.name == "typographie")

    def ask(acte: Any, report: Report) -> Any:
        seen.append(acte.lu.index)
        return declared.on_acte(acte, report) if declared.on_acte else ()

    spied = [replace(c, on_acte=ask) if c is declared else c for c in list_checks()]
    monkeypatch.setattr("delib_gen.rules.registry.list_checks", lambda: spied)
    return seen


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("seance.yaml", "SCHÉMA DIRECTEUR", "PLAN DIRECTEUR", [9]),
        ("actes/26-104.yaml", "titre:", "titre: ", [4]),
        ("seance.yaml", "  - numero: 26/108", "  - numero: 26/118", [*range(15)]),
        ("seance.yaml", "organe:", "organe: ", [*range(15)]),
    ],
)
def test_only_what_may_have_changed_is_looked_at_again(
    asked: list[int], file: str, old: str, new: str, expected: list[int]
) -> None:
    """An act, in the session or in its own file; all, where others may ask for it."""
    kept, path = KeptFindings(), PLENARY.parent / file
    check_session(PLENARY, kept=kept)
    asked.clear()
    text = path.read_text(encoding="utf-8")
    assert old in text
    sources = Sources({path: text.replace(old, new, 1)})
    check_session(PLENARY, sources=sources, kept=kept)
    assert asked == expected
