"""The words and the grammar of a language, from its own data."""
