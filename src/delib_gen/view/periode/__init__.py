"""The books of a period: what is made of several sittings."""
