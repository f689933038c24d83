"""What a composed page would have fetched: only what lies beside its template.

The layout engine's fetcher refuses on its own what it is asked for, but it is
not asked for everything, and a page given as HTML is fetched for by a browser.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*?))\s*\)""", re.IGNORECASE
)
_CSS_IMPORT = re.compile(r"""@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_FETCHED = ("src", "href", "xlink:href", "data", "poster", "background", "action",
            "formaction", "srcset")  # fmt: skip
_FOLLOWED = ("a", "area")
"""Elements whose address is for the reader to follow, not for the page to fetch."""


def find_foreign_addresses(page: str) -> list[str]:
    """The addresses that a page of HTML would have fetched from elsewhere.

    An address is at home when it is a fragment, a `data:` address, or the plain
    name of a file below the folder of the templates.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return list(dict.fromkeys(a for a in reader.addresses if _is_foreign(a)))


def _is_foreign(address: str) -> bool:
    address = address.strip()
    if not address or address.startswith("#"):
        return False
    if address[:5].lower() == "data:":
        return False
    if _SCHEME.match(address) or address.startswith(("/", "\\")):
        return True
    return ".." in re.split(r"[/\\]", address)


class _Reader(HTMLParser):
    """Gathers the addresses of a page: attributes, and styles within."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.addresses: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element's attributes."""
        self._style = tag == "style"
        for name, value in attrs:
            if not value:
                continue
            if name == "style":
                self._read_style(value)
            elif name == "srcset":
                self.addresses += [
                    part.split()[0] for part in value.split(",") if part.split()
                ]
            elif name in _FETCHED and not (tag in _FOLLOWED and name == "href"):
                self.addresses.append(value)

    def handle_endtag(self, tag: str) -> None:
        """The end of a style."""
        self._style = self._style and tag != "style"

    def handle_data(self, data: str) -> None:
        """The text of a style."""
        if self._style:
            self._read_style(data)

    def _read_style(self, text: str) -> None:
        for pattern in (_CSS_URL, _CSS_IMPORT):
            for match in pattern.finditer(text):
                self.addresses.append(next((g for g in match.groups() if g), ""))
