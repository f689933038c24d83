"""Translations out of a session file and back; what was translated before."""
