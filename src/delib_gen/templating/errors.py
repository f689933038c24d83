"""What is wrong with a template, in words that an office can act upon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import gabarits

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic, Kind


_SHOWN = 200
"""Characters of an address that a message shows."""


class TemplateFault(Exception):  # noqa: N818 - a mistake in a file, not in the code
    """A template that cannot be read or filled.

    Attributes:
        template: its path, as shown.
        place: where in it, in French; empty where the whole file is meant.
        message: what is wrong, in French.
        hint: what to change, in French.
        kind: the finding that it makes.
    """

    def __init__(
        self,
        template: str,
        place: str,
        message: str,
        hint: str = "",
        kind: Kind = gabarits.GAB01,
    ) -> None:
        self.template = template
        self.place = place
        self.message = message
        self.hint = hint
        self.kind = kind
        super().__init__(template, place, message, hint, kind)

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.template, self.place) if part)
        return f"{where} : {self.message}" if where else self.message

    def to_diagnostic(self) -> Diagnostic:
        """The finding that tells the user of the fault."""
        return self.kind.at((), str(self), self.hint)


def make_address_fault(template: str, address: str, place: str = "") -> TemplateFault:
    """The fault of a layout that asks for what it may not have (GAB02)."""
    shown = address if len(address) <= _SHOWN else f"{address[:_SHOWN]}…"
    return TemplateFault(
        template,
        place,
        f"la mise en page demande « {shown} », qui ne peut être lu : ni adresse "
        "distante, ni fichier hors du dossier des gabarits",
        "placez l'image ou la police dans le dossier des gabarits, et nommez-la par "
        "son seul nom",
        gabarits.GAB02,
    )


def make_deed_fault(template: str, place: str, what: str) -> TemplateFault:
    """The fault of a layout that would do something beside being read (GAB04)."""
    return TemplateFault(
        template,
        place,
        f"ce gabarit porte {what} : l'acte ferait autre chose que se lire",
        "retirez-le du gabarit",
        gabarits.GAB04,
    )
