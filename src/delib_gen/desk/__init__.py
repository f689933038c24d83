"""The desk: a folder of sittings kept by several screens at once, over their files."""
