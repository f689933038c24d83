"""The requests of a rapport are prose of one paragraph; more is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from delib_gen.checking import check_session
from delib_gen.lang.riche import Riche
from delib_gen.view.context import make_seance_context
from delib_gen.view.rapport import build_rapport_view

HEAD = f"""\
collectivite: {ROOT / "tests" / "data" / "autorite-inventee.yaml"}
organe: conseil
date: 2023-12-19
convocation: 2023-12-11
president: AMBRE
presents: [AMBRE, BOIS, CHÊNE, Denis DUPONT, Édith DUPONT, FAON, GENÊT, HÊTRE, IF]
actes:
  - numero: 2023-01 C
    titre: {{fr: ESSAI, co: PROVA}}
    visas: [{{ref: actuel}}]
    vote: unanimite
    articles: [APPROUVE le projet., AUTORISE la vente du terrain.]
    rapport:
      numero: 2023/1
      corps: Un texte.
      conclusions:
"""


def write(folder: Path, first: str) -> Path:
    """A sitting whose rapport makes two requests, the first one as given."""
    path = folder / "seance.yaml"
    second = "        - D’autoriser la vente du terrain.\n"
    path.write_text(f"{HEAD}        - {first}\n{second}", encoding="utf-8")
    return path


def view_rapport(path: Path) -> Any:
    situation = check_session(path).situation
    assert situation is not None
    charte = situation.reference.charte
    assert charte is not None
    context = make_seance_context(situation, "fr", charte)
    return next(build_rapport_view(context.turn_to(situation.actes[0])))


@pytest.mark.parametrize(
    ("typed", "look"),
    [
        ("D’approuver **le projet**.", "gras"),
        ("D’approuver *le projet*", "italique"),
        ("D’approuver le [projet](https://exemple.fr/projet) ;", "cible"),
    ],
)
def test_a_request_keeps_its_looks(typed: str, look: str, tmp_path: Path) -> None:
    """Bold, links: the words are whole, and the sign that ends them is once there."""
    path = write(tmp_path, typed)
    assert check_session(path).findings == []
    first, second = view_rapport(path).conclusions
    assert isinstance(first, Riche)
    assert str(first).replace("\u00a0", " ") == "D’approuver le projet ;"
    assert any(getattr(brin, look) for brin in first.brins)
    assert str(second) == "D’autoriser la vente du terrain."
    assert not isinstance(second, Riche)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (
            "|\n          D’approuver le projet :\n          - un ;\n          - deux.",
            19,
        ),
        ("|\n          D’approuver le projet.\n\n          Et la suite.", 20),
    ],
)
def test_more_than_a_paragraph_is_told_at_its_line(
    typed: str, line: int, tmp_path: Path
) -> None:
    """It would be lost, or printed on one line."""
    findings = check_session(write(tmp_path, typed)).findings
    found = [f for f in findings if f.code == "STR10"]
    assert [f.span.line for f in found if f.span] == [line]
    assert "un tiret par demande" in found[0].hint


def test_a_request_that_is_a_table_is_told(tmp_path: Path) -> None:
    table = "| A | B |\n          |---|---|\n          | 1 | 2 |"
    findings = check_session(write(tmp_path, f"|\n          {table}")).findings
    assert "STR10" in {f.code for f in findings}
