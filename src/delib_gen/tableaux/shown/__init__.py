"""What a cell of a workbook shows: its value through its number format."""
