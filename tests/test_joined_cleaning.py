"""What somebody else's PDF carries beside its pages is taken out of it, and told."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from cli_helpers import call, read_tree, spread_session, standing_in, write_session
from delib_gen.load.files import NamedFile
from delib_gen.load.joined import clean_joined
from joined_helpers import act, annotate, make_pdf, write

MAKER = "DUPONT"
Change = Callable[[pikepdf.Pdf], Any]


def clean(content: bytes) -> tuple[bytes, str]:
    """The bytes that are joined; severities and messages of the findings."""
    cleaned, found = clean_joined(NamedFile("plan.pdf", "plan.pdf", content))
    return cleaned, "\n".join(f"{f.severity} {f.code} {f.message}" for f in found)


def spell(content: bytes) -> bytes:
    """A file with nothing packed, to look for words in."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
        )
    return out.getvalue()


def draw_looks(pdf: pikepdf.Pdf, words: str) -> Dictionary:
    """How an annotation looks."""
    face = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    looks = pdf.make_stream(
        write(words, 2, 8).encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 80, 30]),
        Resources=Dictionary(Font=Dictionary(F=face)),
    )
    return Dictionary(N=looks)


def remark(kind: str, words: str = "MARQUE", **keys: Any) -> Change:
    """A remark of a reviewer's, that prints what it looks like."""

    def change(pdf: pikepdf.Pdf) -> None:
        note = annotate(
            *(pdf, kind),
            T=String(f"J. {MAKER}"),
            Contents=String(f"{MAKER} relit"),
            **{"F": 4, "AP": draw_looks(pdf, words), **keys},
        )
        popup = annotate(pdf, "Popup", Parent=note, Contents=String(MAKER))
        note.Popup = popup

    return change


def tag_remark(pdf: pikepdf.Pdf) -> None:
    """One that the structure of the file knows and says."""
    remark("Text")(pdf)
    note = pdf.pages[0].obj.Annots[0]
    kid = Dictionary(Type=Name.OBJR, Obj=note)
    element = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem, S=Name.Annot, K=Array([kid]), Alt=String(MAKER)
        )
    )
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=element)


def link(action: Any) -> Change:
    return lambda pdf: annotate(pdf, "Link", A=action)


def to(address: str) -> Change:
    return link(act("URI", URI=String(address)))


def describe(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = MAKER
    pdf.docinfo["/Company"] = f"Mairie de {MAKER}"
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = [MAKER]
        metadata["pdfaid:part"] = "2"
        metadata["pdfaid:conformance"] = "B"


def note_on_things(pdf: pikepdf.Pdf) -> None:
    """What programs keep on pages and on pictures."""
    packet = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{MAKER}</x:xmpmeta>".encode()
    picture = pdf.make_stream(
        b"\x00",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=1,
        Height=1,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
        Metadata=pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML),
    )
    page = pdf.pages[0].obj
    page.Resources.XObject = Dictionary(Im=picture)
    page.PieceInfo = Dictionary(Word=Dictionary(Private=String(MAKER)))


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["compte.csv"] = MAKER.encode()


def relate(pdf: pikepdf.Pdf) -> None:
    """A file of the page's, which no list names."""
    stream = pdf.make_stream(MAKER.encode())
    file = Dictionary(Type=Name.Filespec, F=String("a.csv"), EF=Dictionary(F=stream))
    pdf.pages[0].obj.AF = Array([pdf.make_indirect(file)])


def mark(pdf: pikepdf.Pdf) -> None:
    item = pdf.make_indirect(
        Dictionary(Title=String("ici"), A=act("URI", URI=String(f"file:///{MAKER}")))
    )
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item))


def hide_page(pdf: pikepdf.Pdf) -> None:
    """A page that is on no paper: a form of Acrobat's may call it."""
    page = Dictionary(Type=Name.Template, Contents=pdf.make_stream(MAKER.encode()))
    pdf.Root.Names = Dictionary(
        Templates=Dictionary(Names=Array([String("a"), pdf.make_indirect(page)]))
    )


def take_content(pdf: pikepdf.Pdf) -> None:
    """What the page paints may come from a file beside."""
    stream = pdf.make_stream(b"", F=String(f"{MAKER}.bin"))
    pdf.pages[0].obj.Contents = Array([pdf.pages[0].obj.Contents, stream])


def take_drawing(pdf: pikepdf.Pdf) -> None:
    file = Dictionary(Type=Name.Filespec, UF=String(f"{MAKER}.pdf"))
    pdf.pages[0].obj.Resources.XObject = Dictionary(
        A=pdf.make_stream(
            b"",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 9, 9]),
            Ref=Dictionary(F=file, Page=0),
        )
    )


HOSTILE: dict[str, tuple[Change, str]] = {
    "note": (remark("Text"), "avertissement STR12 « plan.pdf » : une remarque"),
    "note that is tagged": (tag_remark, "une remarque de relecture (page 1)"),
    "caret": (remark("Caret"), "une remarque de relecture"),
    "remark that does not print": (
        remark("Highlight", F=0),
        "une remarque de relecture",
    ),
    "attached to the page": (remark("FileAttachment"), "fichiers attachés"),
    "attached": (attach, "fichiers attachés"),
    "related to the page": (relate, "fichiers attachés"),
    "script as an address": (to(f"javascript:{MAKER}"), "« javascript:DUPONT »"),
    "its twin": (to(f" JavaScript:{MAKER}()"), "retiré"),
    "script in a line of its own": (to(f"java\nscript:{MAKER}"), "retiré"),
    "file of the computer": (to(f"file:///c:/{MAKER}"), f"« file:///c:/{MAKER} »"),
    "file of the network": (to(rf"\\serveur\{MAKER}"), "retiré"),
    "file beside": (to(f"{MAKER}.pdf"), f"« {MAKER}.pdf »"),
    "data": (to(f"data:text/html,{MAKER}"), "retiré"),
    "another file": (link(act("GoToR", F=String(f"{MAKER}.pdf"), D=Array([0]))), "»"),
    "file within": (link(act("GoToE", T=Dictionary(N=String(MAKER)))), "GoToE"),
    "printing": (link(act("Named", N=Name.Print)), "Named"),
    "after a lawful one": (
        link(
            act(
                "URI",
                URI=String("https://exemple.test"),
                Next=act("URI", URI=String(f"file:///{MAKER}")),
            )
        ),
        "file:///",
    ),
    "bookmark": (mark, f"« file:///{MAKER} »"),
    "author": (describe, "note STR12 « plan.pdf » : ses propriétés (auteur"),
    "properties of things": (note_on_things, "ses propriétés"),
    "content of another file": (take_content, f"« {MAKER}.bin »"),
    "drawing of another file": (take_drawing, f"« {MAKER}.pdf »"),
    "page that is on no paper": (hide_page, ""),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_beside_the_pages_goes_and_is_told(case: str) -> None:
    change, words = HOSTILE[case]
    content = make_pdf(write("PLAN"), write("SUITE"), change=change)
    if case == "page that is on no paper":
        content = make_pdf(
            write("PLAN"), change=lambda pdf: (change(pdf), describe(pdf))
        )
    assert MAKER.encode() in spell(content) or case == "printing"

    cleaned, told = clean(content)

    assert words in told
    spelt = spell(cleaned)
    assert MAKER.encode() not in spelt
    assert not any(word in spelt.lower() for word in (b"javascript", b"file:", b"/ef "))
    with pypdfium2.PdfDocument(cleaned) as document:
        assert "PLAN" in document[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize(
    "kind", ["FreeText", "Stamp", "Ink", "Highlight", "StrikeOut", "Square", "Polygon"]
)
def test_what_prints_becomes_part_of_the_page(kind: str) -> None:
    cleaned, told = clean(make_pdf(write("PLAN", 40, 200), change=remark(kind)))

    with pypdfium2.PdfDocument(cleaned) as document:
        assert "MARQUE" in document[0].get_textpage().get_text_bounded()
    with pikepdf.open(io.BytesIO(cleaned)) as pdf:
        assert "/Annots" not in pdf.pages[0].obj
    assert MAKER.encode() not in spell(cleaned)
    assert "note STR12 « plan.pdf » : une annotation (page 1)" in told
    assert "avertissement" not in told


def lead_on(pdf: pikepdf.Pdf) -> None:
    """All that leads to a place where readers may go."""
    for address in (
        "https://exemple.test/a?b=c",
        "mailto:a@exemple.test",
        "HTTP://a.b",
    ):
        to(address)(pdf)
    link(act("GoTo", D=Array([pdf.pages[0].obj, Name.Fit])))(pdf)
    annotate(pdf, "Link", Dest=Array([pdf.pages[0].obj, Name.Fit]))
    link(act("Named", N=Name.NextPage))(pdf)
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])


def put_fields(pdf: pikepdf.Pdf) -> None:
    looks = draw_looks(pdf, "ROSSI")
    field = annotate(
        pdf, "Widget", FT=Name.Tx, T=String("nom"), V=String("ROSSI"), AP=looks, F=4
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def name_oddly(pdf: pikepdf.Pdf) -> None:
    """Things of a page whose names mean something elsewhere."""
    face = pdf.pages[0].obj.Resources.Font.F
    names = ("A", "AA", "AF", "B", "Metadata", "PieceInfo", "Thumb", "OpenAction")
    for name in names:
        pdf.pages[0].obj.Resources.Font["/" + name] = face
    text = "".join(f"BT /{name} 9 Tf 40 200 Td (X) Tj ET " for name in names)
    pdf.pages[0].obj.Contents = pdf.make_stream((text + write("PLAN")).encode())


@pytest.mark.parametrize("change", [lead_on, put_fields, name_oddly, lambda _: None])
def test_what_has_nothing_beside_its_pages_is_joined_byte_for_byte(
    change: Change,
) -> None:
    content = make_pdf(write("PLAN"), write("SUITE"), change=change)

    assert clean(content) == (content, "")


@pytest.mark.parametrize("change", [lead_on, put_fields, name_oddly])
def test_what_is_lawful_outlives_the_cleaning(change: Change) -> None:
    def both(pdf: pikepdf.Pdf) -> None:
        change(pdf)
        remark("Text")(pdf)
        remark("Stamp")(pdf)
        to("file:///c:/")(pdf)
        describe(pdf)

    content = make_pdf(write("PLAN"), write("SUITE"), change=change)
    cleaned, _ = clean(make_pdf(write("PLAN"), write("SUITE"), change=both))

    with (
        pikepdf.open(io.BytesIO(content)) as before,
        pikepdf.open(io.BytesIO(cleaned)) as after,
    ):
        first, second = before.pages[0].obj, after.pages[0].obj
        assert len(second.get("/Annots", ())) == len(first.get("/Annots", ()))
        assert len(second.Resources.Font) == len(first.Resources.Font)
        assert ("/AcroForm" in after.Root) == ("/AcroForm" in before.Root)
        assert ("/OpenAction" in after.Root) == ("/OpenAction" in before.Root)


def test_a_claim_of_archives_outlives_the_author() -> None:
    cleaned, _ = clean(make_pdf(write("PLAN"), change=describe))

    with pikepdf.open(io.BytesIO(cleaned)) as pdf, pdf.open_metadata() as metadata:
        assert len(metadata) == 2
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "B"
        assert "/Author" not in pdf.docinfo


def test_cleaning_is_done_once() -> None:
    once, _ = clean(make_pdf(write("PLAN"), change=describe))

    assert clean(once) == (once, "")


def test_what_was_taken_back_before_goes_too() -> None:
    """A file that was saved over keeps what it was."""
    whole = make_pdf(write("PLAN"), change=remark("Text"), compress_streams=False)
    start = whole.rindex(b"startxref\n") + 10
    before = int(whole[start : whole.index(b"\n", start)])
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        number, _ = pdf.pages[0].obj.objgen
        root, _ = pdf.Root.objgen
        size, parent = int(pdf.trailer.Size), pdf.Root.Pages.objgen[0]
    place = len(whole)
    page = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 300 400]>>" % parent
    whole += b"%d 0 obj\n%s\nendobj\n" % (number, page)
    xref = len(whole)
    whole += b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    whole += b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        *(size, root),
        *(before, xref),
    )

    cleaned, told = clean(whole)

    assert MAKER.encode() in whole
    assert MAKER.encode() not in spell(cleaned)
    assert "versions d'avant" in told


def sign(pdf: pikepdf.Pdf) -> None:
    field = annotate(
        pdf,
        "Widget",
        FT=Name.Sig,
        T=String("s"),
        V=Dictionary(
            Type=Name.Sig, Contents=String("x"), ByteRange=Array([0, 1, 2, 3])
        ),
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    describe(pdf)


def test_signed_file_stays_as_it_is_and_its_author_is_told() -> None:
    content = make_pdf(write("PLAN"), change=sign)

    cleaned, told = clean(content)

    assert cleaned == content
    assert "note STR12" in told
    assert "signé électroniquement" in told


def test_signed_file_with_notes_is_no_longer_signed() -> None:
    content = make_pdf(
        write("PLAN"), change=lambda pdf: (sign(pdf), remark("Text")(pdf))
    )

    cleaned, told = clean(content)

    assert MAKER.encode() not in spell(cleaned)
    assert "signature électronique ne vaut que pour l'original" in told
    with pikepdf.open(io.BytesIO(cleaned)) as pdf:
        assert "/V" not in pdf.pages[0].obj.Annots[0]


def test_nothing_of_it_is_in_what_is_written(tmp_path: Path) -> None:
    """The annexe's own file and the dossier; the finding has the annexe's line."""

    def everything(pdf: pikepdf.Pdf) -> None:
        for change in (remark("Text"), remark("Stamp"), describe, note_on_things):
            change(pdf)
        to(f"javascript:{MAKER}")(pdf)
        to("https://exemple.test/suite")(pdf)
        attach(pdf)

    content = make_pdf(write("PLAN", 40, 300), change=everything)
    (tmp_path / "plan.pdf").write_bytes(content)
    write_session(
        tmp_path, spread_session("annexes: [{titre: Le plan, fichier: plan.pdf}]")
    )
    with standing_in(tmp_path):
        result = call(
            *("render", "seance.yaml", "--format", "pdf"),
            *("--only", "annexes,dossier", "--diagnostics", "json"),
        )

    assert result.status == 0, result.err
    found = [f for f in result.findings if f["code"] == "STR12"]
    assert [f["severity"] for f in found] == ["avertissement"] * 3 + ["note"] * 2
    lines = (tmp_path / "seance.yaml").read_text("utf-8").splitlines()
    assert all("plan.pdf" in lines[f["line"] - 1] for f in found)
    made = read_tree(tmp_path / "out" / "2023-12-19-cp" / "23-187-CP")
    assert set(made) == {"annexe-deliberation-1.fr.pdf", "dossier.fr.pdf"}
    for name, file in made.items():
        spelt = spell(file)
        assert MAKER.encode() not in spelt, name
        assert b"javascript" not in spelt
        assert b"https://exemple.test/suite" in spelt
        with pypdfium2.PdfDocument(file) as document:
            pages = [page.get_textpage().get_text_bounded() for page in document]
        assert any("MARQUE" in page and "PLAN" in page for page in pages), name
