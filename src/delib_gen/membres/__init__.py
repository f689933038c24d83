"""The members of an authority's file, made or renewed from a table."""
