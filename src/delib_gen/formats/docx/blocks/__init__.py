"""How each block of prose is written in Word: a module per family of blocks."""
