"""A template is read against its document before any sitting uses it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from jinja2 import nodes

from delib_gen.findings import Severity
from delib_gen.resources import list_text_languages, templates_dir
from delib_gen.templating.check import check_template, iter_sources
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.library import TemplateLibrary, make_library
from delib_gen.templating.names import Fault, find_unknown_names
from delib_gen.templating.render import render_html_template
from delib_gen.templating.words import find_literal_words
from delib_gen.view.annexe import AnnexeView
from delib_gen.view.base import View
from delib_gen.view.deliberation import DeliberationView
from delib_gen.view.rapport import RapportView
from delib_gen.view.sommaire import SommaireView

VIEWS = (DeliberationView, RapportView, AnnexeView, SommaireView)
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


def unknown(source: str, view: type[View] = DeliberationView, **options):
    env = options.pop("env", None) or TemplateLibrary(()).environment()
    return find_unknown_names(env.parse(source), view, env=env, **options)


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
        "{% for a, b in {'x': 1}.items() %}{{ a }}{{ b.c }}{% endfor %}",
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


def test_block_does_not_see_the_loop_around_it():
    """Unless it says `scoped`: Jinja would print nothing there."""
    source = "{% for t in titres %}{% block b %}{{ t.texte }}{% endblock %}{% endfor %}"

    assert [u.name for u in unknown(source)] == ["t"]


def test_faults_of_other_templates_carry_their_names(tmp_path):
    """What is included, imported or extended is followed, in its own scope."""
    env = library(
        tmp_path,
        base_html="{{ parent }}{% block a %}{{ perdu }}{% endblock %}"
        "{% block b %}{{ vu }}{% endblock %}",
        inc_html="\n{{ t.text }}{{ ici }}",
        mac_html="{% macro m(g) %}\n\n{{ g.intitul }}{{ entete }}{% endmacro %}",
    ).environment()

    found = unknown(
        "{% extends 'base.html' %}{% from 'mac.html' import m, n %}"
        "{% block a %}{% for t in titres %}{% include 'inc.html' %}{% endfor %}"
        "{{ m(presences[0]) }}{% endblock %}{% block b %}{{ super() }}{% endblock %}",
        env=env,
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
    env = library(
        tmp_path,
        a_html="{% include 'b.html' %}{{ x }}",
        b_html="{% include 'a.html' %}",
    ).environment()

    found = unknown("{% include 'a.html' %}{% include 'b.html' %}", env=env)

    assert [u.name for u in found] == ["x"]


def test_house_style_is_checked_too():
    """`charte` is known by its own type."""

    @dataclass(frozen=True)
    class Style:
        marge: str

    env = TemplateLibrary(()).environment()
    env.globals["charte"] = Style("2")

    assert [u.nearest for u in unknown("{{ charte.marges }}", env=env)] == ["marge"]


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

    assert found.hint.startswith("noms admis : `meta`, `traduction`, `entete`")
    assert "range" not in found.hint


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
        ("{{ range(10 ** 9) | list }}", "ligne 1", "ne peut pas être lu ou rempli"),
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
        for source, _ in iter_sources(lib, "t.docx")
        for item in find_literal_words(source)
    ]

    assert found == ["Fait à"]


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_template_says_no_word(name):
    """Each sentence lives in phrases.yaml."""
    folder, _, file = name.rpartition("/")
    lib = TemplateLibrary((templates_dir() / folder,), 0)
    env = make_library("fr", "corse").environment()

    found = [
        f"{show_place(item.lineno)} : {item.text}"
        for source, show_place in iter_sources(lib, file)
        for item in find_literal_words(source, env)
    ]

    assert found == []


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.genre)
@pytest.mark.parametrize("suffix", [".html.j2", ".docx"])
@pytest.mark.parametrize("langue", list_text_languages())
def test_shipped_template_asks_for_nothing_unknown(view, suffix, langue):
    """The templates and the views agree."""
    lib = make_library(langue, "corse")
    if lib.find(view.genre + suffix) is None:
        pytest.skip(f"no {view.genre}{suffix} yet")

    assert check_template(lib, view.genre + suffix, view) == []


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.genre)
def test_every_name_of_a_shipped_template_is_looked_at(view):
    """Spoilt one by one, each attribute and name is missed: none is let through."""
    lib = make_library("fr", "corse")
    env = lib.environment()
    source, _, _ = env.loader.get_source(env, f"{view.genre}.html.j2")
    names = [
        node
        for kind in (nodes.Name, nodes.Getattr)
        for node in env.parse(source).find_all(kind)
        if getattr(node, "ctx", "") == "load"
    ]

    for rank, name in enumerate(names):
        if getattr(name, "node", None) == nodes.Name("partie", "load"):
            continue  # which parts there are, the layout says
        ast = env.parse(source)
        spoilt = [
            node
            for kind in (nodes.Name, nodes.Getattr)
            for node in ast.find_all(kind)
            if getattr(node, "ctx", "") == "load"
        ][rank]
        if isinstance(spoilt, nodes.Name):
            spoilt.name += "_zz"
            wanted = spoilt.name
        else:
            spoilt.attr += "_zz"
            wanted = spoilt.attr
        assert wanted in [u.name for u in find_unknown_names(ast, view, env=env)]
