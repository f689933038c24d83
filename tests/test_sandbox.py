"""Templates are held in: values without methods of ours, files of their folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli_helpers import call, spread_session, standing_in, write_session
from delib_gen.composition.filling import make_environment
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.library import TemplateLibrary
from delib_gen.templating.render import render_html_template
from prose_helpers import make_prose_tools

FORBIDDEN = {
    "class": "{{ ''.__class__ }}",
    "class as an item": "{{ ''['__class__'] }}",
    "class by a filter": "{{ '' | attr('__class__') }}",
    "class in a format": "{{ '{0.__class__}'.format(charte) }}",
    "class in a format of names": "{{ '{a.__class__}'.format_map({'a': charte}) }}",
    "class by map": "{{ [charte] | map(attribute='__class__') | first }}",
    "globals of a macro": "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "globals of a class": "{{ cycler.__init__.__globals__ }}",
    "globals of a function": "{{ lipsum.__globals__ }}",
    "context": "{{ self._TemplateReference__context }}",
    "subclasses": "{{ namespace.mro() }}",
    "file": "{{ charte.parse_file('/etc/passwd') }}",
    "file by a filter": "{{ (charte | attr('parse_file'))('/etc/passwd') }}",
    "file by an item": "{{ charte['parse_file']('/etc/passwd') }}",
    "file of a part": "{{ charte.polices.parse_file('/etc/passwd') }}",
    "settings of a class": "{{ charte.model_config['title'] }}",
    "another one": "{{ charte.model_copy(update={}).polices }}",
    "method of a record": "{{ record.iter_words() }}",
    "change": "{{ l.append(1) }}",
}
LAWFUL = {
    "field": ("{{ charte.polices.corps }}", None),
    "methods of texts": ("{{ 'un mot'.upper().split()[0] }}", "UN"),
    "methods of tables": ("{% for a, b in {'x': 1}.items() %}{{ a }}{{ b }}", "x1"),
    "format": ("{{ '{0:>3}|{1}'.format('a', charte.polices.corps) }}", None),
    "cycler": ("{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}", "ab"),
    "joiner": ("{% set j = joiner(', ') %}{{ j() }}a{{ j() }}b", "a, b"),
    "namespace": ("{% set n = namespace(a='x') %}{{ n.a }}", "x"),
    "loop": ("{% for a in 'xy' %}{{ loop.cycle('1', '2') }}{% endfor %}", "12"),
    "block": ("{% block a %}x{% endblock %}{{ self.a() }}", "xx"),
    "macro of another file": ("{% import 'm.html' as m %}{{ m.mot() }}", "mot"),
}


@pytest.fixture
def library(tmp_path: Path) -> TemplateLibrary:
    (tmp_path / "m.html").write_text("{% macro mot() %}mot{% endmacro %}", "utf-8")
    return TemplateLibrary((tmp_path,), 1, make_prose_tools("fr").charte)


def fill(library: TemplateLibrary, source: str) -> str:
    """A template filled; what a loop opens is closed."""
    ends = "{% endfor %}" if "{% for" in source and "endfor" not in source else ""
    (library.folders[0] / "t.html").write_text(source + ends, "utf-8")
    return render_html_template(library, "t.html", {"l": [], "record": _Record()})


class _Record:
    """A record that has a method, as those of views have."""

    def iter_words(self) -> str:
        return "mots"


@pytest.mark.parametrize("case", FORBIDDEN)
def test_template_reaches_no_method_of_ours(
    case: str, library: TemplateLibrary
) -> None:
    with pytest.raises(TemplateFault) as caught:
        fill(library, FORBIDDEN[case])

    assert "interdit" in str(caught.value) or "il n'y a pas" in str(caught.value)


@pytest.mark.parametrize("case", LAWFUL)
def test_what_templates_need_is_theirs(case: str, library: TemplateLibrary) -> None:
    source, expected = LAWFUL[case]
    filled = fill(library, source)

    assert filled == expected if expected else filled


def test_template_runs_no_code(library: TemplateLibrary, tmp_path: Path) -> None:
    """What a library makes of bytes may be any object of Python, made by any call."""
    trace = tmp_path / "trace"
    pickled = f"cposix\\nsystem\\n(S'touch {trace}'\\ntR."
    asked = f'parse_raw("{pickled}".encode(), proto="pickle", allow_pickle=true)'

    with pytest.raises(TemplateFault):
        fill(library, f"{{{{ charte.{asked} }}}}")
    assert not trace.exists()


def test_layouts_stand_in_the_same_sandbox(library: TemplateLibrary) -> None:
    env = make_environment(library)

    with pytest.raises(Exception, match="unsafe"):
        env.from_string("{{ x.iter_words() }}").render(x=_Record())


WAYS = {
    "include": "{{% include '{}' %}}",
    "import": "{{% import '{}' as m %}}",
    "extends": "{{% extends '{}' %}}",
    "include of what may lack": "{{% include ['x', '{}'] ignore missing %}}",
}


def render(folder: Path) -> tuple[int, str]:
    """An act rendered as a page with the templates of the office."""
    write_session(folder, spread_session(""))
    with standing_in(folder):
        result = call(
            *("render", "seance.yaml", "--format", "html", "--templates", "gabarits"),
            *("--only", "deliberation"),
        )
    return result.status, result.err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office's folder of templates, another folder, and links to it."""
    (tmp_path / "gabarits" / "a-nous").mkdir(parents=True)
    (tmp_path / "ailleurs").mkdir()
    for place in ("gabarits/a-nous", "ailleurs"):
        (tmp_path / place / "pied.html.j2").write_text("{# rien #}", "utf-8")
    (tmp_path / "gabarits" / "lien").symlink_to(tmp_path / "ailleurs")
    (tmp_path / "gabarits" / "pied.html.j2").symlink_to("../ailleurs/pied.html.j2")
    (tmp_path / "gabarits" / "voisin").symlink_to("a-nous")
    return tmp_path


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["lien/pied.html.j2", "pied.html.j2"])
def test_link_out_of_the_folder_is_refused(way: str, name: str, folder: Path) -> None:
    library = TemplateLibrary((folder / "gabarits",), 1)

    with pytest.raises(TemplateFault, match="est un lien vers") as caught:
        fill(library, WAYS[way].format(name))
    assert caught.value.template == name


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["a-nous/pied.html.j2", "voisin/pied.html.j2"])
def test_folder_inside_and_link_to_it_serve(way: str, name: str, folder: Path) -> None:
    library = TemplateLibrary((folder / "gabarits",), 1)

    assert fill(library, WAYS[way].format(name)) == ""


def test_link_is_told_and_nothing_is_written(folder: Path) -> None:
    path = folder / "gabarits" / "deliberation.html.j2"
    path.write_text("{% include 'lien/pied.html.j2' %}", "utf-8")

    status, err = render(folder)

    assert status == 1
    assert "erreur[GAB01] : lien/pied.html.j2 : ce gabarit est un lien" in err
    assert not (folder / "out").exists()


@pytest.mark.parametrize("name", ["deliberation.plan.j2", "deliberation.docx"])
def test_other_templates_are_held_as_well(name: str, folder: Path) -> None:
    """The layout, which serves each format; the Word file."""
    shipped = Path(__file__).parents[1] / "templates" / "fr" / name
    (folder / "ailleurs" / name).write_bytes(shipped.read_bytes())
    (folder / "gabarits" / name).symlink_to(folder / "ailleurs" / name)
    write_session(folder, spread_session(""))
    with standing_in(folder):
        result = call(
            *("render", "seance.yaml", "--templates", "gabarits", "--format", "docx"),
            *("--only", "deliberation"),
        )

    assert result.status == 1
    assert f"{name} : ce gabarit est un lien" in result.err


def test_folder_that_is_a_link_itself_serves(folder: Path) -> None:
    """The office's folder may be a link: it is what the user named."""
    (folder / "gabarits").rename(folder / "vrais")
    (folder / "gabarits").symlink_to("vrais")
    (folder / "vrais" / "pied.html.j2").unlink()

    status, err = render(folder)

    assert status == 0, err
