"""Filling a template to learn all that it asks for and that is not there.

Jinja fills it, rewritten by `instrument`. What is not there becomes UNKNOWN, of which
anything may be asked, so that one filling finds every fault; and something is at fault
only where it was missed each time: of the blocks of a prose, one may have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, cast
from weakref import WeakKeyDictionary

from jinja2 import (
    Environment,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_context,
)
from jinja2.runtime import Context, LoopContext, Macro

from delib_gen.templatecheck.faults import Fault, list_parts
from delib_gen.templatecheck.instrument import PROBE, Instrument, Spot
from delib_gen.templatecheck.noting import NotingEnvironment
from delib_gen.templatecheck.unknown import UNKNOWN, attempt
from delib_gen.templating.work import filling

_NESTED = 4
"""How many calls of one macro, one within another, are followed."""
_TURNS = 20_000
"""How many turns a filling may take: that it has no end is told by the real one."""
_BROUGHT_IN = 200
"""How often one spot brings another template in: two may include each other."""


class TrialEnvironment(NotingEnvironment):
    """Where templates are filled to be tried.

    Attributes:
        branch: which branches of conditions are taken (`Instrument`).
    """

    branch: bool | None = None

    def __init__(self, like: Environment) -> None:
        """Make an environment like one that documents are filled in."""
        super().__init__(like)
        self.filters[PROBE] = self._probe
        self._names: dict[str, set[str]] = {}
        self._nothing = self.from_string("")
        self._forget()

    def _forget(self) -> None:
        self.missed, self.found = {}, set()
        self._reached: set[object] = set()
        self._brought_in: Counter[Spot] = Counter()
        self._later: list[Callable[[], object]] = []
        self._open: Counter[Macro] = Counter()
        self._called: dict[tuple[object, ...], tuple[object, ...]] = {}

    def rewrite(self, tree: nodes.Template, name: str) -> nodes.Template:
        """A template with its probes; those that it names come here as well."""
        instrument = Instrument(name, self.branch)
        self._names[name] = instrument.names
        return super().rewrite(instrument.visit(tree), name)

    def fill(self, source: str | nodes.Template, context: Mapping[str, object]) -> None:
        """Fill a template, and all that it defines without printing it.

        Raises:
            TemplateSyntaxError: if it cannot be read.
        """
        self._forget()
        template = self.from_string(source)
        with filling(_TURNS):
            self._fill(template, context)

    def _fill(self, template: Template, context: Mapping[str, object]) -> None:
        state = template.new_context(dict(context))
        # What stops a filling whatever is done is told by the real one (`check`).
        with suppress(Exception):
            for _ in template.root_render_func(state):
                pass
        for name, block in template.blocks.items():
            if ("", name) not in self._reached:
                self._later.append(partial(list, block(state)))
        while self._later:
            with suppress(Exception):
                self._later.pop()()

    # --- what passes through the probe

    @pass_context
    def _probe(
        self,
        context: Context,
        value: object,
        kind: str,
        spot: tuple[str, int, int, str],
        /,
        *args: object,
        **options: object,
    ) -> object:
        self.spot, self._context = Spot(*spot), context
        passed: object = getattr(self, f"_on_{kind}")(value, *args, **options)
        return passed

    def _on_name(self, value: object) -> object:
        name = self.spot.owner
        if not isinstance(value, Undefined):
            self.found.add((self.spot, name))
            return UNKNOWN if value is None else value
        if value._undefined_hint:  # a parameter not given, a macro not offered
            return UNKNOWN
        given = [known for known in self._context.parent if known not in self.globals]
        known = [*given, *sorted(self._names[self.spot.template] - {name})]
        fault = Fault.INTERDIT if name.startswith("__") else Fault.NOM
        return self.miss(fault, name, known)

    def _on_part(self, value: object, name: str) -> object:
        return self.getattr(value, name)

    def _on_item(self, value: object, name: object) -> object:
        return self.getitem(value, name)

    def _on_element(self, value: object, key: object) -> object:
        return attempt(super().getitem, value, key)  # there may well be none

    def _on_slice(self, value: Sequence[object], *ends: None) -> object:
        return attempt(lambda: value[slice(*ends)])

    def _on_filter(
        self, value: object, name: str, *args: object, **options: object
    ) -> object:
        if value is UNKNOWN and name in self.filters:
            return UNKNOWN
        if name == "attr":
            return attempt(self.getattr, value, *args)
        return self.call_filter(name, value, args, options, self._context)

    def _on_test(
        self, value: object, name: str, *args: object, **options: object
    ) -> object:
        return self.call_test(name, value, args, options, self._context)

    def _on_choose(self, value: object, first: object, last: object) -> object:
        return first if (value if self.branch is None else self.branch) else last

    def _on_and(self, value: object, other: object) -> object:
        return value and other

    def _on_or(self, value: object, other: object) -> object:
        return other if value is UNKNOWN else value or other

    def _on_loop(self, value: object, count: int) -> object:
        """What a loop goes through: something at least, for its body to be filled."""
        items = [self._on_shared(item, count) for item in attempt(list, value)]
        return items or [self._on_shared(UNKNOWN, count)]

    def _on_shared(self, value: object, count: int) -> object:
        whole = isinstance(value, tuple | list) and len(value) == count
        return value if whole or not count else (UNKNOWN,) * count

    def _on_later(self, macro: Macro, needed: int) -> None:
        """A macro, which is called once all is filled: nothing is known then."""
        caller = {"caller": UNKNOWN} if macro.caller else {}
        self._later.append(partial(macro, *[UNKNOWN] * needed, **caller))

    def _on_reached(self, block: str) -> None:
        self._reached.add((self.spot.template, block))

    def _on_offered(self, value: object, name: str, owner: str) -> None:
        offered = attempt(lambda: list_parts(self.get_template(owner).module))
        if isinstance(value, Undefined) and offered is not UNKNOWN:
            self.spot = self.spot._replace(owner=owner)
            self.miss(Fault.MACRO, name, offered)

    def _on_template(self, named: object, optional: object) -> Template:
        """Another template by its name; where there is none, one without a word."""
        self._brought_in[self.spot] += 1
        if named is UNKNOWN or self._brought_in[self.spot] > _BROUGHT_IN:
            return self._nothing
        try:
            return self.get_or_select_template(cast("str", named))
        except TemplateSyntaxError as error:
            self.spot = Spot(error.name or "", 0, error.lineno)
            self.miss(Fault.SYNTAXE, error.message or "")
        except TemplateNotFound as error:
            if not optional:
                self.miss(Fault.GABARIT, str(error.name))
        return self._nothing

    def _on_called(self, value: object) -> object:
        return partial(self._call, self._context, value, self.spot)

    def _call(
        self,
        context: Context,
        called: Any,  # noqa: ANN401 - whatever a template calls
        spot: Spot,
        /,
        *args: object,
        **options: object,
    ) -> object:
        if isinstance(caller := options.get("caller"), Macro):
            self._on_later(caller, len(caller.arguments))
        self.spot = spot
        if isinstance(called, Macro):
            return self._call_macro(called, args, options)
        # A loop that calls itself over what is not known would never end.
        if called is UNKNOWN or (isinstance(called, LoopContext) and UNKNOWN in args):
            return UNKNOWN
        return attempt(super().call, context, called, *args, **options)

    def _call_macro(
        self, macro: Macro, args: tuple[object, ...], options: dict[str, object]
    ) -> object:
        for name in [*options]:
            if not (name in macro.arguments or name == "caller" or macro.catch_kwargs):
                del options[name]
                self.miss(Fault.PARAMETRE, name, macro.arguments)
        # What is passed decides what a macro asks: once will do, if it is the same.
        caller = self.spot if "caller" in options else None
        given = (*args, *(options[n] for n in options if n != "caller"))
        call = (macro, caller, *map(id, given))
        if call in self._called or self._open[macro] >= _NESTED:
            return UNKNOWN
        self._called[call] = given  # kept, for no other value to take its place
        self._open[macro] += 1
        try:
            return attempt(macro, *args, **options)
        finally:
            self._open[macro] -= 1


class _FirstBranches(TrialEnvironment):
    branch = True


class _LastBranches(TrialEnvironment):
    branch = False


_made: WeakKeyDictionary[Environment, tuple[TrialEnvironment, ...]]
_made = WeakKeyDictionary()
"""The trials, which hold compiled templates, by the environments that they are like."""


def list_trials(like: Environment) -> tuple[TrialEnvironment, ...]:
    """The ways to try a template: all branches; then the first alone, and the last.

    A name that two branches set is the last's where all are taken: what fails there
    is tried again branch by branch.
    """
    if like not in _made:
        ways = (TrialEnvironment, _FirstBranches, _LastBranches)
        _made[like] = tuple(way(like) for way in ways)
    return _made[like]
