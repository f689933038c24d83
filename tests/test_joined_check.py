"""A PDF that cannot be joined is told when the session is checked, at its line."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from cli_helpers import Result, call, spread_session, standing_in, write_session
from delib_gen.load import joined
from joined_helpers import act, annotate, make_pdf, script, write

Change = Callable[[pikepdf.Pdf], Any]


def check(folder: Path, content: bytes) -> Result:
    """A session that joins a PDF, checked."""
    (folder / "plan.pdf").write_bytes(content)
    write_session(
        folder, spread_session("annexes: [{titre: Le plan, fichier: plan.pdf}]")
    )
    with standing_in(folder):
        return call("check", "seance.yaml", "--diagnostics", "json")


def list_codes(result: Result) -> list[str]:
    """The codes of all findings: that the annexe is not announced is one."""
    return [found["code"] for found in result.findings]


def find(result: Result) -> tuple[str, str, str, str]:
    """The finding about the file: code, severity, message, hint; it has its place."""
    (found,) = (f for f in result.findings if f["code"].startswith("STR"))
    lines = Path("seance.yaml")
    assert found["file"] == str(lines)
    assert found["line"] is not None
    return found["code"], found["severity"], found["message"], found["hint"]


@pytest.fixture
def plain() -> bytes:
    return make_pdf(write("PLAN"), write("SUITE"))


def test_plain_file_is_taken(tmp_path: Path, plain: bytes) -> None:
    assert list_codes(check(tmp_path, plain)) == ["ACT09"]


def test_finding_is_at_the_line_of_the_file(tmp_path: Path) -> None:
    result = check(tmp_path, make_pdf(write("A"), change=_open_with(script())))

    (found,) = (f for f in result.findings if f["code"] == "STR12")
    line = (tmp_path / "seance.yaml").read_text("utf-8").split("\n")[found["line"] - 1]
    assert line[found["column"] - 1 :].startswith("plan.pdf")


def _encrypt(**words: str) -> bytes:
    return make_pdf(
        write("A"), encryption=pikepdf.Encryption(**words), deterministic_id=False
    )


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _empty(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0]


REFUSED = {
    "password": (lambda: _encrypt(owner="x", user="y"), "mot de passe"),
    "locked": (lambda: _encrypt(owner="x", user=""), "protégé contre"),
    "cut short": (lambda: _cut(make_pdf(write("A"))), "abîmé"),
    "head alone": (lambda: b"%PDF-1.7\n", "abîmé"),
    "no page": (lambda: make_pdf(write("A"), change=_empty), "n'a pas de page"),
    "flat page": (
        lambda: make_pdf(write("A"), keys={"/MediaBox": Array([0, 0, 0, 0])}),
        "page 1 n'a pas de dimensions",
    ),
    "endless page": (
        lambda: make_pdf(write("A"), keys={"/UserUnit": 1_000_000}),
        "page 1 n'a pas de dimensions",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_unreadable_file_is_refused_with_the_way_out(case: str, tmp_path: Path) -> None:
    make, words = REFUSED[case]

    code, severity, message, hint = find(check(tmp_path, make()))

    assert (code, severity) == ("STR06", "erreur")
    assert "plan.pdf" in message
    assert words in message
    assert "Imprimer en PDF" in hint or case == "no page"


def test_file_of_too_many_pages_is_refused(
    tmp_path: Path, plain: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joined, "MAX_PDF_PAGES", 1)

    code, _, message, _ = find(check(tmp_path, plain))

    assert code == "STR07"
    assert "a 2 pages, la limite est de 1" in message


def _open_with(action: Any) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = action

    return change


def _name_scripts(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), script()]))
    )


def _act_on_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=script())


def _chain(pdf: pikepdf.Pdf) -> None:
    first = pdf.make_indirect(act("URI", URI=String("https://exemple.test")))
    second = pdf.make_indirect(act("Launch", F=String("calc.exe"), Next=first))
    first.Next = Array([second])
    annotate(pdf, "Link", A=first)


def _compute(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(
        Dictionary(FT=Name.Tx, T=String("total"), AA=Dictionary(C=script()))
    )
    parent = pdf.make_indirect(Dictionary(T=String("tout"), Kids=Array([field])))
    field.Parent = parent
    pdf.Root.AcroForm = Dictionary(Fields=Array([parent]))


def _mark(pdf: pikepdf.Pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("ici"), A=script()))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item))


def _ask_xfa(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp:xdp/>"))


def _pack(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Collection = Dictionary()


ACTIVE: dict[str, tuple[Change, str]] = {
    "script at the opening": (_open_with(script()), "script"),
    "named script": (_name_scripts, "script"),
    "script of a page": (_act_on_page, "script"),
    "program at the end of a loop": (_chain, "programme"),
    "script of a field": (_compute, "script"),
    "script of a bookmark": (_mark, "script"),
    "sending": (lambda pdf: annotate(pdf, "Link", A=act("SubmitForm")), "envoi"),
    "film": (lambda pdf: annotate(pdf, "RichMedia"), "multimédia"),
    "sound": (lambda pdf: annotate(pdf, "Link", A=act("Sound")), "multimédia"),
    "XFA": (_ask_xfa, "XFA"),
    "portfolio": (_pack, "porte-documents"),
}


@pytest.mark.parametrize("case", ACTIVE)
def test_file_that_acts_is_refused_with_the_way_out(case: str, tmp_path: Path) -> None:
    change, words = ACTIVE[case]

    found = find(check(tmp_path, make_pdf(write("A"), change=change)))

    code, severity, message, hint = found
    assert (code, severity) == ("STR12", "erreur")
    assert words in message
    assert "Imprimer en PDF" in hint


def _attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["compte.csv"] = b"1;2"


@pytest.mark.parametrize(
    "change", [_attach, lambda pdf: annotate(pdf, "FileAttachment")]
)
def test_attached_files_are_told_and_nothing_is_refused(
    change: Change, tmp_path: Path
) -> None:
    result = check(tmp_path, make_pdf(write("A"), change=change))

    code, severity, message, _ = find(result)
    assert (code, severity) == ("STR12", "avertissement")
    assert "fichiers attachés" in message
    assert result.status == 0


def _link(pdf: pikepdf.Pdf) -> None:
    annotate(pdf, "Link", A=act("URI", URI=String("https://exemple.test")))
    annotate(pdf, "Link", A=act("GoTo", D=Array([pdf.pages[0].obj, Name.Fit])))
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
    field = annotate(pdf, "Widget", FT=Name.Tx, T=String("nom"), V=String("ROSSI"))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def test_links_fields_and_the_page_it_opens_at_are_no_matter(tmp_path: Path) -> None:
    result = check(tmp_path, make_pdf(write("A"), change=_link))

    assert list_codes(result) == ["ACT09"]


def test_any_damage_is_a_finding(tmp_path: Path) -> None:
    """Half a hundred cuts and spoilt bytes: never a failure of ours."""
    good = make_pdf(write("A"), change=_link, compress_streams=False)
    for step in range(0, len(good), max(len(good) // 25, 1)):
        for bad in (good[:step], good[:step] + b"\xff" + good[step + 1 :]):
            result = check(tmp_path, bad)
            assert result.status in (0, 1), (step, result.err)


def test_file_that_only_rendering_reads_is_refused_before_it(tmp_path: Path) -> None:
    """A page in two streams must be unpacked: a spoilt one is told, not met."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        bad = pdf.make_stream(b"")
        bad.write(b"not packed", filter=Name.FlateDecode)
        pdf.pages[0].obj.Contents = Array([pdf.pages[0].obj.Contents, bad])

    content = make_pdf(write("A"), change=spoil, compress_streams=False)
    assert check(tmp_path, content).status == 0
    with standing_in(tmp_path):
        result = call("render", "seance.yaml", "--format", "pdf")

    assert result.status == 1
    assert "abîmé" in result.err
    assert not (tmp_path / "out").exists()


def test_helpers_make_what_they_say() -> None:
    """The control: the plain file has two pages that read."""
    with pikepdf.open(io.BytesIO(make_pdf(write("A"), write("B")))) as pdf:
        assert [b"Tj" in p.Contents.read_bytes() for p in pdf.pages] == [True, True]
