"""A sitting, or the examination of an act, behind closed doors, as it is typed."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from delib_gen.schema.base import Entier, Ligne, Schema


class HuisClos(Schema):
    """That the organ decided to meet behind closed doors: who asked, and the vote."""

    bare_key: ClassVar[str] = "demande_par"
    example_keys: ClassVar[tuple[str, ...]] = ("demande_par", "pour")

    demande_par: Annotated[list[Ligne], Field(min_length=1)]
    pour: Entier
    contre: Entier = 0
    abstention: Entier = 0
