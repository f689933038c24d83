"""In which order an act says what comes before its decision: data, in every format."""

from __future__ import annotations

from dataclasses import astuple
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest

from act_helpers import HEAD, make, render, write
from delib_gen.checking import check_session
from delib_gen.schema.disposition import PieceActe, arrange
from delib_gen.view.disposition import Disposition
from docx_helpers import read_visible_text
from pdf_helpers import read_lines

USUAL = list(PieceActe)
BODY = f"""expose: {{texte: Les tarifs datent.}}
    visas: [le code inventé]
    considerants: [que tout augmente]
    {HEAD}"""


def put(folder: Path, more: str, acte: str = BODY) -> Path:
    """An act of the made-up commune, whose organ's file says more."""
    path = write(folder, acte)
    autorite = folder / "autorite.yaml"
    organ = "  conseil-municipal:\n"
    text = autorite.read_text("utf-8").replace(organ, f"{organ}    {more}\n", 1)
    autorite.write_text(text, "utf-8")
    return path


def said(path: Path) -> Disposition:
    shown: Any = make(path)[0]
    found: Disposition = shown.disposition
    return found


def test_nothing_named_is_the_usual_order(tmp_path: Path):
    assert said(put(tmp_path, "comptes_imprimes: oui")) == Disposition.specimen()


@pytest.mark.parametrize("wanted", [[], ["titre"], ["encadre", "titre", "numero"]])
def test_every_piece_is_said_once(wanted: list[str]):
    pieces = arrange(USUAL, [PieceActe(name) for name in wanted])
    assert sorted(pieces) == sorted(USUAL)
    named = [p.value for p in pieces if p.value in wanted]
    assert named == wanted


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("presents titre", "identite numero reunion encadre preambule presents titre"),
        ("titre expose reunion", "identite numero titre expose reunion encadre"),
        ("titre numero", "identite titre numero reunion"),
        (
            "presents pouvoirs secretaires numero titre expose",
            "identite reunion encadre preambule presents pouvoirs absents",
        ),
    ],
)
def test_what_is_not_named_stays_where_it_usually_is(wanted: str, expected: str):
    pieces = arrange(USUAL, [PieceActe(name) for name in wanted.split()])
    assert " ".join(piece.value for piece in pieces).startswith(expected)


def read(name: str, content: bytes) -> str:
    if name == "docx":
        return read_visible_text(content)
    if name == "pdf":
        return " ".join(read_lines(content))
    return content.decode()


@pytest.mark.parametrize("name", ["pdf", "docx", "html"])
def test_every_format_follows_the_order(name: str, tmp_path: Path):
    """The title comes after who is there, and the box of counts at the very top."""
    more = (
        "presences: {encadre: [votants]}\n    "
        "disposition: [encadre, preambule, presents, expose, considerants, visas]"
    )
    text = read(name, render(name, *make(put(tmp_path, more))))
    marks = (
        "Nombre de votants",
        "sous la présidence",
        "PRÉSENTS",
        "Les tarifs datent",
        "que tout augmente",
        "le code inventé",
    )
    places = [text.replace("\u00a0", " ").index(mark) for mark in marks]
    assert all(first < second for first, second in pairwise(places)), text


def test_the_place_that_an_act_gives_its_statement_wins(tmp_path: Path):
    placed = BODY.replace("datent.}", "datent., place: apres-visas}")
    more = "disposition: [titre, expose, reunion]"
    pieces = [*chain(*astuple(said(put(tmp_path / "a", more))))]
    assert pieces[:5] == ["identite", "numero", "titre", "expose", "reunion"]
    shown = said(put(tmp_path / "b", more, placed))
    assert shown.visas == ("organe", "visas", "expose")


def test_a_piece_named_twice_is_refused(tmp_path: Path):
    path = put(tmp_path, "disposition: [titre, presents, titre]")
    found = [d for d in check_session(path).findings if d.code == "STR03"]
    assert "`titre` est nommé deux fois" in found[0].message


def test_an_unknown_piece_is_told_with_the_nearest(tmp_path: Path):
    path = put(tmp_path, "disposition: [titres]")
    messages = [d.hint or "" for d in check_session(path).findings]
    assert any("titre" in hint for hint in messages)
