"""Languages as Word names them: with a region, which its spelling checker needs."""

from __future__ import annotations

_REGIONS = {"fr": "fr-FR", "co": "co-FR"}


def language_tag(langue: str) -> str:
    """The tag of a language for Word (BCP 47, with the region)."""
    return _REGIONS.get(langue, langue)
