"""The words that the audits compare, however a format spells them."""

from __future__ import annotations

import dataclasses

from delib_gen.audit.compare import Reading, compare
from delib_gen.audit.stream import Piece, Stream
from delib_gen.audit.words import tokenize
from delib_gen.findings import Diagnostic
from delib_gen.view.base import View
from docx_helpers import get_annexe, get_view


def test_words_and_signs():
    assert tokenize("Ont voté POUR (15) : Mmes") == (
        ["Ont", "voté", "POUR", "(", "15", ")", ":", "Mmes"]
    )


def test_hyphens_are_one_sign():
    plain = tokenize("Jean-Martin")
    assert tokenize("Jean\u2011Martin") == plain
    assert tokenize("Jean\ufffeMartin") == plain


def test_soft_hyphens_and_controls_are_nothing():
    assert tokenize("déli\u00adbé\x07ration") == ["délibération"]


def test_spelling_is_normalised():
    assert tokenize("e\u0301le\u0301ment") == ["élément"]
    assert tokenize("\ufb01lets") == ["filets"]
    assert tokenize("1\u00a0000\u202f€") == ["1", "000", "€"]


def test_every_emoji_counts():
    assert tokenize("🙂🙂") == ["🙂", "🙂"]


def tell(views: list[View], said: str, kind: str = "PDF") -> list[Diagnostic]:
    """What is told of a file that says something."""
    return compare(kind, views, Reading([Stream.of([Piece(said)])]))


def test_words_are_those_of_whole_views():
    view = get_view("deliberation")
    said = "\n".join(view.iter_words())
    assert tell([view], said) == []
    (found,) = tell([view], said.replace("BOZZI", "", 1))
    assert found.message.endswith(" : « BOZZI »")


def test_two_views_need_their_words_twice():
    view = get_view("deliberation")
    said = "\n".join(view.iter_words())
    (found,) = tell([view, view], said)
    assert "« DELIBERATION »" in found.message


def test_a_finding_names_ten_words_and_counts_the_rest():
    view = dataclasses.replace(get_annexe(), corps=(), titre="un deux trois", renvoi="")
    (one,) = tell([view], "un deux")
    assert one.code == "SOR01"
    assert one.message == (
        "un mot manque ou ne se voit pas dans le PDF produit : « trois »"
    )
    assert one.hint
    many = dataclasses.replace(view, titre=" ".join(f"m{n}" for n in range(12)))
    (finding,) = tell([many], "", "DOCX")
    assert "12 mots manquent ou ne se voient pas dans le DOCX" in finding.message
    assert finding.message.endswith("« m9 » et 2 autres")
