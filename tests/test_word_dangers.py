"""A Word template that would run, fetch or take something in is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from cli_helpers import call, spread_session, standing_in, write_session
from delib_gen.formats.docx.fill import fill_template
from delib_gen.formats.docx.package import write_package
from delib_gen.resources import templates_dir
from delib_gen.templatecheck.check import check_template
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.library import TemplateLibrary, make_library
from delib_gen.templating.word_dangers import find_dangers
from delib_gen.view.deliberation import DeliberationView

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
Change = Callable[[dict[str, bytes]], None]


def make_template(*bodies: str, change: Change | None = None) -> bytes:
    """A Word file with a first paragraph, then these."""
    document = docx.Document()
    document.add_paragraph("Un mot")
    for body in bodies:
        paragraph = parse_xml(f"<w:p {SPACES}>{body}</w:p>")
        document.element.body.insert(len(document.element.body) - 1, paragraph)
    out = io.BytesIO()
    document.save(out)
    if change is None:
        return out.getvalue()
    with zipfile.ZipFile(out) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def find(content: bytes) -> list[tuple[str, str]]:
    """The codes and the messages of what a template would do."""
    faults = find_dangers(content, "g.docx")
    return [(fault.kind.code, str(fault)) for fault in faults]


def sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def write_field(*codes: str, shown: str = "x") -> str:
    """A field whose code is cut over as many runs."""
    told = f"<w:r><w:t>{shown}</w:t></w:r>"
    return "".join(
        [sign("begin"), *map(code, codes), sign("separate"), told, sign("end")]
    )


def simple(text: str) -> str:
    return f'<w:fldSimple w:instr="{text}"><w:r><w:t>x</w:t></w:r></w:fldSimple>'


def relate(
    kind: str, target: str, *, space: str = OFFICE, mode: str = "External"
) -> Change:
    """A relation more, of the text's."""
    relation = f'<Relationship Id="rIdX" Type="{space}/{kind}" Target="{target}"'
    relation += f' TargetMode="{mode}"/></Relationships>' if mode else "/>"

    def change(parts: dict[str, bytes]) -> None:
        name = "word/_rels/document.xml.rels"
        end = b"</Relationships>"
        text = relation if mode else relation + end.decode()
        parts[name] = parts[name].replace(end, text.encode())

    return change


def respell(name: str, change: Callable[[str], str], coding: str = "utf-8") -> Change:
    """A part written in another way."""

    def respelt(parts: dict[str, bytes]) -> None:
        text = change(parts[name].decode())
        parts[name] = text.replace("UTF-8", coding.upper()).encode(coding)

    return respelt


def both(*changes: Change) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        for one in changes:
            one(parts)

    return change


def tell_kind(kind: str) -> Change:
    """A part that says by its kind that it acts."""

    def change(parts: dict[str, bytes]) -> None:
        name = "[Content_Types].xml"
        told = f'<Override PartName="/word/x.bin" ContentType="{kind}"/></Types>'
        parts[name] = parts[name].replace(b"</Types>", told.encode())
        parts["word/x.bin"] = b"x"

    return change


def hide_field(parts: dict[str, bytes]) -> None:
    """A field in a part whose name does not say that it is XML."""
    parts["word/pied.bin"] = (
        f"<w:ftr {SPACES}><w:p>{simple('DDEAUTO cmd')}</w:p></w:ftr>".encode("utf-16")
    )


RELS = "word/_rels/document.xml.rels"
REMOTE = relate("image", "https://exemple.test/a.png")
ENTITY = '<!DOCTYPE r [<!ENTITY mode "External">]>'
later = partial(partial, make_template)
"""A file that is made by the test that asks for it."""
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "INCLUDETEXT": (
        later(write_field(' INCLUDETEXT "c:\\\\a.docx" ')),
        "texte, paragraphe 2, « x » : ce gabarit porte un champ `INCLUDETEXT`, qui va",
    ),
    "INCLUDEPICTURE": (
        later(simple(" INCLUDEPICTURE &quot;https://exemple.test/a.png&quot; ")),
        "`INCLUDEPICTURE`",
    ),
    "lower case": (later(simple(" includetext a.docx ")), "`INCLUDETEXT`"),
    "cut over runs": (later(write_field(" DD", "EAU", "TO cmd ")), "`DDEAUTO`"),
    "DDE": (later(write_field(" DDE excel a.xls ")), "`DDE`"),
    "LINK": (later(simple(" LINK Excel.Sheet.8 a.xls ")), "`LINK`"),
    "never ended": (later(sign("begin") + code(" LINK a ")), "`LINK`"),
    "without a beginning": (later(code(" DDEAUTO cmd ")), "`DDEAUTO`"),
    "in the code of another": (
        later(
            sign("begin")
            + code(" IF 1=1 ")
            + write_field(" INCLUDETEXT a.docx ")
            + sign("end")
        ),
        "`INCLUDETEXT`",
    ),
    "made by another": (
        later(
            sign("begin") + write_field(" QUOTE 68 68 69 ") + code(" cmd") + sign("end")
        ),
        "un champ que bâtit un autre champ",
    ),
    "RD": (later(write_field(" RD autre.docx ")), "`RD`"),
    "MACROBUTTON": (later(simple(" MACROBUTTON Ouvrir Ici ")), "`MACROBUTTON`"),
    "DATABASE": (later(simple(" DATABASE \\d a.mdb ")), "interroge une base"),
    "MERGEFIELD": (later(simple(" MERGEFIELD Nom ")), "liste d'envoi"),
    "FILLIN": (later(simple(" FILLIN Qui ? ")), "pose une question"),
    "link to a file": (
        later(write_field(' HYPERLINK "file:///c:/a.docx" ')),
        "un lien vers « file:///c:/a.docx »",
    ),
    "link that runs": (
        later(simple(" HYPERLINK \\o &quot;x&quot; javascript:a() ")),
        "un lien vers « javascript:a() »",
    ),
    "link made by a field": (
        later(
            sign("begin")
            + code(" HYPERLINK ")
            + write_field(" DOCPROPERTY a ")
            + sign("end")
        ),
        "un lien que bâtit un champ",
    ),
    "altChunk": (
        later('<w:r><w:t>a</w:t></w:r><w:altChunk r:id="rId1"/>'),
        "altChunk",
    ),
    "relation of altChunk": (
        later(change=relate("aFChunk", "a.html", mode="")),
        "altChunk",
    ),
    "subDoc": (later('<w:subDoc r:id="rId1"/>'), "sous-document"),
    "OLE": (
        later('<w:r><w:object><o:OLEObject ProgID="Package"/></w:object></w:r>'),
        "texte, paragraphe 2 : ce gabarit porte un objet d'un autre logiciel (OLE)",
    ),
    "OLE by its relation": (
        later(change=relate("oleObject", "embeddings/a.bin", mode="")),
        "(OLE)",
    ),
    "embedded file": (
        later(change=relate("package", "embeddings/a.xlsx", mode="")),
        "incorporé",
    ),
    "ActiveX": (later('<w:r><w:control r:id="rId1"/></w:r>'), "ActiveX"),
    "macros": (
        later(change=relate("vbaProject", "vbaProject.bin", space=MICROSOFT, mode="")),
        "des macros",
    ),
    "macros by their kind": (
        later(change=tell_kind("application/vnd.ms-office.vbaProject")),
        "des macros",
    ),
    "template with macros": (
        later(
            change=respell(
                "[Content_Types].xml",
                lambda text: text.replace(
                    "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                    "vnd.ms-word.template.macroEnabledTemplate.main",
                ),
            )
        ),
        "des macros",
    ),
    "add-in": (
        later(change=relate("webextensiontaskpanes", "w.xml", mode="")),
        "un module de Word",
    ),
    "frame": (later(change=relate("frame", "https://exemple.test")), "cadre"),
    "merge of letters": (
        later(
            change=respell(
                "word/settings.xml",
                lambda text: text.replace(
                    "</w:settings>", "<w:mailMerge/></w:settings>"
                ),
            )
        ),
        "partie `word/settings.xml` : ce gabarit porte une source de publipostage",
    ),
    "remote picture": (later(change=REMOTE), "« https://exemple.test/a.png »"),
    "remote picture, in characters by number": (
        later(
            change=both(
                REMOTE,
                respell(RELS, lambda t: t.replace('"External"', '"&#69;xternal"')),
            )
        ),
        "« https://exemple.test/a.png »",
    ),
    "remote picture, in UTF-16": (
        later(change=both(REMOTE, respell(RELS, str, "utf-16"))),
        "« https://exemple.test/a.png »",
    ),
    "remote picture, by an entity": (
        later(
            change=both(
                REMOTE,
                respell(
                    RELS,
                    lambda t: t.replace('"External"', '"&mode;"').replace(
                        "<Relationships", f"{ENTITY}<Relationships"
                    ),
                ),
            )
        ),
        "déclare des entités",
    ),
    "remote without being said so": (
        later(change=relate("image", "https://exemple.test/b", mode="")),
        "« https://exemple.test/b »",
    ),
    "picture of the network": (
        later(change=relate("image", r"\\serveur\a.png")),
        r"« \\serveur\a.png »",
    ),
    "part of another ending": (
        later(change=hide_field),
        "`DDEAUTO`",
    ),
    "part in another spelling": (
        later(
            change=respell(
                "word/settings.xml",
                lambda text: text.replace(
                    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    "http://purl.oclc.org/ooxml/wordprocessingml/main",
                ),
            )
        ),
        "Open XML strict",
    ),
    "link of the text to a file": (
        later(change=relate("hyperlink", "file:///c:/a.docx")),
        "un lien vers « file:///c:/a.docx »",
    ),
    "drawing of the web": (
        later(
            '<w:r><w:pict><v:shape><v:imagedata src="https://exemple.test/v"/>'
            "</v:shape></w:pict></w:r>"
        ),
        "un dessin qui demande « https://exemple.test/v »",
    ),
    "drawing that runs": (
        later('<w:r><w:pict><v:shape href="javascript:a()"/></w:pict></w:r>'),
        "un dessin qui demande « javascript:a() »",
    ),
}


@pytest.mark.serie(3)
@pytest.mark.parametrize("case", HOSTILE)
def test_what_acts_is_found_with_its_place(case: str) -> None:
    make, words = HOSTILE[case]

    found = find(make())

    assert found
    assert any(words in message for _, message in found), found
    expected = "GAB02" if words.startswith("«") else "GAB04"
    assert {code for code, _ in found} == {expected}


LAWFUL = {
    "page": write_field(" PAGE "),
    "pages": simple(" NUMPAGES "),
    "cut over runs": write_field(" NUM", "PAGES "),
    "date": simple(" DATE \\@ &quot;d MMMM yyyy&quot; "),
    "contents": write_field(' TOC \\o "1-3" \\h \\z \\u '),
    "reference": simple(" REF _Ref123 \\h "),
    "page of a reference": simple(" PAGEREF _Ref123 \\h "),
    "running head": simple(" STYLEREF &quot;Heading 1&quot; "),
    "numbers": simple(" SEQ Tableau \\* ARABIC "),
    "link": write_field(' HYPERLINK "https://exemple.test/a?b=c" '),
    "link to a mailbox": simple(" HYPERLINK mailto:a@exemple.test "),
    "link within": write_field(' HYPERLINK \\l "_Toc1" '),
    "link with a tip": write_field(' HYPERLINK \\o "Une aide" "https://exemple.test" '),
    "condition": write_field(" IF 1 = 1 ", ' "oui" "non" '),
    "word that looks like one": "<w:r><w:t>INCLUDETEXT, LINK, DDEAUTO</w:t></w:r>",
    "shown by one": write_field(" PAGE ", shown="DDEAUTO"),
    "drawing with a link": (
        '<w:r><w:pict><v:shape href="https://exemple.test"/></w:pict></w:r>'
    ),
}


@pytest.mark.parametrize("case", LAWFUL)
def test_what_is_lawful_serves(case: str, tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(make_template(LAWFUL[case]))

    filled = fill_template(TemplateLibrary((tmp_path,), 1), "t.docx", {})

    assert find(make_template(LAWFUL[case])) == []
    assert "Un mot" in [paragraph.text for paragraph in filled.paragraphs]


def chart_relation(parts: dict[str, bytes]) -> None:
    parts["word/charts/chart1.xml"] = b"<c/>"
    parts["word/charts/_rels/chart1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="rId1" Type="{OFFICE}/package" '
        'Target="../embeddings/a.xlsx"/></Relationships>'
    ).encode()


@pytest.mark.parametrize(
    "change",
    [
        relate("hyperlink", "https://exemple.test"),
        relate("hyperlink", "mailto:a@exemple.test"),
        relate("attachedTemplate", "file:///c:/Users/a/Normal.dotm"),
        relate("image", "media/image1.png", mode=""),
        chart_relation,
    ],
)
def test_lawful_relations_serve(change: Change) -> None:
    assert find(make_template(change=change)) == []


@pytest.mark.parametrize(
    "path", [*templates_dir().rglob("*.docx")], ids=lambda p: p.name
)
def test_shipped_templates_only_print(path: Path) -> None:
    assert find(path.read_bytes()) == []


@pytest.mark.parametrize(
    "body",
    [
        write_field(" {{ 'DDE' ~ 'AUTO' }} cmd "),
        simple(" {{ nom }} a.docx "),
        write_field(' HYPERLINK "{{ adresse }}" '),
        "<w:r><w:t>{{ champ }}</w:t></w:r>",
    ],
)
def test_what_a_template_computes_is_looked_at(body: str, tmp_path: Path) -> None:
    from markupsafe import Markup

    (tmp_path / "t.docx").write_bytes(make_template(body))
    field = f"</w:t></w:r>{simple('DDEAUTO cmd')}<w:r><w:t>"
    context = {
        "nom": "INCLUDETEXT",
        "adresse": "file:///c:/a",
        "champ": Markup(field),  # noqa: S704 - what is tried
    }

    assert find(make_template(body)) == []
    with pytest.raises(TemplateFault, match="paragraphe 2"):
        fill_template(TemplateLibrary((tmp_path,), 1), "t.docx", context)


def test_what_is_bound_to_data_shows_what_is_written(tmp_path: Path) -> None:
    """Word would put the data in the place of the words, once these were read back."""
    control = (
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{x}"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>douze voix</w:t></w:r></w:sdtContent></w:sdt>"
    )
    (tmp_path / "t.docx").write_bytes(make_template(control))

    filled = fill_template(TemplateLibrary((tmp_path,), 1), "t.docx", {})

    xml = filled.element.xml
    assert "douze voix" in xml
    assert "w:sdtContent" in xml
    assert "dataBinding" not in xml


def test_remarks_on_a_template_stay_with_it(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph("Un mot").runs[0]
    document.add_comment(run, "à revoir", author="DUPONT", initials="D")
    document.save(str(tmp_path / "t.docx"))

    filled = fill_template(TemplateLibrary((tmp_path,), 1), "t.docx", {})

    content = write_package(filled)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert b"Un mot" in parts["word/document.xml"]
    assert b"<w:comment" not in parts["word/document.xml"]
    assert not any(b"DUPONT" in part for part in parts.values())


def test_other_parts_are_looked_at(tmp_path: Path) -> None:
    document = docx.Document()
    header = document.sections[0].header
    header.paragraphs[0].text = "Mairie"
    header._element.append(
        parse_xml(f"<w:p {nsdecls('w')}>{simple(' INCLUDETEXT a.docx ')}</w:p>")
    )
    document.save(str(tmp_path / "t.docx"))

    ((_, message),) = find((tmp_path / "t.docx").read_bytes())

    assert message.startswith("g.docx, en-tête, paragraphe 2, « x » : ce gabarit porte")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with an own template that has two such fields."""
    folder = tmp_path / "gabarits"
    folder.mkdir()
    shipped = docx.Document(str(templates_dir() / "fr" / "deliberation.docx"))
    for text in (" INCLUDETEXT a.docx ", " DDEAUTO cmd "):
        paragraph = parse_xml(f"<w:p {nsdecls('w')}>{simple(text)}</w:p>")
        shipped.element.body.insert(0, paragraph)
    shipped.save(str(folder / "deliberation.docx"))
    return folder


def test_office_is_told_and_nothing_is_written(own: Path, tmp_path: Path) -> None:
    write_session(tmp_path, spread_session(""))
    with standing_in(tmp_path):
        result = call(
            *("render", "seance.yaml", "--format", "docx", "--only", "deliberation"),
            *("--templates", "gabarits"),
        )

    assert result.status == 1
    assert (
        "erreur[GAB04] : gabarits/deliberation.docx, texte, paragraphe 1" in result.err
    )
    assert not (tmp_path / "out").exists()


def test_check_tells_all_of_it_at_once(own: Path) -> None:
    library = make_library("fr", "corse", own)

    found = check_template(library, "deliberation.docx", DeliberationView)

    assert [f.code for f in found] == ["GAB04", "GAB04"]
    assert "`DDEAUTO`" in found[0].message
    assert "`INCLUDETEXT`" in found[1].message
