"""What a YAML parser stumbles on, said to somebody who does not know YAML."""

from __future__ import annotations

import re

import yaml

from delib_gen.findings import ROW, Diagnostic, Span
from delib_gen.findings.structure import STR05
from delib_gen.load.places import Rows
from delib_gen.schema.base import shorten

_SYNTAX = (
    (
        "mapping values are not allowed",
        "deux-points suivis d'une espace au milieu d'un texte sans guillemets, ou "
        "mauvais retrait",
        "donnez le texte après `>-`, à la ligne suivante, en retrait",
    ),
    (
        "found character that cannot start any token",
        "caractère qui ne peut commencer un texte sans guillemets (`@`, `%`, une "
        "tabulation…)",
        "mettez le texte entre guillemets, ou après `>-`, à la ligne ; le retrait se "
        "fait avec des espaces, jamais une tabulation",
    ),
    (
        "could not find expected ':'",
        "une ligne n'a ni `clé:` ni retrait",
        "mettez-la en retrait sous le texte qu'elle continue, ou ajoutez les "
        "deux-points après la clé",
    ),
    (
        "found unexpected end of stream",
        "guillemets, crochets ou accolades ouverts et jamais fermés",
        "fermez-les",
    ),
    (
        "did not find expected",
        "retrait irrégulier, guillemets mal fermés, ou virgule qui manque",
        "alignez la ligne avec ses voisines ; fermez guillemets et crochets",
    ),
    (
        "control characters are not allowed",
        "caractère de commande invisible dans le texte",
        "effacez-le, ou retapez la ligne",
    ),
)


_CONTROL = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML does not admit in a file."""
_GLUED = re.compile(r"((?:- )?[^\s:#\"'{\[][^:#\"'{\[]*):(?=[^\s:/\d])(.*)")


def find_glued(text: str) -> str | None:
    """`KEY:value` with the space that lacks, so that YAML saw no key; else None."""
    match = _GLUED.fullmatch(text.strip())
    return f"{match[1]}: {match[2]}" if match else None


_OPENED = re.compile(r"\s*(?:- +)*(?:[^\s:#]+: +)?([\[{\"'])")
_CLOSERS = {"[": "]", "{": "}", '"': '"', "'": "'"}


def _explain_cut(typed: str, column: int) -> tuple[str, str] | None:
    """A text that its first sign ends too soon, or that a colon cuts."""
    before, rest = typed[: column - 1].rstrip(), typed[column - 1 :]
    if rest.startswith(": "):
        return (
            "deux-points suivis d'une espace au milieu d'un texte sans guillemets",
            "mettez le texte entre guillemets, ou après `>-`, à la ligne, hors des "
            "accolades",
        )
    match = _OPENED.match(typed)
    if match and rest and before.endswith(_CLOSERS[match[1]]):
        return (
            f"un texte qui commence par « {match[1]} » et ne finit pas par "
            f"« {_CLOSERS[match[1]]} »",
            "donnez le texte entier après `>-`, à la ligne suivante, en retrait",
        )
    return None


def explain_syntax(error: yaml.YAMLError, file: str, text: str) -> Diagnostic:
    """Say in French what the YAML parser stumbled on.

    The parser gives no code, only English words; those that a clerk meets are
    recognised, the others are given as « syntaxe » with the place, never raw.
    """
    mark = getattr(error, "problem_mark", None)
    control = _CONTROL.search(text)
    index = mark.index if mark else control.start() if control else 0
    line, column = Rows(text).place(index)
    problem = str(getattr(error, "problem", None) or error)
    known = ((m, h) for words, m, h in _SYNTAX if words in problem)
    message, hint = next(
        known,
        (
            "la syntaxe YAML n'est pas respectée ici",
            "voyez la ligne indiquée et celle qui la précède",
        ),
    )
    # YAML notices a key that it did not see only at the line below.
    rows = ROW.split(text)
    for rank, typed in enumerate(rows[max(line - 2, 0) : line]):
        glued = find_glued(typed)
        if glued:
            hint = f"une espace manque après les deux-points : `{shorten(glued)}`"
            line, column = max(line - 1, 1) + rank, 1
            break
    here = rows[line - 1 : line]
    if "did not find expected" in problem and here:
        message, hint = _explain_cut(here[0], column) or (message, hint)
    return STR05.at(
        (),
        f"le fichier ne se lit pas : {message}",
        hint,
        span=Span(file, line, column, line, column + 1),
    )
