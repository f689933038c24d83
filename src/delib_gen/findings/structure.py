"""STR: the session file itself, and LAN04: what reading it can find."""

from delib_gen.findings.diagnostic import Severity
from delib_gen.findings.kind import Kind

E, A, N = Severity.ERREUR, Severity.AVERTISSEMENT, Severity.NOTE

STR01 = Kind("STR01", (E,))  # a key that is none
STR02 = Kind("STR02", (E,))  # a key that is missing or empty
STR03 = Kind("STR03", (E, N))  # a value of another sort
STR04 = Kind("STR04", (E,))  # a key given twice
STR05 = Kind("STR05", (E,))  # neither YAML nor UTF-8, or empty
STR06 = Kind("STR06", (E,))  # a named file that cannot be had
STR07 = Kind("STR07", (E,))  # a file beyond what is read
STR08 = Kind("STR08", (E, A))  # a text that YAML cut
STR10 = Kind("STR10", (E, A))  # Markdown that not every format carries
STR11 = Kind("STR11", (A,))  # a tolerance of nothing
STR12 = Kind("STR12", (E, A, N))  # a PDF that does more than print
STR13 = Kind("STR13", (E,))  # a picture that is not safe, or not whole
STR14 = Kind("STR14", (E, A))  # a table that cannot be printed as it is
STR15 = Kind("STR15", (E, A))  # a total that is not the sum
STR17 = Kind("STR17", (E,))  # work beyond all bounds
STR18 = Kind("STR18", (E, A))  # the name of a file instead of a text
LAN04 = Kind("LAN04", (E,))  # a text without its French version
