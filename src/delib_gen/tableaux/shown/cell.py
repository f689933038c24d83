"""A value through its format: the text that a spreadsheet shows, and what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from delib_gen.tableaux.shown.codes import (
    GENERAL,
    Section,
    Sort,
    Token,
    UnknownFormat,
    parse_code,
)
from delib_gen.tableaux.shown.days import LAST, show_day
from delib_gen.tableaux.shown.figures import (
    NBSP,
    lay_out,
    show_general,
    show_number,
)
from delib_gen.tableaux.shown.fractions import show_fraction

_PLAIN = Section((Token(Sort.GENERAL, GENERAL),))
_QUANTITY = {Sort.DIGIT, Sort.GENERAL}
_NUMBERS = 3
"""The sections that are of numbers, positive, negative, zero; then that of texts."""
_GAPS = re.compile(" +")
_GLUED = re.compile(r"(?<=\d) | (?=[\d€%])")
_SIGNED = re.compile(r"(?<=\d)(?=[%€])")
_MINUS = re.compile(r"^- +(?=\d)")
_PLAIN_TEXT = re.compile(r"[\d,\u00a0-]*", re.ASCII)
_LESS = re.compile(r"[-(\u2212]")
_FIRST_DAY = 61
"""Before March 1900 spreadsheets do not agree on days."""
_FRANCE = 0x40C
_EXACT_DIGITS = 15
"""Digits that a spreadsheet keeps of a number."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows.

    Attributes:
        texte: the text.
        dit: the number that it says, its unit apart; None for none.
        doute: why it may be misread, as a message says it; empty where it is not.
    """

    texte: str
    dit: Decimal | None = None
    doute: str = ""


@dataclass(frozen=True, eq=False)
class CellFormat:
    """How a workbook shows the value of a cell; each is made once.

    Attributes:
        number: the number by which the file names the format.
        code: its code.
    """

    number: int = 0
    code: str = GENERAL

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Its sections; none where it says something that is not known here."""
        try:
            sections = parse_code(self.number, self.code)
            for section in sections:
                if Sort.SLASH in section.sorts:
                    show_fraction(Decimal(1), section)
                elif not section.is_date:
                    lay_out(section)
        except UnknownFormat:
            return ()
        return sections

    @cached_property
    def main(self) -> Section:
        """That of positive numbers."""
        return self.sections[0] if self.sections else _PLAIN

    @cached_property
    def is_code(self) -> bool:
        """Whether its numbers are codes: nothing is counted with them."""
        plain = self.main.is_date or Sort.SLASH in self.main.sorts
        return not plain and lay_out(self.main).is_code

    @cached_property
    def is_grouped(self) -> bool:
        """Whether thousands are set apart."""
        return Sort.COMMA in self.main.sorts and lay_out(self.main).grouped

    @cached_property
    def decimals(self) -> int | None:
        """How many decimals it shows, None for as many as there are."""
        if self.main.sorts.isdisjoint({Sort.DIGIT}) or Sort.SLASH in self.main.sorts:
            return None
        layout = lay_out(self.main)
        return None if layout.power or layout.scale < 0 else layout.shown

    def show(self, value: Decimal, epoch: int = 0) -> Shown:
        """A number as it is shown.

        Args:
            value: the number.
            epoch: how many days after the end of 1899 those of the file begin.
        """
        if not self.sections:
            return Shown(
                _show_plain(value),
                value,
                f"son format, `{self.code}`, n'est pas de ceux que le logiciel connaît",
            )
        section, signed = self._choose(value)
        if section.is_date:
            return _show_date(value, epoch, section)
        positive = abs(value)
        if section.sorts & {Sort.GENERAL, Sort.VALUE}:
            text, said = _show_words(section, show_general(positive)), positive
        elif Sort.SLASH in section.sorts:
            text, said = show_fraction(positive, section)
        elif Sort.DIGIT in section.sorts:
            text, said = show_number(positive, section)
        else:
            text, said = _show_words(section, ""), positive
        negative = value < 0 and said != 0
        if signed and negative:
            text = f"-{text}"
        text = _finish(text)
        return Shown(
            text,
            said.copy_sign(value) if value else said,
            self._find_doubt(value, section, text, negative=negative),
        )

    def _find_doubt(
        self, value: Decimal, section: Section, text: str, *, negative: bool
    ) -> str:
        if value and not text:
            return "son format masque le nombre"
        if negative and section.words == self.main.words and not _LESS.search(text):
            return "son format n'imprime pas le signe moins"
        if negative and any(s.condition for s in self.sections):
            return "les tableurs ne mettent pas tous un signe moins à ce format"
        if Sort.DIGIT in section.sorts and not _is_french(section):
            return "son format est d'un autre pays, ses signes sont mis à la française"
        if value.adjusted() >= _EXACT_DIGITS and len(value.as_tuple().digits) > 1:
            return "un tableur ne garde que quinze chiffres d'un nombre"
        if section.sorts & {Sort.GENERAL, Sort.VALUE} and "E" in text:
            return "un tableur ne le montre pas en entier"
        return ""

    def show_text(self, text: str) -> Shown:
        """A text as it is shown."""
        last = self.sections[-1] if self.sections else _PLAIN
        if len(self.sections) > _NUMBERS or Sort.VALUE in last.sorts:
            shown = _show_words(last, text)
            hides = bool(text.strip()) and not shown.strip()
            return Shown(shown, None, "son format masque le texte" if hides else "")
        return Shown(text)

    def _choose(self, value: Decimal) -> tuple[Section, bool]:
        """The section for a number, and whether its minus sign is still to be put."""
        sections = list(self.sections[:_NUMBERS])
        if len(sections) > 1 and Sort.VALUE in sections[-1].sorts:
            sections.pop()  # that of texts
        if Sort.VALUE in sections[0].sorts:
            return _PLAIN, True
        if any(section.condition for section in sections):
            for section in sections:
                last = section is sections[-1] and section.condition is None
                if last or section.holds(value):
                    signed = bool(section.sorts & _QUANTITY)
                    return section, signed and not _is_negative(section)
            return _PLAIN, True
        if value < 0 and len(sections) > 1:
            return sections[1], False
        if value == 0 and len(sections) == _NUMBERS:
            return sections[2], False
        return sections[0], bool(sections[0].sorts & _QUANTITY)


def _is_negative(section: Section) -> bool:
    """Whether a condition lets negative numbers alone through."""
    sign, bound = section.condition or (">", Decimal(0))
    return (sign == "<" and bound <= 0) or (sign in ("<=", "=") and bound < 0)


def _show_words(section: Section, value: str) -> str:
    filled = (Sort.GENERAL, Sort.VALUE)
    return "".join(value if t.sort in filled else t.text for t in section.tokens)


def _show_date(value: Decimal, epoch: int, section: Section) -> Shown:
    elapsed = Sort.ELAPSED in section.sorts
    serial = value if elapsed else value + epoch
    if serial >= LAST or (serial < 0 and not elapsed):
        return Shown(_show_plain(value), None, "ce n'est pas un jour du calendrier")
    shown = " ".join(show_day(serial, section).split())
    doubtful = section.has_day and serial < _FIRST_DAY
    return Shown(
        shown, None, "les tableurs ne s'accordent pas sur ce jour" if doubtful else ""
    )


def _is_french(section: Section) -> bool:
    return section.langue in (None, 0, _FRANCE)


def _show_plain(value: Decimal) -> str:
    """A number as a cell without a format shows it."""
    text = show_general(abs(value))
    return _finish(f"-{text}" if value < 0 else text)


def _finish(text: str) -> str:
    """A text with the spaces that a page has: none doubled, none broken by a line."""
    if _PLAIN_TEXT.fullmatch(text):
        return text
    folded = _MINUS.sub("-", _GAPS.sub(" ", text).strip(" "))
    return _GLUED.sub(NBSP, _SIGNED.sub(NBSP, folded))


@cache
def load_format(number: int, code: str) -> CellFormat:
    """A format of a workbook, read once."""
    return CellFormat(number, code)
