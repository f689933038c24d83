"""What would take time or memory without measure is told, with its place, before.

Nothing is asked of a clock here: counts are, or the end of a process that is given
little.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli_helpers import call, spread_session, standing_in, write_session
from conftest import EVERYTHING
from delib_gen.findings import Diagnostic, Severity
from delib_gen.reporters import KEPT, SHOWN, list_reporters, load_reporter

MANY = 12_000 if EVERYTHING else 10_001


def make_findings(count: int, severity: Severity) -> list[Diagnostic]:
    return [Diagnostic("STR01", severity, f"la faute {i}") for i in range(count)]


@pytest.mark.parametrize("name", sorted({*list_reporters()} - {"json"}))
def test_only_the_first_findings_are_shown_and_the_rest_counted(name: str) -> None:
    report = load_reporter(name)
    mild = make_findings(SHOWN + 6, Severity.AVERTISSEMENT)
    grave = make_findings(1, Severity.ERREUR)

    shown = report([*mild, *grave], False)

    assert shown.lower().count("la faute") == SHOWN
    assert "et 7 autres" in shown
    assert "rreur" in shown or "error" in shown, "what blocks is shown"
    assert "autre" not in report(mild[:SHOWN], False)


def test_programs_get_nearly_all_and_the_count_of_the_rest() -> None:
    report = load_reporter("json")

    few = json.loads(report(make_findings(SHOWN * 2, Severity.ERREUR), False))
    many = json.loads(report(make_findings(KEPT + 3, Severity.ERREUR), False))

    assert (len(few["diagnostics"]), few.get("omitted")) == (SHOWN * 2, None)
    assert (len(many["diagnostics"]), many["omitted"]) == (KEPT, 3)
    assert many["errors"] == KEPT + 3


def test_very_many_mistakes_of_a_block_are_told_up_to_a_bound(tmp_path: Path) -> None:
    keys = "".join(f"cle{rank}: x\n" for rank in range(MANY))
    write_session(tmp_path, spread_session() + keys)

    with standing_in(tmp_path):
        result = call("check", "--diagnostics", "json", "seance.yaml")

    (last,) = [f for f in result.findings if f["code"] == "STR17"]
    assert f"{MANY} fautes" in last["message"]
    first = spread_session().count("\n") + 1
    assert last["line"] == first + 10_000


@pytest.mark.parametrize("name", ["MOT " * 3_000, "M" * 20_000, "é, ".strip() * 9_000])
def test_a_page_typed_for_a_name_is_nobody_and_compared_with_nobody(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []

    def compare(word: str, *_: object, **__: object) -> list[str]:
        compared.append(len(word))
        return []

    monkeypatch.setattr("difflib.get_close_matches", compare)
    text = spread_session().replace("presents: [", f"presents: ['{name}', ")
    write_session(tmp_path, text)

    with standing_in(tmp_path):
        result = call("check", "--diagnostics", "json", "seance.yaml")

    (found,) = [f for f in result.findings if f["code"] == "PRE02"]
    assert found["line"] == 6
    assert len(found["message"]) < 200
    assert max(compared, default=0) < 200
