"""The requests of a rapport are prose: a text each, or a list of blocks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cli_helpers import call
from conftest import ROOT
from delib_gen.checking import check_session
from delib_gen.lang.riche import Riche
from delib_gen.prose.tree import Bloc, Liste, Paragraphe, Tableau
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


LISTED = """|
          D’approuver **le projet** :
          - un ;
          - deux.
"""
TABLE = """|
          D’approuver le projet :

          | Lot | Prix |
          |:----|-----:|
          | un | 12 € |

          Et la suite.
"""


@pytest.mark.parametrize(("typed", "more"), [(LISTED, Liste), (TABLE, Tableau)])
def test_a_request_may_have_a_list_or_a_table(
    typed: str, more: type[Bloc], tmp_path: Path
) -> None:
    """It is printed with its blocks, beside one that is a paragraph."""
    path = write(tmp_path, typed)
    assert check_session(path).findings == []
    view = view_rapport(path)
    assert view.conclusions == ()
    (liste,) = view.demandes
    (first, second, *rest), (other,) = liste.points
    assert isinstance(first, Paragraphe)
    assert isinstance(second, more)
    assert "".join(b.texte for b in other.brins) == "D’autoriser la vente du terrain."
    assert ["".join(b.texte for b in p.brins) for p in rest] == (
        ["Et la suite\u00a0;"] if rest else []
    )


@pytest.mark.parametrize("edition", ["fr", "co", "fr+co"])
@pytest.mark.parametrize("typed", [LISTED, TABLE])
def test_a_request_with_blocks_is_whole_in_every_format(
    typed: str, edition: str, tmp_path: Path
) -> None:
    path = write(tmp_path, typed)
    done = call(
        "render", str(path), "-o", str(tmp_path / "out"), "--lang", edition,
        "--format", "pdf,docx,html", "--only", "rapport", "--magasin", "non",
    )  # fmt: skip
    assert done.status == 0, done.err
    assert len(list((tmp_path / "out").rglob("rapport*"))) == 3


def test_a_request_drawn_from_an_article_keeps_its_table(tmp_path: Path) -> None:
    """The verbs before and after it are asked for; the table is as it is."""
    path = write(tmp_path, "x")
    text = path.read_text("utf-8")
    article = """
      - |
        FIXE les prix :

        | Lot | Prix |
        |:----|-----:|
        | un | 12 € |

        AUTORISE la vente.
"""
    text = text.split("      conclusions:")[0].replace(
        "    articles: [APPROUVE le projet., AUTORISE la vente du terrain.]\n",
        f"    articles:{article}",
    )
    path.write_text(text, "utf-8")
    assert check_session(path).findings == []
    (liste,) = view_rapport(path).demandes
    ((first, table, last),) = liste.points
    said = ["".join(b.texte for b in p.brins) for p in (first, last)]
    assert said == ["De fixer les prix\u00a0:", "D’autoriser la vente."]
    assert isinstance(table, Tableau)
