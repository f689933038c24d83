"""Help for whoever types: the session's JSON Schema, and a session to start from."""
