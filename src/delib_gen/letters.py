"""How wide letters are: the one measure of texts before an engine lays them out.

Those of Liberation Sans, which are Arial's and Helvetica's; a test holds them against
the font's own. Whoever checks a table, draws a chart or shares out the columns of a
Word table needs them where no font may be, and where no library has been loaded.
"""

from __future__ import annotations

import unicodedata

# In thousandths of the size; a letter with an accent is as wide as the letter, but
# for those that are named.
_REGULAR = {
    188: "′", 191: "'", 200: "\u202f", 222: "ijlłſ‘’‚‛", 260: "|¦",
    278: " !,./:;I[\\]ft\u00a0ìíîïĩīĭıŧ", 292: "ľ", 333: "()-`r¡¨²³´·¸¹‐“”„‟‹›",
    334: "{}ŀ", 350: "•", 354: "″‴", 355: "\"", 365: "º", 370: "ª", 375: "ť", 389: "*",
    400: "°", 413: "‖", 444: "ĳ", 469: "^", 500: "Jcksvxyzĸ↑↓", 537: "¶", 549: "±÷≈≠≤≥",
    552: "¯‗", 556: "#$0123456789?L_abdeghnopqu¢£¤¥§«»ðþđħĿŁŋ‒–†‡€", 576: "µ",
    584: "+<=>~¬×−", 604: "ŉ■□●", 611: "FTZ¿ßøŦ", 615: "ď", 667: "&ABEKPSVXYÞ",
    722: "CDHNRUwÐĐĦ", 723: "Ŋ", 735: "Ĳ", 737: "©®", 778: "GOQØ", 833: "Mm",
    834: "¼½¾", 889: "%æ", 944: "Wœ", 1000: "ÆŒ—―…‰™←→", 1015: "@", 1073: "№",
}  # fmt: skip
_BOLD = {
    200: "\u202f", 238: "'", 240: "′", 278: " ,./I\\ijl\u00a0ıłſ‘’‚‛", 280: "|¦",
    333: "!()-:;[]`ft¡¨²³´·¸¹ŧ‐‹›", 350: "•", 365: "º", 370: "ª", 385: "ľ",
    389: "*r{}", 400: "°", 474: "\"", 479: "ŀť″‴", 498: "‖", 500: "z“”„‟↑↓",
    549: "±÷≈≠≤≥", 552: "¯‗", 556: "#$0123456789J_aceksvxy¢£¤¥§«¶»ĳĸ‒–†‡€", 576: "µ",
    584: "+<=>^~¬×−", 604: "■□●", 611: "?FLTZbdghnopqu¿ßðøþđħĿŁŋŦ", 667: "EPSVXYÞ",
    708: "ŉ", 719: "ď", 722: "&ABCDHKNRUÐĐĦ", 723: "Ŋ", 737: "©®", 778: "GOQwØ",
    785: "Ĳ", 833: "M", 834: "¼½¾", 889: "%mæ", 944: "Wœ", 975: "@", 1000: "ÆŒ—―…‰™←→",
    1115: "№",
}  # fmt: skip
_UNKNOWN = 800
"""For a sign of another script: rather too much than too little."""
_UNSEEN = ("Mn", "Cf")
"""Signs that take no room: accents apart, soft hyphens, marks of language."""


class _Widths(dict[str, int]):
    """The width of each sign, found when it is first asked for."""

    def __init__(self, widths: dict[int, str]) -> None:
        super().__init__((s, width) for width, signs in widths.items() for s in signs)

    def __missing__(self, sign: str) -> int:
        plain = unicodedata.normalize("NFKD", sign)[0]
        unseen = unicodedata.category(sign) in _UNSEEN
        self[sign] = 0 if unseen else self.get(plain, _UNKNOWN)
        return self[sign]


_FACES = (_Widths(_REGULAR), _Widths(_BOLD))


def measure_text(text: str, *, bold: bool = False) -> float:
    """How wide a text on one line is, over the size of its type."""
    return sum(map(_FACES[bold].__getitem__, text)) / 1000
