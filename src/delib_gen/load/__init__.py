"""From files to typed objects, with the place of every value kept."""
