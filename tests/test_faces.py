"""The fonts of the house style: found, absent, and what they do not cover."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from delib_gen.findings import Severity
from delib_gen.formats.faces import (
    Faces,
    check_characters,
    check_faces,
    find_faces,
)
from delib_gen.load.shipped import load_shipped
from delib_gen.machine import components
from delib_gen.machine.components import find_font_file, index_font_files
from delib_gen.resources import data_dir
from delib_gen.schema.charte import Charte

CABINET = "\N{CLASSICAL BUILDING}"  # in neither family; DejaVu has the faces 😀


@pytest.fixture(scope="module")
def charte() -> Charte:
    return load_shipped(Charte, data_dir() / "chartes" / "corse.yaml")


@pytest.fixture(scope="module")
def faces(charte: Charte) -> Faces:
    return find_faces(charte)


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The only font folder, empty."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    monkeypatch.setattr(components, "iter_font_folders", lambda: iter([folder]))
    index_font_files.cache_clear()
    yield folder
    index_font_files.cache_clear()


def copy_font(name: str, folder: Path, revision: float | None = None) -> Path:
    """Copy an installed font, giving it another revision."""
    from fontTools.ttLib import TTFont

    source = find_font_file(name)
    assert source is not None
    folder.mkdir(parents=True, exist_ok=True)
    with TTFont(source) as font:
        if revision is not None:
            font["head"].fontRevision = revision
        font.save(folder / name)
    return folder / name


def test_families_come_in_the_order_of_the_style(faces: Faces) -> None:
    assert faces.missing == ()
    assert [(f.famille, f.variante) for f in faces.found] == [
        ("Liberation Sans", "normal"),
        ("Liberation Sans", "gras"),
        ("Liberation Sans", "italique"),
        ("Liberation Sans", "gras-italique"),
        ("DejaVu Sans", "normal"),
        ("DejaVu Sans", "gras"),
    ]
    assert len(faces.found[0].digest()) == 64


def test_sor02_names_the_character_and_where_it_stands(faces: Faces) -> None:
    text = f"APPROUVE la rénovation de l'hôtel de la Collectivité {CABINET} à Aiacciu."

    (finding,) = check_characters(faces, ["Sans rien.", text], "23/186 CP")

    assert finding.code == "SOR02"
    assert finding.severity is Severity.ERREUR
    assert finding.acte == "23/186 CP"
    assert f"« {CABINET} » (U+1F3DB)" in finding.message
    assert f"« …ôtel de la Collectivité {CABINET} à Aiacciu. »" in finding.message


def test_sor02_speaks_once_of_a_character_in_a_text(faces: Faces) -> None:
    findings = check_characters(faces, [f"{CABINET} et {CABINET} et 漢"], "")

    assert [f.message.split("« ")[1][0] for f in findings] == [CABINET, "漢"]


@pytest.mark.parametrize("text", ["Bastia → Aiacciu", "Κύρνος", "☎ 04", "10\u202f000"])
def test_fallback_covers_what_the_main_face_lacks(faces: Faces, text: str) -> None:
    assert check_characters(faces, [text], "") == []


def test_fallback_is_what_covers_it(faces: Faces) -> None:
    main_only = Faces(tuple(f for f in faces.found if f.famille == "Liberation Sans"))

    assert main_only.find_uncovered("☎ 04") == ["☎"]


def test_french_and_corsican_need_no_fallback(faces: Faces) -> None:
    main_only = Faces(tuple(f for f in faces.found if f.famille == "Liberation Sans"))
    text = "« L’œuvre à 5 € – n° 3 » … Æ —\u00a0;\n\t"
    text += "ÀÂÇÉÈÊËÎÏÔÙÛÜŸ àâçéèêëîïôùûüÿ ÌÒÙ ìòù"

    assert main_only.find_uncovered(text) == []


def test_sor03_when_the_main_face_is_absent(charte: Charte, fonts: Path) -> None:
    absent = find_faces(charte)

    (finding,) = check_faces(absent, charte, "apt-get install fonts-liberation2")

    assert absent.missing == ("Liberation Sans", "DejaVu Sans")
    assert absent.found == ()
    assert finding.code == "SOR03"
    assert finding.severity is Severity.AVERTISSEMENT
    assert "« Liberation Sans »" in finding.message
    assert finding.hint == "installez-la : apt-get install fonts-liberation2"


def test_sor03_only_speaks_of_the_main_face(
    charte: Charte, faces: Faces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for face in faces.found:
        if face.famille == "Liberation Sans":
            copy_font(face.path.name, tmp_path)
    monkeypatch.setattr(components, "iter_font_folders", lambda: iter([tmp_path]))
    index_font_files.cache_clear()
    without_fallback = find_faces(charte)
    index_font_files.cache_clear()

    assert without_fallback.missing == ("DejaVu Sans",)
    assert check_faces(without_fallback, charte, "") == []


def test_nothing_to_say_when_faces_are_there(charte: Charte, faces: Faces) -> None:
    assert check_faces(faces, charte, "") == []


def test_newest_revision_is_taken(
    charte: Charte, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "LiberationSans-Regular.ttf"
    new = copy_font(name, tmp_path / "b", 2.5)
    copy_font(name, tmp_path / "a", 1.07)
    copy_font(name, tmp_path / "c", 2.0)
    monkeypatch.setattr(components, "iter_font_folders", lambda: iter([tmp_path]))
    index_font_files.cache_clear()
    found = find_faces(charte).found
    index_font_files.cache_clear()

    assert [face.path for face in found] == [new]
