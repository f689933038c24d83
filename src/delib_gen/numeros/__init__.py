"""Numbers of acts, and what becomes of an act, in the register that is kept."""
