"""A page of an own template that would run, send or fetch something is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from cli_helpers import call, read_tree, spread_session, standing_in, write_session
from delib_gen.catalogue import CATALOGUE
from delib_gen.formats.base import RenderTools
from delib_gen.formats.pdf.engine import lay_out
from delib_gen.resources import templates_dir
from delib_gen.templatecheck.check import check_template
from delib_gen.templatecheck.subjects import make_subject
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.library import make_library
from delib_gen.templating.links import is_followed
from delib_gen.templating.page_dangers import find_page_dangers
from delib_gen.view.base import View
from delib_gen.view.deliberation import DeliberationView
from prose_helpers import make_prose_tools

FAR = "https://exemple.test/a"
ACTING = {
    "script": "<script>alert(1)</script>",
    "script of another case": "<ScRiPt src=a.js></sCrIpT>",
    "script of data": '<script type="application/json">{}</script>',
    "script in a drawing": "<svg><script>alert(1)</script></svg>",
    "script that another reader takes for a comment": (
        "<!--><script>alert(1)</script>-->"
    ),
    "script after a comment that ends oddly": "<!-- --!><script>alert(1)</script>-->",
    "script that another reader takes for a title": (
        "<svg><title><script>alert(1)</script></title></svg>"
    ),
    "script in a template": "<template><script>alert(1)</script></template>",
    "handler": '<p onclick="alert(1)">x</p>',
    "handler without quotes": "<img src=a.png alt=x onerror=alert(1)>",
    "handler after a slash": '<svg/onload="alert(1)">',
    "handler of another case": '<p OnMouseOver="alert(1)">x</p>',
    "link that runs": '<a href="javascript:alert(1)">x</a>',
    "its twin": '<a href=" JaVaScript:alert(1)">x</a>',
    "link that runs, cut": '<a href="java&#10;script:alert(1)">x</a>',
    "link that runs, after a sign": '<a href="&#1;javascript:alert(1)">x</a>',
    "link that runs, in a drawing": (
        '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>'
    ),
    "link to data": '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "link to a file": '<a href="file:///c:/a.docx">x</a>',
    "link to the network": r'<a href="\\serveur\a.docx">x</a>',
    "link to a file beside": '<a href="dossier.fr.html#a">x</a>',
    "link of an area": '<map><area href="vbscript:a"></map>',
    "frame": '<iframe src="a.html"></iframe>',
    "frame of a text": '<iframe srcdoc="&lt;script&gt;"></iframe>',
    "object": '<object data="a.svg"></object>',
    "embedded": '<embed src="a.svg">',
    "sending": '<form action="a.php"><input name="a"></form>',
    "sending by a button": '<button formaction="a.php">x</button>',
    "turning to another page": '<meta http-equiv="Refresh" content="0; url=a.html">',
    "base": '<base href="autre/">',
    "animation": (
        '<svg><a><animate attributeName="href" values="javascript:a()"/></a></svg>'
    ),
    "animation at once": '<svg><set attributeName="href" to="javascript:a()"/></svg>',
}
FETCHING = {
    "picture": f'<img src="{FAR}.png" alt="">',
    "picture, cut": '<img src="ht&#10;tps://exemple.test/a" alt="">',
    "picture without a scheme": '<img src="//exemple.test/a" alt="">',
    "picture among others": f'<img src="a.png" srcset="b.png 1x, {FAR} 2x" alt="">',
    "poster": f'<video poster="{FAR}.png"></video>',
    "film": f'<video><source src="{FAR}.mp4"></video>',
    "sound": f'<audio src="{FAR}.mp3"></audio>',
    "input": f'<input type="image" src="{FAR}.png" alt="">',
    "ground": f'<table background="{FAR}.png"><tr><td>x</table>',
    "sheet of styles": f'<link rel="stylesheet" href="{FAR}.css">',
    "loaded before": f'<link rel="preload" href="{FAR}.woff2" as="font">',
    "named before": '<link rel="dns-prefetch" href="//exemple.test">',
    "icon": f'<link rel="icon" href="{FAR}.ico">',
    "sheet of data": '<link rel="stylesheet" href="data:text/css,@import%20x">',
    "telling of a click": f'<a href="#a" ping="{FAR}">x</a>',
    "use": f'<svg><use href="{FAR}.svg#a"/></svg>',
    "use of data": '<svg><use href="data:image/svg+xml,x#a"/></svg>',
    "picture in a drawing": f'<svg><image xlink:href="{FAR}.png"/></svg>',
    "filter of a drawing": f'<svg><rect filter="url({FAR}.svg#a)"/></svg>',
    "import": f'<style>@import "{FAR}.css";</style>',
    "import by an address": f"<style>@IMPORT url({FAR}.css);</style>",
    "import, in signs by number": f'<style>@\\69mport "{FAR}.css";</style>',
    "import of data": "<style>@import url(data:text/css,x);</style>",
    "address, in signs by number": f"<style>p {{ background: u\\72l({FAR}) }}</style>",
    "address after a comment": f'<style>p {{ background: /**/url("{FAR}") }}</style>',
    "set of pictures": (
        f'<style>p {{ background: image-set("{FAR}" 1x, "a.png" 2x) }}</style>'
    ),
    "face": f"<style>@font-face {{ font-family: f; src: url({FAR}.ttf) }}</style>",
    "pointer": f'<p style="cursor: url({FAR}.cur), auto">x</p>',
    "style in a drawing": f"<svg><style>rect {{ fill: url({FAR}) }}</style></svg>",
    "without scripts": f'<noscript><img src="{FAR}" alt=""></noscript>',
}
LAWFUL = {
    "link": f'<a href="{FAR}?b=c#d">x</a>',
    "link to a mailbox": '<a href="mailto:a@exemple.test">x</a>',
    "link to a telephone": '<a href="tel:+33495000000">x</a>',
    "link within": '<a href="#annexe-1">x</a>',
    "picture beside": '<img src="logo.png" alt="">',
    "picture below": '<img src="images/logo.png" srcset="b.png 2x" alt="">',
    "picture of data": '<img src="data:image/png;base64,AAAA" alt="">',
    "style of data": "<style>p { background: url(data:image/png;base64,AA) }</style>",
    "style": '<style>p::before { content: "https://exemple.test" }</style>',
    "style of a drawing": '<svg><rect fill="url(#a)" transform="rotate(3)"/></svg>',
    "words": "<p>&lt;script&gt; onclick= javascript:alert(1) https://exemple.test</p>",
    "words in a comment": "<!-- <script>alert(1)</script> -->",
    "words in a title": "<p title='javascript:a'><textarea><script></textarea>",
    "field": '<form><label>a <input name="on" type="text"></label></form>',
    "head": '<meta http-equiv="content-type" content="text/html"><meta name="a">',
    "address of the page": f'<link rel="canonical" href="{FAR}">',
    "quotation": f'<blockquote cite="{FAR}">x</blockquote>',
}


def wrap(markup: str) -> str:
    return f"<!DOCTYPE html><html lang='fr'><title>t</title><body>{markup}</body>"


@pytest.mark.parametrize("case", ACTING)
def test_what_acts_is_found(case: str) -> None:
    found = find_page_dangers(wrap(ACTING[case]))

    assert found
    assert not any(danger.address for danger in found)


@pytest.mark.parametrize("case", FETCHING)
def test_what_fetches_is_found(case: str) -> None:
    found = find_page_dangers(wrap(FETCHING[case]))

    assert found
    assert all(danger.address for danger in found)


@pytest.mark.parametrize("case", LAWFUL)
def test_what_is_lawful_serves(case: str) -> None:
    assert find_page_dangers(wrap(LAWFUL[case])) == []


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An own copy of a template, with two such things at the end of its body."""
    folder = tmp_path / "gabarits"
    folder.mkdir()
    shipped = templates_dir() / "fr" / "deliberation.html.j2"
    head, tail = shipped.read_text("utf-8").rsplit("{% endblock %}", 1)
    added = '<p onclick="a()">x</p>\n<script>a()</script>\n{% endblock %}'
    (folder / "deliberation.html.j2").write_text(head + added + tail, "utf-8")
    return folder


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_office_is_told_and_nothing_is_written(
    form: str, own: Path, tmp_path: Path, one_kind_tried: None
) -> None:
    write_session(tmp_path, spread_session(""))
    with standing_in(tmp_path):
        result = call(
            *("render", "seance.yaml", "--format", form, "--only", "deliberation"),
            *("--templates", "gabarits"),
        )

    text = (own / "deliberation.html.j2").read_text("utf-8")
    line = text.count("\n", 0, text.index("onclick")) + 1
    told = f"erreur[GAB04] : gabarits/deliberation.html.j2, ligne {line} : ce gabarit"
    assert result.status == 1
    assert f"{told} porte un script (`onclick`)" in result.err
    assert not (tmp_path / "out").exists()


def test_check_tells_all_of_it_at_once(own: Path) -> None:
    library = make_library("fr", "corse", own, make_prose_tools("fr").charte)

    found = check_template(library, "deliberation.html.j2", DeliberationView)

    assert [f.code for f in found] == ["GAB04", "GAB04"]
    assert "`onclick`" in found[0].message
    assert "`<script>`" in found[1].message


@pytest.mark.parametrize("markup", ["<a href='autre.html'>x</a>", LAWFUL["link"]])
def test_layout_itself_leads_to_the_web_alone(markup: str, tools: RenderTools) -> None:
    """The second lock: were a page to reach the layout all the same."""
    page = f"<!DOCTYPE html><html lang='fr'><title>t</title><body>{markup}</body>"
    if "https" in markup:
        assert lay_out(page, tools).pages
        return
    with pytest.raises(TemplateFault, match="un lien vers « file:///"):
        lay_out(page, tools)


TEXTS = [
    "<script>alert(1)</script>",
    "x onclick=alert(1)",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](data:text/html,x)",
    "[x](file:///etc/passwd)",
    "![x](https://exemple.test/a.png)",
    '<https://exemple.test/"onclick=alert(1)>',
    "{{ ''.__class__ }} {% include 'a' %}",
    "&lt;script&gt; &#60;script&#62;",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("place", ["titre", "corps"])
def test_no_text_of_a_session_acts(text: str, place: str, tmp_path: Path) -> None:
    """It is told, or printed as typed; in a PDF, links lead to the web alone."""
    quoted = text.replace("'", "''")
    titre, body = ("Une note", text) if place == "corps" else (quoted, "Une note.")
    (tmp_path / "note.md").write_text(f"Un texte {body}\n", "utf-8")
    session = f"annexes: [{{titre: '{titre}', fichier: note.md}}]"
    write_session(tmp_path, spread_session(session))
    with standing_in(tmp_path):
        result = call(
            *("render", "seance.yaml", "--format", "html,pdf", "--only", "annexes")
        )

    assert result.status in (0, 1), result.err
    made = read_tree(tmp_path / "out") if result.status == 0 else {}
    for name, content in made.items():
        if name.endswith(".html"):
            assert find_page_dangers(content.decode()) == []
        elif name.endswith(".pdf"):
            with pikepdf.open(io.BytesIO(content)) as pdf:
                actions = [
                    note.get("/A", {}).get("/URI")
                    for page in pdf.pages
                    for note in page.obj.get("/Annots", ())
                ]
            assert all(is_followed(str(a)) for a in actions if a is not None)


@pytest.mark.parametrize("view_type", CATALOGUE.view_types, ids=lambda t: t.genre)
def test_shipped_pages_only_print(view_type: type[View]) -> None:
    charte = make_prose_tools("fr").charte
    library = make_library("fr", "corse", None, charte)
    subject = make_subject(library, f"{view_type.genre}.html.j2", view_type)

    for context in subject.contexts[:2]:
        assert find_page_dangers(str(subject.fill(context))) == []
