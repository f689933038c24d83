"""SOR: the produced files, and what they need before they can be produced."""

from delib_gen.findings.diagnostic import Severity
from delib_gen.findings.kind import Kind

E, A, N = Severity.ERREUR, Severity.AVERTISSEMENT, Severity.NOTE

SOR01 = Kind("SOR01", (E, A))  # a text lost, hidden or out of its place
SOR02 = Kind("SOR02", (E,))  # a character that no font has
SOR03 = Kind("SOR03", (A,))  # the font of the house style is missing
SOR04 = Kind("SOR04", (A,))  # a file that somebody edited
SOR05 = Kind("SOR05", (A,))  # no archive, for a PDF that is joined
SOR06 = Kind("SOR06", (A, N))  # documents of acts that are no more
SOR07 = Kind("SOR07", (A,))  # a finished file that would not come out again
SOR08 = Kind("SOR08", (A,))  # a text whose place cannot be told
SOR09 = Kind("SOR09", (N, A))  # a paper of the sitting left out
