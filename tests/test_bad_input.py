"""Files that nobody should write: refused with a finding, quickly, nothing touched.

Every case is rendered over a folder that already holds the files of a good
session: what stood there must be there still, byte for byte. The network is
planted with traps: opening a socket or asking for an address fails the test.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pikepdf
import pytest

from cli_helpers import (
    Result,
    call,
    line_of,
    read_tree,
    small_session,
    spread_session,
    standing_in,
    write_session,
)
from conftest import draw
from delib_gen.formats.base import RenderTools
from delib_gen.formats.pdf.engine import lay_out
from delib_gen.load.limits import MAX_DEPTH
from delib_gen.templating.errors import TemplateFault

# What a refusal never comes near on any machine: a bound against hanging, no measure.
SECONDS = 60.0
RAPPORT = "rapport: {numero: 2023/330/CP, corps: texte.md}"
ANNEXE = "annexes: [{titre: Un plan, fichier: plan.pdf}]"


class Network:
    """Counts what would have gone to the network."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def refuse(self, *arguments: Any, **_: Any) -> NoReturn:
        self.asked.append(repr(arguments))
        raise OSError("the network was asked for")


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    """Traps in place of the ways to the network."""
    trap = Network()
    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, trap.refuse)
    return trap


@pytest.fixture(scope="module")
def produced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a good session."""
    folder = tmp_path_factory.mktemp("bon")
    path = write_session(folder, small_session())
    with standing_in(folder):
        assert call("render", path.name, "--format", "html").status == 0
    return folder / "out"


@pytest.fixture
def folder(tmp_path: Path, produced: Path) -> Path:
    """A folder in which those files stand."""
    place = tmp_path / "seance"
    place.mkdir()
    shutil.copytree(produced, place / "out")
    return place


def refuse(
    folder: Path,
    path: str | Path,
    network: Network,
    *more: str,
    seconds: float = SECONDS,
) -> Result:
    """Render what must be refused; gives the findings, each looked at."""
    before = read_tree(folder)
    with standing_in(folder):
        result = call(
            *("render", path, "--format", "pdf,docx,html", "--diagnostics", "json"),
            *more,
        )
    assert result.status == 1, result
    assert "Traceback" not in result.err + result.out
    assert result.out == ""
    assert result.codes
    for finding in result.findings:
        assert finding["message"]
        assert finding["file"] is None or finding["line"] >= 1
        assert finding["file"] is None or finding["column"] >= 1
    assert network.asked == []
    assert read_tree(folder) == before
    assert result.seconds < seconds
    return result


def first_error(result: Result) -> tuple[str, str | None, int | None]:
    """The code and the place of the first error."""
    error = next(f for f in result.findings if f["severity"] == "erreur")
    return error["code"], error["file"], error["line"]


SMALL = small_session()
END = SMALL.count("\n") + 1
"""The line below its last."""
ACCENT = next(n for n, row in enumerate(SMALL.split("\n"), 1) if not row.isascii())
NUMBER, VOTE = line_of(SMALL, "23/187 CP"), line_of(SMALL, "unanimite")
BOM = b"\xef\xbb\xbf"

TEXTS: dict[str, tuple[bytes, str, int | None]] = {
    # the bytes of the session file, the code expected, the line expected
    "empty": (b"", "STR05", 1),
    "only comments": (b"# rien\n# toujours rien\n", "STR05", 1),
    "only spaces": (b"  \n\n", "STR05", 1),
    "only a byte order mark": (BOM, "STR05", 1),
    "a text": (b"bonjour\n", "STR03", 1),
    "a list": (b"- bonjour\n", "STR03", 1),
    "a null": (b"~\n", "STR05", 1),
    "UTF-16 with its mark": (SMALL.encode("utf-16"), "STR05", 1),
    "UTF-16 without a mark": (SMALL.encode("utf-16-le"), "STR05", None),
    "UTF-32": (SMALL.encode("utf-32"), "STR05", None),
    "Latin-1": (SMALL.encode("latin-1"), "STR05", ACCENT),
    "NUL bytes": (SMALL.replace("EXEMPLE", "EX\0EMPLE").encode(), "STR05", None),
    "nothing but NUL bytes": (b"\0" * 1000, "STR05", None),
    "a control character": (b"organe: \x01x\n" + SMALL.encode(), "STR05", 1),
    "an escape": (SMALL.replace("EXEMPLE", "EX\x1b[2JEMPLE").encode(), "STR05", None),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "STR05", None),
    "a ZIP": (b"PK\x03\x04" + bytes(range(256)), "STR05", None),
    "two documents": (f"{SMALL}---\n{SMALL}".encode(), "STR05", END),
    "a Python object": (b"a: !!python/object/apply:os.system [ls]\n", "STR05", 1),
    "a tag": (SMALL.replace("23/187 CP", "!!str 23/187 CP").encode(), "STR05", NUMBER),
    "an unknown alias": (SMALL.replace("unanimite", "*rien").encode(), "STR05", VOTE),
    "an alias of its own": (b"a: &a [*a]\n", "STR05", 1),
    "an alias of its own, in keys": (b"a: &a {b: *a}\n", "STR05", 1),
    "a merge of itself": (b"a: &a\n  <<: *a\n", "STR05", 2),
    "flow depth": (b"a: " + b"[" * 100_000, "STR07", 1),
    "flow depth, closed": (
        b"a: " + b"[" * 100_000 + b"]" * 100_000,
        "STR07",
        1,
    ),
    "flow depth, keys": (b"a: " + b"{a: " * 100_000, "STR07", 1),
    "block depth, lists": (b"- " * 100_000, "STR07", 1),
    "block depth, keys": (
        b"".join(b" " * i + b"a:\n" for i in range(2_000)),
        "STR07",
        MAX_DEPTH + 1,
    ),
    "complex keys": (b"? " * 100_000, "STR07", 1),
    "an unclosed quotation": (b'titre: "' + b"a" * 100_000, "STR05", None),
    "an unclosed quotation, lines": (b'titre: "\n' + b"a\n" * 50_000, "STR05", None),
    "a list for a key": (SMALL.encode() + b"? [a, b]\n: c\n", "STR03", END),
    "a block for a key": (SMALL.encode() + b"? {a: b}\n: c\n", "STR03", END),
    "an empty key": (SMALL.encode() + b": c\n", "STR05", END),
    "a null key": (SMALL.encode() + b"~: c\n", "STR01", END),
    "a number for a key": (SMALL.encode() + b"12: c\n", "STR01", END),
    "a sign for a key": (SMALL.encode() + b'"\\u202e\\e[31m": c\n', "STR01", END),
    "a key of 100 kB": (
        SMALL.encode() + b"? " + b"k" * 100_000 + b"\n: c\n",
        "STR01",
        END,
    ),
    "a surrogate": (SMALL.encode() + b'session: "\\ud800"\n', "STR05", END),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_file_that_is_no_session_is_refused(
    name: str, folder: Path, network: Network
) -> None:
    content, code, line = TEXTS[name]
    write_session(folder, content)

    result = refuse(folder, "seance.yaml", network)

    found = next(f for f in result.findings if f["code"] == code)
    assert found["file"] == "seance.yaml"
    assert line is None or found["line"] == line


def test_alias_bomb_is_refused(folder: Path, network: Network) -> None:
    """Ten aliases of ten aliases, seven times over: ten million values in 400 bytes."""
    lines = ["l0: &l0 rire"]
    lines += [f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 10)}]" for i in range(1, 8)]
    write_session(folder, "\n".join(lines))

    code, _, line = first_error(refuse(folder, "seance.yaml", network))

    assert code == "STR07"
    assert line == 6


@pytest.mark.parametrize("name", ["seance.yaml", "seance.txt", "seance"])
def test_file_of_50_megabytes_is_refused(
    name: str, folder: Path, network: Network
) -> None:
    with (folder / name).open("wb") as file:
        file.truncate(50_000_000)

    assert first_error(refuse(folder, name, network)) == ("STR07", name, 1)


def test_missing_file_is_refused(folder: Path, network: Network) -> None:
    write_session(folder, SMALL)

    result = refuse(folder, "seence.yaml", network)

    assert first_error(result) == ("STR06", "seence.yaml", 1)
    assert "`seance.yaml`" in result.findings[0]["hint"]


@pytest.mark.parametrize("name", [".", "out", "out/", "..", "/"])
def test_folder_for_a_file_is_refused(
    name: str, folder: Path, network: Network
) -> None:
    assert first_error(refuse(folder, name, network))[0] == "STR06"


def test_pipe_for_a_file_is_refused_without_waiting(
    folder: Path, network: Network
) -> None:
    os.mkfifo(folder / "tube.yaml")

    with standing_in(folder):
        result = call("render", "tube.yaml", "--diagnostics", "json")

    assert result.codes == {"STR06"}


def test_device_for_a_file_is_refused(folder: Path, network: Network) -> None:
    assert first_error(refuse(folder, "/dev/zero", network))[0] == "STR06"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_file_without_the_right_to_read_is_refused(
    folder: Path, network: Network
) -> None:
    path = write_session(folder, SMALL)
    path.chmod(0)

    with standing_in(folder):
        result = call("render", "seance.yaml", "--diagnostics", "json")

    assert result.codes == {"STR06"}


def test_loop_of_links_is_refused(folder: Path, network: Network) -> None:
    (folder / "a.yaml").symlink_to("b.yaml")
    (folder / "b.yaml").symlink_to("a.yaml")

    assert first_error(refuse(folder, "a.yaml", network))[0] == "STR06"


ACCEPTED = {
    "byte order mark": BOM + SMALL.encode(),
    "CRLF": SMALL.replace("\n", "\r\n").encode(),
    "byte order mark and CRLF": BOM + SMALL.replace("\n", "\r\n").encode(),
    "document marks": f"%YAML 1.1\n---\n{SMALL}...\n".encode(),
    "no newline at the end": SMALL.rstrip("\n").encode(),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_harmless_variants_are_accepted(
    name: str, folder: Path, produced: Path
) -> None:
    """And give the same documents as the plain file does."""
    write_session(folder, ACCEPTED[name])

    with standing_in(folder):
        result = call("render", "seance.yaml", "--format", "html", "-o", "neuf")

    assert (result.status, result.err) == (0, "")
    act = "2023-12-19-cp/23-187-CP"
    assert read_tree(folder / "neuf" / act) == read_tree(produced / act)


@pytest.mark.parametrize("kind", ["corps", "fichier", "acte"])
@pytest.mark.parametrize(
    "named",
    [
        "../dehors.{}",
        "a/../../dehors.{}",
        "lien.{}",
        "dossier/dehors.{}",
        "{root}/dehors.{}",
        "{root}/seance/dedans.{}",
        "absent.{}",
        "out.{}",
        "http://exemple.test/dehors.{}",
        "file:///etc/passwd.{}",
        "//exemple.test/dehors.{}",
        "a\\b.{}",
    ],
)
def test_file_out_of_the_folder_is_refused(
    named: str, kind: str, folder: Path, network: Network
) -> None:
    suffix = "yaml" if kind == "acte" else "md"
    root = folder.parent
    for place in (root / f"dehors.{suffix}", folder / f"dedans.{suffix}"):
        place.write_text("Du texte.\n", encoding="utf-8")
    (folder / f"lien.{suffix}").symlink_to(root / f"dehors.{suffix}")
    (folder / "dossier").symlink_to(root)
    (folder / f"out.{suffix}").mkdir()
    named = named.format(suffix, root=root)
    if kind == "acte":
        text = spread_session() + f"  - '{named}'\n"
    elif kind == "corps":
        text = spread_session(f"rapport: {{numero: 2023/330/CP, corps: '{named}'}}")
    else:
        text = spread_session(f"annexes: [{{titre: Un plan, fichier: '{named}'}}]")
    write_session(folder, text)

    found = first_error(refuse(folder, "seance.yaml", network))

    assert found == ("STR06", "seance.yaml", line_of(text, named))


def test_session_and_its_files_may_stand_behind_a_link(
    tmp_path: Path, network: Network
) -> None:
    """A folder that is itself a link is the office's own business."""
    (tmp_path / "vrai" / "textes").mkdir(parents=True)
    (tmp_path / "lien").symlink_to("vrai")
    (tmp_path / "vrai" / "textes" / "texte.md").write_text("Un.\n", encoding="utf-8")
    session = spread_session("rapport: {numero: 2023/330/CP, corps: textes/texte.md}")
    write_session(tmp_path / "vrai", session)

    assert call("check", tmp_path / "lien" / "seance.yaml").status == 0


MARKDOWN = {
    "image address in HTML": '<img src="http://exemple.test/logo.png">',
    "raw HTML block": "<div>\n\nUn texte.\n\n</div>",
    "raw HTML": "Un <b>texte</b>.",
    "script": "<script>alert(1)</script>",
    "style": "<style>@import url(http://exemple.test/a.css);</style>",
    "comment": "<!-- caché -->",
    "processing instruction": "<?php echo 1 ?>",
    "declaration": "<!DOCTYPE html>",
    "CDATA": "Un <![CDATA[texte]]>.",
    "javascript link": "[ici](javascript:alert%281%29)",
    "javascript link, upper case": "[ici](JaVaScRiPt:alert)",
    "javascript link in brackets": "<javascript:alert>",
    "data link": "[ici](data:text/html;base64,PHNjcmlwdD4=)",
    "file link": "[ici](file:///etc/passwd)",
    "relative link": "[ici](../secret.md)",
    "vbscript link": "[ici](vbscript:msgbox)",
    "code block": "```\nrm -rf\n```",
    "code": "Un `mot`.",
    "rule": "Un.\n\n---\n\nDeux.",
    "attribute": '{style="position: fixed"}\n- Un.',
    "deep lists": "\n".join("  " * depth + "- x" for depth in range(200)),
    "deep lists on one line": "- " * 500 + "x",
    "deep numbered lists": "1. " * 500 + "x",
    "deep quotations": "> " * 1_000 + "x",
    "quotations in lists": "- > " * 300 + "x",
}


@pytest.mark.parametrize("name", MARKDOWN)
@pytest.mark.parametrize("inline", [False, True], ids=["file", "inline"])
def test_markdown_that_no_format_may_lose_is_refused(
    name: str, inline: bool, folder: Path, network: Network
) -> None:
    (folder / "texte.md").write_text(f"# Un titre\n\n{MARKDOWN[name]}\n")
    if inline:
        body = "".join(f"\n        {line}" for line in MARKDOWN[name].split("\n"))
        text = spread_session(
            f"rapport:\n      numero: 2023/330/CP\n      corps: |{body}"
        )
    else:
        text = spread_session(RAPPORT)
    write_session(folder, text)

    code, file, line = first_error(refuse(folder, "seance.yaml", network))

    assert code == "STR10"
    assert line is not None
    if inline:
        assert (file, line >= line_of(text, "corps:")) == ("seance.yaml", True)
    else:
        assert (file, line >= 3) == ("texte.md", True)


PICTURES = {
    "remote": "![le logo](https://exemple.test/logo.png)",
    "absent": "![le logo](logo.png)",
    "by reference": "![logo][1]\n\n[1]: http://exemple.test/logo.png",
    "of the machine": "![logo](file:///etc/logo.png)",
    "out of the folder": "![logo](../logo.png)",
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture_that_is_not_in_the_folder_is_refused(
    name: str, folder: Path, network: Network
) -> None:
    (folder.parent / "logo.png").write_bytes(b"")
    (folder / "texte.md").write_text(f"# Un titre\n\n{PICTURES[name]}\n")
    write_session(folder, spread_session(RAPPORT))

    found = first_error(refuse(folder, "seance.yaml", network))

    assert found == ("STR06", "texte.md", 3)


def make_pdf(pages: int = 1, **options: Any) -> bytes:
    """A made-up PDF."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(out, **options)
    return out.getvalue()


def make_bomb() -> bytes:
    """A page tree that has itself for a child."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF\n"
    )


def list_bad_pdfs() -> dict[str, Callable[[], bytes]]:
    locked = pikepdf.Encryption(owner="o", user="u", R=6)
    protected = pikepdf.Encryption(owner="o", user="", R=6)
    return {
        "text": lambda: b"bonjour",
        "empty": lambda: b"",
        "header only": lambda: b"%PDF-1.7\n",
        "truncated": lambda: make_pdf()[:200],
        "first half": lambda: make_pdf(20)[: len(make_pdf(20)) // 2],
        "noise after the header": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40,
        "no pages": lambda: make_pdf(0),
        "a password to open": lambda: make_pdf(encryption=locked),
        "a password to change": lambda: make_pdf(encryption=protected),
        "pages that go round": make_bomb,
    }


BAD_PDFS = list_bad_pdfs()


@pytest.mark.parametrize("name", BAD_PDFS)
def test_joined_pdf_that_cannot_be_joined_is_refused(
    name: str, folder: Path, network: Network
) -> None:
    (folder / "plan.pdf").write_bytes(BAD_PDFS[name]())
    write_session(folder, spread_session(ANNEXE))

    assert first_error(refuse(folder, "seance.yaml", network))[0] == "STR06"


@pytest.mark.parametrize(
    ("fichier", "code"),
    [
        ("plan.exe", "STR06"),
        ("plan", "STR06"),
        ("plan.docx", "STR06"),
        ("plan.png", "STR06"),
        ("'   '", "STR02"),
        ("[plan.pdf]", "STR03"),
        ("{a: b}", "STR03"),
        ('"a\\0b.pdf"', "STR06"),
        ("a" * 5000 + ".pdf", "STR06"),
        ('"\\ud83d\\ude00.pdf"', "STR05"),
    ],
)
def test_annexe_of_another_kind_is_refused(
    fichier: str, code: str, folder: Path, network: Network
) -> None:
    for name in ("plan.exe", "plan", "plan.docx", "plan.png"):
        (folder / name).write_bytes(b"x")
    text = spread_session(
        f"annexes:\n      - titre: Un plan\n        fichier: {fichier}"
    )
    write_session(folder, text)

    found = first_error(refuse(folder, "seance.yaml", network))

    assert found == (code, "seance.yaml", line_of(text, "fichier:"))


def test_10_000_members_named_are_refused_each_at_its_place(
    folder: Path, network: Network
) -> None:
    names = ", ".join(f"INCONNU{rank}" for rank in range(10_000))
    write_session(folder, SMALL.replace("[ARRIGHI", f"[{names}, ARRIGHI"))

    result = refuse(folder, "seance.yaml", network)

    wrong = [f for f in result.findings if f["code"] == "PRE02"]
    assert len({(f["line"], f["column"]) for f in wrong}) == 10_000


def test_3_000_unknown_keys_are_refused_each_at_its_place(
    folder: Path, network: Network
) -> None:
    keys = "\n".join(f"cle{rank}: x" for rank in range(3_000))
    write_session(folder, f"{SMALL}{keys}\n")

    result = refuse(folder, "seance.yaml", network)

    assert {f["line"] for f in result.findings} == set(range(END, END + 3_000))


@pytest.mark.parametrize(
    ("title", "status"),
    [("MOT " * 25_000, 0), ("M" * 100_000, 1)],
    ids=["words", "one"],
)
def test_title_of_100_kilobytes_is_read_quickly(
    title: str, status: int, folder: Path, network: Network
) -> None:
    """Of a single word, no page could be made in a time with a measure (STR17)."""
    write_session(folder, SMALL.replace("APPROUVANT UN EXEMPLE", title))

    with standing_in(folder):
        result = call("check", "seance.yaml")

    assert result.status == status
    assert ("STR17" in result.err) == bool(status)
    assert result.seconds < SECONDS
    assert len(result.out + result.err) < 1_000


def test_message_about_a_huge_value_stays_short(folder: Path, network: Network) -> None:
    """A value of 100 kB is cut where it is quoted."""
    write_session(folder, SMALL.replace("unanimite", "u" * 100_000))

    result = refuse(folder, "seance.yaml", network)

    assert max(len(f["message"]) for f in result.findings) < 1_000


REMOTE = "http://exemple.test/a"
TEMPLATES = {
    "image": ("deliberation.html.j2", f'<img src="{REMOTE}.png" alt="">'),
    "image, https": ("deliberation.html.j2", '<img src="https://exemple.test/a">'),
    "image, ftp": ("deliberation.html.j2", '<img src="ftp://exemple.test/a" alt="">'),
    "image, no scheme": ("deliberation.html.j2", '<img src="//exemple.test/a" alt="">'),
    "image of the machine": (
        "deliberation.html.j2",
        '<img src="file:///etc/hostname" alt="">',
    ),
    "image above": ("deliberation.html.j2", '<img src="../../dehors.png" alt="">'),
    "image, picture set": (
        "deliberation.html.j2",
        f'<picture><source srcset="{REMOTE}.png"><img src="{REMOTE}.png"></picture>',
    ),
    "object": ("deliberation.html.j2", f'<object data="{REMOTE}.svg"></object>'),
    "embedded": ("deliberation.html.j2", f'<embed src="{REMOTE}.svg">'),
    "link": ("deliberation.html.j2", f'<link rel="stylesheet" href="{REMOTE}.css">'),
    "attachment": ("deliberation.html.j2", f'<link rel="attachment" href="{REMOTE}">'),
    "import": ("deliberation.html.j2", f'<style>@import "{REMOTE}.css";</style>'),
    "import with url": (
        "deliberation.html.j2",
        f"<style>@import url({REMOTE}.css);</style>",
    ),
    "background": (
        "deliberation.html.j2",
        f'<p style="background: url({REMOTE}.png)">x</p>',
    ),
    "content": (
        "deliberation.html.j2",
        f"<style>p::before {{ content: url({REMOTE}.png) }}</style>",
    ),
    "list sign": (
        "deliberation.html.j2",
        f"<style>ul {{ list-style-image: url({REMOTE}.png) }}</style><ul><li>x</ul>",
    ),
    "face": (
        "deliberation.html.j2",
        f"<style>@font-face {{ font-family: f; src: url({REMOTE}.ttf) }}"
        "p { font-family: f }</style>",
    ),
    "page background": (
        "deliberation.html.j2",
        f"<style>@page {{ background: url({REMOTE}.png) }}</style>",
    ),
    "SVG image": (
        "deliberation.html.j2",
        f'<svg width="9" height="9"><image href="{REMOTE}.png" width="9" '
        'height="9"/></svg>',
    ),
    "SVG use": (
        "deliberation.html.j2",
        f'<svg width="9" height="9"><use href="{REMOTE}.svg#x"/></svg>',
    ),
    "base": (
        "deliberation.html.j2",
        '<base href="http://exemple.test/"><img src="a.png" alt="">',
    ),
}  # fmt: skip


def own_templates(folder: Path, name: str, addition: str) -> Path:
    """An own copy of a shipped template, with something at the end of the body."""
    from delib_gen.resources import templates_dir

    own = folder / "gabarits"
    own.mkdir()
    text = (templates_dir() / "fr" / name).read_text(encoding="utf-8")
    block = "{% endblock %}"
    assert block in text
    head, tail = text.rsplit(block, 1)
    (own / name).write_text(f"{head}{addition}\n{block}{tail}", encoding="utf-8")
    return own


@pytest.mark.serie(3)
@pytest.mark.parametrize(("case", "formats"), draw(6, TEMPLATES, ["pdf", "html"]))
def test_own_template_that_asks_for_a_remote_file_is_refused(
    case: str, formats: str, folder: Path, network: Network, one_kind_tried: None
) -> None:
    own_templates(folder, *TEMPLATES[case])
    write_session(folder, SMALL)

    result = refuse(
        folder, "seance.yaml", network, "--templates", "gabarits", "--format", formats
    )

    assert result.codes == {"GAB02"}


STYLES = [
    f'@import "{REMOTE}.css";',
    f"@import url({REMOTE}.css);",
    f"body {{ background: url({REMOTE}.png) }}",
    f"@font-face {{ font-family: f; src: url({REMOTE}.ttf) }} p {{ font: 1em f }}",
    "body { background: url(file:///etc/hostname) }",
]


@pytest.mark.serie(3)
@pytest.mark.parametrize(("style", "formats"), draw(4, STYLES, ["pdf", "html"]))
def test_own_style_that_asks_for_a_remote_file_is_refused(
    style: str, formats: str, folder: Path, network: Network, one_kind_tried: None
) -> None:
    (folder / "gabarits").mkdir()
    (folder / "gabarits" / "acte.css").write_text(style, encoding="utf-8")
    write_session(folder, SMALL)

    result = refuse(
        folder, "seance.yaml", network, "--templates", "gabarits", "--format", formats
    )

    assert result.codes == {"GAB02"}


@pytest.mark.parametrize(
    "markup",
    [
        f'<img src="{REMOTE}.png" alt="">',
        '<img src="file:///etc/hostname" alt="">',
        '<img src="../../../pyproject.toml" alt="">',
        f'<link rel="stylesheet" href="{REMOTE}.css">',
        f"<style>@import url({REMOTE}.css);</style>",
        f'<p style="background: url({REMOTE}.png)">x</p>',
    ],
)
def test_layout_itself_asks_for_nothing(
    markup: str, network: Network, tools: RenderTools
) -> None:
    """The second lock: were a page to reach the layout all the same."""
    with pytest.raises(TemplateFault) as caught:
        lay_out(f"<!DOCTYPE html><body>{markup}<p>Un texte.</p></body>", tools)

    assert caught.value.kind.code == "GAB02"
    assert network.asked == []


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NO_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns='
    '"http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


def own_word_template(folder: Path, part: str, kind: str) -> None:
    """An own copy of the shipped Word template, with one relation more."""
    from delib_gen.resources import templates_dir

    relation = (
        f'<Relationship Id="rIdLoin" Type="{RELATIONS}/{kind}" Target="{REMOTE}" '
        'TargetMode="External"/></Relationships>'
    )
    (folder / "gabarits").mkdir()
    with (
        zipfile.ZipFile(templates_dir() / "fr" / "deliberation.docx") as shipped,
        zipfile.ZipFile(folder / "gabarits" / "deliberation.docx", "w") as own,
    ):
        parts = {n: shipped.read(n) for n in shipped.namelist()}
        text = parts.get(part, NO_RELATIONS.encode()).decode()
        parts[part] = text.replace("</Relationships>", relation).encode()
        for member, content in parts.items():
            own.writestr(member, content)


def test_own_word_template_with_a_remote_image_is_refused(
    folder: Path, network: Network
) -> None:
    """Word would fetch it each time that the act is opened."""
    own_word_template(folder, "word/_rels/document.xml.rels", "image")
    write_session(folder, SMALL)

    result = refuse(
        folder, "seance.yaml", network, "--templates", "gabarits", "--format", "docx"
    )

    assert result.codes == {"GAB02"}


def test_template_attached_to_a_word_template_is_left_behind(folder: Path) -> None:
    """Word notes of itself on which other file a template leans: nobody asked it."""
    own_word_template(folder, "word/_rels/settings.xml.rels", "attachedTemplate")
    write_session(folder, SMALL)

    with standing_in(folder):
        result = call(
            *("render", "seance.yaml", "--templates", "gabarits"),
            *("--format", "docx", "-o", "neuf"),
        )

    assert result.status == 0, result.err
    for name in result.out.split():
        with zipfile.ZipFile(folder / name) as package:
            for member in package.namelist():
                assert REMOTE.encode() not in package.read(member), member
