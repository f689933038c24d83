"""Names of files: each read as what it has to be, or told; none printed as a text.

The fields are found in the schema, so that a new one is tested without a word here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cli_helpers import spread_session, write_session
from delib_gen.checking import check_session
from delib_gen.findings import Diagnostic
from delib_gen.load.limits import MAX_FILES
from delib_gen.load.nodes import Mapping
from delib_gen.load.reader import ContentReader
from delib_gen.load.sources import Sources
from delib_gen.load.tree import parse_tree
from delib_gen.schema.acte import ActeTenu
from delib_gen.schema.base import Schema
from delib_gen.schema.fiche import list_fiches
from delib_gen.schema.kinds import KINDS, OTHER_ENDINGS, FileKind
from delib_gen.schema.marques import (
    TEXTES,
    Champ,
    EnMarkdown,
    Marque,
    Nomme,
    list_fields,
)
from delib_gen.schema.seance import SeanceTenue
from fiche_helpers import write_fiches

SCHEMAS: tuple[type[Schema], ...] = (SeanceTenue, ActeTenu, *list_fiches().values())


class Field(NamedTuple):
    """A field somewhere below a class: the way to it, and its marks."""

    schema: type[Schema]
    steps: tuple[Champ, ...]

    @property
    def marques(self) -> tuple[Marque, ...]:
        return self.steps[-1].marques

    @property
    def kind(self) -> FileKind | None:
        return next(m.sorte for m in self.marques if isinstance(m, Nomme))

    def bears(self, mark: type[Marque]) -> bool:
        return any(isinstance(m, mark) for m in self.marques)

    def build(self, value: Any) -> Any:
        """A block that holds the field alone."""
        for champ in reversed(self.steps):
            shaped = {"x": value} if champ.forme is dict else value
            value = {champ.nom: [shaped] if champ.forme is list else shaped}
        return value

    def __str__(self) -> str:
        return ".".join((self.schema.__name__, *(c.nom for c in self.steps)))


def iter_fields(
    schema: type[Schema], wanted: tuple[type, ...], above: tuple[Champ, ...] = ()
) -> Iterator[Field]:
    """Every field below a class that is a text or that bears a mark."""
    held = schema if not above else above[-1].bloc
    for champ in list_fields(held or schema, wanted):
        if champ.bloc is None:
            yield Field(schema, (*above, champ))
        elif champ.bloc not in [c.bloc for c in above]:
            yield from iter_fields(schema, wanted, (*above, champ))


def list_all(*wanted: type) -> list[Field]:
    return [field for schema in SCHEMAS for field in iter_fields(schema, wanted)]


def look(folder: Path, field: Field, value: Any) -> list[Diagnostic]:
    """What is said of a value at a field, the rest of its block being left out."""
    text = json.dumps(field.build(value), ensure_ascii=False)
    tree, findings = parse_tree(text, "essai.yaml")
    assert isinstance(tree, Mapping), findings
    reader = ContentReader(Sources(), folder, {"langues": ("fr", "co")})
    reader.read_block(field.schema, tree, folder, ())
    return reader.findings


@pytest.mark.parametrize("field", list_all(EnMarkdown, *TEXTES), ids=str)
def test_the_name_of_a_file_for_a_text_is_told(field: Field, tmp_path: Path):
    for name in ("rapport.docx", " Texte.TXT ", "suites/plan.pdf"):
        (found,) = (f for f in look(tmp_path, field, name) if f.code == "STR18")

        assert f"« {name.strip()} »" in found.message
        assert found.hint
        assert found.span is not None
        assert (found.span.file, found.span.line) == ("essai.yaml", 1)
        assert found.span.column > 1


@pytest.mark.parametrize("field", list_all(EnMarkdown, *TEXTES), ids=str)
def test_a_text_that_speaks_of_a_file_is_a_text(field: Field, tmp_path: Path):
    for text in (
        "Voir rapport.docx.",
        "Le plan est dans plan.pdf",
        "https://exemple.fr/a.pdf",
        "www.exemple.fr/a.pdf",
        "exemple.fr",
        "L'article R. 2121-9",
        "Une phrase.\n\nrapport.docx",
    ):
        found = [f for f in look(tmp_path, field, text) if f.code == "STR18"]

        assert [f for f in found if f.severity == "erreur"] == []
        assert not found or (field.bears(EnMarkdown) and " plan.pdf" in text)


@pytest.mark.parametrize("field", list_all(EnMarkdown), ids=str)
def test_a_body_that_lacks_is_told(field: Field, tmp_path: Path):
    for name in ("absent.md", "absent.md ", "absent.MD\n", ".md"):
        assert {f.code for f in look(tmp_path, field, name)} == {"STR06"}


@pytest.mark.parametrize("field", list_all(EnMarkdown), ids=str)
def test_a_body_whose_file_names_another_one_is_told(field: Field, tmp_path: Path):
    (tmp_path / "a.md").write_text("b.md\n")
    (tmp_path / "b.md").write_text("a.md\n")

    (found,) = look(tmp_path, field, "a.md")

    assert found.code == "STR18"
    assert found.span is not None
    assert found.span[:3] == (str(tmp_path / "a.md"), 1, 1)


@pytest.mark.parametrize("field", list_all(EnMarkdown), ids=str)
def test_a_body_in_its_file_is_read(field: Field, tmp_path: Path):
    (tmp_path / "a.md").write_text("Un texte.\n")

    for name in ("a.md", " a.md ", "a.md\n"):
        assert look(tmp_path, field, name) == []


@pytest.mark.parametrize("field", list_all(Nomme), ids=str)
def test_a_named_file_is_of_the_kind_that_is_asked_for(field: Field, tmp_path: Path):
    """By its ending; a file that is there by that name is no reason to take it."""
    for ending in (*KINDS, *OTHER_ENDINGS):
        kind = KINDS.get(ending)
        if kind is not None and field.kind in (None, kind):
            continue  # it is right here
        (tmp_path / f"a{ending}").write_bytes(b"%PDF-1.7\n")

        (found,) = look(tmp_path, field, f"a{ending}")

        assert found.code in ("STR03", "STR06")
        assert found.span is not None
        assert "est attendu" in found.message
        assert found.hint


CONTENTS = {
    ".pdf": b"%PDF-1.7\n1 0 obj",
    ".docx": b"PK\x03\x04" + bytes(40),
    ".rtf": b"{\\rtf1\\ansi Bonjour}",
    ".html": b"\xef\xbb\xbf\n<!DOCTYPE html><html></html>",
    ".png": b"\x89PNG\r\n\x1a\n" + bytes(40),
}


@pytest.mark.parametrize("field", list_all(Nomme, EnMarkdown), ids=str)
def test_a_named_file_holds_what_its_ending_says(field: Field, tmp_path: Path):
    wanted = FileKind.MARKDOWN if field.bears(EnMarkdown) else field.kind
    kinds = [own for own, kind in KINDS.items() if wanted in (None, kind)]
    for own, ending in product(kinds, CONTENTS):
        if own == ending:
            continue
        (tmp_path / f"a{own}").write_bytes(CONTENTS[ending])

        found = look(tmp_path, field, f"a{own}")

        assert found, (own, ending)
        assert {f.severity for f in found} == {"erreur"}, found
        assert all(f.span is not None for f in found)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("![Plan](plan.pdf)", "plan.pdf"),
        ("![Plan](a.md)", "a.md"),
        ("- un point\n\n  ![Plan](fiche.yaml)", "fiche.yaml"),
        ("![Plan](donnees.csv)\n![Plan](plan.docx)", "plan.docx"),
        ("[le plan](plan.pdf)", "plan.pdf"),
    ],
)
def test_what_a_text_names_is_a_picture_or_told(text: str, named: str, tmp_path: Path):
    for name in ("plan.pdf", "fiche.yaml", "donnees.csv", "plan.docx"):
        (tmp_path / name).write_bytes(b"%PDF-1.7\n")
    (tmp_path / "a.md").write_text(f"Un texte.\n\n{text}\n")
    path = write_fiches(tmp_path, "genre: charte\ntexte: a.md\n")

    found = [f for f in check_session(path).findings if named in f.message]

    assert [f.severity for f in found] == ["erreur"]
    assert found[0].span is not None
    assert found[0].span.file == str(tmp_path / "a.md")
    assert found[0].span.line == 2 + len(text.splitlines())


@pytest.mark.parametrize(
    "chart", ["a.md", "a.pdf", "a.docx", "fiche-1.yaml", "a.csv ", "absent.csv"]
)
def test_a_chart_names_a_file_of_data(chart: str, tmp_path: Path):
    (tmp_path / "a.csv").write_text("Ville;Nombre\nBastia;12\n")
    fiche = (
        "genre: diapositives\ndiapositives:\n"
        "  - titre: Un\n    graphique: {type: barres, titre: Un, "
        f'fichier: "{chart}"}}\n'
    )
    findings = check_session(write_fiches(tmp_path, fiche)).findings
    found = [f for f in findings if f.severity == "erreur"]

    assert bool(found) is (chart != "a.csv "), findings
    assert {f.code for f in found} <= {"STR03", "STR06"}
    assert all(f.span and f.span.line == 4 for f in found)


@pytest.mark.parametrize(
    ("acte", "severity"),
    [
        ("articles: [decision.docx]", "erreur"),
        ("considerants: [motifs.txt]", "erreur"),
        ("rapport: {corps: mon rapport.docx}", "avertissement"),
        ("annexes: [{titre: plan.md, fichier: plan.md}]", "avertissement"),
    ],
)
def test_what_the_act_says_is_no_name(acte: str, severity: str, tmp_path: Path):
    (tmp_path / "plan.md").write_text("Un plan.\n")
    key, _, value = acte.partition(": ")
    path = write_session(tmp_path, spread_session(**{key: value}))

    (found,) = (f for f in check_session(path).findings if f.code == "STR18")

    assert found.severity == severity


def test_a_name_with_blanks_is_known_by_its_file(tmp_path: Path):
    (tmp_path / "mon rapport.docx").write_bytes(b"PK\x03\x04")
    rapport = "{numero: 2023/1, corps: mon rapport.docx}"
    path = write_session(tmp_path, spread_session(rapport=rapport))

    (found,) = (f for f in check_session(path).findings if f.code == "STR18")

    assert found.severity == "erreur"


@pytest.mark.parametrize("key", ["collectivite", "registre", "actes"])
@pytest.mark.parametrize("name", ["a.md", "a.pdf", "a.docx", "a" * 40_000 + ".md"])
def test_what_can_only_be_yaml_is(key: str, name: str, tmp_path: Path):
    for file in ("a.md", "a.pdf", "a.docx"):
        (tmp_path / file).write_text("code: essai\n")
    text = spread_session()
    if key == "collectivite":
        text = text.replace("collectivite: corse", f"collectivite: {name}")
    elif key == "registre":
        text = f"registre: {name}\n{text}"
    else:
        text = f"{text}  - {name}\n"
    path = write_session(tmp_path, text)

    (found,) = (f for f in check_session(path).findings if f.severity == "erreur")

    assert found.code == "STR06"
    assert "`.yaml` est attendu" in found.message
    assert len(found.message) < 200


@pytest.mark.parametrize("name", ["a" * 40_000, "a" * 5_000 + ".yaml", "a\\0b.yaml"])
@pytest.mark.parametrize("key", ["collectivite", "registre"])
def test_a_name_that_no_file_can_have_is_a_finding(key: str, name: str, tmp_path: Path):
    text = spread_session()
    if key == "collectivite":
        text = text.replace("collectivite: corse", f'collectivite: "{name}"')
    else:
        text = f'registre: "{name}"\n{text}'
    path = write_session(tmp_path, text)

    (found,) = (f for f in check_session(path).findings if f.severity == "erreur")

    assert found.code in ("STR03", "STR06")
    assert found.hint
    assert len(found.message) < 200


def test_fiches_that_name_each_other_in_a_round_are_told(tmp_path: Path):
    for name, other in ("ab", "ba"):
        (tmp_path / f"{name}.yaml").write_text(
            f"genre: candidature\npieces: [{{titre: A, fichier: {other}.yaml}}]\n"
        )
    path = write_session(
        tmp_path, spread_session("annexes: [{titre: A, fichier: a.yaml}]")
    )

    found = [f for f in check_session(path).findings if f.severity == "erreur"]

    assert [f.code for f in found] == ["STR06"]
    assert "se nomme elle-même" in found[0].message
    assert found[0].span is not None
    assert found[0].span.file == str(tmp_path / "b.yaml")


def write_fan(folder: Path, width: int) -> Path:
    """Fiches that name fiches that name texts: width cubed files are printed."""
    for name, below in (("a", "b.yaml"), ("b", "c.md")):
        pieces = f"  - {{titre: A, fichier: {below}}}\n" * width
        (folder / f"{name}.yaml").write_text(f"genre: candidature\npieces:\n{pieces}")
    (folder / "c.md").write_text("Un texte.\n")
    annexes = "annexes:\n" + "  - {titre: A, fichier: a.yaml}\n" * width
    return write_session(folder, spread_session(annexes))


def test_a_chain_that_fans_out_is_one_finding(tmp_path: Path):
    width = round(MAX_FILES ** (1 / 3)) + 1
    findings = check_session(write_fan(tmp_path, width)).findings
    found = [f for f in findings if f.severity == "erreur"]

    assert [f.code for f in found] == ["STR07"]
    assert str(MAX_FILES) in found[0].message
    assert found[0].span is not None
    assert found[0].hint


def test_a_chain_below_the_bound_is_read(tmp_path: Path):
    findings = check_session(write_fan(tmp_path, 5)).findings

    assert [f for f in findings if f.severity == "erreur"] == []
