"""GAB: the templates and the styles."""

from delib_gen.findings.diagnostic import Severity
from delib_gen.findings.kind import Kind

E, A = Severity.ERREUR, Severity.AVERTISSEMENT

GAB01 = Kind("GAB01", (E,))  # a name that the document lacks
GAB02 = Kind("GAB02", (E,))  # something from elsewhere
GAB03 = Kind("GAB03", (A,))  # words in one format and not in another
GAB04 = Kind("GAB04", (E,))  # a template that would act
