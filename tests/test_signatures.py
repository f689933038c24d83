"""Who signs an act: by the law of its day, by what the sitting says, side by side."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import html

from act_helpers import HEAD, make, render, write
from delib_gen.checking import check_session
from delib_gen.formats.base import list_formats
from delib_gen.view.base import LigneSignature

BOTH = [
    LigneSignature("La Maire,", "Bérengère AUBÉPIN"),
    LigneSignature("La Secrétaire de séance,", "Delphine CERISAIE"),
]


def sit(folder: Path, acte: str = HEAD, **keys: str) -> Path:
    """A sitting of the example's, with keys of its own."""
    path = write(folder, acte)
    text = path.read_text(encoding="utf-8")
    typed = "".join(f"{key}: {value}\n" for key, value in keys.items())
    for key in keys:
        lines = text.splitlines(keepends=True)
        text = "".join(line for line in lines if not line.startswith(f"{key}:"))
    path.write_text(text.replace("presents:", f"{typed}presents:", 1), "utf-8")
    return path


def find(path: Path, code: str) -> list[Any]:
    return [f for f in check_session(path).findings if f.code == code]


def test_the_secretary_signs_beside_the_mayor_in_every_format(tmp_path: Path) -> None:
    view: Any
    view, tools = make(sit(tmp_path, secretaires="[CERISAIE]"))
    assert (view.signature_qualite, view.signature_nom) == (
        "La Maire,",
        "Bérengère AUBÉPIN",
    )
    assert list(view.signatures) == BOTH
    page = html.fromstring(render("html", view, tools))
    rows = [[c.text_content() for c in tr] for tr in page.iter("tr")]
    assert rows == [
        ["La Maire,", "La Secrétaire de séance,"],
        ["Bérengère AUBÉPIN", "Delphine CERISAIE"],
    ]
    (table,) = docx.Document(io.BytesIO(render("docx", view, tools))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == rows
    render("pdf", view, tools)


def test_names_under_each_other_s_quality_are_refused(tmp_path: Path) -> None:
    view: Any
    view, tools = make(sit(tmp_path, secretaires="[CERISAIE]"))
    content = render("html", view, tools).decode()
    one, two = ">La Maire,<", ">La Secrétaire de séance,<"
    swapped = content.replace(one, "@").replace(two, one).replace("@", two)
    assert swapped != content
    found = list_formats()["html"].audit(swapped.encode(), [view])
    assert {f.code for f in found} == {"SOR01"}


def test_before_the_law_the_mayor_signs_alone(tmp_path: Path) -> None:
    path = sit(tmp_path, secretaires="[CERISAIE]", date="2022-06-24")
    text = path.read_text("utf-8").replace("2026-05-18", "2022-06-20")
    path.write_text(text.replace("2026-05-010", "2022-06-010"), "utf-8")
    autorite = tmp_path / "autorite.yaml"
    text = autorite.read_text("utf-8")
    autorite.write_text(text.replace("depuis: 2026", "depuis: 2020"), "utf-8")
    view: Any = make(path)[0]
    assert len(view.signatures) == 1


@pytest.mark.parametrize(
    ("who", "signed"),
    [
        ("{nom: Mme Rose SORBIER}", ("Le secrétaire auxiliaire", "Mme Rose SORBIER")),
        ("{membre: COUDRAIN, qualite: Le doyen}", ("Le doyen", "Édouard COUDRAIN")),
        ("COUDRAIN", ("Le Secrétaire de séance,", "Édouard COUDRAIN")),
    ],
)
def test_whoever_keeps_the_minutes_signs(
    who: str, signed: tuple[str, str], tmp_path: Path
) -> None:
    view: Any = make(sit(tmp_path, secretaires=f"[{who}]"))[0]
    (_, line) = view.signatures
    assert line.qualite.startswith(signed[0])
    assert line.nom.replace("\u00a0", " ") == signed[1]


def test_who_chairs_an_act_signs_it_unless_another_one_is_named(tmp_path: Path) -> None:
    view: Any = make(sit(tmp_path, f"president: BRISEVENT\n    {HEAD}"))[0]
    assert view.signature_nom == "Casimir BRISEVENT"
    assert view.signature_qualite == "L’Adjoint au maire,"
    act = f"president: BRISEVENT\n    signataire: AUBÉPIN\n    {HEAD}"
    view = make(sit(tmp_path, act))[0]
    assert view.signature_nom == "Bérengère AUBÉPIN"


def test_an_act_may_be_signed_by_several_and_on_another_day(tmp_path: Path) -> None:
    act = f"signataire: [AUBÉPIN, BRISEVENT]\n    signe_le: 2026-05-26\n    {HEAD}"
    view: Any = make(sit(tmp_path, act, secretaires="[CERISAIE]"))[0]
    assert [line.nom for line in view.signatures][1:] == ["Casimir BRISEVENT"]
    assert view.lieu_date.replace("\u00a0", " ").endswith("le 26 mai 2026")
    assert find(sit(tmp_path, f"signe_le: 2026-05-02\n    {HEAD}"), "STR03")
    assert find(sit(tmp_path, signe_le="2026-05-02"), "STR03")


@pytest.mark.parametrize("typed", ["signataire: COUDRAIN", "cosignataires: [COUDRAIN]"])
def test_a_member_without_office_does_not_sign(typed: str, tmp_path: Path) -> None:
    assert find(sit(tmp_path, f"{typed}\n    {HEAD}"), "PRE14")
    quality = typed.replace("COUDRAIN", "{membre: COUDRAIN, qualite: Le doyen}")
    assert not find(sit(tmp_path, f"{quality}\n    {HEAD}"), "PRE14")


def dress(path: Path, **said: str) -> Path:
    """The authority of a sitting, with more said of one of its members or organ."""
    autorite = path.parent / "autorite.yaml"
    text = autorite.read_text("utf-8")
    for old, new in said.items():
        assert old in text
        text = text.replace(old, new, 1)
    autorite.write_text(text, "utf-8")
    return path


TITLED = {"nom: BRISEVENT,": "nom: BRISEVENT, titre: 1er adjoint,"}
COUNCILLOR = {"nom: COUDRAIN,": "nom: COUDRAIN, titre: adjoint délégué aux bois,"}
BY_TITLE = {
    "  conseil-municipal:\n": "  conseil-municipal:\n    signatures: {titres: oui}\n"
}
NAMELESS = {
    "  conseil-municipal:\n": "  conseil-municipal:\n    signatures: {noms: non}\n"
}


def sign(folder: Path, who: str, more: dict[str, str], **keys: str) -> LigneSignature:
    path = dress(sit(folder, f"signataire: {who}\n    {HEAD}", **keys), **more)
    view: Any
    view, tools = make(path)
    for name in list_formats():
        render(name, view, tools)
    return view.signatures[0]


@pytest.mark.parametrize(
    ("who", "more", "quality"),
    [
        ("BRISEVENT", TITLED, "L’Adjoint au maire,"),
        ("BRISEVENT", TITLED | BY_TITLE, "Le 1er adjoint,"),
        (
            "{membre: BRISEVENT, par_delegation: oui}",
            TITLED | BY_TITLE,
            "Pour la Maire et par délégation, le 1er adjoint,",
        ),
        (
            "{membre: BRISEVENT, par_delegation: oui}",
            {},
            "Pour la Maire et par délégation, l’Adjoint au maire,",
        ),
        (
            "{membre: COUDRAIN, par_delegation: oui}",
            COUNCILLOR,
            "Pour la Maire et par délégation, l’adjoint délégué aux bois,",
        ),
        (
            "{membre: COUDRAIN, par_delegation: oui, qualite: Le Délégué}",
            {},
            "Pour la Maire et par délégation, Le Délégué",
        ),
    ],
)
def test_a_member_signs_by_the_title_and_for_the_mayor(
    who: str, more: dict[str, str], quality: str, tmp_path: Path
) -> None:
    line = sign(tmp_path, who, more)
    assert line.qualite.replace("\u00a0", " ") == quality
    assert line.nom


@pytest.mark.parametrize(
    ("who", "more"),
    [
        ("{membre: AUBÉPIN, par_delegation: oui}", {}),
        ("{membre: COUDRAIN, par_delegation: oui}", {}),
        ("COUDRAIN", COUNCILLOR),
    ],
)
def test_who_signs_for_nobody_or_in_no_quality_is_told(
    who: str, more: dict[str, str], tmp_path: Path
) -> None:
    path = dress(sit(tmp_path, f"signataire: {who}\n    {HEAD}"), **more)
    assert find(path, "PRE14")


def test_a_quality_without_a_name_leaves_room_to_sign(tmp_path: Path) -> None:
    assert sign(tmp_path, "AUBÉPIN", NAMELESS) == LigneSignature("La Maire,", "")
    view: Any
    view, tools = make(
        dress(sit(tmp_path / "two", secretaires="[CERISAIE]"), **NAMELESS)
    )
    page = html.fromstring(render("html", view, tools))
    rows = [[c.text_content() for c in tr] for tr in page.iter("tr")]
    assert rows == [["La Maire,", "La Secrétaire de séance,"], ["", ""]]
    (table,) = docx.Document(io.BytesIO(render("docx", view, tools))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == rows
