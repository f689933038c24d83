"""A text that knows its languages: its words to whoever reads, tags where printed."""

from __future__ import annotations

import pickle

import pytest

from conftest import REFERENCE
from delib_gen.checking import check_session
from delib_gen.lang.said import Said, fill, join_texts, read_pieces, say
from delib_gen.lang.typography import NBSP, Typography
from delib_gen.templating.library import TemplateLibrary

UN = join_texts("", ("a ", say("deux", "fr"), " c"))
PIECES = (("a ", ""), ("deux", "fr"), (" c", ""))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (say("texte", "fr"), (("texte", "fr"),)),
        (UN, PIECES),
        (say(UN, "co"), (("a deux c", "co"),)),
        (say("  ", "fr"), (("  ", ""),)),
        (say(" b ", "fr"), ((" ", ""), ("b", "fr"), (" ", ""))),
        (say("", "fr"), ()),
        ("a " + say("deux", "fr") + " c", PIECES),
        (say("un", "fr") + say("deux", "fr"), (("undeux", "fr"),)),
        (UN[:4], (("a ", ""), ("de", "fr"))),
        (UN[-4:], (("ux", "fr"), (" c", ""))),
        (UN[:2], (("a ", ""),)),
        (UN[::-1], (("c xued a", ""),)),
        (say("fin ;", "fr").rstrip(" ;"), (("fin", "fr"),)),
        ((" ." + say("fin", "fr") + " ").strip(" ."), (("fin", "fr"),)),
        (say("fin", "fr").upper(), (("FIN", "fr"),)),
        (join_texts(", ", ("a", say("b", "fr"))), (("a, ", ""), ("b", "fr"))),
        (join_texts(", ", ()), ()),
    ],
)
def test_pieces_are_kept(text: str, pieces: tuple[tuple[str, str], ...]) -> None:
    assert read_pieces(text) == pieces
    assert text == "".join(piece for piece, _ in pieces)
    assert isinstance(text, Said) == any(langue for _, langue in pieces)


@pytest.mark.parametrize(
    "pattern",
    ["{nom}", "l'acte {numero:>4} {{de}} {nom}", "{nom:>9}", "{nom!r} {nom!s}", "rien"],
)
def test_a_pattern_is_filled_as_python_fills_it(pattern: str) -> None:
    values = {"nom": say("Ajaccio", "fr"), "numero": 12}

    assert fill(pattern, values) == pattern.format(nom="Ajaccio", numero=12)


def test_what_fills_a_pattern_keeps_its_languages() -> None:
    assert read_pieces(fill("di {x}, {y}", {"x": UN, "y": 1})) == (
        ("di a ", ""),
        ("deux", "fr"),
        (" c, 1", ""),
    )


def test_it_is_its_words_to_whoever_compares() -> None:
    assert UN == "a deux c"
    assert {UN: 1}["a deux c"] == 1
    assert type(str(UN)) is str
    assert type(UN.replace("a", "b")) is str


def test_it_goes_to_another_process_whole() -> None:
    sent = pickle.dumps(UN)

    assert read_pieces(pickle.loads(sent)) == PIECES  # noqa: S301 - our own bytes


def test_spaces_are_set_across_languages() -> None:
    checked = check_session(REFERENCE / "seance.yaml")
    assert checked.reference is not None
    assert checked.reference.charte is not None
    text = "  di  " + say("quoi ?", "fr") + " : no\n"

    line = Typography(checked.reference.charte).set_line(text)

    assert read_pieces(line) == (
        ("di ", ""),
        (f"quoi{NBSP}?", "fr"),
        (f"{NBSP}: no", ""),
    )


SPAN = '<span lang="fr" data-sans-version="">R&amp;D</span>'


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("<p>{{ x }}</p>", f"<p>{SPAN}</p>"),
        ("<p>{{ x ~ '<' }}{{ [x, 1] | join }}</p>", f"<p>{SPAN}&lt;{SPAN}1</p>"),
        ('<p title="> {{ x ~ 1 }}">{{ x }}</p>', f'<p title="> R&amp;D1">{SPAN}</p>'),
        ("<p data-x='{% if x %}\"{{ x }}{% endif %}'>", "<p data-x='\"R&amp;D'>"),
        ("<title>{{ x }}</title>{{ x }}", f"<title>R&amp;D</title>{SPAN}"),
        ("<style>a > b {{ x }}</style>{{ x }}", f"<style>a > b R&amp;D</style>{SPAN}"),
        ("<!-- <p -->it's {{ x }}", f"<!-- <p -->it's {SPAN}"),
        (
            '<w:t>{{ x }}</w:t><wp:docPr descr="{{ x }}"/>',
            f'<w:t>{SPAN}</w:t><wp:docPr descr="R&amp;D"/>',
        ),
    ],
)
def test_a_template_prints_markup_where_it_can(template: str, printed: str) -> None:
    made = TemplateLibrary(()).environment().from_string(template)

    assert made.render(x=say("R&D", "fr")) == printed
    assert made.render(x="R&D") == printed.replace(SPAN, "R&amp;D")
