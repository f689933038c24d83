"""Charts as vector pictures: pure functions from numbers to SVG."""
