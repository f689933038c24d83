"""A sitting in several places: who may hold one, and which votes it cannot take."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import ROOT
from delib_gen.checking import check_session
from test_papiers import read
from test_papiers import write as write_commune

EXAMPLES = ROOT / "data" / "exemples"
PLENARY = "2026-09-30-ac"
ONE_PLACE = (
    *("election-president", "election-cp", "nomination"),
    *("budget", "compte-administratif"),
)


def write(folder: Path, example: str, *changes: tuple[str, str]) -> Path:
    """An example's session held in several places, with some of it said otherwise.

    Args:
        folder: where it goes, with what it names.
        example: its folder.
        changes: what is said, and what is said instead, once each.
    """
    source = EXAMPLES / example
    for other in source.iterdir():
        if other.name != "seance.yaml":
            (folder / other.name).symlink_to(other)
    text = (source / "seance.yaml").read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    text = re.sub(r"(?m)^organe:", "visioconference: oui\norgane:", text, count=1)
    path = folder / "seance.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def tell(path: Path) -> list[tuple[str, str, str]]:
    """The findings on the places, each with its severity and its act."""
    return [
        (f.code, f.severity.value, f.acte)
        for f in check_session(path).findings
        if f.code in ("PRE23", "VOT23")
    ]


def test_a_commune_cannot_meet_in_several_places(tmp_path: Path) -> None:
    path = write(tmp_path, "2025-06-24-commune")
    assert tell(path) == [("PRE23", "erreur", "")]
    (found,) = [f for f in check_session(path).findings if f.code == "PRE23"]
    assert any("L. 2121-7" in cited for cited in found.cites)
    assert found.span is not None


def test_before_the_law_nothing_was_read(tmp_path: Path) -> None:
    """An emergency's law allowed it to all: what was not read refuses nothing."""
    path = write(
        tmp_path, "2025-06-24-commune", ("date: 2025-06-24", "date: 2021-06-24")
    )
    assert tell(path) == [("PRE23", "avertissement", "")]


def test_where_no_text_was_read_it_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "2026-03-19-region")
    assert tell(path) == [("PRE23", "avertissement", "")]


def test_a_permanent_commission_may_as_it_votes(tmp_path: Path) -> None:
    assert tell(write(tmp_path, "2023-12-19-cp")) == []


def test_an_assembly_votes_in_public(tmp_path: Path) -> None:
    path = write(tmp_path, PLENARY)
    told = tell(path)
    situation = check_session(path).situation
    assert situation is not None
    held = [acte for acte in situation.actes if acte.delibere]
    kinds = {a.repere: {s.vote.scrutin.value for s in a.scrutins} for a in held}
    apart = {a.repere for a in held if a.acte.regime in ONE_PLACE}
    apart |= {a.repere for a in held if any(e.secret and e.tours for e in a.elections)}
    apart |= {name for name, said in kinds.items() if "secret" in said}
    plain = {name for name, said in kinds.items() if "ordinaire" in said} - apart
    expected = dict.fromkeys(apart, "erreur") | dict.fromkeys(plain, "avertissement")
    assert {acte: severity for _, severity, acte in told} == expected
    assert {"erreur", "avertissement"} <= set(expected.values())
    assert len(expected) < len(situation.actes)  # a public ballot, or none, is right


def test_the_convocation_and_the_minutes_say_it(tmp_path: Path) -> None:
    path = write(tmp_path, PLENARY)
    phrase = "en plusieurs lieux, par visioconférence."
    for paper in ("convocation", "pv"):
        assert phrase in read(path, paper)
    other = write_commune(tmp_path)
    for paper in ("convocation", "pv"):
        assert phrase not in read(other, paper)
