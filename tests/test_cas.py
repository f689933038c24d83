"""Each kind of finding: short sessions that break it, and some that respect it.

`tests/cas/<CODE>/ko-*.yaml` lists on its first line the codes that it must give,
neither more nor fewer; `ok-*.yaml` gives none of its folder's code. A line
`# langues: co` says which editions are asked for. A new file is found by itself.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from delib_gen.checking import check_session
from delib_gen.findings import Diagnostic, Severity
from delib_gen.rules.registry import list_kinds

CAS = Path(__file__).parent / "cas"
KO = sorted(CAS.glob("*/ko-*.yaml"))
OK = sorted(CAS.glob("*/ok-*.yaml"))
HEADING = "# attendu:"
LANGUES = "# langues:"
PRODUCED_LATER = ("GAB", "PER", "SOR")
"""The families that only a rendering, or a period, finds."""


def check_file(path: Path) -> list[Diagnostic]:
    """What reading and the rules find in a session, tolerances applied."""
    return check_session(path, read_langues(path)).findings


def read_langues(path: Path) -> tuple[str, ...]:
    """The languages of the editions that a case asks for."""
    lines = path.read_bytes().decode(errors="replace").split("\n", 2)[:2]
    asked = [line for line in lines if line.startswith(LANGUES)]
    return tuple(asked[0].removeprefix(LANGUES).split()) if asked else ()


def name_case(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", KO, ids=name_case)
def test_faulty_session_gives_the_codes_it_lists_and_no_other(path: Path):
    expected = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert expected.startswith(HEADING)
    codes = expected.removeprefix(HEADING).split()
    assert path.parent.name in codes
    found = check_file(path)
    assert Counter(d.code for d in found) == Counter(codes), found


@pytest.mark.parametrize("path", KO, ids=name_case)
def test_each_finding_says_where_and_what_to_do(path: Path):
    for finding in check_file(path):
        assert finding.message
        assert finding.hint, finding
        assert finding.span is not None, finding
        assert finding.span.line >= 1
        assert finding.span.column >= 1
        assert finding.message[-1] not in ".!", finding
        assert "None" not in finding.message + finding.hint, finding


@pytest.mark.parametrize("path", OK, ids=name_case)
def test_session_in_order_does_not_give_the_code_of_its_folder(path: Path):
    found = check_file(path)
    allowed = {d.code for d in found if d.tolere}
    assert {d.code for d in found} - allowed == set(), found
    assert path.parent.name not in {d.code for d in found}


@pytest.mark.parametrize("code", [kind.code for kind in list_kinds()])
def test_each_code_that_a_check_can_give_has_cases(code: str):
    if code.startswith(PRODUCED_LATER):
        pytest.skip("found by a rendering or in a period only")
    folder = CAS / code
    assert list(folder.glob("ok-*.yaml")), f"no session in order for {code}"
    assert list(folder.glob("ko-*.yaml")), f"no faulty session for {code}"


def test_each_folder_of_cases_is_that_of_a_code():
    codes = {kind.code for kind in list_kinds()}
    assert {p.name for p in CAS.iterdir() if p.is_dir()} <= codes


SEVERITIES = {
    "PRE01/ko-quorum-non-atteint": Severity.ERREUR,
    "PRE01/ko-quorum-par-les-pouvoirs": Severity.AVERTISSEMENT,
    "PRE11/ko-sept-jours": Severity.AVERTISSEMENT,
    "PRE11/ko-apres-la-seance": Severity.ERREUR,
    "PRE13/ko-trop-tot": Severity.ERREUR,
    "PRE13/ko-autre-jour-que-celui-de-la-loi": Severity.AVERTISSEMENT,
    "VOT05/ko-partage-sans-issue": Severity.ERREUR,
    "VOT05/ko-partage-nominatif": Severity.AVERTISSEMENT,
    "VOT05/ko-secret-texte-muet": Severity.ERREUR,
    "VOT05/ko-secret-texte-muet-issue": Severity.AVERTISSEMENT,
    "VOT05/ko-partage-avec-issue": Severity.AVERTISSEMENT,
    "VOT05/ko-compte-administratif": Severity.AVERTISSEMENT,
    "VOT07/ko-vote-sur-un-acte-retire": Severity.ERREUR,
    "VOT07/ko-prend-acte-sans-vote": Severity.AVERTISSEMENT,
    "VOT08/ko-vote-malgre-le-deport": Severity.ERREUR,
    "VOT08/ko-pouvoir-suspendu": Severity.AVERTISSEMENT,
    "VOT08/ko-pouvoir-donne-par-un-deporte": Severity.AVERTISSEMENT,
    "ACT05/ko-matiere-hors-nomenclature": Severity.ERREUR,
    "ACT05/ko-troisieme-niveau": Severity.AVERTISSEMENT,
    "STR08/ko-deux-points-dans-un-article": Severity.ERREUR,
    "STR08/ko-diese-dans-un-texte": Severity.AVERTISSEMENT,
}


@pytest.mark.parametrize(("case", "severity"), SEVERITIES.items())
def test_a_code_with_two_severities_takes_the_right_one(case: str, severity: Severity):
    found = check_file(CAS / f"{case}.yaml")
    assert [d.severity for d in found] == [severity]


def test_quorum_message_states_both_counts_and_the_law():
    (finding,) = check_file(CAS / "PRE01" / "ko-quorum-non-atteint.yaml")
    assert (
        "5 membres présents ; 7 présents ou représentés ; 8 requis" in finding.message
    )
    assert finding.acte == "23/186 CP"
    assert finding.cites == ("CGCT, art. L. 4132-13-1",)
    assert finding.confidence == 98
    assert "confiance" not in finding.hint


def test_finding_on_a_text_not_read_says_so():
    (finding,) = check_file(CAS / "PRE11" / "ko-sept-jours.yaml")
    assert "texte non lu, confiance 60 %" in finding.hint


def test_member_in_two_states_is_told_once_with_both_places():
    (finding,) = check_file(CAS / "PRE03" / "ko-absent-et-represente.yaml")
    assert finding.path == ("pouvoirs", "BOZZI")
    assert [path for path, _ in finding.related] == [("absents", 0)]


def test_giver_of_a_power_is_shown_at_its_key_not_at_the_holder():
    (finding,) = check_file(CAS / "PRE02" / "ko-donneur-inconnu.yaml")
    assert finding.span is not None
    line = finding.span.line
    source = (CAS / "PRE02" / "ko-donneur-inconnu.yaml").read_text(encoding="utf-8")
    shown = source.split("\n")[line - 1][finding.span.column - 1 :]
    assert shown.startswith("BOZI:")


def test_finding_in_a_markdown_body_is_placed_at_its_own_line():
    (finding,) = check_file(CAS / "STR10" / "ko-html-dans-le-corps.yaml")
    path = CAS / "STR10" / "ko-html-dans-le-corps.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    assert finding.span is not None
    assert "<br>" in lines[finding.span.line - 1]


def test_tolerated_error_becomes_a_warning_that_keeps_its_reason():
    (finding,) = check_file(CAS / "STR11" / "ok-erreur-toleree.yaml")
    assert finding.code == "PRE06"
    assert finding.severity is Severity.AVERTISSEMENT
    assert finding.tolere == "décision du 4 mai 2020"


def test_refused_tolerance_leaves_the_error_as_it_is():
    found = check_file(CAS / "STR11" / "ko-erreur-certaine.yaml")
    (error,) = (d for d in found if d.code == "PRE04")
    assert error.severity is Severity.ERREUR
    assert error.tolere == ""
