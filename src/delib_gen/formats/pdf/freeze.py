"""Serialising each object of a PDF once.

pydyf computes an object's bytes when it writes it and again for the file's
identifier, which PDF/A requires: every stream is compressed twice, every
dictionary of the tags joined two or three times. On a deliberation that is a
third of what tags and archive format cost; frozen objects keep their bytes.
"""

from __future__ import annotations

import pydyf


class _Frozen(pydyf.Object):  # type: ignore[misc]
    """An object of which the bytes are known."""

    def __init__(self, source: pydyf.Object) -> None:
        super().__init__()
        self.number = source.number
        self.generation = source.generation
        self.free = source.free
        self._data: bytes = source.data
        self._compressible: bool = source.compressible

    @property
    def data(self) -> bytes:
        """The bytes of the object."""
        return self._data

    @property
    def compressible(self) -> bool:
        """Whether it may go into a stream of objects."""
        return self._compressible


def freeze_objects(pdf: pydyf.PDF) -> None:
    """Replace the objects of a finished PDF by frozen ones, numbers kept."""
    pdf.objects[:] = [
        obj if obj.free == "f" or obj.number is None else _Frozen(obj)
        for obj in pdf.objects
    ]
