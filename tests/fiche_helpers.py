"""Sittings to come with annexes made of fiches, and the views of these."""

from __future__ import annotations

from pathlib import Path

from delib_gen.checking import check_session
from delib_gen.view.annexes.base import AnnexeView
from view_helpers import build_views, make_acte_context

SEANCE = """\
collectivite: corse
organe: commission-permanente
stade: projet
date: 2023-12-19
actes:
  - titre: {fr: ESSAI, co: PROVA}
    articles: [APPROUVE les pièces en annexe.]
    annexes:
"""


def write_fiches(folder: Path, *fiches: str) -> Path:
    """A session whose annexes are made of fiches, given by their text."""
    lines = []
    for rank, text in enumerate(fiches, start=1):
        (folder / f"fiche-{rank}.yaml").write_text(text, encoding="utf-8")
        lines.append(f"      - {{titre: Pièce {rank}, fichier: fiche-{rank}.yaml}}\n")
    path = folder / "seance.yaml"
    path.write_text(SEANCE + "".join(lines), encoding="utf-8")
    return path


def make_views(path: Path, langue: str = "fr") -> list[AnnexeView]:
    """The annexes of a session."""
    checked = check_session(path)
    assert checked.situation is not None, checked.findings
    assert checked.reference is not None
    assert checked.reference.charte is not None
    context = make_acte_context(
        checked.situation.actes[0], langue, checked.reference.charte
    )
    return [view for view in build_views(context) if isinstance(view, AnnexeView)]
