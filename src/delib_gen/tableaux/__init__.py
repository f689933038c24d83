"""Tables of data: sheets as they were read, typed columns, totals."""
