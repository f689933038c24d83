"""The words of a text, alike however a format spells them."""

from __future__ import annotations

import re
import unicodedata

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SIGNS = {
    0x00AD: None,  # a soft hyphen prints only where a line ends
    0x0002: "-",  # what pdfium makes of a hyphen at the end of a line,
    0xFFFE: "-",  # in one version or another
    0x2011: "-",  # a hyphen that does not break is a hyphen
}
CONTROLS = tuple(
    code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()
)
"""No format can carry them, and nobody sees them."""
_TABLE = {**dict.fromkeys(CONTROLS), **_SIGNS}
_MARKED = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")


def tokenize(text: str) -> list[str]:
    """The words and signs of a text, alike however a format spells them."""
    if _MARKED.search(text):
        text = text.translate(_TABLE)
    return _TOKEN.findall(unicodedata.normalize("NFKC", text))
