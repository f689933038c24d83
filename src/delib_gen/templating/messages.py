"""What is wrong with a template, said in French.

Jinja says it in English and in a programmer's words; the table below knows the
forms that its messages take. A form that it does not know is still told, with
Jinja's own words after ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from jinja2 import TemplateNotFound

from delib_gen.findings import Kind
from delib_gen.findings.gabarits import GAB01
from delib_gen.findings.structure import STR17
from delib_gen.schema.base import find_nearest
from delib_gen.templating.work import WorkError

Explained = tuple[str, str]
"""What is wrong, and what to change."""

NO_TEXT = "what is printed is no text"
"""What our own environments raise, in the words of the one that raises the rest."""
_ENDLESS = (WorkError, RecursionError, MemoryError)
_SHORTCUTS = ("p", "tr", "tc", "r")
_PATTERNS: list[tuple[str, Callable[[re.Match[str]], Explained]]] = []


def explain_error(error: Exception, known: Iterable[str] = ()) -> Explained:
    """An error that Jinja raised when it read or filled a template.

    Args:
        error: what was raised.
        known: the names that the template was given.
    """
    if isinstance(error, TemplateNotFound):
        return f"le gabarit « {error.name} » n'existe pas", "vérifiez son nom"
    if isinstance(error, _ENDLESS):
        return (
            "ce gabarit fait plus qu'aucune page ne demande : une boucle, une macro ou "
            "une inclusion y recommence sans fin, ou un texte y grossit",
            "vérifiez ses boucles, et ce qui s'appelle soi-même",
        )
    message, hint = explain_message(str(getattr(error, "message", None) or error))
    match = re.fullmatch(r"le nom `(.+)` n'existe pas dans ce document", message)
    if match and not hint:
        near = find_nearest(match[1], known)
        hint = (
            f"vouliez-vous écrire `{near}` ?" if near else list_admitted(tuple(known))
        )
    return message, hint


def find_kind(error: Exception) -> Kind:
    """The kind of finding that an error of Jinja's makes."""
    return STR17 if isinstance(error, _ENDLESS) else GAB01


def explain_message(message: str) -> Explained:
    """One of Jinja's messages."""
    for pattern, explain in _PATTERNS:
        match = re.match(pattern, message, re.DOTALL)
        if match is not None:
            return explain(match)
    plain = " ".join(message.split()) or "sans message"
    return f"ce passage ne peut pas être lu ou rempli (Jinja : {plain})", ""


def forbid(name: str) -> Explained:
    """What the sandbox gives to no template."""
    return f"`{name}` est interdit dans un gabarit", "demandez un nom du document"


def list_admitted(names: Iterable[str]) -> str:
    """A hint that tells all the names that would have done."""
    listed = ", ".join(f"`{name}`" for name in names)
    return f"noms admis : {listed}" if listed else ""


def _form(pattern: str) -> Callable[[Callable[[re.Match[str]], Explained]], None]:
    """Say what a form of message means."""

    def declare(explain: Callable[[re.Match[str]], Explained]) -> None:
        _PATTERNS.append((pattern, explain))

    return declare


@_form(NO_TEXT)
def _explain_record(_match: re.Match[str]) -> Explained:
    return (
        "ce qui est demandé ici n'est pas un texte, mais en a un ou plusieurs",
        "demandez-les (`visa.texte`), dans une boucle s'il y en a plusieurs",
    )


@_form(r"'([^']+)' is undefined")
def _explain_undefined(match: re.Match[str]) -> Explained:
    return f"le nom `{match[1]}` n'existe pas dans ce document", ""


@_form(r"(?:.* )?has no (?:attribute|element) '?([^']+)'?$")
def _explain_attribute(match: re.Match[str]) -> Explained:
    return f"il n'y a pas de `{match[1]}` dans ce qui est demandé ici", ""


@_form(r"parameter '([^']+)' was not provided")
def _explain_parameter(match: re.Match[str]) -> Explained:
    return f"la macro attend `{match[1]}`, que l'appel ne lui donne pas", ""


@_form(r"access to attribute '([^']+)' of .* is unsafe")
def _explain_unsafe(match: re.Match[str]) -> Explained:
    return forbid(match[1])


@_form(r"No (filter|test) named '([^']+)'")
def _explain_filter(match: re.Match[str]) -> Explained:
    what = "filtre" if match[1] == "filter" else "test"
    return f"le {what} `{match[2]}` n'existe pas", ""


@_form(
    r"Encountered unknown tag '([^']+)'\."
    r"(?:.* looking for (?:the following tags: )?(.*?)\.)?"
    r"(?: The innermost block .* is '(\w+)'\.)?$"
)
def _explain_tag(match: re.Match[str]) -> Explained:
    tag, expected, block = match[1], match[2], match[3]
    if tag in _SHORTCUTS:
        return (
            f"la balise `{{%{tag} … %}}` est mal formée",
            f"écrivez `{{%{tag}` d'un seul tenant, sans `%` ni `}}` dedans",
        )
    if tag.startswith("end") or tag in ("else", "elif"):
        if expected:
            return (
                f"`{{% {tag} %}}` arrive alors que `{{% {block} %}}` n'est pas fermé",
                "balise attendue : " + expected.replace("'", "`").replace(" or", " ou"),
            )
        return (
            f"`{{% {tag} %}}` ne ferme rien",
            "retirez-le, ou rétablissez ce qui l'ouvre",
        )
    return f"la balise `{{% {tag} %}}` n'existe pas", ""


@_form(r"Unexpected end of template\..*innermost block .* is '(\w+)'")
def _explain_open(match: re.Match[str]) -> Explained:
    block = match[1]
    return f"`{{% {block} %}}` n'est pas fermé", f"ajoutez `{{% end{block} %}}`"


@_form(r"unexpected end of template, expected '(.*)'|Missing end of (\w+)")
def _explain_cut(_match: re.Match[str]) -> Explained:
    return "une balise est ouverte et n'est pas refermée", "ajoutez `}}`, `%}` ou `#}`"


@_form(r"unexpected char '([^']|')' at")
def _explain_char(match: re.Match[str]) -> Explained:
    char = match[1]
    hint = ""
    if char in "‘’“”«»":
        hint = "dans une balise, seuls les guillemets droits `\"` et `'` sont compris"
    return f"le signe « {char} » n'est pas compris dans une balise", hint


@_form(r"expected token '([^']*)', got '([^']*)'")
def _explain_token(match: re.Match[str]) -> Explained:
    if match[1].startswith("end of"):
        return f"« {match[2]} » est de trop dans la balise", ""
    return f"« {match[2]} » est là où « {match[1]} » est attendu", ""


@_form(r"unexpected '([^']+)'|Expected an expression, got '([^']+)'")
def _explain_unexpected(match: re.Match[str]) -> Explained:
    found = match[1] or match[2]
    if found in ("end of print statement", "end of statement block"):
        return "la balise est vide ou inachevée", "écrivez-y un nom du document"
    return f"« {found} » n'est pas à sa place dans la balise", ""


@_form(r"block '([^']+)' defined twice")
def _explain_twice(match: re.Match[str]) -> Explained:
    return f"le bloc `{match[1]}` est défini deux fois", "donnez-leur deux noms"
