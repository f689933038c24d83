"""An environment of Jinja that notes what is asked in it, and stops at nothing."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import Environment, Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context

from delib_gen.templatecheck.faults import Fault, list_parts
from delib_gen.templatecheck.instrument import PROBE, Spot
from delib_gen.templatecheck.unknown import UNKNOWN, attempt
from delib_gen.templating.sandbox import Sandbox
from delib_gen.templating.work import TICK

Key = tuple[Spot, Fault, str]
"""Something that is not there: where, asked as what, by its name."""


class NotingEnvironment(Sandbox):
    """Like the one that documents are filled in, but for what it does not stop at.

    Attributes:
        missed: what was not there, and what could have been asked instead.
        found: what was there, once at least.
        spot: where the filling has come to.
    """

    # What does not add up must not end a filling.
    intercepted_binops = frozenset(Sandbox.default_binop_table)
    intercepted_unops = frozenset(Sandbox.default_unop_table)

    def __init__(self, like: Environment) -> None:
        """Make an environment like another one."""
        super().__init__(
            loader=like.loader,
            extensions=[type(extension) for extension in like.extensions.values()],
            autoescape=like.autoescape,
            trim_blocks=like.trim_blocks,
            lstrip_blocks=like.lstrip_blocks,
        )
        self.globals.update(like.globals)
        self.tests.update(like.tests)
        self.filters.update(like.filters)
        self.missed: dict[Key, dict[str, None]] = {}
        self.found: set[tuple[Spot, object]] = set()
        self.spot = Spot("", 0, 0)

    def miss(self, fault: Fault, name: str, known: Iterable[str] = ()) -> object:
        """Note that something is not there."""
        missed = self.missed.setdefault((self.spot, fault, name), {})
        missed.update(dict.fromkeys(known))
        return UNKNOWN

    def _note(self, obj: object, name: object, value: object) -> object:
        if not isinstance(value, Undefined):
            self.found.add((self.spot, name))
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
        return self._note(obj, argument, super().getitem(obj, argument))

    def call_filter(self, name: str, *args: object, **options: object) -> object:
        """A filter by its name, be it one that `map` is given."""
        if name in self.filters:
            return attempt(super().call_filter, name, *args, **options)
        return self.miss(
            Fault.FILTRE, name, sorted(self.filters.keys() - {PROBE, TICK})
        )

    def call_test(self, name: str, *args: object, **options: object) -> object:
        """A test by its name, be it one that `select` is given."""
        if name in self.tests:
            return attempt(super().call_test, name, *args, **options)
        return self.miss(Fault.TEST, name, sorted(self.tests))

    def call_binop(
        self, context: Context, operator: str, left: object, right: object
    ) -> object:
        """A sum or the like."""
        return attempt(super().call_binop, context, operator, left, right)

    def call_unop(self, context: Context, operator: str, arg: object) -> object:
        """A sign before a number."""
        return attempt(super().call_unop, context, operator, arg)
