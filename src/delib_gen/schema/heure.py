"""Hours, as clerks type them."""

from __future__ import annotations

import datetime as dt
import re

_HEURE = re.compile(
    r"(\d{1,2}) ?(?:h|:|heures?) ?(\d{2})?(?: ?(?:min|minutes?))?", re.I
)


def read_hour(text: str) -> dt.time | None:
    """A time of day (`20 h 10`, `20:10`, `20 heures`), or None where it is none."""
    match = _HEURE.fullmatch(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return None
    return dt.time(int(match[1]), int(match[2] or 0))
