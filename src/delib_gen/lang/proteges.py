"""Names that a published text does not say: found however typed, and taken out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_BETWEEN = re.compile(r"[^\w,;:!?()]|_")
"""What may stand between the words of one name."""
_TITLES = {"m", "mme", "mlle", "monsieur", "madame", "mademoiselle", "me", "maitre"}
"""What may be typed before a name, and need not be there where it is said."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+|[^\W\d_]")
_SHORT = 3
"""Letters of a word that tells nobody's name by itself."""


@dataclass(frozen=True, slots=True)
class NomsProteges:
    """Names to be found whatever their case, accents, hyphens and spaces.

    Attributes:
        motif: what a folded text is searched for; None where no name is protected.
    """

    motif: re.Pattern[str] | None

    def find(self, text: str) -> list[tuple[int, int]]:
        """Where a text says one of the names."""
        if self.motif is None:
            return []
        folded, places = _fold(text)
        return [
            (places[found.start()], places[found.end() - 1] + 1)
            for found in self.motif.finditer(folded)
        ]

    def hide(self, texts: Sequence[str], mark: str) -> list[str]:
        """Texts that follow each other, with a mark in the place of each name.

        A name that goes on from one into the next is taken out of both.
        """
        whole, hidden, begin = "".join(texts), list[str](), 0
        spans = self.find(whole)
        for text in texts:
            end, said, place = begin + len(text), "", begin
            for first, last in spans:
                if first < end and last > begin:
                    said += whole[place : max(first, place)]
                    said += mark if first >= begin else ""
                    place = min(last, end)
            hidden.append(said + whole[place:end])
            begin = end
        return hidden


def protect(names: Iterable[str], surnames_kept: Collection[str] = ()) -> NomsProteges:
    """What is looked for to take names out.

    A surname typed in capitals is taken out alone too, unless it is also that of
    somebody whom the text must name; and so is a name whose surname comes first, or
    that is said without the title typed before it.

    Args:
        names: the names, as the office types them.
        surnames_kept: the surnames of those who must be named.
    """
    kept, wanted = {_flatten(name) for name in surnames_kept}, set[str]()
    for name in names:
        words = _split(name)
        own = [word for word in words if _is_surname(word)]
        first = [word for word in words if word not in own]
        orders = (words, [*own, *first])
        wanted |= {_flatten(name), *(_flatten(" ".join(order)) for order in orders)}
        if own and (alone := _flatten(" ".join(own))) not in kept:
            wanted.add(alone)
    longest = sorted(filter(None, wanted), key=lambda words: (-len(words), words))
    if not longest:
        return NomsProteges(None)
    said = "|".join(map(re.escape, longest))
    return NomsProteges(re.compile(rf"(?<!\w)(?:{said})(?!\w)"))


def find_remains(name: str, texts: Iterable[str], others: Collection[str]) -> str:
    """What still tells who it is where names were taken out; empty for nothing.

    Of a name whose surname is not typed in capitals, its words; of one with a surname,
    its initials; of initials, a name that begins with them.

    Args:
        name: the name, as the office types it.
        texts: what is published, the names taken out.
        others: the names of those who must be named.
    """
    words = _split(name)
    letters = [word for word in words if _INITIALS.fullmatch(word)]
    if letters:
        firsts = re.findall(r"\w", "".join(letters) if letters == words else "")
        motif = r"(?<!\w)" + r"[\s-]+".join(rf"{first}\w+" for first in firsts)
    elif any(map(_is_surname, words)):
        motif = r"(?<!\w)" + r"[\s-]?".join(rf"{word[0]}\." for word in words)
    else:
        long = [re.escape(word) for word in words if len(word) > _SHORT]
        motif = rf"(?i:(?<!\w)(?:{'|'.join(long)})(?!\w))" if long else ""
    if len(words) == 1 or not motif.removeprefix(r"(?<!\w)"):
        return ""
    known = {_flatten(other) for other in others}
    known |= {word for other in known for word in other.split()}
    for text in texts:
        for found in re.finditer(motif, text):
            if _flatten(found[0]) not in known:
                return found[0]
    return ""


def _split(name: str) -> list[str]:
    """The words of a name, without the title that others follow."""
    words = name.split()
    # « Mme DUPONT » is another name than « DUPONT ».
    return words[len(words) > 2 and _flatten(words[0]) in _TITLES :]


def _is_surname(word: str) -> bool:
    return len(word) > 1 and word.isupper() and not _INITIALS.fullmatch(word)


def _flatten(name: str) -> str:
    return _fold(name)[0].strip()


def _fold(text: str) -> tuple[str, list[int]]:
    """A text in small letters with one space between words, and whence each comes.

    A sign that only says where a word may break is none.
    """
    folded, places = list[str](), list[int]()
    for place, sign in enumerate(text):
        if unicodedata.category(sign) == "Cf":
            continue
        for letter in unicodedata.normalize("NFKD", sign).casefold():
            if unicodedata.combining(letter):
                continue
            kept = _BETWEEN.sub(" ", letter)
            if kept != " " or (folded and folded[-1] != " "):
                folded.append(kept)
                places.append(place)
    return "".join(folded), places
