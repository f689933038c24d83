"""Any character that people type comes out whole in every format, or is refused.

One session carries each specimen in each of its texts; it is rendered once, and
read back with libraries that had no part in making it. A specimen that no face
of the house style has must be refused before anything is laid out (SOR02).
"""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from cli_helpers import call, quote, small_session, standing_in, write_session
from delib_gen.checking import check_session
from delib_gen.findings import Diagnostic, has_errors
from delib_gen.formats.base import list_formats
from delib_gen.formats.preflight import check_before_rendering
from delib_gen.render import RenderSpec, make_tools
from delib_gen.resources import data_dir
from format_helpers import render_piece
from view_helpers import build_views, make_acte_context

LONG = "Anticonstitutionnellement" * 12
SPECIMENS = {
    "ampersand": "A & B",
    "ampersand in a word": "R&D",
    "entity typed": "&amp; &lt; &#233; &eacute;",
    "angle brackets": "un <x> </x> <br> a<b",
    "comment typed": "<!-- vu --> ]]>",
    "straight quotation marks": "\"guillemets\" et 'apostrophes'",
    "French quotation marks": "« guillemets » et “anglais”",
    "end of a tag": "cent %} et }} et #}",
    "expression": "{{ x }} {{ meta.auteur }}",
    "statement": "{% if %} {%p endif %} {%- x -%}",
    "comment of Jinja": "{# vu #} {#",
    "word of a format": "{numero} {0} %s %(x)s $x ${x}",
    "backslashes": "C:\\temp \\n \\textbf \\",
    "backticks": "un `mot` ``deux``",
    "dollars": "100 $ ou $HOME",
    "stars and underscores": "*un* **deux** _trois_ __quatre__",
    "brackets": "[un](deux) ![trois](quatre) [x] [^1]",
    "number sign at the start": "# un titre",
    "dash at the start": "- un point",
    "number at the start": "1. un point",
    "greater at the start": "> une citation",
    "rule": "--- === ***",
    "table": "| a | b |",
    "at sign": "nom@exemple.test",
    "address": "https://exemple.test/?a=1&b=2#c",
    "zero width space": "avant\u200baprès",
    "zero width joiner": "avant\u200daprès",
    "soft hyphen": "consti\u00adtution",
    "hyphens": "Jean-Martin non\u2011coupé 2020\u20132023 \u2014 oui",
    "decomposed accents": "de\u0301cembre a\u0300 c\u0327a",
    "composed accents": "décembre à ça Œuvre œil ÿ",
    "typographic ligatures": "e\ufb03cace \ufb01n",
    "Corsican": "ghjunghje chjà ùn sò micca Ì ò",
    "Greek": "Αθήνα και λόγος",
    "Cyrillic": "Москва",
    "Polish and Turkish": "Łódź İstanbul ğ",
    "arrows": "avant → après ⇒ ←",
    "mathematics": "≤ ≥ ≠ ± × ÷ √ ∞ ½ m² CO₂",
    "currency": "12 € £ ¥ ¢",
    "signs": "§ ¶ † ‡ • ° ª º № ™ © ®",
    "very long word": LONG,
    "very long address": "https://exemple.test/" + "a" * 300,
    "many signs": "_" * 300,
    "spaces inside": "un  deux   trois",
    "no-break spaces": "un\u00a0: deux\u202f; trois",
    "thin and wide spaces": "un\u2009deux\u2003trois",
    "line separators": "un\u2028deux\u2029trois",
    "digits of other scripts": "२ ٣",
    "Latin of the plane above": "𝐀𝒷",
    "clef": "𝄞",
    "emoji": "vu 👍",
    "Chinese": "中文",
    "Hebrew": "שלום",
    "Arabic": "سلام",
    "private use": "\ue000",
    "replacement character": "\ufffd",
    "variation selector": "©\ufe0e",
    "byte order mark inside": "a\ufeffb",
    "direction marks": "a\u200fb\u202ac\u202c",
    "combining pile": "Z\u0351\u036b\u0343",
}
REFUSED = {
    "digits of other scripts",
    "Latin of the plane above",
    "clef",
    "emoji",
    "Chinese",
    "private use",
}
"""What no face of the house style has."""
LEFTWARDS = {"Arabic"}
"""What is printed joined, from right to left: each library gives it in its own way."""
PRINTED = [name for name in SPECIMENS if name not in REFUSED | LEFTWARDS]

PLACES = {
    "tf": "deliberation",
    "tc": "deliberation",
    "av": "deliberation",
    "vi": "deliberation",
    "cs": "deliberation",
    "ar": "deliberation",
    "qu": "deliberation",
    "se": "rapport",
    "rf": "rapport",
    "rc": "rapport",
    "co": "rapport",
    "md": "rapport",
    "li": "rapport",
    "dm": "rapport",
    "at": "annexe-deliberation-1",
    "ab": "annexe-deliberation-1",
}
"""The texts of a session, by a sign that marks them, and the document of each."""
IN_MARKDOWN = ("vi", "cs", "dm", "ar")
NAMES = {
    "VANNI": """VAN{{ x }}NI & <FILS> "D'O" {% if %} $1""",
    "Julia": "Ju\u0301lia\\n {0} #}",
}
_BREAKS = {0x2: "-", 0xFFFE: "-", 0x2010: "-", 0x2011: "-", 0xAD: None}
_APART = re.compile(r"^(\d+/\d+|[-•])\s*$", re.MULTILINE)
"""The number of a page, and the signs of lists, which a PDF gives after the text."""
_PUNCTUATION = set("\\`*_{}[]()<>#+-.!|\"$%&',/:;=?@^~")


def mark(place: str, name: str) -> str:
    """A specimen between two signs that tell where it was typed."""
    rank = list(SPECIMENS).index(name)
    return f"{place}{rank:02}a {SPECIMENS[name]} {place}{rank:02}b"


def squeeze(text: str) -> str:
    """A text without its spaces nor what nobody sees, each sign in one form."""
    kept = (
        char
        for char in unicodedata.normalize("NFKC", text.translate(_BREAKS))
        if not char.isspace()
        and unicodedata.category(char) != "Cf"
        and not unicodedata.name(char, "").startswith("VARIATION SELECTOR")
    )
    return "".join(kept).translate(_BREAKS)


def escape(text: str) -> str:
    """A text as Markdown prints it."""
    return "".join(f"\\{char}" if char in _PUNCTUATION else char for char in text)


def write_everywhere(folder: Path, names: list[str]) -> Path:
    """A session that has each specimen in each of its texts."""

    def typed(place: str) -> list[str]:
        # Spaces and a tab inside the quotation marks are not part of the text.
        change = escape if place in IN_MARKDOWN else str
        return [quote(f"  {change(mark(place, name))}\t ") for name in names]

    def one(place: str) -> str:
        return quote(" ".join(mark(place, name) for name in names))

    def prose(place: str, before: str) -> str:
        return "".join(f"{before}{escape(mark(place, name))}\n\n" for name in names)

    (folder / "rapport.md").write_text(prose("md", "") + prose("li", "- "), "utf-8")
    (folder / "annexe.md").write_text(prose("ab", "> "), "utf-8")
    authority = (data_dir() / "autorites" / "corse.yaml").read_text(encoding="utf-8")
    for name, strange in NAMES.items():
        authority = authority.replace(f": {name}\n", f": {quote(strange)}\n")
        authority = authority.replace(f": {name},", f": {quote(strange)},")
    (folder / "autorite.yaml").write_text(authority, encoding="utf-8")
    head = small_session().split("actes:")[0]
    head = head.replace(": corse\n", ": autorite.yaml\n", 1)
    head = head.replace("VANNI", quote(NAMES["VANNI"]))
    acte = f"""session: {one("se")}
signataire: {{membre: {quote(NAMES["VANNI"])}, qualite: {one("qu")}}}
actes:
  - numero: 23/187 CP
    titre: {{fr: {one("tf")}, co: {one("tc")}}}
    avis: [{", ".join(typed("av"))}]
    visas: [{{ref: cgct}}, {", ".join(typed("vi"))}]
    considerants: [{", ".join(typed("cs"))}]
    vote: unanimite
    articles: [{", ".join(typed("ar"))}, {{ref: publication-electronique}}]
    rapport:
      numero: 2023/330/CP
      titre: {{fr: {one("rf")}, co: {one("rc")}}}
      commissions: [{", ".join(typed("co"))}]
      corps: rapport.md
      conclusions: [{", ".join(typed("dm"))}]
    annexes: [{{titre: {one("at")}, fichier: annexe.md}}]
"""
    return write_session(folder, head + acte)


@dataclass(frozen=True)
class Produced:
    """The documents of the session, read back, and what producing them found."""

    texts: dict[tuple[str, str], str]
    pdfs: dict[str, bytes]
    found: list[Diagnostic]


def read_pdf(content: bytes) -> str:
    """The text that stands on the pages of a PDF."""
    with pypdfium2.PdfDocument(content) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return _APART.sub("", "\n".join(pages))


def read_docx(content: bytes) -> str:
    """The text of a Word file."""
    signs = {qn("w:noBreakHyphen"): "-", qn("w:br"): "\n", qn("w:tab"): "\t"}
    body = docx.Document(io.BytesIO(content)).element.body
    return "".join(
        (node.text or "") if node.tag == qn("w:t") else signs.get(node.tag, "")
        for node in body.iter()
    )


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag not in ("meta", "br", "link", "img"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._inside.pop() == tag

    def handle_data(self, data: str) -> None:
        if "body" in self._inside:
            self.texts.append(data)


def read_html(content: bytes) -> str:
    """The text of a page of HTML, every element of which must be closed."""
    page = _Page()
    page.feed(content.decode())
    page.close()
    return "".join(page.texts)


READERS = {"pdf": read_pdf, "docx": read_docx, "html": read_html}


def produce(folder: Path, names: list[str]) -> Produced:
    """Make the documents, whatever is found on the way."""
    checked = check_session(write_everywhere(folder, names))
    assert not has_errors(checked.findings), checked.findings
    assert checked.situation is not None
    charte = checked.situation.reference.charte
    assert charte is not None
    tools = make_tools("fr", RenderSpec("corse", charte, None))
    context = make_acte_context(checked.situation.actes[0], "fr", charte)
    views = tuple(build_views(context))
    made = Produced({}, {}, check_before_rendering(views, "", tools))
    for view in views:
        for name, read in READERS.items():
            fmt = list_formats()[name]
            rendered = render_piece(fmt, view, tools)
            assert rendered is not None
            made.found.extend(fmt.audit(rendered.content, (view,)))
            made.texts[view.meta.fichier, name] = squeeze(read(rendered.content))
            if name == "pdf":
                made.pdfs[view.meta.fichier] = rendered.content
    return made


@pytest.fixture(scope="module")
def produced(tmp_path_factory: pytest.TempPathFactory) -> Produced:
    """The documents that carry every specimen that can be printed."""
    return produce(tmp_path_factory.mktemp("signes"), PRINTED)


@pytest.mark.parametrize("fmt", READERS)
@pytest.mark.parametrize("name", PRINTED)
def test_characters_come_out_whole_wherever_they_are_typed(
    name: str, fmt: str, produced: Produced
) -> None:
    soft = "\u00ad" in SPECIMENS[name] and fmt == "pdf"

    def show(text: str) -> str:
        # A soft hyphen is printed where it ends a line, and only there.
        return text.replace("-", "") if soft else text

    lost = [
        place
        for place, document in PLACES.items()
        if show(squeeze(mark(place, name))) not in show(produced.texts[document, fmt])
    ]
    assert lost == []


@pytest.mark.parametrize("fmt", READERS)
def test_strange_names_come_out_whole(fmt: str, produced: Produced) -> None:
    text = produced.texts["deliberation", fmt]

    for name in NAMES.values():
        assert text.count(squeeze(name)) >= 2


def test_nothing_is_found_wrong_with_them(produced: Produced) -> None:
    assert produced.found == []


@pytest.mark.parametrize(
    "document", ["deliberation", "rapport", "annexe-deliberation-1"]
)
def test_no_empty_box_is_printed(document: str, produced: Produced) -> None:
    """Glyph 0 is what a face draws for a character that it does not have."""
    with pikepdf.open(io.BytesIO(produced.pdfs[document])) as pdf:
        shown = [
            piece
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) in ("Tj", "TJ")
            for operand in operands
            for piece in (operand if isinstance(operand, pikepdf.Array) else [operand])
            if isinstance(piece, pikepdf.String)
        ]
    glyphs = [bytes(s)[i : i + 2] for s in shown for i in range(0, len(bytes(s)), 2)]

    assert len(glyphs) > 500
    assert b"\0\0" not in glyphs


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_characters_that_cannot_be_printed_are_refused(
    name: str, tmp_path: Path
) -> None:
    write_everywhere(tmp_path, [name])

    with standing_in(tmp_path):
        result = call("render", "seance.yaml", "--diagnostics", "json")

    assert result.status == 1
    assert not (tmp_path / "out").exists()
    assert result.codes == {"SOR02"}
    char = SPECIMENS[name].replace("vu ", "")[0]
    assert any(f"U+{ord(char):04X}" in f["message"] for f in result.findings)


@pytest.mark.parametrize("name", sorted(LEFTWARDS))
def test_what_goes_leftwards_is_read_back(name: str, tmp_path: Path) -> None:
    write_everywhere(tmp_path, [name])

    with standing_in(tmp_path):
        result = call("render", "seance.yaml", "--diagnostics", "json")

    assert result.status == 0, result.err
