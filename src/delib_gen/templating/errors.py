"""What is wrong with a template, in words that an office can act upon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError, TemplateError

from delib_gen.schema.base import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable


class TemplateFault(Exception):  # noqa: N818 - a mistake in a file, not in the code
    """A template that cannot be read or filled.

    Attributes:
        template: its path, as shown.
        place: where in it, in French; empty where the whole file is meant.
        message: what is wrong, in French.
        hint: what to change, in French.
        code: the finding that it makes.
    """

    def __init__(
        self,
        template: str,
        place: str,
        message: str,
        hint: str = "",
        code: str = "GAB01",
    ) -> None:
        self.template = template
        self.place = place
        self.message = message
        self.hint = hint
        self.code = code
        where = f"{template}, {place}" if place else template
        super().__init__(f"{where} : {message}" + (f" ({hint})" if hint else ""))


_CLOSE = "refermez chaque `for` par `endfor` et chaque `if` par `endif`, dans l'ordre"
_PATTERNS: tuple[tuple[str, str, str], ...] = (
    (
        r"unknown tag '(?:end\w+|else|elif)'",
        "{detail} ne referme rien : la balise qui l'ouvre manque ou est déjà close",
        _CLOSE,
    ),
    (
        r"unknown tag '(\w+)'",
        "la balise `{detail}` n'existe pas",
        "les balises sont `for`, `if` et `set` ; `p` se colle à l'accolade : "
        "`{{%p if … %}}`, et n'admet ni « % » ni « }} » à l'intérieur",
    ),
    (r"Unexpected end of template", "une balise ouverte n'est pas refermée", _CLOSE),
    (
        r"No (?:filter|test) named '(\w+)'",
        "le filtre `{detail}` n'existe pas",
        "retirez-le : le document est déjà écrit comme il s'imprime",
    ),
    (
        r"unexpected char '(.)'",
        "le signe « {detail} » n'a pas sa place dans une balise",
        "Word a pu changer une apostrophe ou un guillemet : retapez la balise",
    ),
    (
        r"(?i)expected|unexpected",
        "la balise ne suit pas la syntaxe Jinja",
        "une valeur s'écrit `{{{{ nom }}}}`, une condition `{{% if nom %}}`",
    ),
)


def explain_jinja(error: Exception, names: Iterable[str]) -> tuple[str, str]:
    """What a Jinja error says, in French, and what to do about it.

    Args:
        error: what Jinja raised while reading or filling a template.
        names: the names that the template may use.
    """
    text = str(error)
    if isinstance(error, UndefinedError):
        return _explain_undefined(text, names)
    if isinstance(error, SecurityError):
        return (
            "le gabarit demande ce qu'il n'a pas le droit de lire",
            "un gabarit n'emploie que les noms du document",
        )
    for pattern, message, hint in _PATTERNS:
        match = re.search(pattern, text)
        if match and isinstance(error, TemplateError):
            detail = match[1] if match.lastindex else match[0].rpartition(" ")[2]
            return message.format(detail=detail), hint.format()
    return "le gabarit ne peut pas être rempli", f"erreur rencontrée : {text}"


def _explain_undefined(text: str, names: Iterable[str]) -> tuple[str, str]:
    found = re.search(r"attribute '(\w+)'|'(\w+)' is undefined", text)
    if found is None:
        return "le gabarit demande un nom que le document n'a pas", ""
    name = found[1] or found[2]
    return f"le nom `{name}` n'existe pas dans le document", suggest(name, names)
