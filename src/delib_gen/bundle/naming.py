"""The names of the folders: the same everywhere, and safe on every system."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")
_FOLDER = re.compile(r"[A-Za-z0-9_-]{1,120}")
_FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_+.-]{0,119}")
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d|seance", re.IGNORECASE)
_LONGEST = 80
SEANCE = "seance"
"""The folder of what is made of the whole sitting, beside those of its acts."""


def name_sitting(
    jours: Sequence[dt.date],
    code_organe: str,
    sigle: str | None = None,
    suffixe: str | None = None,
) -> str:
    """The folder of a sitting: `2023-12-19-cp`.

    Args:
        jours: its day or days; of several, the first and the last are named.
        code_organe: the organ's code, whose initials serve where it has no `sigle`.
        sigle: the organ's initials.
        suffixe: what tells two sittings of one day apart.
    """
    days = sorted(set(jours))
    parts = ["_".join(day.isoformat() for day in dict.fromkeys((days[0], days[-1])))]
    parts.append(_clean(sigle or _take_initials(code_organe)).lower())
    if suffixe:
        parts.append(_clean(suffixe))
    return _shorten("-".join(parts))


def name_acts(reperes: Sequence[str]) -> tuple[str, ...]:
    """The folders of a sitting's acts, in the order of the acts: `23-186-CP`.

    Two numbers may come to one name, for a system that does not tell capitals
    from small letters too: the first keeps it, the next ones take `-2`, `-3`.
    All the acts of the sitting are named together, so that a name never depends
    on which of them are produced.

    Args:
        reperes: their numbers as they are printed, a word until one has its number;
            empty where an act has neither.
    """
    wished = [_name_act(repere, rank) for rank, repere in enumerate(reperes, start=1)]
    taken = {name.lower() for name in wished}
    given: set[str] = set()
    names: list[str] = []
    for wish in wished:
        name, number = wish, 1
        while name.lower() in given or (number > 1 and name.lower() in taken):
            number += 1
            name = f"{wish}-{number}"
        given.add(name.lower())
        names.append(name)
    return tuple(names)


def is_folder_name(name: str) -> bool:
    """Whether a name is one that this module could have given to a folder."""
    return bool(_FOLDER.fullmatch(name))


def is_place(*names: str) -> bool:
    """Whether names serve for folders, and the last one for a produced file in them."""
    *folders, filename = names
    named = bool(_FILE.fullmatch(filename)) and not filename.endswith(".")
    return named and all(map(is_folder_name, folders))


def _name_act(repere: str, rank: int) -> str:
    if not repere.strip():
        return f"acte-{rank}"
    name = _shorten(_clean(repere.strip()))
    return f"acte-{name}" if _RESERVED.fullmatch(name) else name


def _clean(text: str) -> str:
    return _UNSAFE.sub("-", text)


def _take_initials(code: str) -> str:
    """`commission-permanente` gives `cp`; a code of one word stays whole."""
    words = [word for word in re.split(r"[^A-Za-z0-9]+", code) if word]
    return "".join(word[0] for word in words) if len(words) > 1 else code


def _shorten(name: str) -> str:
    """A name that every system takes; two long ones stay different."""
    if len(name) <= _LONGEST:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: _LONGEST - 9]}-{digest}"
