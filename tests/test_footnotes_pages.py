"""A footnote is printed on the page of its call, whatever the last lines want."""

from __future__ import annotations

import pypdfium2
import pytest
from weasyprint import HTML

from delib_gen.formats.pdf.hooks import install_hooks

PAGE = """
<html lang=fr><style>
@page { size: 12cm 12cm; margin: 1cm }
body { font: 12pt/1.15 "Liberation Sans"; margin: 0 }
p { margin: 0 0 6pt; orphans: 2; widows: 2 }
h2 { font-size: 12pt; margin: 0; break-after: avoid }
.note { float: footnote; font-size: 9pt }
</style>
"""
CALL = (
    "<p>L'appel est ici<span class=note>NOTE assez longue pour deux lignes, car elle "
)
LONG = (
    "Un alinéa de quatre lignes, à peu près, dont la fin passe à la page suivante. " * 3
)


@pytest.mark.parametrize("lines", range(8, 14))
def test_a_note_stays_on_the_page_of_its_call(lines: int) -> None:
    install_hooks()
    filler = "<p>Une ligne.</p>" * lines
    note = f"{CALL}dit d'où vient ce qui est dit plus haut.</span>.</p>"
    page = f"{PAGE}{note}{filler}<h2>Un titre</h2><p>{LONG}</p></html>"

    with pypdfium2.PdfDocument(HTML(string=page).write_pdf()) as document:
        texts = [p.get_textpage().get_text_bounded() for p in document]

    assert len(texts) == 2
    assert ["NOTE" in text for text in texts] == ["appel" in text for text in texts]
