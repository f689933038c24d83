"""Where a link of a template may lead whoever clicks on it."""

from __future__ import annotations

import re

_SHOWN = 60

_FOLLOWED = re.compile(r"(?:https?|mailto|tel):[^\x00-\x20]*", re.IGNORECASE)


def is_followed(address: str) -> bool:
    """Whether an address is of the web, of a mailbox, or inside the document."""
    address = address.strip(" \t\r\n")
    return not address or address[0] == "#" or bool(_FOLLOWED.fullmatch(address))


def show_address(text: str) -> str:
    """A text of a template's, as a message shows it."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in text)
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
