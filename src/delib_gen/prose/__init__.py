"""Markdown as a typed tree that every format can carry."""
