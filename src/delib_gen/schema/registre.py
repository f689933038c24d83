"""A register of known acts: what a session's citations are compared with."""

from __future__ import annotations

from delib_gen.schema.base import Jour, Ligne, Schema


class ActeConnu(Schema):
    """An act that was taken."""

    numero: Ligne
    date: Jour
    titre: Ligne | None = None
    source: Ligne | None = None
    """Where number and date were read."""


class RegistreActes(Schema):
    """The known acts of an authority."""

    autorite: Ligne
    actes: list[ActeConnu] = []
