"""The probes: filters that all of a template on trial passes through.

`instrument` puts them there. Each is given what stands in the template and its place,
and has the trial note what is there and what is not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias, cast

from jinja2 import TemplateNotFound, TemplateSyntaxError, Undefined, pass_context
from jinja2.runtime import Context, Macro

from delib_gen.templatecheck.faults import Fault, list_parts
from delib_gen.templatecheck.instrument import Place
from delib_gen.templatecheck.unknown import UNKNOWN, attempt

if TYPE_CHECKING:
    from jinja2 import Template

    from delib_gen.templatecheck.trial import TrialEnvironment

_At: TypeAlias = tuple[str, int, int, str]
"""A place, as the compiler writes it into the template."""

PROBES: dict[str, Callable[..., object]] = {}
"""The probes, by the names that the instrument knows them by."""

_BROUGHT_IN = 200
"""How often one place brings another template in: two may include each other."""


def _probe(function: Callable[..., object]) -> Callable[..., object]:
    PROBES[function.__name__.replace("_probe_", "?")] = pass_context(function)
    return function


def _go_to(context: Context, at: _At) -> TrialEnvironment:
    """The trial, which is at a place from now on."""
    trial = cast("TrialEnvironment", context.environment)
    trial.place = Place(*at)
    return trial


@_probe
def _probe_name(context: Context, value: object, at: _At) -> object:
    """A name by itself."""
    trial = _go_to(context, at)
    name = trial.place.owner
    if not isinstance(value, Undefined):
        trial.found.add((trial.place, name))
        return UNKNOWN if value is None else value
    if value._undefined_hint:
        return UNKNOWN  # a parameter that was not given, a macro that is not offered
    given = [known for known in context.parent if known not in trial.globals]
    known = [n for n in (*given, *sorted(trial.names[at[0]])) if n != name]
    fault = Fault.INTERDIT if name.startswith("__") else Fault.NOM
    return trial.miss(fault, name, dict.fromkeys(known))


@_probe
def _probe_part(context: Context, value: object, at: _At, name: str) -> object:
    """`value.name`."""
    return _go_to(context, at).getattr(value, name)


@_probe
def _probe_item(
    context: Context, value: object, at: _At, name: str, *, sure: bool
) -> object:
    """`value[name]`; where the name is worked out, there may well be none."""
    trial = _go_to(context, at)
    return attempt(trial.getitem if sure else trial.find_item, value, name)


@_probe
def _probe_slice(
    _: Context, value: Sequence[object], _at: _At, *ends: object
) -> object:
    return attempt(lambda: value[slice(*cast("tuple[None]", ends))])


@_probe
def _probe_filter(
    context: Context,
    value: object,
    at: _At,
    name: str,
    /,
    *args: object,
    **options: object,
) -> object:
    trial = _go_to(context, at)
    if value is UNKNOWN and name in trial.filters:
        return UNKNOWN
    if name == "attr" and args:
        return attempt(trial.getattr, value, *args)
    return attempt(trial.call_filter, name, value, args, options, context=context)


@_probe
def _probe_test(
    context: Context,
    value: object,
    at: _At,
    name: str,
    /,
    *args: object,
    **options: object,
) -> object:
    trial = _go_to(context, at)
    return attempt(trial.call_test, name, value, args, options, context=context)


@_probe
def _probe_choose(
    context: Context, value: object, at: _At, first: object, last: object
) -> object:
    """One of two values."""
    branch = _go_to(context, at).branch
    return first if (value if branch is None else branch) else last


@_probe
def _probe_both(_: Context, value: object, _at: _At, other: object) -> object:
    return value and other


@_probe
def _probe_either(_: Context, value: object, _at: _At, other: object) -> object:
    return other if value is UNKNOWN else value or other


@_probe
def _probe_loop(_: Context, value: object, _at: _At, count: int) -> object:
    """What a loop goes through: something at least, for its body to be filled."""
    items = [_share(item, count) for item in attempt(list, value)]
    return items or [_share(UNKNOWN, count)]


@_probe
def _probe_shared(_: Context, value: object, _at: _At, count: int) -> object:
    """A value for as many names; 0 for one that is not taken to pieces."""
    return _share(value, count)


def _share(value: object, count: int) -> object:
    whole = isinstance(value, tuple | list) and len(value) == count
    return value if whole or not count else (UNKNOWN,) * count


@_probe
def _probe_call(context: Context, value: object, at: _At) -> object:
    """What is called: something that notes how."""
    trial = _go_to(context, at)
    return partial(trial.try_call, context, value, trial.place)


@_probe
def _probe_later(context: Context, macro: Macro, needed: int) -> None:
    """A macro, which may be called or not."""
    cast("TrialEnvironment", context.environment).call_later(macro, needed)


@_probe
def _probe_reached(context: Context, block: str, template: str) -> None:
    """A block that is printed."""
    cast("TrialEnvironment", context.environment).reached.add((template, block))


@_probe
def _probe_offered(context: Context, value: object, at: _At, name: str) -> None:
    """What another template is said to offer."""
    trial = _go_to(context, at)
    if isinstance(value, Undefined):
        offered = attempt(lambda: list_parts(trial.get_template(at[3]).module))
        trial.miss(Fault.MACRO, name, map(str, offered))


@_probe
def _probe_template(
    context: Context, value: object, at: _At, *, optional: bool
) -> Template:
    """Another template, by its name; one that prints nothing where there is none."""
    trial = _go_to(context, at)
    trial.brought_in[trial.place] += 1
    if value is UNKNOWN or trial.brought_in[trial.place] > _BROUGHT_IN:
        return trial.nothing
    try:
        return trial.get_or_select_template(cast("str", value))
    except TemplateSyntaxError as error:
        trial.place = Place(error.name or "", 0, error.lineno)
        trial.miss(Fault.SYNTAXE, error.message or "")
    except TemplateNotFound as error:
        if not optional:
            trial.miss(Fault.GABARIT, str(error.name))
    return trial.nothing
