"""A number as the digits of a format show it: `0 00 00`, `#,##0.0,,`, `0.00E+00`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache, cached_property
from itertools import pairwise

from delib_gen.tableaux.shown.codes import Section, Sort, Token, UnknownFormat

NBSP = "\u00a0"
COMMA = ","
WIDE = Context(prec=6_000, rounding=ROUND_HALF_UP)
"""A cell's number may have three hundred digits, a typed one as many as it holds."""
_THOUSAND = 3
_EMPTY = {"0": "0", "?": " ", "#": ""}
"""What a place prints that no digit falls into."""


def round_to(value: Decimal, decimals: int) -> Decimal:
    """A number with so many decimals, a half away from zero as people round."""
    return value.quantize(Decimal(1).scaleb(-decimals), context=WIDE)


def write_value(value: Decimal) -> str:
    """A number in a message, with the decimals that it has."""
    return f"{value.normalize(WIDE):,f}".replace(",", " ").replace(".", COMMA)


@dataclass(frozen=True)
class Layout:
    """Where the digits of a section go.

    Attributes:
        whole: its signs before the decimal point.
        decimals: those after it.
        power: those of an exponent, its sign first; none without.
        grouped: whether thousands are set apart.
        scale: by how many powers of ten the number is multiplied first.
    """

    whole: tuple[Token, ...]
    decimals: tuple[Token, ...]
    power: tuple[Token, ...]
    grouped: bool
    scale: int

    @cached_property
    def shown(self) -> int:
        """How many decimals it shows."""
        return _count_digits(self.decimals)

    @property
    def is_code(self) -> bool:
        """Whether it writes a code rather than a quantity: `00000`, `00 00`."""
        digits = [t.text for t in self.whole if t.sort is Sort.DIGIT]
        if digits.count("0") > 1 and not self.grouped and not self.power:
            return True
        places = [r for r, t in enumerate(self.whole) if t.sort is Sort.DIGIT]
        gaps = [r for r, (a, b) in enumerate(pairwise(places), 1) if b > a + 1]
        return any((len(places) - rank) % _THOUSAND for rank in gaps)


@cache
def lay_out(section: Section) -> Layout:
    """Where the digits of a section go.

    Raises:
        UnknownFormat: if its signs do not make one number.
    """
    whole: list[Token] = []
    decimals: list[Token] = []
    power: list[Token] = []
    grouped, scale, into = False, 0, whole
    tokens = section.tokens
    for rank, token in enumerate(tokens):
        before = tokens[rank - 1].sort if rank else None
        after = tokens[rank + 1].sort if rank + 1 < len(tokens) else None
        if token.sort is Sort.POINT:
            if into is not whole:
                raise UnknownFormat
            into = decimals
        elif token.sort is Sort.POWER:
            if power:
                raise UnknownFormat
            into = power
            power.append(token)
        elif token.sort is Sort.COMMA:
            more = any(t.sort in (Sort.DIGIT, Sort.POINT) for t in tokens[rank:])
            if before not in (Sort.DIGIT, Sort.COMMA):
                into.append(Token(Sort.TEXT, COMMA))
            elif into is whole and after is Sort.DIGIT:
                grouped = True
            elif more or into is power:
                raise UnknownFormat
            else:
                scale -= _THOUSAND
        else:
            into.append(token)
            scale += 2 if token.sort is Sort.PERCENT else 0
    return Layout(tuple(whole), tuple(decimals), tuple(power), grouped, scale)


def show_number(value: Decimal, section: Section) -> tuple[str, Decimal]:
    """A positive number as a section writes it, and the number that it then says.

    Raises:
        UnknownFormat: if its signs do not make one number.
    """
    layout = lay_out(section)
    if layout.power:
        return _show_power(value, layout)
    scaled = value.scaleb(layout.scale, context=WIDE)
    rounded = round_to(scaled, layout.shown)
    text = _fill(rounded, layout)
    return text, rounded.scaleb(-layout.scale, context=WIDE)


def show_general(value: Decimal) -> str:
    """A positive number as a cell without a format shows it."""
    power = value.adjusted() if value else 0
    if power not in range(-9, 16):
        mantissa = _write_plain(value.scaleb(-power, context=WIDE))
        return f"{mantissa}E{power:+03d}"
    return _write_plain(value)


def _write_plain(value: Decimal) -> str:
    text = f"{value:f}".replace(".", COMMA)
    return text.rstrip("0").rstrip(COMMA) if COMMA in text else text


def _show_power(value: Decimal, layout: Layout) -> tuple[str, Decimal]:
    """In scientific notation; three digits before the point go by thousands."""
    step = max(_count_digits(layout.whole), 1)
    power = value.adjusted() // step * step if value else 0
    rounded = round_to(value.scaleb(-power, context=WIDE), layout.shown)
    if rounded.adjusted() >= step and rounded:
        power += step
        rounded = round_to(value.scaleb(-power, context=WIDE), layout.shown)
    sign, *digits = layout.power
    mark = "-" if power < 0 else ("+" if sign.text.endswith("+") else "")
    tail = _place(str(abs(power)), digits, grouped=False)
    text = f"{_fill(rounded, layout)}E{mark}{tail}"
    return text, rounded.scaleb(power, context=WIDE)


def _fill(rounded: Decimal, layout: Layout) -> str:
    whole, _, rest = f"{rounded:.{layout.shown}f}".partition(".")
    whole = "" if whole == "0" else whole
    text = _place(whole, layout.whole, grouped=layout.grouped)
    kept = _place_decimals(rest, layout.decimals)
    return f"{text}{kept}"


def _place(digits: str, tokens: Sequence[Token], *, grouped: bool) -> str:
    """Digits in their places from the right; those over go before the first."""
    places = sum(token.sort is Sort.DIGIT for token in tokens)
    parts = [] if places else [digits]  # `.00`
    left = digits.rjust(places)
    for token in tokens:
        if token.sort is not Sort.DIGIT:
            parts.append(token.text)
            continue
        take = len(left) - places + 1
        taken, left, places = left[:take], left[take:], places - 1
        for rank, sign in enumerate(taken):
            shown = _EMPTY[token.text] if sign == " " else sign
            after = len(left) + len(taken) - rank - 1
            parts.append(shown)
            if grouped and shown.isdigit() and after and not after % _THOUSAND:
                parts.append(NBSP)
    return "".join(parts)


def _place_decimals(digits: str, tokens: Sequence[Token]) -> str:
    kept = len(digits.rstrip("0"))
    parts: list[str] = []
    for token in tokens:
        if token.sort is not Sort.DIGIT:
            parts.append(token.text)
            continue
        sign, digits = digits[0], digits[1:]
        parts.append(sign if kept > 0 else _EMPTY[token.text])
        kept -= 1
    shown = any(part.isdigit() for part in parts)
    asked = any(t.sort is Sort.DIGIT and t.text != "#" for t in tokens)
    return (COMMA if shown or asked else "") + "".join(parts)


def _count_digits(tokens: Sequence[Token]) -> int:
    return sum(token.sort is Sort.DIGIT for token in tokens)
