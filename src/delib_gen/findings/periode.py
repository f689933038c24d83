"""PER: the sittings of a period, taken together."""

from delib_gen.findings.diagnostic import Severity
from delib_gen.findings.kind import Kind

E, A = Severity.ERREUR, Severity.AVERTISSEMENT

PER01 = Kind("PER01", (E,))  # a sitting of another period, or not settled
PER02 = Kind("PER02", (E, A))  # a number, or a sitting, given twice
PER03 = Kind("PER03", (E,))  # sittings of several organs
PER04 = Kind("PER04", (E, A))  # acts that no sitting has
PER05 = Kind("PER05", (A,))  # minutes settled on a day without a sitting
PER06 = Kind("PER06", (E,))  # a sitting of which the register knows too little
PER07 = Kind("PER07", (E,))  # a period of which the register has no sitting
