"""What became of an act, in a few words, for the papers that list acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.lang.said import join_texts
from delib_gen.model.resultat import Mode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from delib_gen.view.context import ActeContext, SeanceContext

_FIGURES = ("pour", "contre", "abstention", "non_participation", "blancs", "nuls")
_ALWAYS = ("pour", "contre")
_UNANIMOUS = (Mode.UNANIMITE, Mode.UNANIMITE_EXPRIMES)


def write_issue(context: ActeContext) -> str:
    """What became of an act: `Adoption à la majorité (17 pour, 4 contre)`."""
    acte = context.acte
    if acte.acte.statut is not None:
        return context.phrase(f"issue.{acte.acte.statut.value}")
    if acte.resultat is None:
        return context.phrase("issue.acte")
    if acte.elections:
        said = context.find_speaker("issue.election")
        names = [said.name(m) for election in acte.elections for m in election.elus]
        return said.phrase("issue.election", elus=said.grammar.join(names))
    outcome = "adopte" if acte.resultat.adopte else "rejete"
    how = context.phrase(f"issue.{outcome}.{acte.resultat.mode.value}")
    decompte = acte.decompte
    known = {name: decompte.count(name) for name in _FIGURES} if decompte else {}
    figures = list(list_voices(context, known))
    if acte.resultat.mode is Mode.UNANIMITE or not figures:
        return how
    return join_texts("", (how, " (", join_texts(", ", figures), ")"))


def list_voices(context: SeanceContext, known: Mapping[str, int]) -> Iterator[str]:
    """How many voted what in one ballot, those named first who always are."""
    for name, number in known.items():
        if number or name in _ALWAYS:
            form = "un" if number < 2 else "plusieurs"
            yield context.phrase(f"issue.chiffres.{name}.{form}", nombre=number)
