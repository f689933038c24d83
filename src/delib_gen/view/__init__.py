"""What a document says, in order, as strings: all that a template may see."""
