"""A justified line ends at its margin, whatever stands beside its spaces."""

from __future__ import annotations

import pypdfium2
import pytest
from weasyprint import HTML

from delib_gen.formats.pdf.hooks import install_hooks

RIGHT = 340
PAGE = f"""
<html lang=fr><style>
@page {{ size: {RIGHT + 30}pt 800pt; margin: 30pt }}
body {{ font: 12pt/1.15 "Liberation Sans"; margin: 0 }}
p {{ text-align: justify; margin: 0 }}
</style>
"""
TEXTS = (
    "A la demande d'Andria ARDIPOLI, Ange ALZICCIA et Ada TAVERA, à Aullène. ",
    "A la demande d'<b>Andria</b> ARDIPOLI, <i>Ange ALZICCIA</i> et Ada TAVERA. ",
    "Le conseil examine le dossier « présenté » par le rapporteur ce jour. ",
    "A la demande <span style='font-variant: small-caps'>d'Andria ARDIPOLI, A la "
    "demande d'Ange</span>. ",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_justified_line_ends_at_its_margin(text: str) -> None:
    """The letters that are drawn closer to a space (A, T) as the others."""
    install_hooks()
    content = HTML(string=f"{PAGE}<p>{text * 12}</p>").write_pdf()

    ends: dict[int, float] = {}
    with pypdfium2.PdfDocument(content) as document:
        read = document[0].get_textpage()
        for rank in range(read.count_chars()):
            if read.get_text_range(rank, 1).strip():
                _, bottom, right, _ = read.get_charbox(rank, loose=True)
                line = round(bottom / 10)
                ends[line] = max(ends.get(line, 0), right)
    *full, last = [ends[line] for line in sorted(ends, reverse=True)]

    assert len(full) > 8
    assert max(full) - min(full) < 0.5
    assert max(*full, last) <= RIGHT + 0.3
