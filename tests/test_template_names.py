"""A template is read against its document before any sitting uses it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Literal

import docx
import pytest
from jinja2 import nodes

from delib_gen.catalogue import CATALOGUE
from delib_gen.composition.layout import fill_layout
from delib_gen.findings import Severity
from delib_gen.formats.html import FORMAT
from delib_gen.resources import list_text_languages, templates_dir
from delib_gen.templatecheck.check import (
    check_blocks,
    check_file,
    check_template,
    find_unknown_names,
    reaches_own,
)
from delib_gen.templatecheck.faults import Fault
from delib_gen.templatecheck.subjects import list_pdf_subjects, make_subject
from delib_gen.templatecheck.trial import list_trials
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.library import TemplateLibrary, make_library
from delib_gen.templating.render import render_html_template
from delib_gen.templating.sources import read_sources
from delib_gen.view.annexe import AnnexeView
from delib_gen.view.base import View
from delib_gen.view.deliberation import DeliberationView
from delib_gen.view.rapport import RapportView
from delib_gen.view.specimens import list_specimens
from format_helpers import render_piece
from template_words import find_literal_words

VIEWS = CATALOGUE.view_types
SHIPPED = sorted(
    path.relative_to(templates_dir()).as_posix()
    for pattern in ("*.html.j2", "*.docx")
    for path in templates_dir().rglob(pattern)
)


def library(folder: Path, **files: str) -> TemplateLibrary:
    """A library of one folder, holding these files (`base_html` is `base.html`)."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return TemplateLibrary((folder,), 1)


def unknown(
    source: str,
    view: type[View] = DeliberationView,
    lib: TemplateLibrary | None = None,
):
    lib = lib or TemplateLibrary(())
    context = list_specimens(view)[0].context()
    return find_unknown_names(lib.environment(), source, context, lib.list_files())


@pytest.mark.parametrize(
    ("source", "name", "nearest", "fault"),
    [
        ("{{ entette }}", "entette", "entete", Fault.NOM),
        ("{{ loop.index }}", "loop", None, Fault.NOM),
        ("{% if formulee %}{% endif %}", "formulee", "formule", Fault.NOM),
        ("{{ xyz is defined }}", "xyz", None, Fault.NOM),
        ("{{ xyz | default('') }}", "xyz", None, Fault.NOM),
        ("{{ meta.lang }}", "lang", "langue", Fault.ATTRIBUT),
        ("{{ meta['lang'] }}", "lang", "langue", Fault.ATTRIBUT),
        ("{{ entete.texte }}", "texte", None, Fault.ATTRIBUT),
        ("{{ titres.texte }}", "texte", None, Fault.LISTE),
        ("{{ titres[0].text }}", "text", "texte", Fault.ATTRIBUT),
        ("{{ (titres | first).text }}", "text", "texte", Fault.ATTRIBUT),
        (
            "{% for t in titres %}{{ t.text }}{% endfor %}",
            "text",
            "texte",
            Fault.ATTRIBUT,
        ),
        (
            "{% for t in titres | sort(attribute='langu') %}{% endfor %}",
            "langu",
            "langue",
            Fault.ATTRIBUT,
        ),
        (
            "{{ titres | map(attribute='text') | join }}",
            "text",
            "texte",
            Fault.ATTRIBUT,
        ),
        (
            "{% for g in presences %}{% for p in g.personnes %}{{ p.non }}"
            "{% endfor %}{% endfor %}",
            "non",
            "nom",
            Fault.ATTRIBUT,
        ),
        (
            "{% for t in titres %}{{ loop.idx }}{% endfor %}",
            "idx",
            "index",
            Fault.ATTRIBUT,
        ),
        (
            "{% for t in titres %}{{ loop.nextitem.text }}{% endfor %}",
            "text",
            "texte",
            Fault.ATTRIBUT,
        ),
        ("{% for t in titres %}{% endfor %}{{ t.texte }}", "t", None, Fault.NOM),
        ("{% set p = pouvoirs[0] %}{{ p.lie }}", "lie", "lien", Fault.ATTRIBUT),
        (
            "{% with p = pouvoirs[0] %}{{ p.lie }}{% endwith %}",
            "lie",
            "lien",
            "attribut",
        ),
        (
            "{% for a, b in {'x': 1}.items() %}{{ a }}{{ b.c }}{% endfor %}",
            "c",
            None,
            Fault.ATTRIBUT,
        ),
        ("{{ entete | uper }}", "uper", "upper", Fault.FILTRE),
        ("{% filter uper %}x{% endfilter %}", "uper", "upper", Fault.FILTRE),
        ("{{ titres | map('uper') | join }}", "uper", "upper", Fault.FILTRE),
        ("{{ entete is defind }}", "defind", "defined", Fault.TEST),
        ("{{ titres | select('od') | list }}", "od", "odd", Fault.TEST),
        ("{{ ''.__class__ }}", "__class__", None, Fault.INTERDIT),
        ("{{ ''['__class__'] }}", "__class__", None, Fault.INTERDIT),
        ("{{ '' | attr('__class__') }}", "__class__", None, Fault.INTERDIT),
        ("{{ titres | map(attribute='__class__') }}", "__class__", None, "interdit"),
        ("{{ meta._x }}", "_x", None, Fault.INTERDIT),
        ("{% include 'absent.html' %}", "absent.html", None, Fault.GABARIT),
        ("{% extends 'absent.html' %}", "absent.html", None, Fault.GABARIT),
        (
            "{% macro m(nom) %}{{ nom }}{% endmacro %}{{ m(nim=1) }}",
            "nim",
            "nom",
            Fault.PARAMETRE,
        ),
        (
            "{% macro m(g) %}{{ g.intitul }}{% endmacro %}{{ m(presences[0]) }}",
            "intitul",
            "intitule",
            Fault.ATTRIBUT,
        ),
        (
            "{% macro m(g=entete) %}{{ entette }}{% endmacro %}",
            "entette",
            "entete",
            Fault.NOM,
        ),
        (
            "{% macro m() %}{{ caller() }}{% endmacro %}"
            "{% call m() %}{{ entette }}{% endcall %}",
            "entette",
            "entete",
            Fault.NOM,
        ),
    ],
)
def test_planted_fault_is_found(source, name, nearest, fault):
    """Each thing that is not there is found once, with the nearest that is."""
    found = unknown("\n" + source)

    assert [(u.name, u.nearest, u.fault, u.lineno) for u in found] == [
        (name, nearest, fault, 2)
    ]


@pytest.mark.parametrize(
    "source",
    [
        "{{ entete }} {{ genre }} {{ meta.jour }} {{ entete | upper }}",
        "{{ entete.upper() }} {{ titres[0].texte }} {{ titres | length }}",
        "{% for t in titres %}{{ loop.index }}{{ t.langue }}{% else %}x{% endfor %}",
        "{% for t in titres if t.langue == 'fr' %}{{ t.texte }}{% endfor %}",
        "{% for t in titres %}{{ loop.previtem.texte }}{% endfor %}",
        "{% set ns = namespace(n=0) %}{% set ns.n = 1 %}{{ ns.n }}",
        "{% set x %}{{ entete }}{% endset %}{{ x }}",
        "{% if entete %}{% set x = titres %}{% else %}{% set x = entete %}{% endif %}"
        "{% for t in x %}{{ t.texte }}{% endfor %}",
        "{% macro a(n) %}{{ b(n) }}{% endmacro %}{% macro b(n) %}{{ n }}{{ a(n) }}"
        "{% endmacro %}{{ a(1) }}",
        "{% macro m() %}{{ kwargs.x }}{{ varargs }}{% endmacro %}{{ m(x=1) }}",
        "{% include 'absent.html' ignore missing %}",
        "{% include entete %}",
        "{% for a, b in {'x': meta}.items() %}{{ a }}{{ b.jour }}{% endfor %}",
        "{% for i in range(3) %}{{ i }}{% endfor %}{{ cycler(1, 2).next() }}",
        "{% raw %}{{ rien }}{% endraw %}{# {{ rien }} #}",
        "{% block x %}{{ self.x }}{{ entete }}{% endblock %}",
        "{{ (presences | groupby('intitule') | first).list }}",
        "{{ titres | batch(2) | map('first') | list }}",
        "{% set x = entete %}{% block a %}{{ x }}{% endblock %}",
        "{% for t in titres %}{% block b scoped %}{{ t.texte }}{% endblock %}"
        "{% endfor %}",
    ],
)
def test_sound_template_has_no_finding(source):
    """What Jinja allows, and what cannot be known, is let through."""
    assert unknown(source) == []


def test_blocks_of_prose_offer_the_fields_of_each_kind():
    """A block may be a title, a paragraph, a list or a quotation."""
    source = "{% for b in corps %}{{ b.niveau }}{{ b.points }}{{ b.bloks }}{% endfor %}"

    found = unknown(source, RapportView)

    assert [(u.name, u.nearest) for u in found] == [("bloks", "blocs")]


def test_recursion_over_prose_ends():
    """A macro that calls itself is looked at, and the check ends."""
    source = (
        "{% macro m(blocs) %}{% for b in blocs %}{{ m(b.blocs) }}{{ b.nivo }}"
        "{% for p in b.points %}{{ m(p) }}{% endfor %}{% endfor %}{% endmacro %}"
        "{% macro n(x) %}{{ n(x | batch(2)) }}{% endmacro %}{{ m(corps) }}"
        "{{ n(corps) }}"
    )

    assert [u.name for u in unknown(source, RapportView)] == ["nivo"]


@pytest.mark.parametrize(
    "source",
    [
        "{% if entete %}a{% elif filet %}b{% else %}{{ perdu }}{% endif %}",
        "{% if not entete %}{% if filet %}a{% else %}{{ perdu }}{% endif %}{% endif %}",
        "{% if false %}{% for t in titres %}{{ perdu }}{% endfor %}{% endif %}",
        "{% for t in titres %}a{% else %}{{ perdu }}{% endfor %}",
        "{% for t in [] %}{{ perdu }}{% endfor %}",
        "{% for t in titres if t.texte == perdu %}a{% endfor %}",
        "{% macro m(a, b=1) %}{{ perdu }}{% endmacro %}",
        "{% macro m() %}a{% endmacro %}{% call m() %}{{ perdu }}{% endcall %}",
        "{% if entete and not filet and perdu %}{% endif %}",
        "{{ entete if entete else perdu }}{{ entete or perdu }}",
        "{% if entete %}{% macro m(a) %}{% if a %}{{ perdu }}{% endif %}{% endmacro %}"
        "{% endif %}",
        "{% if entete is none %}{% include 'i.html' %}{% endif %}",
        "{% extends 'p.html' %}{% block autre %}{{ perdu }}{% endblock %}",
        "{% set x = false %}{% if x %}{% set y = perdu %}{% endif %}",
        "{{ [1, 2][perdu] }}{{ entete[perdu:] }}{{ {'a': perdu} }}",
        "{{ pas_la(perdu) }}{% for t in pas_la %}{{ t.x }}{% endfor %}",
    ],
)
def test_fault_is_found_where_no_document_goes(tmp_path, source):
    """Untaken branches, empty loops, macros and blocks that nothing uses."""
    lib = library(tmp_path, i_html="{{ perdu }}", p_html="{% block a %}{% endblock %}")

    assert "perdu" in [u.name for u in unknown(source, lib=lib)]


def test_part_that_one_branch_alone_gives_is_let_through():
    """A name set in two branches may be either, however deep they are."""
    source = (
        "{% if entete %}{% if filet %}{% set x = titres[0] %}{% else %}{% set x = 1 %}"
        "{% endif %}{% else %}{% set x = meta %}{% endif %}{{ x.texte }}"
    )

    assert unknown(source) == []


def test_block_does_not_see_the_loop_around_it():
    """Unless it says `scoped`: Jinja would print nothing there."""
    source = "{% for t in titres %}{% block b %}{{ t.texte }}{% endblock %}{% endfor %}"

    assert [u.name for u in unknown(source)] == ["t"]


def test_faults_of_other_templates_carry_their_names(tmp_path):
    """What is included, imported or extended is followed, in its own scope."""
    lib = library(
        tmp_path,
        base_html="{{ parent }}{% block a %}{{ perdu }}{% endblock %}"
        "{% block b %}{{ vu }}{% endblock %}",
        inc_html="\n{{ t.text }}{{ ici }}",
        mac_html="{% macro m(g) %}\n\n{{ g.intitul }}{{ entete }}{% endmacro %}",
    )

    found = unknown(
        "{% extends 'base.html' %}{% from 'mac.html' import m, n %}"
        "{% block a %}{% for t in titres %}{% include 'inc.html' %}{% endfor %}"
        "{{ m(presences[0]) }}{% endblock %}{% block b %}{{ super() }}{% endblock %}",
        lib=lib,
    )

    assert {(u.template, u.lineno, u.name) for u in found} == {
        ("", 1, "n"),
        ("base.html", 1, "parent"),
        ("base.html", 1, "vu"),
        ("inc.html", 2, "text"),
        ("inc.html", 2, "ici"),
        ("mac.html", 3, "intitul"),
        ("mac.html", 3, "entete"),
    }


def test_templates_that_include_each_other_do_not_hang(tmp_path):
    """The check ends, whatever Jinja would do."""
    lib = library(
        tmp_path,
        a_html="{% include 'b.html' %}{{ x }}",
        b_html="{% include 'a.html' %}",
    )

    found = unknown("{% include 'a.html' %}{% include 'b.html' %}", lib=lib)

    assert [u.name for u in found] == ["x"]


def test_house_style_is_checked_too():
    """`charte` is known by its own type."""

    @dataclass(frozen=True)
    class Style:
        marge: str

    lib = TemplateLibrary((), charte=Style("2"))

    assert [u.nearest for u in unknown("{{ charte.marges }}", lib=lib)] == ["marge"]


def check(folder: Path, source: str, view: type[View] = DeliberationView):
    return check_template(library(folder, t_html=source), "t.html", view)


def test_finding_says_file_line_and_nearest_name(tmp_path):
    """GAB01 tells where to go and what to write there."""
    (found,) = check(tmp_path, "<p>\n{{ signature_non }}\n</p>")

    assert (found.code, found.severity) == ("GAB01", Severity.ERREUR)
    assert found.message == (
        f"{tmp_path}/t.html, ligne 2 : le nom `signature_non` n'existe pas dans ce "
        "document"
    )
    assert found.hint == "vouliez-vous écrire `signature_nom` ?"


def test_hint_lists_the_names_where_none_is_near(tmp_path):
    """Without Jinja's own, which are no words of the document."""
    (found,) = check(tmp_path, "{{ xyz }}")

    assert found.hint.startswith(
        "noms admis : `meta`, `traduction`, `ordre`, `identite`, "
    )
    assert "range" not in found.hint


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ("\n{{ entete + 1 }}", "ligne 2", "ne peut pas être lu ou rempli"),
        ("{% if suite %}{% set x = 1 %}{% endif %}\n{{ x }}", "ligne 2", "le nom `x`"),
        ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}", "ligne 1", "attend `a`"),
        ("{% macro m(a) %}{{ m(a) }}{% endmacro %}{{ m(1) }}", "ligne 1", "sans fin"),
        ("{% if suite %}\n{{ suite / 2 }}{% endif %}", "ligne 2", "rempli"),
    ],
)
def test_what_no_document_could_fill_is_told(tmp_path, source, place, words):
    """Each part alone, a template is filled as it will be."""
    (found,) = check(tmp_path, source)

    assert f"t.html, {place} : " in found.message
    assert words in found.message


@pytest.mark.parametrize(
    "source",
    [
        "{{ pouvoirs[0].lien }}{{ filet.split('/')[3] }}{{ (titres | last).texte }}",
        "{% include meta.langue ~ '.html' %}{{ (filet | int) // (entete | int) }}",
        "{% for b in scrutins %}{{ loop.nextitem.objet }}{% endfor %}",
    ],
)
def test_what_depends_on_the_words_is_let_through(tmp_path, source):
    """A specimen says other things than a sitting will."""
    assert check(tmp_path, source) == []


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ("a\n{% if entete %}\nb\n", "ligne 2", "`{% if %}` n'est pas fermé"),
        ("\n{% endif %}", "ligne 2", "`{% endif %}` ne ferme rien"),
        (
            "{% for t in titres %}{% if t %}\n{% endfor %}",
            "ligne 2",
            "`{% endfor %}` arrive alors que `{% if %}` n'est pas fermé",
        ),
        ("{% fore t in titres %}", "ligne 1", "la balise `{% fore %}` n'existe pas"),
        ("{% p if entete %}", "ligne 1", "`{%p … %}` est mal formée"),
        ("{{ entete", "ligne 1", "une balise est ouverte et n'est pas refermée"),
        ("{# rien", "ligne 1", "une balise est ouverte et n'est pas refermée"),
        ("{{ }}", "ligne 1", "la balise est vide ou inachevée"),
        ("{{ entete titres }}", "ligne 1", "« titres » est de trop dans la balise"),
        ("{{ “x” }}", "ligne 1", "le signe « “ » n'est pas compris"),
        ("{{ (entete }}", "ligne 1", "« } » n'est pas à sa place"),
        ("{% for t of titres %}{% endfor %}", "ligne 1", "« of » est là où « in »"),
        (
            "{% block a %}{% endblock %}{% block a %}{% endblock %}",
            "ligne 1",
            "deux fois",
        ),
        ("{{ entete | uper }}", "ligne 1", "le filtre `uper` n'existe pas"),
        ("{{ titres.texte }}", "ligne 1", "`titres` est une liste"),
        ("{{ ''.__class__ }}", "ligne 1", "`__class__` est interdit"),
    ],
)
def test_what_does_not_parse_is_told_with_its_place(tmp_path, source, place, words):
    """One finding, in French, at the place where the mistake is."""
    (found,) = check(tmp_path, source)

    assert f"t.html, {place} : " in found.message
    assert words in found.message


def test_unreadable_included_template_is_told_by_its_own_name(tmp_path):
    """The line is that of the file that is broken."""
    lib = library(tmp_path, t_html="{% include 'i.html' %}", i_html="\n\n{% if %}")

    (found,) = check_template(lib, "t.html", DeliberationView)

    assert f"{tmp_path}/i.html, ligne 3 : " in found.message


def test_missing_template_is_a_finding(tmp_path):
    """With the nearest file."""
    lib = library(tmp_path, deliberation_html="")

    (found,) = check_template(lib, "deliberatoin.html", DeliberationView)

    assert found.message == "deliberatoin.html : ce gabarit n'existe pas"
    assert "deliberation.html" in found.hint


def test_file_in_another_encoding_is_a_finding(tmp_path):
    """An old editor's file."""
    (tmp_path / "t.html").write_bytes("é".encode("latin-1"))

    (found,) = check_template(
        TemplateLibrary((tmp_path,), 1), "t.html", DeliberationView
    )

    assert "UTF-8" in found.message


def word(folder: Path, *paragraphs: str, header: str = "", footer: str = "") -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = footer
    document.save(folder / "t.docx")
    return folder / "t.docx"


def check_word(folder: Path, view: type[View] = DeliberationView):
    return check_template(TemplateLibrary((folder,), 1), "t.docx", view)


def test_word_template_is_checked_by_paragraph(tmp_path):
    """Ranks are those of Word's own paragraphs, lifted ones included."""
    word(
        tmp_path,
        "",
        "{%p for t in titres %}",
        "Titre : {{ t.text }}",
        "{%p endfor %}",
        "{{ signatiare }}",
        header="{{ metaa }}",
        footer="p. {{ entete }} {{ pied }}",
    )

    messages = [
        d.message.removeprefix(f"{tmp_path}/t.docx, ") for d in check_word(tmp_path)
    ]

    assert messages == [
        "paragraphe 3, « Titre : {{ t.text }} » : `t.text` : il n'y a pas de `text` "
        "dans `t`",
        "paragraphe 5, « {{ signatiare }} » : le nom `signatiare` n'existe pas dans ce "
        "document",
        "en-tête, paragraphe 1, « {{ metaa }} » : le nom `metaa` n'existe pas dans ce "
        "document",
        "pied de page, paragraphe 1, « p. {{ entete }} {{ pied }} » : le nom `pied` "
        "n'existe pas dans ce document",
    ]


def test_rows_lifted_from_a_table_do_not_shift_the_places(tmp_path):
    """Nor do joined paragraphs and tags that Word has cut."""
    document = docx.Document()
    cut = document.add_paragraph()
    for piece in ("{", "{ ent", "ete }", "} et {", "% if filet %", "}x{% endif %}"):
        cut.add_run(piece)
    table = document.add_table(rows=3, cols=2)
    for row, text in enumerate(("{%tr for g in presences %}", "{{ g.intitule }}", "")):
        table.rows[row].cells[0].text = text
    table.rows[2].cells[1].text = "{%tr endfor %}"
    document.add_paragraph("{{ entete }}")
    document.add_paragraph("{%- if filet -%}")
    document.add_paragraph("x{% endif %}")
    document.add_paragraph("{{ fautif }}")
    document.save(tmp_path / "t.docx")

    (found,) = check_word(tmp_path)

    assert "paragraphe 11, « {{ fautif }} »" in found.message


def test_typographic_quotes_of_word_are_understood(tmp_path):
    """Word makes them out of straight ones."""
    word(tmp_path, "{{ meta[‘langue’] }}{% if entete == “x” %}{% endif %}{# {{ x }} #}")

    assert check_word(tmp_path) == []


@pytest.mark.parametrize(
    ("paragraphs", "place", "words"),
    [
        (("", "{%p if entete %}"), "paragraphe 2", "n'est pas fermé"),
        (("x", "{{ entete", "{{ filet }}"), "paragraphe 2", "ouverte par `{{`"),
        (("x", "{{ entete {{ filet }}"), "paragraphe 2", "ouverte par `{{`"),
        (("{%p if 4 % 2 == 0 %}", "{%p endif %}"), "paragraphe 1", "`{%p … %}`"),
        (("x", "{% endfor %}"), "paragraphe 2", "`{% endfor %}` ne ferme rien"),
        (("x", "{{ ''.__class__ }}"), "paragraphe 2", "interdit"),
        (("x", "{{ entete | uper }}"), "paragraphe 2", "filtre `uper`"),
    ],
)
def test_word_template_that_does_not_parse(tmp_path, paragraphs, place, words):
    """The place is a paragraph, even where Jinja gives none."""
    word(tmp_path, *paragraphs)

    found = check_word(tmp_path)

    assert len(found) == 1
    assert place in found[0].message
    assert words in found[0].message


def test_block_across_paragraphs_of_word_is_found(tmp_path):
    """Jinja fills it, and Word would not open what it gives."""
    document = docx.Document()
    document.add_paragraph("a")
    document.add_paragraph("x {% if suite %} y")
    document.add_table(1, 1).cell(0, 0).paragraphs[0].text = "z {% endif %} t"
    document.save(tmp_path / "t.docx")

    (found,) = check_word(tmp_path)

    assert "paragraphe 2, « x {% if suite %} y »" in found.message
    assert "{%p" in found.hint


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.4", b"{{ entete }}"])
def test_file_that_is_not_word_is_a_finding(tmp_path, content):
    """Whatever a file named .docx holds."""
    (tmp_path / "t.docx").write_bytes(content)

    (found,) = check_word(tmp_path)

    assert found.code == "GAB01"
    assert "Word" in found.message


def render(folder: Path, source: str, **context: object) -> str:
    return render_html_template(library(folder, t_html=source), "t.html", context)


def fault(folder: Path, source: str, **context: object) -> TemplateFault:
    with pytest.raises(TemplateFault) as caught:
        render(folder, source, **context)
    return caught.value


def test_values_are_escaped(tmp_path):
    """No text of a session is ever markup."""
    assert render(tmp_path, "{{ x }}", x="<b>&") == "&lt;b&gt;&amp;"


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ("\n{{ entete }}", "ligne 2", "le nom `entete` n'existe pas"),
        ("\n\n{{ x.y }}", "ligne 3", "il n'y a pas de `y`"),
        ("{% if %}", "ligne 1", "inachevée"),
        ("\n{{ ''.__class__ }}", "ligne 2", "`__class__` est interdit"),
        ("{{ ''['__class__'].__mro__ }}", "ligne 1", "interdit"),
        ("{{ x | attr('__class__') }}", "ligne 1", "interdit"),
        (
            "{{ '{0.__class__}'.format(x) }}",
            "ligne 1",
            "interdit",
        ),
        ("\n{{ x + 1 }}", "ligne 2", "ne peut pas être lu ou rempli"),
        ("{{ range(10 ** 9) | list }}", "ligne 1", "sans fin"),
        ("{{ l.append(1) }}", "ligne 1", "interdit"),
        ("{% include 'i.html' %}", "ligne 1", "le gabarit « i.html » n'existe pas"),
        ("{{ x | nope }}", "ligne 1", "le filtre `nope` n'existe pas"),
        ("{% macro m(a) %}{{ a }}{% endmacro %}\n{{ m() }}", "ligne 1", "attend `a`"),
    ],
)
def test_fault_met_while_filling_has_its_line(tmp_path, source, place, words):
    """Runtime errors too, by way of the traceback."""
    caught = fault(tmp_path, source, x="texte", l=[])

    assert caught.template == f"{tmp_path}/t.html"
    assert caught.place == place
    assert words in caught.message


def test_fault_in_an_included_file_names_it(tmp_path):
    """And the nearest of the names that were given."""
    lib = library(
        tmp_path, t_html="\n{% include 'i.html' %}", i_html="\n\n{{ entette }}"
    )
    with pytest.raises(TemplateFault) as caught:
        render_html_template(lib, "t.html", {"entete": "x"})

    assert caught.value.template == f"{tmp_path}/i.html"
    assert caught.value.place == "ligne 3"
    assert caught.value.hint == "vouliez-vous écrire `entete` ?"
    diagnostic = caught.value.to_diagnostic()
    assert diagnostic.code == "GAB01"
    assert diagnostic.message.startswith(f"{tmp_path}/i.html, ligne 3 : ")


def test_missing_template_is_a_fault(tmp_path):
    """Not a traceback."""
    with pytest.raises(TemplateFault, match="n'existe pas"):
        render_html_template(TemplateLibrary((tmp_path,)), "t.html", {})


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p class='mot'>{{ entete }} - {{ filet }}</p>", []),
        ("<p>Fait à {{ lieu_date }}</p>", ["Fait à"]),
        ("<p>{{ a }}\n le\n{{ b }}</p>", ["le"]),
        ("{# un mot #}<!-- un mot --><style>p { color: red }</style>&nbsp;", []),
        ("<img alt='Logo {{ x }}' src='a.png'>", ["Logo"]),
        ('<p class="{% if a %}x{% endif %}">&eacute;</p>', ["é"]),
        ("{{ 'Fait à ' ~ x }}{{ y | join(' et ') }}", ["Fait à", "et"]),
        ("{{ 'oui' if x else 'non' }}", ["oui", "non"]),
        ("{% if x == 'fr' %}1/{% endif %}{% set c = 'classe' %}", []),
        ("{% raw %}mot{% endraw %}", ["mot"]),
    ],
)
def test_words_of_a_template_are_seen(source, words):
    """Markup, comments and what is compared are no words; what is printed is."""
    assert [item.text for item in find_literal_words(source)] == words


def test_words_of_a_word_template_are_seen(tmp_path):
    """Field codes are no words."""
    word(
        tmp_path,
        "{{ entete }}",
        "Fait à {{ lieu_date }}",
        "{%p if filet %}",
        "{%p endif %}",
    )
    lib = TemplateLibrary((tmp_path,), 1)

    found = [
        item.text
        for source in read_sources(lib, "t.docx")
        for item in find_literal_words(source.text)
    ]

    assert found == ["Fait à"]


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_template_says_no_word(name):
    """Each sentence lives in phrases.yaml."""
    folder, _, file = name.rpartition("/")
    lib = TemplateLibrary((templates_dir() / folder,), 0)
    env = make_library("fr", "corse").environment()

    found = [
        f"{source.show_place(item.lineno)} : {item.text}"
        for source in read_sources(lib, file)
        for item in find_literal_words(source.text, env)
    ]

    assert found == []


@dataclass(frozen=True, slots=True)
class Lieu:
    nom: str
    etage: int | None = None


@dataclass(frozen=True, slots=True)
class NouvelleView(View):
    genre: ClassVar[str] = "nouvelle"

    lieu: Lieu
    ordre: Literal["haut", "bas"]
    urgent: bool
    rangs: tuple[tuple[Lieu, ...], int]


def test_specimens_are_made_of_any_class():
    """A kind of document that has what none has yet is tried like the others."""
    full, empty, *_ = list_specimens(NouvelleView)

    assert (full.lieu, full.ordre, full.urgent) == (Lieu("nom", 1), "haut", True)
    assert full.rangs == ((Lieu("nom", 1), Lieu("nom")), 1)
    assert (empty.lieu, empty.ordre, empty.rangs) == (Lieu("nom"), "", ())


def shows(part: object) -> bool:
    """Whether a part of a view prints anything: a record does by its own parts."""
    if not dataclasses.is_dataclass(part):
        return bool(part)
    return any(shows(getattr(part, f.name)) for f in dataclasses.fields(part))


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.genre)
def test_specimens_show_everything_then_each_part_alone(view):
    """By the class alone: whatever a kind of document has is tried."""
    full, empty, *alone = list_specimens(view)
    always = ("meta", "disposition")  # of the file, and in which order the parts come
    parts = [f.name for f in dataclasses.fields(view) if f.name not in always]

    assert all(shows(getattr(full, name)) for name in parts)
    assert not any(shows(getattr(empty, name)) for name in parts)
    shown = [[n for n in parts if shows(getattr(one, n))] for one in alone]
    assert [names for names in shown if names] == [[name] for name in parts]


@pytest.mark.serie(3)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.genre)
@pytest.mark.parametrize("suffix", [".plan.j2", ".html.j2", ".docx"])
@pytest.mark.parametrize("langue", list_text_languages())
def test_shipped_template_asks_for_nothing_unknown(view, suffix, langue, tools):
    """The templates and the views agree."""
    lib = make_library(langue, "corse", charte=tools.charte)
    name = view.genre + suffix

    assert lib.find(name) is not None
    assert check_template(lib, name, view) == []


def test_shipped_blocks_ask_for_nothing_unknown(tools):
    """Each kind of block is written, those of layouts among them."""
    assert check_blocks(tools.library) == []


def test_what_a_dossier_has_beside_its_pieces_is_tried(tmp_path, tools):
    """The heads of its pages, and the sheets of a joined file."""
    for name, subject in list_pdf_subjects(tools.library).items():
        assert check_file(tools.library, name, subject) == []

    (tmp_path / "dossier.css.j2").write_text("{{ acte }}\n{{ peice }}")
    (tmp_path / "feuilles.html.j2").write_text("{{ meta.lang }}")
    lib = make_library("fr", "corse", tmp_path, tools.charte)
    subjects = list_pdf_subjects(lib).items()
    found = [f for name, subject in subjects for f in check_file(lib, name, subject)]

    assert [f.hint for f in found] == [
        "vouliez-vous écrire `piece` ?",
        "vouliez-vous écrire `langue` ?",
    ]
    assert "dossier.css.j2, ligne 2 : " in found[0].message


def test_prose_of_word_that_has_no_place_of_its_own_is_told(tmp_path, tools):
    """Blocks take the place of a paragraph of the text."""
    word(tmp_path, "Corps : {{ partie.corps }}")
    (tmp_path / "t.docx").rename(tmp_path / "annexe.docx")
    lib = make_library("fr", "corse", tmp_path, tools.charte)

    (found,) = check_template(lib, "annexe.docx", AnnexeView)

    assert "un texte suivi ne peut venir à cette place" in found.message


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("annexe.plan.j2", "== a\n<section.>\n", "« section. » n'est pas une balise"),
        ("annexe.plan.j2", "== a\n<section>\n", "`<section>` n'est pas fermé"),
        ("annexe.plan.j2", "Renvoi | {{ titre }}\n", "avant la première partie"),
        ("annexe.plan.j2", "== a\n{{ titre }}\n", "`style | texte` est attendu"),
        ("annexe.plan.j2", "== a\nPerdu | {{ titre }}\n", "le style « Perdu »"),
        (
            "annexe.plan.j2",
            "== a\n| {{ titre }}\n",
            "« titre » : un texte veut un style",
        ),
        ("annexe.plan.j2", "== a\n| Vu, le\n", "« Vu, le » : un texte veut un style"),
        ("annexe.plan.j2", "== a\nRenvoi | {{ corps }}\n", "veut une ligne à lui"),
        (
            "annexe.plan.j2",
            "== a\n<section>{{ titre }}\n</section>\n",
            "ligne 2 : « <section> » veut une ligne à soi",
        ),
        ("annexe.plan.j2", "== a {{ titre }}\n", "« == a » veut une ligne à soi"),
        ("annexe.plan.j2", "==\n", "une partie a un nom"),
        ("annexe.plan.j2", "== a\n== b\n== a\n", "la partie `a` commence deux fois"),
        (
            "annexe.plan.j2",
            "== a\n<section>\n== b\nRenvoi | {{ titre }}\n</section>\n",
            "ligne 3 : `<section>` n'est pas fermé dans sa partie",
        ),
        ("annexe.plan.j2", "== a\nRenvoi | {{ meta }}\n", "n'est pas un texte"),
        ("annexe.plan.j2", "== a\nRenvoi | {{ none }}\n", "n'est pas un texte"),
        ("styles.yaml", "Renvoi: p.\n", "« p. » n'est pas une balise"),
        ("styles.yaml", "Renvoi: [\n", "ce fichier ne se lit pas"),
    ],
)
def test_layout_that_says_no_document_is_told(tmp_path, file, text, words, tools):
    """Not one word is lost for want of a style, and no fault of a layout is a bug."""
    (tmp_path / file).write_text(text)
    lib = make_library("fr", "corse", tmp_path, tools.charte)

    found, *_ = check_template(lib, "annexe.plan.j2", AnnexeView)

    assert f"{tmp_path}/{file}" in found.message
    assert words in found.message


@pytest.mark.parametrize("asked", ["visas", "meta", "presences[0]"])
def test_what_is_no_text_is_not_printed_as_python_shows_it(tmp_path, asked, tools):
    """A list of lines, or a record, has texts and is none."""
    (tmp_path / "deliberation.html.j2").write_text(f"Bon\n{{{{ {asked} }}}}")
    word(tmp_path, "Bon", f"{{{{ {asked} }}}}")
    (tmp_path / "t.docx").rename(tmp_path / "deliberation.docx")
    lib = make_library("fr", "corse", tmp_path, tools.charte)

    for suffix, place in ((".html.j2", "ligne 2"), (".docx", "paragraphe 2")):
        found = check_template(lib, f"deliberation{suffix}", DeliberationView)[0]

        assert place in found.message
        assert "n'est pas un texte" in found.message


def test_constant_of_a_layout_is_printed_as_it_is(tmp_path, tools):
    """Jinja works out what depends on nothing while it reads, and must not print it."""
    (tmp_path / "annexe.plan.j2").write_text(
        "== a\nRenvoi | {{ 'Vu | le' }} {{ 3 }}\n", encoding="utf-8-sig"
    )
    lib = make_library("fr", "corse", tmp_path, tools.charte)

    (part,) = fill_layout(
        lib, "annexe", make_subject(lib, "annexe.plan.j2", AnnexeView).contexts[0]
    )

    assert [brin.texte for brin in part.blocs[0].brins] == ["Vu | le", " ", "3"]


@pytest.mark.parametrize("suffix", [".html.j2", ".docx"])
def test_part_that_the_layout_does_not_make_is_unknown(tmp_path, suffix, tools):
    """Parts have the names that the layout gives them, be it an office's own."""
    (tmp_path / "annexe.plan.j2").write_text("== entete\nHeading 1 | {{ titre }}\n")
    lib = make_library("fr", "corse", tmp_path, tools.charte)

    found = check_template(lib, f"annexe{suffix}", AnnexeView)

    assert ["`partie.corps` : il n'y a pas de `corps`" in f.message for f in found]
    assert reaches_own(lib, f"annexe{suffix}", "annexe.plan.j2")
    assert not reaches_own(lib, "rapport.docx", "rapport.plan.j2")


def iter_loaded(ast: nodes.Template) -> Iterator[nodes.Name | nodes.Getattr]:
    """The names and the attributes that a template asks for."""
    yield from (name for name in ast.find_all(nodes.Name) if name.ctx == "load")
    yield from ast.find_all(nodes.Getattr)


def count_owners(node: nodes.Node) -> int:
    """How many things an expression is asked of, one of another."""
    return 1 + count_owners(node.node) if isinstance(node, nodes.Getattr) else 0


@pytest.mark.serie(3)
@pytest.mark.parametrize("suffix", [".plan.j2", ".html.j2"])
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.genre)
def test_every_name_of_a_shipped_template_is_looked_at(view, suffix, tools):
    """Spoilt, each attribute and name is missed: none is let through."""
    subject = make_subject(tools.library, view.genre + suffix, view)
    trial, *_ = list_trials(subject.env)
    source, _, _ = subject.env.loader.get_source(subject.env, view.genre + suffix)
    asked = iter_loaded(trial.parse(source))

    # What is asked of something unknown is not looked at: one thing after the other.
    for line, depth in {(node.lineno, count_owners(node)) for node in asked}:
        ast = trial.parse(source)
        spoilt = [
            node
            for node in iter_loaded(ast)
            if (node.lineno, count_owners(node)) == (line, depth)
        ]
        for node in spoilt:
            field = "name" if isinstance(node, nodes.Name) else "attr"
            setattr(node, field, f"{getattr(node, field)}_zz")
        trial.fill(ast, subject.contexts[0])
        found = {(place.lineno, name) for place, _, name in trial.missed}
        wanted = {(line, getattr(n, "name", getattr(n, "attr", ""))) for n in spoilt}
        assert wanted <= found


def test_own_blocks_that_cannot_be_written_are_told(tmp_path, tools):
    """Before a sitting, and when a page is made all the same."""
    shipped = (templates_dir() / "fr" / "_prose.html.j2").read_text(encoding="utf-8")
    own = shipped.replace("brins(bloc.brins, true) }}</p>", "bloc.brain }}</p>")
    (tmp_path / "_prose.html.j2").write_text(own, encoding="utf-8")
    lib = make_library("fr", "corse", tmp_path, tools.charte)

    assert own != shipped
    assert [f.code for f in check_blocks(lib)] == ["GAB01"]
    view, own_tools = list_specimens(RapportView)[0], replace(tools, library=lib)
    with pytest.raises(TemplateFault) as caught:
        render_piece(FORMAT, view, own_tools)
    assert caught.value.template == f"{tmp_path}/_prose.html.j2"


def test_an_own_file_that_comes_later_in_the_process_is_seen(tmp_path: Path) -> None:
    """What was compiled for one run must not serve another, whose folder has more."""
    before = make_library("fr", "corse", tmp_path).environment()
    before.get_template("acte.css")
    (tmp_path / "acte.css").write_text("p { color: red }", encoding="utf-8")
    after = make_library("fr", "corse", tmp_path).environment()

    assert after.get_template("acte.css").render() == "p { color: red }"
