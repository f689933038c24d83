"""What is filled, read and written once, and given again to the next acts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from docx import Document
from lxml import etree

from delib_gen.composition import filling
from delib_gen.composition.layout import fill_layout
from delib_gen.composition.tree import Part
from delib_gen.formats.docx.runs import RunWriter
from delib_gen.formats.docx.styles import StyleNames
from delib_gen.lang.said import Said
from delib_gen.prose.tree import Brin
from delib_gen.templating import work
from delib_gen.templating.library import TemplateLibrary

LONG = "{% for x in noms %}{{ x.nom }}, {% endfor %}"


@dataclass(frozen=True, slots=True)
class Nom:
    """A name."""

    nom: str


@pytest.fixture
def library(tmp_path: Path) -> TemplateLibrary:
    """A layout that lists names by a macro of another one."""
    (tmp_path / "styles.yaml").write_text("Visa: p\n")
    (tmp_path / "_noms.plan.j2").write_text(
        f"{{% macro lister(noms) %}}\nVisa | {LONG}\n{{% endmacro %}}\n"
    )
    (tmp_path / "essai.plan.j2").write_text(
        '{% from "_noms.plan.j2" import lister %}\n'
        "{% macro ici() %}\nVisa | {{ noms[0].nom }}\n{% endmacro %}\n"
        "== noms\n{{ lister(noms) }}\n{{ ici() }}\n"
    )
    return TemplateLibrary((tmp_path,), 1, None)


def fill(library: TemplateLibrary, *noms: str) -> tuple[Part, ...]:
    """The layout, filled with names."""
    listed = tuple(map(Nom, noms))
    return fill_layout(
        library, "essai", {"noms": listed, "meta": SimpleNamespace(signet="")}
    )


def read(parts: tuple[Part, ...]) -> list[str]:
    """The lines of a filled layout."""
    return ["".join(b.texte for b in bloc.brins) for bloc in parts[0].blocs]


def test_equal_values_are_filled_once_and_count_the_same_work(
    library: TemplateLibrary,
) -> None:
    fill(library, "Z")  # what is imported is made

    first = fill(library, *"ABCDEFGH")
    spent = work.read_work()
    again = fill(library, *"ABCDEFGH")

    assert again == first
    assert again[0].blocs[0] is first[0].blocs[0], "read anew"
    assert work.read_work() == spent


def test_other_values_are_other_lists(library: TemplateLibrary) -> None:
    fill(library, *"ABCDEFGH")

    assert read(fill(library, *"ABCDEFGX")) == ["A, B, C, D, E, F, G, X, ", "A"]
    assert read(fill(library, *"ZBCDEFGH")) == ["Z, B, C, D, E, F, G, H, ", "Z"]


def test_a_text_that_is_in_another_language_is_not_taken_for_its_letters(
    library: TemplateLibrary,
) -> None:
    fill(library, *"ABCDEFGH")
    corse = fill(library, *"ABCDEFG", Said((("H", "co"),)))

    languages = [brin.langue for brin in corse[0].blocs[0].brins]
    assert "co" in languages


def test_no_more_is_kept_than_a_few_acts_say(library: TemplateLibrary) -> None:
    for rank in range(3 * filling._RECALLED):
        fill(library, *"ABCDEFG", str(rank))

    template = filling.make_environment(library).get_template("_noms.plan.j2")
    recalled = template._get_default_module().lister
    assert len(recalled._known) == filling._RECALLED


def test_runs_that_are_written_again_are_others_of_the_same_words() -> None:
    document = Document()
    book = SimpleNamespace(document=document)
    writer = RunWriter(book, StyleNames.read(document), "")
    brins = (Brin("Vu "), Brin("le code", gras=True))

    first, again = (writer.write(brins, "fr-FR") for _ in range(2))
    assert list(map(etree.tostring, first)) == list(map(etree.tostring, again))
    assert not set(first) & set(again), "one paragraph would lose them to the other"

    plain, other = writer.write(brins, "fr-FR", plain=True), writer.write(brins, "co")
    texts = [[*map(etree.tostring, runs)] for runs in (first, plain, other)]
    assert texts[0] not in texts[1:]
