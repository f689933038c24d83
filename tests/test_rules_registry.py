"""The rules are found by themselves, documented, and know nothing of the layout."""

from __future__ import annotations

import ast
import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import pytest
from _rules_page import write_reference

from delib_gen.findings import Kind, Severity
from delib_gen.findings.kind import KindError
from delib_gen.findings.structure import STR01, STR11
from delib_gen.rules import explain as explain_module
from delib_gen.rules.explain import explain, list_rules
from delib_gen.rules.registry import list_checks, list_kinds, rule
from delib_gen.rules.report import Report, write_reserve
from delib_gen.rules.tolerances import apply_tolerances, may_tolerate
from delib_gen.schema.droit import Majorite, ObjetDelai, Partage
from delib_gen.schema.electif import Egalite, Parite, Proportionnelle
from delib_gen.schema.regle import Article, Regle
from delib_gen.schema.seance import Tolerance

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "src" / "delib_gen" / "rules"
JOUR = dt.date(2023, 12, 19)
DOC = """Titre.

    Vérifie : une chose.
    Pourquoi : une raison.
    Exemple : un cas.
    """


@pytest.mark.parametrize("code", ["PRE01", "STR01"])
def test_code_already_taken_is_refused(code: str):
    list_kinds()
    before = [c.name for c in list_checks()]

    def doublon(situation, report):
        yield from ()

    doublon.__doc__ = DOC
    with pytest.raises(KindError, match=f"{code} is declared twice"):
        rule(code, Severity.ERREUR)(doublon)
    assert [c.name for c in list_checks()] == before


@pytest.mark.parametrize("kind", list_kinds(), ids=lambda k: k.code)
def test_every_kind_has_the_parts_of_its_documentation(kind: Kind):
    """Declaring a kind only looks for their headings, since every check pays for it."""
    assert kind.titre.endswith(".")
    for name in ("Vérifie", "Pourquoi", "Exemple"):
        assert len(kind.sections[name]) > 10


def test_rule_without_documentation_is_refused():
    def muette(situation, report):
        yield from ()

    with pytest.raises(KindError):
        rule("ZZZ01", Severity.ERREUR)(muette)


def test_finding_of_a_severity_that_the_kind_does_not_declare_is_refused():
    kind = Kind.declare("ZZZ02", Severity.AVERTISSEMENT, doc=DOC)
    with pytest.raises(KindError):
        Report(kind, {})((), "message", "conseil", severity=Severity.ERREUR)


@pytest.mark.parametrize("kind", list_kinds(), ids=lambda kind: kind.code)
def test_every_kind_is_documented(kind: Kind):
    assert kind.titre.endswith(".")
    assert len(kind.titre) <= 90
    for name in ("Vérifie", "Pourquoi", "Exemple", "Que faire"):
        assert kind.sections.get(name), f"{kind.code}: {name}"
    assert kind.code[:3] in explain_module.FAMILLES
    assert f"### {kind.code}\n" in write_reference()


def test_every_rule_s_records_exist():
    for kind in list_kinds():
        assert explain(kind.code, JOUR)


def test_kinds_come_in_order_and_once():
    codes = [kind.code for kind in list_kinds()]
    assert codes == sorted(set(codes))


def test_every_module_of_the_folder_is_found():
    """A check defined in a module that nobody imports by hand is there."""
    names = {check.name for check in list_checks()}
    for path in RULES.glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and any(
                isinstance(d, ast.Call)
                and isinstance(d.func, ast.Name)
                and d.func.id in ("rule", "check")
                for d in node.decorator_list
            ):
                assert node.name in names


@pytest.mark.parametrize("path", sorted(RULES.glob("*.py")), ids=lambda path: path.stem)
def test_rules_import_neither_views_nor_formats(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    } | {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    forbidden = {"view", "formats", "templating", "audit"}
    assert not {
        name
        for name in imported
        if name.startswith("delib_gen.") and name.split(".")[1] in forbidden
    }


@pytest.mark.parametrize("path", sorted(RULES.glob("*.py")), ids=lambda path: path.stem)
def test_rules_hold_no_article_of_law(path: Path):
    """Articles come from the data; docstrings may quote one as an example."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
    }
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    for text in texts:
        if text not in docs:
            assert "CGCT" not in text
            assert "art. L" not in text


def test_page_of_the_rules_is_up_to_date():
    page = ROOT / "docs" / "regles.md"
    assert page.read_text(encoding="utf-8") == write_reference(), (
        "run script/generate-docs"
    )


def test_script_that_writes_the_pages_runs_without_the_package_installed(tmp_path):
    script = ROOT / "script" / "generate-docs"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        env={},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    pages = {page.name: page.read_bytes() for page in tmp_path.iterdir()}
    assert "regles.md" in pages
    assert pages == {name: (ROOT / "docs" / name).read_bytes() for name in pages}


def test_explain_gives_the_value_in_force_with_its_article_and_confidence():
    text = explain("pre11", JOUR)
    assert text is not None
    assert "8 jours" in text
    assert "délibération n° 22/001 CP du 26 janvier 2022" in text
    assert "texte non lu" in text
    assert "confiance 60 %" in text
    assert "12 jours ; pour l'envoi des rapports" in " ".join(text.split())


def test_explain_follows_the_day():
    before, after = (explain("VOT08", day) for day in (JOUR, dt.date(2025, 12, 24)))
    assert before is not None
    assert after is not None
    assert "aucun" in before
    assert "L1111-6" in after.split("Règles en vigueur", 1)[1]


def test_explain_gives_every_threshold_of_a_thing_that_has_several():
    told = " ".join((explain("VOT14", JOUR) or "").split())

    assert "scrutin public ; sur demande de 1/4 des membres présents" in told
    assert "scrutin secret ; sur demande de 1/3 des membres présents" in told


def test_explain_says_who_may_chair_and_sign():
    told = " ".join((explain("PRE14", JOUR) or "").split())

    assert "peuvent présider : Président de l’Assemblée de Corse ; " in told
    assert "peuvent signer : Maire ; " in told


@pytest.mark.parametrize("code", [k.code for k in list_kinds() if k.regles])
def test_explain_says_a_thing_once_and_in_words(code: str):
    text = explain(code, dt.date(2026, 6, 1)) or ""
    typed = re.sub(r"`[^`]*`", "", text.split("Règles en vigueur", 1)[1])

    for words in (
        *(Majorite, Partage, Egalite, ObjetDelai),
        *(Parite, Proportionnelle),
    ):
        for value in words:
            assert "-" not in value.value or value.value not in typed
    for organ in text.split("\n\n")[1:]:
        named = re.findall(r"^  régime `(.+?)`", organ, re.MULTILINE)
        assert len(named) == len(set(named)), organ
    assert "delai" not in typed
    assert "reunion :" not in typed


def test_explain_knows_no_other_code():
    assert explain("ZZZ99", JOUR) is None


def test_rules_are_listed_a_line_each():
    lines = list_rules()
    assert len(lines) == len(list_kinds())
    assert lines[0].startswith("STR01  erreur ")
    assert not any("\n" in line for line in lines)


def make_regle(confiance: int) -> Regle:
    return Regle.model_validate({"article": "X", "confiance": str(confiance)})


def make_article(lu: str) -> Article:
    return Article.model_validate({"intitule": "art. X", "objet": "essai", "lu": lu})


@pytest.mark.parametrize(
    ("confiance", "lu", "expected"),
    [
        (95, "en français", ""),
        (94, "en français", "texte lu en français, confiance 94 %"),
        (98, "non lu ; connu par la presse", "texte non lu, confiance 98 %"),
        (75, "non lu", "texte non lu, confiance 75 %"),
    ],
)
def test_reserve_is_told_where_the_text_is_in_doubt(confiance, lu, expected):
    assert write_reserve(make_regle(confiance), make_article(lu)) == expected


def make_finding(code: str, confidence: int | None, severity=Severity.ERREUR):
    kind = Kind.declare(code, severity, doc=DOC)
    return kind.at((), "message", "conseil", acte="23/186 CP", confidence=confidence)


@pytest.mark.parametrize(
    ("code", "confidence", "expected"),
    [
        ("PRE01", 94, True),
        ("VOT05", 75, True),
        ("PRE01", 95, False),
        ("PRE01", None, False),
        ("ACT01", 50, False),
        ("STR01", 50, False),
        ("SOR01", 50, False),
        ("GAB01", 50, False),
    ],
)
def test_only_doubtful_errors_on_attendance_and_votes_are_tolerated(
    code, confidence, expected
):
    assert may_tolerate(make_finding(code, confidence)) is expected


def make_tolerance(regle: str, sur: str | None = None) -> Tolerance:
    return Tolerance.model_validate({"regle": regle, "motif": "essai", "sur": sur})


def test_tolerance_of_one_act_leaves_the_others_alone():
    here = make_finding("PRE01", 75)
    elsewhere = Kind.declare("PRE01", Severity.ERREUR, doc=DOC).at(
        (), "message", "conseil", acte="23/187 CP", confidence=75
    )
    found = apply_tolerances(
        [make_tolerance("PRE01", "23/186 CP")],
        [elsewhere, here],
        {number: number for number in ("23/186 CP", "23/187 CP")},
    )
    assert [f.tolere for f in found] == ["", "essai"]
    assert [f.severity for f in found] == [Severity.ERREUR, Severity.AVERTISSEMENT]


def test_tolerance_on_a_finding_of_the_rendering_is_not_idle_at_a_check():
    assert apply_tolerances([make_tolerance("SOR03")], [], {}) == []


def test_refused_tolerance_is_told_after_the_findings_in_their_order():
    first, second = make_finding("STR01", None), make_finding("PRE01", None)
    found = apply_tolerances(
        [make_tolerance("STR01"), make_tolerance("PRE11")], [first, second], {}
    )
    assert found[:2] == [first, second]
    assert [f.code for f in found[2:]] == [STR11.code, STR11.code]
    assert STR01.code in found[2].message
