"""PDF: what cannot be read on the sheet is refused, whatever hides it; no look is."""

from __future__ import annotations

import pytest
from weasyprint import HTML

from conftest import draw
from delib_gen.audit.pdf import audit_pdf
from delib_gen.formats.pdf import FORMAT as PDF
from format_helpers import render_piece
from look_helpers import TEXT, Look, make_act, write_page
from prose_helpers import make_annexe, make_prose_tools

P = ".prose > p"
"""The paragraph with the names."""
_BLACK = "<rect width='9' height='9' fill='{}'/>"


def _draw(colour: str) -> str:
    """The address of a square picture of a colour."""
    shape = _BLACK.format(colour).replace("#", "%23")
    return (
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' "
        f"height='9' preserveAspectRatio='none' viewBox='0 0 9 9'>{shape}</svg>"
    )


def _overlay(style: str, content: str = "") -> str:
    """A box printed after the text, over it."""
    return f"<div style='position: absolute; {style}'>{content}</div>"


OVER = "top: 0; left: 0; width: 17cm; height: 9cm;"
LONG = "Hôtel de ville, place du marché, téléphone et télécopie sur demande. " * 14

HOSTILE = {
    "white": Look(f"{P} {{ color: white }}", why="de la couleur du fond"),
    "nearly white": Look(f"{P} {{ color: #f4f4f4 }}", why="de la couleur du fond"),
    "pale yellow": Look(f"{P} strong {{ color: #ffd }}", why="de la couleur du fond"),
    "transparent": Look(f"{P} {{ color: transparent }}", why="transparent"),
    "hardly inked": Look(f"{P} {{ color: rgba(0, 0, 0, 0.05) }}", why="transparent"),
    "veiled": Look(f"{P} {{ opacity: 0 }}"),
    "nearly veiled": Look(f"{P} {{ opacity: 0.04 }}", why="transparent"),
    "a veiled section": Look(".prose { opacity: 0.05 }", why="transparent"),
    "of no size": Look(f"{P} {{ font-size: 0 }}"),
    "one point high": Look(f"{P} {{ font-size: 1pt }}", why="trop petit"),
    "two points high": Look(f"{P} strong {{ font-size: 2pt }}", why="trop petit"),
    "not displayed": Look(f"{P} {{ display: none }}"),
    "not visible": Look(f"{P} {{ visibility: hidden }}"),
    "left of the page": Look(f"{P} {{ position: absolute; left: -400cm }}"),
    "below the page": Look(f"{P} {{ position: absolute; top: 60cm }}"),
    "moved away": Look(f"{P} {{ transform: translate(50cm) }}"),
    "turned away": Look(
        f"{P} {{ transform: rotate(90deg); transform-origin: -9cm 0 }}"
    ),
    "over the right edge": Look(f"{P} {{ white-space: nowrap; margin-left: 14cm }}"),
    "half over the left edge": Look(f"{P} {{ margin-left: -6.3cm; text-align: left }}"),
    "clipped": Look(f"{P} {{ width: 0; height: 0; overflow: hidden }}"),
    "clipped to a line's top": Look(
        f"{P} {{ height: 0.42em; overflow: hidden }}", why="coupé"
    ),
    "clipped after a line": Look(f"{P} {{ height: 3px; overflow: hidden }}"),
    "moved out by its indent": Look(
        f"{P} {{ text-indent: -900pt; overflow: hidden }}",
    ),
    "scaled to nothing": Look(f"{P} {{ transform: scale(0.05) }}", why="trop petit"),
    "squeezed": Look(f"{P} {{ transform: scaleX(0.02) }}", why="écrasé en largeur"),
    "flattened": Look(f"{P} {{ transform: scaleY(0.03) }}", why="trop petit"),
    "skewed": Look(f"{P} {{ transform: skewX(86deg) }}"),
    "half skewed": Look(
        f"{P} strong {{ display: inline-block; transform: skewX(78deg) }}"
    ),
    "as in a mirror": Look(
        f"{P} {{ transform: scaleX(-1) }}", why="à l'envers, comme dans un miroir"
    ),
    "letters on letters": Look(
        f"{P} {{ letter-spacing: -0.6em; text-align: left }}",
        why="les lettres les unes sur les autres",
    ),
    "letters half on letters": Look(f"{P} strong {{ letter-spacing: -0.45em }}"),
    "grey on the same grey": Look(
        f"{P} {{ color: #555; background: #555 }}", why="de la couleur du fond"
    ),
    "black on nearly black": Look(
        f"{P} {{ background: #111 }}", why="de la couleur du fond"
    ),
    "black page": Look("html { background: black }", why="de la couleur du fond"),
    "black on a black gradient": Look(
        f"{P} {{ background: linear-gradient(#000, #111) }}",
        why="de la couleur du fond",
    ),
    "white on a pale gradient": Look(
        f"{P} {{ color: white; background: linear-gradient(#fff, #eee) }}",
        why="de la couleur du fond",
    ),
    "black on a black picture": Look(
        f'{P} {{ background: url("{_draw("#000")}"); background-size: 100% 100% }}',
        why="de la couleur du fond",
    ),
    "white heads of a table": Look(
        ".tableau td { color: #fff; background: #fffff4 }", why="de la couleur du fond"
    ),
    "under a white box": Look(
        "", _overlay(f"{OVER} background: white"), "sous un dessin"
    ),
    "under a grey box": Look(
        "", _overlay(f"{OVER} background: #eee"), "sous un dessin"
    ),
    "under a narrow band": Look(
        f"{P} {{ position: relative }} {P} strong::after {{ content: '';"
        "height: 1.2em; "
        "position: absolute; left: 2cm; width: 6cm; top: 0; background: #ccc }"
    ),
    "its foot under a band": Look(
        f"{P} strong {{ position: relative }} {P} strong::after {{ content: '';"
        "position: absolute; inset: 55% 0 0 0; background: white }"
    ),
    "under its own cover": Look(
        f"{P} {{ position: relative }} {P}::after {{ content: ''; position: absolute; "
        "inset: 0; background: white }",
        why="sous un dessin",
    ),
    "under a picture": Look(
        "", f'<img alt="" src="{_draw("#ccc")}" style="position: absolute; {OVER}">'
    ),
    "under a gradient": Look(
        "", _overlay(f"{OVER} background: linear-gradient(#eee, #ddd)")
    ),
    "under a thick outline": Look(
        f"{P} strong {{ outline: 1em solid #aaa; outline-offset: -0.8em }}"
    ),
    "under the next one's border": Look(
        f"{P} + * {{ border-top: 5em solid #bbb; margin-top: -5em;position: relative }}"
    ),
    "under the ground of the page": Look(
        f"{P} {{ position: relative; z-index: -1 }} .piece {{ background: white }}"
    ),
    "under many lines": Look(
        "",
        "".join(
            _overlay(
                f"left: 0; width: 17cm; height: 1.5pt; background: #fff; top: {n}px"
            )
            for n in range(0, 300, 3)
        ),
        "sous un dessin",
    ),
    "half on its own colour": Look(
        f"{P} {{ background: linear-gradient(90deg, #fff 50%, #000 50%) }}",
        why="de la couleur du fond",
    ),
    "under a thick veil": Look(
        "", _overlay(f"{OVER} background: rgba(255, 255, 255, 0.92)"), "sous un dessin"
    ),
    "under white words": Look(
        ".pied { position: fixed; left: 0; right: 0; bottom: 13cm; height: 10cm;"
        "line-height: 0.7; color: white; font: bold 20pt 'Liberation Sans' }",
        f"<div class=pied>{'W' * 600}</div>",
        "sous un autre texte",
    ),
    "under a fixed foot": Look(
        ".pied { position: fixed; left: 0; right: 0; bottom: 8cm; height: 14cm; "
        "background: white }",
        "<div class=pied>Hôtel de ville</div>",
        "sous un dessin",
    ),
    "under the text of a fixed foot": Look(
        ".pied { position: fixed; left: 0; right: 0; bottom: 13cm; height: 10cm; "
        "line-height: 1.1; font-weight: bold }",
        f"<div class=pied>{LONG}</div>",
        "sous un autre texte",
    ),
    "under the text of a margin": Look(
        f"@page {{ @bottom-center {{ content: '{LONG}'; margin-top: -20cm; "
        "vertical-align: top; line-height: 1.1; width: 16cm } }",
        why="sous un autre texte",
    ),
    "under the text that follows it": Look(
        f"{P} {{ margin-bottom: -2.4em }} {P} + * {{ line-height: 0.9 }}"
        f"{P}::after {{ content: 'Vu et approuvé par le bureau municipal réuni ce jour "
        "en la salle des mariages de la commune et des hameaux'; position: absolute; "
        "left: 0; margin-top: 0 } .prose > p { position: relative } "
        f"{P}::after {{ top: 0 }}",
        why="sous un autre texte",
    ),
    "lines on lines": Look(f"{P} {{ line-height: 0.1 }}", why="sous un autre texte"),
    "lines half on lines": Look(f"{P} {{ line-height: 0.45 }}"),
    "under an opaque mark": Look(
        ".fond { position: fixed; top: 3cm; left: 0; font: bold 190pt/0.7 "
        "'Liberation Sans'; color: #ddd }",
        "<div class=fond>HHH</div>",
    ),
    "the whole list under a box": Look(
        ".prose ul { position: relative } .prose ul::after { content: '';"
        "inset: 0 -1cm;"
        "position: absolute; background: #fdfdfd }",
    ),
}
LAWFUL = {
    "plain": Look(""),
    "opacity": Look(f"{P} {{ opacity: 0.7 }}"),
    "a section's opacity": Look(".prose { opacity: 0.85 }"),
    "half inked": Look(f"{P} {{ color: rgba(0, 0, 0, 0.6) }}"),
    "small caps": Look(".piece { font-variant: small-caps }"),
    "all small caps": Look(".piece { font-variant-caps: all-small-caps }"),
    "capitals": Look("h2 { text-transform: uppercase }"),
    "letters far apart": Look("h2 { letter-spacing: 0.4em }"),
    "hyphenation": Look("html { hyphens: auto } .prose { width: 4cm }"),
    "letters apart": Look(".piece { letter-spacing: 0.1em }"),
    "letters near": Look(".piece { letter-spacing: -0.03em }"),
    "letters nearer": Look(f"{P} {{ letter-spacing: -0.07em }}"),
    "words apart": Look(".piece { word-spacing: 0.5em }"),
    "grey": Look(".piece { color: #555 }"),
    "lighter grey": Look(".piece { color: #888 }"),
    "blue": Look(".piece { color: #1a3f8b }"),
    "red": Look(f"{P} strong {{ color: #c00 }}"),
    "white on dark": Look(
        f"{P} {{ color: white; background: #345 }} {P} a {{ color: #cef }}"
    ),
    "white on a dark page": Look(
        "html { background: #123 } .piece { color: white }"
        ".tableau th { background: none } .prose a { color: #adf }"
    ),
    "white heads on dark": Look(".tableau th { color: white; background: #333 }"),
    "white on a dark gradient": Look(
        f"{P} {{ color: white; background: linear-gradient(#123, #456) }}"
        f"{P} a {{ color: #cef }}"
    ),
    "black on a pale gradient": Look(
        f"{P} {{ background: linear-gradient(#fff, #dde) }}"
    ),
    "over a pale picture": Look(
        f'.piece {{ background: url("{_draw("#eef")}"); background-size: cover }}'
    ),
    "white over a dark picture": Look(
        f'{P} {{ color: white; background: url("{_draw("#234")}");'
        f"background-size: 100% 100% }} {P} a {{ color: #cef }}"
    ),
    "on a pale ground": Look(".prose { background: #ffe; padding: 1cm }"),
    "rows in turn": Look(".tableau tr:nth-child(even) td { background: #e8eef7 }"),
    "marked": Look(f"{P} strong {{ background: yellow }}"),
    "underlined": Look(f"{P} {{ text-decoration: underline }}"),
    "struck": Look(f"{P} strong {{ text-decoration: line-through }}"),
    "under a thick rule": Look(
        "h2 { text-decoration: underline; text-decoration-thickness: 2pt;"
        "font-size: 20pt }"
    ),
    "in a frame": Look(f"{P} {{ border: 2pt solid #1a3f8b; padding: 1mm }}"),
    "in an outline": Look(f"{P} strong {{ outline: 1pt solid red }}"),
    "a mark below": Look(
        ".fond { position: fixed; z-index: -1; top: 6cm; left: 0; color: #e8e8e8; "
        "font: bold 110pt 'Liberation Sans'; transform: rotate(-40deg) }",
        "<div class=fond>PROJET</div>",
    ),
    "a pale mark above": Look(
        ".fond { position: fixed; top: 6cm; left: 0; color: rgba(200, 0, 0, 0.15); "
        "font: bold 110pt 'Liberation Sans'; transform: rotate(-40deg) }",
        "<div class=fond>PROJET</div>",
    ),
    "a veil above": Look("", _overlay(f"{OVER} background: rgba(255, 255, 0, 0.15)")),
    "a frame above": Look("", _overlay(f"{OVER} border: 1pt solid red")),
    "a stamp above": Look(
        "",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 90' width='90' "
        "height='90' style='position: absolute; top: 2cm; left: 4cm'><circle cx='45' "
        "cy='45' r='40' fill='none' stroke='#c33' stroke-opacity='0.5'/></svg>",
    ),
    "turned a little": Look(f"{P} {{ transform: rotate(3deg) }}"),
    "heads turned": Look(
        ".tableau th { height: 3cm }"
        ".tableau th { transform: rotate(-90deg); background: none }"
    ),
    "leaning": Look(f"{P} {{ transform: skewX(-12deg) }}"),
    "narrowed": Look(f"{P} {{ transform: scaleX(0.8) }}"),
    "seven points": Look(".piece { font-size: 7pt }"),
    "five points": Look(".tableau { font-size: 5pt }"),
    "large": Look(f"{P} {{ font-size: 30pt }}"),
    "tight lines": Look(f"{P} {{ line-height: 0.95 }}"),
    "very tight lines": Look(f"{P} {{ line-height: 0.8 }}"),
    "wide lines": Look(f"{P} {{ line-height: 2 }}"),
    "ragged": Look(".piece p { text-align: right }"),
    "two columns": Look(".prose { column-count: 2 }"),
    "a large first letter": Look(
        f"{P}::first-letter {{ font-size: 2.5em; color: #1a3f8b }}"
    ),
    "raised": Look(f"{P} strong {{ vertical-align: super; font-size: 0.7em }}"),
    "a box that clips nothing": Look(f"{P} {{ overflow: hidden }}"),
    "moved a little": Look(f"{P} {{ position: relative; left: 5mm; top: 1mm }}"),
    "above its ground": Look(
        ".piece { position: relative; z-index: 2 }",
        _overlay(f"{OVER} background: #def"),
    ),
    "a foot below": Look(
        ".pied { position: fixed; bottom: 0; left: 0; background: white }",
        "<div class=pied>Hôtel de ville, place du marché</div>",
    ),
    "heads and feet": Look(
        "@page { @top-left { content: 'Commune'; color: #777 }"
        "@bottom-right { content: counter(page) } }"
    ),
    "a ground to a part of it": Look(
        f"{P} strong {{ background: linear-gradient(transparent 60%, #ff0 60%) }}"
    ),
}


LARGE = (
    ".prose a { font-size: 28pt; text-decoration: underline; "
    "text-decoration-thickness: 2.6pt }"
)
BESIDE = (
    "Lire **[( article ) , p _ y](https://exemple.fr)** puis "
    "**[n° 7 (article)](https://exemple.fr)**."
)
THIN = (
    f"{P} a {{ text-decoration: underline }} "
    f"{P} {{ background: linear-gradient(#fff, #eef) }}"
)
ACCENTS = "mot Z\u0351\u036b\u0343 av Z\u0351\u036b\u0343 av, Ve\u0301\u0323 fin"


def make_pdf(look: Look, text: str = TEXT) -> bytes:
    return HTML(string=write_page(look, text)).write_pdf(pdf_tags=True)


@pytest.mark.parametrize("name", draw(4, HOSTILE))
def test_what_nobody_can_read_is_refused(name: str) -> None:
    findings = audit_pdf(make_pdf(HOSTILE[name]), [make_act()])

    assert {finding.code for finding in findings} == {"SOR01"}
    if HOSTILE[name].why:
        assert f"({HOSTILE[name].why})" in " ".join(f.message for f in findings)


@pytest.mark.parametrize("name", draw(4, LAWFUL))
def test_what_can_be_read_is_accepted(name: str) -> None:
    assert audit_pdf(make_pdf(LAWFUL[name]), [make_act()]) == []


def test_enough_looks_are_tried() -> None:
    assert min(len(HOSTILE), len(LAWFUL)) >= 40


@pytest.mark.parametrize("text", [BESIDE, ACCENTS])
@pytest.mark.parametrize("css", ["", LARGE, THIN])
def test_what_letters_wear_hides_nothing(text: str, css: str) -> None:
    """A line under large ones is thick; an accent of another face is another text."""
    assert audit_pdf(make_pdf(Look(css), text), [make_act(text)]) == []


@pytest.mark.parametrize("offset", ["-0.3em", "-0.6em"])
def test_a_line_as_thick_as_its_letters_hides_them(offset: str) -> None:
    thick = f"text-decoration-thickness: 0.6em; text-underline-offset: {offset}"
    css = f".prose a {{ {thick} }}"
    findings = audit_pdf(make_pdf(Look(LARGE + css), BESIDE), [make_act(BESIDE)])

    assert {finding.code for finding in findings} == {"SOR01"}


def test_a_letter_with_an_accent_is_still_hidden_by_another_text() -> None:
    over = _overlay("top: 0; left: 0", f"<b>{ACCENTS.replace('Z', 'M')}</b>")
    look = Look(f".prose {{ position: relative }} {P} {{ margin: 0 }}")
    page = write_page(look, ACCENTS).replace(
        '<section class="prose">', f'<section class="prose">{over}'
    )
    findings = audit_pdf(
        HTML(string=page).write_pdf(pdf_tags=True), [make_act(ACCENTS)]
    )

    (message,) = (finding.message for finding in findings)
    assert "« Z »" in message


@pytest.mark.parametrize("text", ["> Voir {}.", "***Voir {}.***", "Voir {}."])
def test_a_low_line_in_the_line_under_a_link_is_seen(text: str) -> None:
    """It has the colour of that line; in italics, the full stop stands on the link."""
    view = make_annexe(text.format("[rue_/](https://exemple.fr)"))
    made = render_piece(PDF, view, make_prose_tools("fr"))

    assert made is not None
    assert PDF.audit(made.content, [view]) == []
