"""An extract of the register says the act again, certified once, signed by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from delib_gen.catalogue import CATALOGUE, build_views
from delib_gen.checking import check_session
from delib_gen.findings import has_errors
from delib_gen.pipeline import RenderRequest, render_sessions
from delib_gen.view.context import make_seance_context
from delib_gen.view.extrait import ExtraitView
from test_papiers import COMMUNE, PROJET
from test_seance_documents import Silent


def build(session: Path, rank: int) -> list[ExtraitView]:
    situation = check_session(session).situation
    assert situation is not None
    assert situation.reference.charte is not None
    context = make_seance_context(situation, "fr", situation.reference.charte)
    kinds = CATALOGUE.acte.select(["extrait"]).documents
    views = build_views(kinds, context.turn_to(situation.actes[rank]))
    return [view for view in views if isinstance(view, ExtraitView)]


def test_an_extract_is_certified_once_and_signed_by_one() -> None:
    (view,) = build(COMMUNE, 1)

    assert view.extrait == "EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS"
    assert [m for m in view.certifications if "conforme" in m] == [
        "Pour extrait conforme."
    ]
    assert [line.nom for line in view.signatures] == ["Sylvain FONTARELLE"]
    assert "____" in view.lieu_date
    assert view.articles


def test_a_draft_has_no_extract() -> None:
    assert not build(PROJET, 0)


def test_an_extract_that_a_draft_lacks_is_told(tmp_path: Path) -> None:
    """A warning where it was named; a note where all was asked for."""
    told = []
    for only in ("extrait", "tout"):
        request = RenderRequest(tmp_path / only, formats=("html",), only=(only,))
        outcome = render_sessions([PROJET], request, Silent())
        told += [f for f in outcome.findings if "« extrait »" in f.message]

    assert [(f.code, f.severity.value) for f in told] == [
        ("SOR09", "avertissement"),
        ("SOR09", "note"),
    ]


@pytest.mark.parametrize("only", [("extrait",), ("extrait", "deliberation"), ()])
def test_an_extract_is_made_by_its_name_alone(
    only: tuple[str, ...], tmp_path: Path
) -> None:
    """Beside the act, and never within its dossier."""
    request = RenderRequest(tmp_path, ("fr", "co"), ("html",), only=only)
    outcome = render_sessions([COMMUNE], request, Silent())

    assert not has_errors(outcome.findings), outcome.findings
    made = {path.name.split(".")[0] for path in outcome.bundles[0].paths}
    usual = {"deliberation", "dossier"} | ({"rapport"} & made)
    assert made == (set(only) or usual)
    for path in outcome.bundles[0].paths:
        told = "EXTRAIT DU REGISTRE" in path.read_text(encoding="utf-8")
        assert told == (path.name.split(".")[0] == "extrait")
