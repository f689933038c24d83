"""Notes side by side: a call keeps to its word, in pages and in their reading."""

from __future__ import annotations

from pathlib import Path

from cli_helpers import call, standing_in, write_annexed

CORPS = """- **Avoir intégré[^1]** le collectif ou *ses réseaux*[^2],
  [réseaux](https://exemple.fr)[^3] ;
- un autre point.

[^1]: Une note.
[^2]: Une autre note.
[^3]: Une de plus.
"""


def test_notes_of_a_point_are_found_in_pages_of_two_columns(tmp_path: Path) -> None:
    write_annexed(tmp_path, "{fr: Appel, co: Chjama}", "appel.md", CORPS)

    with standing_in(tmp_path):
        result = call(
            *("render", "seance.yaml", "--lang", "fr+co"),
            *("--format", "pdf,html", "--only", "annexes"),
        )

    assert result.status == 0, result.err
    assert "SOR01" not in result.err
