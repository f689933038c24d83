"""The pages of the desk, and the server that gives them to one browser."""
