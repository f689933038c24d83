"""The page for readers: fresh, and with every phrase and every name of the language."""

from __future__ import annotations

import pytest
from _readers_page import list_pages, write_page

from conftest import ROOT
from delib_gen.lang.phrasebook import load_phrasebook
from delib_gen.lang.readers import (
    count_lacking_phrases,
    find_unread_names,
    find_unread_phrases,
    list_names,
)


@pytest.mark.parametrize("name", list_pages())
def test_the_page_is_fresh(name: str):
    page = ROOT / "docs" / name
    assert page.read_text(encoding="utf-8") == list_pages()[name], (
        "run script/generate-docs"
    )


def test_corsican_has_its_page():
    assert list(list_pages()) == ["corse-a-relire.md"]


def test_every_phrase_and_every_name_is_on_the_page_once():
    page = write_page("co")

    for key in load_phrasebook("co").own:
        assert page.count(f"| `{key}` |") == 1, key
    for name in list_names("co", "corse"):
        assert page.count(f"| `corse : {name.key}` |") == 1, name.key


def test_every_row_has_as_many_cells_as_its_heading():
    for line in write_page("co").splitlines():
        if line.startswith("| `"):
            assert line.count(" |") == 5, line


def test_what_awaits_a_reader_is_counted_as_the_file_says():
    book = load_phrasebook("co")
    waiting = find_unread_phrases("co")

    assert "deliberation.formule" in waiting
    assert "deliberation.visa" not in waiting
    assert "deliberation.pouvoirs" not in waiting
    assert count_lacking_phrases("co") == sum(p.absent for p in book.own.values())
    assert find_unread_phrases("fr") != []
    assert find_unread_names("co", ["corse"]) == [
        "organes.commission-permanente.noms.convoque",
        "organes.commission-permanente.noms.reunie",
        "organes.assemblee.noms.convoque",
        "organes.assemblee.noms.reunie",
    ]
    assert find_unread_names("co", ["region"]) == []
