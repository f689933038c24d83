"""STR08, as a warning: texts that YAML has cut without an error."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.findings.structure import STR08
from delib_gen.lang.phrasebook import read_language_data
from delib_gen.load.marked import walk_fields
from delib_gen.load.nodes import Mapping, Node, Scalar, Sequence
from delib_gen.resources import templates_dir
from delib_gen.rules.references import quote
from delib_gen.rules.registry import check
from delib_gen.schema.acte import Acte
from delib_gen.schema.marques import TEXTES
from delib_gen.schema.seance import Seance
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.model.situation import Situation
    from delib_gen.rules.report import Report
    from delib_gen.schema.base import Schema

A = Severity.AVERTISSEMENT

_BODIES = "avis"
_HINT = "donnez le texte entier après `>-`, à la ligne suivante, en retrait"


@check(STR08)
def texte_coupe(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """The two ways in which YAML loses words of a text and says nothing."""
    root = situation.lue.root
    if not isinstance(root, Mapping):
        return
    for path, node in _iter_texts(root, Seance, ()):
        yield from _check_text(path, node, report)
    actes = root.values.get("actes")
    if not isinstance(actes, Sequence):
        return
    for index, acte in enumerate(actes.items):
        own = replace(report, acte=_find_repere(acte))
        for path, node in _iter_texts(acte, Acte, ("actes", index)):
            yield from _check_text(path, node, own)
    yield from _check_fiches(situation, report)


def _find_repere(acte: Node) -> str:
    """What an act is called, were the rest of it such as cannot be read."""
    values = acte.values if isinstance(acte, Mapping) else {}
    typed = (values.get(key) for key in ("numero", "id"))
    return next((n.text for n in typed if isinstance(n, Scalar) and not n.empty), "")


def _check_fiches(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    for lu in situation.lue.actes:
        own = replace(report, acte=lu.acte.repere if lu.acte else "")
        for place, fiche in lu.contents.iter_fiches(lu.path):
            yield from _check_numbers(place, fiche.tree, own)
            for path, node in _iter_texts(fiche.tree, type(fiche.fiche), place):
                yield from _check_text(path, node, own)


def _check_numbers(path: YamlPath, node: Node, report: Report) -> Iterator[Diagnostic]:
    """`{Corte: 20,5}`: the decimals have become a name without a number."""
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _check_numbers((*path, index), item, report)
    elif isinstance(node, Mapping):
        for before, (key, value) in zip(
            (None, *node.values.values()), node.values.items(), strict=False
        ):
            yield from _check_numbers((*path, key), value, report)
            cut = isinstance(value, Scalar) and value.empty and key.isdigit()
            if node.flow and cut and isinstance(before, Scalar):
                whole = f"{before.text},{key}"
                yield report(
                    (*path, key),
                    "entre accolades, la virgule sépare : YAML a coupé le nombre "
                    f"{quote(whole)}",
                    f'mettez-le entre guillemets : `"{whole}"`',
                    span=node.keys[key].span,
                )


def _check_text(path: YamlPath, node: Node, report: Report) -> Iterator[Diagnostic]:
    """One free text, or a list of free texts."""
    if isinstance(node, Scalar):
        if node.plain and node.comment and not node.empty:
            yield report(
                path,
                f"YAML a coupé ce texte au signe « # » : il n'en reste que "
                f"{quote(node.text)}",
                f"{_HINT} ; si c'est une remarque, mettez-la sur une ligne à part",
                severity=A,
                span=node.span,
            )
        return
    if isinstance(node, Sequence):
        if node.flow:
            yield from _check_flow(path, node, report)
        for index, item in enumerate(node.items):
            yield from _check_text((*path, index), item, report)
    elif isinstance(node, Mapping):
        for key, value in node.values.items():
            if key != "ref":
                yield from _check_text((*path, key), value, report)


def _check_flow(path: YamlPath, node: Sequence, report: Report) -> Iterator[Diagnostic]:
    """A list between brackets: a comma within a text begins another item."""
    for index, item in enumerate(node.items[1:], start=1):
        before = node.items[index - 1]
        if not isinstance(item, Scalar) or not isinstance(before, Scalar):
            continue  # the name of a usual text, beside a text
        # Beside a text between quotes, a comma does part two texts.
        if item.plain and before.plain and _goes_on(before.text, item.text, path):
            yield report(
                (*path, index),
                "entre crochets, la virgule sépare : YAML a fait deux textes de "
                f"{quote(before.text)} et {quote(item.text)}",
                "écrivez un tiret par texte, à la ligne, sans crochets ; ou mettez le "
                "texte entre guillemets",
                severity=A,
                span=item.span,
            )
            return


def _goes_on(before: str, text: str, path: YamlPath) -> bool:
    """Whether a text is the rest of the one before it.

    A commission bears a name that says it is one; `Sport et Vie associative`, after
    `Commission Culture`, is the end of its name.
    """
    if text[:1].islower():
        return True
    names = templates_dir() / LANGUE_DE_REFERENCE / "langue.yaml"
    heads = tuple(read_language_data(names)["devant"])
    return (
        path[-1:] == (_BODIES,)
        and before.startswith(heads)
        and not (text.startswith(heads))
    )


def _iter_texts(
    tree: Node, schema: type[Schema], path: YamlPath
) -> Iterator[tuple[YamlPath, Node]]:
    """The values that the schema takes for free texts, alone or in lists."""
    for where, holder, champ in walk_fields(schema, tree, *TEXTES, path=path):
        value = holder.values[champ.nom]
        # A word where a list belongs (`conclusions: auto`) is not a text.
        if not (isinstance(value, Scalar) and champ.forme is list):
            yield where, value
