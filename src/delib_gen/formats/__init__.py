"""From a view and its template to the bytes of a file."""
