"""Made-up annexes of every kind, each from its number: for a judge of PDF to look at.

They ask for what a page may hold: blocks of Markdown one within another, pictures of
every sort, tables, charts, forms, slides, and signs that are not letters.
"""

from __future__ import annotations

import io
import json
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PIL import Image, ImageDraw

from joined_helpers import make_pdf, write

EDITIONS = ("fr", "fr", "fr", "co", "fr+co")
_WORDS = (
    *("commune", "délibération", "préfecture", "voirie", "eau", "île", "l'école"),
    *("Aiacciu", "n° 12", "3,5 M€", "25 %", "œuvre", "à", "d’un", "SEMOP", "2026-2031"),
    *(
        "Anticonstitutionnellement",
        "CORSE",
        "ghjunta",
        "(article L. 2121-15)",
        "« ici »",
    ),
    "https://exemple.test/un/chemin/assez/long/pour/etre/coupe?avec=des&choses=encore",
)
_ODD = (
    *("sou\u00adple", "a\u200db", "a\u200bb", "e\u0301te\u0301", "a\u00a0b", "\u202f;"),
    *("\u2011", "ﬁn", "½", "Ÿ", "\u2028", "\u2029", "\u0085", "\ufeff", "\u202ea"),
    *("שלום", "مرحبا", "Ω", "\ue000", "𝒳", "①", "→", "−", "\u200e", "\u061c", "İ", "ß"),
)
T = TypeVar("T")


class Writer:
    """Writes a document; the same for the same number."""

    def __init__(self, number: int, folder: Path) -> None:
        """Write a document into a folder."""
        self._chance = random.Random(f"verapdf-{number}")  # noqa: S311 - no secret
        self._folder = folder
        self._notes = 0
        self._pictures = 0
        self._level = 0
        self._noted = False

    def write(self) -> str:
        """Write the session and its annexe; the edition to make."""
        named = self._pick(_KINDS)(self)
        titre = json.dumps(self._words(1, 12), ensure_ascii=False)
        (self._folder / "seance.yaml").write_text(
            _SESSION.format(titre=titre, fichier=named), encoding="utf-8"
        )
        return self._pick(EDITIONS)

    def _pick(self, things: tuple[T, ...]) -> T:
        return self._chance.choice(things)

    def _is(self, part: float) -> bool:
        return self._chance.random() < part

    def _words(self, least: int, most: int) -> str:
        odd = self._is(0.02)
        chosen = [
            self._pick(_ODD) if odd and self._is(0.3) else self._pick(_WORDS)
            for _ in range(self._chance.randint(least, most))
        ]
        return " ".join(chosen)

    # --- Markdown

    def write_text(self) -> str:
        """A text of any blocks."""
        self._noted = True
        blocks = [self._block(0) for _ in range(self._chance.randint(1, 14))]
        notes = [f"[^{n}]: {self._words(2, 40)}" for n in range(1, self._notes + 1)]
        text = "\n\n".join([*blocks, *notes])
        (self._folder / "texte.md").write_text(text + "\n", encoding="utf-8")
        return "texte.md"

    def _line(self) -> str:
        words = self._words(1, 30)
        for _ in range(self._chance.randint(0, 3)):
            inside = self._words(1, 4)
            kinds = (
                f"**{inside}**",
                f"*{inside}*",
                f"***{inside}***",
                f"[{inside}](https://exemple.test/a)",
                f"**[{inside}](https://exemple.test/b)**",
                "<https://exemple.test/c>",
                "[[À REMPLIR]]",
                "le ____",
                self._words(1, 60),
            )
            words += " " + (self._note() if self._is(0.15) else self._pick(kinds))
        return words

    def _note(self) -> str:
        if not self._noted:
            return "mot"
        self._notes += 1
        return f"mot[^{self._notes}]"

    def _block(self, depth: int) -> str:
        makers: list[Callable[[], str]] = [
            *(self._line, self._line, self._table, self._picture, self._definition),
            lambda: "&nbsp;",
        ]
        if depth < 3:
            makers += [lambda: self._list(depth), lambda: self._quote(depth)]
        if depth == 0:
            makers += [self._heading, self._heading, self._break]
        return self._pick(tuple(makers))()

    def _heading(self) -> str:
        """A level may be skipped: it is told. Headings may be long."""
        below = 1 if self._is(0.97) else 2
        self._level = self._chance.randint(1, min(self._level + below, 6))
        return "#" * self._level + " " + self._words(1, self._pick((4, 40)))

    def _list(self, depth: int) -> str:
        sign = self._pick(("- ", "1. ", "a) ", "7. "))
        items = []
        for _ in range(self._chance.randint(1, 5)):
            text = self._line()
            if self._is(0.3):
                text += "\n\n" + self._block(depth + 1)
            items.append(sign + text.replace("\n", "\n" + " " * len(sign)))
        return ("\n\n" if self._is(0.3) else "\n").join(items)

    def _quote(self, depth: int) -> str:
        inside = "\n\n".join(self._block(depth + 1) for _ in range(2))
        return "\n".join(f"> {line}" for line in inside.split("\n"))

    def _definition(self) -> str:
        return f"{self._words(1, 3)}\n: {self._line()}\n: {self._line()}"

    def _table(self) -> str:
        columns = self._chance.randint(1, 7)
        rows = self._pick((0, 1, 2, 5, 60))
        empty = self._is(0.15)

        def cells(*, blank: bool, body: bool = True) -> str:
            texts = [
                "" if blank or self._is(0.1) else self._cell(few=columns < 4, body=body)
                for _ in range(columns)
            ]
            return f"| {' | '.join(texts)} |"

        lines = [
            cells(blank=empty, body=False),
            f"|{'|'.join(self._pick(('---', '---:', ':-:')) for _ in range(columns))}|",
            *(cells(blank=False) for _ in range(rows)),
        ]
        caption = f'{{legende="{self._pick(_WORDS[:6])}"}}\n' if self._is(0.3) else ""
        return caption + "\n".join(lines)

    def _cell(self, *, few: bool, body: bool) -> str:
        if body and self._is(0.05):
            return self._note()
        return self._words(1, self._pick((1, 4, 40) if few else (1, 1, 3)))

    def _break(self) -> str:
        return f'{{saut="page"}}\n{self._heading()}'

    def _picture(self) -> str:
        title = f' "{self._pick(_WORDS[:6])}"' if self._is(0.3) else ""
        return f"![{self._words(1, 5)}]({self.write_picture()}{title})"

    # --- pictures

    def write_picture(self) -> str:
        """A picture of any sort."""
        self._pictures += 1
        sort = self._pick(tuple(_PICTURES))
        ending = sort.split()[0]
        name = f"image-{self._pictures}.{ending}"
        (self._folder / name).write_bytes(_PICTURES[sort]())
        return name

    # --- the other sorts

    def write_table(self) -> str:
        """A table of data."""
        columns = self._chance.randint(1, 9)
        rows = self._pick((1, 3, 40))
        heads = [f"C{n} {self._pick(_WORDS[:6])}" for n in range(columns)]
        lines = [";".join(heads)] + [
            ";".join(
                self._pick(("", "12", "3,50", self._pick(_WORDS[:16])))
                for _ in range(columns)
            )
            for _ in range(rows)
        ]
        (self._folder / "donnees.csv").write_text("\n".join(lines) + "\n", "utf-8")
        return "donnees.csv"

    def write_slides(self) -> str:
        """Slides with texts, figures, pictures and charts."""
        slides: list[dict[str, object]] = []
        for rank in range(self._chance.randint(1, 4)):
            slide: dict[str, object] = {"titre": self._words(1, 9)}
            if rank == 0 and self._is(0.5):
                slide["ouverture"] = "oui"
            if self._is(0.7):
                slide["texte"] = self._line()
            if self._is(0.3):
                slide["chiffres"] = [{"valeur": 412, "libelle": self._words(1, 4)}]
            if self._is(0.3):
                alternative = self._pick(_WORDS[:6])
                slide["image"] = {
                    "fichier": self.write_picture(),
                    "alternative": alternative,
                }
            elif self._is(0.6) or len(slide) == 1:
                slide["graphique"] = self._chart()
            slides.append(slide)
        return self._write_sheet({"genre": "diapositives", "diapositives": slides})

    def _chart(self) -> dict[str, object]:
        kind = self._pick(("barres", "barres-horizontales", "courbe", "secteurs"))
        series = ("jour",) if kind == "secteurs" or self._is(0.5) else ("jour", "nuit")
        values = {
            str(2020 + n): {name: self._chance.randint(1, 90_000) for name in series}
            for n in range(self._chance.randint(2, 6))
        }
        titre = self._words(1, 6)
        return {"type": kind, "titre": titre, "unite": "voyageurs", "donnees": values}

    def write_form(self) -> str:
        """A form to fill in."""
        questions: list[dict[str, object]] = []
        for _ in range(self._chance.randint(1, 8)):
            question: dict[str, object] = {"question": self._words(1, 12)}
            kind = self._pick(("lignes", "reponse", "date", "option", "case"))
            if kind == "lignes":
                question["lignes"] = self._chance.randint(1, 4)
            elif kind == "reponse":
                question["reponse"] = self._line()
            else:
                question["type"] = kind
            if kind in ("option", "case"):
                question["choix"] = ["Oui", "Non", self._pick(_WORDS[:6])]
            questions.append(question)
        heading = {"titre": self._words(1, 8), "questions": questions}
        signs = self._pick(("puces", "numeros", "aucun"))
        return self._write_sheet(
            {"genre": "formulaire", "reperes": signs, "rubriques": [heading]}
        )

    def write_charter(self) -> str:
        """A charter to sign."""
        signers = [
            {"nom": f"Mme A{n}", "qualite": self._words(1, 9)}
            for n in range(self._chance.randint(1, 5))
        ]
        return self._write_sheet(
            {
                "genre": "charte",
                "texte": f"# Article 1\n\n{self._line()}\n",
                "fait": "Fait à [[VILLE]], le ____",
                "signataires": signers,
            }
        )

    def write_joined(self) -> str:
        """Somebody else's pages."""
        content = make_pdf(*(write(f"PAGE {n}") for n in range(3)))
        (self._folder / "plan.pdf").write_bytes(content)
        return "plan.pdf"

    def _write_sheet(self, fiche: dict[str, object]) -> str:
        text = json.dumps(fiche, ensure_ascii=False, indent=1)  # JSON is YAML
        (self._folder / "fiche.yaml").write_text(text, encoding="utf-8")
        return "fiche.yaml"


_SESSION = """\
collectivite: corse
organe: commission-permanente
stade: projet
date: 2023-12-19
actes:
  - titre: {{fr: ESSAI, co: PROVA}}
    articles: [APPROUVE la pièce en annexe.]
    annexes:
      - {{titre: {titre}, fichier: {fichier}}}
"""
_KINDS: tuple[Callable[[Writer], str], ...] = (
    *(Writer.write_text,) * 6,
    *(Writer.write_picture, Writer.write_table, Writer.write_slides) * 2,
    *(Writer.write_form, Writer.write_charter, Writer.write_joined),
)


def _paint(mode: str) -> Image.Image:
    """A picture with a few colours, and holes where it may have some."""
    picture = Image.new("RGBA", (60, 40), (30, 90, 160, 255))
    brush = ImageDraw.Draw(picture)
    brush.ellipse((10, 5, 50, 35), fill=(200, 40, 40, 128))
    brush.rectangle((0, 0, 8, 8), fill=(0, 0, 0, 0))
    if mode == "RGBA":
        return picture
    return picture.convert("RGB").convert(mode)


def _save(mode: str, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    _paint(mode).save(out, form, **options)
    return out.getvalue()


def _chunk(name: bytes, body: bytes) -> bytes:
    return (
        struct.pack(">I", len(body))
        + name
        + body
        + struct.pack(">I", zlib.crc32(name + body))
    )


def make_png(colour: int, bits: int, *, interlaced: bool = False) -> bytes:
    """A PNG of any kind of dots, each of a value of its own.

    Args:
        colour: its kind, as PNG numbers them.
        bits: those of a channel.
        interlaced: whether it comes in seven passes.
    """
    side = 16
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    passes = [(0, 0, 1, 1)]
    if interlaced:
        passes = [
            *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4)),
            *((0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
        ]
    lines = b""
    for x0, y0, dx, dy in passes:
        for y in range(y0, side, dy):
            values = [
                (x * 5 + y * 3 + channel) % (1 << min(bits, 4))
                for x in range(x0, side, dx)
                for channel in range(channels)
            ]
            packed = "".join(f"{value:0{bits}b}" for value in values)
            packed += "0" * (-len(packed) % 8)
            lines += b"\0" + int(packed, 2).to_bytes(len(packed) // 8)
    head = struct.pack(">IIBBBBB", side, side, bits, colour, 0, 0, int(interlaced))
    palette = b"".join(
        bytes((n * 16, 255 - n * 16, n)) for n in range(1 << min(bits, 4))
    )
    parts = [_chunk(b"IHDR", head)]
    if colour == 3:
        parts += [_chunk(b"PLTE", palette), _chunk(b"tRNS", b"\0\x80\xff")]
    parts += [_chunk(b"IDAT", zlib.compress(lines)), _chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><defs>'
    b'<linearGradient id="a"><stop offset="0" stop-color="#fff" stop-opacity=".4"/>'
    b'<stop offset="1" stop-color="#048"/></linearGradient></defs>'
    b'<rect width="60" height="40" fill="url(#a)" opacity=".8"/>'
    b'<text x="5" y="20" font-size="9">Plan</text></svg>'
)
_PICTURES: dict[str, Callable[[], bytes]] = {
    "svg": lambda: _SVG,
    "jpg": lambda: _save("RGB", "JPEG"),
    "jpg grey": lambda: _save("L", "JPEG"),
    "jpg four colours": lambda: _save("CMYK", "JPEG"),
    "jpg by passes": lambda: _save("RGB", "JPEG", progressive=True),
    "png palette": lambda: _save("P", "PNG"),
    "png alpha": lambda: _save("RGBA", "PNG"),
    "png one bit": lambda: _save("1", "PNG"),
    **{
        f"png {colour} {bits} {passes}": (
            lambda c=colour, b=bits, p=passes: make_png(c, b, interlaced=p)
        )
        for colour, depths in {
            0: (1, 2, 4, 8, 16),
            2: (8, 16),
            3: (1, 2, 4, 8),
            4: (8, 16),
            6: (8, 16),
        }.items()
        for bits in depths
        for passes in (False, True)
    },
}
