"""Whatever this project asks of a library that the library does not promise.

Each is named here, with what for; nothing else in the project touches a private name
of somebody else's. The versions are pinned in `pyproject.toml`, and
`tests/test_hooks.py` says which of these names has moved when one of them is raised.
"""

from __future__ import annotations

import dataclasses
import functools
import pkgutil
import re
import sys
import types
from collections.abc import Callable
from typing import Any, ClassVar, cast

HOOKS = {
    "weasyprint.pdf.tags._build_box_tree": "languages, roles and scopes in the tags",
    "weasyprint.layout.block._linebox_layout": "a note stays on the page of its call",
    "weasyprint.layout.block.table_layout": "a high row parted under its heads",
    "weasyprint.layout.inline.split_inline_box": "no word cut but where it must be",
    "weasyprint.layout.inline.justify_line": "a justified line as wide as it is drawn",
    "weasyprint.layout.inline.add_word_spacing": "the same, text by text",
    "weasyprint.layout.inline.split_text_box": "the same, text by text",
    "weasyprint.pdf.stream.Stream.add_font": "two files of one name are two fonts",
    "weasyprint.pdf.stream.Stream._fonts": "those that a PDF has",
    "weasyprint.layout.inline.split_first_line": "a line that comes again, kept",
    "weasyprint.layout.inline.strut": "the same of the height of a line",
    "weasyprint.draw.draw_text": "the same, as it is drawn",
    "weasyprint.pdf.stream.Stream._old_font": "in what font it was drawn",
    "weasyprint.layout.make_margin_boxes": "pages numbered through a whole dossier",
    "weasyprint.HTML._ua_stylesheets": "no style for what a cell of a table is not",
    "weasyprint.html.UA_STYLESHEET": "the sheet of which that is a copy",
    "weasyprint.pdf.add_forms": "archival and accessible fields",
    "weasyprint.text.fonts.FontConfiguration._folder": "where it keeps its fonts",
    "weasyprint.layout.LayoutContext._update_footnote_area": "a note put back",
    "tinyhtml5.inputstream.characters_until_regex": "expressions kept, to read a page",
    "pydyf.PDF.objects": "each object of a PDF written out once",
    "docxtpl.DocxTemplate.patch_xml": "the place of an error in a Word template",
    "docx.opc.part.XmlPart._element": "a part of a Word file, filled",
    "docx.opc.part.Part._blob": "the same of a part that python-docx does not parse",
    "docx.opc.part.Part._package": "a part taken over from another Word file",
    "docx.opc.phys_pkg._ZipPkgWriter.write": "no date of a clock that may be wrong",
    "docx.opc.coreprops.CoreProperties._element": "the identity of a Word file",
    "jinja2.Undefined._undefined_hint": "what a template asked for in vain",
    "jinja2.Undefined._undefined_exception": "the same, as an error",
    "lxml.etree._Element": "the type of an element, which has no other name",
    "openpyxl.worksheet._read_only.ReadOnlyWorksheet._worksheet_path": (
        "what the cells of a workbook do not say: hidden lines, merged cells"
    ),
    "openpyxl.workbook.workbook.Workbook._date_formats": (
        "a number of a workbook as it is, whatever its format"
    ),
    "openpyxl.workbook.workbook.Workbook._timedelta_formats": "the same of hours",
    "dataclasses._create_fn": "a start without code that is not used",
    "pydantic.plugin._loader.get_plugins": "a start without the metadata of packages",
    "pydantic.BaseModel.__annotations__": "a start without reading these anew",
}
"""Each name that is not promised, and what it is asked for."""


def replace(
    name: str, make: Callable[[Callable[..., Any]], Callable[..., Any]]
) -> None:
    """Put a function in the place of a library's; doing it again changes nothing.

    Args:
        name: one of HOOKS.
        make: what wraps the library's own function.

    Raises:
        LookupError: if the name is not one of them.
    """
    if name not in HOOKS:
        raise LookupError(f"{name} is not declared")
    owner_name, _, attribute = name.rpartition(".")
    owner = pkgutil.resolve_name(owner_name)
    original = getattr(owner, attribute)
    if getattr(original, "delib_gen", False):
        return
    ours = make(original)
    ours.delib_gen = True  # type: ignore[attr-defined]  # a mark of ours
    setattr(owner, attribute, ours)


def spare_plugins() -> None:
    """Leave out pydantic's search for plugins, before anything imports pydantic.

    It imports `importlib.metadata`, hence `email` and `socket`, even where plugins are
    disabled. Were the module to move, plugins would still be off, and a test would say
    that the time is no longer spared.
    """
    loader = types.ModuleType("pydantic.plugin._loader")
    loader.get_plugins = tuple  # type: ignore[attr-defined]  # a module has what it is given
    sys.modules.setdefault(loader.__name__, loader)


def spare_methods() -> None:
    """Let the methods of dataclasses be written when they are first called.

    The standard library writes and compiles the code of six of them for each class as
    it is imported, a sixth of a `check`; of two classes in three none is ever called.
    From Python 3.13 on, it does it in one go, by other means.
    """
    create = getattr(dataclasses, "_create_fn", None)
    if create is None:
        return

    def create_later(name: str, *args: Any, **options: Any) -> Callable[..., Any]:  # noqa: ANN401 - as it is called
        @functools.cache
        def method() -> Callable[..., Any]:
            return cast("Callable[..., Any]", create(name, *args, **options))

        def later(self: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - any method
            for cls in type(self).__mro__:
                if cls.__dict__.get(name) is later:
                    setattr(cls, name, method())  # the next call is of the method
            return method()(self, *given, **named)

        later.__name__ = name
        return later

    dataclasses._create_fn = create_later  # type: ignore[attr-defined]  # private


def spare_annotations(model: type[Any]) -> None:
    """Let the class variables of a base class be known as such without being read.

    Pydantic evaluates the annotations of a base, which are texts, anew for each of the
    classes below it: twenty of them, sixty times, in each run.
    """
    for name, annotation in model.__annotations__.items():
        if isinstance(annotation, str) and annotation.startswith("ClassVar"):
            model.__annotations__[name] = ClassVar


class _Expressions(dict[tuple[Any, bool], re.Pattern[str]]):
    """What the signs up to one of some others, or all of them, are read with."""

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        signs, among = key
        listed = "".join(map(re.escape, signs))
        self[key] = re.compile(f"[{'' if among else '^'}{listed}]+")
        return self[key]


def spare_expressions() -> None:
    """Let the parser of HTML keep the expressions that it reads with.

    tinyhtml5 2 means to, but puts each where it does not look for it, and writes it
    anew for every word: a tenth of the reading of a page.
    """
    from tinyhtml5 import inputstream

    if not isinstance(inputstream.characters_until_regex, _Expressions):
        inputstream.characters_until_regex = _Expressions()
