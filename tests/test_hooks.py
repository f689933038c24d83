"""Private names of libraries: all are declared, and each is where it is said to be."""

from __future__ import annotations

import ast
import copy
import dataclasses
import inspect
import pkgutil
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions, version
from typing import Any
from xml.etree import ElementTree

import pytest
from packaging.requirements import Requirement
from weasyprint import HTML

from conftest import ROOT
from delib_gen.formats.pdf.lean import LeanHTML
from delib_gen.formats.pdf.library import put_off
from delib_gen.hooks import HOOKS, replace, spare_expressions, spare_methods

PACKAGE = ROOT / "src" / "delib_gen"
DISTRIBUTIONS = {"docx": "python-docx"}
"""The names of libraries that are not those of their packages."""
LIBRARIES = sorted({name.split(".")[0] for name in HOOKS} - sys.stdlib_module_names)
NAMED_TUPLES = {"_asdict", "_fields", "_make", "_replace"}
"""What every named tuple has, and promises."""
OURS = ("self", "cls", "os", "original", "view", "other")
"""What the owner of a private name may be called: ours, or the standard library."""


def _iter_owner(name: str) -> Iterator[object]:
    """The module or the class of a name, and what it is there, if it is."""
    owner, _, attribute = name.rpartition(".")
    parts = owner.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = pkgutil.resolve_name(
                f"{'.'.join(parts[:cut])}:{'.'.join(parts[cut:])}"
            )
        except (ImportError, AttributeError):
            continue
        yield found
        if hasattr(found, attribute):
            yield getattr(found, attribute)
        return


@pytest.mark.parametrize("name", HOOKS)
def test_each_hook_is_where_it_is_said_to_be(name: str) -> None:
    if name.startswith("dataclasses.") and sys.version_info >= (3, 13):
        pytest.skip("this Python writes the methods of a class in one go")
    owner, *found = _iter_owner(name)

    attribute = name.rpartition(".")[2]
    # What only objects have is set where they are made.
    assert found or f"self.{attribute} = " in inspect.getsource(owner)  # type: ignore[arg-type]


@pytest.mark.parametrize("library", LIBRARIES)
def test_each_hooked_library_is_pinned(library: str) -> None:
    """A version above what was tried is not installed without a look at its hooks."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        found.name: found.specifier
        for found in map(Requirement, project["project"]["dependencies"])
    }
    name = DISTRIBUTIONS.get(library, library)

    assert version(name) in wanted[name]
    assert "999" not in wanted[name]


def _list_undeclared(code: str) -> list[str]:
    """The private names that code takes from objects that are not its own."""
    declared = {name.rpartition(".")[2] for name in HOOKS} | NAMED_TUPLES
    return [
        node.attr
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.startswith("__")
        and not (isinstance(node.value, ast.Name) and node.value.id in OURS)
        and f"def {node.attr}(" not in code
        and f"    {node.attr}: " not in code
        and f"self.{node.attr} " not in code
        and node.attr not in declared
    ]


def test_no_private_name_goes_undeclared() -> None:
    found = {
        str(path.relative_to(PACKAGE)): names
        for path in PACKAGE.rglob("*.py")
        if (names := _list_undeclared(path.read_text(encoding="utf-8")))
    }

    assert found == {}


def test_the_guard_sees_an_undeclared_name() -> None:
    assert _list_undeclared("sheet._cells[1]") == ["_cells"]
    assert _list_undeclared("import re; re._compile('a')") == ["_compile"]
    assert _list_undeclared("self._cells; part._blob = b''") == []


def test_an_undeclared_name_is_not_replaced() -> None:
    with pytest.raises(LookupError):
        replace("json.dumps", lambda original: original)


def _list_imported() -> set[str]:
    names: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
    return names


def test_dependencies_are_declared_and_used() -> None:
    """Each library that is imported is asked for, and no other is."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    needed = [*project["project"]["dependencies"], *extras["desk"], *extras["serveur"]]
    # Authlib's way to the network and Starlette's signer, imported by these.
    theirs = {"httpx2", "itsdangerous", "delib-gen"}
    asked = {Requirement(text).name for text in needed} - theirs
    owners = packages_distributions()
    used = {
        owners[name][0].lower()
        for name in _list_imported() - set(sys.stdlib_module_names) - {"delib_gen"}
    }

    assert used - {"pydantic_core"} == asked  # pydantic pins its core itself


def test_the_leaner_sheet_lays_out_the_same_page() -> None:
    """Lists, notes and tables are as the engine's own sheet makes them."""
    page = (
        "<html lang=fr><style>.note { float: footnote }</style><ul><li>Un point</ul>"
        "<table><tr><th>Tête<td>Cellule <span class=note>une note</span><ul><li>Un"
        "</ul></table><p>Fin <i class=note>une autre</i></html>"
    )

    assert LeanHTML(string=page).write_pdf() == HTML(string=page).write_pdf()


def test_the_leaner_sheet_has_no_rule_for_what_a_cell_is_not() -> None:
    """The engine has six rules of every element; a seventh would be told here."""
    page = LeanHTML(string="<table><tr><td>Un mot</table>")
    cells = [e for e in page.wrapper_element.iter_subtree() if e.local_name == "td"]

    def list_pseudo(of: HTML) -> list[str]:
        (sheet,) = of._ua_stylesheets()
        return [found[2] for cell in cells for found in sheet.matcher.match(cell)]

    assert set(list_pseudo(page)) == {None}
    assert len(set(list_pseudo(HTML(string="")))) == 7


def make_place() -> Any:
    """A class of values, by the standard library, as ours are."""

    @dataclasses.dataclass(frozen=True, slots=True, order=True)
    class Place:
        """A place."""

        nom: str
        rang: int = 1
        notes: list[str] = dataclasses.field(default_factory=list, compare=False)

    return Place


@pytest.fixture(params=[True, False], ids=["later", "at once"])
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The class, its methods written when they are called, or as ever."""
    create = getattr(dataclasses, "_create_fn", None)
    if create is None and request.param:
        pytest.skip("this Python writes the methods of a class in one go")
    if request.param:
        monkeypatch.setattr(dataclasses, "_create_fn", create)
        spare_methods()
    return make_place()


def test_methods_written_later_are_the_same(place: Any) -> None:
    value = place("A", notes=["x"])

    assert (value.nom, value.rang, value.notes) == ("A", 1, ["x"])
    assert place("A").notes is not place("A").notes
    assert repr(value).endswith("Place(nom='A', rang=1, notes=['x'])")
    assert repr(value) == repr(copy.copy(value))
    assert value == place("A") != place("B")
    assert hash(value) == hash(place("A"))
    assert sorted([place("B"), place("A", 2), value]) == [
        value,
        place("A", 2),
        place("B"),
    ]
    assert dataclasses.replace(value, nom="B") == place("B")
    assert not hasattr(value, "__dict__")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.nom = "B"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.nom
    with pytest.raises(TypeError):
        place()
    with pytest.raises(TypeError):
        place("A", autre=1)


def test_each_method_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    create = getattr(dataclasses, "_create_fn", None)
    if create is None:
        pytest.skip("this Python writes the methods of a class in one go")

    def note(name: str, *args: Any, **options: Any) -> Any:
        written.append(name)
        return create(name, *args, **options)

    monkeypatch.setattr(dataclasses, "_create_fn", note)
    spare_methods()
    kind = make_place()
    assert written == []

    assert [repr(kind("A")), repr(kind("A"))] == [repr(kind("A"))] * 2

    assert written == ["__init__", "__repr__"]


def test_a_module_put_off_is_imported_by_the_first_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    put_off("colorsys", "rgb_to_hsv")
    import colorsys

    assert not hasattr(colorsys, "hsv_to_rgb")
    assert colorsys.rgb_to_hsv(1, 1, 1) == (0.0, 0.0, 1)
    assert hasattr(sys.modules["colorsys"], "hsv_to_rgb")
    assert colorsys.rgb_to_hsv(1, 1, 1) == (0.0, 0.0, 1)


def test_the_parser_of_html_keeps_its_expressions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It writes them once; what it reads with them is what it read without."""
    from tinyhtml5 import inputstream, parse

    page = "<style>p { color: red }</style><p title='a]b-c^d'>Un mot &amp; 'un' autre."
    monkeypatch.setattr(inputstream, "characters_until_regex", {})
    plain = ElementTree.tostring(parse(page))
    spare_expressions()
    kept = inputstream.characters_until_regex
    read = [ElementTree.tostring(parse(page)) for _ in range(2)]
    count = len(kept)
    parse(page)

    assert read == [plain, plain]
    assert len(kept) == count > 3
    spare_expressions()
    assert inputstream.characters_until_regex is kept
