"""How the members were convened: a table to sign, a sentence in the minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from delib_gen.checking import check_session
from delib_gen.findings import has_errors
from delib_gen.pipeline import RenderRequest, render_sessions
from test_papiers import build, read, write
from test_seance_documents import Silent

SENT = (
    "convocation: 2025-06-18\n",
    "convocation: 2025-06-17\nenvois:\n"
    "  - {par: courriel, le: 2025-06-18, heure: 17 h 05}\n"
    "  - {par: papier, le: 2025-06-17, a: [OUCHEVAL]}\n",
)


def test_each_member_has_a_row(tmp_path: Path) -> None:
    """Those whom no sending names were sent the one that names nobody."""
    session = write(tmp_path, SENT)
    (view,) = build(session, "envois")
    (table,) = view.tableau  # type: ignore[attr-defined]  # of this kind of view
    rows = ["|".join("".join(b.texte for b in c) for c in row) for row in table.lignes]
    plain = [row.replace("\u00a0", " ").replace("\u202f", " ") for row in rows]

    assert len(plain) == 27
    assert plain[0] == "Mme Agathe ARBALESTRE|par courriel|18 juin 2025 à 17 h 05"
    assert [row for row in plain if "OUCHEVAL" in row] == [
        "M. Philippe OUCHEVAL|sur papier|17 juin 2025"
    ]
    assert not check_session(session).findings


def test_the_minutes_count_them(tmp_path: Path) -> None:
    said = read(write(tmp_path, SENT), "pv")

    assert (
        "La convocation a été envoyée par courriel, le 18 juin 2025, à 26 membres ; "
        "sur papier, le 17 juin 2025, à 1 membre." in said
    )


def test_without_sendings_there_is_no_table(tmp_path: Path) -> None:
    session = write(tmp_path)
    assert not build(session, "envois")
    assert "envoyée" not in read(session, "pv")


@pytest.mark.parametrize(
    ("paper", "word"), [("envois", "par courriel"), ("liste", "Mise à disposition")]
)
def test_a_table_without_a_version_stands_once_side_by_side(
    paper: str, word: str, tmp_path: Path
) -> None:
    """However its cells are cut in runs: here of phrases that are all French."""
    session = write(tmp_path, SENT)
    counts = []
    for lang in ("fr", "fr+co"):
        request = RenderRequest(tmp_path / lang, (lang,), ("html",), only=(paper,))
        outcome = render_sessions([session], request, Silent())
        assert not has_errors(outcome.findings), outcome.findings
        (page,) = (p for p in outcome.bundles[0].paths if p.suffix == ".html")
        counts.append(page.read_text(encoding="utf-8").count(word))

    assert counts[0] == counts[1] > 0


def test_a_late_member_is_told_at_the_day_of_the_sending(tmp_path: Path) -> None:
    late = (SENT[0], SENT[1].replace("le: 2025-06-17", "le: 2025-06-20"))
    (found,) = check_session(write(tmp_path, late)).findings

    assert found.code == "PRE22"
    assert found.span is not None
    assert "M. Philippe OUCHEVAL : convocation envoyée 3 jours francs" in found.message
    assert "5 jours francs" in found.message
