"""The words of a published text, looked for in order in a file of ours.

Order means that the published words are one after the other among ours: what is
our own (page numbers, headers, a contents page) may come between, but no further
than `WINDOW` words, so that a lost word is not taken for the same one a page later.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
from docx.oxml.ns import qn
from lxml import etree

WINDOW = 150
"""Words of our own that may stand between two published ones."""
_FIRST = 12
"""Words by which the beginning of a text is known."""
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SIGNS = {0x2: "-", 0xFFFE: "-", 0x2010: "-", 0x2011: "-", 0xAD: None}
_BULLET = re.compile(r"^\s*(?:[•▪–-]|o)\s+")
"""The sign of an item: the sources choose their own."""
_LABEL = re.compile(r"[\[(]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5}|[•▪–-])[\]).°-]{0,2}")
_PART = re.compile(r"word/(document|numbering|footnotes)\d*\.xml")
_BREAKS = (qn("w:tab"), qn("w:br"), qn("w:cr"))


def split_words(text: str) -> list[str]:
    """Words and numbers; « SDAASAP1 » is a word and the number of a note."""
    text = text.translate(_SIGNS)
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def read_published(path: Path) -> list[str]:
    """The words of a published text, without the signs of its lists."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return split_words("\n".join(_BULLET.sub("", line) for line in lines))


def read_published_notes(path: Path) -> list[list[str]]:
    """The words of each note, a line each."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [split_words(line) for line in lines if line.strip()]


def find_lost(
    published: Sequence[str], ours: Sequence[str], window: int = WINDOW
) -> str:
    """The first published word that is not in its place, with those before it.

    Nothing where all are. What is our own stands before the first word in any number,
    a contents page that names the piece among it.
    """
    place = _find_start(published, ours)
    for rank, word in enumerate(published):
        try:
            place = ours.index(word, place, place + window) + 1
        except ValueError:
            before = " ".join(published[max(0, rank - 8) : rank])
            return f"{before} [{word}] ; trouvé : {' '.join(ours[place : place + 8])}"
    return ""


def _find_start(published: Sequence[str], ours: Sequence[str]) -> int:
    """Where the first words are, close together."""
    first = published[:_FIRST]
    for start, word in enumerate(ours):
        if word != first[0]:
            continue
        place = start
        try:
            for other in first:
                place = ours.index(other, place, start + 2 * _FIRST) + 1
        except ValueError:
            continue
        return start
    return 0


def holds(ours: Sequence[str], note: Sequence[str]) -> bool:
    """Whether a note is somewhere among our words, nothing but a page end within it."""
    return any(
        not find_lost(note, ours[start : start + len(note) + WINDOW], WINDOW)
        for start, word in enumerate(ours)
        if word == note[0] and list(ours[start : start + 2]) == list(note[:2])
    )


def read_pdf(content: bytes) -> list[str]:
    """The words of a PDF, page after page, each label of a list before its item."""
    with pypdfium2.PdfDocument(content) as document:
        pages = [_read_page(page.get_textpage()) for page in document]
    return split_words("\n".join(pages))


def _read_page(page: Any) -> str:
    """The text of a page as it is drawn, but for the labels, which are drawn last."""
    boxes = [page.get_rect(rank) for rank in range(page.count_rects())]
    pieces = [(page.get_text_bounded(*box), box) for box in boxes]
    labels = [piece for piece in pieces if _LABEL.fullmatch(piece[0].strip())]
    lines = [piece for piece in pieces if piece not in labels]
    texts = [text for text, _ in lines]
    for text, (left, bottom, _, top) in labels:
        beside = [
            (box[0], rank)
            for rank, (_, box) in enumerate(lines)
            if box[0] > left and box[1] < top and box[3] > bottom
        ]
        if beside:
            rank = min(beside)[1]
            texts[rank] = f"{text} {texts[rank]}"
        else:
            texts.append(text)
    return "\n".join(texts)


@dataclass
class WordFile:
    """The words of a Word file, its labels and the numbers of its notes reckoned.

    Attributes:
        body: those of the text.
        notes: those of the footnotes, each behind its number.
    """

    body: list[str]
    notes: list[str]


def read_docx(content: bytes) -> WordFile:
    """What Word prints of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {
            match[1]: etree.fromstring(package.read(match[0]))
            for match in map(_PART.fullmatch, package.namelist())
            if match is not None
        }
    labels = _Labels(parts.get("numbering"))
    calls: list[str] = []
    lines = list(_iter_lines(parts["document"], labels, calls))
    notes = parts.get("footnotes")
    below = {} if notes is None else {n.get(qn("w:id")): n for n in notes}
    told = [
        f"{number} {' '.join(_iter_lines(below[call], labels, []))}"
        for number, call in enumerate(calls, start=1)
    ]
    return WordFile(split_words("\n".join(lines)), split_words("\n".join(told)))


def _iter_lines(root: Any, labels: _Labels, calls: list[str]) -> Iterator[str]:
    for paragraph in root.iter(qn("w:p")):
        text = labels.write(paragraph)
        for node in paragraph.iter():
            if node.tag == qn("w:t"):
                text += node.text or ""
            elif node.tag == qn("w:noBreakHyphen"):
                text += "-"
            elif node.tag in _BREAKS and node.getparent().tag == qn("w:r"):
                text += "\n"
            elif node.tag == qn("w:footnoteReference"):
                calls.append(node.get(qn("w:id")))
                text += f" {len(calls)} "
        yield text


@dataclass
class _Labels:
    """The labels that Word gives to the items of lists."""

    numbering: Any
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def write(self, paragraph: Any) -> str:
        number = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if number is None or self.numbering is None:
            return ""
        key = number.find(qn("w:numId")).get(qn("w:val"))
        rank = int(number.find(qn("w:ilvl")).get(qn("w:val")))
        level = self._find_level(key, rank)
        if level is None:
            return ""
        first = int(_value(level, "start") or 1)
        count = self.counts.get((key, rank), first - 1) + 1
        self.counts[key, rank] = count
        for other in [k for k in self.counts if k[0] == key and k[1] > rank]:
            del self.counts[other]
        shown = _show(count, _value(level, "numFmt"))
        pattern = _value(level, "lvlText") or ""
        return pattern.replace(f"%{rank + 1}", shown) + " "

    def _find_level(self, key: str, rank: int) -> Any:
        for number in self.numbering.iter(qn("w:num")):
            if number.get(qn("w:numId")) != key:
                continue
            abstract = _value(number, "abstractNumId")
            for found in self.numbering.iter(qn("w:abstractNum")):
                if found.get(qn("w:abstractNumId")) == abstract:
                    levels = found.iter(qn("w:lvl"))
                    return next(
                        (x for x in levels if x.get(qn("w:ilvl")) == str(rank)), None
                    )
        return None


def _value(element: Any, name: str) -> str | None:
    found = element.find(qn(f"w:{name}"))
    return None if found is None else str(found.get(qn("w:val")))


def _show(number: int, manner: str | None) -> str:
    if manner in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if manner == "upperLetter" else letter
    if manner in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, signs in zip(
            (10, 9, 5, 4, 1), ("x", "ix", "v", "iv", "i"), strict=True
        ):
            times, number = divmod(number, value)
            roman += signs * times
        return roman.upper() if manner == "upperRoman" else roman
    return str(number)
