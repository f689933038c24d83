"""A made-up dossier of as many pages as wanted: prose, tables, somebody else's PDF."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import yaml

SHARES = {"prose": 80 / 300, "tableaux": 120 / 300, "pdf": 100 / 300}
"""What a long dossier is made of."""
_PARAGRAPHS, _ROWS = 11, 39
"""How many paragraphs and rows fill a page of the house style."""
_SENTENCE = (
    "La collectivité imaginaire poursuit, dans chacune de ses vallées, le programme "
    "que ce rapport décrit, et en mesure les effets auprès de celles et ceux qui s’en "
    "servent, année après année, avec les moyens que son budget lui donne."
)
_A4 = (595, 842)


def write_dossier(folder: Path, pages: int) -> Path:
    """The session of a draft with one act, whose dossier has about so many pages."""
    folder.mkdir(parents=True, exist_ok=True)
    prose, table = (
        write(round(pages * SHARES[part]))
        for part, write in (("prose", _write_prose), ("tableaux", _write_table))
    )
    (folder / "prose.md").write_text(prose, encoding="utf-8")
    (folder / "tableaux.md").write_text(table, encoding="utf-8")
    (folder / "plan.pdf").write_bytes(_write_pdf(round(pages * SHARES["pdf"])))
    annexes = {
        "Un long rapport": "prose.md",
        "De longs tableaux": "tableaux.md",
        "Le plan d’un tiers": "plan.pdf",
    }
    seance = {
        "collectivite": "corse",
        "organe": "commission-permanente",
        "stade": "projet",
        "date": "2026-12-15",
        "actes": [
            {
                "matiere": "8.4",
                "titre": {
                    "fr": "APPROUVANT UN LONG DOSSIER IMAGINAIRE",
                    "co": "CHÌ APPROVA UN LONGU CARTULARE IMAGINARIU",
                },
                "rapporteur": "president-conseil-executif",
                "articles": ["APPROUVE les annexes 1 à 3 de la présente délibération."],
                "annexes": [
                    {"titre": titre, "fichier": fichier}
                    for titre, fichier in annexes.items()
                ],
            }
        ],
    }
    path = folder / "seance.yaml"
    path.write_text(yaml.safe_dump(seance, allow_unicode=True), encoding="utf-8")
    return path


def _write_prose(pages: int) -> str:
    lines: list[str] = []
    for page in range(1, pages + 1):
        lines.append(f"# Vallée n° {page}")
        lines += [f"{n}. {_SENTENCE}" for n in range(1, 4)]
        lines += [f"{_SENTENCE}" for _ in range(_PARAGRAPHS - 4)]
    return "\n\n".join(lines) + "\n"


def _write_table(pages: int) -> str:
    parts: list[str] = []
    for page in range(0, pages, 10):
        rows = range(min(10, pages - page) * _ROWS)
        parts.append(
            f"# Vallées du groupe {page // 10 + 1}\n\n"
            "| Commune | Habitants | Dépense (€) | Part |\n"
            "| --- | ---: | ---: | ---: |\n"
            + "".join(
                f"| Commune imaginaire {page}-{n} | {n * 37 % 9000} | "
                f"{n * 1713 % 99999} | {n % 100} % |\n"
                for n in rows
            )
        )
    return "\n".join(parts)


def _write_pdf(pages: int) -> bytes:
    """Pages with a frame and a line of text each, in a font of every reader."""
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
        )
        for rank in range(1, pages + 1):
            page = pdf.add_blank_page(page_size=_A4)
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            drawn = f"40 40 515 762 re S BT /F1 14 Tf 60 760 Td (Plan {rank}) Tj ET"
            page.Contents = pdf.make_stream(drawn.encode("ascii"))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
