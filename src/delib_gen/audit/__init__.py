"""Reading the produced files back: nothing of the document may be lost."""
