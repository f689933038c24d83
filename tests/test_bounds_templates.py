"""Templates that have no end, or make texts without measure: counted, and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import EVERYTHING
from delib_gen.findings.structure import STR17
from delib_gen.templatecheck.check import check_template
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.library import TemplateLibrary, make_library
from delib_gen.templating.render import render_html_template
from delib_gen.view.deliberation import DeliberationView
from test_template_names import word

ENDLESS = {
    "a loop in a loop": "{% for i in range(99999) %}\n"
    "{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "a loop that takes nothing": "\n{% for i in range(9) %}{% for j in r %}\n"
    "{% for k in r if k > 10 %}a{% endfor %}{% endfor %}{% endfor %}",
    "a macro that calls itself": "\n{% macro m(n) %}{% if n %}\n{{ m(n - 1) }}"
    "{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "a macro for ever": "\n{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a block of itself": "\n{% block b %}{{ self.b() }}{% endblock %}",
    "a page in itself": "\n{% include 'essai.html.j2' %}",
    "a page in pages": "\n{% for i in r[:9] %}{% include 'p0.html.j2' %}{% endfor %}",
    "a loop of itself": "\n{% for i in r[:9] recursive %}{{ loop(r[:9]) }}{% endfor %}",
    "a text that doubles": "\n{% set n = namespace(t='a') %}"
    "{% for i in range(99) %}{% set n.t = n.t ~ n.t %}{% endfor %}",
    "a sum that doubles": "\n{% set n = namespace(t='a') %}"
    "{% for i in range(99) %}{% set n.t = n.t + n.t %}{% endfor %}",
    "a block that doubles": "\n{% macro d(t) %}{{ t }}{{ t }}{{ t }}{% endmacro %}"
    "{% set n = namespace(t='a') %}"
    "{% for i in range(99) %}{% set n.t = d(n.t) %}{% endfor %}",
    "a text many times": "\n{{ 'a' * 999999999 }}",
    "a list many times": "\n{{ ([1] * 999999999)|length }}",
    "a power": "\n{{ 10 ** 100000000 }}",
    "a page without measure": "\n{% set a = 'a' * 99999 %}"
    "{% for i in range(9999) %}{{ a }}{% endfor %}",
}

SLOW = ("a macro that calls itself", "a page in pages")
"""A minute each up to the true bounds."""


def make(folder: Path, source: str) -> TemplateLibrary:
    (folder / "essai.html.j2").write_text(source, encoding="utf-8")
    for rank in range(9):
        inner = f"{{% for i in range(9) %}}{{% include 'p{rank + 1}.html.j2' %}}"
        page = f"{inner}{{% endfor %}}" if rank < 8 else "a"
        (folder / f"p{rank}.html.j2").write_text(page, encoding="utf-8")
    return make_library("fr", "corse", folder)


@pytest.fixture(autouse=True)
def _few_turns(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bounds are lower here, but on CI: what counts is that they are met."""
    if not EVERYTHING or any(name in request.node.name for name in SLOW):
        work = "delib_gen.templating.work"
        monkeypatch.setattr(f"{work}.MAX_TURNS", 100_000)
        monkeypatch.setattr(f"{work}.MAX_SIGNS", 5_000_000)


@pytest.mark.parametrize("name", ENDLESS)
def test_a_template_without_end_is_stopped_by_a_count_and_named(
    name: str, tmp_path: Path
) -> None:
    library = make(tmp_path, ENDLESS[name])

    with pytest.raises(TemplateFault) as caught:
        render_html_template(library, "essai.html.j2", {"r": tuple(range(90_000))})

    assert caught.value.kind is STR17
    assert str(tmp_path) in caught.value.template
    assert caught.value.place.startswith("ligne ")


def test_a_long_page_is_filled(tmp_path: Path) -> None:
    """Counting begins anew with each page, and a page may be long."""
    library = make(
        tmp_path,
        "{% macro m(n) %}{{ n ~ 'a' }}{{ 2 * n + 1 }}{% endmacro %}"
        "{% for i in r if i % 2 %}{{ m(i) }}{{ 'a' * 9 }}{{ 2 ** 9 }}{% endfor %}",
    )

    for _ in range(5):
        page = render_html_template(library, "essai.html.j2", {"r": range(9_000)})

    assert len(page) > 90_000


@pytest.mark.parametrize("name", ["a loop in a loop", "a page in itself"])
def test_a_trial_over_specimens_stops_as_well(name: str, tmp_path: Path) -> None:
    library = make(tmp_path, ENDLESS[name])

    found = check_template(library, "essai.html.j2", DeliberationView)

    assert {finding.code for finding in found} == {"STR17"}
    assert all("essai.html.j2, ligne 2 : ce gabarit" in f.message for f in found)


def test_a_layout_and_a_word_template_are_counted_too(tmp_path: Path) -> None:
    loops = "{%p for i in range(99999) %}|{%p for i in range(99999) %}|a|{%p endfor %}"
    word(tmp_path, *f"{loops}|{{%p endfor %}}".split("|"))
    plan = "== visas\n" + ENDLESS["a loop in a loop"]
    (tmp_path / "deliberation.plan.j2").write_text(plan, encoding="utf-8")
    library = make_library("fr", "corse", tmp_path)

    places = {"t.docx": "paragraphe", "deliberation.plan.j2": "ligne 3"}
    for name, place in places.items():
        found = check_template(library, name, DeliberationView)

        assert {finding.code for finding in found} == {"STR17"}
        assert any(place in finding.message for finding in found), found
