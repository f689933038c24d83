"""Gestures of a sitting: pure functions from a sitting to the changes of its files."""

from __future__ import annotations

from delib_gen.edits.changes import Change, Refused

Gesture = list[Change] | Refused
"""The changes that a gesture makes, none where it is so already; or why not."""
