"""Looking for what a file should say in each order in which it may be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from delib_gen.audit.faults import Faults, find_enclosed, find_faults
from delib_gen.audit.leftwards import go_leftwards, loosen
from delib_gen.audit.positions import find_back
from delib_gen.audit.sequence import Finder, place_fields
from delib_gen.audit.stream import Stream

if TYPE_CHECKING:
    from delib_gen.audit.compare import Reading
    from delib_gen.audit.expected import Field
    from delib_gen.audit.sequence import Places


@dataclass(frozen=True, slots=True)
class Look:
    """What was found of some fields.

    Attributes:
        fields: what was looked for.
        finder: who did.
        places: where it stands.
        faults: what is wrong; None where nothing is.
        sure: whether it is so in whatever order the file is read.
    """

    fields: Sequence[Field]
    finder: Finder
    places: Places
    faults: Faults | None
    sure: bool = True


def look_for(fields: Sequence[Field], reading: Reading, rank: int, mark: str) -> Look:
    """What is found of a column in each order that a reader may follow.

    Args:
        fields: what is looked for.
        reading: what was read of the file.
        rank: that of the column.
        mark: the draft's, which is no text of the documents.
    """
    pieces = reading.streams[rank].pieces
    loosely = go_leftwards(fields)
    if loosely:
        fields = loosen(fields)
    stream = Stream.of(pieces, loosely=True) if loosely else reading.streams[rank]
    look = _look_once(fields, stream, mark)
    if look.faults and reading.others:
        other = Stream.of(reading.others[rank], loosely=loosely)
        return replace(look, sure=bool(_look_once(fields, other, mark).faults))
    for shown in () if look.faults else reading.shown:
        stream = Stream.of(shown.columns[rank], loosely=loosely)
        seen = _look_once(fields, stream, mark)
        if seen.faults:
            return replace(seen, sure=shown.sure)
    return look


def _look_once(fields: Sequence[Field], stream: Stream, mark: str) -> Look:
    finder = Finder.of(stream)
    placed = place_fields(finder, fields)
    if not placed.failed:
        enclosed = find_enclosed(fields, placed.places)
        back = list(find_back(stream, fields, placed.places))
        found = Faults(moved=enclosed, back=back) if enclosed or back else None
        return Look(fields, finder, placed.places, found)
    finder.pass_over(mark)
    return Look(fields, finder, placed.places, find_faults(finder, placed.failed))
