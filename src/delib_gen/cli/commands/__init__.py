"""The commands, one per module, each with a COMMAND; found by the file's name."""
