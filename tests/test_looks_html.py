"""HTML: what cannot be read on a screen is refused, whatever hides it; no look is."""

from __future__ import annotations

import pytest

from conftest import draw
from delib_gen.formats.html import FORMAT
from look_helpers import Look, make_act, write_page

P = ".prose > p"
"""The paragraph with the names."""
HOSTILE = {
    "not displayed": Look(f"{P} {{ display: none }}", why="non affiché"),
    "not visible": Look(f"{P} {{ visibility: hidden }}", why="non affiché"),
    "collapsed": Look(f"{P} strong {{ visibility: collapse }}", why="non affiché"),
    "content hidden": Look(f"{P} {{ content-visibility: hidden }}", why="non affiché"),
    "by importance": Look(
        f"p {{ display: none !important }} {P} {{ display: block }}", why="non affiché"
    ),
    "by its rank": Look(
        f"{P}:first-of-type:not(.x) {{ display: none }}", why="non affiché"
    ),
    "by a variable": Look(
        f":root {{ --vu: none }} {P} {{ display: var(--vu) }}", why="non affiché"
    ),
    "by a variable's fallback": Look(
        f"{P} {{ color: var(--rien, #fff) }}", why="de la couleur du fond"
    ),
    "nested": Look(".prose { & > p { display: none } }", why="non affiché"),
    "on every screen": Look(
        f"@media screen {{ {P} {{ display: none }} }}", why="non affiché"
    ),
    "on a small screen": Look(
        f"@media (max-width: 40em) {{ {P} {{ display: none }} }}", why="non affiché"
    ),
    "on a wide screen": Look(
        f"@media screen and (width >= 60rem) {{ {P} {{ display: none }} }}",
        why="non affiché",
    ),
    "at night": Look(
        f"@media (prefers-color-scheme: dark) {{ {P} {{ color: #fff }} }}",
        why="de la couleur du fond",
    ),
    "where a browser can": Look(
        f"@supports (display: grid) {{ {P} {{ display: none }} }}", why="non affiché"
    ),
    "until it is pointed at": Look(
        f"{P} strong:not(:hover) {{ opacity: 0 }}", why="transparent"
    ),
    "as dots": Look(f"{P} {{ -webkit-text-security: disc }}", why="non affiché"),
    "replaced by a picture": Look(
        f"{P} strong {{ content: url(data:,) }}", why="non affiché"
    ),
    "white": Look(f"{P} {{ color: white }}", why="de la couleur du fond"),
    "nearly white": Look(f"{P} {{ color: #f4f4f4 }}", why="de la couleur du fond"),
    "in white ink": Look(
        f"{P} {{ -webkit-text-fill-color: #fff; color: black }}",
        why="de la couleur du fond",
    ),
    "grey on the same grey": Look(
        f"{P} {{ color: rgb(85 85 85); background: #555 }}", why="de la couleur du fond"
    ),
    "black on a black page": Look(
        "html { background: black }", why="de la couleur du fond"
    ),
    "black on a dark page": Look(
        ":root { color-scheme: dark } .prose { color: hsl(0 0% 5%) }",
        why="de la couleur du fond",
    ),
    "white on a pale gradient": Look(
        f"{P} {{ color: #fff; background: linear-gradient(#fff, #eee 50%) }}",
        why="de la couleur du fond",
    ),
    "white heads": Look(".tableau th { color: #fff }", why="de la couleur du fond"),
    "its first line white": Look(
        f"{P}::first-line {{ color: white }}", why="de la couleur du fond"
    ),
    "light in another space": Look(
        f"{P} {{ color: oklch(98% 0 0) }}", why="de la couleur du fond"
    ),
    "the paper of a browser": Look(
        f"{P} {{ color: Canvas }}", why="de la couleur du fond"
    ),
    "transparent": Look(f"{P} {{ color: transparent }}", why="transparent"),
    "hardly inked": Look(f"{P} {{ color: rgb(0 0 0 / 5%) }}", why="transparent"),
    "veiled": Look(f"{P} {{ opacity: 0 }}", why="transparent"),
    "veiled twice": Look(
        f".prose {{ opacity: 0.3 }} {P} {{ opacity: 30% }}", why="transparent"
    ),
    "filtered": Look(f"{P} {{ filter: opacity(0) }}", why="transparent"),
    "blurred": Look(f"{P} {{ filter: blur(9px) }}", why="flou"),
    "of no size": Look(f"{P} {{ font-size: 0 }}", why="trop petit"),
    "one point high": Look(f"{P} {{ font: 1pt/1 serif }}", why="trop petit"),
    "smaller and smaller": Look(
        f".prose {{ font-size: 30% }} {P} {{ font-size: 0.3em }}", why="trop petit"
    ),
    "reckoned small": Look(f"{P} {{ font-size: calc(1em - 15px) }}", why="trop petit"),
    "scaled to nothing": Look(f"{P} {{ transform: scale(0.05) }}", why="trop petit"),
    "zoomed out": Look(f"{P} {{ zoom: 5% }}", why="trop petit"),
    "turned on its edge": Look(
        f"{P} {{ transform: rotateY(90deg) }}", why="écrasé en largeur"
    ),
    "squeezed": Look(f"{P} {{ transform: scaleX(0.02) }}", why="écrasé en largeur"),
    "skewed": Look(f"{P} {{ transform: skewX(86deg) }}", why="trop penché"),
    "as in a mirror": Look(
        f"{P} {{ transform: scaleX(-1) }}", why="à l'envers, comme dans un miroir"
    ),
    "from right to left": Look(
        f"{P} {{ direction: rtl; unicode-bidi: bidi-override }}",
        why="à l'envers, comme dans un miroir",
    ),
    "letters on letters": Look(
        f"{P} {{ letter-spacing: -0.6em }}", why="les lettres les unes sur les autres"
    ),
    "words on words": Look(
        f"{P} {{ word-spacing: -2em }}", why="les lettres les unes sur les autres"
    ),
    "lines on lines": Look(
        f"{P} {{ line-height: 0 }}", why="les lignes les unes sur les autres"
    ),
    "left of the screen": Look(
        f"{P} {{ position: absolute; left: -9999px }}", why="hors de la page"
    ),
    "above the screen": Look(
        f"{P} {{ position: fixed; inset: -100vh auto auto 0 }}", why="hors de la page"
    ),
    "below the screen": Look(
        f"{P} {{ position: fixed; top: 100vh }}", why="hors de la page"
    ),
    "far from the right": Look(
        f"{P} {{ position: absolute; right: 100% }}", why="hors de la page"
    ),
    "moved away": Look(
        f"{P} {{ transform: translateX(-100vw) }}", why="hors de la page"
    ),
    "moved away, in short": Look(
        f"{P} {{ translate: 0 -100vh }}", why="hors de la page"
    ),
    "moved out by its indent": Look(
        f"{P} {{ text-indent: -999em; overflow: hidden }}", why="hors de la page"
    ),
    "moved out by its margin": Look(
        f"{P} {{ margin: 0 0 0 -3000px }}", why="hors de la page"
    ),
    "in a box of no size": Look(
        f"{P} {{ width: 1px; height: 1px; overflow: hidden }}", why="coupé"
    ),
    "in a box of no height": Look(
        f"{P} {{ max-block-size: 0; overflow-y: clip }}", why="coupé"
    ),
    "clipped": Look(
        f"{P} {{ position: absolute; clip: rect(0, 0, 0, 0) }}", why="coupé"
    ),
    "cut out": Look(f"{P} {{ clip-path: inset(50%) }}", why="coupé"),
    "in a circle of nothing": Look(f"{P} {{ clip-path: circle(0) }}", why="coupé"),
    "cut to a dot": Look(
        f"{P} {{ clip-path: polygon(0 0, 1px 0, 1px 1px) }}", why="coupé"
    ),
    "cut far inside": Look(f"{P} {{ clip-path: inset(999px) }}", why="coupé"),
    "masked": Look(
        f"{P} {{ mask: linear-gradient(transparent, transparent) }}", why="transparent"
    ),
    "moved by its whole width": Look(
        f"{P} {{ transform: translate(-100%) }}", why="hors de la page"
    ),
    "an indent of the whole line": Look(
        f"{P} {{ text-indent: 100%; white-space: nowrap; overflow: hidden }}",
        why="hors de la page",
    ),
    "beyond the screen": Look(
        f"{P} {{ position: absolute; left: 100vw }}", why="hors de la page"
    ),
    "in a face of symbols": Look(
        f"{P} {{ font-family: Wingdings, serif }}", why="en symboles"
    ),
    "in a face of symbols, in short": Look(
        f"{P} {{ font: 12pt 'Webdings' }}", why="en symboles"
    ),
    "cut after its first line": Look(
        f"{P} {{ height: 1.2em; overflow: hidden }}", why="coupé"
    ),
    "ended by three dots": Look(
        f"{P} {{ width: 12em; white-space: nowrap; overflow: hidden;"
        "text-overflow: ellipsis }",
        why="coupé",
    ),
    "under its own cover": Look(
        f"{P} {{ position: relative }} {P}::after {{ content: ''; position: absolute;"
        "inset: 0; background: white }",
        why="sous un dessin",
    ),
    "under a fixed foot": Look(
        ".pied { position: fixed; left: 0; right: 0; bottom: 0; height: 90vh;"
        "background: #fff }",
        "<div class=pied>Hôtel de ville</div>",
        "sous un dessin",
    ),
    "behind the ground": Look(
        f".piece {{ background: white }} {P} {{ position: relative; z-index: -1 }}",
        why="sous un dessin",
    ),
    "in one place": Look(
        ".prose ul li { position: absolute; top: 0; left: 0 }",
        why="sous un autre texte",
    ),
    "in one cell": Look(
        ".prose ul { display: grid } .prose li { grid-area: 1 / 1 }",
        why="sous un autre texte",
    ),
}
LAWFUL = {
    "plain": Look(""),
    "opacity": Look(f"{P} {{ opacity: 0.7 }}"),
    "half inked": Look(f"{P} {{ color: rgb(0 0 0 / 60%) }}"),
    "small caps": Look(".piece { font-variant: small-caps }"),
    "letters apart": Look(".piece { letter-spacing: 0.1em }"),
    "letters near": Look(".piece { letter-spacing: -0.05em }"),
    "words near": Look(".piece { word-spacing: -0.1em }"),
    "hyphenation": Look("html { hyphens: auto } .prose { width: 4cm }"),
    "all small caps": Look(".piece { font-variant-caps: all-small-caps }"),
    "capitals": Look("h2 { text-transform: uppercase }"),
    "grey": Look(".piece { color: #767676 }"),
    "red by another space": Look(f"{P} {{ color: hsl(0deg 70% 40%) }}"),
    "white on dark": Look(
        f"{P} {{ color: white; background: #345 }} {P} a {{ color: #cef }}"
    ),
    "white on a dark page": Look(
        "body { background: #123; color: white } .prose a { color: #adf }"
        ".tableau th { background: none }"
    ),
    "a dark page that says so": Look(
        ":root { color-scheme: dark } .prose a { color: #adf }"
        ".tableau th { background: #333 }"
    ),
    "dark at night": Look(
        "@media (prefers-color-scheme: dark) { body { background: #111; color: #eee }"
        ".prose a { color: #adf } .tableau th { background: #333 } }"
    ),
    "white on a dark gradient": Look(
        f"{P} {{ color: white; background: linear-gradient(90deg, #123, #456) }}"
        f"{P} a {{ color: #cef }}"
    ),
    "a gradient in the letters": Look(
        "h1 { color: transparent; background-clip: text;"
        "background-image: linear-gradient(#123, #a00) }"
    ),
    "over a picture": Look(f"{P} {{ background: url(data:,) #eee; color: #222 }}"),
    "marked": Look(f"{P} strong {{ background: yellow }}"),
    "half marked": Look(
        f"{P} strong {{ background: linear-gradient(transparent 60%, #ff0 60%) }}"
    ),
    "rows in turn": Look(".tableau tr:nth-child(even) td { background: #e8eef7 }"),
    "seven points": Look(".piece { font-size: 7pt }"),
    "large for its screen": Look(f"{P} {{ font-size: clamp(12px, 2vw, 20px) }}"),
    "narrowed": Look(f"{P} {{ transform: scaleX(0.8) }}"),
    "turned a little": Look(f"{P} {{ transform: rotate(3deg) }}"),
    "heads turned": Look(".tableau th { transform: rotate(-90deg) }"),
    "heads upright": Look(".tableau th { writing-mode: vertical-rl; rotate: 180deg }"),
    "leaning": Look(f"{P} {{ transform: skewX(-12deg) }}"),
    "tight lines": Look(f"{P} {{ line-height: 0.95 }}"),
    "lines in points": Look(f"{P} {{ line-height: 14pt }}"),
    "no line of its own": Look(f"{P} strong {{ line-height: 0 }}"),
    "an indent": Look(f"{P} {{ text-indent: 1.5cm }}"),
    "a hanging indent": Look(f"{P} {{ padding-left: 2cm; text-indent: -2cm }}"),
    "a note in the margin": Look(f"{P} strong {{ margin: 0 -8em 0 0; float: right }}"),
    "moved a little": Look(f"{P} {{ position: relative; left: 5mm; top: 1mm }}"),
    "pulled up a little": Look(f"{P} {{ margin-top: -0.5em }}"),
    "in the middle": Look(
        "h1 { position: relative; left: 50%; transform: translate(-50%, 0) }"
    ),
    "as wide as the screen": Look(
        f"{P} {{ width: 100vw; margin-left: calc(50% - 50vw) }}"
    ),
    "signed on the right": Look(f"{P} strong {{ margin-left: 10cm }}"),
    "in a colour of another space": Look(f"{P} {{ color: oklch(40% 0.1 250) }}"),
    "in a colour of tomorrow": Look(f"{P} {{ color: color-mix(in lab, red, blue) }}"),
    "a mask of a corner": Look(f"{P} {{ mask: linear-gradient(black, transparent) }}"),
    "in another face": Look(f"{P} {{ font-family: Symbola, serif }}"),
    "a box that clips nothing": Look(f"{P} {{ overflow: hidden }}"),
    "a box that scrolls": Look(".prose { max-height: 20em; overflow: auto }"),
    "a high box": Look(f"{P} {{ height: 12em; overflow: hidden }}"),
    "two columns": Look(".prose { column-count: 2 }"),
    "a grid": Look(".prose { display: grid; grid-template-columns: 1fr }"),
    "cells of a grid": Look(
        ".prose ul { display: grid } li:first-child { grid-area: 1 / 1 }"
        "li:last-child { grid-area: 1 / 2 }"
    ),
    "a way to skip": Look(
        ".evitement { position: absolute; left: -9999px }",
        "<a class=evitement href='#haut'>Aller au texte</a>",
    ),
    "for other ears": Look(
        ".lu { position: absolute; width: 1px; height: 1px; overflow: hidden;"
        "clip-path: inset(50%) }",
        "<span class=lu>Fin de la page</span>",
    ),
    "not on paper": Look(
        "@media print { .menu { display: none } }", "<p class=menu>M</p>"
    ),
    "another table for small screens": Look(
        ".large { display: none } @media (min-width: 60em) { .large { display: block }"
        ".etroit { display: none } }",
        "<p class=large>Total : 12 voix</p><p class=etroit>Total : <b>12</b> voix</p>"
        "<p class=etroit>Total : 12 voix</p><p class=large>Total : <b>12</b> voix</p>",
    ),
    "a bar above": Look(
        ".barre { position: fixed; top: 0; left: 0; right: 0; height: 3em;"
        "background: #fff } body { padding-top: 4em }",
        "<div class=barre>Commune</div>",
    ),
    "a column beside": Look(
        ".cote { position: fixed; top: 0; left: 0; width: 15em; bottom: 0;"
        "background: #eee } body { margin-left: 16em }",
        "<div class=cote>Commune</div>",
    ),
    "a mark behind": Look(
        ".fond { position: fixed; inset: 0; z-index: -1; color: #bbb;"
        "font-size: 90pt; background: white }",
        "<div class=fond>PROJET</div>",
    ),
    "a frame around": Look(
        "body::before { content: ''; position: fixed; inset: 0; border: 3px solid }"
    ),
    "hidden, then shown": Look(
        f"p {{ display: none }} {P}, li > p {{ display: block }}"
    ),
    "hidden, its inside shown": Look(
        f"{P} {{ visibility: hidden }} {P}, {P} * {{ visibility: visible }}"
    ),
    "what no browser knows": Look(f"{P}:inconnu {{ display: none }}"),
    "when it is pointed at": Look(f"{P}:hover {{ opacity: 0 }}"),
}


def audit(look: Look) -> list[str]:
    findings = FORMAT.audit(write_page(look).encode(), [make_act()])
    assert {finding.code for finding in findings} <= {"SOR01"}
    return [finding.message for finding in findings]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("<strong>", "<strong><font color='#FFF'>", "de la couleur du fond"),
        ("<strong>", "<strong><font face=Wingdings>", "en symboles"),
        ("<table ", "<table bgcolor=black ", "de la couleur du fond"),
        ("<strong>", "<strong hidden>", "non affiché"),
        ("<strong>", "<details><summary>Voir</summary><p>", "non affiché"),
        ("<strong>", "<noscript>", "non affiché"),
        ("<strong>", "<dialog>", "non affiché"),
    ],
)
def test_what_a_template_hides_without_style(old: str, new: str, why: str) -> None:
    page = write_page(Look("")).replace(old, new, 1)

    findings = FORMAT.audit(page.encode(), [make_act()])

    assert f"({why})" in " ".join(finding.message for finding in findings)


@pytest.mark.parametrize("name", draw(3, HOSTILE))
def test_what_nobody_can_read_is_refused(name: str) -> None:
    assert f"({HOSTILE[name].why})" in " ".join(audit(HOSTILE[name]))


@pytest.mark.parametrize("name", draw(3, LAWFUL))
def test_what_can_be_read_is_accepted(name: str) -> None:
    assert audit(LAWFUL[name]) == []


def test_enough_looks_are_tried() -> None:
    assert min(len(HOSTILE), len(LAWFUL)) >= 40
