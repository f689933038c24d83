"""Which declarations apply to each element of a page: the cascade, by cssselect2.

Values stay texts, with their variables resolved. Of a page's style only the properties
that its reader asks for are kept, which makes an ordinary page's cascade a short one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

import cssselect2
import tinycss2

from delib_gen.audit.css_media import holds
from delib_gen.audit.css_values import Medium, split

Element = Any
"""An lxml element: that library has no types."""
Style = dict[str, str]
"""Values by the names of properties."""
_NESTS = ("supports", "layer", "container", "scope", "starting-style")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\))?[^()]*))?\)")
_SIDES = ("top", "right", "bottom", "left")


@dataclass(frozen=True, slots=True)
class _Rule:
    selector: str
    conditions: tuple[str, ...]
    declarations: tuple[tuple[str, str, bool], ...]


class Sheets:
    """The styles of a page."""

    def __init__(self, texts: Iterable[str], watched: frozenset[str]) -> None:
        """Read the styles of a page.

        Args:
            texts: what its `style` elements hold, in order.
            watched: the properties that are asked for.
        """
        self._watched = watched
        nodes = tinycss2.parse_stylesheet("\n".join(texts), True, True)
        self._rules = [r for r in self._iter_rules(nodes, (), "") if r.declarations]
        self._matchers: dict[Medium, cssselect2.Matcher] = {}
        self._conditions = {
            text
            for rule in self._rules
            for text in rule.conditions
            if any(_may_matter(name, value) for name, value, _ in rule.declarations)
        }

    def _iter_rules(
        self, nodes: Iterable[Any], conditions: tuple[str, ...], parent: str
    ) -> Iterator[_Rule]:
        for node in nodes:
            if node.type == "qualified-rule":
                selector = _nest(tinycss2.serialize(node.prelude), parent)
                inside = tinycss2.parse_blocks_contents(node.content, True, True)
                yield _Rule(selector, conditions, self._read(inside))
                yield from self._iter_rules(inside, conditions, selector)
            elif node.type == "at-rule" and node.content is not None:
                inside = tinycss2.parse_blocks_contents(node.content, True, True)
                if node.lower_at_keyword == "media":
                    asked = tinycss2.serialize(node.prelude).strip().lower()
                    inner = (*conditions, asked)
                elif node.lower_at_keyword in _NESTS:
                    inner = conditions
                else:
                    continue
                if parent:
                    yield _Rule(parent, inner, self._read(inside))
                yield from self._iter_rules(inside, inner, parent)

    def _read(self, nodes: Iterable[Any]) -> tuple[tuple[str, str, bool], ...]:
        return tuple(
            (
                name,
                " ".join(tinycss2.serialize(node.value).split()).lower(),
                node.important,
            )
            for node in nodes
            if node.type == "declaration"
            for name in [node.name if node.name[:2] == "--" else node.lower_name]
            if name.startswith("--") or name in self._watched
        )

    def read_inline(self, text: str) -> tuple[tuple[str, str, bool], ...]:
        """The declarations of an element's own `style`."""
        return self._read(tinycss2.parse_blocks_contents(text, True, True))

    def differs(self, one: Medium, other: Medium) -> bool:
        """Whether a rule holds on one of two media alone."""
        return any(holds(c, one) != holds(c, other) for c in self._conditions)

    def match(self, medium: Medium) -> cssselect2.Matcher:
        """What finds the rules that hold on a medium."""
        if medium in self._matchers:
            return self._matchers[medium]
        matcher = cssselect2.Matcher()
        for rule in self._rules:
            if not all(holds(condition, medium) for condition in rule.conditions):
                continue
            for selector in _compile(rule.selector):
                matcher.add_selector(selector, rule.declarations)
        self._matchers[medium] = matcher
        return matcher


@lru_cache(maxsize=1024)
def _compile(selector: str) -> tuple[Any, ...]:
    """What finds the elements of a rule; a browser leaves out what it cannot read."""
    try:
        return tuple(cssselect2.compile_selector_list(selector))
    except cssselect2.SelectorError:
        return ()


def _nest(selector: str, parent: str) -> str:
    if not parent:
        return selector
    around = f":is({parent})"
    return selector.replace("&", around) if "&" in selector else f"{around} {selector}"


def cascade(
    found: Iterable[tuple[Any, ...]], inline: Iterable[tuple[str, str, bool]] = ()
) -> Style:
    """The values that win among the declarations found for an element."""
    plain: Style = {}
    strong: Style = {}
    ranked = sorted(found, key=lambda match: (match[0], match[1]))
    for declarations in (*(match[3] for match in ranked), inline):
        for name, value, important in declarations:
            (strong if important else plain)[name] = value
    return plain | strong


def resolve(style: Style, variables: Mapping[str, str]) -> Style:
    """The values without variables, those of shorthands under their own names."""
    values: Style = {}
    for name, value in style.items():
        text = value
        for _ in range(8):
            if "var(" not in text:
                break
            text = _VARIABLE.sub(
                lambda found: variables.get(found[1], found[2] or ""), text
            )
        values |= _expand(name, text)
    return values


_LOGICAL = {
    "inset-inline-start": "left", "inset-inline-end": "right",
    "inset-block-start": "top", "inset-block-end": "bottom",
    "margin-block-start": "margin-top", "margin-block-end": "margin-bottom",
    "margin-inline-start": "margin-left", "margin-inline-end": "margin-right",
    "inline-size": "width", "block-size": "height",
    "max-inline-size": "max-width", "max-block-size": "max-height",
    "overflow-x": "overflow", "overflow-y": "overflow",
    "mask-image": "mask", "-webkit-mask": "mask", "-webkit-mask-image": "mask",
}  # fmt: skip


@cache
def _expand(name: str, value: str) -> Style:
    if name in ("margin", "inset"):
        parts = split(value)
        parts = [*parts, *parts, *parts, *parts] if len(parts) == 1 else parts
        parts = [*parts, *parts[len(parts) - 2 :]]  # a side that lacks is the opposite
        before = "margin-" if name == "margin" else ""
        return {f"{before}{s}": p for s, p in zip(_SIDES, parts, strict=False)}
    if name == "background":
        image = "(" in value and ("url(" in value or "gradient(" in value)
        plain = [p for p in split(value) if "url(" not in p and "gradient(" not in p]
        return {
            "background-color": " ".join(plain),
            "background-image": value if image else "none",
            "background-clip": "text" if "text" in plain else "",
        }
    if name == "font":
        parts = split(value)
        for rank, part in enumerate(parts):
            size = part.split("/")[0]
            if (size[-1:].isalpha() and size[:1] in "0123456789.") or size[-1:] in "%)":
                face = " ".join(parts[rank + 1 :])
                return {"font-size": size, "font-family": face or "inherit"}
        return {}
    return {_LOGICAL.get(name, name): value}


BROWSERS: dict[str, Style] = {
    "a": {"color": "#00e"},
    "mark": {"color": "#000", "background-color": "#ff0"},
}
"""What a browser does by itself."""
_OF_OLD = {
    "color": "color", "text": "color", "bgcolor": "background-color",
    "face": "font-family",
}  # fmt: skip
"""Attributes of before styles, and the properties that they stand for."""


class Computed(NamedTuple):
    """The values of an element, of what is made around it, and its variables."""

    style: Style
    made: dict[str, Style]
    variables: Style


def _may_matter(name: str, value: str) -> bool:
    """Whether a value by itself may hide what another screen shows.

    A width or a margin does not, unless it moves its box to the left or above.
    """
    if name in ("width", "max-width", "white-space"):
        return False
    sides = _expand(name, value) if name == "margin" else {name: value}
    return any(
        not side.startswith("margin") or not size[:1].isdigit()
        for side, size in sides.items()
        if side not in ("margin-right", "margin-bottom")
    )


def _identify(match: tuple[Any, ...]) -> tuple[int, str | None]:
    """The rank of a selector, which is its own, and what it makes around an element."""
    return match[1], match[2]


class Styles:
    """The values of the elements of a page on a screen, each made once."""

    def __init__(self, sheets: Sheets, medium: Medium) -> None:
        self._sheets = sheets
        self._matcher = sheets.match(medium)
        # Variables are kept with what was made of them: an identity is that of a
        # living object.
        self._computed: dict[tuple[Any, ...], Computed] = {}

    def compute(self, wrapper: cssselect2.ElementWrapper, variables: Style) -> Computed:
        """The values of an element, given the variables of the one around it."""
        inline = wrapper.etree_element.get("style", "")
        matches = self._matcher.match(wrapper)
        element = wrapper.etree_element
        key = (
            element.tag,
            inline,
            tuple(element.get(name) for name in _OF_OLD),
            id(variables),
            *map(_identify, matches),
        )
        if key not in self._computed:
            self._computed[key] = self._resolve(element, matches, variables)
        return self._computed[key]

    def _resolve(
        self, element: Element, matches: list[tuple[Any, ...]], variables: Style
    ) -> Computed:
        found: dict[str, list[tuple[Any, ...]]] = {}
        for match in matches:
            found.setdefault(match[2] or "", []).append(match)
        inline = element.get("style", "")
        own = self._sheets.read_inline(inline) if inline else ()
        plain = cascade(found.pop("", ()), own)
        named = {name: value for name, value in plain.items() if name.startswith("--")}
        if named:
            variables = variables | named
        old = {
            prop: value
            for name, prop in _OF_OLD.items()
            if (value := (element.get(name) or "").lower())
        }
        style = BROWSERS.get(element.tag, {}) | old | resolve(plain, variables)
        made = {name: resolve(cascade(f), variables) for name, f in found.items()}
        return Computed(style, made, variables)
