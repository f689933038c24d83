"""Putting what was produced on the disk: all of it or nothing, and nothing lost."""
