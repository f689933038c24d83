"""The page of docs/ that tells what each code means."""

from __future__ import annotations

from delib_gen.rules.explain import FAMILLES, sort_kinds, write_severities

_INTRO = """\
# Les règles

Ce que le logiciel vérifie avant de produire quoi que ce soit. Chaque constatation
porte un code, qui ne change pas et ne sert jamais deux fois. Une **erreur** bloque
la production ; un **avertissement** ne bloque pas ; une **note** renseigne.

`delib-gen explain CODE` redonne ces textes, avec la valeur des règles de droit en
vigueur aujourd'hui pour chaque collectivité livrée.

Page écrite par `script/generate-docs` : ne la modifiez pas à la main.
"""


def write_reference() -> str:
    """The text of docs/regles.md."""
    lines = [_INTRO]
    family = ""
    for kind in sort_kinds():
        if kind.code[:3] != family:
            family = kind.code[:3]
            lines += [f"## {FAMILLES.get(family, family)} ({family})", ""]
        lines += [
            f"### {kind.code}",
            "",
            f"**{kind.titre}** ({write_severities(kind)})",
            "",
        ]
        for name, text in kind.sections.items():
            lines += [f"{name} : {' '.join(text.split())}", ""]
    return "\n".join(lines).rstrip() + "\n"
