"""What is pasted from a word processor: a list is one, and nothing runs together."""

from __future__ import annotations

import pytest

from delib_gen.prose.parse import parse_prose
from delib_gen.prose.tree import Liste, Paragraphe, Tableau
from delib_gen.prose.walk import iter_texts


def read(text: str, *, whole: bool = True) -> list[tuple[str, list[str]]]:
    prose, findings = parse_prose(text, whole=whole)
    assert not findings
    return [(type(b).__name__, list(iter_texts((b,)))) for b in prose]


@pytest.mark.parametrize("sign", "•▪●‣◦·–—")
@pytest.mark.parametrize("space", [" ", "\t", "\u00a0"])
def test_a_pasted_bullet_opens_an_item(sign: str, space: str) -> None:
    text = f"Les lots :\n{sign}{space}voirie ;\n{sign}{space}réseaux."
    assert read(text) == [
        ("Paragraphe", ["Les lots :"]),
        ("Liste", ["voirie ;", "réseaux."]),
    ]


@pytest.mark.parametrize("text", ["un • deux", "- un – deux", "un point :\nun o deux"])
def test_a_sign_within_a_line_is_a_sign(text: str) -> None:
    said = [words for _, texts in read(text) for words in texts]
    assert " ".join(said) == text.removeprefix("- ").replace("\n", " ")


def test_a_dash_within_a_sentence_opens_nothing() -> None:
    text = "La commune retient\n– et elle seule – le profil\n— dit-elle."
    assert [kind for kind, _ in read(text)] == ["Paragraphe"]
    (liste,) = read("- La structure accueillante\n– et elle seule – choisit.")
    assert liste == ("Liste", ["La structure accueillante – et elle seule – choisit."])


def test_words_inner_list_is_a_list_in_the_item() -> None:
    prose, findings = parse_prose("•\tÉcoles\no\tJules-Ferry\no\tPasteur\n•\tVoirie")
    assert not findings
    (outer,) = prose
    assert isinstance(outer, Liste)
    assert len(outer.points) == 2
    inner = outer.points[0][1]
    assert isinstance(inner, Liste)
    assert list(iter_texts((inner,))) == ["Jules-Ferry", "Pasteur"]


@pytest.mark.parametrize("labels", ["1° 2°", "a) b)", "IV. V.", "1- 2-", "12 - 13 -"])
def test_labels_that_markdown_does_not_know_stand_on_their_lines(labels: str) -> None:
    one, *_, two = labels.rsplit(" ", 1) if " - " not in labels else ("12 -", "13 -")
    text = f"Vu :\n{one} la loi ;\n{two} le décret."
    assert [texts for _, texts in read(text)] == [
        ["Vu :"],
        [f"{one} la loi ;"],
        [f"{two} le décret."],
    ]


def test_a_list_of_markdown_stays_as_close_as_it_was_typed() -> None:
    (liste,), _ = parse_prose("1) un\n2) deux")
    assert isinstance(liste, Liste)
    assert liste.serree


def test_a_sentence_may_begin_a_line_with_a_number() -> None:
    assert len(read("à raison de\n3 - soit trois - lots")) == 1


def test_columns_that_tabs_part_are_told() -> None:
    _, (finding,) = parse_prose("Taxe\t2025\t2026\nFoncier\t44,12\t44,12")
    assert "tableau" in finding.hint
    assert not parse_prose("Un\tseul")[1]


def test_each_line_of_a_part_of_an_act_is_a_paragraph() -> None:
    assert read("DIT que oui.\nDIT que non.", whole=False) == [
        ("Paragraphe", ["DIT que oui."]),
        ("Paragraphe", ["DIT que non."]),
    ]
    # Where empty lines part the paragraphs, a line goes on.
    assert read("Un\ndeux\n\ntrois", whole=False) == [
        ("Paragraphe", ["Un deux"]),
        ("Paragraphe", ["trois"]),
    ]


def test_a_table_keeps_its_rows_together_in_a_part_of_an_act() -> None:
    text = "FIXE :\n| Taxe | Taux |\n|---|---|\n| Bâti | 44,12 % |\nDIT que."
    prose, findings = parse_prose(text, whole=False)
    assert not findings
    assert [type(b) for b in prose] == [Paragraphe, Tableau, Paragraphe]


@pytest.mark.parametrize("typed", ["# Objet", '{saut="page"}\nObjet'])
def test_a_part_of_an_act_has_no_heading_and_no_page(typed: str) -> None:
    _, (finding,) = parse_prose(f"FIXE le tarif.\n\n{typed}", whole=False)
    assert finding.span
    assert finding.span.line in (3, 4)


def test_a_fault_is_told_where_it_was_typed() -> None:
    """What was put in, an empty line or two signs, is counted out."""
    text = "Vu :\n1° la loi ;\n2° le `décret` ;\n• Un\no deux <b>"
    _, findings = parse_prose(text, whole=False)
    spans = [finding.span for finding in findings]
    assert [(s.line, s.column) for s in spans if s] == [(3, 8), (5, 8)]
