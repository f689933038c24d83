"""Filling a layout: Jinja makes pieces, not a string.

What an expression gives stays what it is, apart from the layout's own text: so a text
may hold any sign that means something in a layout, and runs keep their language.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakKeyDictionary

from jinja2 import Environment, StrictUndefined, Undefined, pass_context
from jinja2.nativetypes import NativeEnvironment, NativeTemplate
from jinja2.runtime import Macro

from delib_gen.composition.contents import make_contents
from delib_gen.composition.runs import make_runs
from delib_gen.lang.typography import NBSP
from delib_gen.prose.pieces import Signataire, Signatures
from delib_gen.prose.tree import SautDePage
from delib_gen.templating.filters import name_kind
from delib_gen.templating.render import explain_missing, telling_faults
from delib_gen.templating.sandbox import FolderLoader, Sandbox
from delib_gen.templating.work import Work, do_again, read_work

if TYPE_CHECKING:
    from jinja2.environment import TemplateModule
    from jinja2.runtime import Context

    from delib_gen.prose.tree import Brins
    from delib_gen.templating.library import TemplateLibrary
    from delib_gen.view.base import LigneSignature


_LONGEST = 36
"""Signs of a name that a column holds on one line."""
_RECALLED = 64
"""How many fillings of a macro are kept: the lists of a few acts."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What an expression of a layout gave, told from the layout's own text."""

    content: Any


class FilledLayout(list[Any]):
    """A layout, or a macro of one, filled: texts of its own and `Printed`s."""


def _gather(pieces: Iterable[Any]) -> FilledLayout:
    filled = FilledLayout()
    for piece in pieces:
        if isinstance(piece, FilledLayout):
            filled.extend(piece)
        else:
            filled.append(piece)
    return filled


@pass_context  # or Jinja makes a text of what a constant gives (`{{ "Vu" }}`)
def _keep(_: object, value: Any) -> Any:  # noqa: ANN401 - what an expression gives
    if isinstance(value, Undefined):
        str(value)  # a strict one says here that nothing bears its name
    return value if isinstance(value, FilledLayout) else Printed(value)


class _Recalled:
    """A macro that another layout brings in: it knows no more than what it is given.

    Those who are there are most often those of the act before: what was filled once
    for the same values, languages included, is given again, and counts the same work.
    """

    def __init__(self, macro: Macro) -> None:
        self._macro = macro
        self._known: dict[bytes, tuple[object, Work]] = {}

    def __call__(self, *args: object, **options: object) -> object:
        try:
            key = pickle.dumps((args, options), pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, TypeError, AttributeError):
            return self._macro(*args, **options)  # a layout's own doing among them
        if key in self._known:
            filled, work = self._known[key] = self._known.pop(key)
            do_again(work)
            return filled
        before = read_work()
        filled = self._macro(*args, **options)
        if len(self._known) == _RECALLED:
            del self._known[next(iter(self._known))]
        self._known[key] = filled, read_work().since(before)
        return filled


class _LayoutTemplate(NativeTemplate):
    """A template that gives its pieces."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """What it brings to those that import it, made once."""
        module = super()._get_default_module(ctx)
        for name, value in vars(module).items():
            if isinstance(value, Macro):
                setattr(module, name, _Recalled(value))
        return module


class _LayoutEnvironment(Sandbox, NativeEnvironment):
    """Jinja, sandboxed and strict, that makes pieces instead of a string."""

    # Jinja's own makes a string, or a value of Python's, of what it is given.
    concat = staticmethod(_gather)  # type: ignore[assignment]
    template_class = _LayoutTemplate


_LayoutTemplate.environment_class = _LayoutEnvironment  # type: ignore[assignment]


_made: WeakKeyDictionary[Environment, _LayoutEnvironment] = WeakKeyDictionary()
"""The environments of layouts, by those of the other templates of their library."""


def make_environment(library: TemplateLibrary) -> _LayoutEnvironment:
    """The environment in which the layouts of a library are filled."""
    known = library.environment()
    if known in _made:
        return _made[known]
    env = _made[known] = _LayoutEnvironment(
        loader=FolderLoader(library.folders),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,  # what is included ends its last line
        finalize=_keep,
    )
    env.filters["sorte"] = name_kind
    env.filters["insecable"] = _bind
    env.filters["cosigner"] = _join_signatures
    env.filters["a_signer"] = _leave_places
    env.globals["nouvelle_page"] = (SautDePage(),)
    cut = library.charte is not None and library.charte.noms_coupes
    env.filters["entier"] = _leave if cut else _keep_whole
    env.filters["sommaire"] = make_contents
    return env


def _bind(text: str) -> Brins:
    """A text whose words are not broken at their hyphens (`Jean-Martin`)."""
    return tuple(replace(brin, insecable=True) for brin in make_runs(text))


def _join_signatures(lines: Iterable[LigneSignature]) -> Signatures:
    """The places where an act is signed, side by side."""
    return Signatures((), tuple(map(_make_place, lines)), sous=True)


def _leave_places(lines: Iterable[str]) -> Signatures:
    """The places where a sheet is signed, side by side: who signs, and room below."""
    return Signatures((), tuple(Signataire((make_runs(line),)) for line in lines))


def _make_place(line: LigneSignature) -> Signataire:
    bold = tuple(replace(brin, gras=True) for brin in make_runs(line.nom))
    return Signataire((make_runs(line.qualite), bold))


def _leave(name: FilledLayout) -> FilledLayout:
    """A name as it is, broken where a line ends."""
    return name


def _keep_whole(name: FilledLayout) -> Brins:
    """A name that stands on one line, but for one that the narrowest cannot hold."""
    pieces = (p.content if isinstance(p, Printed) else p for p in name)
    runs = tuple(run for piece in pieces for run in make_runs(piece))
    if sum(len(run.texte) for run in runs) > _LONGEST:
        return runs
    return tuple(
        replace(run, texte=run.texte.replace(" ", NBSP), insecable=True) for run in runs
    )


def fill(
    library: TemplateLibrary, name: str, context: Mapping[str, Any]
) -> FilledLayout:
    """A layout filled.

    Raises:
        TemplateFault: if it is missing, or cannot be filled.
    """
    if library.find(name) is None:
        raise explain_missing(library, name)
    with telling_faults(library, name, context):
        template = make_environment(library).get_template(name)
        return cast("FilledLayout", template.render(context))
