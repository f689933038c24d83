"""A long series makes what it is asked for: its parts can be run apart, and add up."""

from __future__ import annotations

import pytest

import conftest
from conftest import number_series


class Config:
    """What pytest was asked."""

    def __init__(self, documents: int | None, premier: int | None) -> None:
        self._asked = {"--documents": documents, "--premier": premier}

    def getoption(self, name: str) -> int | None:
        """An option, as pytest gives it."""
        return self._asked[name]


@pytest.mark.parametrize(
    ("documents", "premier", "ci", "wanted"),
    [
        (None, None, False, range(3)),
        (None, None, True, range(24)),
        (60, None, False, range(60)),
        (60, 0, True, range(60)),
        (60, 60, False, range(60, 120)),
        (None, 60, False, range(60, 63)),
    ],
)
def test_numbers_are_those_that_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
    documents: int | None,
    premier: int | None,
    ci: bool,
    wanted: range,
) -> None:
    monkeypatch.setattr(conftest, "EVERYTHING", ci)

    assert number_series(Config(documents, premier), 3, 24) == wanted
