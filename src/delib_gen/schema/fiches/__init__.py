"""The fiches that an annexe may be made of, a module each; found by their `genre`."""
