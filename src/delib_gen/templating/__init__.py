"""Templates: where they are found, how they are filled, what they may ask for."""
