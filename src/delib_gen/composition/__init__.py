"""From a view to the tree of its document, made once for all the formats."""
