"""The register of known acts: what fills it, how it is read, what it contradicts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli_helpers import call, spread_session, standing_in, write_session

FAST = ("--format", "html", "--only", "deliberation")
MANIFEST = Path("out/2023-12-19-cp/manifest.json")
WITHDRAWN = """\
  - titre: {fr: ACCORDANT UNE AIDE, co: PROVA}
    statut: retire
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder to work in, with a good session."""
    write_session(tmp_path, spread_session())
    with standing_in(tmp_path):
        yield tmp_path


def item(more: str = "", **changes: str) -> str:
    """One act more, to put below those of a session."""
    return spread_session(more, **changes).split("actes:\n")[1]


def render(*options: str) -> list[dict[str, str]]:
    """The acts that the manifest of the rendered session lists."""
    result = call("render", "seance.yaml", *FAST, *options)
    assert result.status == 0, result.err
    rows: list[dict[str, str]] = json.loads(MANIFEST.read_text("utf-8"))["actes"]
    return rows


# --- what the manifest lists


def test_manifest_lists_every_act_of_the_sitting(folder: Path) -> None:
    """Those without a vote too, in the order of the sitting."""
    text = spread_session(objet="Un exemple") + WITHDRAWN
    text += item(numero="23/188 CP", titre="ESSAI", vote="{abstention: [VANNI]}")
    text += item("prend_acte: oui", numero="23/189 CP").replace("vote: unanimite", "")
    write_session(folder, text)

    rows = render()

    assert rows[0] == {
        "numero": "23/187 CP",
        "date": "2023-12-19",
        "titre": "APPROUVANT UN EXEMPLE",
        "objet": "Un exemple",
        "nature": "deliberation",
        "issue": "adopte",
    }
    assert [row["issue"] for row in rows] == ["adopte", "retire", "adopte", "acte"]
    assert rows[1]["numero"] == ""
    assert rows[2]["objet"] == rows[2]["titre"] == "ESSAI"


def test_manifest_says_that_an_act_was_rejected(folder: Path) -> None:
    names = "ARRIGHI, BENEDETTI, BIANCUCCI, COLONNA, COMBETTE, LUCIANI, MONDOLONI"
    write_session(folder, spread_session(vote=f"{{contre: [{names}, TIBERI]}}"))

    assert [row["issue"] for row in render()] == ["rejete"]


def test_title_of_several_lines_is_listed_on_one(folder: Path) -> None:
    write_session(folder, spread_session(titre='{fr: "UN\\nDEUX\u00a03", co: PROVA}'))

    assert render()[0]["titre"] == "UN DEUX\u00a03"


def test_acte_alone_lists_them_all(folder: Path) -> None:
    write_session(folder, spread_session() + item(numero="23/188 CP") + WITHDRAWN)

    rows = render("--acte", "23/188 CP")

    assert [row["numero"] for row in rows] == ["23/187 CP", "23/188 CP", ""]


def test_acte_alone_says_nothing_of_one_that_has_errors(folder: Path) -> None:
    """Its count is not known: it may well have been rejected."""
    text = spread_session(vote="{contre: [PERSONNE]}") + item(numero="23/188 CP")
    write_session(folder, text)

    assert [row["numero"] for row in render("--acte", "23/188 CP")] == ["23/188 CP"]


# --- what is printed


@pytest.mark.parametrize("command", ["check", "render"])
def test_act_that_was_withdrawn_is_told(command: str, folder: Path) -> None:
    write_session(folder, spread_session() + WITHDRAWN)

    result = call(command, "seance.yaml", *(FAST if command == "render" else ()))

    told = result.out if command == "check" else result.err
    assert result.status == 0
    assert "acte 2 (« ACCORDANT UNE AIDE ») : retiré de l'ordre du jour" in told


def test_rendering_one_act_does_not_tell_of_another(folder: Path) -> None:
    write_session(folder, spread_session() + WITHDRAWN)

    assert call("render", "seance.yaml", *FAST, "--acte", "23/187 CP").err == ""
