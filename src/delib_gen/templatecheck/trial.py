"""Filling a template to learn all that it asks for and that is not there.

Jinja fills it, rewritten by `instrument`. What is not there becomes UNKNOWN, of which
anything may be asked, so that one filling finds every fault; and something is at fault
only where it was missed each time: of the blocks of a prose, one may have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from jinja2 import Environment, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from delib_gen.templatecheck.faults import Fault, list_parts
from delib_gen.templatecheck.instrument import Instrument, Place
from delib_gen.templatecheck.probes import PROBES
from delib_gen.templatecheck.unknown import UNKNOWN, attempt

_NESTED = 4
"""How many calls of one macro, one within another, are followed."""

Key = tuple[Place, Fault, str]
"""Something that is not there: where, asked as what, by its name."""


class TrialEnvironment(ImmutableSandboxedEnvironment):
    """Where templates are filled to be tried.

    Attributes:
        branch: which branches of conditions are taken (`Instrument`).
        names: those that each template makes itself.
        missed: what was not there, and what could have been asked instead.
        found: what was there, once at least.
        place: where the filling has come to.
    """

    branch: bool | None = None
    # What does not add up must not end the trial.
    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(ImmutableSandboxedEnvironment.default_unop_table)

    def __init__(self, like: Environment) -> None:
        """Make an environment like one that documents are filled in."""
        super().__init__(
            loader=like.loader,
            extensions=[type(extension) for extension in like.extensions.values()],
            autoescape=like.autoescape,
            trim_blocks=like.trim_blocks,
            lstrip_blocks=like.lstrip_blocks,
        )
        self.globals.update(like.globals)
        self.tests.update(like.tests)
        self.filters.update({**like.filters, **PROBES})
        self.names: dict[str, set[str]] = {}
        self.nothing = self.from_string("")
        self._forget()

    def _forget(self) -> None:
        self.missed: dict[Key, dict[str, None]] = {}
        self.found: set[tuple[Place, object]] = set()
        self.place = Place("", 0, 0)
        self.reached: set[tuple[str, str]] = set()
        self.brought_in: Counter[Place] = Counter()
        self._later: list[Callable[[], object]] = []
        self._open: Counter[Macro] = Counter()
        self._called: dict[tuple[object, ...], tuple[object, ...]] = {}

    def compile(  # type: ignore[override]  # jinja has overloads for what it gives
        self,
        source: str | nodes.Template,
        name: str | None = None,
        filename: str | None = None,
        **options: Any,  # noqa: ANN401 - jinja's own
    ) -> object:
        """Compile a template, rewritten; those that it names come here as well."""
        tree = self.parse(source, name, filename) if isinstance(source, str) else source
        instrument = Instrument(name or "", self.branch)
        self.names[name or ""] = instrument.names
        return super().compile(instrument.visit(tree), name, filename, **options)

    def fill(self, source: str | nodes.Template, context: Mapping[str, object]) -> None:
        """Fill a template, and all that it defines without printing it.

        Raises:
            TemplateSyntaxError: if it cannot be read.
        """
        self._forget()
        template = self.from_string(source)
        state = template.new_context(dict(context))
        # What stops a filling whatever is done is told by the real one (`check`).
        with suppress(Exception):
            for _ in template.root_render_func(state):
                pass
        for name, block in template.blocks.items():
            if ("", name) not in self.reached:
                self._later.append(partial(list, block(state)))
        while self._later:
            with suppress(Exception):
                self._later.pop()()

    def miss(self, fault: Fault, name: str, known: Iterable[str] = ()) -> object:
        """Note that something is not there."""
        missed = self.missed.setdefault((self.place, fault, name), {})
        missed.update(dict.fromkeys(known))
        return UNKNOWN

    # --- what is asked, by templates and by the filters of jinja

    def _note(self, obj: object, name: object, value: object) -> object:
        if not isinstance(value, Undefined):
            self.found.add((self.place, name))
            return value
        # A list has as many elements as it happens to have.
        if obj is UNKNOWN or not isinstance(name, str):
            return UNKNOWN
        refused = value._undefined_exception is SecurityError
        if refused or name.startswith("_"):
            return self.miss(Fault.INTERDIT, name)
        if value._undefined_hint:  # of another thing: the item before a loop's first
            return UNKNOWN
        fault = Fault.LISTE if isinstance(obj, tuple | list) else Fault.ATTRIBUT
        return self.miss(fault, name, list_parts(obj))

    def getattr(self, obj: object, attribute: str) -> object:
        """An attribute."""
        return self._note(obj, attribute, super().getattr(obj, attribute))

    def getitem(self, obj: object, argument: object) -> object:
        """An element, or an attribute: what `map` and its like ask as well."""
        return self._note(obj, argument, self.find_item(obj, argument))

    def find_item(self, obj: object, argument: object) -> object:
        """The same, not noted."""
        return super().getitem(obj, argument)

    def call_filter(self, name: str, *args: Any, **options: Any) -> object:  # noqa: ANN401 - jinja's own
        """A filter by its name, be it one that `map` is given."""
        if name in self.filters:
            return super().call_filter(name, *args, **options)
        return self.miss(Fault.FILTRE, name, self.filters.keys() - PROBES.keys())

    def call_test(self, name: str, *args: Any, **options: Any) -> object:  # noqa: ANN401 - jinja's own
        """A test by its name, be it one that `select` is given."""
        if name in self.tests:
            return super().call_test(name, *args, **options)
        return self.miss(Fault.TEST, name, self.tests)

    def call_binop(
        self, context: Context, operator: str, left: object, right: object
    ) -> object:
        """A sum or the like."""
        return attempt(super().call_binop, context, operator, left, right)

    def call_unop(self, context: Context, operator: str, arg: object) -> object:
        """A sign before a number."""
        return attempt(super().call_unop, context, operator, arg)

    # --- what is called

    def call_later(self, macro: Macro, needed: int) -> None:
        """Call a macro once all is filled, of which nothing is known then."""
        caller = {"caller": UNKNOWN} if macro.caller else {}
        self._later.append(partial(macro, *[UNKNOWN] * needed, **caller))

    def try_call(
        self,
        context: Context,
        called: Any,  # noqa: ANN401 - whatever a template calls
        place: Place,
        /,
        *args: object,
        **options: object,
    ) -> object:
        """Call something, be it a macro."""
        if isinstance(caller := options.get("caller"), Macro):
            self.call_later(caller, len(caller.arguments))
        self.place = place
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
        caller = self.place if "caller" in options else None
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
