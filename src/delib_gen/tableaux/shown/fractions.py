"""A number as a fraction: `# ?/?`, `# ??/16`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from delib_gen.tableaux.shown.codes import Section, Sort, Token, UnknownFormat


def show_fraction(value: Decimal, section: Section) -> tuple[str, Decimal]:
    """A positive number as a section writes it, and the number that it then says.

    Raises:
        UnknownFormat: if its signs do not make a fraction.
    """
    tokens = section.tokens
    if section.sorts - {Sort.DIGIT, Sort.SLASH, Sort.TEXT, Sort.GAP}:
        raise UnknownFormat
    (slash, *more) = [r for r, t in enumerate(tokens) if t.sort is Sort.SLASH]
    top = _find_top(tokens[:slash])
    if more or top is None:
        raise UnknownFormat
    first = min(r for r, t in enumerate(tokens) if t.sort is Sort.DIGIT)
    mixed = first < top
    number = Fraction(value)
    whole = int(number) if mixed else 0
    part = _approach(number - whole, tokens[slash])
    if part is None:
        size = sum(t.sort is Sort.DIGIT for t in tokens[slash:])
        part = (number - whole).limit_denominator(10**size - 1)
        above, below = part.numerator, part.denominator
    else:
        above, below = part.numerator, int(tokens[slash].text)
        above = above * below // part.denominator
    if mixed and above == below:
        whole, above = whole + 1, 0
    said = Fraction(above, below) + whole
    rest = _list_words(tokens[slash + 1 :])
    asked = any(t.text == "0" for t in tokens[top:slash])
    parts = [f"{above}/{below}"] if above or asked or not mixed else []
    if mixed and (whole or not parts or tokens[first].text == "0"):
        parts.insert(0, str(whole))
    text = _list_words(tokens[:first]) + " ".join(parts) + rest
    return text, Decimal(said.numerator) / Decimal(said.denominator)


def _find_top(tokens: Sequence[Token]) -> int | None:
    """Where the digits above the bar begin."""
    at = len(tokens)
    while at and tokens[at - 1].sort is Sort.DIGIT:
        at -= 1
    return at if at < len(tokens) else None


def _approach(part: Fraction, slash: Token) -> Fraction | None:
    """The nearest fraction below a bar that the format fixes; None if it fixes none."""
    if not slash.text.strip():
        return None
    below = int(slash.text)
    return Fraction(int(part * below + Fraction(1, 2)), below)


def _list_words(tokens: Sequence[Token]) -> str:
    return "".join(t.text for t in tokens if t.sort in (Sort.TEXT, Sort.GAP))
